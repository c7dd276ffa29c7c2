"""份号 lists and the numbers of entries: ``000123-000125、000130`` and 密收〔2026〕0012号."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LIMIT = 2000  # copies in one receipt; more is a typing error
MOST_DIGITS = 18  # that are counted on
LONGEST_RANGE = 120  # characters; what is longer is no range
DASHES = "-–—~至到"
_RANGE = re.compile(rf"(\D*)(\d{{1,18}})[{DASHES}]+(\D*)(\d{{1,18}})")
_SPACED = re.compile(rf" ?([{DASHES}]) ?")  # 000123 - 000125


def parse_numbers(text: str | Sequence[str]) -> list[str] | None:
    """The single 份号 of a list with ranges, leading zeros kept.

    None where a range makes no sense, or where the list names more than ``LIMIT``. A range counts the last
    run of digits and keeps what stands before and after it.
    """
    runs = _runs(text)
    if runs is None or _count(runs) > LIMIT:
        return None
    return [number for run in runs for number in run.numbers()]


def names_too_many(text: str | Sequence[str]) -> bool:
    """Whether a list that makes sense names more than ``LIMIT`` copies."""
    return _count(_runs(text) or []) > LIMIT


def _runs(text: str | Sequence[str]) -> list[_Run] | None:
    typed = text if isinstance(text, str) else "、".join(map(str, text))
    clean = _SPACED.sub(r"\1", " ".join(unicodedata.normalize("NFKC", typed).split()))
    runs = [_run(part) for part in re.split(r"[、,; /]+", clean) if part]
    known = [run for run in runs if run is not None]
    return known if len(known) == len(runs) else None


def _count(runs: Sequence[_Run]) -> int:
    return sum(run.last - run.first + 1 for run in runs)


@dataclass(frozen=True)
class _Run:
    """One part of a list: a range, or (``width`` 0) a 份号 as written."""

    prefix: str
    first: int = 0
    last: int = 0
    width: int = 0

    def numbers(self) -> list[str]:
        if not self.width:
            return [self.prefix]
        return [f"{self.prefix}{n:0{self.width}d}" for n in range(self.first, self.last + 1)]


def _run(text: str) -> _Run | None:
    match = _RANGE.fullmatch(text) if len(text) <= LONGEST_RANGE else None
    if match is None:
        return _Run(text)
    prefix, first, prefix_again, last = match.groups()
    if prefix_again not in {"", prefix}:
        return None
    if len(last) < len(first):  # 000123-25
        last = first[: len(first) - len(last)] + last
    return _Run(prefix, int(first), int(last), len(first)) if int(last) >= int(first) else None


def show_numbers(numbers: Iterable[str]) -> str:
    """The list as on paper, runs of three and more (and pairs) drawn together: 000123-000125、000130."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and _follows(runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _follows(before: str, after: str) -> bool:
    one, two = re.fullmatch(r"(\D*)(\d+)", before), re.fullmatch(r"(\D*)(\d+)", after)
    if not one or not two or one[1] != two[1] or not len(one[2]) == len(two[2]) <= MOST_DIGITS:
        return False
    if one[1] and one[1][0] in DASHES:  # -#1--#9 would be read as no range
        return False
    return int(one[2]) + 1 == int(two[2])


def issue(pattern: str, year: int, n: int) -> str:
    """An issued number: *pattern* holds ``{year}`` and ``{n}`` (``{n:04d}``), nothing else."""
    return pattern.format(year=year, n=n)


def child_number(parent: str, n: int | str) -> str:
    """The number of the n-th child: 密收〔2026〕0012号 → 密收〔2026〕0012-3.

    A second kind of child of the same parent has a word before it: 销〔2026〕01-箱1.
    """
    return f"{parent.removesuffix('号')}-{n}"
