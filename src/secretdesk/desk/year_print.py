"""The yearly tables as rows that forms print; a closed year prints what it was closed with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.desk.figures import Figure, Table
from secretdesk.desk.year import figures
from secretdesk.desk.year_close import adjusted
from secretdesk.desk.year_closed import SHORT, closing_of, thawed
from secretdesk.domain.review import Row
from secretdesk.domain.terms import NOTHING, YEAR_CLOSED, YEAR_OPEN
from secretdesk.registers.year_tables import ADJUSTED, BY_VIEW, TOTAL_ROW

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.registers.year_tables import YearTable


def year_rows(desk: Desk, view: str, year: int) -> list[Row]:
    """The rows of one table: frozen where that year is closed, else as the books stand now.

    Raises:
        StoreError: while reading.
    """
    declared = BY_VIEW[view]
    if declared is ADJUSTED:
        return _rows(adjusted(desk, year), view, (0, 0, "", ""))
    line = _kept(desk, declared, year)
    if line is not None:
        table = Table(declared, thawed(declared, line))
    else:
        (table,) = figures(desk, year, only=[declared]).tables
    return _rows(table, view, (line.entry, line.seq, line.number, line.on) if line else (0, 0, "", ""))


def _rows(table: Table, view: str, line: tuple[int, int, str, str]) -> list[Row]:
    """As rows of a view; *line* is the entry, seq, number and day of what keeps them, if anything does."""
    entry, seq, number, on = line
    keys = [key for key, _ in table.declared.columns]
    rows = []
    for n, cells in enumerate(table.shown or [(NOTHING, *[""] * (len(keys) - 1))]):
        values = {k: c.value if isinstance(c, Figure) else c for k, c in zip(keys, cells, strict=True)}
        status = TOTAL_ROW if n >= len(table.rows) else "counted"
        rows.append(Row(view, entry, number, status, seq, on, values))
    return rows


def stand_of(desk: Desk, year: int) -> str:
    """Under which number a year was closed, and its figures' check value; or that it is not."""
    closing = closing_of(desk, year)
    if closing is None:
        return YEAR_OPEN.format(day=desk.clock().date().isoformat())
    return YEAR_CLOSED.format(number=closing.number, digest=str(closing["digest"])[:SHORT])


def _kept(desk: Desk, declared: YearTable, year: int) -> Row | None:
    closing = closing_of(desk, year)
    if closing is None:
        return None
    found = desk.rows("year_lines", where={"closing": closing.entry, "table": declared.key}, limit=1)
    return found[0] if found else None
