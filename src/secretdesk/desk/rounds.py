"""Which round a scanned text means, and a round as it stands: for the panel and the folder (F04)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from secretdesk.domain.review import Command

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Row

TO_COME = ("waiting", "absent")


def scanned(desk: Desk, text: str) -> list[Row]:
    """The rounds that a number, a 份号, a label or its tail means: of the copy, of the paper, its own.

    Those under way come alone; where none is, those that are over.
    """
    found = desk.find("copies", text)
    rounds = [
        one for copy in found for one in _of(desk, copy["document"]) if copy.entry in (one["copies"] or [])
    ]
    if not rounds:
        rounds = [one for paper in desk.find("documents", text) for one in _of(desk, paper.entry)]
    if not rounds:
        rounds = desk.find("circulations", text)
    each = list({one.entry: one for one in rounds if one.status != "void"}.values())
    return [one for one in each if one.status == "open"] or each


def _of(desk: Desk, document: int | None) -> list[Row]:
    return desk.rows("circulations", where={"document": document}) if document else []


@dataclass(frozen=True)
class Round:
    """A round as it stands: its row, its readings in order, who is called what and their post."""

    row: Row
    readings: list[Row]
    people: dict[int, Row]

    @property
    def out(self) -> list[Row]:
        """The readings that are under way."""
        return [one for one in self.readings if one.status == "out"]

    @property
    def next(self) -> Row | None:
        """Whose turn it is."""
        return next((one for one in self.readings if one.status == "waiting"), None)

    @property
    def is_full(self) -> bool:
        """Whether every copy of it is with a reader, so that one must come back before it goes on."""
        return len(self.out) >= max(1, len(self.row["copies"] or []) or self.row["count"] or 1)

    def name(self, reading: Row) -> str:
        """The reader of a reading."""
        person = self.people.get(reading["reader"])
        return str(person["name"]) if person else ""

    def post(self, reading: Row) -> str:
        """Their post."""
        person = self.people.get(reading["reader"])
        return str(person["post"] or "") if person else ""


def as_it_stands(desk: Desk, entry: int) -> Round:
    """The round of that entry.

    Raises:
        StoreError: while reading.
    """
    (row,) = desk.rows("circulations", where={"entry": entry})
    readings = desk.rows("readings", where={"circulation": entry}, ascending=True)
    readings = [one for one in readings if one.status != "void"]
    persons = sorted({one["reader"] for one in readings})
    people = desk.rows("people", where={"entry": persons}) if persons else []
    return Round(row, readings, {one.entry: one for one in people})


def onward(round_: Round, reading: Row | None, copy: int = 0, **given: str) -> Command | None:
    """What one key does: to who is meant, else the next; first taken back where all copies are out.

    Where nobody waits it is taken back; None where nothing is left to do. *copy* is the one that was scanned
    (0: any). Empty values are left out.
    """
    holder = next((one for one in round_.out if copy and one["copy"] == copy), None)
    target = reading if reading is not None and reading.status in TO_COME else round_.next
    values = {key: value for key, value in given.items() if value}
    if target is None:
        return back(round_, holder or reading, **given)
    to_send: dict[str, object] = {"reader": target["reader"]}
    to_send |= {k: v for k, v in values.items() if k in {"reading_place", "briefed_by"}}
    if given.get("at"):
        to_send["sent_at"] = given["at"]
    if copy:
        to_send["copy"] = copy
    if round_.is_full or holder is not None:
        to_send |= {"take_back_first": True}
        to_send |= {k: v for k, v in values.items() if k in {"pages", "instruction"}}
    return Command("", "circulations", "send", round_.row.entry, to_send)


def back(round_: Round, reading: Row | None, **given: str) -> Command | None:
    """Taken back from the reader who is meant, else from the one who has it; None where nobody has it."""
    out = round_.out
    mine = [one for one in out if reading is not None and one.entry == reading.entry] or out
    if not mine:
        return None
    values: dict[str, object] = {k: given[k] for k in ("pages", "instruction") if given.get(k)}
    if given.get("at"):
        values["returned_at"] = given["at"]
    if len(mine) == 1:
        values["reader"] = mine[0]["reader"]
    return Command("", "circulations", "take_back", round_.row.entry, values)
