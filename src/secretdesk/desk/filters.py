"""What a register's table may be filtered by, as plain data that can be kept and told in words.

A filter is a mapping facet key → what was chosen of it: a list of words or entries, or the key of a span of
days. Days are reckoned when the filter is applied, so a kept “已逾期” means today's.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.desk.deadlines import DEADLINES
from secretdesk.desk.due import spans
from secretdesk.domain.fields import Kind
from secretdesk.domain.periods import parse_date
from secretdesk.domain.terms import DAY_SPANS, DUE_FACET, DUE_STATES, FILTER_LABELS, NO, YES, Level
from secretdesk.store import rows
from secretdesk.store.database import reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.fields import Field

BETWEEN = "~"
DUE = "due:"  # a facet that a deadline gives, followed by what is due
Filter = dict[str, Any]


@dataclass(frozen=True)
class Facet:
    """One thing to filter by. ``choices`` are (value, label); none for a reference, which is looked up."""

    key: str
    label: str
    kind: str  # "words", "days", "entries"
    choices: tuple[tuple[Any, str], ...] = ()
    refers_to: str = ""


def facets(desk: Desk, register: Register) -> list[Facet]:
    """Status, year, deadlines, then every indexed field in the order of the declaration."""
    statuses = tuple((s.key, s.label) for s in register.statuses)
    found = [Facet("status", FILTER_LABELS["status"], "words", statuses)]
    if register.yearly:
        years = tuple((y, f"{y}") for y in _years(desk, register))
        found.append(Facet("year", FILTER_LABELS["year"], "words", years))
    found += [
        Facet(
            DUE + d.what,
            DUE_FACET.format(label=register.field(d.field).label),
            "days",
            tuple(DUE_STATES.items()),
        )
        for d in DEADLINES
        if d.register == register.key
    ]
    some = (_of_field(register, f) for f in register.fields if f.index and not (f.unseen or f.retired))
    return [*found, *(one for one in some if one is not None)]


def _of_field(register: Register, field: Field) -> Facet | None:
    if field.kind is Kind.REFERENCE and not field.computed and field.key != register.parent_field:
        return Facet(field.key, field.label, "entries", refers_to=field.refers_to)
    if field.kind is Kind.DATE:
        return Facet(field.key, field.label, "days", tuple(DAY_SPANS.items()))
    words: dict[Kind, tuple[str, ...]] = {Kind.LEVEL: tuple(Level), Kind.CHOICE: field.choices}
    if field.kind is Kind.BOOLEAN:
        return Facet(field.key, field.label, "words", ((1, YES), (0, NO)))
    if field.kind in words:
        return Facet(field.key, field.label, "words", tuple((w, w) for w in words[field.kind]))
    return None


def _years(desk: Desk, register: Register) -> list[int]:
    """The years there are entries of, latest first."""
    with reading():
        return rows.years(desk.vault.db, register)


def where_of(chosen: Filter, day: date, minute: str = "") -> dict[str, Any]:
    """What the filter means on this day (at that minute), as a query takes it."""
    where: dict[str, Any] = {}
    for key, value in chosen.items():
        if key.startswith(DUE):
            deadline = next(d for d in DEADLINES if d.what == key.removeprefix(DUE))
            where |= {**deadline.waits, deadline.field: spans(deadline, day, minute)[value]}
        elif isinstance(value, list):
            where[key] = [*value, None] if 0 in value else value  # an empty “否” is one too
        else:
            where[key] = days(str(value), day)
    return where


def days(told: str, day: date) -> rows.Span:
    """The days that a span means: a key of ``DAY_SPANS``, or two typed dates with ``~`` between them."""
    first, last = day, day
    if told == "past":
        return rows.Span(None, (day - timedelta(days=1)).isoformat())
    if told == "coming":
        return rows.Span(day.isoformat(), (day + timedelta(days=30)).isoformat())
    if told == "week":
        first, last = day - timedelta(days=6), day
    elif told == "month":
        first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    elif told == "year":
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    elif told == "last_year":
        first, last = date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)
    elif told != "today":
        begin, _, end = told.partition(BETWEEN)
        ends = [parse_date(one, day) for one in (begin, end)]
        return rows.Span(*(one.isoformat() if one else None for one in ends))
    return rows.Span(first.isoformat(), last.isoformat())


def told(desk: Desk, facet: Facet, value: Any) -> str:
    """A chip: 密级：机密、绝密."""
    if facet.kind == "entries":
        names = desk.names(facet.refers_to, value)
        words = "、".join(names.get(one, "") for one in value)
    elif facet.kind == "days":
        words = dict(facet.choices).get(value) or str(value).replace(BETWEEN, " 至 ").strip()
    else:
        labels = dict(facet.choices)
        words = "、".join(labels.get(one, str(one)) for one in value)
    return f"{facet.label}：{words}"


def still_sound(desk: Desk, register: Register, chosen: Mapping[str, Any]) -> Filter:
    """A kept filter without what no longer exists."""
    known = {one.key for one in facets(desk, register)}
    return {key: value for key, value in chosen.items() if key in known}
