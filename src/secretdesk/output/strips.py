"""Draws the rows of a book's page: what stands in their cells, the lines between, and what is left empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.terms import PAPER_WORDS
from secretdesk.output import paper as m
from secretdesk.output import pen
from secretdesk.output.fonts import Style, widths
from secretdesk.output.layout import BLACK, STRUCK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.output.embed import Ink
    from secretdesk.output.form import Form
    from secretdesk.output.layout import Strip
    from secretdesk.output.sheet import Measures

HANGING = frozenset("（〔【《〈「『“‘［｛")


def draw_strip(
    strip: Strip,
    form: Form,
    at: Measures,
    top: float,
    height: float,
    black: list[str],
    red: list[str],
    ink: Ink,
) -> None:
    """A row, or what of it stands on this page, into the operators in *black* and those in *red*."""
    middle = top - height / 2
    for index, block in enumerate(strip.blocks):
        if not block.lines:
            continue
        size, pitch = block.size, block.size * m.LEADING
        centred = form.columns[index].align == "center"
        x = (at.edges[index] + at.edges[index + 1]) / 2 if centred else at.edges[index] + m.BESIDE
        y = middle + len(block.lines) * pitch / 2 + size * ((m.LEADING + 1) / 2 - pen.ASCENT)
        for text, colour in block.lines:
            y -= pitch
            if not text:
                continue
            # An opening bracket fills the right half of its square: hung out, the line begins at the margin.
            hang = size / 2 if not centred and text[0] in HANGING else 0
            show = pen.string(ink, Style.BODY, size, x - hang, y, text, "center" if centred else "left")
            if colour == BLACK:
                black.append(show)
                continue
            red.append(show)
            if colour == STRUCK:
                wide = widths(Style.BODY).of(text) * size / 1000
                start, across = x - wide / 2 if centred else x - hang, y + pen.MIDDLE * size
                red.append(pen.line(start - 1, across, start + wide + 1, across, 0.6))
    black += _between_places(form, at, top, height)
    if strip.row.void:
        red.append(pen.line(at.left, middle, at.right, middle, 1.2))


def _between_places(form: Form, at: Measures, top: float, height: float) -> Iterator[str]:
    """The lines between the places to sign that share a cell of a row."""
    for column, left, right in zip(form.columns, at.edges, at.edges[1:], strict=False):
        for n in range(1, len(column.places)):
            y = top - height * n / len(column.places)
            yield pen.line(left, y, right, y, m.GRID)


def empty_rows(form: Form, at: Measures, ink: Ink, top: float, below: float, *, closed: bool) -> str:
    """Empty rows down to *below*; *closed*: with 以下空白 and a stroke through the rest."""
    count = int((top - below + 0.01) / (form.least_row * m.MM))
    height = (top - below) / count
    found = [pen.line(at.left, top - n * height, at.right, top - n * height, m.GRID) for n in range(1, count)]
    if not closed:
        found += [line for n in range(count) for line in _between_places(form, at, top - n * height, height)]
    if closed:
        widest = max(range(len(form.columns)), key=lambda n: form.columns[n].width)
        room = (
            len(PAPER_WORDS["below_blank"]) * m.SIZES[0] / 2
        )  # narrow columns: over their lines, never over the edge
        middle = min(max((at.edges[widest] + at.edges[widest + 1]) / 2, at.left + room), at.right - room)
        base = top - height / 2 - pen.MIDDLE * m.SIZES[0]
        found.append(
            pen.string(ink, Style.BODY, m.SIZES[0], middle, base, PAPER_WORDS["below_blank"], "center")
        )
        if count > 1:
            inset = 8 * m.MM
            found.append(pen.line(at.left + inset, top - height - 3, at.right - inset, below + 3, m.GRID))
    return "\n".join(found)
