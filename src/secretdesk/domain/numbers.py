"""份号 lists and the numbers of entries: ``000123-000125、000130`` and 密收〔2026〕0012号."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LIMIT = 2000  # copies in one receipt; more is a typing error


def parse_numbers(text: str | Sequence[str]) -> list[str] | None:
    """The single 份号 of a list with ranges, leading zeros kept; None where a range makes no sense.

    A range counts the last run of digits and keeps what stands before and after it.
    """
    parts = (
        text if not isinstance(text, str) else re.split(r"[、,;\s/]+", unicodedata.normalize("NFKC", text))
    )
    numbers: list[str] = []
    for part in parts:
        clean = unicodedata.normalize("NFKC", str(part)).strip()
        if not clean:
            continue
        found = _range(clean)
        if found is None or len(numbers) + len(found) > LIMIT:
            return None
        numbers += found
    return numbers


def _range(text: str) -> list[str] | None:
    match = re.fullmatch(r"(\D*)(\d+)\s*(?:-|–|—|~|至|到)+\s*(\D*)(\d+)", text)
    if not match:
        return [text]
    prefix, first, prefix_again, last = match.groups()
    if prefix_again not in {"", prefix}:
        return None
    if len(last) < len(first):  # 000123-25
        last = first[: len(first) - len(last)] + last
    if int(last) < int(first) or int(last) - int(first) >= LIMIT:
        return None
    return [f"{prefix}{n:0{len(first)}d}" for n in range(int(first), int(last) + 1)]


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
    return bool(
        one and two and one[1] == two[1] and len(one[2]) == len(two[2]) and int(one[2]) + 1 == int(two[2])
    )


def issue(pattern: str, year: int, n: int) -> str:
    """An issued number: *pattern* holds ``{year}`` and ``{n}`` (``{n:04d}``), nothing else."""
    return pattern.format(year=year, n=n)


def child_number(parent: str, n: int) -> str:
    """The number of the n-th child: 密收〔2026〕0012号 → 密收〔2026〕0012-3."""
    return f"{parent.removesuffix('号')}-{n}"
