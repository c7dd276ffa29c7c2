"""What stands on every page of a book around its rows: mark, title, head line, header row, foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from secretdesk.domain.terms import PAPER_WORDS
from secretdesk.output import paper as m
from secretdesk.output import pen
from secretdesk.output.fonts import Style, is_office, widths
from secretdesk.output.form import HeadCell
from secretdesk.output.layout import PrintedRow, cell_limit
from secretdesk.output.text import break_evenly

if TYPE_CHECKING:
    from datetime import datetime

    from secretdesk.domain.marks import Mark
    from secretdesk.output.embed import Ink
    from secretdesk.output.form import Form

Foot = Callable[[int, Sequence[PrintedRow], Sequence[HeadCell]], tuple[list[str], str | None]]


@dataclass(frozen=True)
class Head:
    """What a print says of itself. ``foot`` gives, for a page number, the rows and the boxes on it, the
    small lines at its bottom right and the payload of its QR code, or None for no code.
    """

    unit: str
    clerk: str
    year_text: str
    printed_at: datetime
    printed_by: str
    foot: Foot
    entry: str = ""  # the number of what the list is of


@dataclass(frozen=True)
class Measures:
    """Where things stand on the page of one form, in points."""

    width: float
    height: float
    left: float
    edges: tuple[float, ...]  # the vertical lines of the table, the outer ones included
    top: float  # of the type area
    table_top: float
    rows_top: float
    table_bottom: float
    bottom: float

    @property
    def right(self) -> float:
        """The right edge of the table."""
        return self.edges[-1]

    @property
    def room(self) -> float:
        """The height for rows."""
        return self.rows_top - self.table_bottom


def labels(form: Form) -> list[list[str]]:
    """The lines of each column's label."""
    measure = widths(Style.HEADING)
    return [break_evenly(c.label, cell_limit(c, m.LABEL), measure) for c in form.columns]


def _lines_high(count: int) -> float:
    return count * m.LABEL * m.LEADING + 2 * m.ABOVE


def _band(form: Form, column: int, label: Sequence[str]) -> float:
    """What a column's label takes, with the heading that it shares above it."""
    return _lines_high(len(label)) + (_lines_high(1) if form.columns[column].under else 0.0)


def measure(form: Form, boxes: float = 0.0) -> Measures:
    """The measures of a form's page; *boxes* points of height stand above its table."""
    page = form.paper
    left = page.left * m.MM
    top, bottom = (page.height - page.top) * m.MM, page.bottom * m.MM
    header = max(m.LEAST_ROW, *(_band(form, n, label) for n, label in enumerate(labels(form))))
    return Measures(
        width=page.width * m.MM,
        height=page.height * m.MM,
        left=left,
        edges=tuple(left + e * m.MM for e in accumulate((c.width for c in form.columns), initial=0.0)),
        top=top,
        table_top=top - m.TABLE_TOP - boxes,
        rows_top=top - m.TABLE_TOP - boxes - header,
        table_bottom=bottom + m.FOOT_ROOM,
        bottom=bottom,
    )


def fixed(form: Form, head: Head, at: Measures, ink: Ink, *, table: bool) -> str:
    """The part that is the same on all pages; that with boxes alone have no *table*."""
    middle, third = (at.left + at.right) / 2, (at.right - at.left) / 3
    size = title_size(form, at)
    title = pen.string(ink, Style.TITLE, size, middle, at.top - m.TITLE, form.title, "center")
    found = [title if is_office(Style.TITLE) else pen.stronger(title, 0.3)]
    known = {"unit": head.unit, "year": head.year_text, "clerk": head.clerk, "entry": head.entry}
    for text, x, align in zip(
        form.head, (at.left, middle, at.right), ("left", "center", "right"), strict=True
    ):
        filled = text.format(**known)
        room = 2 * third if align == "left" and not form.head[1] else third
        size = pen.fitted(Style.BODY, m.HEAD, filled, room - 2 * m.MM)
        found.append(pen.string(ink, Style.BODY, size, x, at.top - m.TABLE_TOP + 2 * m.MM, filled, align))
    if table:
        found += _table(form, at, ink)
    x = at.left
    for place in form.foot:
        text = PAPER_WORDS["day"] if place.day else f"{place.label}："
        found.append(pen.string(ink, Style.NOTE, m.FOOT, x, at.table_bottom - m.SIGNATURE + 3 * m.MM, text))
        x += place.width * m.MM
    by = PAPER_WORDS["printed"].format(at=f"{head.printed_at:%Y-%m-%d %H:%M}", by=head.printed_by)
    made = PAPER_WORDS["made_with"].format(
        code=form.code, title=form.title, version=form.version, digest=form.digest[:8]
    )
    note = f"{by}　{made}"
    size = pen.fitted(Style.NOTE, m.NOTE, note, at.right - at.left - m.CODE_ROOM * m.MM)
    found.append(pen.string(ink, Style.NOTE, size, at.left, at.bottom, note))
    return "\n".join(found)


