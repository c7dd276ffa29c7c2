"""Makes the register tables from declarations and ledger: disposable, rebuilt when their shape changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from secretdesk.store import apply, search, tables
from secretdesk.store.database import Connection, transaction
from secretdesk.store.errors import NewerVersion
from secretdesk.store.fold import folded

if TYPE_CHECKING:
    from secretdesk.domain.declaration import Register

Progress = Callable[[int, int], None]
BATCH = 500


def outdated(db: Connection, registers: Mapping[str, Register]) -> list[Register]:
    """The registers whose tables are missing or of another shape.

    Raises:
        NewerVersion: where the ledger holds a register that this program does not know.
    """
    known = {row[0] for row in db.execute("SELECT DISTINCT register FROM ledger")}
    if strange := sorted(known - registers.keys()):
        raise NewerVersion("key", what=strange[0])
    have = dict(db.execute("SELECT key, value FROM meta WHERE key LIKE 'shape.%'").fetchall())
    return [r for r in registers.values() if have.get(f"shape.{r.key}") != tables.digest(r)]


def rebuild(
    db: Connection,
    registers: Mapping[str, Register],
    which: list[Register],
    progress: Progress | None = None,
) -> None:
    """Make the tables of *which* anew out of their lines, all in one transaction."""
    with transaction(db):
        for n, register in enumerate(which):
            if progress:
                progress(n, len(which))
            _make(db, register)
        for n, register in enumerate(which):
            if progress:
                progress(n, len(which))
            _fill(db, register)
        for register in which:
            _fill_index(db, registers, register)
            value = tables.digest(register)
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"shape.{register.key}", value))


def _make(db: Connection, register: Register) -> None:
    db.execute(f"DROP TABLE IF EXISTS {tables.table(register)}")
    db.execute(f"DROP TABLE IF EXISTS {search.index(register)}")
    for statement in (*tables.script(register), *search.script(register)):
        db.execute(statement)


def _fill(db: Connection, register: Register) -> None:
    columns = len(tables.stored_fields(register)) + 8
    statement = f"INSERT INTO {tables.table(register)} VALUES ({', '.join('?' * columns)})"
    batch = []
    for row, first in folded(db, register):
        batch.append(tables.full_values(register, row, first.issued))
        if len(batch) >= BATCH:
            db.executemany(statement, batch)
            batch = []
    db.executemany(statement, batch)


def _fill_index(db: Connection, registers: Mapping[str, Register], register: Register) -> None:
    """Search entries in pieces, so that the memory stays small."""
    last = 0
    while True:
        found = db.execute(
            f"SELECT {tables.all_columns(register)} FROM {tables.table(register)} "
            "WHERE entry > ? ORDER BY entry LIMIT ?",
            (last, BATCH),
        ).fetchall()
        if not found:
            return
        some = [tables.read(register, one) for one in found]
        apply.reindex(db, registers, some, {(register.key, row.entry) for row in some})
        last = some[-1].entry


def renew(db: Connection, table: str) -> None:
    """Move a table's rows and indexes to fresh pages; the old ones are overwritten as they are freed.

    Inside a transaction. A second or so per 100,000 rows.
    """
    made = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type = ? AND sql IS NOT NULL"
    (create,) = db.execute(made, (table, "table")).fetchone()
    indexes = db.execute(made, (table, "index")).fetchall()
    db.execute(f"ALTER TABLE {table} RENAME TO outgoing")
    db.execute(create)
    db.execute(f"INSERT INTO {table} SELECT * FROM outgoing")
    db.execute("DROP TABLE outgoing")
    for (index,) in indexes:
        db.execute(index)
