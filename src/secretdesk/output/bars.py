"""Bars behind numbers, where a person would rather look than read: a column of a form with ``bar = true``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.output import paper as m
from secretdesk.output import pen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from secretdesk.output.form import Form
    from secretdesk.output.layout import PrintedRow
    from secretdesk.output.sheet import Measures

INSET = 0.5 * m.MM
LIGHT = "0.86 0.86 0.86"  # legible under black text, also in a photocopy


def longest(form: Form, rows: Sequence[PrintedRow]) -> dict[int, int]:
    """For each column with bars, the number whose bar fills it; a total is no measure of its parts.

    The first column has a measure of its own; those after it are its parts and compare with each other.
    """
    found = {}
    for column in (n for n, one in enumerate(form.columns) if one.bar):
        at = form.paths.index(form.columns[column].paths[0])
        found[column] = max((_number(row, at) for row in rows if not row.total), default=0)
    first, *parts = found or [0]
    return {n: max(found[one] for one in parts) if n != first else found[n] for n in found}


def draw(
    form: Form, row: PrintedRow, full: Mapping[int, int], at: Measures, top: float, height: float
) -> list[str]:
    """The bars of one row, *height* points high below *top*."""
    found = []
    for column, most in full.items():
        number = _number(row, form.paths.index(form.columns[column].paths[0]))
        if most and number > 0 and not row.total:
            left, right = at.edges[column] + INSET, at.edges[column + 1] - INSET
            long = (right - left) * min(number / most, 1)
            found.append(pen.ground(left, top - height + INSET, long, height - 2 * INSET, LIGHT))
    return found


def _number(row: PrintedRow, at: int) -> int:
    text = row.cells[at].text
    return int(text) if text.lstrip("-").isdecimal() else 0
