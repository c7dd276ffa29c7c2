"""What lending and taking back does to the things (第28条（六）, F06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.moves import chosen, move_back, move_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Act, Change


def hand_out_loan(act: Act) -> Iterable[Change]:
    """Each thing is in the borrower's hands."""
    for thing in chosen(act, "copies", "media", "devices"):
        yield move_out(thing, "on_loan", act.values["borrower"], "loans", act.main)


def swap_copies(act: Act) -> Iterable[Change]:
    """“Lent 000124, meant 000125”: the one never left, the other did."""
    if act.row is None:
        return
    for copy in chosen(act, "wrong_copy"):
        yield move_back(copy)
    for copy in chosen(act, "right_copy"):
        yield move_out(copy, "on_loan", act.row["borrower"], "loans", act.row.entry)
