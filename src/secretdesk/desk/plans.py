"""What may be released: a year's tables or a register of a year, whole or as counts alone (F31)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from secretdesk.desk import year_close
from secretdesk.desk.export import cells_of, columns_of
from secretdesk.desk.figures import Cell, Figure, Table
from secretdesk.desk.printing import marked
from secretdesk.desk.sheets import forms_of
from secretdesk.desk.year import figures
from secretdesk.desk.year_closed import closing_of, frozen
from secretdesk.domain.fields import Kind
from secretdesk.domain.marks import Mark, highest
from secretdesk.domain.terms import (
    ALL_YEARS,
    CLOSED_AS,
    COUNT,
    COUNT_TABLES,
    MONTH,
    NO_LEVEL,
    REGISTER_BUNDLE,
    REGISTER_COUNTS,
    TOTAL,
    YEAR_BUNDLE,
    YEAR_COUNTS,
    Level,
)
from secretdesk.output.workbook import Column, Sheet
from secretdesk.store.rows import Span

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk

BELOW = re.compile(r"-[1-9]\d*")
DIGITS = 16  # of the code of a closing that are shown
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Plan:
    """What would be released: tables, in how many lines, of which level. ``form`` is the book to print."""

    title: str
    counts_only: bool
    level: str
    mark: str
    sheets: tuple[Sheet, ...]
    form: str = ""
    year: int | None = None
    closing: str = ""  # which closing the figures are of, with the code of its figures

    @property
    def lines(self) -> int:
        """How many lines the tables have together."""
        return sum(len(rows_of(sheet)) for sheet in self.sheets)


def rows_of(sheet: Sheet) -> Sequence[Sequence[Any]]:
    """The rows of a sheet of a plan, which are all at hand."""
    return sheet.rows if isinstance(sheet.rows, list) else list(sheet.rows)


def year_plan(desk: Desk, year: int, *, counts_only: bool = False, progress: Progress | None = None) -> Plan:
    """The yearly tables and what changed in years that were closed; or their figures alone.

    Raises:
        StoreError: while reading.
        whatever *progress* raises.
    """
    closed = closing_of(desk, year)
    if closed is not None:
        found = frozen(desk, closed)
        closing = CLOSED_AS.format(number=closed.number, digest=closed["digest"][:DIGITS])
    else:
        found, closing = figures(desk, year, progress).tables, ""
    if counts_only:
        sheets = tuple(_counted(table) for table in found)
        return replace(_of_counts(desk, YEAR_COUNTS.format(year=year), sheets, year), closing=closing)
    tables = [_whole(table) for table in found]
    tables.append(_whole(year_close.adjusted(desk, year, progress)))
    title = YEAR_BUNDLE.format(year=year)
    return Plan(
        title, counts_only=False, level=desk.level, mark=desk.level, sheets=tuple(tables), year=year,
        closing=closing,
    )  # fmt: skip


def register_plan(
    desk: Desk, key: str, year: int | None, *, counts_only: bool = False, progress: Progress | None = None
) -> Plan:
    """A register's lines of a year (of all years where None), with its book; or how many there are.

    Raises:
        StoreError: while reading.
        whatever *progress* raises.
    """
    register = desk.registers[key]
    told = {"register": register.label, "year": year or ALL_YEARS}
    if counts_only:
        return _of_counts(desk, REGISTER_COUNTS.format(**told), _numbers(desk, key, year), year)
    marks: set[Mark | None] = set()
    sheet = Sheet(register.label, columns_of(register), list(cells_of(desk, register, year, marks, progress)))
    bears = marked(desk, highest(marks))
    return Plan(
        REGISTER_BUNDLE.format(**told), counts_only=False, level=bears["level"], sheets=(sheet,),
        mark=bears.get("mark", bears["level"]), form=book_of(desk, key), year=year,
    )  # fmt: skip


def book_of(desk: Desk, key: str) -> str:
    """The form that prints a register as a book; "" where there is none."""
    forms = forms_of(desk)
    found = (forms[one] for one in desk.registers[key].forms if one in forms)
    return next((form.key for form in found if not form.wants_entry), "")


def releasable(desk: Desk) -> list[str]:
    """The registers that may be released: those that are kept as a book."""
    return [key for key, register in desk.shown.items() if not register.parent and book_of(desk, key)]


def _of_counts(desk: Desk, title: str, sheets: tuple[Sheet, ...], year: int | None) -> Plan:
    """What tells no content is 内部, as the page's mark has it (labels, lists of numbers)."""
    level = min(Level.INTERNAL, Level(desk.level), key=lambda one: one.rank)
    return Plan(title, counts_only=True, level=str(level), mark=str(level), sheets=sheets, year=year)


