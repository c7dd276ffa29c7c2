"""Type-ahead: how the last like entry went on stands pale behind the cursor; → or End takes it.

It is no part of the text until it is taken: Tab and Enter leave it, so a new title is never lengthened
into an old one behind one's back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QLineEdit

from secretdesk.store.errors import StoreError
from secretdesk.ui.colours import colours
from secretdesk.ui.composing import is_composing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

KEY = "　→"  # what takes it, told behind it
PAUSE = 60  # ms after the last key
TAKING = {Qt.Key.Key_Right, Qt.Key.Key_End}


class AheadEdit(QLineEdit):
    """``go_on(text)`` tells how a text goes on, "" where nothing is like it."""

    def __init__(self, go_on: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.go_on = go_on
        self.ahead = self.help_text = ""
        self._later = QTimer(self, singleShot=True, interval=PAUSE)
        self._later.timeout.connect(self._look)
        self.textEdited.connect(self._typed)
        self.cursorPositionChanged.connect(self._moved)

    def _typed(self) -> None:
        self._show("")
        self._later.start()

    def _moved(self) -> None:
        if self.cursorPosition() < len(self.text()):
            self._show("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """In an empty field stands what it is likely to begin with."""
        super().focusInEvent(event)
        if not self.text():
            self._later.start()

    def setPlaceholderText(self, text: str) -> None:
        """The field's help; it makes way for what stands ahead."""
        self.help_text = text
        super().setPlaceholderText("" if self.ahead else text)

    def _look(self) -> None:
        text = self.text()
        if self.hasFocus() and not is_composing(self) and self.cursorPosition() == len(text):
            try:
                self._show(self.go_on(text))
            except StoreError:  # told where the form asks the desk itself
                self._show("")

    def _show(self, ahead: str) -> None:
        if ahead != self.ahead:
            self.ahead = ahead
            super().setPlaceholderText("" if ahead else self.help_text)
            self.setAccessibleDescription(f"按 → 接上：{ahead}" if ahead else self.toolTip())
            self.update()

    def take(self) -> bool:
        """Write what stands ahead; False where nothing does."""
        ahead = self.ahead
        if ahead:
            self._show("")
            self.insert(ahead)
            self.textEdited.emit(self.text())  # what follows may go on as well
        return bool(ahead)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """→ and End take it, Esc puts it away."""
        if self.ahead and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if event.key() in TAKING and self.take():
                return
            if event.key() == Qt.Key.Key_Escape:
                self._show("")
                return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Nothing stands ahead of what is being composed."""
        if event.preeditString():
            self._later.stop()
            self._show("")
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Left: what wasn't taken is not there."""
        self._later.stop()
        self._show("")
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and pale behind it how it may go on."""
        super().paintEvent(event)
        cursor = self.cursorRect()
        room = self.rect().right() - cursor.center().x() - 8 - self.fontMetrics().horizontalAdvance(KEY)
        if not self.ahead or room < self.fontMetrics().horizontalAdvance("口"):
            return
        painter = QPainter(self)
        painter.setPen(QColor(colours().soft))
        shown = self.fontMetrics().elidedText(self.ahead, Qt.TextElideMode.ElideRight, room)
        spot = self.rect().adjusted(cursor.center().x() + 1, 0, 0, 0)
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown + KEY)
        painter.end()
