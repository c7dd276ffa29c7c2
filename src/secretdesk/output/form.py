"""What a printed form is, once loaded and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.output.paper import PAPERS, ROW, Paper

if TYPE_CHECKING:
    from collections.abc import Mapping


ORDINAL = "n"  # the path that counts the rows of a print, from 1


@dataclass(frozen=True)
class Place:
    """A place to sign; ``by`` is the path that names who signs, ``CLERK``, or "" where nothing tells."""

    label: str
    by: str = ""
    day: bool = False  # a hand writes the day there; nobody signs


@dataclass(frozen=True)
class Column:
    """A column of a book. ``paths`` are the values stacked in its cells; none where it is signed by hand,
    in each of the ``places``, one below the other.
    Neighbours with the same ``under`` share that heading above their own.
    """

    paths: tuple[str, ...]
    label: str
    width: float  # mm
    align: str  # "left" or "center"
    under: str = ""
    places: tuple[Place, ...] = ()
    bar: bool = False  # behind its number a bar as long as the number is large


@dataclass(frozen=True)
class Box:
    """A place in the foot to sign (``label``) or to write the day."""

    label: str
    width: float  # mm
    day: bool = False
    by: str = ""  # as of a Place


@dataclass(frozen=True)
class HeadCell:
    """A box above or below a list: what its entry says, or (no ``paths``) a place to write or to sign.
    A ``heading`` is its label alone. ``rows`` are the rows of boxes that it stands beside.
    """

    paths: tuple[str, ...]
    label: str
    width: float  # relative within its row
    high: float  # mm, at least
    rows: int = 1
    heading: bool = False
    by: str = ""  # as of a Place
    day: bool = False

    @property
    def is_signed(self) -> bool:
        """Whether a hand signs or writes in it."""
        return not self.paths and not self.heading


Boxes = tuple[tuple[HeadCell, ...], ...]


def widths_of(rows: Boxes, across: float) -> list[list[tuple[float, float]]]:
    """Left edge and width of each box, *across* wide together.

    A row has the room that boxes of former rows leave which stand beside it, at its left or right.
    """
    made: list[list[tuple[float, float]]] = []
    beside: list[tuple[float, float, int]] = []  # left, right, rows still to come
    for row in rows:
        first = max((right for left, right, _ in beside if left <= 0), default=0.0)
        last = min((left for left, _, _ in beside if left > 0), default=across)
        share = (last - first) / sum(cell.width for cell in row)
        beside = [(left, right, more - 1) for left, right, more in beside if more > 1]
        found, left = [], first
        for cell in row:
            wide = cell.width * share
            found.append((left, wide))
            if cell.rows > 1:
                beside.append((left, left + wide, cell.rows - 1))
            left += wide
        made.append(found)
    return made


@dataclass(frozen=True)
class GridCell:
    """A field's place in the grid that the screen dialog lays out; ``width`` relative within its row."""

    field: str
    width: float = 1.0


@dataclass(frozen=True)
class Members:
    """The list of what one entry of another register holds. ``by`` is the field that names that entry;
    ``closed`` the entry's own list of what it held when it was closed ("" where it keeps none).
    """

    of: str  # the register of that entry
    by: str
    closed: str
    day: str = ""  # the field by whose day the list can be printed a day at a time


@dataclass(frozen=True)
class Also:
    """Rows of a further register in the same list: which of its values stands in which column's path."""

    register: str
    by: str
    cells: Mapping[str, str]
    status: tuple[str, ...]
    counted: bool = True  # False: no item of the list (a box that it is packed in)


@dataclass(frozen=True)
class Sum:
    """A number added up over each page and over the pages so far; ``each`` where a row has none."""

    label: str
    field: str
    each: int


@dataclass(frozen=True)
class Form:
    """A form as loaded. ``digest`` is the SHA-256 of the file's bytes; anchors cover it."""

    key: str
    code: str
    version: int
    title: str
    register: str
    kind: str
    page: str
    columns: tuple[Column, ...]
    where: Mapping[str, tuple[Any, ...]]
    series: tuple[str, ...]  # numbers issued in these belong in the book, whatever has become of them since
    order: tuple[str, ...]
    head: tuple[str, str, str]
    foot: tuple[Box, ...]
    show_title: bool
    marked: bool  # False: it shows numbers alone, and its pages bear no level
    each: str  # the path with each of whose values the pages begin anew; "" where they do not
    grow: float  # mm: the height up to which a row grows before its text shrinks
    grid_of: str  # the register whose dialog the grid lays out
    grid: tuple[tuple[GridCell, ...], ...]
    members: Members | None
    boxes: Boxes  # what the entry itself says, above its list
    end: Boxes  # the same below the last row
    open: bool  # rows are left for a hand below the last one
    also: tuple[Also, ...]
    sums: tuple[Sum, ...]
    digest: str
    file: str

    @property
    def is_sheet(self) -> bool:
        """Whether it is one entry in boxes, without a table of rows."""
        return self.kind == "sheet"

    @property
    def wants_entry(self) -> bool:
        """Whether it prints of one entry alone: a sheet, or the list of what an entry holds."""
        return self.is_sheet or self.members is not None

    @property
    def of(self) -> str:
        """The register whose entry a print of one entry names."""
        return self.members.of if self.members else self.register

    @property
    def paths(self) -> tuple[str, ...]:
        """What a row's cells show, in order: a field key, ``reference.field``, or number, status, on."""
        return tuple(path for column in self.columns for path in column.paths)

    @property
    def least_row(self) -> float:
        """The height of a row in mm at least: each of its places to sign is one row high."""
        return ROW * max(1, *(len(column.places) for column in self.columns))

    @property
    def box_paths(self) -> tuple[str, ...]:
        """What the boxes show, those of the end last: paths of the register ``of``."""
        return tuple(path for row in (*self.boxes, *self.end) for cell in row for path in cell.paths)

    @property
    def paper(self) -> Paper:
        """The measures of its page."""
        return PAPERS[self.page]