def _value(cell: Cell) -> str | int:
    """A figure as a number; one below nothing in words, too: as text it would look like a formula."""
    if isinstance(cell, Figure):
        return cell.value
    return int(cell) if BELOW.fullmatch(cell) else cell


def _columns(table: Table, left_out: Sequence[str] = ()) -> list[Column]:
    declared = table.declared.columns
    return [Column(label, 2 * max(len(label), 4)) for key, label in declared if key not in left_out]


def _name(table: Table) -> str:
    return f"{table.declared.key} {table.declared.title}"


def _whole(table: Table) -> Sheet:
    return Sheet(_name(table), _columns(table), [[_value(cell) for cell in row] for row in table.shown])


def _counted(table: Table) -> Sheet:
    """Without the columns that name; rows that are then alike are added up."""
    keys = [key for key, _ in table.declared.columns]
    kept = [n for n, key in enumerate(keys) if key not in table.declared.naming]
    sums: dict[tuple[str, ...], list[float]] = {}
    named = [n for n in kept if keys[n] in table.declared.words and _says(table, n)]
    numbers = [n for n in kept if n not in named]
    for row in table.rows:
        group = tuple(str(_value(row[n])) for n in named)
        total = sums.setdefault(group, [0] * len(numbers))
        for place, n in enumerate(numbers):
            total[place] += float(_value(row[n]) or 0)
    rows = [[*group, *map(_plain, total)] for group, total in sums.items()]
    if table.declared.total and named and len(rows) > 1:
        total = [sum(some) for some in zip(*sums.values(), strict=True)]
        rows.append([TOTAL, *[""] * (len(named) - 1), *map(_plain, total)])
    columns = _columns(table, table.declared.naming)
    if rows and not named:
        columns, rows = [Column("", 8), *columns], [[TOTAL, *row] for row in rows]
    return Sheet(_name(table), columns, rows)


def _plain(number: float) -> float:
    """14.3 of a weight, 21 of copies."""
    return int(number) if number == int(number) else round(number, 3)


def _says(table: Table, column: int) -> bool:
    """Whether a column holds words, not figures (a weight is a figure in words)."""
    texts = [cell for row in table.rows if isinstance(cell := row[column], str) and cell]
    return any(not text.replace(".", "", 1).isdigit() for text in texts)


def _numbers(desk: Desk, key: str, year: int | None) -> tuple[Sheet, ...]:
    """How many entries there are: by level and status, and by month."""
    register = desk.registers[key]
    where: dict[str, Any] = {} if year is None else {"year": year}
    own = register.by_key.get("level")
    levels: list[Any] = [*map(str, Level), None] if own is not None and own.kind is Kind.LEVEL else [None]
    rows = []
    for level in levels:
        asked = where | ({"level": level} if len(levels) > 1 else {})
        counted = [desk.count(key, where={**asked, "status": one.key}) for one in register.statuses]
        if any(counted):
            rows.append([level or NO_LEVEL, *counted, sum(counted)])
    columns = [Column(NO_LEVEL if len(levels) == 1 else own.label if own else "", 10)]
    columns += [Column(one.label, 8) for one in register.statuses]
    columns.append(Column(TOTAL, 8))
    months: dict[str, int] = defaultdict(int)
    first = desk.rows(key, where=where, order="on", ascending=True, limit=1)
    last = desk.rows(key, where=where, order="on", limit=1)
    if first and last:
        for month in _months(first[0].on[:7], last[0].on[:7]):
            months[month] = desk.count(key, where={**where, "on": Span(month, f"{month}-99")})
    by_month = [[month, count] for month, count in months.items() if count]
    return (
        Sheet(COUNT_TABLES["level"], columns, rows),
        Sheet(COUNT_TABLES["month"], [Column(MONTH, 10), Column(COUNT, 8)], by_month),
    )


def _months(first: str, last: str) -> list[str]:
    year, month = map(int, first.split("-"))
    found = []
    while (one := f"{year:04d}-{month:02d}") <= last:
        found.append(one)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found
