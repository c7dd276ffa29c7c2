"""The wall of deadlines: everything that falls due in a month, day by day (domain 4, item 6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from secretdesk.desk.backups import OUTSIDE_DAYS, days_since
from secretdesk.desk.deadlines import DEADLINES
from secretdesk.desk.due import Due, minute_of
from secretdesk.desk.trainings import short_of_hours
from secretdesk.desk.yearly_duties import owed
from secretdesk.domain.working_days import WorkingDays
from secretdesk.store.rows import Span

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk

MOST = 500  # of each kind in one month
WEEK = 7


@dataclass(frozen=True)
class Day:
    """One day: whether people work on it, what falls due, and whether a backup outside this PC does."""

    day: date
    is_working: bool
    dues: list[Due] = field(default_factory=list)
    backup: bool = False


def month(desk: Desk, year: int, number: int) -> list[Day]:
    """Every day of a month, first to last, with what falls due on it (the earliest hour first)."""
    today, first = desk.clock().date(), date(year, number, 1)
    end = date(year + number // 12, number % 12 + 1, 1)
    worked, backup = WorkingDays(desk.books, today.isoformat()), _backup_due(desk, today)
    days = {
        one: Day(one, worked.is_working(one), backup=one == backup)
        for one in (first + timedelta(days=n) for n in range((end - first).days))
    }
    for due in _between(desk, first, end - timedelta(days=1), today):
        days[date.fromisoformat(due.when[:10])].dues.append(due)
    for one in days.values():
        one.dues.sort(key=lambda due: (due.when, due.row.entry))
    return list(days.values())


def _between(desk: Desk, first: date, last: date, today: date) -> list[Due]:
    found, minute = [], minute_of(desk)
    for one in DEADLINES:
        where = {**one.waits, one.field: Span(first.isoformat(), f"{last.isoformat()}T99")}
        rows = desk.rows(one.register, where=where, order=one.field, ascending=True, limit=MOST)
        for row in rows:
            when = str(row[one.field])
            found.append(Due(one.what, one.register, row, when, _state(when, today, minute)))
    end = date(last.year, 12, 31)
    if first <= end <= last and last.year == today.year:
        found += [Due("training_short", "people", row, end.isoformat(), "today" if end == today else "soon")
                  for row, _ in short_of_hours(desk, end)]  # fmt: skip
    yearly = (one for one in owed(desk, today) if first.isoformat() <= one[2] <= last.isoformat())
    found += [Due(what, row.register, row, when, _state(when, today, minute)) for what, row, when in yearly]
    return found


def _state(when: str, today: date, minute: str) -> str:
    day = when[:10]
    late = day < today.isoformat() or (when != day and when <= minute)
    return "overdue" if late else "today" if day == today.isoformat() else "soon"


def _backup_due(desk: Desk, today: date) -> date | None:
    """The day by which there should be a backup outside this PC; None where there is nothing to lose yet."""
    days = days_since(desk)
    if days is None:
        return today if desk.count("documents", limit=1) else None
    return max(today, today - timedelta(days=days) + timedelta(days=OUTSIDE_DAYS))


def weeks(days: list[Day]) -> list[list[Day | None]]:
    """The days in weeks from Monday to Sunday, with None before the first and after the last."""
    padded = [None] * days[0].day.weekday() + list[Day | None](days)
    padded += [None] * (-len(padded) % WEEK)
    return [padded[n : n + WEEK] for n in range(0, len(padded), WEEK)]
