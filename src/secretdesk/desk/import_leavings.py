"""Rows of an old sheet that hold no entry: sums, signatures, repeated headings, groups, years between."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from secretdesk.desk.import_ways import words
from secretdesk.domain.rules.old_cells import DIGITS, narrow, plain
from secretdesk.domain.rules.old_joins import GROUP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.output.old_sheet import OldRow

LONGEST_SUM, LONGEST_NAME, FEW = 10, 4, 3  # characters, characters, cells
LEAST = 2  # columns that a header must be known by
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def no_entry(row: OldRow, serials: set[int], names: Mapping[int, str]) -> str:
    """Why a row holds no entry: "" where it does; a year where it heads the rows of one."""
    texts = {n: narrow(plain(value)) for n, value in row.cells.items()}
    told = {n: text for n, text in texts.items() if text and n not in serials}
    if not told:
        return "blank"
    first = texts[min(n for n in texts if texts[n])]
    lead = told[min(told)]
    for text in (first, lead):
        if text.startswith(_leads("sums")) and len(text) <= LONGEST_SUM:
            return "sums"
        if _is_foot(text, len(told)):
            return "foot"
    if len(told) == 1 and re.match(GROUP, lead):
        return "group"
    if len(set(texts.values())) == 1:
        found = YEAR.search(lead.translate(DIGITS))
        if found and len(lead) <= len("2023") + 4:
            return found[1]
    same = sum(names.get(n) == text for n, text in told.items())
    return "header" if same >= LEAST and same * 2 >= len(told) else ""


def _is_foot(text: str, cells: int) -> bool:
    """填表人：岩温, or the same without the colon in a row of two or three cells."""
    word = next((one for one in _leads("foot") if text.startswith(one)), "")
    rest = text.removeprefix(word)
    return bool(word) and (rest[:1] in {"", ":", "("} or (cells <= FEW and len(rest) <= LONGEST_NAME))


@cache
def _leads(why: str) -> tuple[str, ...]:
    return tuple(map(narrow, words()["words"][why]))
