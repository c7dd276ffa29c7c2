"""What the loss of a key books (第35条, 第82条, F24b)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.irregularities import recorded
from secretdesk.domain.terms_sites import KEY_IRREGULARITIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Act, Change


def book_loss(act: Act) -> Iterable[Change]:
    """It is an irregularity of whoever had it."""
    if act.row is not None:
        told = {"number": act.row.number, "lock": act.row["lock"]}
        yield recorded(act, KEY_IRREGULARITIES["keys.report_lost"], {"person": act.row["keeper"]}, **told)
