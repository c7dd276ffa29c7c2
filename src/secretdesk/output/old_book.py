"""Opens a foreign .xlsx (or .csv): what is inside is listed first, then read sheet by sheet.

Nothing in it is run or fetched: macros and links to other workbooks are not even opened, formulas count
by the value that was saved with them. The memory is bounded whatever the file says of itself.
"""

from __future__ import annotations

import csv
import io
import re
import struct
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile

from secretdesk.domain.review import Refused
from secretdesk.domain.rules.old_books import unreadable
from secretdesk.output.old_sheet import (
    MB,
    MOST_COLUMNS,
    MOST_TEXT,
    Formats,
    OldRow,
    OldSheet,
    Room,
    SheetReader,
    fill_down,
)
from secretdesk.output.old_xml import stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.output.old_sheet import Progress

MOST_FILE = 64 * MB
MOST_UNPACKED = 300 * MB
MOST_RATIO = 250  # beyond the first 40 MB unpacked; ledgers pack about 10 to 1, blank rows 100 to 1
MOST_PARTS = 3000
MOST_STYLES = 65_536  # of cells (Excel has 65,490), and formats of numbers
LONGEST_ROW = 1 << 20  # characters of a .csv
CHUNK = 1 << 16
OLE = b"\xd0\xcf\x11\xe0"
# What the library says of a zip whose numbers lie or whose bytes were changed.
BROKEN = (
    BadZipFile, LargeZipFile, zlib.error, struct.error, EOFError, OSError, LookupError, RuntimeError,
    ValueError, ArithmeticError,
)  # fmt: skip
FIRST_BUILTIN, LAST_BUILTIN = 14, 58
BUILTIN_DATES = {*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)}  # 27 to 36 and 50 to 58: zh-cn
NOT_DATES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


@dataclass
class OldBook:
    """A workbook that was opened: its sheets by name, and what is in it besides."""

    archive: ZipFile | None
    sheets: dict[str, str]  # name → part
    hidden: set[str] = field(default_factory=set)
    macros: bool = False
    links: bool = False
    strings: list[str] = field(default_factory=list)
    formats: Formats = field(default_factory=lambda: Formats(frozenset(), {}))
    table: OldSheet | None = None  # of a .csv
    room: Room = field(default_factory=Room)

    def read(self, name: str, progress: Progress | None = None) -> OldSheet:
        """A sheet with its rows, merged cells filled downwards.

        Raises:
            Refused: where it is damaged, hostile or too large.
        """
        if self.archive is None:
            return self.table or OldSheet(name)
        reader = SheetReader(name, self.strings, self.formats, progress, self.room)
        with _part(self.archive, self.sheets[name]) as source:
            sheet = reader.read(source)
        sheet.hidden = name in self.hidden
        fill_down(sheet, self.room)
        return sheet


