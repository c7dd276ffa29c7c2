"""What sending the yearly report books besides: it is one of the reports upward (第6条（五）, T1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Change
from secretdesk.domain.terms_office import UPWARD
from secretdesk.domain.terms_yearly import YEARLY_REPORT

if TYPE_CHECKING:
    from collections.abc import Iterable


def book_activity(act: Act) -> Iterable[Change]:
    """A line in 工作记事, so that it is counted with the other reports and found in the book of the year."""
    unit = act.value("addressee")
    row = act.books.get("correspondents", unit) if isinstance(unit, int) else None
    told = {
        "happened_on": act.day, "kind": UPWARD, "subject": YEARLY_REPORT.format(year=act.value("of_year")),
        "led_by": act.value("signed_by"), "doc_number": act.value("doc_number"),
        "from_whom": row["name"] if row is not None else None,
    }  # fmt: skip
    kept = {key: value for key, value in told.items() if value is not None}
    yield Change("activities", "record", status="recorded", set=kept, series="activities")
