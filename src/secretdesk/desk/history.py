"""Who did what to an entry, when, what changed from what to what, and why."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from secretdesk.domain.terms import EXPUNGED
from secretdesk.store import ledger
from secretdesk.store.database import reading
from secretdesk.store.fold import fold, rows_until, standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row


STRUCK = ("amend", "change_mark")  # the old value stays visible beside the new one (domain 2.3)


@dataclass(frozen=True)
class Step:
    """One line of an entry, told. ``changes`` are (field key, value before, value after)."""

    seq: int
    act: int
    at: str
    on: str
    actor: str
    action: str
    status: str
    number: str
    changes: tuple[tuple[str, Any, Any], ...]
    warned: tuple[str, ...]
    confirmed: tuple[str, ...]
    expunged: bool
    imported: str = ""  # taken over from an old book: sheet!row


def history(desk: Desk, register: str, entry: int) -> list[Step]:
    """Every line of an entry, oldest first."""
    steps: list[Step] = []
    values: dict[str, Any] = {}
    with reading():
        lines = ledger.lines_of(desk.vault.db, register, entry)
    for line in lines:
        data = line.data
        after = {**values, **data.get("set", {})}
        for key in data.get("clear", ()):
            after.pop(key, None)
        keys = [*data.get("set", {}), *data.get("clear", ())]
        changes = tuple((k, values.get(k), after.get(k)) for k in keys if values.get(k) != after.get(k))
        values = after
        steps.append(
            Step(
                line.seq,
                line.act,
                line.at,
                line.on,
                line.actor,
                line.action,
                line.status,
                line.number,
                changes,
                tuple(data.get("warned", ())),
                tuple(data.get("confirmed", ())),
                line.content is None,
                data.get("imported", ""),
            )
        )
    return steps


def rows_on(desk: Desk, register: str, day: str) -> Iterator[Row]:
    """Every entry of a register as it stood at the end of a day, by what happened until then (`on`)."""
    declared = desk.registers[register]
    with reading():
        stream = ledger.lines(desk.vault.db, "WHERE register = ?", (register,), "entry, seq")
        for _, own in groupby(stream, key=attrgetter("entry")):
            row = fold(declared, [line for line in standing(own) if line.on[:10] <= day])
            if row is not None:
                yield row


def amended(desk: Desk, register: Register, entries: list[int]) -> dict[int, dict[str, list[Any]]]:
    """For entries corrected, or whose mark was changed: the former values of each field, oldest first."""
    with reading():
        corrected = ledger.entries_with(desk.vault.db, register.key, STRUCK, entries)
    return {entry: _former(desk, register.key, entry) for entry in corrected}


def _former(desk: Desk, register: str, entry: int) -> dict[str, list[Any]]:
    former: dict[str, list[Any]] = {}
    for step in history(desk, register, entry):
        if step.action in STRUCK:
            for key, before, _ in step.changes:
                if key != "reason" and before not in (None, EXPUNGED):
                    former.setdefault(key, []).append(before)
    return former


def as_of(desk: Desk, register: str, when: int | str) -> Iterator[Row]:
    """A register as it stood after a line's act, or at a recorded moment (a date means its end)."""
    with reading():
        db = desk.vault.db
        until = ledger.end_of_act(db, when) if isinstance(when, int) else ledger.seq_at(db, when)
        yield from rows_until(db, desk.registers[register], until)


def entry_as_of(desk: Desk, register: str, entry: int, until: int) -> Row | None:
    """One entry as it stood after a line."""
    with reading():
        lines = ledger.lines_of(desk.vault.db, register, entry)
    return fold(desk.registers[register], [line for line in lines if line.seq <= until])
