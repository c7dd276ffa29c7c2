"""The roll of a training: a line for each who should come, and what became of it (第21条, F30)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.children import entered
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.trainings import lines_of, roll_of
from secretdesk.domain.terms_training import FAILED, RESULTS

if TYPE_CHECKING:
    from collections.abc import Iterable


def list_roll(act: Act) -> Iterable[Change]:
    """A plan's lines wait for the day."""
    yield from _lines(act, "listed")


def list_who_came(act: Act) -> Iterable[Change]:
    """Of a training that was held: who stood on the roll and who was added, present or absent."""
    absent = set(act.values.get("absent") or [])
    for line in lines_of(act):
        if line.status == "listed":
            came = line["person"] not in absent
            told = _told(act, line["person"]) if came else {}
            yield Change("attendances", "settle", line, "attended" if came else "absent", told)
    yield from _lines(act, "attended")


def add_who_came(act: Act) -> Iterable[Change]:
    """Whom the roll had forgotten, on the day of the training."""
    yield from _lines(act, "listed" if act.row is not None and act.row.status == "planned" else "attended")


def settle_made_up(act: Act) -> Iterable[Change]:
    """Who missed it was taught later: the hours count from that day."""
    made_up = set(act.values.get("made_up") or [])
    for line in lines_of(act):
        if line["person"] in made_up:
            yield Change(
                "attendances", "settle", line, "made_up", _told(act, line["person"]) | {"held_on": act.day}
            )


def new_hours(act: Act) -> Iterable[Change]:
    """A correction of the hours is one of everybody's who came."""
    hours, day = act.values.get("hours"), act.values.get("held_on")
    for line in lines_of(act) if hours or day else ():
        told = {"hours": hours} if hours and line.status in {"attended", "made_up"} else {}
        told |= {"held_on": day} if day and line.status == "attended" else {}
        if told:
            yield Change("attendances", "settle", line, set=told)


def strike_roll(act: Act) -> Iterable[Change]:
    """What is not held has no roll."""
    for line in lines_of(act):
        yield Change("attendances", "settle", line, "removed")


def _lines(act: Act, status: str) -> Iterable[Change]:
    absent = set(act.values.get("absent") or [])
    start = len(act.books.rows("attendances", training=act.row.entry)) + 1 if act.row is not None else 1
    for n, person in enumerate(roll_of(act), start=start):
        row = act.books.get("people", person) if isinstance(person, int) else None
        told = {"person": person, "department": row["department"] if row is not None else None}
        own = "absent" if person in absent and status == "attended" else status
        came = _told(act, person) if own == "attended" else {}
        yield entered(act, "attendances", "training", n, told | came, own)


def _told(act: Act, person: int | Change) -> dict[str, str]:
    """Hours, day and result of somebody who came; who did not pass has no hours."""
    failed = person in (act.values.get("failed") or [])
    told = {
        "held_on": str(act.value("held_on") or act.day),
        "hours": "0" if failed else str(act.value("hours")),
    }
    return told | ({"result": FAILED if failed else RESULTS[0]} if act.value("exam") else {})
