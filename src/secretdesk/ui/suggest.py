"""A line edit that offers what is known while one types: names, numbers, what was written before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from secretdesk.store.errors import StoreError
from secretdesk.ui.colours import colours
from secretdesk.ui.composing import is_composing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent

    from secretdesk.desk.offers import Offer

PAUSE = 70  # ms after the last key
SHOWN = 8  # rows of the list


class SuggestingEdit(QLineEdit):
    """Down opens the list; Enter and Tab take what is marked in it; Esc closes it; else the text stands.

    Initials and digits mark the first suggestion by themselves; a name typed in Hanzi doesn't, so that a new
    name is not taken for a longer one that is known.
    """

    picked = Signal()

    def __init__(self, suggest: Callable[[str], list[Offer]], parent: QWidget) -> None:
        super().__init__(parent)
        self.suggest = suggest
        self.entry = 0
        self._list: QListWidget | None = None
        self._found: Sequence[Offer] = ()
        self._later = QTimer(self, singleShot=True, interval=PAUSE)
        self._later.timeout.connect(self._offer)
        self.textEdited.connect(self._typed)

    def _typed(self) -> None:
        self.entry = 0
        self._later.start()

    def _offer(self, *, asked: bool = False) -> None:
        text = self.text().strip()
        if not self.hasFocus() or is_composing(self) or not (text or asked):
            self.close_list()
            return
        try:
            self._found = self.suggest(text)
        except StoreError:  # told where the form asks the desk itself
            self._found = ()
        if not self._found or (len(self._found) == 1 and self._found[0].text == text):
            self.close_list()
            return
        shown = self._open_list()
        shown.clear()
        for one in self._found:
            item = QListWidgetItem(f"{one.text}　{one.remark}" if one.remark else one.text)
            shown.addItem(item)
        shown.setCurrentRow(0 if asked or text.isascii() else -1)
        self._place(shown)

    def _open_list(self) -> QListWidget:
        if self._list is None:
            theme = colours()
            made = QListWidget(self.window())
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setFrameShape(QFrame.Shape.NoFrame)
            made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            made.setStyleSheet(
                f"QListWidget {{ background: {theme.paper}; border: 1px solid {theme.accent}; border-radius: 4px; }}"
                f"QListWidget::item {{ padding: 3px 8px; border: 0; color: {theme.ink}; background: {theme.paper}; }}"
                f"QListWidget::item:selected {{ color: {theme.ink}; background: {theme.selection}; }}"
            )
            made.itemClicked.connect(lambda _item: self._take(made.currentRow()))
            made.setAccessibleName(self.accessibleName())
            self._list = made
        return self._list

    def _place(self, shown: QListWidget) -> None:
        window = self.window()
        row = shown.sizeHintForRow(0)
        height = row * min(len(self._found), SHOWN) + 4
        width = max(self.width(), min(shown.sizeHintForColumn(0) + 34, window.width() // 2))
        spot = self.mapTo(window, QPoint(0, self.height() + 2))
        if spot.y() + height > window.height():
            above = self.mapTo(window, QPoint(0, 0)).y() - height - 2
            spot.setY(above if above > 0 else max(0, window.height() - height))
        spot.setX(max(0, min(spot.x(), window.width() - width)))
        shown.setGeometry(spot.x(), spot.y(), width, height)
        shown.show()
        shown.raise_()

    @property
    def list_open(self) -> bool:
        """Whether suggestions are in sight."""
        return self._list is not None and self._list.isVisible()

    def close_list(self) -> None:
        """Put them away."""
        if self._list is not None:
            self._list.hide()

    def _take(self, row: int) -> bool:
        if not 0 <= row < len(self._found):
            return False
        one = self._found[row]
        self.close_list()
        self.setText(one.text)
        self.entry = one.entry
        self.picked.emit()
        return True

    def _marked(self) -> int:
        return self._list.currentRow() if self._list is not None and self.list_open else -1

    def event(self, event: QEvent) -> bool:
        """Tab takes what is marked and goes on."""
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:  # type: ignore[attr-defined]
            self._take(self._marked())
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the list while it is open."""
        key, shown = event.key(), self._list
        if key == Qt.Key.Key_Down and not self.list_open:
            self._offer(asked=True)
        elif shown is not None and self.list_open and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if key == Qt.Key.Key_Down else -1
            shown.setCurrentRow(max(-1, min(shown.currentRow() + step, shown.count() - 1)))
        elif self.list_open and key == Qt.Key.Key_Escape:
            self.close_list()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._take(self._marked()):
            event.accept()
        else:
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._later.stop()
                self.close_list()
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is being composed asks for nothing."""
        if event.preeditString():
            self._later.stop()
            self.close_list()
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list belongs to the field one is in."""
        self._later.stop()
        self.close_list()
        super().focusOutEvent(event)
