"""What waits: overdue, due today, due soon."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.desk.deadlines import DEADLINES, QUIET, WAITING, Deadline
from secretdesk.desk.trainings import LAST_QUARTER, short_of_hours
from secretdesk.desk.yearly_duties import NEAR, owed
from secretdesk.domain.terms_due import DUE_LABELS
from secretdesk.store.rows import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Row


END = "T99"  # behind the last minute of a day
MANY = 1000  # nobody counts further while they wait


@dataclass(frozen=True)
class Due:
    """One thing that waits. ``when`` is the day it falls due, "" where it simply waits."""

    what: str
    register: str
    row: Row
    when: str
    state: str  # overdue, today, soon, waiting

    @property
    def label(self) -> str:
        """What it is, in Chinese."""
        return DUE_LABELS[self.what]


@dataclass(frozen=True)
class Pile:
    """What waits for one reason in one state: the first of it, and how much there is (no more than MANY)."""

    what: str
    state: str
    first: tuple[Due, ...]
    total: int


def piles(desk: Desk, on: date | None = None, *, limit: int) -> list[Pile]:
    """What waits on a day (today by default), the most urgent first; at most *limit* told of each."""
    day, minute = on or desk.clock().date(), minute_of(desk, on)
    found = [
        _pile(desk, what, register, where, "", "waiting", limit)
        for what, (register, where) in WAITING.items()
    ]
    for one in DEADLINES:
        for state, span in spans(one, day, minute).items():
            where = {**one.waits, one.field: span}
            found.append(_pile(desk, one.what, one.register, where, one.field, state, limit))
    found.append(_short(desk, day, limit))
    found += _owed(desk, day, limit)
    return sorted((pile for pile in found if pile.first), key=_urgency)


def due(desk: Desk, on: date | None = None, *, limit: int = 500) -> list[Due]:
    """What waits on a day (today by default), the overdue first; at most *limit* of each kind and state."""
    return [one for pile in piles(desk, on, limit=limit) for one in pile.first]


def _pile(
    desk: Desk, what: str, register: str, where: Mapping[str, Any], field: str, state: str, limit: int
) -> Pile:
    rows = desk.rows(register, where=where, order=field, ascending=True, limit=limit)
    total = len(rows) if len(rows) < limit else desk.count(register, where=where, limit=MANY)
    first = tuple(Due(what, register, row, row[field] if field else "", state) for row in rows)
    return Pile(what, state, first, total)


def _short(desk: Desk, day: date, limit: int) -> Pile:
    """Who has not enough hours of education yet, in the last quarter of the year (第7条（五）)."""
    short = short_of_hours(desk, day) if day.month >= LAST_QUARTER else []
    last = f"{day.year}-12-31"
    state = "today" if day.isoformat() == last else "soon"
    first = tuple(Due("training_short", "people", row, last, state) for row, _ in short[:limit])
    return Pile("training_short", state, first, len(short))


def _owed(desk: Desk, day: date, limit: int) -> list[Pile]:
    """What is owed once a year and stands in no entry (第28条（一）, 条例第56条)."""
    found: dict[tuple[str, str], list[Due]] = {}
    for what, row, when in owed(desk, day):
        state = state_of(when, day)
        if state != "soon" or when <= (day + timedelta(days=NEAR)).isoformat():
            found.setdefault((what, state), []).append(Due(what, row.register, row, when, state))
    return [Pile(what, state, tuple(some[:limit]), len(some)) for (what, state), some in found.items()]


def state_of(when: str, day: date) -> str:
    """How urgent a last day is, seen from *day*."""
    today = day.isoformat()
    return "overdue" if when < today else "today" if when == today else "soon"


def _urgency(pile: Pile) -> tuple[int, bool, str, int]:
    order = {"overdue": 0, "today": 1, "waiting": 2, "soon": 3}
    return order[pile.state], pile.what in QUIET, pile.first[0].when, pile.first[0].row.entry


def waiting_counts(desk: Desk) -> dict[str, int]:
    """How much waits or is late, register by register, for the tabs."""
    day, found = (
        desk.clock().date(),
        Counter({"arrivals": desk.count("arrivals", where={"status": "to_open"})}),
    )
    for register, where in WAITING.values():
        if not desk.registers[register].parent:
            found[register] += desk.count(register, where=where, limit=MANY)
    for one in DEADLINES:
        if one.what not in QUIET:
            late = {**one.waits, one.field: spans(one, day, minute_of(desk))["overdue"]}
            found[one.register] += desk.count(one.register, where=late, limit=MANY)
    return dict(found)


def minute_of(desk: Desk, on: date | None = None) -> str:
    """The minute of the clock, where it is today that is asked about; else "" for the day as a whole."""
    now = desk.clock()
    return now.strftime("%Y-%m-%dT%H:%M") if on in (None, now.date()) else ""


def spans(deadline: Deadline, day: date, minute: str = "") -> dict[str, Span]:
    """State → the days that mean it: overdue, today, soon. By the hour: from *minute* on."""
    before, after = (day + timedelta(days=n) for n in (-1, 1))
    last = day + timedelta(days=deadline.days)
    if deadline.by_hour:
        now = minute or f"{day.isoformat()}T00:00"
        return {
            "overdue": Span(None, now),
            "today": Span(f"{now}:", f"{day.isoformat()}{END}"),
            "soon": Span(after.isoformat(), f"{last.isoformat()}{END}"),
        }
    return {
        "overdue": Span(None, before.isoformat()),
        "today": Span(day.isoformat(), day.isoformat()),
        "soon": Span(after.isoformat(), last.isoformat()),
    }
