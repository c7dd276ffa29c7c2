"""涂销: erase an entry's content from lines, index, drafts and blobs; the chain still verifies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.store import build, ledger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row
    from secretdesk.store.database import Connection


def erase(db: Connection, registers: Mapping[str, Register], row: Row, before: int) -> None:
    """Inside the expunging act's transaction, after its lines were written (the table row is new already).

    Text that only stood in this entry goes from drafts too; the search index is made anew, so that no
    segment of it keeps the tokens. Page remains are overwritten (secure_delete), the WAL is emptied by
    :func:`settle` after the commit.
    """
    ledger.expunge(db, row.register, row.entry, before)
    register = registers[row.register]
    texts = [row[f.key] for f in register.fields if f.sensitive and isinstance(row[f.key], str)]
    db.execute("DELETE FROM drafts WHERE register = ? AND entry = ?", (row.register, row.entry))
    for text in texts:
        if len(text) >= 4:
            db.execute("DELETE FROM drafts WHERE instr(content, ?) > 0", (text,))
    db.execute("DELETE FROM blobs WHERE register = ? AND entry = ?", (row.register, row.entry))
    build.empty_index(db, registers, register)


def settle(db: Connection) -> None:
    """After the commit: no old page stays in the WAL."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
