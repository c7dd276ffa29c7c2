"""The secrecy mark 密级★期限: read as kindly as can be, printed in one way (GB/T 7156, domain 2.3)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from secretdesk.domain.periods import Term
from secretdesk.domain.terms import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEVEL = re.compile(r"绝密|机密|工作秘密|秘密|内部(?:资料|文件|件)?|非密")
_PAPER = re.compile(r"^(?:资料|文件|件)")  # 内部资料
_COUNT = r"([\d〇零一二两三四五六七八九十]{1,4})"
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_CHINESE_DIGITS = dict(zip("〇零一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
FIRST_YEAR = 1900
MOST = 1000  # years or months; beyond it the number is misread, such as a bare year


@dataclass(frozen=True)
class Mark:
    """A mark as parsed. ``regular`` tells whether the paper bears it in the prescribed form."""

    level: Level
    term: Term | None
    regular: bool
    starred: bool

    @property
    def text(self) -> str:
        """The prescribed form; without ★ below 秘密 (保密法第22条)."""
        term = self.term.text if self.term else ""
        if self.level.is_state_secret:
            return f"{self.level}★{term}" if term or self.starred else str(self.level)
        return f"{self.level} {term}" if term else str(self.level)


@lru_cache(maxsize=512)
def parse_mark(text: str) -> Mark | None:
    """Read a mark; None where no level can be found in it.

    Full and half width and spaces are indifferent. What is not of the prescribed form (``★机密10年``,
    ``机密级``, ``机密10年``) is read as well as can be and comes back with ``regular=False``.
    """
    clean = "".join(unicodedata.normalize("NFKC", text).split()).replace("☆", "★").replace("*", "★")
    clean = unicodedata.normalize("NFKC", clean)  # what had a space between is one character now
    clean = clean.removeprefix("密级:").removeprefix("密级及期限:")
    found = _LEVEL.search(clean)
    if not found:
        return None
    word = found[0]
    level = Level.INTERNAL if word.startswith(Level.INTERNAL) else Level(word)
    before, after = clean[: found.start()], clean[found.end() :]
    starred = "★" in before + after
    if level.is_state_secret:
        shaped = not before and (not after or (after.startswith("★") and "★" not in after[1:]))
    else:
        shaped = not before and not starred
    rest = _bare((before + after).replace("★", ""), level)
    term, exact = _term(rest)
    if term and term.condition and not shaped:
        term = None
    return Mark(level, term, shaped and exact and not after.startswith("级"), starred)


def _bare(text: str, level: Level) -> str:
    """What is left beside the level, without brackets and points around it and what belongs to the level."""
    before = None
    while text != before:
        before, text = text, text.lstrip("级").strip("、,;:")
        if level is Level.INTERNAL:
            text = _PAPER.sub("", text)
        if text.startswith("(") and text.endswith(")"):
            text = text[1:-1]
    return text


def _term(text: str) -> tuple[Term | None, bool]:
    """The term, and whether it is written as prescribed; a text that begins with no number is a condition."""
    if not text:
        return None, True
    if text in {"长期", "永久"}:
        return Term(forever=True), True
    if match := _DATE.fullmatch(text):
        return _until(match)
    if match := re.fullmatch(r"(?:至|到)?(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?止?", text):
        return _until(match)[0], False
    if text == "半年":
        return Term(months=6), False
    if match := re.fullmatch(f"{_COUNT}年{_COUNT}个?月", text):
        return _counted(_count(match[1]) * 12 + _count(match[2]), ""), False
    if match := re.match(f"{_COUNT}(年|个?月)", text):
        term = _counted(_count(match[1]), match[2])
        return term, term is not None and match.end() == len(text)
    if text[0].isdecimal():
        return None, False
    return Term(condition=text), True


def _until(match: re.Match[str]) -> tuple[Term | None, bool]:
    if int(match[1]) < FIRST_YEAR:  # 0001年1月1日 would be printed as a year and a month
        return None, False
    try:
        return Term(until=date(int(match[1]), int(match[2]), int(match[3]))), True
    except ValueError:
        return None, False


def _counted(count: int, unit: str) -> Term | None:
    if not 0 < count <= MOST:
        return None
    if unit == "年":
        return Term(years=count)
    return Term(months=count) if count % 12 else Term(years=count // 12)


def _count(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    value = (_CHINESE_DIGITS.get(tens, 1) * 10) if ten else 0
    return value + _CHINESE_DIGITS.get(ones, 0)


def highest(marks: Iterable[Mark | None]) -> Mark | None:
    """What a page or a compilation must bear: the highest level and the longest term of what it shows.

    Only the terms of state secrets count; an absent one is the legal limit of its level, a day or a
    condition counts as longer than any number of years. None where nothing is marked (domain 2.3).
    """
    found = [m for m in marks if m]
    if not found:
        return None
    level = max((m.level for m in found), key=lambda one: one.rank)
    if not level.is_state_secret:
        return Mark(level, None, regular=True, starred=False)
    terms = [m.term or Term(years=DEFAULT_YEARS[m.level]) for m in found if m.level.is_state_secret]
    longest = max(terms, key=_length)
    return Mark(level, longest, regular=True, starred=True)


DEFAULT_YEARS = {Level.TOP_SECRET: 30, Level.HIGHLY_SECRET: 20, Level.ORDINARY_SECRET: 10}  # 保密法第20条


def _length(term: Term | None) -> tuple[int, int]:
    if term is None:
        return (0, 0)
    if term.forever:
        return (3, 0)
    if term.condition:
        return (2, 0)
    if term.until:
        return (1, term.until.toordinal())
    return (0, term.years * 12 + term.months)
