"""Repeat-last: a field says what it says in the last entry of this person, a cell what the one above says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.desk.usual import last_values
from secretdesk.ui.lines import LinesEditor

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.ui.form_area import FormArea

UNIQUE = {"arrival", "copy_numbers", "courier_number"}  # of one paper alone: not repeated with the others


def repeat_last(desk: Desk, register: Register, action: Action, area: FormArea, *, every: bool) -> None:
    """Fill the field one is in; *every*: all that are empty. Raises StoreError."""
    here = area.field_in_focus()
    editor = area.boxes[here].widget if here else None
    if isinstance(editor, LinesEditor):
        editor.repeat_above()
        return
    last = last_values(desk, register, [action.key], area.boxes)
    for key, box in area.boxes.items():
        wanted = box.is_empty and key not in UNIQUE if every else key == here
        if wanted and key in last:
            box.editor.put(last[key])
