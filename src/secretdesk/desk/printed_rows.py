"""Rows as a form shows them: names for references, former values in red, the place in the print."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from secretdesk.desk.history import amended
from secretdesk.desk.shown import Shown
from secretdesk.domain.fields import Kind
from secretdesk.domain.terms import DECLASSIFIED
from secretdesk.registers import VIEWS
from secretdesk.registers.year_tables import TOTAL_ROW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row
    from secretdesk.output.form import Also, Column, Form
    from secretdesk.output.layout import PrintedRow


def printed_rows(desk: Desk, form: Form, found: list[Row]) -> list[PrintedRow]:
    """Rows as a form shows them: names for references, one hop through them, former values in red."""
    register = VIEWS.get(form.register) or desk.registers[form.register]
    lead = {path: _lead(register, column, path) for column in form.columns for path in column.paths}
    return _printed(desk, register, form.paths, lead, found)


def printed_entry(desk: Desk, form: Form, row: Row) -> PrintedRow:
    """What a list is of, as the form's boxes show it."""
    return _printed(desk, desk.registers[form.of], form.box_paths, {}, [row])[0]


def _printed(
    desk: Desk, register: Register, paths: Sequence[str], lead: dict[str, str], found: list[Row]
) -> list[PrintedRow]:
    from secretdesk.output.layout import REMEMBERED, Cell, PrintedRow

    shown = Shown(desk, register, found, paths)
    kept = register.key in desk.registers
    former = amended(desk, register, [row.entry for row in found]) if kept else {}
    same: dict[str, Cell] = {}  # what stands in many rows (a kind, a place, nothing) is kept once
    made = []
    for row in found:
        old = former.get(row.entry, {})
        freed = shown.is_declassified(row)
        cells = []
        for path in paths:
            told = lead.get(path, "")
            text = _led(told, shown.text(row, path))
            before = tuple(_led(told, shown.value_text(path, value)) for value in old.get(path, ()))
            struck = path == "mark" and freed  # “解密” at the old mark (domain 2.3)
            if struck or before:
                cells.append(Cell(DECLASSIFIED, (*before, text)) if struck else Cell(text, before))
                continue
            cell = same.get(text) or Cell(text)
            if len(same) < REMEMBERED:
                same[text] = cell
            cells.append(cell)
        void, total = row.status == "void", row.status == TOTAL_ROW
        made.append(PrintedRow(row.entry, row.seq, tuple(cells), shown.mark(row), void, total))
    return made


def counted(form: Form, rows: list[PrintedRow]) -> list[PrintedRow]:
    """The rows with their place in the print, where the form has a column for it."""
    from secretdesk.output.form import ORDINAL
    from secretdesk.output.layout import Cell

    if ORDINAL not in form.paths:
        return rows
    at = form.paths.index(ORDINAL)
    return [
        replace(row, cells=(*row.cells[:at], Cell(str(n)), *row.cells[at + 1 :]))
        for n, row in enumerate(rows, start=1)
    ]


def rows_of_another(desk: Desk, form: Form, other: Also, found: list[Row]) -> list[PrintedRow]:
    """Rows of a further register in a form's columns, empty where they have nothing to tell."""
    from secretdesk.output.layout import Cell, PrintedRow

    shown = Shown(desk, desk.registers[other.register], found, other.cells.values())
    made = []
    for row in found:
        texts = (shown.text(row, other.cells[path]) if path in other.cells else "" for path in form.paths)
        cells = tuple(Cell(text) for text in texts)
        made.append(PrintedRow(row.entry, row.seq, cells, shown.mark(row), row.status == "void"))
    return made


def _lead(register: Register, column: Column, path: str) -> str:
    """In a cell of several values a 是 or 否 says of what; so does a number among more than two."""
    field, many = register.by_key.get(path), len(column.paths)
    told = {Kind.BOOLEAN: many > 1, Kind.INTEGER: many > 2}
    stacked = field is not None and told.get(field.kind, False)
    return f"{field.label}：" if stacked and field is not None else ""


def _led(lead: str, text: str) -> str:
    return lead + text if text else ""
