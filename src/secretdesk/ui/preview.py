"""Real pages before they are printed or saved, and scans of signed ones: the very bytes that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from secretdesk.output.pages import open_pages
from secretdesk.ui.page_view import FIT, PageView
from secretdesk.ui.panel_frame import ROOM
from secretdesk.ui.parts import button, label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WIDTH, HEIGHT = 84, 44  # characters, lines


class Preview(QDialog):
    """The list of pages, the page, its size; ``acts`` are further buttons, the last one the main one."""

    lock_asked = Signal()
    busy = Signal(bool)

    def __init__(
        self, title: str, data: bytes, parent: QWidget, acts: Iterable[tuple[str, Callable[[], object]]] = ()
    ) -> None:
        """Raises Unreadable where *data* is no PDF nor image."""
        pages = open_pages(data)
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view, self.list = PageView(), QListWidget()
        self.list.setAccessibleName("页码")
        self.list.addItems([f"第 {n} 页" for n in range(1, len(pages) + 1)])
        self.list.setFixedWidth(self.fontMetrics().horizontalAdvance("第 0000 页") + 44)
        self.place, self.size_told = label(), label(soft=True)
        self._lay_out(list(acts))
        self.view.turned.connect(self._turned)
        self.view.zoomed.connect(self._tell)
        self.list.currentRowChanged.connect(self._chosen)
        self.view.show_pages(pages)
        self.finished.connect(self.view.clear)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.lock_asked)
        one, room = self.fontMetrics(), self.screen().availableGeometry()
        width, height = one.horizontalAdvance("口") * WIDTH, one.height() * HEIGHT
        self.resize(min(width, room.width() - ROOM), min(height, room.height() - ROOM))
        self._turned(0)
        self.view.setFocus()

    def _lay_out(self, acts: list[tuple[str, Callable[[], object]]]) -> None:
        head = QHBoxLayout()
        head.addWidget(self.place)
        head.addStretch()
        head.addWidget(self.size_told)
        head.addWidget(button("缩小 −", lambda: self.view.step_zoom(-1)))
        head.addWidget(button("放大 +", lambda: self.view.step_zoom(1)))
        head.addWidget(button("适合宽度 W", lambda: self.view.set_zoom(FIT)))
        middle = QHBoxLayout()
        middle.addWidget(self.list)
        middle.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button("离开", self.reject))
        for n, (text, act) in enumerate(acts):
            made = button(text, act, main=n == len(acts) - 1)
            foot.addWidget(made)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)

    def _chosen(self, page: int) -> None:
        if page != self.view.page:
            self.view.go(page)

    def _turned(self, page: int) -> None:
        self.list.setCurrentRow(page)
        self.place.setText(f"第 {page + 1} 页　共 {self.list.count()} 页")
        self._tell()

    def _tell(self) -> None:
        self.size_told.setText(f"{self.view.shown_zoom * 100:.0f} %")
