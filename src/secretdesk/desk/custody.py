"""Who had a thing, from when until when, by the days on which it happened ("who had it on 3 March")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from secretdesk.domain.effects.moves import MATTERS
from secretdesk.store import ledger
from secretdesk.store.database import reading
from secretdesk.store.fold import standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.desk.desk import Desk


class Lasting(Protocol):
    """What began, and may have ended."""

    @property
    def since(self) -> str:
        """As it happened."""

    @property
    def until(self) -> str:
        """As it happened; "" for still."""


T = TypeVar("T", bound=Lasting)


@dataclass(frozen=True)
class Stay:
    """One stay of a thing: *since* and *until* as it happened ("" for still); who and where by entry."""

    since: str
    until: str
    status: str
    holder: int | None
    place: int | None
    matter: tuple[str, int] | None


def stays(desk: Desk, register: str, entry: int) -> list[Stay]:
    """Every stay of a thing, oldest first. What was undone never happened."""
    with reading():
        lines = ledger.lines_of(desk.vault.db, register, entry)
    found: list[Stay] = []
    values: dict[str, int] = {}
    for line in standing(lines):
        values |= line.data.get("set", {})
        for key in line.data.get("clear", ()):
            values.pop(key, None)
        matter = next(((m, values[key]) for m, (key, _) in MATTERS.items() if key in values), None)
        stay = Stay(line.on, "", line.status, values.get("holder"), values.get("place"), matter)
        if found and stay == replace(found[-1], since=line.on):
            continue
        if found:
            found[-1] = replace(found[-1], until=line.on)
        found.append(stay)
    return found


def within(stays: Iterable[T], when: str) -> list[T]:
    """Those of a moment; of a date those that lie in that day with any part of theirs."""
    size = min(len(when), 16)
    return [one for one in stays if one.since[:size] <= when[:size] and _lasts(one.until, when)]


def _lasts(until: str, when: str) -> bool:
    size = min(len(until), len(when), 16)
    by_day = size <= len("2026-11-23")  # of what ended on a day the minute may not be known
    return not until or until[:size] > when[:size] or (by_day and until[:size] == when[:size])


def had_it(desk: Desk, register: str, entry: int, when: str) -> Stay | None:
    """Where a thing was at a moment (a date means the end of that day); None before it came."""
    moment = when if len(when) > 10 else f"{when}T23:59"
    came = [stay for stay in stays(desk, register, entry) if stay.since <= moment]
    return came[-1] if came else None
