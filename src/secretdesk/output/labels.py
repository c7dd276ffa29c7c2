"""Draws labels: on A4 sheets of stickers from a chosen place on, or one to a page for a roll."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secretdesk.domain.terms import LABEL_STAMP
from secretdesk.output import pen
from secretdesk.output.canvas import open_canvas
from secretdesk.output.code128 import QUIET, modules
from secretdesk.output.embed import Ink
from secretdesk.output.fonts import Style
from secretdesk.output.paper import GRID, MM

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from secretdesk.output.label_sheets import Sheet

QR, BARS = "qr", "128"
NUMBER, MARK, SMALL = 11, 12, 8.5  # points


@dataclass(frozen=True)
class Label:
    """What one label bears; no title. ``stamp`` are the cells of a 收文章: (name, value)."""

    code: str
    number: str
    mark: str = ""
    lines: tuple[str, ...] = ()
    unit: str = ""
    stamp: tuple[tuple[str, str], ...] = ()


def draw_labels(
    labels: Sequence[Label], sheet: Sheet, *, title: str, at: datetime, start: int = 1, bars: str = QR
) -> tuple[bytes, int]:
    """The PDF and its number of pages; the first label goes to place *start* (from 1) of the first page."""
    target, ink = io.BytesIO(), Ink()
    canvas = open_canvas(target, (sheet.page[0] * MM, sheet.page[1] * MM), ink, title=title, at=at)
    pages: dict[int, list[str]] = {}
    for number, label in enumerate(labels, start=start - 1):
        page, place = divmod(number, sheet.many)
        x, y = sheet.place(place)
        pages.setdefault(page, []).append(_label(ink, label, x, y, sheet, bars))
    for found in pages.values():
        canvas.addLiteral("\n".join(found))
        canvas.showPage()
    canvas.save()
    return target.getvalue(), len(pages)


def _label(ink: Ink, label: Label, x: float, y: float, sheet: Sheet, bars: str) -> str:
    edge = sheet.edge * MM
    left, bottom = x + edge, y + edge
    wide, high = sheet.size[0] * MM - 2 * edge, sheet.size[1] * MM - 2 * edge
    found = []
    if bars == BARS:
        tall = sheet.bars * MM
        found.append(_bars(label.code, left, bottom, wide, tall))
        bottom, high = bottom + tall + 1 * MM, high - tall - 1 * MM
    else:
        side = min(sheet.qr * MM, high, wide / 2)
        found.append(pen.code(label.code, left + wide - side, bottom + (high - side) / 2, side))
        wide -= side + 1.5 * MM
    draw = _stamp if label.stamp else _plain
    return "\n".join([*found, draw(ink, label, left, bottom, wide, high)])


def _plain(ink: Ink, label: Label, x: float, y: float, wide: float, high: float) -> str:
    """Number, mark, and what else it is known by, under each other."""
    rows: list[tuple[Style, float, str]] = [
        (Style.HEADING, NUMBER, label.number),
        (Style.HEADING, MARK, label.mark),
    ]
    rows += [(Style.BODY, SMALL, text) for text in label.lines]
    rows = [row for row in rows if row[2]]
    pitch = min(high / max(len(rows), 1), MARK * 1.45)
    top = y + (high + pitch * len(rows)) / 2
    found = []
    for n, (style, largest, text) in enumerate(rows):
        size = pen.fitted(style, min(largest, pitch / 1.15), text, wide)
        found.append(pen.string(ink, style, size, x, top - (n + 0.5) * pitch - pen.MIDDLE * size, text))
    return "\n".join(found)


def _stamp(ink: Ink, label: Label, x: float, y: float, wide: float, high: float) -> str:
    """A 收文章: the unit, then a row for the number, then the day and the pages side by side."""
    rows: list[list[tuple[str, str]]] = [[("", label.unit)], [(LABEL_STAMP, label.number)]]
    rows += [list(label.stamp[n : n + 2]) for n in range(0, len(label.stamp), 2)]
    if label.mark:
        rows.append([("", label.mark)])
    pitch = high / len(rows)
    found = [pen.box(x, y, wide, high, GRID * 2)]
    for n, row in enumerate(rows):
        below = y + high - (n + 1) * pitch
        if n:
            found.append(pen.line(x, below + pitch, x + wide, below + pitch, GRID))
        room = wide / len(row)
        for column, (name, text) in enumerate(row):
            start = x + column * room
            if column:
                found.append(pen.line(start, below, start, below + pitch, GRID))
            style = Style.HEADING if not name else Style.BODY
            told = f"{name} {text}".strip()
            size = pen.fitted(style, min(SMALL, pitch / 1.2), told, room - 1.6 * MM)
            middle = below + pitch / 2 - pen.MIDDLE * size
            found.append(pen.string(ink, style, size, start + room / 2, middle, told, "center"))
    return "\n".join(found)


def _bars(code: str, x: float, y: float, wide: float, high: float) -> str:
    widths = modules(code)
    module = wide / (sum(widths) + 2 * QUIET)
    place, found = x + QUIET * module, []
    for n, width in enumerate(widths):
        if n % 2 == 0:
            found.append(f"{place:.3f} {y:.2f} {width * module:.3f} {high:.2f} re")
        place += width * module
    return "\n".join((*found, "f"))
