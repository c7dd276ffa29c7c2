"""One editor for each kind of field: what was typed goes to the judge as typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from secretdesk.desk.offers import continuation
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.periods import parse_date, parse_moment
from secretdesk.domain.terms import NO, YES, Level
from secretdesk.store.search import initials
from secretdesk.ui.ahead import AheadEdit
from secretdesk.ui.days import day_meant
from secretdesk.ui.suggest import SuggestingEdit
from secretdesk.ui.suggested import Used, of_marks, of_past, of_plugged, of_register

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent

    from secretdesk.desk.desk import Desk
    from secretdesk.desk.offers import Offer
    from secretdesk.domain.declaration import Register

LINES = 2  # of a long text in sight; more scroll
UNLIKE = {"courier_number", "slip_number", "phone", "short_title"}  # each is another: no earlier one leads on
AHEAD = {"act_by"}  # days that lie ahead


class Editor(Protocol):
    """What a form asks of an editor. ``get`` and ``put`` speak as a draft does, ``send`` as a command does."""

    changed: SignalInstance

    def get(self) -> Any:
        """What stands in it; "" or [] for nothing."""

    def put(self, value: Any) -> None:
        """Set it."""

    def send(self) -> Any:
        """What the command takes."""


class LineEditor(QLineEdit):
    """A line of text, a number, 份号."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.textChanged.connect(self.changed)

    def get(self) -> str:
        """As typed."""
        return self.text()

    def put(self, value: Any) -> None:
        """A text."""
        self.setText(str(value or ""))
        self.setCursorPosition(0)

    def send(self) -> str:
        """As typed."""
        return self.text().strip()


