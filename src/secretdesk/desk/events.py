"""What became of a copy, in short (F11 事件摘要): rounds, loans, journeys, batches, each with its day.

Gathered from the copy's own lines where it is shown: a matter that is over leaves no value on the copy.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from secretdesk.desk.history import entry_as_of
from secretdesk.domain.terms import EVENT_TOLD, EVENTS_TOLD, GATHERED_JOIN
from secretdesk.registers import BY_KEY
from secretdesk.store import ledger
from secretdesk.store.database import reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Row

EVENTS = "events"
MATTERS = {
    key: BY_KEY["copies"].field(key).refers_to
    for key in ("copying", "circulation", "loan", "carrying", "dispatch", "return", "destruction")
}
LATEST = 3  # told one by one; of the others their number
Matter = tuple[str, int]  # register and entry


def events(desk: Desk, copies: Sequence[Row], until: int | None) -> dict[int, dict[str, str]]:
    """For each copy what its book tells of it, as of line *until* where that is told."""
    begun: dict[int, dict[Matter, str]] = {copy.entry: {} for copy in copies}
    with reading():
        for entry, day, data in ledger.values_of(desk.vault.db, "copies", list(begun), until):
            for key in MATTERS.keys() & data.get("set", {}).keys():
                begun[entry].setdefault((MATTERS[key], data["set"][key]), day[:10])
    numbers = _numbers(desk, {matter for some in begun.values() for matter in some}, until)
    return {entry: {EVENTS: _told(some, numbers)} for entry, some in begun.items()}


def _numbers(desk: Desk, matters: set[Matter], until: int | None) -> dict[Matter, str]:
    """The numbers of those that stand, or stood then: what is void did not happen."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for register, entry in sorted(matters):
        wanted[register].append(entry)
    return {
        (register, row.entry): row.number
        for register, entries in wanted.items()
        for start in range(0, len(entries), 500)
        for row in desk.rows(register, where={"entry": entries[start : start + 500]})
        if _stands(desk, row, until)
    }


def _stands(desk: Desk, row: Row, until: int | None) -> bool:
    if row.status != "void" or until is None:
        return row.status != "void"
    former = entry_as_of(desk, row.register, row.entry, until)
    return former is not None and former.status != "void"


def _told(begun: dict[Matter, str], numbers: dict[Matter, str]) -> str:
    found = [EVENT_TOLD.format(day=day, number=numbers[m]) for m, day in begun.items() if m in numbers]
    text = GATHERED_JOIN.join(found[-LATEST:])
    return EVENTS_TOLD.format(count=len(found), latest=text) if len(found) > LATEST else text
