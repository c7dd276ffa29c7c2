"""A code that is scanned or typed anywhere in the window: a page's opens what it proves, a label's its entry.

A scanner is a keyboard. The last characters typed are remembered; at Enter, where they end with a whole code,
the code is taken out of the field again and Enter goes no further.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from secretdesk.desk import papers
from secretdesk.domain.anchors import PAGE, MistypedCode, read
from secretdesk.store.errors import StoreError
from secretdesk.ui import dialogs
from secretdesk.ui.anywhere import AnywhereDialog
from secretdesk.ui.composing import is_composing
from secretdesk.ui.editors import NameEditor
from secretdesk.ui.field_box import FieldBox
from secretdesk.ui.paper_dialog import PaperDialog
from secretdesk.ui.scans import TAKES_LABELS

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor

    from secretdesk.domain.review import Row
    from secretdesk.ui.window import Window
    from secretdesk.ui.workplace import Workplace

PAYLOAD = re.compile(r"(SD[0-9A-Z]{16}|SL[0-9A-Z]{10})$", re.IGNORECASE)
LONGEST = 40  # characters remembered
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
WATCHED = frozenset({QEvent.Type.KeyPress, QEvent.Type.InputMethod})
SILENT = {Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock}
HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class CodeWatch(QObject):
    """Watches the keys of the whole program while a vault is open; it keeps nothing but the last few."""

    def __init__(self, window: Window, work: Workplace) -> None:
        super().__init__(work)
        self.window, self.work = window, work
        self.typed = ""
        self._where: QWidget | None = None
        self._before: list[int] = []  # what a box of choices showed before each character
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def stop(self) -> None:
        """Lock: nothing typed stays."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._forget()

    def _forget(self) -> None:
        self.typed, self._before, self._where = "", [], None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what is typed; keep Enter back behind a code."""
        kind = event.type()
        if kind not in WATCHED or watched is not _focus():
            return False
        where = cast("QWidget", watched)
        if self.window.work is not self.work or self.work.held or _is_secret(where):
            self._forget()
            return False
        if where is not self._where:
            self._forget()
            self._where = where
        if kind == QEvent.Type.InputMethod:
            self._note(cast("QInputMethodEvent", event).commitString(), where)
            return False
        return self._key(cast("QKeyEvent", event), where)

    def _key(self, event: QKeyEvent, where: QWidget) -> bool:
        key = Qt.Key(event.key())
        if key in ENTER and not event.modifiers() & HELD and not is_composing(where):
            found = PAYLOAD.search(self.typed)
            before = self._before[found.start()] if found and found.start() < len(self._before) else -1
            self._forget()
            return bool(found) and self._take(found.group(), where, before)  # type: ignore[union-attr]
        if event.modifiers() & HELD:
            self._forget()
        elif key == Qt.Key.Key_Backspace:
            self.typed, self._before = self.typed[:-1], self._before[:-1]
        elif event.text().isprintable() and event.text():
            self._note(event.text(), where)
        elif key not in SILENT:
            self._forget()
        return False

    def _note(self, text: str, where: QWidget) -> None:
        shown = where.currentIndex() if isinstance(where, QComboBox) else -1
        self.typed = (self.typed + text)[-LONGEST:]
        self._before = [*self._before, *(shown for _ in text)][-LONGEST:]

    # --- what a code means ---

    def _take(self, payload: str, where: QWidget, before: int) -> bool:
        """Whether Enter was meant for the code."""
        try:
            code = read(payload)
        except MistypedCode:
            return False
        if code is None:
            return False
        if code.kind == PAGE:
            _take_out(where, payload, before)
            _leave_search()
            open_paper(self.work, payload)
            return True
        try:
            row = papers.entry_of_label(self.work.desk, payload)
        except StoreError as error:
            row = None
            self.work.said.emit(error.text)
        if row is None:
            _take_out(where, payload, before)
            self.work.said.emit("这个标签不是本库的，请核对编号。")
            return True
        return self._label(row, payload, where, before)

    def _label(self, row: Row, payload: str, where: QWidget, before: int) -> bool:
        if where.property(TAKES_LABELS) and isinstance(where, QLineEdit):
            where.setText(row.number)
            return False  # Enter is the scan's own
        _take_out(where, payload, before)
        for one in _upwards(where):
            taken = getattr(one, "take_label", None)
            if taken is not None:
                taken(row.number)
                return True
        if isinstance(where, QLineEdit) and _is_reference(where):
            _put(where, row)
        elif self.work.dialog is not None:
            self.work.said.emit(f"{row.number}：先办完或离开这张表，再扫标签打开它。")
        else:
            _leave_search()
            self.work.go(row.register, row.entry)
        return True


def open_paper(work: Workplace, typed: str) -> None:
    """What a page's code proves: in the dialog that is open already, or in one over whatever is open."""
    if isinstance(work.dialog, PaperDialog):
        work.dialog.show_code(typed)
        return
    over = QApplication.activeWindow()
    if isinstance(over, PaperDialog):
        over.show_code(typed)
    elif work.dialog is None:
        dialogs.show_paper(work, typed)
    else:
        below = work.dialog
        dialog = PaperDialog(work.desk, typed, below)
        dialog.finished.connect(lambda: QTimer.singleShot(0, below, below.activateWindow))
        dialog.told.connect(work.said)
        dialog.lock_asked.connect(work.lock_asked)
        dialog.open()
        dialog.activateWindow()


def _focus() -> QObject | None:
    if QApplication.activePopupWidget() is not None:
        return None
    return QApplication.focusWidget() or QApplication.activeWindow()


def _is_secret(where: QWidget) -> bool:
    return isinstance(where, QLineEdit) and where.echoMode() != QLineEdit.EchoMode.Normal


def _is_reference(where: QLineEdit) -> bool:
    if isinstance(where, NameEditor):
        return True
    parent = where.parentWidget()
    return isinstance(parent, FieldBox) and bool(parent.field.refers_to)


def _put(where: QLineEdit, row: Row) -> None:
    """The entry's number, behind those that stand there."""
    if isinstance(where, NameEditor):
        where.put([row.number, row.entry] if where.register.key == row.register else row.number)
        return
    before = where.text().strip()
    where.setText(f"{before}、{row.number}" if before and not before.endswith("、") else before + row.number)


def _take_out(where: QWidget, payload: str, before: int) -> None:
    """The code never stood there."""
    if isinstance(where, QComboBox):
        if before >= 0:
            where.setCurrentIndex(before)
    elif isinstance(where, QLineEdit):
        end = where.cursorPosition()
        start = end - len(payload)
        if start >= 0 and where.text()[start:end].upper() == payload.upper():
            where.setSelection(start, len(payload))
            where.del_()
    elif isinstance(where, (QPlainTextEdit, QTextEdit)):
        cursor: QTextCursor = where.textCursor()
        cursor.movePosition(cursor.MoveOperation.Left, cursor.MoveMode.KeepAnchor, len(payload))
        if not where.isReadOnly() and cursor.selectedText().upper() == payload.upper():
            cursor.removeSelectedText()


def _leave_search() -> None:
    window = QApplication.activeWindow()
    if isinstance(window, AnywhereDialog):
        window.reject()


def _upwards(where: QWidget) -> list[QWidget]:
    found, one = [], where.parentWidget()
    while one is not None:
        found.append(one)
        one = one.parentWidget()
    return found
