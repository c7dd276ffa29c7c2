"""Which rows a form is filled with: of its register, in its order, or what one of the views gathers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.desk.inspector import inspector_rows, wanted_rows
from secretdesk.desk.lists import open_items
from secretdesk.desk.trainings import training_hours
from secretdesk.desk.year_print import year_rows
from secretdesk.registers.inspector_view import INSPECTION_WANTS, INSPECTOR_PAGES
from secretdesk.registers.lists import OPEN_ITEMS, TRAINING_HOURS
from secretdesk.registers.year_tables import BY_VIEW

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Row
    from secretdesk.output.form import Form

TODAY_LIST, FEW = "todo_list", 5  # a slip to carry: so many of each kind, then how many there are


def rows_of(desk: Desk, form: Form, year: int | None, text: str, entry: int | None) -> list[Row]:
    """A book of numbered series shows every number of them, and by [where] what was numbered elsewhere."""
    if form.register in BY_VIEW:
        return year_rows(desk, form.register, year or desk.clock().year)
    if form.register == OPEN_ITEMS.key:
        return open_items(desk, FEW) if form.key == TODAY_LIST else open_items(desk)
    if form.register == INSPECTOR_PAGES.key:
        return inspector_rows(desk, year or desk.clock().year, text)
    if form.register == INSPECTION_WANTS.key:
        return wanted_rows(desk, year or desk.clock().year)
    if form.register == TRAINING_HOURS.key:
        return training_hours(desk, year)
    wanted: dict[str, Any] = {}
    if year is not None:
        wanted["year"] = year
    if entry is not None:
        wanted["entry"] = entry
    belongs: dict[str, Any] = {key: list(values) for key, values in form.where.items()}
    filters = [{"series": list(form.series)}, {"series": None, **belongs}] if form.series else [belongs]
    order, backwards = form.order[0].lstrip("-"), form.order[0].startswith("-")
    order = "" if order in {"number", "on"} else order
    found = [
        desk.rows(form.register, text=text, where=wanted | one, order=order, ascending=not backwards)
        for one in filters
    ]
    if not all(found):  # one of the two is the rule: most books hold nothing carried over
        return next((rows for rows in found if rows), [])
    return sorted(
        (row for rows in found for row in rows), key=lambda row: _place(row, order), reverse=backwards
    )


def _place(row: Row, order: str) -> tuple[str, int]:
    return str(row[order] or "") if order else "", row.entry