def open_book(data: bytes, name: str) -> OldBook:
    """Open the bytes of a workbook, or of a table as .csv (by its *name*).

    Raises:
        Refused: with one sentence what to do, where it is neither, damaged, hostile or too large.
    """
    if len(data) > MOST_FILE:
        raise Refused([unreadable("large", size=len(data) // MB, most=MOST_FILE // MB)])
    if data.startswith(OLE):
        raise Refused([unreadable("old_format")])
    if name.lower().endswith((".csv", ".txt")) and not data.startswith(b"PK"):
        return _csv(data, name)
    try:
        archive = ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise Refused([unreadable("no_book")]) from error
    _weigh(archive, len(data))
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        raise Refused([unreadable("no_book")])
    book = _sheets(archive, names)
    book.macros = any(one.endswith("vbaProject.bin") for one in names)
    book.links = any(one.startswith("xl/externalLinks/") for one in names)
    if not book.sheets:
        raise Refused([unreadable("empty")])
    return book


def _weigh(archive: ZipFile, packed: int) -> None:
    """Before a byte is unpacked: how much it would be."""
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    if total > MOST_UNPACKED or len(parts) > MOST_PARTS or (total > 40 * MB and total > MOST_RATIO * packed):
        raise Refused([unreadable("bomb", size=total // MB)])
    for part in parts:
        if part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:  # no office program packs otherwise
            raise Refused([unreadable("damaged", part=part.filename)])


@contextmanager
def _part(archive: ZipFile, name: str) -> Iterator[IO[bytes]]:
    """A part of the workbook, its damage told as such. Never more bytes than the directory says."""
    try:
        with archive.open(name) as source:
            yield source
    except BROKEN as error:
        raise Refused([unreadable("damaged", part=name)]) from error


def _sheets(archive: ZipFile, names: set[str]) -> OldBook:
    room = Room()
    targets: dict[str, str] = {}
    listed: list[tuple[str, str, bool]] = []
    epoch: list[bool] = []

    def relation(name: str, told: dict[str, str]) -> None:
        if name == "Relationship" and told.get("TargetMode") != "External":
            target = told.get("Target", "")
            _few(len(targets))
            target = room.keep(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
            targets[room.keep(told.get("Id", ""))] = target

    def sheet(name: str, told: dict[str, str]) -> None:
        if name == "sheet":
            own = next((value for key, value in told.items() if key.rpartition("}")[2] == "id"), "")
            _few(len(listed))
            hidden = told.get("state", "visible") != "visible"
            listed.append((room.keep(told.get("name", "")), room.keep(own), hidden))
        elif name == "workbookPr":
            epoch.append(told.get("date1904") in {"1", "true"})

    for part, heard in (("xl/_rels/workbook.xml.rels", relation), ("xl/workbook.xml", sheet)):
        if part in names:
            with _part(archive, part) as source:
                stream(source, part, heard, _nothing, _nothing)
    book = OldBook(archive, {}, room=room)
    for name, own, hidden in listed:
        if targets.get(own) in names and "worksheets" in targets[own]:
            book.sheets[name] = targets[own]
            if hidden:
                book.hidden.add(name)
    book.strings = _strings(archive, room) if "xl/sharedStrings.xml" in names else []
    book.formats = _formats(archive, names, any(epoch))
    return book


def _few(many: int) -> None:
    """No more sheets than parts: a part may be named a million times."""
    if many >= MOST_PARTS:
        raise Refused([unreadable("damaged", part="workbook")])


def _nothing(*_told: object) -> None:
    """What is not looked at."""


def _strings(archive: ZipFile, room: Room) -> list[str]:
    """The shared texts, without the readings (拼音) that stand beside some."""
    found: list[str] = []
    own: list[str] = []
    state = {"read": False, "aside": False, "length": 0}

    def start(name: str, _told: dict[str, str]) -> None:
        if name == "si":
            own.clear()
            state["length"] = 0
        elif name == "rPh":
            state["aside"] = True
        elif name == "t":
            state["read"] = not state["aside"]

    def end(name: str) -> None:
        if name == "si":
            found.append(room.keep("".join(own)))
        elif name == "rPh":
            state["aside"] = False
        elif name == "t":
            state["read"] = False

    def text(data: str) -> None:
        if state["read"]:
            state["length"] += len(data)
            if state["length"] > MOST_TEXT:
                raise Refused([unreadable("long_text", most=MOST_TEXT)])
            own.append(data)

    with _part(archive, "xl/sharedStrings.xml") as source:
        stream(source, "sharedStrings", start, end, text)
    return found


def _formats(archive: ZipFile, names: set[str], epoch_1904: bool) -> Formats:
    """Which styles show dates, and which fill with zeros."""
    codes: dict[int, str] = {}
    dates: set[int] = set()
    zeros: dict[int, int] = {}
    place = {"inside": False, "n": 0}

    def start(name: str, told: dict[str, str]) -> None:
        if max(place["n"], len(codes)) > MOST_STYLES:
            raise Refused([unreadable("damaged", part="styles")])
        if name == "numFmt" and told.get("numFmtId", "").isdigit():
            codes[int(told["numFmtId"])] = told.get("formatCode", "")
        elif name == "cellXfs":
            place["inside"] = True
        elif name == "xf" and place["inside"]:
            number = int(told["numFmtId"]) if told.get("numFmtId", "").isdigit() else 0
            code = NOT_DATES.sub("", codes.get(number, ""))
            if number in BUILTIN_DATES or (number in codes and re.search(r"[ymdhs]", code.lower())):
                dates.add(place["n"])
            elif re.fullmatch(r"0{2,20}(;.*)?", code):
                zeros[place["n"]] = len(code.partition(";")[0])
            place["n"] += 1

    def end(name: str) -> None:
        if name == "cellXfs":
            place["inside"] = False

    if "xl/styles.xml" in names:
        with _part(archive, "xl/styles.xml") as source:
            stream(source, "styles", start, end, _nothing)
    return Formats(frozenset(dates), zeros, epoch_1904)


def _csv(data: bytes, name: str) -> OldBook:
    """A table of texts, UTF-8 or GB18030; row by row, so that it stands in the memory once."""
    encoding = next((one for one in ("utf-8-sig", "gb18030") if _is_text(data, one)), None)
    if encoding is None:
        raise Refused([unreadable("encoding")])
    source = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    head = source.read(4096)
    source.seek(0)
    sheet = OldSheet(name.rpartition(".")[0])
    book = OldBook(None, {sheet.name: ""}, table=sheet)
    length = 0

    def lines() -> Iterator[str]:
        nonlocal length
        while line := source.readline(LONGEST_ROW + 1):
            length += len(line)
            if length > LONGEST_ROW:
                raise Refused([unreadable("damaged", part=name)])
            yield line

    try:
        for number, row in enumerate(csv.reader(lines(), delimiter=max(",;\t，", key=head.count)), 1):
            length = 0
            sheet.beyond += sum(1 for value in row[MOST_COLUMNS:] if value.strip())
            cells = {n: book.room.keep(value) for n, value in enumerate(row[:MOST_COLUMNS]) if value.strip()}
            if cells:
                if max(map(len, cells.values())) > MOST_TEXT:
                    raise Refused([unreadable("text", row=number, most=MOST_TEXT)])
                book.room.take(rows=1, cells=len(cells))
                sheet.rows.append(OldRow(number, dict(cells)))
    except csv.Error as error:
        raise Refused([unreadable("damaged", part=name)]) from error
    return book


def _is_text(data: bytes, encoding: str) -> bool:
    source = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    try:
        while source.read(CHUNK):
            pass
    except UnicodeDecodeError:
        return False
    return True
