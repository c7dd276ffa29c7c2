"""The panel at the right: the entry one stands on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from secretdesk.ui.colours import colours
from secretdesk.ui.entry_text import entry_html
from secretdesk.ui.icons import mark_with
from secretdesk.ui.offered import FIXED, fits, listed
from secretdesk.ui.parts import button
from secretdesk.ui.tab_order import follow_layout

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row

WIDTH = 22  # characters
OFFERED = 2  # actions under the text


class LinkedText(QTextBrowser):
    """A text whose links say where to go; it fetches nothing by itself."""

    went = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.anchorClicked.connect(self._clicked)

    def _clicked(self, url: QUrl) -> None:
        self.went.emit(url.toString())

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing outside the text is ever loaded."""
        del kind, name
        return None


class Panel(QFrame):
    """Sheet, copies, family and history of one entry; the ways back and forward; what can be done with it."""

    went = Signal(str)
    stepped = Signal(int)  # -1 back, 1 forward
    act_asked = Signal(str)

    def __init__(self, desk: Desk, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.desk, self.register = desk, register
        self.text = LinkedText()  # its parent comes with the layout, and its turn for Tab with it
        self.text.setAccessibleName("所选一件")
        self.text.went.connect(self.went)
        self.acts = QHBoxLayout()
        self.acts.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 2, 8)
        layout.setSpacing(4)
        layout.addLayout(self._ways())
        layout.addWidget(self.text, 1)
        layout.addLayout(self.acts)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("口") * 13)

    def _ways(self) -> QHBoxLayout:
        ways = QHBoxLayout()
        for drawn, name, by in (("back", "后退 Alt+←", -1), ("forward", "前进 Alt+→", 1)):
            way = button("", partial(self.stepped.emit, by), flat=True)
            mark_with(way, drawn)
            way.setAccessibleName(name)
            way.setToolTip(name)
            ways.addWidget(way)
        ways.addStretch()
        return ways

    def show_entry(self, row: Row | None) -> None:
        """Tell this entry; None for nothing."""
        self._offer(row)
        if row is None:
            self.text.setHtml(f"<p style='color:{colours().soft}'>选中一行，这里显示它的内容、份和经过。</p>")
            return
        bar = self.text.verticalScrollBar()
        place = bar.value() if self.text.property("entry") == row.entry else 0
        self.text.setHtml(entry_html(self.desk, self.register, row))
        self.text.setProperty("entry", row.entry)
        bar.setValue(place)

    def _offer(self, row: Row | None) -> None:
        """A button for each of the first few actions that fit this entry; the menu has them all."""
        while self.acts.count():
            gone = self.acts.takeAt(0).widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        offered = [a for a in listed(self.register) if not a.creates and a.key not in FIXED]
        fitting = [a for a in offered if row is not None and fits(self.desk, self.register, a, [row])]
        amend = self.register.action("amend")
        if amend is not None and row is not None and fits(self.desk, self.register, amend, [row]):
            fitting.append(amend)
        for action in fitting[:OFFERED]:
            self.acts.addWidget(button(action.label, partial(self.act_asked.emit, action.key)))
        follow_layout(self)

    def clear(self) -> None:
        """Empty it."""
        self.text.clear()
        self._offer(None)
