"""A workbook to fill in for one register: headers with their help, choices, text where zeros count."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secretdesk.output.workbook import sheet_title

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_LIST = 250  # characters of a list of choices that the format takes
ROWS = 2000  # prepared for typing


@dataclass(frozen=True)
class Blank:
    """A column to fill in. ``text`` keeps leading zeros and what looks like a date as typed."""

    label: str
    help: str = ""
    width: int = 12
    needed: bool = False
    choices: tuple[str, ...] = ()
    text: bool = False


def write_template(title: str, columns: Sequence[Blank]) -> bytes:
    """The workbook; it holds nothing of the books."""
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    if sheet is None:  # pragma: no cover - a new workbook has one
        raise AssertionError
    sheet.title = sheet_title(title)
    book.properties.creator = "secretdesk"
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        cell = sheet.cell(1, number, column.label)
        cell.font = Font(bold=True, color="A02020" if column.needed else "202020")
        cell.fill = PatternFill("solid", fgColor="F2F2F2")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if column.help:
            cell.comment = Comment(column.help, "secretdesk", width=260, height=90)
        sheet.column_dimensions[letter].width = max(column.width, 8) + 2
        if column.text:
            sheet.column_dimensions[letter].number_format = "@"
            for row in range(2, 52):  # a column's format alone is not heeded everywhere
                sheet.cell(row, number).number_format = "@"
        listed = ",".join(column.choices)
        if listed and len(listed) <= LONGEST_LIST:
            offered = DataValidation(
                type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False
            )
            offered.add(f"{letter}2:{letter}{ROWS}")
            sheet.add_data_validation(offered)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
