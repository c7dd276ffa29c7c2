"""Which fields of an action stand where: the grid of its paper form, the few open, the rest folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.fields import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from secretdesk.domain.declaration import Action, Register
    from secretdesk.domain.fields import Field
    from secretdesk.output.form import Form

OPEN = 8  # fields that are open at once
WIDE = 52  # half-width characters of a row, where no form says
FEW = 2  # so few aren't worth folding

Cell = tuple["Field", float]  # a field and its share of the row
Rows = list[list[Cell]]


def grid_of(register: Register, action: Action, forms: Mapping[str, Form]) -> Rows:
    """The grid of the first of the action's forms that lays out this register, without what isn't asked."""
    for key in (*action.forms, *register.forms):
        form = forms.get(key)
        if form is not None and form.grid_of == register.key and form.grid:
            rows = [
                [(register.field(cell.field), cell.width) for cell in row if cell.field in action.asks]
                for row in form.grid
            ]
            return [row for row in rows if row]
    return []


def packed(fields: Iterable[Field]) -> Rows:
    """Fields in rows by their width: long texts and lines alone."""
    rows: Rows = []
    room = 0
    for field in fields:
        alone = field.long or field.kind is Kind.LINES or field.width >= 30
        if alone or field.width > room:
            rows.append([])
            room = WIDE
        rows[-1].append((field, max(field.width, len(field.label) * 2 + 2)))
        room = 0 if alone else room - field.width
    return rows


def arrange(register: Register, action: Action, forms: Mapping[str, Form]) -> tuple[Rows, Rows]:
    """(open rows, folded rows) of an action's dialog. What is needed is always open."""
    grid = grid_of(register, action, forms)
    placed = {field.key for row in grid for field, _ in row}
    if not grid:
        grid = packed(register.field(key) for key in action.asks)
        placed = set(action.asks)
    opened: Rows = []
    while grid and sum(map(len, opened)) + len(grid[0]) <= OPEN:
        opened.append(grid.pop(0))
    needed = [row for row in grid if any(field.key in action.needs for field, _ in row)]
    grid = [row for row in grid if row not in needed]
    rest = [register.field(key) for key in action.asks if key not in placed]
    opened += needed + packed(f for f in rest if f.key in action.needs)
    folded = grid + packed(f for f in rest if f.key not in action.needs)
    if sum(map(len, folded)) <= FEW:
        return opened + folded, []
    return opened, folded


def fields_in(rows: Sequence[Sequence[Cell]]) -> list[Field]:
    """The fields of some rows, in order."""
    return [field for row in rows for field, _ in row]
