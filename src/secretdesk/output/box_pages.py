"""On which pages boxes stand: above every table or, where they are too tall, on pages of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from secretdesk.domain.terms import PAPER_WORDS
from secretdesk.output import paper as m
from secretdesk.output.boxes import height_of, lay_out
from secretdesk.output.layout import SPLIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from secretdesk.output.boxes import Box, Rows
    from secretdesk.output.form import Form, HeadCell
    from secretdesk.output.layout import PrintedRow
    from secretdesk.output.sheet import Measures

NARROWER = (1.0, 0.6, 0.35)  # of the height to which a box may grow, tried until all stand where they belong


@dataclass(frozen=True)
class Placed:
    """``ahead`` are pages of boxes alone: a sheet, or what is too tall to stand ``around``, above the table
    of every page. ``end`` stands below the last row; more than one where it is too tall for a page.
    """

    ahead: list[Rows]
    around: Rows
    end: list[Rows]


def place(form: Form, entry: PrintedRow | None, at: Measures) -> Placed:
    """Where the boxes stand on pages that measure *at* (without boxes).

    A text that makes them too tall is set smaller first; what is too tall even so goes on overleaf: nothing
    is clipped, nothing leaves a page.
    """
    page = at.table_top - at.table_bottom
    for share in NARROWER:
        above, below = lay_out(form, entry, share)
        if form.is_sheet and height_of(above) <= page:
            return Placed([above], [], [[]])
        if not form.is_sheet and _fits(above, below, form, at):
            return Placed([], above, [below])
    above, below = lay_out(form, entry)
    if form.is_sheet:
        return Placed(_flow(above, page), [], [[]])
    if _fits(above, [], form, at):
        return Placed([], above, _flow(below, at.room - height_of(above)))
    return Placed(_flow(above, page), [], _flow(below, at.room))


def cells_of(rows: Rows) -> list[HeadCell]:
    """The boxes of the form that stand there; not what goes on from another page."""
    return [box.cell for row in rows for box in row if box.cell is not None]


def _fits(above: Rows, below: Rows, form: Form, at: Measures) -> bool:
    """Whether a page has room for rows under the boxes, and the last page for the end."""
    left = at.room - height_of(above)
    return left >= max(SPLIT, form.least_row * m.MM) and left >= height_of(below)


def _flow(rows: Rows, room: float) -> list[Rows]:
    """The rows of boxes page by page."""
    pages: list[Rows] = []
    page: Rows = []
    left = room
    for group in _groups(rows):
        for part in [group] if height_of(group) <= room else _parts(group, room):
            high = height_of(part)
            if page and high > left + 0.01:
                pages.append(page)
                page, left = [], room
            page, left = [*page, *part], left - high
    return [*pages, page]


def _groups(rows: Rows) -> Iterator[Rows]:
    """Rows that a box beside them holds together."""
    group: Rows = []
    until = 0
    for at, row in enumerate(rows, start=1):
        group.append(row)
        until = max(until, at - 1 + max(box.rows for box in row))
        if at >= until:
            yield group
            group = []


def _parts(group: Rows, room: float) -> Iterator[Rows]:
    """Rows too tall for a page, cut between lines."""
    for whole in group:
        row = [replace(box, rows=1) for box in whole]
        while height_of([row]) > room + 0.01:
            yield [[replace(box, lines=box.lines[: _lines(box, room)]) for box in row]]
            row = _rest(row, room)
        yield [row]


def _lines(box: Box, room: float) -> int:
    return int((room - 2 * m.ABOVE + 0.01) / (box.size * m.LEADING))


def _rest(row: Sequence[Box], room: float) -> list[Box]:
    """What goes on overleaf; a box that was whole stays empty there, and nobody signs in it again."""
    found = []
    for box in row:
        lines = box.lines[_lines(box, room) :]
        label = (*(line for line in box.label if line != PAPER_WORDS["continued"]), PAPER_WORDS["continued"])
        found.append(replace(box, label=label if lines else (), lines=lines, least=0.0, cell=None))
    return found
