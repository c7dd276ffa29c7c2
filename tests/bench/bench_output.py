"""Ratios of paper and xlsx, each measured in one run: ``python -m tests.bench.bench_output``.

Each function returns lines ``name ratio limit``; a ratio above its limit is a regression. A limit with
``>=`` is one to stay above.
"""

from __future__ import annotations

import io
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.fields import Kind
from secretdesk.output.book import draw_book
from secretdesk.output.canvas import closed_reportlab
from secretdesk.output.paper import MM
from secretdesk.output.workbook import Column, write_workbook
from tests.output import sample

if TYPE_CHECKING:
    from collections.abc import Callable


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

    from secretdesk.assets import font_file
    from secretdesk.output.fonts import SERIF

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
    return [f"book_10000_to_2000 {best(lambda: book(many)) / best(lambda: book(few)):.2f} 5.5"]


def book_against_long_table(count: int = 2000) -> list[str]:
    """At 2,000 rows; LongTable grows faster than its rows, so at 10,000 it is worse off still."""
    rows = sample.rows(count)
    book(rows[:10])
    ours, theirs = best(lambda: book(rows)), best(lambda: long_table(rows), 1)
    return [f"long_table_to_book_{count} {theirs / ours:.2f} >=3"]


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


ALL = (book_grows_linearly, book_against_long_table, workbook_against_bare)

if __name__ == "__main__":
    for measure in ALL:
        for line in measure():
            print(line, flush=True)
