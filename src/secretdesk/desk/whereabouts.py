"""What the books say of a paper's copies (F01 去向, 归卷号; F11 事件摘要): gathered where it is shown.

Nothing of it is kept with the paper, so it never lags behind a copy that moved, was called back, undone or
reinstated, and costs the ledger no line. A page of papers takes a few statements, whatever the books hold.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from secretdesk.desk.events import EVENTS, events
from secretdesk.desk.history import entry_as_of
from secretdesk.desk.trainings import told_of_hours
from secretdesk.domain.rules.by_count import TAKEN, still_out
from secretdesk.domain.terms import (
    BY_COUNT_STATES,
    COPIES_OF,
    COPIES_TOLD,
    COPY_STATUSES,
    DAYS_TOLD,
    GATHERED_JOIN,
    PLACE_TOLD,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row

WHEREABOUTS, ENDED_IN, HOURS = "whereabouts", "ended_in", "training_hours"
GATHERED = {
    "documents": frozenset({WHEREABOUTS, ENDED_IN}),
    "copies": frozenset({EVENTS}),
    "people": frozenset({HOURS}),
}
SOME = 500  # papers asked for in one statement
HOME = "in_cabinet"
# status of a copy → the field that says in which file or batch it is, and of which register
ENDS: dict[str, tuple[str, str]] = {
    "to_return": ("return", "returns"), "returned": ("return", "returns"),
    "to_destroy": ("destruction", "destructions"), "handed_over": ("destruction", "destructions"),
    "destroyed": ("destruction", "destructions"),
    "dispatched": ("dispatch", "dispatches"), "dispatch_confirmed": ("dispatch", "dispatches"),
    "transferred": ("receipt_number", ""), "archived": ("file_number", ""),
}  # fmt: skip
# register of what takes a paper that is kept by count → when, and the field that names its batch
TAKERS: dict[str, tuple[str, str, str]] = {
    "loans": ("lent_on", "", ""),
    "readings": ("sent_at", "", ""),
    "dispatches": ("sent_on", "", "dispatches"),
    "return_lines": ("", "return", "returns"),
    "destruction_lines": ("", "destruction", "destructions"),
}


@dataclass
class _Some:
    """Copies of one paper that are in the same case."""

    count: int = 0
    days: set[str] = field(default_factory=set)


def is_gathered(register: Register, key: str) -> bool:
    """Whether a field is kept nowhere, but told from other entries."""
    return key in GATHERED.get(register.key, ())


def gathered(
    desk: Desk, register: Register, keys: Iterable[str], rows: Sequence[Row], until: int | None = None
) -> dict[tuple[int, str], str]:
    """(entry, field) → text, for the fields that are gathered; as of line *until* where that is told."""
    wanted = [key for key in keys if is_gathered(register, key)]
    if not wanted or not rows:
        return {}
    told: dict[tuple[int, str], str] = {}
    tellers = {"documents": _papers, "copies": events, "people": _people}
    for start in range(0, len(rows), SOME):
        some = rows[start : start + SOME]
        for entry, texts in tellers[register.key](desk, some, until).items():
            told |= {(entry, key): texts[key] for key in wanted}
    return told


def behind(desk: Desk, paper: Row) -> list[Row]:
    """The entries from which a paper's whereabouts are told; what a copy tells stands on its own lines."""
    if paper.register == "copies":
        return [paper]
    if paper.register == "people":
        return [paper, *desk.rows("attendances", where={"person": paper.entry})]
    own = {"document": paper.entry}
    found = desk.rows("copies", where=own)
    for register in TAKERS if paper["by_count"] else ():
        found += desk.rows(register, where=own)
    return found


def _people(desk: Desk, people: Sequence[Row], until: int | None) -> dict[int, dict[str, str]]:
    """培训学时 of the newest year with any (F16), from the lines of the trainings."""
    rows = _rows(desk, "attendances", {"person": [one.entry for one in people]}, until)
    return {person: {HOURS: text} for person, text in told_of_hours(rows).items()}


