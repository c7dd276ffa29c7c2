"""A roster of shifts: what a pattern means, who is on which, where nobody or one alone stands (第31条, F24). Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DAY = 24 * 60  # minutes


@dataclass(frozen=True)
class Shift:
    """One shift: moments as 2026-06-05T08:00, and who is on it."""

    begins: str
    ends: str
    people: tuple[int, ...]


def pattern_of(text: str) -> list[tuple[int, int]] | None:
    """Begin (minutes from midnight) and length of each shift of a day; None where it is no pattern."""
    found = []
    for part in re.split(r"[/、,;\s]+", unicodedata.normalize("NFKC", text).strip()):
        match = re.fullmatch(r"(\d{1,2})(?::(\d{2}))?[-~—至](\d{1,2})(?::(\d{2}))?", part)
        if match is None:
            return None
        first, last = (int(match[n]) * 60 + int(match[n + 1] or 0) for n in (1, 3))
        if first >= DAY or last > DAY:
            return None
        found.append((first, (last - first) % DAY or DAY))
    return found


def gaps_of_day(parts: Sequence[tuple[int, int]]) -> list[str]:
    """The hours of a day in which nobody is on a shift: 12:00-14:00."""
    covered = [False] * DAY
    for first, length in parts:
        for minute in range(first, first + length):
            covered[minute % DAY] = True
    edges = [n for n in range(DAY + 1) if _is_free(covered, n) != _is_free(covered, n - 1)]
    return [f"{_clock(first)}-{_clock(last)}" for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _is_free(covered: Sequence[bool], minute: int) -> bool:
    return 0 <= minute < DAY and not covered[minute]


def overlaps(parts: Sequence[tuple[int, int]]) -> bool:
    """Whether a day's shifts are longer together than the day."""
    return sum(length for _, length in parts) > DAY


def shifts_of(
    parts: Sequence[tuple[int, int]], first: str, last: str, people: Sequence[int], each: int, done: int = 0
) -> list[Shift]:
    """The shifts of all days from *first* to *last*, people in turn; *done* shifts of theirs went before."""
    found: list[Shift] = []
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        for start, length in parts:
            begins = datetime.combine(day, datetime.min.time()) + timedelta(minutes=start)
            turn = (done + len(found)) * each
            on_duty = tuple(people[(turn + n) % len(people)] for n in range(each))
            ends = begins + timedelta(minutes=length)
            found.append(Shift(_moment(begins), _moment(ends), on_duty))
        day += timedelta(days=1)
    return found


def without_rest(shifts: Sequence[Shift]) -> list[tuple[Shift, int]]:
    """Who stands two shifts on end, with the second of them."""
    pairs = pairwise(shifts)
    return [(after, one) for before, after in pairs for one in after.people if one in before.people]


def holes(shifts: Iterable[Shift], least: int) -> list[tuple[Shift, int]]:
    """Shifts on which fewer than *least* stand, and times between two on which nobody does (with 0 people)."""
    ordered = sorted(shifts, key=lambda one: one.begins)
    found = [(one, len(one.people)) for one in ordered if len(one.people) < least]
    for before, after in pairwise(ordered):
        if before.ends < after.begins:
            found.append((Shift(before.ends, after.begins, ()), 0))
    return sorted(found, key=lambda one: one[0].begins)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _moment(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M")
