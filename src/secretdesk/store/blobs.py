"""Files kept in the vault (scans of signed sheets), each under its SHA-256; the ledger names them by it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.store.database import Connection

ERASED = "erased"  # the kind of a file whose content an expunge has taken away


@dataclass(frozen=True)
class Blob:
    """A file and the entry that it is kept for."""

    register: str
    entry: int
    kind: str
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 in hex, as the ledger names it."""
        return hashlib.sha256(self.data).hexdigest()


def put(db: Connection, blob: Blob) -> None:
    """Keep a file, inside a transaction. The same content is kept once."""
    values = (bytes.fromhex(blob.digest), blob.register, blob.entry, blob.kind, blob.data)
    again = "ON CONFLICT (sha256) DO UPDATE SET kind = excluded.kind, data = excluded.data"
    db.execute(f"INSERT INTO blobs VALUES (?, ?, ?, ?, ?) {again} WHERE kind = '{ERASED}'", values)


def get(db: Connection, digest: str) -> Blob | None:
    """The file of that SHA-256 (hex); None where there is none, or where it was erased."""
    query = "SELECT register, entry, kind, data FROM blobs WHERE sha256 = ?"
    found = db.execute(query, (bytes.fromhex(digest),)).fetchone()
    return Blob(*found) if found and found[2] != ERASED else None


def empty(db: Connection, digests: Iterable[str]) -> None:
    """Take the content of these files away; that they were there stays."""
    for digest in digests:
        where = (ERASED, bytes.fromhex(digest))
        db.execute("UPDATE blobs SET kind = ?, data = x'' WHERE sha256 = ?", where)
