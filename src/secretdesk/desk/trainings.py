"""Hours of education by person and year; who of the cleared is short of them (第7条（五）, 第21条, F30)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from secretdesk.domain.review import Row
from secretdesk.domain.rules.trainings import CAME, half_hours, in_hours
from secretdesk.domain.terms_training import ENOUGH, HOURS_OF, HOURS_TOLD, SHORT
from secretdesk.registers.lists import TRAINING_HOURS
from secretdesk.store.rows import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from secretdesk.desk.desk import Desk

LAST_QUARTER = 10  # the month from which on whoever is short is told


def halves_between(desk: Desk, first: str, last: str) -> Mapping[int, int]:
    """Person → half hours of the trainings attended, or made up for, on these days."""
    where = {"held_on": Span(first, last), "status": list(CAME)}
    return _added(desk.rows("attendances", where=where))


def wanted(desk: Desk, day: str) -> int:
    """Half hours that somebody on a post needs in a year (parameter)."""
    return 2 * int(desk.books.parameter("training_hours", day))


def short_of_hours(desk: Desk, day: date) -> list[tuple[Row, int]]:
    """Who is cleared and has fewer hours in the year of *day* than wanted, with their half hours."""
    if not desk.count("trainings", where={"status": "held"}, limit=1):
        return []  # a vault that keeps no trainings cannot tell
    done = halves_between(desk, f"{day.year}-01-01", f"{day.year}-12-31")
    least = wanted(desk, day.isoformat())
    people = desk.rows("people", where={"status": "cleared"}, ascending=True)
    return [(row, done.get(row.entry, 0)) for row in people if done.get(row.entry, 0) < least]


def told_of_hours(rows: Iterable[Row]) -> dict[int, str]:
    """Person → the hours of the newest year with any, as the book F16 has them."""
    by_year: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if row.status in CAME and row["held_on"]:
            by_year[row["person"]][row["held_on"][:4]] += half_hours(row["hours"]) or 0
    return {
        person: HOURS_TOLD.format(hours=in_hours(years[max(years)]), year=max(years))
        for person, years in by_year.items()
    }


def training_hours(desk: Desk, year: int | None = None) -> list[Row]:
    """The list to print: everybody on a post, their hours of the year, whether they are enough."""
    day = desk.clock().date()
    of = year or day.year
    done = halves_between(desk, f"{of}-01-01", f"{of}-12-31")
    least = wanted(desk, min(day.isoformat(), f"{of}-12-31"))
    people = desk.rows("people", where={"status": ["cleared", "suspended"]}, ascending=True)
    found = []
    for n, row in enumerate(people, start=1):
        halves = done.get(row.entry, 0)
        values = {
            "serial": n, "person": row.entry, "department": row["department"], "category": row["category"],
            "hours": HOURS_OF.format(done=in_hours(halves), wanted=in_hours(least)),
            "state": ENOUGH if halves >= least else SHORT,
        }  # fmt: skip
        found.append(Row(TRAINING_HOURS.key, row.entry, row.number, "listed", row.seq, row.on, values))
    return found


def _added(rows: Iterable[Row]) -> Mapping[int, int]:
    found: dict[int, int] = defaultdict(int)
    for row in rows:
        found[row["person"]] += half_hours(row["hours"]) or 0
    return found
