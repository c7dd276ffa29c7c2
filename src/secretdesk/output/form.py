"""What a printed form is, once loaded and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.output.paper import PAPERS, Paper

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Column:
    """A column of a book. ``paths`` are the values stacked in its cells; none where it is signed by hand."""

    paths: tuple[str, ...]
    label: str
    width: float  # mm
    align: str  # "left" or "center"


@dataclass(frozen=True)
class Box:
    """A place in the foot to sign (``label``) or to write the day."""

    label: str
    width: float  # mm
    day: bool = False


@dataclass(frozen=True)
class GridCell:
    """A field's place in the grid that the screen dialog lays out; ``width`` relative within its row."""

    field: str
    width: float = 1.0


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
    grow: float  # mm: the height up to which a row grows before its text shrinks
    grid_of: str  # the register whose dialog the grid lays out
    grid: tuple[tuple[GridCell, ...], ...]
    digest: str
    file: str

    @property
    def paths(self) -> tuple[str, ...]:
        """What a row's cells show, in order: a field key, ``reference.field``, or number, status, on."""
        return tuple(path for column in self.columns for path in column.paths)

    @property
    def paper(self) -> Paper:
        """The measures of its page."""
        return PAPERS[self.page]
