"""涂销: erase an entry's content from lines, tables, index, drafts and blobs; the chain still verifies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from secretdesk.domain.terms import EXPUNGED
from secretdesk.store import blobs, build, ledger, search, tables
from secretdesk.store.files import telling_disk_trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row
    from secretdesk.store.database import Connection

MARK = "erased"  # in `meta` from the act until settle() is through
OUTSIDE = ("drafts", "preferences")
_SHORTEST = 4  # letters: a shorter text may stand in any sentence, so only an equal one is the same


def erase(db: Connection, registers: Mapping[str, Register], row: Row, before: int) -> None:
    """Inside the expunging act's transaction, after its lines were written (the table row is new already).

    What drafts and saved filters hold of it goes too. Freed pages and cells are overwritten (secure_delete);
    but where SQLite moved rows between pages, copies stay in the gaps, so tables that were rewritten often
    are made anew, and the search index is merged, which drops the tokens of what was deleted from it.
    """
    register = registers[row.register]
    texts = _texts(db, register, row)
    ledger.expunge(db, row.register, row.entry, before)
    db.execute("DELETE FROM blobs WHERE register = ? AND entry = ?", (row.register, row.entry))
    blobs.empty(db, _scans(db, registers, row))
    db.execute("DELETE FROM drafts WHERE register = ? AND entry = ?", (row.register, row.entry))
    for table in OUTSIDE:
        _forget(db, table, texts)
        build.renew(db, table)
    build.renew(db, tables.table(register))
    db.execute(f"INSERT INTO {search.index(register)} ({search.index(register)}) VALUES ('optimize')")
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, '')", (MARK,))


def _scans(db: Connection, registers: Mapping[str, Register], row: Row) -> set[str]:
    """The scans of signed sheets that show the entry or what belongs to it."""
    if "print_pages" not in registers:
        return set()
    shown = {str(row.entry)}
    for child in registers.values():
        if child.parent == row.register:
            query = f'SELECT entry FROM {tables.table(child)} WHERE "{child.parent_field}" = ?'
            shown |= {str(entry) for (entry,) in db.execute(query, (row.entry,))}
    pages = db.execute("SELECT scan, shown FROM r_print_pages WHERE scan IS NOT NULL")
    return {scan for scan, rows in pages if shown & {one.partition(":")[0] for one in (rows or "").split()}}


def settle(db: Connection, folder: Path) -> None:
    """After the commit, and at the unlock after a kill: nothing stays in the WAL or in the vault's copies.

    Does nothing where nothing was erased. While a reader holds old pages it is left to the next unlock.
    """
    if db.execute("SELECT 1 FROM meta WHERE key = ?", (MARK,)).fetchone() is None:
        return
    with telling_disk_trouble():
        for copy in (folder / "backups").glob("before-step-*"):
            copy.unlink()
    busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if not busy:
        db.execute("DELETE FROM meta WHERE key = ?", (MARK,))


def _texts(db: Connection, register: Register, row: Row) -> set[str]:
    """Every text that a sensitive field of the entry ever held, as its lines tell.

    Not its number, nor the short words (a sender's name) that stand in other entries as well.
    """
    sensitive = {field.key: field.secret for field in register.fields if field.sensitive}
    lines = ledger.lines_of(db, register.key, row.entry)
    values = [one for line in lines for one in line.data.get("set", {}).items() if one[0] in sensitive]
    texts = {v for k, v in values if isinstance(v, str) and (sensitive[k] or len(v) >= _SHORTEST)}
    return texts - {row.number, EXPUNGED, ""}


def _forget(db: Connection, table: str, texts: Iterable[str]) -> None:
    """Drop what holds one of these texts: in a longer one too, unless it is very short."""
    for rowid, content in db.execute(f"SELECT rowid, content FROM {table}").fetchall():
        held = list(_strings(json.loads(content)))
        if any(text == one or (len(text) >= _SHORTEST and text in one) for text in texts for one in held):
            db.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))


def _strings(value: object) -> Iterable[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
