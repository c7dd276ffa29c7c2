"""The boxes at the head of a sheet: what the one entry says, label beside value, above its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from secretdesk.output import paper as m
from secretdesk.output import pen
from secretdesk.output.fonts import Style, widths
from secretdesk.output.layout import STRUCK, Line, pieces
from secretdesk.output.text import break_evenly, break_without_orphan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.output.embed import Ink
    from secretdesk.output.form import Form, HeadCell
    from secretdesk.output.layout import Cell, PrintedRow

LABEL_ROOM = 21 * m.MM  # the grey part of a box, with its label


@dataclass(frozen=True)
class Box:
    """One laid-out box: where it begins, how wide it is, its label, its value's lines and their size."""

    left: float
    width: float
    label: tuple[str, ...]
    lines: tuple[Line, ...]
    size: float
    least: float  # points: for a hand that writes or signs

    @property
    def height(self) -> float:
        """What its text or its label takes, in points."""
        value = len(self.lines) * self.size * m.LEADING
        label = len(self.label) * m.LABEL * m.LEADING
        return max(m.LEAST_ROW, self.least, value + 2 * m.ABOVE, label + 2 * m.ABOVE)


def lay_out(form: Form, entry: PrintedRow | None) -> list[list[Box]]:
    """The rows of boxes, as wide together as the columns; empty ones of a blank form."""
    cells = list(entry.cells) if entry is not None else []
    across = sum(column.width for column in form.columns) * m.MM
    rows = []
    for row in form.boxes:
        share = across / sum(cell.width for cell in row)
        left, made = 0.0, []
        for cell in row:
            own, cells = cells[: len(cell.paths)], cells[len(cell.paths) :]
            made.append(_box(cell, own, left, cell.width * share, form.grow * m.MM))
            left += cell.width * share
        rows.append(made)
    return rows


def _box(cell: HeadCell, own: Sequence[Cell], left: float, width: float, grow: float) -> Box:
    told = [piece for one in own for piece in pieces(one) if piece[0]]
    label = break_evenly(cell.label, _limit(LABEL_ROOM, m.LABEL), widths(Style.HEADING))
    for size in m.SIZES:
        limit = _limit(width - LABEL_ROOM, size)
        lines = [
            (line, ink)
            for text, ink in told
            for line in break_without_orphan(text, limit, widths(Style.BODY))
        ]
        if len(lines) * size * m.LEADING + 2 * m.ABOVE <= grow:
            break
    return Box(left, width, tuple(label), tuple(lines), size, cell.high * m.MM)


def _limit(room: float, size: float) -> int:
    return int((room - 2 * m.BESIDE) * 1000 / size)


def height_of(rows: list[list[Box]]) -> float:
    """The height of all rows of boxes, in points."""
    return sum(max(box.height for box in row) for row in rows)


def draw(rows: list[list[Box]], left: float, top: float, ink: Ink) -> str:
    """The boxes, downwards from *top*."""
    found: list[str] = []
    red: list[str] = []
    for row in rows:
        high = max(box.height for box in row)
        for box in row:
            x, y = left + box.left, top - high
            found.append(pen.ground(x, y, LABEL_ROOM, high, m.GREY))
            found.append(pen.box(x, y, box.width, high, m.GRID))
            found.append(pen.line(x + LABEL_ROOM, y, x + LABEL_ROOM, top, m.GRID))
            middle = top - high / 2
            heads = [(line, 0) for line in box.label]
            _lines(heads, Style.HEADING, m.LABEL, x + LABEL_ROOM / 2, middle, "center", ink, found, red)
            inside = x + LABEL_ROOM + m.BESIDE
            _lines(box.lines, Style.BODY, box.size, inside, middle, "left", ink, found, red)
        top -= high
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
