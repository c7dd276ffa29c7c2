"""Which automatic backups are kept: 7 daily, 5 weekly, 12 monthly, and the last of every year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DAILY, WEEKLY, MONTHLY = 7, 5, 12


def to_keep(days: Iterable[str]) -> set[str]:
    """Of these days (2026-11-23) with a backup those whose backup stays; of each span its last day."""
    found = sorted(set(days), reverse=True)
    kept = set(found[:DAILY])
    for many, span in ((WEEKLY, _week), (MONTHLY, _month), (len(found), _year)):
        last: dict[str, str] = {}
        for day in found:
            last.setdefault(span(day), day)
        kept |= set(list(last.values())[:many])
    return kept


def _week(day: str) -> str:
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-{week:02d}"


def _month(day: str) -> str:
    return day[:7]


def _year(day: str) -> str:
    return day[:4]
