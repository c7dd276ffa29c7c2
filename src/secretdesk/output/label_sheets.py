"""Stickers: how many on a page, how large and where, read from ``labels.toml`` and checked as a form is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from secretdesk.output.form_source import Table, read_toml
from secretdesk.output.paper import MM

if TYPE_CHECKING:
    from pathlib import Path

Pair = tuple[float, float]
KEYS = ("key", "title", "page", "columns", "rows", "size", "first", "gap", "edge", "qr", "bars")
PAGE, LABEL, PLACE = (20, 1000), (20, 300), (0, 300)  # mm: what a length may be
MOST = 50  # columns, rows
LEAST_TEXT = 6  # mm: what is left above a bar code for number and level


@dataclass(frozen=True)
class Sheet:
    """Stickers on a page; lengths in mm."""

    key: str
    title: str
    page: Pair
    columns: int
    rows: int
    size: Pair
    first: Pair = (0, 0)  # left and top of the first
    gap: Pair = (0, 0)
    edge: float = 2.2  # kept white around each label: stickers are never cut to a hair
    qr: float = 20  # the side of a QR code
    bars: float = 8  # the height of a bar code

    @property
    def many(self) -> int:
        """Stickers of a page."""
        return self.columns * self.rows

    def place(self, number: int) -> Pair:
        """Left and bottom in points of the n-th (from 0) on its page."""
        row, column = divmod(number, self.columns)
        left = self.first[0] + column * (self.size[0] + self.gap[0])
        top = self.first[1] + row * (self.size[1] + self.gap[1])
        return left * MM, (self.page[1] - top - self.size[1]) * MM


def load_sheets(file: Path) -> dict[str, Sheet]:
    """The kinds of sticker sheets of a file, by key.

    Raises:
        FormError: with file, line and key.
    """
    table = read_toml(file)
    table.only(("sheets",))
    found: dict[str, Sheet] = {}
    for part in table.tables("sheets"):
        sheet = _sheet(part)
        if sheet.key in found:
            raise part.wrong("key", "same_key", other=found[sheet.key].title)
        found[sheet.key] = sheet
    if not found:
        raise table.wrong("sheets", "missing")
    return found


def _sheet(part: Table) -> Sheet:
    part.only(KEYS)
    sheet = Sheet(
        part.word("key"),
        part.word("title"),
        _pair(part, "page", PAGE),
        _count(part, "columns"),
        _count(part, "rows"),
        _pair(part, "size", LABEL),
        _pair(part, "first", PLACE, (0, 0)),
        _pair(part, "gap", PLACE, (0, 0)),
        part.size("edge", 0, 10, Sheet.edge),
        part.size("qr", 10, 60, Sheet.qr),
        part.size("bars", 4, 60, Sheet.bars),
    )
    for n, (key, count) in enumerate((("columns", sheet.columns), ("rows", sheet.rows))):
        takes = sheet.first[n] + count * sheet.size[n] + (count - 1) * sheet.gap[n]
        if takes > sheet.page[n] + 1e-6:
            raise part.wrong(key, "stickers", takes=takes, page=sheet.page[n])
    if sheet.bars + 2 * sheet.edge + LEAST_TEXT > sheet.size[1]:
        raise part.wrong("bars", "narrow", least=4, most=sheet.size[1] - 2 * sheet.edge - LEAST_TEXT)
    return sheet


def _count(part: Table, key: str) -> int:
    value = part.get(key, int)
    if not 1 <= value <= MOST:
        raise part.wrong(key, "count", least=1, most=MOST)
    return value


def _pair(part: Table, key: str, within: Pair, default: Pair | None = None) -> Pair:
    """Two lengths: across and down."""
    value = part.get(key, list, None if default is None else list(default))
    if len(value) != 2 or any(isinstance(one, bool) or not isinstance(one, (int, float)) for one in value):
        raise part.wrong(key, "kind", kind="[mm, mm]")
    if not all(within[0] <= one <= within[1] for one in value):
        raise part.wrong(key, "narrow", least=within[0], most=within[1])
    return float(value[0]), float(value[1])