class DateEditor(LineEditor):
    """A day typed in any usual way, shown as 2026-11-23 once one leaves it."""

    def __init__(self, desk: Desk, parent: QWidget, *, moment: bool, ahead: bool = False) -> None:
        super().__init__(parent)
        self.desk, self.moment, self.ahead = desk, moment, ahead

    def send(self) -> str:
        """As typed; a day of the month written out, for the books know none."""
        return day_meant(self.text().strip(), self.desk.clock().date(), ahead=self.ahead)

    def settle(self) -> None:
        """Write out what was typed short."""
        text, now = self.send(), self.desk.clock()
        if not text:
            return
        day = parse_date(text, now.date())
        found = parse_moment(text, now) if self.moment else day.isoformat() if day else None
        if found and found.replace("T", " ") != self.text():
            self.setText(found.replace("T", " "))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Left: written out."""
        self.settle()
        super().focusOutEvent(event)


class LongEditor(QPlainTextEdit):
    """Several lines of text; Tab leaves it, Ctrl+Enter saves from it (Enter too, where it is the only field)."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_alone = False  # in its form: Enter saves then, Shift+Enter begins a line
        self.setTabChangesFocus(True)
        margins = 2 * int(self.document().documentMargin()) + 8
        self.setFixedHeight(self.fontMetrics().lineSpacing() * LINES + margins)
        self.textChanged.connect(self.changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the form where there is no other field."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and self.is_alone and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def get(self) -> str:
        """As typed."""
        return self.toPlainText()

    def put(self, value: Any) -> None:
        """A text."""
        self.setPlainText(str(value or ""))

    def send(self) -> str:
        """As typed."""
        return self.toPlainText().strip()


class ChoiceEditor(QComboBox):
    """One of a few words: a digit takes the n-th, letters go by the initials of pinyin, Delete empties it."""

    changed = Signal()

    def __init__(self, choices: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.addItems(["", *choices])
        self.setMaxVisibleItems(20)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.currentIndexChanged.connect(self.changed)

    def get(self) -> str:
        """The word."""
        return self.currentText()

    def put(self, value: Any) -> None:
        """A word, or whether something is so."""
        text = {True: YES, False: NO}.get(value, value) if isinstance(value, bool) else value
        self.setCurrentIndex(max(self.findText(str(text or "")), 0))

    def send(self) -> str:
        """The word."""
        return self.currentText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit or a letter chooses."""
        key, typed = event.key(), event.text().lower()
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.setCurrentIndex(0)
        elif plain and typed.isdigit() and 1 <= int(typed) < self.count():
            self.setCurrentIndex(int(typed))
        elif plain and typed.isascii() and typed.isalpha():
            words = [self.itemText(n) for n in range(self.count())]
            after = [*range(self.currentIndex() + 1, self.count()), *range(self.currentIndex() + 1)]
            hit = next(
                (n for n in after if initials(words[n].lstrip("（一二三四五六七八九十）")).startswith(typed)),
                -1,
            )
            self.setCurrentIndex(hit if hit >= 0 else self.currentIndex())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form; it doesn't change what was chosen."""
        event.ignore()


class NameEditor(SuggestingEdit):
    """An entry of another register, by its number or name; or a name not yet known."""

    changed = Signal()

    def __init__(self, desk: Desk, register: Register, parent: QWidget, used: Used | None = None) -> None:
        super().__init__(of_register(desk, register, used), parent)
        self.register = register
        self.textChanged.connect(self.changed)

    def get(self) -> Any:
        """The text, with the entry where one was taken from the list."""
        return [self.text(), self.entry] if self.entry else self.text()

    def put(self, value: Any) -> None:
        """A text, or a text and its entry."""
        text, entry = value if isinstance(value, (list, tuple)) else (value, 0)
        self.setText(str(text or ""))
        self.entry = int(entry)
        self.setCursorPosition(0)

    def send(self) -> str | int:
        """The entry where it is known, else what was typed."""
        return self.entry or self.text().strip()


class PastEditor(SuggestingEdit):
    """A text that often says what it said before, or a secrecy mark."""

    changed = Signal()
    get, put, send = LineEditor.get, LineEditor.put, LineEditor.send

    def __init__(self, suggest: Callable[[str], list[Offer]], parent: QWidget) -> None:
        super().__init__(suggest, parent)
        self.textChanged.connect(self.changed)


class AheadEditor(AheadEdit):
    """A text that often begins like an earlier one. ``near`` tells which entries are of its kind."""

    changed = Signal()
    get, put, send = LineEditor.get, LineEditor.put, LineEditor.send

    def __init__(self, desk: Desk, register: Register, field: Field, parent: QWidget) -> None:
        super().__init__(lambda text: continuation(desk, register, field.key, text, self.near()), parent)
        self.near: Callable[[], tuple[str, int] | None] = lambda: None
        self.textChanged.connect(self.changed)


def editor(desk: Desk, register: Register, field: Field, parent: QWidget, *, line: bool = False) -> QWidget:
    """The editor of a field (an :class:`Editor` too); ``line``: it stands in a line of a grid.

    Every widget is made inside its parent: moving one about later makes the style sheet look at all below it again.
    """
    if field.clock:
        return LineEditor(parent)  # 0910 stays as typed: it is a time of the day that the form tells
    if field.kind in {Kind.DATE, Kind.MOMENT}:
        return DateEditor(desk, parent, moment=field.kind is Kind.MOMENT, ahead=field.key in AHEAD)
    if field.kind is Kind.REFERENCE:
        return NameEditor(desk, desk.registers[field.refers_to], parent, Used(desk, register, field.key))
    if field.kind is Kind.LEVEL:
        return ChoiceEditor(tuple(Level), parent)
    if field.kind is Kind.BOOLEAN:
        return ChoiceEditor((YES, NO), parent)
    if field.kind is Kind.CHOICE:
        chosen = ChoiceEditor(field.choices, parent)
        if line:  # a long word must not push the other cells out of sight
            chosen.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            chosen.setMinimumContentsLength(3)
        return chosen
    if field.kind is Kind.LINES:
        from secretdesk.ui.lines import LinesEditor

        return LinesEditor(desk, desk.registers[field.refers_to], parent)
    if field.long and not line:
        return LongEditor(parent)
    if field.key == "mark":
        return PastEditor(of_marks(desk, register, field), parent)
    if field.key == "volume_id":
        return PastEditor(of_plugged(desk), parent)
    if field.kind is Kind.TEXT and field.pinyin:
        return PastEditor(of_past(desk, register, field), parent)
    if field.kind is Kind.TEXT and field.search and field.key not in UNLIKE:
        return AheadEditor(desk, register, field, parent)
    return LineEditor(parent)
