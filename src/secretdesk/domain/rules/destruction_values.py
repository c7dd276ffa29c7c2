"""What follows from what is put into a batch: what a filter picks, and the totals by level (F09, F10)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.moves import named_things, out_with
from secretdesk.domain.rules.availability import level_of_copy
from secretdesk.domain.terms import DESTRUCTION_KINDS, KG_TOTAL, LEVEL_TOTAL, THING_TOTALS, Level

if TYPE_CHECKING:
    from secretdesk.domain.review import Act, Row

FILTER = ("of_place", "of_level", "of_document", "obtained_until")
COLUMN = {"of_place": "place", "of_level": "level", "of_document": "document"}
LEAVING = ("removed", "removed_media", "removed_devices", "refused", "refused_media", "refused_devices")
LINES_LEAVING = ("removed_lines",)


def usual_kind(act: Act) -> dict[str, Any]:
    """A batch goes to the designated place unless told otherwise (第28条（八）)."""
    return {} if act.values.get("kind") else {"kind": DESTRUCTION_KINDS[0]}


def pick_by_filter(act: Act) -> dict[str, Any]:
    """The copies in the cabinet that the filter means, behind those named one by one."""
    if not is_filtered(act):
        return {}
    named = act.values.get("copies") or []
    picked = [copy.entry for copy in filtered(act) if not goes_back(act, copy)]
    return {"copies": list(dict.fromkeys([*named, *picked]))}


def is_filtered(act: Act) -> bool:
    """Whether the act picks by a filter."""
    return any(act.values.get(key) is not None for key in FILTER)


def filtered(act: Act) -> list[Row]:
    """The copies in the cabinet that answer to the filter."""
    equal = {
        column: act.values[key]
        for key, column in COLUMN.items()
        if isinstance(act.values.get(key), int | str)
    }
    until = act.values.get("obtained_until")
    found = act.books.rows("copies", status="in_cabinet", **equal)
    return [copy for copy in found if until is None or (copy["obtained_on"] or "") <= until]


def goes_back(act: Act, copy: Row) -> bool:
    """Whether its issuer wants it back (条例第27条（九）)."""
    document = act.books.get("documents", copy["document"]) if copy["document"] else None
    return document is not None and bool(document["must_return"])


def count_batch(act: Act) -> dict[str, Any]:
    """件, 份, 页, kg of what the batch holds after the act, in all and by level."""
    things, lines = things_after(act), lines_after(act)
    sums: dict[Level, list[Any]] = {}
    for thing in things:
        one = sums.setdefault(level_of_copy(act, thing) or Level.UNCLASSIFIED, [set(), 0, 0, 0])
        one[0].add(thing["document"] or -thing.entry)
        one[1] += 1
        one[2] += thing["pages"] or 0
    for n, line in enumerate(lines):
        one = sums.setdefault(_level_of_line(act, line), [set(), 0, 0, 0])
        one[0].add(f"line {n}")
        one[1] += line.get("count") or 0
        one[2] += line.get("pages") or 0
        one[3] += grams(line.get("kg")) or 0
    told = []
    for level in sorted(sums, key=lambda one: -one.rank):
        documents, copies, pages, weight = sums[level]
        text = LEVEL_TOTAL.format(level=level, documents=len(documents), copies=copies, pages=pages)
        told.append(text + (KG_TOTAL.format(kg=in_kg(weight)) if weight else ""))
    told += [
        text.format(count=count)
        for register, text in THING_TOTALS.items()
        if (count := sum(thing.register == register for thing in things))
    ]
    weight = sum(one[3] for one in sums.values())
    return {
        "document_count": sum(len(one[0]) for one in sums.values()),
        "copy_count": sum(one[1] for one in sums.values()),
        "page_count": sum(one[2] for one in sums.values()),
        "kg": in_kg(weight) if weight else None,
        "level": str(max(sums, key=lambda one: one.rank)) if sums else None,
        "totals": "；".join(told) or None,
    }


def things_after(act: Act) -> list[Row]:
    """The things that the batch holds when the act is done."""
    before = out_with(act, act.row) if act.row is not None else []
    named = named_things(act)
    gone = {(row.register, row.entry) for row in named if any(act.values.get(key) for key in LEAVING)}
    both = {(row.register, row.entry): row for row in [*before, *named]}
    return [row for key, row in both.items() if key not in gone]


def lines_after(act: Act) -> list[dict[str, Any]]:
    """The unnumbered lines that the batch holds when the act is done."""
    gone = {one for key in LINES_LEAVING for one in act.values.get(key) or []}
    kept = [row.values for row in listed_lines(act) if row.entry not in gone]
    return [*kept, *typed_lines(act)]


def listed_lines(act: Act) -> list[Row]:
    """The unnumbered lines that stand in the batch."""
    if act.row is None:
        return []
    return act.books.rows("destruction_lines", destruction=act.row.entry, status="listed")


def typed_lines(act: Act) -> list[dict[str, Any]]:
    """The lines typed with the act, the paper that one is of as an entry (None where none answers)."""
    found = []
    for line in act.values.get("lines") or []:
        named = line.get("document")
        papers = act.books.find("documents", named) if named is not None else []
        found.append({**line, "document": papers[0].entry if len(papers) == 1 else None})
    return found


def grams(kg: str | None) -> int | None:
    """Kilograms as typed, to the gram; None for what is no weight."""
    found = re.fullmatch(r"(\d{1,5})(?:\.(\d{1,3}))?", kg or "", re.ASCII)
    return int(found[1]) * 1000 + int((found[2] or "0").ljust(3, "0")) if found else None


def close_list(act: Act) -> dict[str, Any]:
    """What the sealed list holds: it stays as it was signed, whatever becomes of a copy."""
    members = out_with(act, act.row) if act.row is not None else []
    return {"listed": [row.entry for row in members if row.register == "copies"] or None}


def open_list(_act: Act) -> dict[str, Any]:
    """The list of a batch that is opened again is not closed."""
    return {"listed": None, "sealed_on": None}


def _level_of_line(act: Act, line: dict[str, Any]) -> Level:
    paper = act.books.get("documents", line["document"]) if line.get("document") else None
    told = line.get("level") or (paper["level"] if paper else None)
    return Level(told) if told else Level.UNCLASSIFIED


def in_kg(weight: int) -> str:
    """A weight in grams as it is written."""
    return f"{weight / 1000:.3f}".rstrip("0").rstrip(".")
