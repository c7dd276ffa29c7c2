"""Streams the sheets of a workbook of openpyxl straight into the target's zip.

By itself openpyxl's write_only mode puts all rows, in clear, into a temporary file outside the vault,
and a killed process leaves it there. So the writer gets the part of the zip to write to instead.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PART = "xl/worksheets/sheet{}.xml"


@contextmanager
def streamed(book: Any, target: BinaryIO) -> Iterator[Callable[[Any], AbstractContextManager[None]]]:
    """Gives what opens a sheet of *book* for rows: one after the other, in their order; the workbook is
    complete behind the block.

    What concerns a whole sheet (widths, panes) must be set before it is opened. When the block fails, what
    *target* then holds is no workbook.
    """
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    relations: dict[int, Any] = {}

    with ZipFile(target, "w", ZIP_DEFLATED) as archive:

        @contextmanager
        def opened(sheet: Any) -> Iterator[None]:
            name = PART.format(len(relations) + 1)
            with archive.open(name, "w", force_zip64=True) as part:
                rows: Any = WorksheetWriter(sheet, part)
                rows.write_top()
                sheet._writer = rows  # noqa: SLF001 - openpyxl makes its own, with a file, unless it finds one
                try:
                    yield
                finally:
                    sheet.close()
            relations[id(sheet)] = rows._rels  # noqa: SLF001

        yield opened

        def enter(sheet: Any) -> None:
            sheet._rels = relations[id(sheet)]  # noqa: SLF001 - as ExcelWriter does, but for the file
            writer.manifest.append(sheet)

        writer: Any = ExcelWriter(book, archive)
        writer.write_worksheet = enter
        writer.save()
