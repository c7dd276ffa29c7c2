"""What waits: overdue, due today, due soon."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.terms import DUE_LABELS
from secretdesk.store.rows import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Row


@dataclass(frozen=True)
class Deadline:
    """A date field that makes an entry due, how many days before it is told, and which entries still wait."""

    what: str
    register: str
    field: str
    days: int
    waits: Mapping[str, Any]


WAITING: dict[str, tuple[str, Mapping[str, Any]]] = {
    "unopened": ("envelopes", {"status": "to_open"}),
    "query": ("queries", {"status": ["open", "answered"]}),
    "irregularity": ("irregularities", {"status": "open"}),
    "missing": ("copies", {"status": "missing"}),
    "handover": ("handovers", {"status": "draft"}),
    "missing_medium": ("media", {"status": "missing"}),
    "missing_device": ("devices", {"status": "missing"}),
    "file": ("outputs", {"status": "on_disk"}),
    "stocktake": ("stocktakes", {"status": "open"}),
    "return_draft": ("returns", {"status": ["draft", "approved"], "act_by": None}),
    "destruction": ("destructions", {"status": ["draft", "approved"]}),
    "destruction_receipt": ("destructions", {"status": ["sealed", "handed_over"]}),
    "round": ("circulations", {"status": "open"}),
}
DEADLINES = (
    Deadline("expiry", "documents", "declassify_on", 90, {"status": "registered", "declassified_on": None}),
    Deadline("act_by", "documents", "act_by", 7, {"status": "registered"}),
    Deadline("substitute", "handovers", "until", 3, {"status": "signed"}),
    Deadline("carrying", "carryings", "due", 2, {"status": "out"}),
    Deadline("repair", "repairs", "due", 7, {"status": "repairing"}),
    Deadline("return", "returns", "act_by", 7, {"status": ["draft", "approved"]}),
    Deadline("loan", "loans", "due", 2, {"status": "out"}),
    Deadline("receipt", "dispatches", "receipt_due", 0, {"status": "sent"}),
    Deadline("search", "dispatches", "search_due", 0, {"status": "sent"}),
    Deadline("reading", "readings", "due", 0, {"status": "out"}),
)
QUIET = {"expiry"}  # a term that has passed waits for a quiet hour, behind all that is in somebody's hands


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
    for what, (register, where) in WAITING.items():
        some = desk.rows(register, where=where, ascending=True, limit=limit)
        found += [Due(what, register, row, "", "waiting") for row in some]
    for one in DEADLINES:
        where = {**one.waits, one.field: Span(None, spans(one, day)["soon"].last)}
        rows = desk.rows(one.register, where=where, order=one.field, ascending=True, limit=limit)
        found += [_dated(one, row, day) for row in rows]
    order = {"overdue": 0, "today": 1, "waiting": 2, "soon": 3}
    return sorted(found, key=lambda one: (order[one.state], one.what in QUIET, one.when, one.row.entry))


def waiting_counts(desk: Desk) -> dict[str, int]:
    """How much waits or is late, register by register, for the tabs."""
    day, found = (
        desk.clock().date(),
        Counter({"arrivals": desk.count("arrivals", where={"status": "to_open"})}),
    )
    for register, where in WAITING.values():
        if not desk.registers[register].parent:
            found[register] += desk.count(register, where=where)
    for one in DEADLINES:
        if one.what not in QUIET:
            found[one.register] += desk.count(
                one.register, where={**one.waits, one.field: spans(one, day)["overdue"]}
            )
    return dict(found)


def spans(deadline: Deadline, day: date) -> dict[str, Span]:
    """State → the days that mean it: overdue, today, soon."""
    before, after = (day + timedelta(days=n) for n in (-1, 1))
    last = day + timedelta(days=deadline.days)
    return {
        "overdue": Span(None, before.isoformat()),
        "today": Span(day.isoformat(), day.isoformat()),
        "soon": Span(after.isoformat(), last.isoformat()),
    }


def _dated(deadline: Deadline, row: Row, day: date) -> Due:
    when, today = row[deadline.field], day.isoformat()
    state = "overdue" if when < today else "today" if when == today else "soon"
    return Due(deadline.what, deadline.register, row, when, state)
