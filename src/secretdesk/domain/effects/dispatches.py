"""What sending out does to the copies (第28条（三）, F07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.moves import chosen, move_on, move_out, out_with

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Act, Change


def send_off(act: Act) -> Iterable[Change]:
    """Each copy is on its way, in nobody's hand; it stays on the account until the receipt."""
    for copy in chosen(act, "copies"):
        yield move_out(copy, "dispatched", None, "dispatches", act.main)


def receipt_came(act: Act) -> Iterable[Change]:
    """With the receipt the copies leave the account; one reported missing on the way stays missing."""
    for copy in out_with(act, act.row) if act.row is not None else []:
        if copy.status == "dispatched":
            yield move_on(copy, "dispatch_confirmed")
