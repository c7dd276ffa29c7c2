"""Ratios of paper and xlsx, each measured in one run: ``python -m tests.bench.bench_output``.

Each function returns lines ``name ratio limit``; a ratio above its limit is a regression. A limit with
``>=`` is one to stay above.
"""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secretdesk.assets import font_file
from secretdesk.desk.anchors import Anchors
from secretdesk.desk.opening import new_vault
from secretdesk.domain.fields import Kind
from secretdesk.domain.terms import Level
from secretdesk.output import book as drawing
from secretdesk.output import fonts, pen
from secretdesk.output.book import draw_book
from secretdesk.output.canvas import closed_reportlab
from secretdesk.output.fonts import BUNDLED, SANS, SERIF, widths
from secretdesk.output.paper import MM
from secretdesk.output.workbook import Column, write_workbook
from secretdesk.store.slots import Cost
from tests.output import sample

if TYPE_CHECKING:
    from collections.abc import Callable


fonts.look_in()  # the bundled fonts alone: both sides set the same glyphs


def best(work: Callable[[], object], times: int = 3) -> float:
    """Processor seconds of the quickest of some runs: the least disturbed one."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def book(rows: list[Any]) -> int:
    return len(draw_book(io.BytesIO(), sample.forms()["receipt_book"], rows, sample.head()))


def long_table(rows: list[Any]) -> None:
    """The same rows as reportlab's own LongTable with Paragraph cells (in our font)."""
    closed_reportlab()
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    if "bench" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("bench", str(font_file(SERIF))))
    style = ParagraphStyle("cell", fontName="bench", fontSize=10.5, leading=12.4, wordWrap="CJK")
    form = sample.forms()["receipt_book"]
    cells = []
    for row in rows:
        texts = iter(cell.text for cell in row.cells)
        columns = ["<br/>".join(filter(None, (next(texts) for _ in column.paths))) for column in form.columns]
        cells.append([Paragraph(text, style) for text in columns])
    head = [column.label for column in form.columns]
    table = LongTable([head, *cells], colWidths=[c.width * MM for c in form.columns], repeatRows=1)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, "#000000"), ("FONTNAME", (0, 0), (-1, 0), "bench")])
    margins = {"leftMargin": 28 * MM, "rightMargin": 13 * MM, "topMargin": 34 * MM, "bottomMargin": 35 * MM}
    SimpleDocTemplate(io.BytesIO(), pagesize=landscape(A4), **margins).build([table])


def book_grows_linearly() -> list[str]:
    few, many = sample.rows(2000), sample.rows(10000)
    book(few[:10])
    ratios = []
    for _ in range(5):  # the large one between two small ones: what else the PC does weighs on both
        before, large, after = (best(lambda rows=rows: book(rows), 1) for rows in (few, many, few))
        ratios.append(2 * large / (before + after))
    return [f"book_10000_to_2000 {statistics.median(ratios):.2f} 5.5"]


def book_against_long_table(count: int = 2000) -> list[str]:
    """At 2,000 rows; LongTable grows faster than its rows, so at 10,000 it is worse off still."""
    rows = sample.rows(count)
    book(rows[:10])
    ours, theirs = best(lambda: book(rows)), best(lambda: long_table(rows), 1)
    return [f"long_table_to_book_{count} {theirs / ours:.2f} >=5"]


def drawn_strings(rows: list[Any]) -> list[list[tuple[str, float, float, float, str]]]:
    """Page by page what a book of these rows draws: face, size, place and text of every string."""
    pages: list[list[tuple[str, float, float, float, str]]] = [[]]
    string, close = pen.string, drawing.close_page

    def told(ink: Any, style: Any, size: float, x: float, y: float, text: str, align: str = "left") -> str:
        wide = widths(style).of(text) * size / 1000
        left = {"left": x, "center": x - wide / 2, "right": x - wide}[align]
        if text:
            pages[-1].append((BUNDLED[style][0], size, left, y, text))
        return string(ink, style, size, x, y, text, align)

    def closed(canvas: Any) -> None:
        close(canvas)
        pages.append([])

    pen.string, drawing.close_page = told, closed  # type: ignore[assignment]
    try:
        book(rows)
    finally:
        pen.string, drawing.close_page = string, close
    return pages[:-1]


def bare_canvas(pages: list[list[tuple[str, float, float, float, str]]]) -> None:
    """The same strings at the same places by reportlab's own canvas: nothing measured, broken, ruled or proved."""
    canvas = closed_reportlab().Canvas(io.BytesIO(), pagesize=(297 * MM, 210 * MM), pageCompression=1)
    for page in pages:
        for face, size, x, y, text in page:
            canvas.setFont(face, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()


def book_against_bare_canvas(count: int = 5000) -> list[str]:
    """With the anchor of each page: a keyed digest of its cells, its code, its QR code."""
    closed_reportlab()
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for face in (SERIF, SANS):
        pdfmetrics.registerFont(TTFont(face, str(font_file(face))))
    rows = sample.rows(count)
    pages = drawn_strings(rows)
    form = sample.forms()["receipt_book"]
    with tempfile.TemporaryDirectory() as folder:
        desk = new_vault(Path(folder) / "v", "bench", "bench", Level.HIGHLY_SECRET, cost=Cost(1, 8192))

        def proved() -> None:
            foot = Anchors(desk, form, None, lambda _rows: []).foot
            draw_book(io.BytesIO(), form, rows, replace(sample.head(), foot=foot))

        proved()
        ours, theirs = best(proved), best(lambda: bare_canvas(pages))
        desk.close()
    return [f"book_to_bare_canvas_{count} {ours / theirs:.2f} 1.5"]


def memory_of_a_big_book(count: int = 50_000) -> list[str]:
    """The peak of a process that draws them, its invented rows included, against 300 MB."""
    run = [sys.executable, "-m", "tests.bench.child_paper", str(count)]
    peak = float(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
    return [f"book_{count}_mb_of_300 {peak / 300:.2f} 1"]


def workbook_against_bare(count: int = 10000) -> list[str]:
    from openpyxl import Workbook

    first = date(2026, 1, 1)
    days = [first + timedelta(days=n % 365) for n in range(count)]
    texts = [[cell.text for cell in row.cells] for row in sample.rows(count)]
    columns = [Column("c", 12, Kind.DATE if n == 1 else Kind.TEXT) for n in range(len(texts[0]))]
    stored = [[*row[:1], day.isoformat(), *row[2:]] for row, day in zip(texts, days, strict=True)]
    typed = [[*row[:1], day, *row[2:]] for row, day in zip(texts, days, strict=True)]

    def bare() -> None:
        workbook = Workbook(write_only=True)
        sheet = workbook.create_sheet("s")
        for row in typed:
            sheet.append(row)
        workbook.save(io.BytesIO())

    bare()
    ours = best(lambda: write_workbook(io.BytesIO(), "s", columns, stored))
    return [f"xlsx_to_bare_write_only {ours / best(bare):.2f} 1.3"]


ALL = (
    book_grows_linearly, book_against_long_table, book_against_bare_canvas, memory_of_a_big_book,
    workbook_against_bare,
)  # fmt: skip

if __name__ == "__main__":
    for measure in ALL:
        for line in measure():
            print(line, flush=True)
