"""What a yearly table is made of: numbers, each with the entries that it counts (domain section 5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from secretdesk.desk.history import rows_on
from secretdesk.domain.terms import TOTAL
from secretdesk.store.rows import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Row
    from secretdesk.registers.year_tables import YearTable

OFTEN = 1000  # rows


@dataclass(frozen=True)
class Figure:
    """A number, and the entries that it counts: those that ``where`` finds in a register."""

    value: int
    register: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)
    now: int | None = None  # of a closed year: what would be counted today, where that is another number


Cell = Figure | str
Rows = list[tuple[Cell, ...]]


@dataclass(frozen=True)
class Table:
    """One table of a year. Without rows nothing happened (本期无)."""

    declared: YearTable
    rows: Rows

    @property
    def shown(self) -> Rows:
        """The rows with their total below them, where there are several that add up."""
        if len(self.rows) < 2 or not self.declared.total:
            return self.rows
        return [*self.rows, tuple(_total(cells, n) for n, cells in enumerate(zip(*self.rows, strict=True)))]


@dataclass(frozen=True)
class Year:
    """A year from its first to its last day, both included."""

    number: int
    first: str
    last: str
    tables: tuple[Table, ...]


@dataclass
class Period:
    """The days that are counted, and what the books held at the end of the last one."""

    desk: Desk
    first: str
    last: str
    breathe: Callable[[], None] = lambda: None  # called every so often; may raise, to stop
    _stood: dict[str, dict[tuple[str, str], list[int]]] = field(default_factory=dict)

    @property
    def days(self) -> Span:
        """As a filter of days, or of moments."""
        return Span(self.first, f"{self.last}T99")

    def stood(self, register: str) -> dict[tuple[str, str], list[int]]:
        """Level and status at the end of the last day → entries; read once, however large."""
        if register not in self._stood:
            found: dict[tuple[str, str], list[int]] = {}
            for row in self.rows(register, self.last):
                found.setdefault((str(row["level"] or ""), row.status), []).append(row.entry)
            self._stood[register] = found
        return self._stood[register]

    def count(self, register: str, **where: Any) -> Figure:
        """How many entries that filter finds, void ones apart."""
        statuses = [s.key for s in self.desk.registers[register].statuses if s.key != "void"]
        asked = {"status": statuses, **where}
        return Figure(self.desk.count(register, where=asked), register, asked)

    def rows(self, register: str, day: str) -> Iterator[Row]:
        """Every row as it stood at the end of a day."""
        for n, row in enumerate(rows_on(self.desk, register, day)):
            if n % OFTEN == 0:
                self.breathe()
            yield row


def _total(cells: Sequence[Cell], column: int) -> Cell:
    """What a column adds up to, with all its lines."""
    some = [one for one in cells if isinstance(one, Figure)]
    if not some:
        return "" if column else TOTAL
    led = [one for one in some if one.register] or some  # of a closed year some lead nowhere any more
    if len({one.register for one in led}) > 1:  # lines of several registers are no one list
        led = [Figure(0)]
    where = dict(led[0].where)
    for other in led[1:]:
        where = {key: _either(value, other.where[key]) for key, value in where.items()}
    now = sum(one.value if one.now is None else one.now for one in some)
    value = sum(one.value for one in some)
    return Figure(value, led[0].register, where, None if now == value else now)


def _either(one: Any, other: Any) -> Any:
    """A filter that finds what each of two finds: lists are joined, days reach from the first to the last."""
    if one == other:
        return one
    if isinstance(one, Span) and isinstance(other, Span):
        return Span(min(one.first, other.first), max(one.last, other.last))  # type: ignore[type-var]
    both = [value for side in (one, other) for value in (side if isinstance(side, list) else [side])]
    return list(dict.fromkeys(both))


def those(register: str, entries: Iterable[int]) -> Figure:
    """The number of some entries."""
    found = list(entries)
    return Figure(len(found), register, {"entry": found})


def lines_of(desk: Desk, figure: Figure) -> list[Row]:
    """The entries behind a figure, oldest first."""
    return desk.rows(figure.register, where=figure.where, ascending=True) if figure.register else []
