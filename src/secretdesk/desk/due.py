"""What waits: overdue, due today, due soon."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.terms import DUE_LABELS
from secretdesk.store.rows import Common, Span

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
    "stale_backup": ("backups", {"status": "kept", "holds_expunged": True}),
    "file": ("outputs", {"status": "on_disk"}),
    "unwritten": ("outputs", {"status": "writing"}),
    "to_burn": ("outputs", {"status": "staged"}),
    "stocktake": ("stocktakes", {"status": "open"}),
    "return_draft": ("returns", {"status": ["draft", "approved"], "act_by": None}),
    "destruction": ("destructions", {"status": ["draft", "approved"]}),
    "destruction_receipt": ("destructions", {"status": ["sealed", "handed_over"]}),
    "round": ("circulations", {"status": "open"}),
    "self_held": ("passports", {"status": "self_held"}),
    "trip": ("trips", {"status": "applied"}),
    "foreign_event": ("foreign_events", {"status": "reported"}),
    "screening": ("screenings", {"status": "open"}),
}
DEADLINES = (
    Deadline(
        "expiry",
        "documents",
        "declassify_on",
        90,
        {"status": Common("registered"), "declassified_on": Common(None)},
    ),
    Deadline("act_by", "documents", "act_by", 7, {"status": Common("registered")}),
    Deadline("substitute", "handovers", "until", 3, {"status": "signed"}),
    Deadline("carrying", "carryings", "due", 2, {"status": "out"}),
    Deadline("repair", "repairs", "due", 7, {"status": "repairing"}),
    Deadline("return", "returns", "act_by", 7, {"status": ["draft", "approved"]}),
    Deadline("loan", "loans", "due", 2, {"status": "out"}),
    Deadline("receipt", "dispatches", "receipt_due", 0, {"status": "sent"}),
    Deadline("search", "dispatches", "search_due", 0, {"status": "sent"}),
    Deadline("review", "people", "review_due", 60, {"status": ["cleared", "suspended"]}),
    Deadline("pledge", "pledges", "until", 30, {"status": "in_force"}),
    Deadline("unauthorised", "trips", "applied_on", 0, {"status": "to_report"}),
    Deadline("passport", "passports", "due", 3, {"status": "out"}),
    Deadline("trip_back", "trips", "until", 0, {"status": "approved"}),
    Deadline("trip_report", "trips", "report_due", 3, {"status": "back", "reported_on": None}),
    Deadline("foreign_after", "foreign_events", "until", 0, {"status": "allowed"}),
    Deadline("paper", "prints", "sign_due", 7, {"status": "unsigned"}),
    Deadline("reading", "readings", "due", 0, {"status": "out"}),
)
MANY = 1000  # nobody counts further while they wait
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


@dataclass(frozen=True)
class Pile:
    """What waits for one reason in one state: the first of it, and how much there is (no more than MANY)."""

    what: str
    state: str
    first: tuple[Due, ...]
    total: int


def piles(desk: Desk, on: date | None = None, *, limit: int) -> list[Pile]:
    """What waits on a day (today by default), the most urgent first; at most *limit* told of each."""
    day = on or desk.clock().date()
    found = [
        _pile(desk, what, register, where, "", "waiting", limit)
        for what, (register, where) in WAITING.items()
    ]
    for one in DEADLINES:
        for state, span in spans(one, day).items():
            where = {**one.waits, one.field: span}
            found.append(_pile(desk, one.what, one.register, where, one.field, state, limit))
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
            late = {**one.waits, one.field: spans(one, day)["overdue"]}
            found[one.register] += desk.count(one.register, where=late, limit=MANY)
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