def _papers(desk: Desk, papers: Sequence[Row], until: int | None) -> dict[int, dict[str, str]]:
    cases: dict[int, dict[str, _Some]] = {paper.entry: defaultdict(_Some) for paper in papers}
    ends: dict[int, dict[str, int]] = {paper.entry: defaultdict(int) for paper in papers}
    copies = _rows(desk, "copies", {"document": list(cases)}, until)
    names = _names(desk, copies)
    for copy in copies:
        if copy.status == "void":
            continue
        one = cases[copy["document"]][COPY_STATUSES[copy.status]]
        one.count += 1
        if copy.status != HOME and copy["moved_on"]:
            one.days.add(copy["moved_on"][:10])
        if end := _end(copy, names):
            ends[copy["document"]][end] += 1
    by_count = [paper for paper in papers if paper["by_count"] and paper.status != "void"]
    if by_count:
        _counted(desk, by_count, cases, ends, until)
    return {
        entry: {
            WHEREABOUTS: _told(found),
            ENDED_IN: _ended(ends[entry], sum(s.count for s in found.values())),
        }
        for entry, found in cases.items()
    }


def _rows(desk: Desk, register: str, where: dict[str, Any], until: int | None) -> list[Row]:
    rows = desk.rows(register, where=where, ascending=True)
    if until is None:
        return rows
    former = (entry_as_of(desk, register, row.entry, until) for row in rows if row.entry <= until)
    return [row for row in former if row is not None]


def _names(desk: Desk, copies: Sequence[Row]) -> Mapping[tuple[str, int], str]:
    """What the batches are called that the copies name, and the places of what is archived."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for copy in copies:
        key, register = ENDS.get(copy.status, ("", ""))
        if register and copy[key] is not None:
            wanted[register].add(copy[key])
        if copy.status == "archived" and not copy[key] and copy["place"] is not None:
            wanted["places"].add(copy["place"])
    return {
        (register, entry): name
        for register, entries in wanted.items()
        for entry, name in desk.names(register, entries).items()
    }


def _end(copy: Row, names: Mapping[tuple[str, int], str]) -> str:
    """The file or the batch that a copy ended in, or is on its way into."""
    key, register = ENDS.get(copy.status, ("", ""))
    if not key:
        return ""
    if register:
        return names.get((register, copy[key] or 0), "")
    if copy[key]:
        return str(copy[key])
    place = names.get(("places", copy["place"] or 0), "") if copy.status == "archived" else ""
    return PLACE_TOLD.format(place=place) if place else ""


def _counted(
    desk: Desk,
    papers: Sequence[Row],
    cases: dict[int, dict[str, _Some]],
    ends: dict[int, dict[str, int]],
    until: int | None,
) -> None:
    """Of what is kept by count: how many are out by what, and how many lie in the cabinet."""
    own = {"document": [paper.entry for paper in papers]}
    left = {paper.entry: (paper["count"] or 0) - (paper["gone"] or 0) for paper in papers}
    for paper in papers:
        if paper["gone"]:
            one = cases[paper.entry][paper["gone_as"]]
            one.count += paper["gone"]
            one.days |= {paper["gone_on"]} - {None}
    for row in _rows(desk, "copyings", own, until):
        left[row["document"]] += (row["made"] or 0) if row.status == "produced" else 0
    for register, (day, batch, batches) in TAKERS.items():
        taken = [row for row in _rows(desk, register, own, until) if row.status in TAKEN[register]]
        names = desk.names(batches, [row[batch] for row in taken if row[batch]]) if batch else {}
        for row in taken:
            count, paper = still_out(row), row["document"]
            if not count:
                continue
            left[paper] -= count
            one = cases[paper][BY_COUNT_STATES[register, row.status]]
            one.count += count
            if day and row[day]:
                one.days.add(row[day][:10])
            if batches:
                ends[paper][names.get(row[batch], "") if batch else row.number] += count
    for entry, count in left.items():
        if count > 0:
            cases[entry][COPY_STATUSES[HOME]].count += count


def _told(found: Mapping[str, _Some]) -> str:
    """Each case with its days, and with its number of copies where there are several."""
    order = list(dict.fromkeys((*COPY_STATUSES.values(), *found)))
    several = sum(some.count for some in found.values()) > 1
    texts = []
    for label in sorted(found, key=order.index):
        some, days = found[label], sorted(found[label].days)
        count = COPIES_TOLD.format(count=some.count) if several else ""
        span = days[0] if len(days) == 1 else DAYS_TOLD.format(first=days[0], last=days[-1]) if days else ""
        texts.append(" ".join(one for one in (f"{label}{count}", span) if one))
    return GATHERED_JOIN.join(texts)


def _ended(found: Mapping[str, int], total: int) -> str:
    several = total > 1 and (len(found) > 1 or sum(found.values()) < total)
    return GATHERED_JOIN.join(
        name + (COPIES_OF.format(count=count) if several else "") for name, count in found.items() if name
    )
