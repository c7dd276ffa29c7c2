"""Whether a form of an entry may be put on paper now, and the days of which it can be printed alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Refused
from secretdesk.domain.rules.paper import approval_waits_for_zero, nothing_on_that_day
from secretdesk.store.database import reading

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Reason, Row
    from secretdesk.output.form import Form

DEPARTURES = "departures"  # whose sheet is an approval, whatever form of the college's own draws it


def against(desk: Desk, form: Form, owner: Row | None) -> list[Reason]:
    """What stands in the way; nothing of a blank form."""
    if owner is None or not form.is_sheet or form.register != DEPARTURES:
        return []
    with reading():
        return list(approval_waits_for_zero(desk.books, owner))


def days_of(desk: Desk, form: Form, entry: int) -> list[str]:
    """The days of a list that is printed by the day too (F24), first to last; none of any other."""
    members = form.members
    if members is None or not members.day:
        return []
    rows = desk.rows(form.register, where={members.by: entry}, ascending=True)
    return sorted({str(row[members.day])[:10] for row in rows if row.status != "void" and row[members.day]})


def of_day(form: Form, owner: Row | None, rows: list[Row], day: str) -> list[Row]:
    """The rows of that day alone.

    Raises:
        Refused: where there are none.
    """
    key = form.members.day if form.members is not None else ""
    found = [row for row in rows if key and str(row[key] or "").startswith(day)]
    if not found and owner is not None:
        raise Refused([nothing_on_that_day(owner, day)])
    return found
