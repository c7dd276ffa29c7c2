"""A closed year years later: its figures as they were frozen, and whether they were signed so (第56条)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from secretdesk.desk.figures import Figure, Table, Year
from secretdesk.registers.year_tables import YEAR_TABLES
from secretdesk.store import ledger
from secretdesk.store.database import reading
from secretdesk.store.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.desk.figures import Cell
    from secretdesk.domain.review import Row
    from secretdesk.registers.year_tables import YearTable

SHORT = 12  # digits of the check value on paper
KNOWN = {one.key: one for one in YEAR_TABLES}


def closing_of(desk: Desk, year: int) -> Row | None:
    """The closing of a year, if it is closed."""
    found = desk.rows("years", where={"of_year": year, "status": "closed"}, limit=1)
    return found[0] if found else None


def lines_of_closing(desk: Desk, closing: Row) -> list[Row]:
    """What a closing keeps: a line for each table."""
    return desk.rows("year_lines", where={"closing": closing.entry}, ascending=True)


def frozen(desk: Desk, closing: Row) -> tuple[Table, ...]:
    """The figures as they were when the year was closed."""
    return tuple(
        Table(declared, thawed(declared, line))
        for line in lines_of_closing(desk, closing)
        if (declared := KNOWN.get(line["table"])) is not None
    )


def thawed(declared: YearTable, line: Row) -> list[tuple[Cell, ...]]:
    """The rows that a line keeps, as cells; a column that there was not yet is empty."""
    keys = kept_columns(declared, line)
    return [_cells(declared, dict(zip(keys, row, strict=True))) for row in json.loads(line["figures"])]


def kept_columns(declared: YearTable, line: Row) -> Sequence[str]:
    """The columns that a table had when the year was closed."""
    if line["columns"]:
        return str(line["columns"]).split()
    return declared.first_columns or declared.keys


def _cells(declared: YearTable, told: dict[str, Any]) -> tuple[Cell, ...]:
    return tuple(
        "" if key not in told else str(told[key]) if key in declared.words else Figure(int(told[key]))
        for key in declared.keys
    )


def digest(lines: Sequence[tuple[str, str]]) -> str:
    """SHA-256 of all figures, table by table: the same figures have the same, whoever counts them again."""
    text = json.dumps([list(line) for line in lines], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(desk: Desk, closing: Row) -> str:
    """The check value of what a closing keeps, reckoned anew."""
    return digest([(line["table"], line["figures"]) for line in lines_of_closing(desk, closing)])


def is_as_closed(desk: Desk, closing: Row) -> bool:
    """Whether what it keeps is what it was closed with, on the ledger as it then stood."""
    seq, _, head = str(closing["head"]).partition(" ")
    with reading():
        then = next((one.hash.hex() for one in ledger.lines(desk.vault.db, "WHERE seq = ?", (int(seq),))), "")
    return digest_of(desk, closing) == str(closing["digest"]) and then == head


def is_signed_as(desk: Desk, closing: Row, value: str) -> bool:
    """Whether a check value read from the signed paper is that of the figures that are kept."""
    plain = "".join(value.split()).lower().removesuffix("…")
    return len(plain) >= SHORT and digest_of(desk, closing).startswith(plain)


def findings(desk: Desk) -> Iterator[Finding]:
    """The closed years whose figures are not those they were closed with."""
    for closing in desk.rows("years", where={"status": "closed"}, ascending=True):
        if not is_as_closed(desk, closing):
            yield Finding("year", f"{closing['of_year']} {closing.number}")


def as_closed(desk: Desk, year: Year, closing: Row) -> Year:
    """The year as it was closed: each frozen figure leads to today's lines and tells what it is now."""
    live = {table.declared.key: table for table in year.tables}
    tables = [_over(table, live.get(table.declared.key)) for table in frozen(desk, closing)]
    return replace(year, tables=tuple(tables))


def _over(kept: Table, live: Table | None) -> Table:
    declared = kept.declared
    named = len(declared.names)
    now = {row[:named]: row for row in live.rows} if live is not None else {}
    rows = []
    for row in kept.rows:
        other = now.get(row[:named], ())
        rows.append(tuple(_both(cell, other[n] if other else None) for n, cell in enumerate(row)))
    return Table(declared, rows)


def _both(then: Cell, now: Cell | None) -> Cell:
    """A frozen figure with the lines that it counts now."""
    if not isinstance(then, Figure):
        return then
    if not isinstance(now, Figure):
        return replace(then, now=0) if then.value else then
    return Figure(then.value, now.register, now.where, None if now.value == then.value else now.value)
