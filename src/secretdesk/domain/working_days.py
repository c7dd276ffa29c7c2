"""Working days: Monday to Friday, less the holidays and with the shifted days of each year's notice (调休).

The State Council's office tells each year's days in the autumn before; they stand in the books as the
parameter ``holidays.YEAR``, so that a new notice is a new row. A year that they do not know has its weekends.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING

from secretdesk.domain.terms_law import WORKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.domain.review import Books

HOLIDAYS_CODE = "holidays."  # followed by the year
SPAN = re.compile(r"(\d{1,2})\.(\d{1,2})(?:-(\d{1,2})\.(\d{1,2}))?")


def days_off(year: int, text: str) -> dict[date, bool] | None:
    """Day → whether it is worked, of a notice (``1.1-1.3 2.15-2.23 班 1.4 2.14``); None where it is none."""
    found: dict[date, bool] = {}
    works = False
    for word in re.split(
        r"[\s、,;]+", unicodedata.normalize("NFKC", text).replace(WORKS, f" {WORKS} ").strip()
    ):
        if word == WORKS:
            works = True
            continue
        match = SPAN.fullmatch(word)
        if match is None:
            return None
        try:
            first = date(year, int(match[1]), int(match[2]))
            last = date(year, int(match[3]), int(match[4])) if match[3] else first
        except ValueError:
            return None
        if last < first:
            return None
        found |= {first + timedelta(days=n): works for n in range((last - first).days + 1)}
    return found or None


class WorkingDays:
    """The working days as the books of a day know them."""

    def __init__(self, books: Books, on: str) -> None:
        """*on*: the day of the act, by which parameters are read (YYYY-MM-DD)."""
        self.books, self.on = books, on
        self._years: dict[int, dict[date, bool]] = {}

    def is_working(self, day: date) -> bool:
        """Whether people work on that day."""
        if day.year not in self._years:
            text = self.books.parameter(f"{HOLIDAYS_CODE}{day.year}", self.on)
            self._years[day.year] = days_off(day.year, text) or {} if text else {}
        return self._years[day.year].get(day, day.weekday() < 5)

    def after(self, first: date, days: int) -> date:
        """The *days*-th working day after *first*: the last day of a term of working days."""
        return next(day for n, day in enumerate(self._from(first), 1) if n == days) if days > 0 else first

    def between(self, first: date, last: date) -> int:
        """Working days after *first* up to and with *last*; 0 where *last* is not later."""
        days = ((first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
        return sum(map(self.is_working, days))

    def _from(self, first: date) -> Iterator[date]:
        day = first
        while True:
            day += timedelta(days=1)
            if self.is_working(day):
                yield day
