"""Who knows of a paper: who read it, borrowed it, told or heard it, brought it, was sent it (条例第20条)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from secretdesk.desk.custody import stays
from secretdesk.domain.review import Row
from secretdesk.registers.knowledge import KNOWLEDGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.desk.desk import Desk

GIVEN = ("loans", "dispatches")  # by which a copy is given into somebody's hands to keep a while


@dataclass(frozen=True)
class Known:
    """One person (or, of a dispatch, one unit) who came to know of it: when, how, where, by which entry."""

    when: str
    person: int | None
    name: str
    how: str
    place: str
    approved_by: str
    register: str
    entry: int
    number: str
    briefed_by: str = ""  # who reminded an occasional reader of their duty, and when (第17条)
    briefed_on: str = ""


def who_knows(desk: Desk, document: int) -> list[Known]:
    """In the order of time; what is void never was.

    Raises:
        StoreError: while reading.
    """
    ways = (_read, _given, _told, _brought)
    found = [one for way in ways for one in way(desk, document)]
    return sorted(found, key=lambda one: (one.when, one.entry))


def knowledge_rows(desk: Desk, document: int) -> list[Row]:
    """The same as rows of :data:`KNOWLEDGE`; an entry of several people stands on several of them."""
    known = who_knows(desk, document)
    persons = sorted({one.person for one in known if one.person is not None})
    people = {row.entry: row for row in desk.rows("people", where={"entry": persons})} if persons else {}
    rows = []
    for n, one in enumerate(known, start=1):
        person = people.get(one.person or 0)
        values: dict[str, Any] = {
            "document": document,
            "serial": n,
            "known_at": one.when,
            "person": one.person,
            "name": one.name or None,
            "department": person["department"] if person else None,
            "post": person["post"] if person else None,
            "how": one.how,
            "place": one.place or None,
            "approved_by": one.approved_by or None,
            "paper": one.number,
            "briefed_by": one.briefed_by or None,
            "briefed_on": one.briefed_on or None,
        }
        row = Row(KNOWLEDGE.key, one.entry, one.number, "known", one.entry, one.when, values)
        rows.append(row)
    return rows


def _read(desk: Desk, document: int) -> Iterator[Known]:
    """Readings, the one under way included."""
    how = desk.registers["circulations"].label
    for row in desk.rows("readings", where={"document": document, "status": ["out", "done"]}, ascending=True):
        yield _known(row, row["sent_at"] or row.on, row["reader"], how, row["reading_place"])


def _given(desk: Desk, document: int) -> Iterator[Known]:
    """Loans and dispatches of the paper, and those of any copy of it together with other papers."""
    names = {key: desk.registers[key].label for key in GIVEN}
    wanted: dict[str, set[int]] = {key: set() for key in GIVEN}
    copies = [row.entry for row in desk.rows("copies", where={"document": document})]
    for copy in copies:
        for stay in stays(desk, "copies", copy):
            if stay.matter is not None and stay.matter[0] in wanted:
                wanted[stay.matter[0]].add(stay.matter[1])
    for register, entries in wanted.items():
        found = {row.entry: row for row in desk.rows(register, where={"document": document})}
        left = sorted(entries - set(found))
        found |= {row.entry: row for row in (desk.rows(register, where={"entry": left}) if left else [])}
        for row in found.values():
            mine = not row["copies"] or set(row["copies"]) & set(copies)  # one lent by mistake was swapped
            if row.status == "void" or not mine:
                continue
            if register == "loans":
                yield _known(row, row["lent_on"], row["borrower"], row["kind"], row["used_at"])
            else:
                unit = desk.names("correspondents", [row["receiver"]]).get(row["receiver"], "")
                name = " ".join(part for part in (unit, row["receiver_person"]) if part)
                yield _known(row, row["sent_on"], None, names[register], "", name)


def _told(desk: Desk, document: int) -> Iterator[Known]:
    """Who spoke, and everyone who heard."""
    register = desk.registers["briefings"]
    for row in desk.rows("briefings", where={"document": document, "status": "held"}, ascending=True):
        spoke = _known(row, row["held_on"], row["speaker"], register.field("speaker").label, row["place"])
        yield replace(spoke, briefed_by="", briefed_on="")
        for person in row["attendees"] or []:
            yield _known(row, row["held_on"], person, register.label, row["place"])


def _brought(desk: Desk, document: int) -> Iterator[Known]:
    """Who brought it home from a meeting had it in hand there."""
    for row in desk.rows("documents", where={"entry": document}):
        if row["handed_in_by"] is not None:
            how = row["channel"] or desk.registers["documents"].field("handed_in_by").label
            yield _known(row, row["received_on"] or row.on, row["handed_in_by"], how, row["meeting"])


def _known(row: Row, when: str, person: int | None, how: str, place: str | None, name: str = "") -> Known:
    approved = str(row["approved_by"] or "")
    reminder = (str(row["briefed_by"] or ""), str(row["briefed_on"] or ""))
    return Known(
        when, person, name, how, place or "", approved, row.register, row.entry, row.number, *reminder
    )
