"""The search field of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from secretdesk.ui.composing import guard

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class SearchField(QLineEdit):
    """Enter and Down go to the table, Esc empties. What an input method still composes isn't searched for."""

    entered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText("查找：任何几个字、编号、拼音首字母　Ctrl+F")
        self.setAccessibleName("查找")
        self.setClearButtonEnabled(True)
        guard(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that lead out."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)
