"""Who had a thing, from when until when, by the days on which it happened ("who had it on 3 March")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from secretdesk.domain.rules.whereabouts import stays_of
from secretdesk.store.database import reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Stay


class Lasting(Protocol):
    """What began, and may have ended."""

    @property
    def since(self) -> str:
        """As it happened."""

    @property
    def until(self) -> str:
        """As it happened; "" for still."""


T = TypeVar("T", bound=Lasting)


def stays(desk: Desk, register: str, entry: int) -> list[Stay]:
    """Every stay of a thing, oldest first. What was undone never happened."""
    with reading():
        row = desk.books.get(register, entry)
        return stays_of(desk.books, row) if row is not None else []


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
    lasting = [stay for stay in came if not stay.until or stay.until > moment]
    return (lasting or came)[-1] if came else None
