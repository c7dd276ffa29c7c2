"""Dates as a clerk types them, and terms counted from them."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WORDS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1, "明日": 1, "后天": 2}


def parse_date(text: str, today: date) -> date | None:
    """Read a date typed in any usual way; None where it is none.

    ``1123`` and ``11-23`` take the year of *today* (the year before when that would lie more than half
    a year ahead); ``20261123``, ``2026.11.23``, ``2026年11月23日``, ``昨天`` are understood as well.
    """
    clean = unicodedata.normalize("NFKC", text).strip()
    if clean in WORDS:
        return today + timedelta(days=WORDS[clean])
    if match := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", clean):
        return _date(*match.groups())
    if match := re.fullmatch(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?", clean):
        return _date(*match.groups())
    match = re.fullmatch(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?", clean) or re.fullmatch(
        r"(\d{2})(\d{2})", clean
    )
    if match:
        found = _date(str(today.year), *match.groups())
        if found is None or found - today > timedelta(days=183):
            found = _date(str(today.year - 1), *match.groups()) or found
        return found
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def parse_moment(text: str, now: datetime) -> str | None:
    """Read a day with or without a time: ``2026-11-23``, ``2026-11-23T09:30``; None where it is none.

    A time alone (``0910``, ``9:10``) is not a moment here: four digits are a date.
    """
    clean = unicodedata.normalize("NFKC", text).strip()
    day = parse_date(clean, now.date())
    if day is not None:
        return day.isoformat()
    match = re.fullmatch(r"(.+?)[T\s]+(\d{1,2}):?(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?", clean)
    if match:
        day = parse_date(match[1], now.date())
        if day is not None and int(match[2]) < 24 and int(match[3]) < 60:
            return f"{day.isoformat()}T{int(match[2]):02d}:{match[3]}"
    return None


def parse_clock(text: str, day: datetime) -> str | None:
    """A time of the day (``0910``, ``9:10``, ``9点10分``), on that *day*; else a moment with its time."""
    clean = unicodedata.normalize("NFKC", text).strip()
    match = re.fullmatch(r"(\d{1,2})(?:[:.点时]\s*)?(\d{2})分?", clean)
    if match:
        inside = int(match[1]) < 24 and int(match[2]) < 60
        return f"{day.date().isoformat()}T{int(match[1]):02d}:{match[2]}" if inside else None
    found = parse_moment(clean, day)
    return found if found is not None and len(found) > len("2026-11-23") else None


@dataclass(frozen=True)
class Term:
    """保密期限: years or months, a day, a condition, or for ever (长期). At most one is set."""

    years: int = 0
    months: int = 0
    until: date | None = None
    condition: str = ""
    forever: bool = False

    def end(self, start: date) -> date | None:
        """The 解密日, the first day on which it is no longer secret (条例第19条); None for a condition.

        Month ends are clamped: 29 February plus one year is 28 February.
        """
        if self.until:
            return self.until
        if self.years or self.months:
            return add_months(start, self.years * 12 + self.months)
        return None

    @property
    def text(self) -> str:
        """As printed behind the star."""
        if self.until:
            return f"{self.until.year}年{self.until.month}月{self.until.day}日"
        if self.years:
            return f"{self.years}年"
        if self.months:
            return f"{self.months}个月"
        return "长期" if self.forever else self.condition


def add_months(start: date, months: int) -> date:
    """The same day so many months later, clamped to the month's end; the year is capped at 9999."""
    index = start.year * 12 + start.month - 1 + months
    year, month = min(index // 12, 9999), index % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
