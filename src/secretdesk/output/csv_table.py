"""A table as CSV that a spreadsheet opens by a double click: UTF-8 with BOM, CRLF, nothing that it runs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from secretdesk.output.workbook import FORMULA

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from secretdesk.output.workbook import Column

BOM = "\ufeff"
QUOTE = "'"  # before what would be a formula; a spreadsheet then takes it for text


def csv_bytes(columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> bytes:
    """The whole file."""
    text = io.StringIO()
    text.write(BOM)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_cell(column.label) for column in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return "" if value is None else value
    clean = value.replace("\0", "\u2400")
    return QUOTE + clean if clean.lstrip()[:1] in FORMULA and clean.strip() else clean
