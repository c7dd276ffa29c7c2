"""What waits: overdue, due today, due soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from secretdesk.domain.terms import DUE_LABELS
from secretdesk.store import rows
from secretdesk.store.database import reading

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Row

SOON = timedelta(days=90)


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


def due(desk: Desk, on: date | None = None, *, limit: int = 500) -> list[Due]:
    """What waits on a day (today by default), the overdue first; at most *limit* of each kind."""
    day = on or desk.clock().date()
    found: list[Due] = []
    for what, register, where in (
        ("unopened", "envelopes", {"status": "to_open"}),
        ("query", "queries", {"status": ["open", "answered"]}),
        ("irregularity", "irregularities", {"status": "open"}),
        ("missing", "copies", {"status": "missing"}),
        ("file", "outputs", {"status": "on_disk"}),
    ):
        some = desk.rows(register, where=where, ascending=True, limit=limit)
        found += [Due(what, register, row, "", "waiting") for row in some]
    for key, what, horizon in (("declassify_on", "expiry", SOON), ("act_by", "act_by", timedelta(days=7))):
        found += [_dated(what, row, row[key], day) for row in _until(desk, key, day + horizon, limit)]
    order = {"overdue": 0, "today": 1, "waiting": 2, "soon": 3}
    return sorted(found, key=lambda one: (order[one.state], one.when, one.row.entry))


def _dated(what: str, row: Row, when: str, day: date) -> Due:
    today = day.isoformat()
    state = "overdue" if when < today else "today" if when == today else "soon"
    return Due(what, "documents", row, when, state)


def _until(desk: Desk, key: str, last: date, limit: int) -> list[Row]:
    """Documents in force whose day lies at or before *last*."""
    register = desk.registers["documents"]
    with reading():
        return list(rows.due_documents(desk.vault.db, register, key, last.isoformat(), limit))
