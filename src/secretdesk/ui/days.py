"""Days typed shorter than the books take them: 23 is the 23rd that is nearest behind, -2 the day before yesterday."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

SHORT = re.compile(r"(\d{1,2})日?")
COUNTED = re.compile(r"([+-])(\d{1,3})")


def day_meant(text: str, today: date, *, ahead: bool = False) -> str:
    """A day of the month or a number of days written out as 2026-11-23; any other text as it is.

    ``ahead``: the day of the month that comes next, today included; else the last one there was.
    """
    clean = unicodedata.normalize("NFKC", text).strip()
    if match := COUNTED.fullmatch(clean):
        days = int(match[2]) * (1 if match[1] == "+" else -1)
        return (today + timedelta(days=days)).isoformat()
    match = SHORT.fullmatch(clean)
    if match is None or not 1 <= int(match[1]) <= 31:
        return text
    step = timedelta(days=1 if ahead else -1)
    day = today
    while day.day != int(match[1]):
        day += step
    return day.isoformat()
