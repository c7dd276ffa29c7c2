"""What taking out does to the things (第28条（四）, F32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.moves import move_out
from secretdesk.domain.rules.carryings import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Act, Change


def take_out(act: Act) -> Iterable[Change]:
    """What the sheet lists is out, in the hands of the first carrier."""
    if act.row is None:
        return
    for thing in listed(act):
        yield move_out(thing, "carried_out", act.row["carriers"][0], "carryings", act.row.entry)
