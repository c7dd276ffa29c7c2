"""Columns of an old book that tell one thing together: month and day of a date, a tick under a level."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from secretdesk.desk.import_ways import words
from secretdesk.domain.rules.old_cells import narrow, plain
from secretdesk.domain.rules.old_joins import (
    DAY_PARTS,
    DAY_SIGNS,
    DAYS,
    LEVEL_LABEL,
    NOT_TICKED,
    SECRET,
    TERM,
)
from secretdesk.domain.terms import Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from secretdesk.domain.rules.old_cells import Cell

LEVELS = frozenset(map(str, Level))


@dataclass(frozen=True)
class Join:
    """Adjacent columns, each with the word that heads it; the first stands for all, under ``label``."""

    columns: tuple[int, ...]
    words: tuple[str, ...]
    label: str
    grouped: bool  # by a label above

    @property
    def is_day(self) -> bool:
        """A date, and no level."""
        return self.words[-1] == DAY_PARTS[-1]


def joins_of(labels: Mapping[int, str]) -> list[Join]:
    """The columns that belong together, by what stands above them."""
    split = {n: _split(label) for n, label in labels.items()}
    found = [*_days(split), *_levels(split)]
    labelled: dict[str, int] = {}
    named = []
    for one in sorted(found, key=lambda join: join.columns):
        again = labelled[one.label] = labelled.get(one.label, 0) + 1
        label = one.label if again == 1 else f"{one.label}#{again}"
        named.append(replace(one, label=label))
    return named


def relabelled(labels: Mapping[int, str], joins: Sequence[Join]) -> dict[int, str]:
    """The labels with one for each join."""
    gone = {n for one in joins for n in one.columns[1:]}
    own = {one.columns[0]: one.label for one in joins}
    return {n: own.get(n, label) for n, label in labels.items() if n not in gone}


def put_together(cells: Mapping[int, Cell], joins: Sequence[Join], above: dict[str, str]) -> dict[int, Cell]:
    """A row's cells with those of a join in its first column. *above* keeps the month of the row before."""
    found = dict(cells)
    for join in joins:
        own = {word: found.pop(n) for n, word in zip(join.columns, join.words, strict=True) if n in found}
        value = _day(own, join, above) if join.is_day else _level(own)
        if value is not None:
            found[join.columns[0]] = value
    return found


def _split(label: str) -> tuple[str, str]:
    """The group above and the column's own word, without the number that tells like ones apart."""
    upper, _, lower = re.sub(r"#\d+$", "", label).rpartition("·")
    return upper, narrow(lower)


def _days(split: Mapping[int, tuple[str, str]]) -> list[Join]:
    year, month, day = DAY_PARTS
    found = []
    for n, (upper, lower) in split.items():
        if lower == month and split.get(n + 1) == (upper, day):
            whole = bool(upper) and split.get(n - 1) == (upper, year)
            columns = (n - 1, n, n + 1) if whole else (n, n + 1)
            found.append(Join(columns, DAY_PARTS[-len(columns) :], upper or DAYS, bool(upper)))
    return found


def _levels(split: Mapping[int, tuple[str, str]]) -> list[Join]:
    found, run = [], list[int]()
    for n in [*sorted(split), -1]:
        upper, lower = split.get(n, ("", ""))
        fits = lower in LEVELS and (not upper or SECRET in upper)
        if run and (not fits or n != run[-1] + 1 or upper != split[run[-1]][0]):
            if len(run) > 1:
                above = split[run[0]][0]
                found.append(
                    Join(tuple(run), tuple(split[m][1] for m in run), above or LEVEL_LABEL, bool(above))
                )
            run = []
        if fits:
            run.append(n)
    return found


def _day(own: Mapping[str, Cell], join: Join, above: dict[str, str]) -> Cell | None:
    """1 and 4 are 1月4日; a month that is not written again is that of the row above."""
    texts = {word: narrow(plain(cell)).rstrip(DAY_SIGNS) for word, cell in own.items()}
    ditto = words()["words"]["ditto"]
    texts = {w: above.get(join.label + w, "") if text in ditto else text for w, text in texts.items()}
    for word, text in texts.items():
        if text and (not text.isdecimal() or len(text) > len("2023")):
            return own[word]  # a whole date in one of the columns, or what makes no sense in any
    told = {word: text for word, text in texts.items() if text}
    if not told:
        return None
    if DAY_PARTS[-1] in told:
        told = {word: above[join.label + word] for word in join.words if join.label + word in above} | told
    above |= {join.label + word: text for word, text in told.items()}
    return "".join(f"{told[word]}{word}" for word in join.words if word in told)


def _level(own: Mapping[str, Cell]) -> str | None:
    """The level that is ticked; a term written there instead of a tick belongs to it."""
    ticked = {word: text for word, cell in own.items() if (text := narrow(plain(cell))) not in NOT_TICKED}
    if len(ticked) != 1:  # of several the highest, and it is told what stands there
        return "、".join(sorted(ticked, key=lambda one: -Level(one).rank)) or None
    ((word, text),) = ticked.items()
    if re.fullmatch(TERM, text):
        return f"{word}★{text.removeprefix('★')}"
    return word + text if text.isdecimal() and int(text[:4]) > 1 else word
