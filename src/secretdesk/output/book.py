"""Draws a register as a book for signature, page by page, straight onto the canvas (design section 5).

Time is linear in the rows: they are laid out and drawn once, page by page. How many pages there are is known
at the end, so that number is a thing of its own that every page shows. The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby
from typing import TYPE_CHECKING, BinaryIO

from secretdesk.domain.marks import Mark, highest
from secretdesk.domain.terms import Level
from secretdesk.output import bars, box_pages, boxes, pen
from secretdesk.output import paper as m
from secretdesk.output.canvas import close_page, open_canvas
from secretdesk.output.embed import Ink
from secretdesk.output.layout import Layout, PrintedRow, Strip
from secretdesk.output.sheet import Head, Measures, fixed, measure, page_count, page_foot, top_mark
from secretdesk.output.strips import draw_strip, empty_rows

if TYPE_CHECKING:
    from secretdesk.output.form import Form, HeadCell

AROUND, AHEAD, COUNT = "around", "ahead", "count{}"
NO_BARS: Mapping[int, int] = {}
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
    boxes: tuple[HeadCell, ...] = ()  # that stand on it alone
    alone: bool = False  # without a table


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
    placed = box_pages.place(form, entry, measure(form))
    at = measure(form, boxes.height_of(placed.around))
    canvas = open_canvas(
        target, (at.width, at.height), ink, title=form.title, at=head.printed_at, passphrase=passphrase
    )
    canvas.beginForm(AROUND)  # what all pages share goes into the file once
    canvas.addLiteral(fixed(form, head, at, ink, table=not form.is_sheet))
    if placed.around:
        canvas.addLiteral(boxes.draw(placed.around, at.left, at.top - m.TABLE_TOP, ink))
    canvas.endForm()
    if placed.ahead and not form.is_sheet:
        canvas.beginForm(AHEAD)
        canvas.addLiteral(fixed(form, head, at, ink, table=False))
        canvas.endForm()
    drawn: Iterable[_Drawn] = _draw_alone(form, placed.ahead, at, ink)
    if blank and not form.is_sheet:
        drawn = chain(drawn, _draw_last(form, [], at, ink, 0, placed.end, closed=False))
    elif not form.is_sheet:
        drawn = chain(drawn, _draw_pages(form, rows, at, ink, placed.end, progress))
    around = box_pages.cells_of(placed.around)
    pages: list[Page] = []
    first = 0
    for number, page in enumerate(drawn, start=1):
        marks = [*(row.mark for row in page.rows), entry.mark if entry else None]
        mark = highest(marks) if form.marked else None
        inside = number - first
        lines, payload = head.foot(number, page.rows, [*around, *page.boxes])
        foot = page_foot(None if blank else inside, lines, payload, at, ink, red=page.red)
        top = top_mark(mark, form, at, ink) if mark and mark.level is not Level.UNCLASSIFIED else ""
        canvas.doForm(AHEAD if page.alone and not form.is_sheet else AROUND)
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
    form: Form,
    rows: Sequence[PrintedRow],
    at: Measures,
    ink: Ink,
    ends: list[boxes.Rows],
    progress: Progress | None,
) -> Iterator[_Drawn]:
    done, wanted = 0, boxes.height_of(ends[0])
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
        yield from _draw_last(form, waiting or [], at, ink, part, ends, closed=not form.open, full=full)
    if progress:
        progress(len(rows), len(rows))


def _draw_alone(form: Form, ahead: list[boxes.Rows], at: Measures, ink: Ink) -> Iterator[_Drawn]:
    """Pages of boxes without a table."""
    for number, one in enumerate(ahead, start=1):
        content = boxes.draw(one, at.left, at.top - m.TABLE_TOP, ink)
        final = form.is_sheet and number == len(ahead)
        yield _Drawn((), content, red=False, last=final, boxes=tuple(box_pages.cells_of(one)), alone=True)


def _draw_last(
    form: Form,
    strips: list[Strip],
    at: Measures,
    ink: Ink,
    part: int,
    ends: list[boxes.Rows],
    *,
    closed: bool,
    full: Mapping[int, int] = NO_BARS,
) -> Iterator[_Drawn]:
    """The last rows with the boxes of the end, and what these need of further pages."""
    for number, end in enumerate(ends, start=1):
        some = strips if number == 1 else []
        page = _page(form, some, at, ink, part, end, closed=closed or number > 1, full=full)
        yield replace(page, last=number == len(ends), boxes=tuple(box_pages.cells_of(end)))


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
        draw_strip(strip, form, at, y, height, black, red, ink)
        y -= height
        if y > below + 0.01:
            black.append(pen.line(at.left, y, at.right, y, m.GRID))
    if closing:
        black.append(empty_rows(form, at, ink, y, below, closed=closed))
    if end:
        black.append(
            pen.ground(at.left, at.table_bottom, at.right - at.left, below - at.table_bottom, "1 1 1")
        )
        black.append(boxes.draw(end, at.left, below, ink))
    content = "\n".join(black)
    if red:
        content += "\n" + pen.coloured(m.RED, red)
    return _Drawn(tuple(strip.row for strip in strips), content, bool(red), part, last=end is not None)
