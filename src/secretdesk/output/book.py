"""Draws a register as a book for signature, page by page, straight onto the canvas (design section 5).

Time is linear in the rows: they are laid out and drawn once, page by page. How many pages there are is known
at the end, so that number is a thing of its own that every page shows. The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from secretdesk.domain.marks import Mark, highest
from secretdesk.domain.terms import PAPER_WORDS, Level
from secretdesk.output import bars, boxes, pen
from secretdesk.output import paper as m
from secretdesk.output.canvas import close_page, open_canvas
from secretdesk.output.embed import Ink
from secretdesk.output.fonts import Style, widths
from secretdesk.output.layout import BLACK, STRUCK, Layout, PrintedRow, Strip
from secretdesk.output.sheet import Head, Measures, fixed, measure, page_count, page_foot, top_mark

if TYPE_CHECKING:
    from secretdesk.output.form import Form

AROUND, COUNT = "around", "count{}"
NO_BARS: Mapping[int, int] = {}
HANGING = frozenset("（〔【《〈「『“‘［｛")
Progress = Callable[[int, int], None]  # rows done, rows in all; may raise to cancel


@dataclass(frozen=True)
class Page:
    """What one printed page showed: (entry, seq) of its rows, and the mark it bears."""

    number: int
    rows: tuple[tuple[int, int], ...]
    mark: Mark | None


@dataclass(frozen=True)
class _Drawn:
    rows: tuple[PrintedRow, ...]
    content: str
    red: bool
    part: int = 0  # which of the parts of a form that begins anew with `each` value; pages are counted in it
    last: bool = True  # of its part


def draw_book(
    target: BinaryIO,
    form: Form,
    rows: Sequence[PrintedRow],
    head: Head,
    *,
    blank: bool = False,
    entry: PrintedRow | None = None,
    passphrase: str = "",
    progress: Progress | None = None,
) -> list[Page]:
    """Write the book as PDF to *target* and tell what each page shows.

    With *blank* one page of empty rows is drawn for a power cut. Without it and without rows the page
    is closed by 以下空白, so that nothing can be written into a book that was printed. *entry* is what the
    list is of: its values stand in the form's boxes, on every page. A *passphrase* locks the file.

    Raises:
        whatever *progress* raises, before anything is written to *target*.
    """
    ink = Ink()
    laid, end = boxes.lay_out(form, entry)
    at = measure(form, boxes.height_of(laid))
    canvas = open_canvas(
        target, (at.width, at.height), ink, title=form.title, at=head.printed_at, passphrase=passphrase
    )
    canvas.beginForm(AROUND)  # what all pages share goes into the file once
    canvas.addLiteral(fixed(form, head, at, ink))
    if laid:
        canvas.addLiteral(boxes.draw(laid, at.left, at.top - m.TABLE_TOP, ink))
    canvas.endForm()
    drawn: Iterable[_Drawn]
    if form.is_sheet:
        drawn = [_Drawn((), "", red=False)]
    elif blank:
        drawn = [_page(form, [], at, ink, 0, end, closed=False)]
    else:
        drawn = _draw_pages(form, rows, at, ink, end, progress)
    pages: list[Page] = []
    first = 0
    for number, page in enumerate(drawn, start=1):
        marks = [*(row.mark for row in page.rows), entry.mark if entry else None]
        mark = highest(marks) if form.marked else None
        inside = number - first
        lines, payload = head.foot(number, page.rows, page.last)
        foot = page_foot(None if blank else inside, lines, payload, at, ink, red=page.red)
        top = top_mark(mark, form, at, ink) if mark and mark.level is not Level.UNCLASSIFIED else ""
        canvas.doForm(AROUND)
        canvas.addLiteral("\n".join(part for part in (top, page.content, foot) if part))
        if not blank:
            canvas.doForm(COUNT.format(page.part))
        close_page(canvas)
        shown = page.rows if not form.is_sheet or entry is None else (entry,)
        pages.append(Page(number, tuple((row.entry, row.seq) for row in shown), mark))
        if page.last and not blank:
            canvas.beginForm(COUNT.format(page.part))
            canvas.addLiteral(page_count(inside, at, ink))
            canvas.endForm()
            first = number
    canvas.save()
    return pages


def _draw_pages(
    form: Form, rows: Sequence[PrintedRow], at: Measures, ink: Ink, end: boxes.Rows, progress: Progress | None
) -> Iterator[_Drawn]:
    done, wanted = 0, boxes.height_of(end)
    full = bars.longest(form, rows)
    for part, some in enumerate(_parts(form, rows)):
        waiting: list[Strip] | None = None
        for strips in Layout(form, at.room).pages(some):
            if waiting is not None:
                yield _page(form, waiting, at, ink, part, full=full)
                done += len(waiting)
                if progress:
                    progress(min(done, len(rows)), len(rows))
            waiting = strips
        if waiting and sum(strip.height for strip in waiting) + wanted > at.room + 0.01:
            yield _page(form, waiting, at, ink, part, full=full)
            waiting = []
        yield _page(form, waiting or [], at, ink, part, end, closed=not form.open, full=full)
    if progress:
        progress(len(rows), len(rows))


def _parts(form: Form, rows: Sequence[PrintedRow]) -> Iterator[Sequence[PrintedRow]]:
    """All rows together, or those of each value of one column for themselves."""
    if not form.each or not rows:
        yield rows
        return
    at = form.paths.index(form.each)
    for _, some in groupby(rows, key=lambda row: row.cells[at].text):
        yield list(some)


def _page(
    form: Form,
    strips: list[Strip],
    at: Measures,
    ink: Ink,
    part: int,
    end: boxes.Rows | None = None,
    *,
    closed: bool = True,
    full: Mapping[int, int] = NO_BARS,
) -> _Drawn:
    """The rows of a page. They share what room is left, unless a row or more is left over at the end.

    The last page has the boxes of the *end*, at its foot, and empty rows between, *closed* or left to a hand.
    """
    below = at.table_bottom + boxes.height_of(end or [])
    left = at.rows_top - below - sum(strip.height for strip in strips)
    closing = end is not None and left >= form.least_row * m.MM
    more = 0.0 if closing or not strips else left / len(strips)
    black: list[str] = []
    red: list[str] = []
    y = at.rows_top
    for strip in strips:
        height = strip.height + more
        black += bars.draw(form, strip.row, full, at, y, height)
        _draw_strip(strip, form, at, y, height, black, red, ink)
        y -= height
        if y > below + 0.01:
            black.append(pen.line(at.left, y, at.right, y, m.GRID))
    if closing:
        black.append(_empty_rows(form, at, ink, y, below, closed=closed))
    if end:
        black.append(
            pen.ground(at.left, at.table_bottom, at.right - at.left, below - at.table_bottom, "1 1 1")
        )
        black.append(boxes.draw(end, at.left, below, ink))
    content = "\n".join(black)
    if red:
        content += "\n" + pen.coloured(m.RED, red)
    return _Drawn(tuple(strip.row for strip in strips), content, bool(red), part, last=end is not None)


def _draw_strip(
    strip: Strip,
    form: Form,
    at: Measures,
    top: float,
    height: float,
    black: list[str],
    red: list[str],
    ink: Ink,
) -> None:
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


def _empty_rows(form: Form, at: Measures, ink: Ink, top: float, below: float, *, closed: bool) -> str:
    """Empty rows down to *below*; *closed*: with 以下空白 and a stroke through the rest."""
    count = int((top - below + 0.01) / (form.least_row * m.MM))
    height = (top - below) / count
    found = [pen.line(at.left, top - n * height, at.right, top - n * height, m.GRID) for n in range(1, count)]
    if not closed:
        found += [line for n in range(count) for line in _between_places(form, at, top - n * height, height)]
    if closed:
        widest = max(range(len(form.columns)), key=lambda n: form.columns[n].width)
        middle = (at.edges[widest] + at.edges[widest + 1]) / 2
        base = top - height / 2 - pen.MIDDLE * m.SIZES[0]
        found.append(
            pen.string(ink, Style.BODY, m.SIZES[0], middle, base, PAPER_WORDS["below_blank"], "center")
        )
        if count > 1:
            inset = 8 * m.MM
            found.append(pen.line(at.left + inset, top - height - 3, at.right - inset, below + 3, m.GRID))
    return "\n".join(found)
