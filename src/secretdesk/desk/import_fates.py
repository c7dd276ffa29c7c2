"""How the copies of an old row left the account: by its words, by its columns of days; all or some."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from secretdesk.desk.import_ways import FATE_DAYS, words
from secretdesk.domain.fields import Field
from secretdesk.domain.numbers import parse_numbers
from secretdesk.domain.rules.old_books import UNTOLD_FATE, no_copy, note
from secretdesk.domain.rules.old_cells import PART, REST, narrow, number, read_day

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.desk.import_rows import RowRead
    from secretdesk.domain.rules.old_cells import Context

DAY = re.compile(r"\d{4}[-./年]\s*\d{1,2}[-./月]\s*\d{1,2}日?|\d{8}|\d{1,2}[./月]\d{1,2}日?")


def read_fate(read: RowRead, context: Context, *, counted: bool, total: int = 0) -> None:
    """How the copies left the account, by the words of the old book or by a column of days, and when.

    ``total`` is how many there are, 0 where it is not known.
    """
    text, day = str(read.values.pop("fate", None) or ""), read.values.pop("fate_on", None)
    days = {action: str(value) for key, action in FATE_DAYS.items() if (value := read.values.pop(key, None))}
    if not text and not days:
        if day:
            _stays_open(read, "fate_alone", str(day), UNTOLD_FATE.format(text=day))
        return
    said = narrow(text)
    kinds = words()["fates"]
    found = next((k for k, some in kinds.items() if _says(said, some)), "")
    if found in {"", "stays"} and len(days) == 1:
        (found,) = days
    told = "、".join(filter(None, [text, *(f"{kinds[k][0]} {on}" for k, on in days.items())]))
    read.fate_text = UNTOLD_FATE.format(text=told)
    if found == "stays":
        return
    counts = [number(one) for one in re.findall(PART, said)]
    part = REST in said or len(counts) > 1 or bool(counts and total and counts[0] != total)
    if not found:
        _stays_open(read, "fate", told)
    elif part and (not counted or REST in said or len(counts) != 1 or counts[0] > total):
        _stays_open(read, "fate_part", told)
    else:
        read.gone = (counts[0] if counts else total) if counted else 0
        day = day or days.get(found) or next(iter(days.values()), "")
        if not day and (inside := DAY.search(said)):
            day = read_day(Field("fate_on", ""), "", inside[0], context).value
        if not day:
            day = read.values.get("received_on")
            read.told.append(note("fate_day", "fate", value=told))
        read.fate, read.fate_on = found, str(day or "")


def _stays_open(read: RowRead, kind: str, value: str, beside: str = "") -> None:
    """What cannot be booked as a going is kept in the remark, and told."""
    read.told.append(note(kind, "fate_on" if kind == "fate_alone" else "remark", value=value))
    read.beside.append(beside or read.fate_text)


def _says(text: str, some: list[str]) -> bool:
    """Whether one of these words is said, and not that it is still to come (待销毁)."""
    early = tuple(words()["words"]["not_yet"])
    return any(w in text and not text[: text.index(w)].endswith(early) for w in some)


def read_going(desk: Desk, read: RowRead, context: Context) -> None:
    """Which copies, booked before, the old book tells the going of."""
    numbers = read.values.pop("copy_numbers", None)
    wanted = set(parse_numbers(numbers) or ()) if numbers else None
    papers = desk.books.find("documents", read.number)
    if papers[:1] and papers[0]["by_count"] and not numbers:
        read.paper, read.values["received_on"] = papers[0].entry, papers[0].on[:10]
        read_fate(read, context, counted=True, total=papers[0]["count"] or 0)
        read.values.clear()
        if not read.fate:
            read.told.append(note("stays", "fate", value=read.fate_text))
        return
    living = [
        copy
        for paper in papers[:1]
        for copy in desk.books.rows("copies", document=paper.entry, status="in_cabinet")
        if wanted is None or copy["copy_number"] in wanted
    ]
    day = living[0].on[:10] if living else None
    read.values["received_on"] = day  # where the going has no day of its own
    read_fate(read, context, counted=False, total=len(living))
    read.values.clear()
    if read.fate and (not living or (wanted is not None and len(living) != len(wanted))):
        read.wrong.append(no_copy(read.number))
    elif not read.fate:
        read.told.append(note("stays", "fate", value=read.fate_text))
    read.copies = [copy.entry for copy in living]
