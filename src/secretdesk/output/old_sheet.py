"""One sheet of a foreign workbook: rows with content, what is hidden, what is merged; read as a stream."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import IO

from secretdesk.domain.review import Refused
from secretdesk.domain.rules.old_books import unreadable
from secretdesk.domain.rules.old_cells import Cell, Unread
from secretdesk.output.old_xml import stream

MOST_ROWS = 100_000  # with content, in one workbook
MOST_COLUMNS = 300  # further to the right stands nothing of a ledger
MOST_TEXT = 32_767  # characters in a cell (ECMA-376)
MOST_CELLS = 3_000_000
MOST_MERGED = 50_000
MOST_FILLED = 10_000_000  # cells looked at to fill down what is merged
MB = 1 << 20
MOST_MEMORY = 180 * MB  # of what is kept of a workbook: rows, cells, texts
ROW_TAKES, CELL_TAKES = 250, 60  # bytes, about
DATE, ZEROS = "date", "zeros"

Progress = Callable[[int], object]  # rows read; may raise to stop


@dataclass
class OldRow:
    """A row with content: its number on the sheet, its cells by column (from 0), whether it is hidden."""

    number: int
    cells: dict[int, Cell]
    hidden: bool = False


@dataclass
class OldSheet:
    """What a sheet holds. ``spans`` are merged cells: first row, first column, last row, last column."""

    name: str
    rows: list[OldRow] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    spans: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    formulas: int = 0
    outside: int = 0  # formulas that ask another workbook
    beyond: int = 0  # cells too far right, left out


@dataclass(frozen=True)
class Formats:
    """How numbers are shown, by the style of a cell: as a date, or with so many figures."""

    dates: frozenset[int]
    zeros: dict[int, int]
    epoch_1904: bool = False


@dataclass
class Room:
    """What a workbook may still hold, all its sheets together."""

    rows: int = MOST_ROWS
    cells: int = MOST_CELLS
    memory: int = MOST_MEMORY

    def take(self, rows: int, cells: int) -> None:
        """Raises Refused where there is none left."""
        self.rows, self.cells = self.rows - rows, self.cells - cells
        if min(self.rows, self.cells) < 0:
            raise Refused([unreadable("rows", most=MOST_ROWS)])
        self.weigh(rows * ROW_TAKES + cells * CELL_TAKES)

    def keep(self, text: str) -> str:
        """A text, weighed: one character beyond the first plane makes each of it four bytes long.

        Raises Refused where there is no room for it.
        """
        self.weigh(sys.getsizeof(text) + 8)
        return text

    def weigh(self, size: int) -> None:
        """So many bytes are kept. Raises Refused where there are none left."""
        self.memory -= size
        if self.memory < 0:
            raise Refused([unreadable("bomb", size=MOST_MEMORY // MB)])


def column_of(reference: str) -> int:
    """The column of A1, from 0; -1 where there is none."""
    found = 0
    for char in reference:
        if not char.isalpha():
            break
        found = found * 26 + ord(char.upper()) - 64
        if found > 1 << 15:
            break
    return found - 1


class SheetReader:
    """Gathers the rows of a sheet while its XML streams by."""

    def __init__(
        self, name: str, strings: list[str], formats: Formats, progress: Progress | None, room: Room
    ) -> None:
        self.sheet = OldSheet(name)
        self.room = room
        self.strings, self.formats, self.progress = strings, formats, progress
        self.row = self.column = 0
        self.cell: dict[int, Cell] = {}
        self.row_hidden = False
        self.kind = self.style = ""
        self.text: list[str] = []
        self.length = 0
        self.within = ""  # v, f or t
        self.value = self.formula = None  # type: str | None

    def read(self, source: IO[bytes]) -> OldSheet:
        """The whole sheet.

        Raises:
            Refused: where it is damaged, hostile or too large.
        """
        stream(source, self.sheet.name, self.start, self.end, self.data)
        return self.sheet

    def start(self, name: str, told: dict[str, str]) -> None:
        """An element begins."""
        if name == "c":
            self.kind, self.style = told.get("t", "n"), told.get("s", "")
            reference = told.get("r", "")
            self.column = column_of(reference) if reference else self.column + 1
            self.value = self.formula = None
        elif name in {"v", "f"} or (name == "t" and self.kind == "inlineStr"):
            self.within, self.text, self.length = name, [], 0
        elif name == "row":
            number = told.get("r", "")
            self.row = int(number) if number.isdigit() else self.row + 1
            self.row_hidden = told.get("hidden") in {"1", "true"}
            self.cell, self.column = {}, -1
        elif name == "col" and told.get("hidden") in {"1", "true"}:
            first, last = int(told.get("min", 0) or 0), int(told.get("max", 0) or 0)
            self.sheet.hidden_columns |= set(range(max(first - 1, 0), min(last, MOST_COLUMNS)))
        elif name == "mergeCell" and len(self.sheet.spans) < MOST_MERGED:
            self._span(told.get("ref", ""))

    def data(self, text: str) -> None:
        """Text within a value or a formula."""
        if self.within:
            self.length += len(text)
            if self.length > MOST_TEXT:
                raise Refused([unreadable("text", row=self.row, most=MOST_TEXT)])
            self.text.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == self.within:
            text = "".join(self.text)
            if name == "f":
                self.formula = text
            else:
                self.value = (self.value or "") + text if name == "t" else text
            self.within = ""
        elif name == "c":
            self._keep()
        elif name == "row" and self.cell:
            self.room.take(rows=1, cells=len(self.cell))
            self.sheet.rows.append(OldRow(self.row, self.cell, self.row_hidden))
            if self.progress and len(self.sheet.rows) % 500 == 0:
                self.progress(len(self.sheet.rows))

    def _keep(self) -> None:
        if self.formula is not None:
            self.sheet.formulas += 1
            self.sheet.outside += "[" in self.formula
        value = self._value()
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        if not 0 <= self.column < MOST_COLUMNS:
            self.sheet.beyond += 1
            return
        self.cell[self.column] = self.room.keep(value) if isinstance(value, str) else value

    def _value(self) -> Cell | None:
        raw = self.value
        if raw is None or (raw == "" and self.formula is not None):
            return Unread("formula") if self.formula is not None and self.kind != "str" else None
        if self.kind == "s":
            return self.strings[int(raw)] if raw.isdigit() and int(raw) < len(self.strings) else None
        if self.kind in {"str", "inlineStr"}:
            return raw
        if self.kind == "e":
            return Unread("error", raw[:20])
        if self.kind == "b":
            return raw == "1"
        return self._number(raw)

    def _number(self, raw: str) -> Cell | None:
        try:
            if self.kind == "d":
                return datetime.fromisoformat(raw.removesuffix("Z")).replace(tzinfo=None)
            number = float(raw)
        except ValueError:
            return raw
        style = int(self.style) if self.style.isdigit() else 0
        if style in self.formats.dates:
            return _moment(number, epoch_1904=self.formats.epoch_1904)
        whole = number.is_integer() and abs(number) < 10**15
        if style in self.formats.zeros and whole and number >= 0:  # as it is shown
            return f"{int(number):0{self.formats.zeros[style]}d}"
        return int(number) if whole else number

    def _span(self, reference: str) -> None:
        match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", reference)
        if match:
            first, last = column_of(match[1]), min(column_of(match[3]), MOST_COLUMNS)
            self.sheet.spans.append((int(match[2]), first, int(match[4]), last))


def _moment(number: float, *, epoch_1904: bool) -> Cell:
    """The day of a serial number (1900 or 1904 system), a time alone below 1; the number where it is none."""
    if 0 <= number < 1:
        return (datetime.min + timedelta(days=number)).time().replace(microsecond=0) if number else time()
    start = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30 if number >= 60 else 31)
    try:
        return (start + timedelta(days=number, microseconds=500_000)).replace(microsecond=0)
    except (OverflowError, ValueError):
        return number


def fill_down(sheet: OldSheet, room: Room) -> None:
    """Give what is merged over several rows to each of them that has content of its own.

    Raises:
        Refused: where more is merged than any ledger has.
    """
    by_number = {row.number: row for row in sheet.rows}
    looked = 0
    for first, column, last, _ in sheet.spans:
        top = by_number.get(first)
        value = top.cells.get(column) if top else None
        if value is None or last == first:
            continue
        whole = last - first >= len(by_number)
        looked += len(by_number) if whole else last - first
        if looked > MOST_FILLED:
            raise Refused([unreadable("bomb", size=MOST_MEMORY // MB)])
        inside = (n for n in by_number if first < n <= last) if whole else range(first + 1, last + 1)
        for number in inside:
            row = by_number.get(number)
            if row is not None and column not in row.cells:
                room.take(rows=0, cells=1)
                row.cells[column] = value
