"""While an input method composes, its keys are its own: no shortcut, no Enter, no search begins meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

ACTING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def is_composing(widget: QObject | None) -> bool:
    """Whether pre-edit text stands in the widget."""
    return widget is not None and bool(widget.property("composing"))


def kept_from(widget: QObject, event: QEvent) -> bool:
    """For an event filter: notes what is composed; True for a key that the widget must not get meanwhile.

    Most input methods keep their keys to themselves; some let Enter, Esc and shortcuts through. Plain keys and
    Tab always pass, so that one never gets stuck.
    """
    kind = event.type()
    if kind == QEvent.Type.InputMethod:
        widget.setProperty("composing", bool(cast("QInputMethodEvent", event).preeditString()))
    elif kind == QEvent.Type.FocusOut:
        widget.setProperty("composing", False)
    elif is_composing(widget) and kind == QEvent.Type.ShortcutOverride:
        event.accept()  # no shortcut: it comes once more, as a key
        return True
    elif is_composing(widget) and kind == QEvent.Type.KeyPress:
        key = cast("QKeyEvent", event)
        return key.key() in ACTING or bool(key.modifiers() & HELD)
    return False


class Guard(QObject):
    """The filter for a field that has none of its own."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As :func:`kept_from`."""
        return kept_from(watched, event) or super().eventFilter(watched, event)


def guard(widget: QWidget) -> None:
    """Watch over a field."""
    widget.installEventFilter(Guard(widget))
