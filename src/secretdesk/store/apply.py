"""From a plan to lines and rows, in one transaction: the only code that writes both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from secretdesk.domain.declaration import ENROL
from secretdesk.domain.law import PATTERN_CODE
from secretdesk.domain.numbers import child_number, issue
from secretdesk.domain.review import OWN_NUMBER, Change, Row
from secretdesk.store import ledger, rows, search, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from secretdesk.domain.declaration import Register
    from secretdesk.domain.judge import Plan
    from secretdesk.store.books import SqlBooks
    from secretdesk.store.database import Connection

BATCH = 500  # entries indexed at a time, so that the memory stays small


@dataclass(frozen=True)
class Written:
    """One line as written, with the row it left."""

    row: Row
    new: bool


@dataclass(frozen=True)
class Done:
    """What an act left: its lines, the ledger's head."""

    lines: tuple[Written, ...]
    seq: int
    hash: bytes


def write(
    db: Connection,
    registers: Mapping[str, Register],
    books: SqlBooks,
    plans: Iterable[Plan],
    actor: str,
) -> Done:
    """Write all lines of one act (one plan, or one per entry of a batch). Inside a transaction."""
    plans = list(plans)
    act = plans[0].act
    writer = ledger.Writer(db, stamp(act.now), act.on, actor)
    changes, twins = _once(registers, plans)
    entries = {
        id(c): writer.seq + n if c.row is None else c.row.entry for n, c in enumerate(changes, start=1)
    }
    entries |= {twin: entries[id(first)] for twin, first in twins.items()}
    notes = {id(plan.changes[0]): _notes(plan) for plan in plans}
    numbers: dict[int, str] = {}
    latest: dict[int, Row] = {}
    written: list[Written] = []
    for change in changes:
        register = registers[change.register]
        entry = entries[id(change)]
        values = {key: _resolve(value, entries) for key, value in change.set.items()}
        number, issued = _number(db, register, books, change, act.on, values, numbers)
        if number:
            numbers[entry] = number
        own = number or (change.row.number if change.row else "")
        values = {k: own if v == OWN_NUMBER else v for k, v in values.items()}
        content: dict[str, Any] = {"set": values, **notes.get(id(change), {})}
        if change.clear:
            content["clear"] = list(change.clear)
        before = latest.get(entry) or change.row
        status = change.status or (before.status if before else "")
        seq = writer.add(register.key, change.action, entry, status, content, number, issued)
        row = _after(register, before, entry, own, status, seq, act.on, values, change.clear)
        latest[entry] = row
        if before is None:
            tables.insert(db, register, row, issued)
        else:
            tables.update(db, register, row, {*values, *change.clear})
        written.append(Written(row, change.row is None))
    _index(db, registers, written, changes)
    return Done(tuple(written), writer.seq, writer.hash)


def _once(registers: Mapping[str, Register], plans: list[Plan]) -> tuple[list[Change], dict[int, Change]]:
    """All changes, a name that several entries of a batch enrol only once; what stands for its twins."""
    kept: list[Change] = []
    first: dict[tuple[str, str], Change] = {}
    twins: dict[int, Change] = {}
    for plan in plans:
        kept.append(plan.changes[0])
        for change in plan.changes[1:]:
            if change.row is None and change.action == ENROL:
                name = change.set[registers[change.register].name_field]
                same = first.setdefault((change.register, name), change)
                if same is not change:
                    twins[id(change)] = same
                    continue
            kept.append(change)
    return kept, twins


def stamp(now: datetime) -> str:
    """The recorded moment: local wall time to the second, with its offset."""
    return now.isoformat(timespec="seconds")


def _notes(plan: Plan) -> dict[str, Any]:
    """What else the main line tells: warnings given and questions consented to."""
    codes = [r.code for r in plan.warnings]
    asked = sorted(set(plan.act.warned) - set(codes))
    notes: dict[str, Any] = {"warned": codes} if codes else {}
    if asked:
        notes["confirmed"] = asked
    if plan.act.command.imported:
        notes["imported"] = plan.act.command.imported
    return notes


def _resolve(value: Any, entries: dict[int, int]) -> Any:
    if isinstance(value, Change):
        return entries[id(value)]
    if isinstance(value, list):
        return [_resolve(one, entries) for one in value]
    return value


def _number(
    db: Connection,
    register: Register,
    books: SqlBooks,
    change: Change,
    on: str,
    values: dict[str, Any],
    numbers: dict[int, str],
) -> tuple[str, str]:
    """The number of a new entry and how it was issued; ("", "") for an old one."""
    if change.row is not None:
        return "", ""
    if change.number and change.number.startswith("\0child"):
        parent = values[register.parent_field]
        known = numbers.get(parent)
        if known is None:
            row = books.get(register.parent, parent)
            known = row.number if row else ""
        return child_number(known, change.number.removeprefix("\0child")), ""
    if change.number:
        return change.number, ""
    return next_number(db, register, books, change.series or register.key, on)


def next_number(db: Connection, register: Register, books: SqlBooks, series: str, on: str) -> tuple[str, str]:
    """The number that the next entry of a series has on that day, and how it is issued."""
    year = int(on[:4]) if register.yearly else 0
    n = tables.next_n(db, register, series, year)
    pattern = books.parameter(PATTERN_CODE + series, on[:10]) or register.patterns[series]
    while tables.is_taken(db, register, issue(pattern, year, n)):  # carried over from an old book
        n += 1
    return issue(pattern, year, n), f"{series}/{year}/{n}"


def _after(
    register: Register,
    before: Row | None,
    entry: int,
    number: str,
    status: str,
    seq: int,
    on: str,
    values: dict[str, Any],
    clear: tuple[str, ...],
) -> Row:
    if before is None:
        return Row(register.key, entry, number, status, seq, on, values)
    kept = {k: v for k, v in before.values.items() if k not in clear}
    return replace(before, status=status, seq=seq, values=kept | values)


def _index(
    db: Connection, registers: Mapping[str, Register], written: list[Written], changes: list[Change]
) -> None:
    """Search entries of what changed, and of what names an entry that was renamed."""
    new = {(w.row.register, w.row.entry) for w in written if w.new}
    final = {(w.row.register, w.row.entry): w.row for w in written}
    reindex(db, registers, list(final.values()), new)
    for change in changes:
        register = registers[change.register]
        if change.row is not None and register.name_field and register.name_field in change.set:
            for other in registers.values():
                for field in search.fields(other):
                    if field.refers_to == register.key:
                        naming = rows.whole(db, rows.Query(other, where={field.key: change.row.entry}))
                        while some := list(islice(naming, BATCH)):
                            reindex(db, registers, some, set())


def reindex(
    db: Connection, registers: Mapping[str, Register], found: list[Row], new: set[tuple[str, int]]
) -> None:
    """Write the search entries of these rows (anew where they are not new)."""
    wanted: dict[str, set[int]] = {}
    for row in found:
        for key, entries in search.references(registers[row.register], [row]).items():
            wanted.setdefault(key, set()).update(entries)
    named = {key: rows.names(db, registers[key], sorted(entries)) for key, entries in wanted.items()}
    flat = {entry: name for some in named.values() for entry, name in some.items()}
    for row in found:
        search.put(db, registers[row.register], row, flat, new=(row.register, row.entry) in new)
