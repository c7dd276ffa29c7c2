"""What a journey does to passports, and what going without leave books (第23条, 第68条, F27)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from secretdesk.domain.effects.irregularities import recorded
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.trips import passports_out, traveller
from secretdesk.domain.terms_people import UNAUTHORISED

if TYPE_CHECKING:
    from collections.abc import Iterable


def take_passports(act: Act) -> Iterable[Change]:
    """They are in the traveller's hands until some days after the planned return."""
    for entry in act.values.get("passports") or []:
        row = act.books.get("passports", entry)
        if row is None or act.row is None:
            continue
        told = {
            "holder": row["owner"],
            "trip": act.row.entry,
            "out_on": act.day,
            "due": _due(act, act.row["until"]),
        }
        yield Change("passports", "hand_out", row, "out", told)


def passports_due_now(act: Act) -> Iterable[Change]:
    """Who is back earlier or later than planned brings them so many days after that."""
    for row in passports_out(act):
        yield Change("passports", "hand_out", row, set={"due": _due(act, act.day)})


def passports_back(act: Act) -> Iterable[Change]:
    """They are kept again."""
    for row in passports_out(act):
        clear = tuple(key for key in ("holder", "trip", "due") if row[key])
        yield Change("passports", "bring_back", row, "in_custody", {"back_on": act.day}, clear)


def book_going(act: Act) -> Iterable[Change]:
    """Going without leave is booked among what happened against the rules (第68条)."""
    person = traveller(act)
    if person is not None:
        told = {"name": person["name"], "country": act.value("country")}
        yield recorded(act, UNAUTHORISED, {"person": person.entry}, **told)


def _due(act: Act, day: str) -> str:
    days = int(act.books.parameter("passport_days", act.day))
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
