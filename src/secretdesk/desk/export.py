"""One register and year as a workbook: typed dates, one row an entry."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.desk.shown import Shown
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.marks import Mark, highest
from secretdesk.domain.terms import NUMBER_LABEL, STATUS_LABEL

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row
    from secretdesk.output.workbook import Column

Progress = Callable[[int, int], None]
PAGE = 500


@dataclass(frozen=True)
class Workbook:
    """A finished workbook, how many rows it holds, and the mark that its content calls for."""

    data: bytes
    rows: int
    mark: Mark | None


def export_register(
    desk: Desk, key: str, year: int | None = None, *, progress: Progress | None = None
) -> Workbook:
    """The register's rows of a year (of all years where None), oldest first.

    Raises:
        StoreError: while reading.
    """
    from secretdesk.output.workbook import write_workbook

    register = desk.registers[key]
    marks: set[Mark | None] = set()
    target = io.BytesIO()
    title = register.label if year is None else f"{register.label} {year}"
    cells = cells_of(desk, register, year, marks, progress)
    count = write_workbook(target, title, columns_of(register), cells)
    return Workbook(target.getvalue(), count, highest(marks))


def columns_of(register: Register) -> list[Column]:
    """Number, status and every field that is shown."""
    from secretdesk.output.workbook import Column

    return [
        Column(NUMBER_LABEL, 22),
        Column(STATUS_LABEL, 12),
        *(Column(f.label, max(f.width, 8), f.kind) for f in _fields(register)),
    ]


def cells_of(
    desk: Desk,
    register: Register,
    year: int | None,
    marks: set[Mark | None],
    progress: Progress | None = None,
) -> Iterator[list[Any]]:
    """The cells of these columns, a row an entry; the mark of each goes into *marks*."""
    fields, where = _fields(register), {} if year is None else {"year": year}
    total, count = desk.count(register.key, where=where), 0
    for some in _pages(desk, register, where):
        shown = Shown(desk, register, some, ["status", *(f.key for f in fields)])
        for row in some:
            marks.add(shown.mark(row))
            yield [row.number, shown.text(row, "status"), *(_cell(f, row, shown) for f in fields)]
        count += len(some)
        if progress:
            progress(count, total)


def _fields(register: Register) -> list[Field]:
    return [f for f in register.fields if f.kind is not Kind.LINES and not f.unseen]


def _pages(desk: Desk, register: Register, where: dict[str, Any]) -> Iterator[list[Row]]:
    after: tuple[Any, ...] | None = None
    while some := desk.rows(register.key, where=where, ascending=True, after=after, limit=PAGE):
        yield some
        after = (some[-1].entry,)


def _cell(field: Field, row: Row, shown: Shown) -> Any:
    value = row[field.key]
    if value is None:
        return shown.text(row, field.key) or None  # what is gathered is kept nowhere
    if field.kind in {Kind.DATE, Kind.MOMENT, Kind.INTEGER}:
        return value  # the workbook makes typed cells of them
    return shown.text(row, field.key)