def _table(form: Form, at: Measures, ink: Ink) -> list[str]:
    """The frame of the rows with its header row."""
    found = []
    found.append(pen.ground(at.left, at.rows_top, at.right - at.left, at.table_top - at.rows_top, m.GREY))
    below = at.table_top - _lines_high(1)  # where the labels under a shared heading begin
    for column, (lines, x) in enumerate(zip(labels(form), at.edges, strict=False)):
        top = below if form.columns[column].under else at.table_top
        found += _label(lines, (x + at.edges[column + 1]) / 2, (top + at.rows_top) / 2, ink)
    column = 0
    for under, some in groupby(column.under for column in form.columns):
        first, column = column, column + len(list(some))
        if under:
            left, right = at.edges[first], at.edges[column]
            found += _label([under], (left + right) / 2, (at.table_top + below) / 2, ink)
            found.append(pen.line(left, below, right, below, m.GRID))
        tops = [below if under and n > first else at.table_top for n in range(first, column)]
        found += [
            pen.line(x, at.table_bottom, x, top, m.GRID)
            for x, top in zip(at.edges[first:column], tops, strict=True)
            if x > at.left
        ]
    found.append(pen.line(at.left, at.rows_top, at.right, at.rows_top, m.GRID))
    found.append(
        pen.box(at.left, at.table_bottom, at.right - at.left, at.table_top - at.table_bottom, m.OUTER)
    )
    return found


def _label(lines: Sequence[str], centre: float, middle: float, ink: Ink) -> list[str]:
    """The lines of a heading around the middle of its cell."""
    found, y = [], middle + len(lines) * m.LABEL * m.LEADING / 2
    for text in lines:
        y -= m.LABEL * m.LEADING
        base = y + m.LABEL * ((m.LEADING + 1) / 2 - pen.ASCENT)
        found.append(pen.string(ink, Style.HEADING, m.LABEL, centre, base, text, "center"))
    return found


def title_size(form: Form, at: Measures) -> float:
    """The size of the title, which leaves room for a mark at its left."""
    across = at.right - at.left
    return pen.fitted(Style.TITLE, m.TITLE, form.title, max(across / 3, across - 2 * m.MARK_ROOM * m.MM))


def top_mark(mark: Mark, form: Form, at: Measures, ink: Ink) -> str:
    """The level mark, top left, in 三号黑体 (GB/T 9704-2012, 7.2.2), as far as the title leaves room."""
    title = widths(Style.TITLE).of(form.title) * title_size(form, at) / 1000
    room = max((at.right - at.left - title) / 2, m.MARK_ROOM * m.MM)
    size = pen.fitted(Style.HEADING, m.MARK, mark.text, room - 2 * m.MM)
    return pen.string(ink, Style.HEADING, size, at.left, at.top - m.TITLE, mark.text)


def _middle(at: Measures) -> float:
    """The middle of the page number: of the page, or left of the small lines on a narrow one."""
    return min((at.left + at.right) / 2, at.right - m.CODE_ROOM * m.MM - m.COUNT_ROOM * m.MM)


def page_count(pages: int, at: Measures, ink: Ink) -> str:
    """How many pages there are, behind the number of each."""
    word = PAPER_WORDS["pages"].format(pages=pages)
    return pen.string(ink, Style.BODY, m.FOOT, _middle(at) + m.FOOT, at.bottom + 4 * m.MM, word)


def page_foot(
    number: int | None,
    lines: list[str],
    payload: str | None,
    at: Measures,
    ink: Ink,
    *,
    red: bool,
) -> str:
    """Page number, the anchor's small lines and code, and what red means where there is any."""
    found = []
    edge = at.right
    if payload:
        found.append(pen.code(payload, at.right - m.CODE, at.table_bottom - 3 * m.MM - m.CODE, m.CODE))
        edge -= m.CODE + 2 * m.MM
    pitch = m.NOTE * 1.45
    room = (m.CODE_ROOM - 2) * m.MM - (at.right - edge)
    for count, text in enumerate(reversed(lines)):
        size = pen.fitted(Style.HEADING, m.NOTE, text, room)
        y = at.table_bottom - 3 * m.MM - m.CODE + 1 + count * pitch
        found.append(pen.string(ink, Style.HEADING, size, edge, y, text, "right"))
    if red:
        note = pen.string(ink, Style.NOTE, m.NOTE, at.left, at.bottom + 4 * m.MM, PAPER_WORDS["corrected"])
        found.append(pen.coloured(m.RED, [note]))
    word = PAPER_WORDS["page_blank"] if number is None else PAPER_WORDS["page"].format(page=number)
    align = "center" if number is None else "right"  # the count of pages follows
    found.append(pen.string(ink, Style.BODY, m.FOOT, _middle(at), at.bottom + 4 * m.MM, word, align))
    return "\n".join(found)
