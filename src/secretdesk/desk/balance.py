"""The account of copies by level: what came, what left, that it adds up (第28条（一）, design section 4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from secretdesk.domain.terms import SOURCES, TERMINAL_COPY_STATUSES, Level
from secretdesk.store import ledger
from secretdesk.store.database import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.desk.desk import Desk
    from secretdesk.store.ledger import Line

CAME = dict(zip(SOURCES, ("received", "opening_late", "made", "copied"), strict=True))
LEFT = {
    "returned": "returned",
    "destroyed": "destroyed",
    "dispatch_confirmed": "dispatched",
    "transferred": "transferred",
    "written_off": "lost",
}
MARKED_ANEW = "change_mark"
NONE, FAR = str(Level.UNCLASSIFIED), "9999-12-31"


@dataclass(frozen=True)
class Movement:
    """One copy on one day: *by* +1 or -1 at a level. Kinds are the terms of the balance equation."""

    day: str
    kind: str
    level: str
    by: int
    copy: int = 0
    carrier: str = ""


def movements(desk: Desk) -> Iterator[Movement]:
    """Every movement of every copy, copy by copy, by the days on which they happened."""
    with reading():
        db = desk.vault.db
        ended = {
            row.entry: row["declassified_on"]
            for row in desk.books.rows("documents")
            if row["declassified_on"]
        }
        stream = ledger.lines(db, "WHERE register = ?", ("copies",), "entry, seq")
        for _, own in groupby(stream, key=attrgetter("entry")):
            lines = list(own)
            carrier = next((c for line in lines if (c := line.data.get("set", {}).get("carrier_type"))), "")
            for one in _of_copy(lines, ended):
                yield replace(one, copy=lines[0].entry, carrier=carrier)


def balance(desk: Desk, first: str, last: str) -> dict[str, Counter[str]]:
    """Level → term → copies, of the days *first* to *last*; ``before`` and ``after`` are the two stands."""
    found: dict[str, Counter[str]] = {str(level): Counter() for level in Level}
    for one in movements(desk):
        if one.day < first:
            found[one.level]["before"] += one.by
        elif one.day <= last:
            found[one.level][one.kind] += one.by
        if one.day <= last:
            found[one.level]["after"] += one.by
    return found


def _of_copy(lines: list[Line], ended: dict[int, str]) -> Iterator[Movement]:
    """The movements of one copy. From the day its paper is declassified it goes on as 非密 (保密法第24条)."""
    document = next(
        (line.data["set"]["document"] for line in lines if "document" in line.data.get("set", {})), 0
    )
    free_from = ended.get(document, FAR)
    alive, free, level, gone_as = False, False, "", ""
    for line in lines:
        told, day = line.data.get("set", {}), line.on[:10]
        lives = line.status not in TERMINAL_COPY_STATUSES
        if day >= free_from and not free:
            free = True
            if alive:
                yield from _changes(free_from, ("declassified", "declassified"), level, NONE)
            level = NONE
        before, level = level, level if free else str(told.get("level", level))
        if line is lines[0]:
            yield Movement(day, CAME.get(told.get("source", ""), "corrected"), level, 1)
        elif lives and not alive:
            yield Movement(day, "found" if gone_as == "written_off" else "corrected", level, 1)
        elif alive and level != before:
            anew = line.action == MARKED_ANEW
            yield from _changes(
                day, ("level_out", "level_in") if anew else ("corrected", "corrected"), before, level
            )
        if (alive or line is lines[0]) and not lives:
            yield Movement(day, LEFT.get(line.status, "corrected"), level, -1)
        alive, gone_as = lives, line.status
    if alive and not free and free_from != FAR:
        yield from _changes(free_from, ("declassified", "declassified"), level, NONE)


def _changes(day: str, kinds: tuple[str, str], before: str, after: str) -> Iterator[Movement]:
    if before != after:
        yield Movement(day, kinds[0], before, -1)
        yield Movement(day, kinds[1], after, 1)
