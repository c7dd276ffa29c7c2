"""The text of the help: one page at a time, its places marked, the way back kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QColor, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit

from secretdesk.ui import help_pages
from secretdesk.ui.colours import colours
from secretdesk.ui.panel import LinkedText

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

MARGIN, ABOVE = 14, 30  # px around the text, and above what is marked


class Reader(LinkedText):
    """Shows the pages of `help_pages`; its links lead to other pages alone."""

    turned = Signal(str)  # the page's key; also when only the ways back and forward changed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = ""
        self.past: list[tuple[str, int]] = []
        self.future: list[tuple[str, int]] = []
        self.marked = -1  # the block that is marked
        self.setAccessibleName("正文")
        self.document().setDocumentMargin(MARGIN)
        self.went.connect(self.go)

    def go(self, place: str) -> None:
        """To ``page``, ``page#anchor`` or ``#anchor`` of this page; what it names is marked."""
        key, _, anchor = place.partition("#")
        key = key or self.page
        if key not in help_pages.pages():
            return
        if key != self.page or anchor:
            self.remember()
        self._show(key)
        self._mark(help_pages.block_of(self.document(), anchor) if anchor else -1)

    def go_to_line(self, line: help_pages.Line, words: str) -> None:
        """To a line that was found, the words in it marked."""
        self._show(line.page.key)
        self._mark(line.block, words)

    def remember(self) -> None:
        """Keep where one is, for the way back."""
        if self.page:
            self.past.append((self.page, self.verticalScrollBar().value()))
            self.future.clear()

    def back(self) -> None:
        """Where one was before."""
        self._step(self.past, self.future)

    def forward(self) -> None:
        """Where one came back from."""
        self._step(self.future, self.past)

    def _step(self, source: list[tuple[str, int]], target: list[tuple[str, int]]) -> None:
        if source:
            target.append((self.page, self.verticalScrollBar().value()))
            key, place = source.pop()
            self._show(key)
            self._mark(-1)
            self.verticalScrollBar().setValue(place)

    def _show(self, key: str) -> None:
        if key != self.page:
            self.page = key
            help_pages.fill(help_pages.pages()[key], self.document())
        self.turned.emit(key)

    def _mark(self, number: int, words: str = "") -> None:
        """Scroll to a block and mark it, and the words in it; to the top for -1."""
        self.marked = number
        document = self.document()
        block = document.findBlockByNumber(max(number, 0))
        cursor = QTextCursor(block)
        self.setTextCursor(cursor)
        marks = []
        if number >= 0:
            marks.append(_selection(cursor, colours().selection))
        found = document.find(words, cursor) if words else QTextCursor()
        while not found.isNull() and found.block() == block:
            marks.append(_selection(found, colours().accent, colours().on_accent))
            found = document.find(words, found)
        self.setExtraSelections(marks)
        self._scroll()

    def _scroll(self) -> None:
        block = self.document().findBlockByNumber(max(self.marked, 0))
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(top) - ABOVE if self.marked > 0 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is marked stays in sight."""
        super().resizeEvent(event)
        if self.marked > 0:
            self._scroll()

    def changeEvent(self, event: QEvent) -> None:
        """Another look or size of text: the page is set anew."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            QTimer.singleShot(0, self, self._set_anew)

    def _set_anew(self) -> None:
        if self.page:
            place = self.verticalScrollBar().value()
            help_pages.fill(help_pages.pages()[self.page], self.document())
            self._mark(self.marked)
            self.verticalScrollBar().setValue(place)


def _selection(cursor: QTextCursor, ground: str, ink: str = "") -> QTextEdit.ExtraSelection:
    """The words of a cursor in other colours; without *ink*, the whole line that it stands in."""
    made: Any = QTextEdit.ExtraSelection()
    made.cursor = cursor
    made.format.setBackground(QColor(ground))
    if ink:
        made.format.setForeground(QColor(ink))
    else:
        made.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
    return cast("QTextEdit.ExtraSelection", made)
