"""What the books tell of a department this year and last, for its appraisal (第54条, 第84条)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.desk.year import span_of
from secretdesk.domain.review import Row
from secretdesk.domain.terms import CLEARED_STATUSES
from secretdesk.domain.terms_office import BLAMED, DEPARTMENT_ITEMS, PRAISED, VETO
from secretdesk.registers.department_year import DEPARTMENT_YEAR
from secretdesk.store.rows import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.desk.desk import Desk


@dataclass(frozen=True)
class Item:
    """A line: which entries of a register count, by the field that names the department, or people of it.

    ``now``: as it stands today, so there is no last year.
    """

    key: str
    register: str
    where: Mapping[str, Any]
    by: str = "department"
    now: bool = False


ITEMS = (
    Item("cleared", "people", {"status": list(CLEARED_STATUSES)}, now=True),
    Item("trained", "attendances", {"status": ["attended", "made_up"]}),
    Item("abroad", "trips", {}),
    Item("foreign", "foreign_events", {}),
    Item("classified", "classifications", {}),
    Item("lent", "loans", {}),
    Item("overdue", "loans", {"status": "out", "due": None}, now=True),
    Item("reviewed", "disclosures", {}),
    Item("kept_back", "disclosures", {"status": "refused"}),
    Item("exposed", "disclosures", {"status": ["exposed", "withdrawn"]}),
    Item("found", "findings", {}),
    Item("unmended", "findings", {"status": ["open", "served"]}, now=True),
    Item("breaches", "irregularities", {}, by="person"),
    Item("leaks", "incidents", {}, by="person"),
    Item("praised", "merits", {"kind": list(PRAISED), "status": "in_force"}),
    Item("blamed", "merits", {"kind": list(BLAMED), "status": "in_force"}),
    Item("vetoed", "merits", {"kind": VETO, "status": "in_force"}),
)


def department_year(desk: Desk, department: int) -> list[Row]:
    """Its lines; a figure of today has no last year."""
    people = [row.entry for row in desk.rows("people", where={"department": department})]
    year, rows = desk.clock().year, []
    for n, item in enumerate(ITEMS, start=1):
        whose = {item.by: people if item.by == "person" else department}
        heading, label = DEPARTMENT_ITEMS[item.key]
        values: dict[str, Any] = {"department": department, "serial": n, "heading": heading, "item": label}
        for key, of in (("this_year", year), ("last_year", year - 1)):
            if key == "this_year" or not item.now:
                values[key] = _count(desk, item, whose, of) if item.by != "person" or people else 0
        rows.append(Row(DEPARTMENT_YEAR.key, department, str(n), "counted", 0, "", values))
    return rows


def _count(desk: Desk, item: Item, whose: Mapping[str, Any], year: int) -> int:
    living = [status.key for status in desk.registers[item.register].statuses if status.key != "void"]
    where: dict[str, Any] = {"status": living, **item.where, **whose}
    if item.key == "overdue":
        where["due"] = Span(None, desk.clock().date().isoformat())
    if not item.now:
        first, last = span_of(desk, year)
        where["on"] = Span(first, f"{last}T99")
    return desk.count(item.register, where=where)
