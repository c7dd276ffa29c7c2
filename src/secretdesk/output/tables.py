"""Draws plain tables under each other as a PDF: the figures of a year, which no form lays out."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secretdesk.domain.terms import NIL_RETURN, PAPER_WORDS, TABLES_SIGNED
from secretdesk.output import paper as m
from secretdesk.output import pen
from secretdesk.output.canvas import close_page, open_canvas
from secretdesk.output.embed import Ink
from secretdesk.output.fonts import Style, widths
from secretdesk.output.text import break_evenly

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from secretdesk.output.workbook import Sheet

PAGE = m.PAPERS["A4 landscape"]
LEFT, RIGHT = PAGE.left * m.MM, (PAGE.width - PAGE.right) * m.MM
TOP, BOTTOM = (PAGE.height - PAGE.top) * m.MM, PAGE.bottom * m.MM
SIZE, LEADING, ROOM = 9.0, 1.25, 1.2 * m.MM  # of a cell
NAME, GAP = 9 * m.MM, 4 * m.MM  # a table's title, and what lies between two tables
FOOT = 12 * m.MM
NARROW, WIDE = 12 * m.MM, 70 * m.MM  # of a column


@dataclass(frozen=True)
class Told:
    """What every page says around the tables."""

    title: str
    mark: str
    unit: str
    about: str  # the ledger's head
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class _Row:
    cells: tuple[tuple[str, ...], ...]  # lines of each cell
    height: float


def draw_tables(tables: Sequence[Sheet], told: Told, passphrase: str = "") -> tuple[bytes, int]:
    """The PDF and its number of pages. A table without rows says that nothing happened."""
    target, ink = io.BytesIO(), Ink()
    size = (PAGE.width * m.MM, PAGE.height * m.MM)
    canvas = open_canvas(target, size, ink, title=told.title, at=told.made_at, passphrase=passphrase)
    pages = list(_pages(tables, ink))
    for number, content in enumerate(pages, start=1):
        last = number == len(pages)
        canvas.addLiteral("\n".join([*_around(told, ink, number, len(pages), last=last), *content]))
        close_page(canvas)
    canvas.save()
    return target.getvalue(), len(pages)


def _pages(tables: Sequence[Sheet], ink: Ink) -> Iterator[list[str]]:
    top, floor = TOP - m.TABLE_TOP, BOTTOM + FOOT
    page: list[str] = []
    y = top
    for table in tables:
        edges, head, rows = _laid(table)
        begun = False
        for row in rows:
            needed = row.height + (0 if begun else NAME + head.height)
            if y - needed < floor and page:
                yield page
                page, y, begun = [], top, False
            if not begun:
                page.append(pen.string(ink, Style.HEADING, m.HEAD, LEFT, y - 6 * m.MM, table.title))
                y -= NAME
                page += _drawn(head, edges, y, ink, grey=True)
                y -= head.height
                begun = True
            page += _drawn(row, edges, y, ink)
            y -= row.height
        y -= GAP
    yield page


def _laid(table: Sheet) -> tuple[list[float], _Row, list[_Row]]:
    """The edges of the columns, the header and the rows."""
    texts = [[("" if cell is None else str(cell)) for cell in row] for row in table.rows]
    measure = widths(Style.BODY)
    wanted = []
    for n, column in enumerate(table.columns):
        widest = max((measure.of(row[n]) for row in texts), default=0)
        longest = max(widest, min(measure.of(column.label), 4000)) * SIZE / 1000
        wanted.append(min(max(longest + 2 * ROOM + 1, NARROW), WIDE))
    share = (RIGHT - LEFT) / sum(wanted)
    edges = [LEFT]
    for one in wanted:
        edges.append(edges[-1] + one * share)
    rows = [_row(row, edges) for row in texts] or [_row([NIL_RETURN, *[""] * (len(wanted) - 1)], edges)]
    return edges, _row([column.label for column in table.columns], edges), rows


def _row(texts: Sequence[str], edges: Sequence[float]) -> _Row:
    measure = widths(Style.BODY)
    cells = []
    for n, text in enumerate(texts):
        limit = int((edges[n + 1] - edges[n] - 2 * ROOM) * 1000 / SIZE)
        cells.append(tuple(break_evenly(text, limit, measure)) if text else ())
    lines = max((len(cell) for cell in cells), default=1) or 1
    return _Row(tuple(cells), lines * SIZE * LEADING + 2 * ROOM)


def _drawn(row: _Row, edges: Sequence[float], top: float, ink: Ink, *, grey: bool = False) -> list[str]:
    bottom = top - row.height
    found = [pen.ground(edges[0], bottom, edges[-1] - edges[0], row.height, m.GREY)] if grey else []
    found.append(pen.box(edges[0], bottom, edges[-1] - edges[0], row.height, m.GRID))
    found += [pen.line(x, bottom, x, top, m.GRID) for x in edges[1:-1]]
    style = Style.HEADING if grey else Style.BODY
    for n, lines in enumerate(row.cells):
        middle = (edges[n] + edges[n + 1]) / 2
        y = (top + bottom) / 2 + len(lines) * SIZE * LEADING / 2
        for text in lines:
            y -= SIZE * LEADING
            base = y + SIZE * ((LEADING + 1) / 2 - pen.ASCENT)
            found.append(pen.string(ink, style, SIZE, middle, base, text, "center"))
    return found


def _around(told: Told, ink: Ink, number: int, pages: int, *, last: bool) -> list[str]:
    """Mark, title and head line above; signatures on the last page, number and maker below."""
    middle = (LEFT + RIGHT) / 2
    line = TOP - m.TABLE_TOP + 2 * m.MM
    across = pen.fitted(Style.BODY, m.HEAD, told.about, (RIGHT - LEFT) / 2)
    count = PAPER_WORDS["page"].format(page=number) + " " + PAPER_WORDS["pages"].format(pages=pages)
    made = PAPER_WORDS["printed"].format(at=f"{told.made_at:%Y-%m-%d %H:%M}", by=told.made_by)
    found = [
        pen.string(ink, Style.HEADING, m.MARK, LEFT, TOP - m.TITLE, told.mark),
        pen.stronger(pen.string(ink, Style.TITLE, m.TITLE, middle, TOP - m.TITLE, told.title, "center"), 0.3),
        pen.string(ink, Style.BODY, m.HEAD, LEFT, line, told.unit),
        pen.string(ink, Style.BODY, across, RIGHT, line, told.about, "right"),
        pen.string(ink, Style.BODY, m.FOOT, middle, BOTTOM, count, "center"),
        pen.string(ink, Style.NOTE, m.NOTE, LEFT, BOTTOM, made),
    ]
    if last:
        third = (RIGHT - LEFT) / len(TABLES_SIGNED)
        for n, label in enumerate(TABLES_SIGNED):
            found.append(
                pen.string(ink, Style.NOTE, m.FOOT, LEFT + n * third, BOTTOM + 7 * m.MM, f"{label}：")
            )
    return found
