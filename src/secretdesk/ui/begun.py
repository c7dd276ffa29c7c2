"""The form of an act that takes something back, with what is known of it filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.fields import Kind
from secretdesk.ui.dialog import ActionDialog
from secretdesk.ui.scan_editor import scanned

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from secretdesk.desk.desk import Desk
    from secretdesk.desk.evening import Out
    from secretdesk.domain.review import Command


def begun(desk: Desk, command: Command, out: Out, parent: QWidget) -> ActionDialog | None:
    """The dialog of *command*, which is done to the matter that has *out*; None where it has none."""
    register = desk.registers[command.register]
    action = register.action(command.action)
    rows = desk.rows(register.key, where={"entry": command.entry})
    if action is None or not rows:
        return None
    stream = scanned(register, action)
    header: dict[str, Any] = {}
    for key, value in command.values.items():
        field = register.field(key)
        if stream is not None and stream.key == key:
            header[key] = [[out.thing.number, out.thing.entry]]
        elif field.kind is Kind.REFERENCES:
            header[key] = "、".join(value)
        elif field.kind is Kind.REFERENCE:
            header[key] = [desk.names(field.refers_to, [value]).get(value, ""), value]
        else:
            header[key] = str(value)
    return ActionDialog(desk, register, action, rows, parent, header)
