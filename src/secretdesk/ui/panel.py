"""The panel at the right: the entry one stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from secretdesk.ui.colours import colours
from secretdesk.ui.entry_text import entry_html

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row

WIDTH = 23  # characters


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
    """Sheet, copies and history of one entry."""

    went = Signal(str)

    def __init__(self, desk: Desk, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.desk, self.register = desk, register
        self.text = LinkedText(self)
        self.text.setAccessibleName("所选一件")
        self.text.went.connect(self.went)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 2, 8)
        layout.addWidget(self.text)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("口") * 15)

    def show_entry(self, row: Row | None) -> None:
        """Tell this entry; None for nothing."""
        if row is None:
            self.text.setHtml(f"<p style='color:{colours().soft}'>选中一行，这里显示它的内容、份和经过。</p>")
            return
        bar = self.text.verticalScrollBar()
        place = bar.value() if self.text.property("entry") == row.entry else 0
        self.text.setHtml(entry_html(self.desk, self.register, row))
        self.text.setProperty("entry", row.entry)
        bar.setValue(place)

    def clear(self) -> None:
        """Empty it."""
        self.text.clear()
