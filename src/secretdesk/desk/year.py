"""The year's tables, each figure with the lines that it counts (domain section 5; 条例第56条).

What happened goes by `on`: a fact belongs to the year in which it happened, however late it was written down.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.desk.balance import movements
from secretdesk.desk.history import rows_on
from secretdesk.domain.terms import CATEGORIES, CLEARED_STATUSES, DEVICE_KINDS, Level
from secretdesk.registers.year_tables import FLOWS, YEAR_TABLES, YearTable
from secretdesk.store.rows import Span

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Row

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Figure:
    """A number, and the entries that it counts: those that ``where`` finds in a register.

    A stand is of too many to keep: ``where`` is empty and :func:`lines_of` asks again.
    """

    value: int
    register: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)


Cell = Figure | str
Rows = list[tuple[Cell, ...]]


@dataclass(frozen=True)
class Table:
    """One table of a year. Without rows nothing happened (本期无)."""

    declared: YearTable
    rows: Rows


@dataclass(frozen=True)
class Year:
    """A year from its first to its last day, both included."""

    number: int
    first: str
    last: str
    tables: tuple[Table, ...]


def span_of(desk: Desk, year: int) -> tuple[str, str]:
    """The first and the last day of a year, by the parameter of the cut-off day."""
    cut = desk.books.parameter("year_end", f"{year}-12-31")
    last, before = (date.fromisoformat(f"{one}-{cut}") for one in (year, year - 1))
    return (before + timedelta(days=1)).isoformat(), last.isoformat()


def figures(desk: Desk, year: int, progress: Progress | None = None) -> Year:
    """All tables of a year.

    Raises:
        StoreError: while reading.
        whatever *progress* raises.
    """
    first, last = span_of(desk, year)
    makers: dict[str, Callable[[Desk, str, str], Rows]] = {
        "T3": _carriers, "T3b": _uses, "T4": _destructions, "T5": _returns, "T6": _people, "T7": _devices,
        "T12": _irregularities,
    }  # fmt: skip
    tables = []
    for n, declared in enumerate(YEAR_TABLES):
        if progress:
            progress(n, len(YEAR_TABLES))
        tables.append(Table(declared, makers[declared.key](desk, first, last)))
    return Year(year, first, last, tuple(tables))


def lines_of(desk: Desk, figure: Figure) -> list[Row]:
    """The entries behind a figure, oldest first."""
    return desk.rows(figure.register, where=figure.where, ascending=True) if figure.register else []


# --- the tables ---


def _carriers(desk: Desk, first: str, last: str) -> Rows:
    """The balance by level and kind of carrier; years that add up to the stands at both ends."""
    sums: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    moved: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    alive: dict[tuple[str, str, str], Counter[int]] = defaultdict(Counter)
    for one in movements(desk):
        if one.day > last:
            continue
        key = (one.level, one.carrier)
        sums[key]["after"] += one.by
        alive[*key, "after"][one.copy] += one.by
        if one.day < first:
            sums[key]["before"] += one.by
            alive[*key, "before"][one.copy] += one.by
        else:
            sums[key][one.kind] += one.by
            moved[*key, one.kind].add(one.copy)
    for stand, copies in alive.items():
        moved[stand] = {copy for copy, count in copies.items() if count > 0}
    order = [str(level) for level in Level]
    found: Rows = []
    for level, carrier in sorted(sums, key=lambda one: (order.index(one[0]), one[1])):
        counted = sums[level, carrier]
        if any(counted.values()):
            found.append((level, carrier, *(_moved(counted, moved, level, carrier, k) for k, _ in FLOWS)))
    return found


def _moved(
    counted: Counter[str], moved: dict[tuple[str, str, str], set[int]], level: str, carrier: str, kind: str
) -> Figure:
    entries = sorted(moved.get((level, carrier, kind), ()))
    return Figure(counted[kind], "copies", {"entry": entries})


def _count(desk: Desk, register: str, **where: Any) -> Figure:
    """How many entries that filter finds, void ones apart."""
    statuses = [s.key for s in desk.registers[register].statuses if s.key != "void"]
    asked = {"status": statuses, **where}
    return Figure(desk.count(register, where=asked), register, asked)


def _uses(desk: Desk, first: str, last: str) -> Rows:
    during = Span(first, f"{last}T99")
    ends = {
        register: list(rows_on(desk, register, last)) for register in ("loans", "copies")
    }  # as they stood on the last day
    found: Rows = []
    for level in Level:
        of = {register: [row for row in rows if row["level"] == level] for register, rows in ends.items()}
        row = (
            _count(desk, "readings", level=level, sent_at=during, status=["out", "done"]),
            _count(desk, "loans", level=level, lent_on=during),
            _late(desk, str(level), first, last),
            _those("loans", (r for r in of["loans"] if r.status == "out" and (r["due"] or last) < last)),
            _count(desk, "copyings", level=level, made_on=Span(first, last), status="produced"),
            _count(desk, "dispatches", level=level, sent_on=Span(first, last)),
            _those("copies", (r for r in of["copies"] if r.status == "archived")),
            _those("copies", (r for r in of["copies"] if r.status == "missing")),
        )
        if any(figure.value for figure in row):
            found.append((str(level), *row))
    return found


def _those(register: str, rows: Iterable[Row]) -> Figure:
    entries = [row.entry for row in rows]
    return Figure(len(entries), register, {"entry": entries})


def _late(desk: Desk, level: str, first: str, last: str) -> Figure:
    """Loans of the year that came back after the day they were due."""
    where = {"level": level, "returned_on": Span(first, last), "status": "returned"}
    late = [
        row.entry for row in desk.rows("loans", where=where) if row["due"] and row["returned_on"] > row["due"]
    ]
    return Figure(len(late), "loans", {"entry": late})


def _destructions(desk: Desk, first: str, last: str) -> Rows:
    found: Rows = []
    where = {"status": "destroyed", "destroyed_on": Span(first, last)}
    for batch in desk.rows("destructions", where=where, ascending=True):
        of = {"destruction": batch.entry, "status": "destroyed"}
        copies = desk.rows("copies", where=of)
        lines = desk.rows("destruction_lines", where=of)
        people = desk.names("people", batch["supervisors"] or [])
        kg = sum(float(line["kg"]) for line in lines if _is_number(line["kg"]))
        found.append(
            (
                batch.number,
                batch["destroyed_on"],
                batch["site"] or batch["destroyed_at"] or "",
                Figure(len(copies) + sum(line["count"] or 0 for line in lines), "copies", of),
                Figure(sum(row["pages"] or 0 for row in [*copies, *lines]), "copies", of),
                f"{kg:g}" if kg else "",
                _count(desk, "media", **of),
                _count(desk, "devices", **of),
                "、".join(people[one] for one in batch["supervisors"] or [] if one in people),
                batch["receipt_number"] or "",
            )
        )
    return found


def _is_number(text: str | None) -> bool:
    try:
        float(text or "")
    except ValueError:
        return False
    return True


def _returns(desk: Desk, first: str, last: str) -> Rows:
    sums: dict[int, Counter[str]] = defaultdict(Counter)
    entries: dict[int, list[int]] = defaultdict(list)
    where = {"status": "returned", "handed_on": Span(first, last)}
    for one in desk.rows("returns", where=where, ascending=True):
        entries[one["issuer"]].append(one.entry)
        for key in ("due_count", "given_count", "short_count"):
            sums[one["issuer"]][key] += one[key] or 0
    names = desk.names("correspondents", sums)
    return [
        (names.get(issuer, ""), *(Figure(counted[k], "returns", {"entry": entries[issuer]})
                                  for k in ("due_count", "given_count", "short_count")))
        for issuer, counted in sums.items()
    ]  # fmt: skip


def _people(desk: Desk, first: str, last: str) -> Rows:
    found: Rows = []
    people = list(rows_on(desk, "people", last))
    for category in CATEGORIES:
        own = [row for row in people if row["category"] == category]
        cleared = [row for row in own if row.status in CLEARED_STATUSES]
        row = (
            _those("people", cleared),
            _those("people", (r for r in own if first <= (r["cleared_from"] or "") <= last)),
            _those("people", (r for r in own if first <= (r["left_on"] or "") <= last)),
            _those("people", (r for r in cleared if r["pledged_on"])),
            _those("people", (r for r in own if r.status == "left" and (r["cooling_until"] or "") >= last)),
        )
        if any(figure.value for figure in row):
            found.append((category, *row))
    return found


def _devices(desk: Desk, first: str, last: str) -> Rows:
    found: Rows = []
    repaired = list(_repaired(desk, first, last))
    gone_before = {
        row.entry
        for row in rows_on(desk, "devices", (date.fromisoformat(first) - timedelta(days=1)).isoformat())
        if row.status == "destroyed"
    }
    devices = list(rows_on(desk, "devices", last))
    for kind in DEVICE_KINDS:
        for level in Level:
            own = [row for row in devices if row["kind"] == kind and row["level"] == level]
            gone = (r for r in own if r.status == "destroyed" and r.entry not in gone_before)
            row = (
                _those("devices", (r for r in own if r.status == "in_use")),
                _those("devices", (r for r in own if r.status == "suspended")),
                _those("repairs", (r for r, device in repaired if device in {one.entry for one in own})),
                _those("devices", gone),
            )
            if any(figure.value for figure in row):
                found.append((kind, str(level), *row))
    return found


def _repaired(desk: Desk, first: str, last: str) -> Iterator[tuple[Row, int]]:
    where = {"started_on": Span(first, f"{last}T99"), "status": ["repairing", "finished"]}
    for one in desk.rows("repairs", where=where):
        yield one, one["device"]


def _irregularities(desk: Desk, first: str, last: str) -> Rows:
    during = desk.rows("irregularities", where={"happened_on": Span(first, last)}, ascending=True)
    kinds: dict[str, dict[str, list[int]]] = {}
    for one in during:
        if one.status != "void":
            kinds.setdefault(one["kind"], {"open": [], "closed": []})[one.status].append(one.entry)
    return [
        (kind, *(Figure(len(some), "irregularities", {"entry": some})
                 for some in ([*told["open"], *told["closed"]], told["closed"], told["open"])))
        for kind, told in kinds.items()
    ]  # fmt: skip
