"""What is owed once a year and stands in no entry yet: a count of every place, the report upward.

第28条（一）, 第37条: what a place holds is counted at least once a year; 条例第56条: each year is reported.
Looked at are this year and the one before it; earlier ones are history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.kept import kept
from secretdesk.domain.review import Row
from secretdesk.domain.rules.stocktake_values import COUNTED, scope_of
from secretdesk.domain.rules.year_reports import due_of
from secretdesk.domain.terms_yearly import YEAR_OWED
from secretdesk.store.rows import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from secretdesk.desk.desk import Desk

NEAR = 31  # days before
UNCOUNTED, UNREPORTED = "stocktake_year", "year_report_none"


def owed(desk: Desk, day: date) -> list[tuple[str, Row, str]]:
    """What, the row that it leads to (of a report that nobody has begun: no entry), and its last day."""
    own = kept(desk.registers, desk.groups)
    found: list[tuple[str, Row, str]] = []
    if "stocktakes" in own and "copies" in own:
        found += _uncounted(desk, day)
    if "year_reports" in own:
        found += _unreported(desk, day)
    return sorted(found, key=lambda one: (one[2], one[1].entry))


def _uncounted(desk: Desk, day: date) -> Iterator[tuple[str, Row, str]]:
    """Places that hold something, uncounted this year; what was left out last year is late."""
    counted = {year: _counted(desk, year) for year in (day.year - 1, day.year)}
    until = desk.books.parameter("stocktake_by", day.isoformat())
    for place in desk.rows("places", where={"status": "in_use"}, ascending=True):
        if place.entry in counted[day.year] or not _holds(desk, place):
            continue
        last = place.on[:4] < str(day.year) and place.entry not in counted[day.year - 1]
        yield UNCOUNTED, place, f"{day.year - 1 if last else day.year}-{until}"


def _counted(desk: Desk, year: int) -> set[Any]:
    days = Span(f"{year}-01-01", f"{year}-12-31")
    return set(desk.books.tally("stocktakes", "place", status="finished", finished_on=days))


def _holds(desk: Desk, place: Row) -> bool:
    return any(desk.count(one, where=scope_of(one, place.entry, None), limit=1) for one in COUNTED)


def _unreported(desk: Desk, day: date) -> Iterator[tuple[str, Row, str]]:
    """Last year and this one, as far as the books go back, without a report or a draft of one."""
    began = desk.rows("slots", ascending=True, limit=1)
    until = desk.books.parameter("yearly_report_by", day.isoformat())
    for year in (day.year - 1, day.year):
        if began and int(began[0].on[:4]) > year:
            continue
        if not desk.count("year_reports", where={"of_year": year, "status": ["draft", "sent"]}, limit=1):
            row = Row("year_reports", 0, YEAR_OWED.format(year=year), "", 0, day.isoformat(), {})
            yield UNREPORTED, row, due_of(year, until)
