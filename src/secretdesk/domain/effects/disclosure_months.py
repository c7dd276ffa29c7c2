"""A month that was reported makes the next one wait (第52条, 第54条)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from secretdesk.domain.periods import add_months
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.disclosure_months import due_of

if TYPE_CHECKING:
    from collections.abc import Iterable


def next_month(act: Act) -> Iterable[Change]:
    """The next sheet of the department, with the day by which it is to be in."""
    if act.row is None:
        return
    after = add_months(date.fromisoformat(f"{act.row['month']}-01"), 1).isoformat()[:7]
    told = {"department": act.row["department"], "month": after, "due": due_of(act, after)}
    yield Change("disclosure_months", "expect", status="awaited", set=told, series="disclosure_months")
