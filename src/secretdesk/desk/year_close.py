"""Closing a year: its figures are kept as they are, and what changes afterwards is told in the next."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.desk.backups import back_up
from secretdesk.desk.figures import Figure, Rows, Table, Year
from secretdesk.desk.history import rows_on
from secretdesk.desk.year import figures
from secretdesk.desk.year_closed import digest, kept_columns, lines_of_closing
from secretdesk.domain.review import Weight, inner
from secretdesk.domain.terms import BACKUP_REASONS
from secretdesk.registers.year_tables import ADJUSTED, YEAR_TABLES

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.desk.year import Progress
    from secretdesk.domain.review import Row

TITLES = {table.key: table.title for table in YEAR_TABLES}
BALANCE, CORRECTED = "T3", "corrected"


@dataclass(frozen=True)
class Adjustment:
    """A figure of a closed year that is another one now (以前年度调整)."""

    year: int
    table: str
    row: str
    column: str
    frozen: str
    now: str


def differences(desk: Desk, year: Year) -> list[Row]:
    """The copies that the balance does not explain by itself: missing at the end, or corrected in it."""
    balance = next(table for table in year.tables if table.declared.key == BALANCE)
    keys = [key for key, _ in balance.declared.columns]
    entries: set[int] = set()
    for row in balance.rows:
        cell = row[keys.index(CORRECTED)]
        entries |= set(cell.where["entry"]) if isinstance(cell, Figure) else set()
    gone = [one for one in rows_on(desk, "copies", year.last) if one.status == "missing"]
    corrected = desk.rows("copies", where={"entry": sorted(entries)}) if entries else []
    return list({one.entry: one for one in (*gone, *corrected)}.values())


def close(
    desk: Desk, number: int, *, note: str = "", signed_by: str = "", progress: Progress | None = None
) -> Receipt:
    """Close a year. ``note`` is the signed 差异说明 where :func:`differences` are not none.

    Raises:
        Refused: before its last day, a second time, without the note; to whoever is no supervisor.
        StoreError: while reading or writing; also where the backup before it cannot be made.
    """
    year = figures(desk, number, progress)
    lines = [
        {
            "table": table.declared.key,
            "title": table.declared.title,
            "figures": json.dumps(told(table), ensure_ascii=False, separators=(",", ":")),
            "columns": " ".join(table.declared.keys),
        }
        for table in year.tables
    ]
    balance = next(table for table in year.tables if table.declared.key == BALANCE)
    values: dict[str, Any] = {
        "of_year": number, "first": year.first, "last": year.last,
        "digest": digest([(line["table"], line["figures"]) for line in lines]),
        "before": _total(balance, "before"), "after": _total(balance, "after"),
        "differences": len(differences(desk, year)), "difference_note": note or None,
        "note_signed_by": signed_by or None, "tables": lines,
    }  # fmt: skip
    closing = inner("years", "close", values=values)
    if all(reason.weight is not Weight.REFUSE for reason in desk.foresee(closing)):
        back_up(desk, why=BACKUP_REASONS[3])  # stays: of each closed year there is one
    seq, head = desk.head()
    return desk.perform(inner("years", "close", values={**values, "head": f"{seq} {head}"}))


def told(table: Table) -> list[list[Any]]:
    """A table's rows as plain values."""
    return [[cell if isinstance(cell, str) else cell.value for cell in row] for row in table.rows]


def _total(table: Table, key: str) -> int:
    at = [one for one, _ in table.declared.columns].index(key)
    return sum(cell.value for row in table.rows if isinstance(cell := row[at], Figure))


def adjustments(desk: Desk, number: int, progress: Progress | None = None) -> list[Adjustment]:
    """What has changed since in the years that were closed before that one (以前年度调整)."""
    found: list[Adjustment] = []
    for closing in desk.rows("years", where={"status": "closed"}, ascending=True):
        if closing["of_year"] >= number:
            continue
        kept = {one["table"]: one for one in lines_of_closing(desk, closing)}
        known = [table for table in YEAR_TABLES if table.key in kept and table.adjusts]
        for table in figures(desk, closing["of_year"], progress, known).tables:
            found += _compared(closing["of_year"], table, kept[table.declared.key])
    return found


def _compared(year: int, table: Table, line: Row) -> list[Adjustment]:
    """Cell by cell, of the columns that there were; rows are told apart by the words that they begin with."""
    declared = table.declared
    kept, named = kept_columns(declared, line), len(declared.names)
    then = {tuple(row[:named]): dict(zip(kept, row, strict=True)) for row in json.loads(line["figures"])}
    now = {tuple(row[:named]): dict(zip(declared.keys, row, strict=True)) for row in told(table)}
    found = []
    for row in {**then, **now}:
        for key, label in declared.columns[named:]:
            if key not in kept:
                continue
            nothing = "" if key in declared.words else 0
            one, other = (str(side.get(row, {}).get(key, nothing)) for side in (then, now))
            if one != other:
                found.append(Adjustment(year, declared.key, "　".join(map(str, row)), label, one, other))
    return found


def adjusted(desk: Desk, number: int, progress: Progress | None = None) -> Table:
    """以前年度调整 as a table of that year."""
    rows: Rows = [
        (f"{one.year}", TITLES[one.table], one.row, one.column, one.frozen, one.now)
        for one in adjustments(desk, number, progress)
    ]
    return Table(ADJUSTED, rows)


def may_be_adjusted(desk: Desk, number: int) -> bool:
    """Whether a year before it is closed."""
    return any(one["of_year"] < number for one in desk.rows("years", where={"status": "closed"}))
