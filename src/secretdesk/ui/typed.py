"""What stands in a form: as a draft keeps it, and as a command takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.fields import Kind
from secretdesk.domain.numbers import parse_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.domain.declaration import Action
    from secretdesk.domain.review import Command
    from secretdesk.ui.form_area import FormArea


def draft_of(area: FormArea, fresh: Mapping[str, Any], header: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that isn't there by itself; nothing where nothing was typed into what the form began with."""
    now, begun, keys = area.get(), {**fresh, **header}, area.boxes
    if all(now.get(k, "") == begun.get(k, "") for k in keys):
        return {}
    return {k: now.get(k, "") for k in keys if now.get(k, "") != fresh.get(k, "")}


def values_of(area: FormArea, fresh: Mapping[str, Any], action: Action) -> dict[str, Any]:
    """What the command takes: of a correction only what was changed, of anything else what isn't empty."""
    values = {}
    for key, box in area.boxes.items():
        sent, now = box.editor.send(), box.editor.get()
        if action.key == "amend":
            if now != fresh.get(key, [] if box.field.kind is Kind.LINES else ""):
                values[key] = sent
        elif sent not in ("", []):
            values[key] = sent
    return values


def copies_of(command: Command) -> int:
    """How many copies an act makes or moves, as far as its text tells."""
    count = str(command.values.get("count", ""))
    numbers = parse_numbers(str(command.values.get("copy_numbers", ""))) or []
    listed = [len(value) for value in command.values.values() if isinstance(value, list)]
    return max(len(numbers), int(count) if count.isdigit() else 0, *listed, 0)
