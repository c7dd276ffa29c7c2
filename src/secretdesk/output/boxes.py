"""The boxes of a sheet: what the one entry says, label beside value, above its rows and below the last."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from secretdesk.output import paper as m
from secretdesk.output import pen
from secretdesk.output.fonts import Style, widths
from secretdesk.output.form import widths_of
from secretdesk.output.layout import STRUCK, Block, Line, largest, pieces
from secretdesk.output.text import break_evenly, break_without_orphan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from secretdesk.output.embed import Ink
    from secretdesk.output.form import Boxes, Form, HeadCell
    from secretdesk.output.layout import Cell, PrintedRow

LABEL_ROOM = m.LABEL_ROOM * m.MM


@dataclass(frozen=True)
class Box:
    """One laid-out box: where it begins, how wide it is, its label, its value's lines and their size."""

    left: float
    width: float
    label: tuple[str, ...]
    lines: tuple[Line, ...]
    size: float
    least: float  # points: for a hand that writes or signs
    rows: int = 1  # of boxes that it stands beside
    heading: bool = False  # its label alone
    cell: HeadCell | None = None  # what the form says of it; None where it goes on from another page

    @property
    def height(self) -> float:
        """What its text or its label takes, in points."""
        value = len(self.lines) * self.size * m.LEADING
        label = len(self.label) * m.LABEL * m.LEADING
        return max(m.LEAST_ROW, self.least, value + 2 * m.ABOVE, label + 2 * m.ABOVE)


Rows = list[list[Box]]


def lay_out(form: Form, entry: PrintedRow | None, share: float = 1.0) -> tuple[Rows, Rows]:
    """The rows of boxes above the list and below it, as wide as the columns; empty ones of a blank form.

    *share* of the height to which the form lets a box grow before its text shrinks.
    """
    cells = iter(entry.cells if entry is not None else ())
    across = sum(column.width for column in form.columns) * m.MM
    above, below = (_rows(rows, cells, across, form.grow * share * m.MM) for rows in (form.boxes, form.end))
    return above, below


def _rows(rows: Boxes, cells: Iterator[Cell], across: float, grow: float) -> Rows:
    return [
        [
            _box(cell, list(islice(cells, len(cell.paths))), left, wide, grow)
            for cell, (left, wide) in zip(row, places, strict=True)
        ]
        for row, places in zip(rows, widths_of(rows, across), strict=True)
    ]


def _box(cell: HeadCell, own: Sequence[Cell], left: float, width: float, grow: float) -> Box:
    told = [piece for one in own for piece in pieces(one) if piece[0]]
    room = width if cell.heading else LABEL_ROOM
    label = break_evenly(cell.label, _limit(room, m.LABEL), widths(Style.HEADING))
    if cell.heading:
        high = cell.high * m.MM
        return Box(left, width, tuple(label), (), m.LABEL, high, cell.rows, heading=True, cell=cell)

    def set_in(size: float) -> Block:
        limit = _limit(width - LABEL_ROOM, size)
        lines = (
            (line, ink)
            for text, ink in told
            for line in break_without_orphan(text, limit, widths(Style.BODY))
        )
        return Block(size, tuple(lines))

    block = largest(set_in, grow)
    return Box(left, width, tuple(label), block.lines, block.size, cell.high * m.MM, cell.rows, cell=cell)


def _limit(room: float, size: float) -> int:
    return int((room - 2 * m.BESIDE) * 1000 / size)


def heights(rows: Rows) -> list[float]:
    """The height of each row of boxes, in points; the last row beside a high box takes what is wanting."""
    found = [max((box.height for box in row if box.rows == 1), default=m.LEAST_ROW) for row in rows]
    for at, row in enumerate(rows):
        for box in row:
            found[at + box.rows - 1] += max(0.0, box.height - sum(found[at : at + box.rows]))
    return found


def height_of(rows: Rows) -> float:
    """The height of all rows of boxes, in points."""
    return sum(heights(rows))


def draw(rows: Rows, left: float, top: float, ink: Ink) -> str:
    """The boxes, downwards from *top*."""
    found: list[str] = []
    red: list[str] = []
    high = heights(rows)
    for at, row in enumerate(rows):
        for box in row:
            tall = sum(high[at : at + box.rows])
            x, y, middle = left + box.left, top - tall, top - tall / 2
            wide = box.width if box.heading else LABEL_ROOM
            found.append(pen.ground(x, y, wide, tall, m.GREY))
            found.append(pen.box(x, y, box.width, tall, m.GRID))
            heads = [(line, 0) for line in box.label]
            _lines(heads, Style.HEADING, m.LABEL, x + wide / 2, middle, "center", ink, found, red)
            if not box.heading:
                found.append(pen.line(x + LABEL_ROOM, y, x + LABEL_ROOM, top, m.GRID))
                inside = x + LABEL_ROOM + m.BESIDE
                _lines(box.lines, Style.BODY, box.size, inside, middle, "left", ink, found, red)
        top -= high[at]
    return "\n".join(found) + ("\n" + pen.coloured(m.RED, red) if red else "")


def _lines(
    lines: Sequence[Line],
    style: Style,
    size: float,
    x: float,
    middle: float,
    align: str,
    ink: Ink,
    black: list[str],
    red: list[str],
) -> None:
    """Lines one under the other around *middle*; former values in red and crossed out."""
    pitch = size * m.LEADING
    y = middle + len(lines) * pitch / 2 + size * ((m.LEADING + 1) / 2 - pen.ASCENT)
    for text, colour in lines:
        y -= pitch
        shown = pen.string(ink, style, size, x, y, text, align)
        (red if colour else black).append(shown)
        if colour == STRUCK:
            across, wide = y + pen.MIDDLE * size, widths(style).of(text) * size / 1000
            red.append(pen.line(x - 1, across, x + wide + 1, across, 0.6))
