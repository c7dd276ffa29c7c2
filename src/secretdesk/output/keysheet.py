"""Draws a sheet of two columns under headings (keys and what they do) on one page of A4."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from secretdesk.output import pen
from secretdesk.output.canvas import open_canvas
from secretdesk.output.embed import Ink
from secretdesk.output.fonts import Style
from secretdesk.output.paper import GREY, GRID, LEADING, MM, NOTE, PAPERS, TITLE

if TYPE_CHECKING:
    from datetime import datetime

Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]

SIZE = 10.5  # points, 五号; less where there are many rows
FIRST = 52 * MM  # the width of the first column
MOST = 7.2 * MM  # the height of a row
HEADING = 1.5  # rows that a heading takes
BELOW_TITLE, FOOT = 14 * MM, 8 * MM


def draw_keysheet(title: str, groups: Groups, note: str, at: datetime) -> bytes:
    """The page as PDF: *groups* are (heading, rows of two texts), *note* the small line at its foot.

    However many rows there are, they share the one page.
    """
    paper, ink, target = PAPERS["A4 portrait"], Ink(), io.BytesIO()
    width, height = paper.width * MM, paper.height * MM
    left, right = paper.left * MM, (paper.width - paper.right) * MM
    top, bottom = (paper.height - paper.top) * MM, paper.bottom * MM
    canvas = open_canvas(target, (width, height), ink, title=title, at=at)
    head = pen.string(ink, Style.BODY, TITLE, (left + right) / 2, top - TITLE, title, "center")
    found = [pen.stronger(head, 0.3), pen.string(ink, Style.BODY, NOTE, left, bottom, note)]
    units = sum(HEADING + len(rows) for _, rows in groups)
    pitch = min(MOST, (top - BELOW_TITLE - bottom - FOOT) / max(units, 1))
    size = min(SIZE, pitch / LEADING / 1.25)
    y = top - BELOW_TITLE
    for heading, rows in groups:
        y -= pitch * HEADING
        found.append(pen.ground(left, y, right - left, pitch, GREY))
        found.append(_cell(ink, Style.HEADING, size, left, y, pitch, heading, right - left))
        for first, second in rows:
            y -= pitch
            found.append(_cell(ink, Style.HEADING, size, left, y, pitch, first, FIRST))
            found.append(_cell(ink, Style.BODY, size, left + FIRST, y, pitch, second, right - left - FIRST))
            found.append(pen.line(left, y, right, y, GRID))
    canvas.addLiteral("\n".join(found))
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _cell(
    ink: Ink, style: Style, size: float, x: float, y: float, pitch: float, text: str, room: float
) -> str:
    fitted = pen.fitted(style, size, text, room - 3 * MM)
    return pen.string(ink, style, fitted, x + 1.5 * MM, y + pitch / 2 - pen.MIDDLE * fitted, text)
