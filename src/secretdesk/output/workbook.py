"""Writes a table as xlsx, row by row: typed dates, a frozen header, and texts that never become formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from secretdesk.domain.fields import Kind
from secretdesk.domain.terms import PAPER_WORDS
from secretdesk.output.xlsx_stream import streamed

LONGEST = 32767  # UTF-16 units in a cell (ECMA-376; Excel's limit)
LONGEST_TITLE = 31
BASE = datetime(1900, 3, 1)  # before it the spreadsheets count a 29 February 1900 that never was
FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm"}
# What a text may begin with and be taken for a formula by a spreadsheet, or by the CSV made of it.
FORMULA = frozenset("=+-@\t\r＝＋－＠")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")

Progress = Callable[[int], None]  # rows written; may raise to cancel
STEP = 1000
PLAIN = frozenset({int, float, bool, date})  # written as they are; a date as yyyy-mm-dd by openpyxl itself
A4 = 9  # its number in the format


@dataclass(frozen=True)
class Column:
    """A column: its label, its width in half-width characters, and what its values are."""

    label: str
    width: int = 12
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Sheet:
    """A sheet: its title, its columns, and its rows, which are read once."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]


def write_workbook(
    target: BinaryIO,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    progress: Progress | None = None,
) -> int:
    """Write one sheet to *target* and return how many rows it has, the header apart.

    Values are texts, numbers, booleans, dates, or the stored texts of dates (``2026-11-23``,
    ``2026-11-23T09:30``) in columns of those kinds, which become typed cells. What the format cannot
    hold is not lost silently: control characters become their visible pictures, a text beyond 32,767
    characters ends with a remark.

    Raises:
        whatever *progress* raises; *target* then holds no workbook.
    """
    return write_sheets(target, title, [Sheet(title, columns, rows)], progress)


def write_sheets(
    target: BinaryIO, title: str, sheets: Sequence[Sheet], progress: Progress | None = None
) -> int:
    """As :func:`write_workbook`, with several sheets."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    made: list[Any] = [book.create_sheet(sheet_title(one.title)) for one in sheets]
    book.properties.creator = "secretdesk"
    book.properties.title = _clean(title)
    count = 0
    with streamed(book, target) as opened:
        for sheet, told in zip(made, sheets, strict=True):
            head = _head(sheet, told.columns)
            with opened(sheet):
                sheet.append(head)
                for values in _cells(sheet, told):
                    sheet.append(values)
                    count += 1
                    if progress and not count % STEP:
                        progress(count)
    return count


def _cells(sheet: Any, told: Sheet) -> Iterable[list[Any]]:
    from openpyxl.cell import WriteOnlyCell

    typed = [n for n, column in enumerate(told.columns) if column.kind in FORMATS]
    for row in told.rows:
        values: list[Any] = list(row)
        for n in typed:
            values[n] = _date(values[n], told.columns[n].kind)
        for n, value in enumerate(values):
            kind = type(value)
            if kind is str:
                if value and (value[0] in FORMULA or len(value) > LONGEST // 2 or _ILLEGAL.search(value)):
                    values[n] = _text(sheet, value)
            elif kind is datetime:
                cell = values[n] = WriteOnlyCell(sheet, value)
                cell.number_format = FORMATS[Kind.MOMENT]
            elif not (value is None or kind in PLAIN):
                values[n] = _text(sheet, str(value))
        yield values


def sheet_title(text: str) -> str:
    r"""A legal name for a sheet: without ``: \ / ? * [ ]``, at most 31 characters, not empty."""
    clean = re.sub(r"[:\\/?*\[\]]", " ", _clean(text)).strip().strip("'").strip()
    while len(clean.encode("utf-16-le")) > 2 * LONGEST_TITLE:
        clean = clean[:-1]
    return clean if clean and clean.lower() != "history" else PAPER_WORDS["sheet"]


def _head(sheet: Any, columns: Sequence[Column]) -> list[Any]:
    """The header row, and what must be said of the sheet before its first row."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    font, ground = Font(bold=True), PatternFill("solid", fgColor="F2F2F2")
    place = Alignment(horizontal="center", vertical="center", wrap_text=True)
    edge = Border(bottom=Side("thin"))
    found = []
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = max(column.width, 4) + 2
        sheet.column_dimensions[letter].number_format = FORMATS.get(column.kind, "General")
        cell: Any = _text(sheet, column.label)
        cell.font, cell.fill, cell.alignment, cell.border = font, ground, place, edge
        found.append(cell)
    return found


def _date(value: object, kind: Kind) -> object:
    """The typed date of a stored text; the text where it is none, or older than the format counts."""
    if isinstance(value, str):
        try:
            found = date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        except ValueError:
            return value
        if isinstance(found, datetime):
            found = found.replace(tzinfo=None)
        if kind is Kind.DATE and isinstance(found, datetime):
            return value
        value = found if str(found)[:10] >= BASE.date().isoformat() else value
    elif isinstance(value, date) and value.isoformat()[:10] < BASE.date().isoformat():
        return value.isoformat()
    return value


def _text(sheet: Any, value: str) -> Any:
    """A cell that is text whatever it begins with, and stays so when it is edited (an implied quote)."""
    from openpyxl.cell import WriteOnlyCell

    clean = _clean(value)
    if len(clean.encode("utf-16-le")) > 2 * LONGEST:
        note = PAPER_WORDS["cut"]
        keep = clean.encode("utf-16-le")[: 2 * (LONGEST - len(note))]
        clean = keep.decode("utf-16-le", "ignore") + note
    cell = WriteOnlyCell(sheet, clean)
    cell.data_type = "s"
    if clean[:1] in FORMULA:
        cell.quotePrefix = True
    return cell


def _clean(text: str) -> str:
    """The text without what XML cannot hold: control characters as pictures (U+2400 …), others as U+FFFD."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ILLEGAL.sub(lambda found: chr(0x2400 + ord(found[0])) if found[0] < " " else "\ufffd", text)
