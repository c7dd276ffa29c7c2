"""Which fields a form asks: all of a line of the secret book, or the five of a 工作秘密 line (F01, F34)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.marks import parse_mark

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from secretdesk.domain.declaration import Action, Register
    from secretdesk.ui.field_box import FieldBox, FieldRow

    Cells = list[tuple[FieldBox, float]]
    Placed = Sequence[tuple[FieldRow, Cells]]

SECRET = ("received_on", "issuer", "doc_number", "title", "mark", "copy_numbers", "pages", "issued_on")
PLAIN = ("received_on", "issuer", "title", "mark", "count")


def asked(register: Register, action: Action, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that a receipt of this level must fill; () where a form is always the same."""
    if register.key != "documents" or not action.creates or not set(SECRET + PLAIN) <= set(action.asks):
        return ()
    mark = parse_mark(str(values.get("mark") or values.get("level") or ""))
    return SECRET if mark is None or mark.level.is_state_secret else PLAIN


def arranged(
    opened: Placed, folded: Placed, keys: Collection[str], kept: Collection[str]
) -> tuple[Placed, Cells]:
    """What each row holds while *keys* are asked, and what is put aside.

    Open fields stay that are asked or *kept*; folded ones that are asked come into the last open row.
    """
    stays = set(keys) | set(kept)
    brought = [(box, 1.0) for _, cells in folded for box, _ in cells if box.field.key in keys]
    rows = [(row, [c for c in cells if c[0].field.key in stays]) for row, cells in opened]
    aside = [c for _, cells in opened for c in cells if c[0].field.key not in stays]
    last = max((n for n, (_, cells) in enumerate(rows) if cells), default=0)
    rows[last][1].extend(brought)
    rows += [(row, [c for c in cells if c[0].field.key not in keys]) for row, cells in folded]
    return rows, aside
