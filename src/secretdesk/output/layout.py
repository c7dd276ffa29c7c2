"""From a book's rows to strips of lines: what each cell says, in which size, and how high the row is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from secretdesk.domain.terms import PAPER_WORDS
from secretdesk.output.fonts import Style, widths
from secretdesk.output.paper import ABOVE, BESIDE, LEADING, MM, SIZES
from secretdesk.output.text import break_evenly, break_without_orphan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from secretdesk.domain.marks import Mark
    from secretdesk.output.form import Column, Form

BLACK, RED, STRUCK = 0, 1, 2  # the ink of a line; struck is red and crossed out
SPLIT = 30 * MM  # what must be left of a page for a tall row to begin there
_BEGUN = re.compile(r"(?:^|[^0-9])[12][0-9]{3}-(?:[0-9]{2}-)?$|〔[0-9]{0,4}$")
_GOES_ON = re.compile("〔[0-9]{4}〕")
REMEMBERED = 1000  # short values that come again (a channel, an issuer), per column


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed value, and the values that it had before, oldest first."""

    text: str
    old: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One entry as of its line ``seq``. ``cells`` follow the form's paths, one for each.

    A row that is ``void`` is crossed out whole and stays readable; a ``total`` adds up the others.
    """

    entry: int
    seq: int
    cells: tuple[Cell, ...]
    mark: Mark | None = None
    void: bool = False
    total: bool = False


Line = tuple[str, int]  # text and ink


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one cell and their size in points."""

    size: float
    lines: tuple[Line, ...]

    @property
    def height(self) -> float:
        """In points, margins included."""
        return len(self.lines) * self.size * LEADING + 2 * ABOVE if self.lines else 0.0

    def fits(self, height: float) -> int:
        """How many of its lines go into *height*."""
        return int((height - 2 * ABOVE + 0.01) / (self.size * LEADING))

    def part(self, first: int, end: int) -> Block:
        """Some of its lines."""
        return Block(self.size, self.lines[first:end])


@dataclass(frozen=True, slots=True)
class Strip:
    """A row, or as much of it as one page can hold. ``height`` in points."""

    row: PrintedRow
    blocks: tuple[Block, ...]
    height: float


EMPTY = Block(SIZES[0], ())


class Layout:
    """Lays out the rows of one form on pages that have ``room`` points of height for rows."""

    def __init__(self, form: Form, room: float) -> None:
        self.columns, self.room = form.columns, room
        self.grow, self.least = min(form.grow * MM, room), form.least_row * MM
        self._seen: list[dict[tuple[str, ...], Block]] = [{} for _ in self.columns]

    def pages(self, rows: Iterable[PrintedRow]) -> Iterator[list[Strip]]:
        """The strips of each page; the last page may be empty.

        A row that is higher than it may grow, at the least size, begins where there is room and goes on
        overleaf; any other row stays whole.
        """
        page: list[Strip] = []
        left = self.room
        for row in rows:
            blocks = self._blocks(row)
            height = self._height(blocks)
            tall = height > self.grow + 0.01
            while height > left + 0.01:
                if not tall or left < SPLIT:
                    yield page
                else:
                    yield [*page, Strip(row, tuple(b.part(0, b.fits(left)) for b in blocks), left)]
                    blocks = _rest(blocks, left)
                    height = self._height(blocks)
                page, left = [], self.room
            page.append(Strip(row, blocks, height))
            left -= height
        yield page

    def _height(self, blocks: tuple[Block, ...]) -> float:
        return max(self.least, *(block.height for block in blocks))

    def _blocks(self, row: PrintedRow) -> tuple[Block, ...]:
        found, at = [], 0
        for column, seen in zip(self.columns, self._seen, strict=True):
            cells = row.cells[at : at + len(column.paths)]
            at += len(cells)
            texts = tuple([cell.text for cell in cells])
            if any(cell.old for cell in cells):
                found.append(self._fit(column, [piece for cell in cells for piece in pieces(cell)]))
                continue
            block = seen.get(texts)
            if block is None:
                block = self._fit(column, [(text, BLACK) for text in texts])
                if len(seen) < REMEMBERED:
                    seen[texts] = block
            found.append(block)
        return tuple(found)

    def _fit(self, column: Column, pieces: list[Line]) -> Block:
        """The largest size at which the cell stays below the limit; at the least size it grows on."""
        breaker = break_evenly if column.align == "center" else break_without_orphan
        measure = widths(Style.BODY)

        def set_in(size: float) -> Block:
            limit = cell_limit(column, size)
            lines = [(line, ink) for text, ink in pieces for line in breaker(text, limit, measure)]
            return Block(size, tuple(lines))

        return largest(set_in, self.grow)


def _rest(blocks: tuple[Block, ...], left: float) -> tuple[Block, ...]:
    """What goes on overleaf; the first column says so where it has nothing left itself."""
    first, *others = (block.part(block.fits(left), len(block.lines)) for block in blocks)
    if not first.lines:
        first = Block(EMPTY.size, ((PAPER_WORDS["continued"], BLACK),))
    return first, *others


def largest(set_in: Callable[[float], Block], grow: float) -> Block:
    """A text in the largest size in which it is no higher than *grow*, else in the least.

    One size smaller where that leaves a 文号 or a date whole.
    """
    block = set_in(SIZES[0])
    if block.height <= grow and (torn := _torn(block)):
        smaller = set_in(SIZES[1])
        return smaller if _torn(smaller) < torn else block
    for size in SIZES[1:]:
        if block.height <= grow:
            break
        block = set_in(size)
    return block


def _torn(block: Block) -> int:
    """How many lines go on in the middle of a 文号 or of a date."""
    pairs = pairwise(text for text, _ in block.lines)
    return sum(_BEGUN.search(one) is not None or _GOES_ON.match(other) is not None for one, other in pairs)


def cell_limit(column: Column, size: float) -> int:
    """The width that text of *size* points has in a column, in 1/1000 em."""
    return int((column.width * MM - 2 * BESIDE) * 1000 / size)


def pieces(cell: Cell) -> list[Line]:
    """Former values crossed out above, the present one in red below them; black where nothing changed."""
    return [*((old, STRUCK) for old in cell.old), (cell.text, RED if cell.old else BLACK)]
