"""T12, leaks: what was discovered that year, by level, and what became of it (domain section 5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from secretdesk.desk.figures import those
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_leaks import GRAVE, ORDINARY, UNCLEAR, WORK

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretdesk.desk.figures import Period, Rows
    from secretdesk.domain.review import Row

REGISTER = "incidents"
MINUTE = len("2026-11-23T09:30")


def incidents(period: Period) -> Rows:
    """By level; a leak belongs to the year of its discovery."""
    known = [
        row
        for row in period.rows(REGISTER, period.last)
        if row.status != "void" and period.first <= str(row["discovered_at"])[:10] <= period.last
    ]
    tests: tuple[Callable[[Row], bool], ...] = (
        lambda row: row["nature"] == ORDINARY,
        lambda row: row["nature"] == GRAVE,
        lambda row: row["nature"] in (None, UNCLEAR),
        _is_in_time,
        lambda row: row["kind"] != WORK and not _is_in_time(row),
        lambda row: bool(row["found_on"]),
        lambda row: bool(row["leaked_on"]),
        lambda row: row.status == "closed",
        lambda row: row.status != "closed",
        lambda row: bool(row["handed_on"]),
        lambda row: bool(row["punished"]),
        lambda row: row["veto"] is not None,
    )
    found: Rows = []
    for level in Level:
        own = [row for row in known if row["level"] == level]
        if own:
            found.append(
                (str(level), *(those(REGISTER, [r.entry for r in own if fits(r)]) for fits in tests))
            )
    return found


def _is_in_time(row: Row) -> bool:
    """Both addressees were told within 24 hours of the discovery, however grave it was (条例第61条)."""
    if row["kind"] == WORK or not row["office_at"] or not row["superior_at"]:
        return False
    return within_a_day(str(row["discovered_at"]), max(row["office_at"], row["superior_at"]))


def within_a_day(start: str, end: str) -> bool:
    """Whether not more than 24 hours lie between two moments."""
    first, last = (datetime.fromisoformat(one[:MINUTE]) for one in (start, end))
    return last - first <= timedelta(hours=24)
