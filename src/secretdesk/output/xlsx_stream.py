"""Streams a sheet of openpyxl straight into the target's zip.

By itself openpyxl's write_only mode puts all rows, in clear, into a temporary file outside the vault,
and a killed process leaves it there. So the writer gets the part of the zip to write to instead.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from collections.abc import Iterator

PART = "xl/worksheets/sheet1.xml"


@contextmanager
def streamed(book: Any, sheet: Any, target: BinaryIO) -> Iterator[None]:
    """Append rows to *sheet*, the only one of *book*, inside; the workbook is complete behind it.

    What concerns the whole sheet (widths, panes) must have been set before. When the block fails, what
    *target* then holds is no workbook.
    """
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        with archive.open(PART, "w", force_zip64=True) as part:
            rows: Any = WorksheetWriter(sheet, part)
            rows.write_top()
            sheet._writer = rows  # noqa: SLF001 - openpyxl makes its own, with a file, unless it finds one
            try:
                yield
            finally:
                sheet.close()

        def enter(sheet: Any) -> None:
            sheet._rels = rows._rels  # noqa: SLF001 - as ExcelWriter does, but for the file
            writer.manifest.append(sheet)

        writer: Any = ExcelWriter(book, archive)
        writer.write_worksheet = enter
        writer.save()
