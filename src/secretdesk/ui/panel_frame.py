"""The frame of a panel: what stands in the place of an action's dialog where a form would be clumsy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from secretdesk.ui.drafting import Drafting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.domain.review import Row

ROOM = 40  # px that a frame and a task bar may take


class PanelFrame(QDialog):
    """Opened like a form, locked like a form, its draft kept like a form's. It decides nothing."""

    performed = Signal(object, str)  # the receipt, and what it tells in a line
    busy = Signal(bool)  # a worker has the desk
    lock_asked = Signal()
    help_asked = Signal(str)

    def __init__(
        self, desk: Desk, register: Register, action: Action, rows: Sequence[Row], parent: QWidget,
        header: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.desk, self.register, self.action = desk, register, action
        self.entries, self.header = list(rows), header or {}
        self.setWindowTitle(f"{register.label} · {action.label}")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = self.entries[0].entry if self.entries else 0
        self.drafting = Drafting(desk, register.key, action.key, first, self.content, self)
        for keys, act in (("Ctrl+L", self.lock_asked.emit), ("F1", lambda: self.help_asked.emit(""))):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def content(self) -> dict[str, Any]:
        """What a draft keeps: values of the action's fields, so that the plain form could take them up too."""
        return {}

    def take_room(self, characters: int, lines: int) -> None:
        """As large as that, where the screen has the room."""
        one, room = self.fontMetrics(), self.screen().availableGeometry()
        width, height = one.horizontalAdvance("口") * characters, one.height() * lines
        self.resize(min(width, room.width() - ROOM), min(height, room.height() - ROOM))

    def leave(self) -> None:
        """Lock: keep the draft and close."""
        self.drafting.keep()
        self.done(QDialog.DialogCode.Rejected)

    def reject(self) -> None:
        """Esc: what was typed stays as a draft."""
        self.drafting.keep()
        super().reject()
