"""What a person had, from when until when, by which matter; gathered from the person's own matters alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.desk.custody import stays
from secretdesk.domain.effects.moves import HOME
from secretdesk.domain.rules.handover_list import CHARGE
from secretdesk.domain.terms import BY_HAND
from secretdesk.store import ledger
from secretdesk.store.database import reading
from secretdesk.store.fold import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Row

LENDS, CARRIES, SENDS, ROUNDS, READ = "loans", "carryings", "dispatches", "circulations", "readings"


@dataclass(frozen=True)
class Had:
    """One thing that somebody had: *since* and *until* as it happened ("" for still).

    ``matter`` is what gave it into the person's hands; None for what is in the person's charge (``how`` is
    the field that says so then).
    """

    since: str
    until: str
    register: str
    entry: int
    matter: tuple[str, int] | None
    how: str = ""


def stays_of_person(desk: Desk, person: int, limit: int | None = None) -> list[Had]:
    """What the person had, newest first; what was undone never happened.

    Args:
        desk: the desk.
        person: the entry in `people`.
        limit: at most so many matters of each kind are looked into, the newest of them.

    Raises:
        StoreError: while reading.
    """
    ways = (_lent, _read, _carried, _sent, _held)
    found = [one for way in ways for one in way(desk, person, limit)] + list(_charged(desk, person))
    return sorted(dict.fromkeys(found), key=lambda one: (one.since, one.entry), reverse=True)


def _lent(desk: Desk, person: int, limit: int | None) -> Iterator[Had]:
    for loan in desk.rows(LENDS, where={"borrower": person}, limit=limit):
        if loan.status != "void":
            yield from _with_matter(desk, loan, loan["lent_on"], loan["returned_on"])


def _read(desk: Desk, person: int, limit: int | None) -> Iterator[Had]:
    """Readings tell their own times; so do those of a round that was typed afterwards."""
    where = {"reader": person, "status": ["out", "done"]}
    for row in desk.rows(READ, where=where, limit=limit):
        thing = ("copies", row["copy"]) if row["copy"] else ("documents", row["document"])
        if row["sent_at"] and thing[1]:
            yield Had(row["sent_at"], row["returned_at"] or "", *thing, (ROUNDS, row["circulation"]))


def _carried(desk: Desk, person: int, _limit: int | None) -> Iterator[Had]:
    """Whoever is named first has it in hand; the others went along and had it too."""
    name = _name(desk, person)
    for row in desk.rows(CARRIES, text=name) if name else ():
        if person in (row["carriers"] or []) and row["taken_out_on"]:
            yield from _with_matter(desk, row, row["taken_out_on"], row["returned_on"])


def _sent(desk: Desk, person: int, _limit: int | None) -> Iterator[Had]:
    """What was brought by hand was with the two until the receipt."""
    name = _name(desk, person)
    for row in desk.rows(SENDS, text=name, where={"channel": BY_HAND}) if name else ():
        told = re.split(r"\W+", f"{row['handled_by'] or ''} {row['second_person'] or ''}")
        if name in told and row.status != "void":
            end = row["receipt_on"] or row["came_back_on"] or ""
            things = [("copies", copy) for copy in row["copies"] or []] or _of_count(row)
            for register, entry in things:
                yield Had(row["sent_on"], end, register, entry, (SENDS, row.entry))


def _held(desk: Desk, person: int, limit: int | None) -> Iterator[Had]:
    """What is in the person's hands still, by whatever way it came there."""
    for register in HOME:
        for thing in desk.rows(register, where={"holder": person}, limit=limit):
            for stay in stays(desk, register, thing.entry):
                if stay.holder == person and (stay.matter is None or stay.matter[0] != ROUNDS):
                    yield Had(stay.since, stay.until, register, thing.entry, stay.matter)


def _with_matter(desk: Desk, matter: Row, since: str, until: str | None) -> Iterator[Had]:
    """The things of a matter as they went and came back; of what is kept by count the paper."""
    key = (matter.register, matter.entry)
    named = [(register, entry) for register in HOME for entry in matter[register] or []]
    for register, entry in named:
        for stay in stays(desk, register, entry):
            if stay.matter == key and stay.holder is not None:
                yield Had(stay.since, stay.until, register, entry, key)
    if not named:
        for register, entry in _of_count(matter):
            yield Had(since, until or "", register, entry, key)


def _of_count(matter: Row) -> list[tuple[str, int]]:
    return [("documents", matter["document"])] if matter["document"] else []


def _charged(desk: Desk, person: int) -> Iterator[Had]:
    """Devices, media, places in the person's charge: from being given it to being relieved of it."""
    for register, key in CHARGE.items():
        with reading():
            entries = ledger.entries_that_had(desk.vault.db, register, key, person)
        for entry in entries:
            with reading():
                lines = ledger.lines_of(desk.vault.db, register, entry)
            ended = desk.registers[register].terminal
            yield from (Had(*span, register, entry, None, key) for span in _spans(lines, key, person, ended))


def _spans(
    lines: Iterable[ledger.Line], key: str, person: int, ended: frozenset[str]
) -> Iterator[tuple[str, str]]:
    since, value = "", None
    for line in standing(lines):
        data: dict[str, Any] = line.data
        value = None if key in data.get("clear", ()) else data.get("set", {}).get(key, value)
        mine = value == person and line.status not in ended
        if mine and not since:
            since = line.on
        elif since and not mine:
            yield since, line.on
            since = ""
    if since:
        yield since, ""


def _name(desk: Desk, person: int) -> str:
    return desk.names("people", [person]).get(person, "")
