"""A whole copy of an open database in a new file, under the same key or another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.store.database import connect, reading
from secretdesk.store.files import sync_file, telling_disk_trouble
from secretdesk.store.keyed import attach
from secretdesk.store.page_check import check_pages

if TYPE_CHECKING:
    from pathlib import Path

    from secretdesk.store.database import Connection


def copy_database(db: Connection, target: Path, key: bytes | bytearray) -> None:
    """Copy every table of *db* into the new file *target* under *key*, and check its pages.

    SQLCipher does it, since nothing opens a database with plain open() while SQLite holds it: closing would
    drop SQLite's locks. It makes every table and index in a transaction of its own, more than a thousand: a
    journal and a wait for the disk at each would take half a minute, so the whole file is synced once, at
    its end; until then it is no copy yet. About 2 s per 200 MB. After an error the file may stay attached:
    close *db*. Raises StoreError.
    """
    with telling_disk_trouble():
        target.touch(mode=0o600)
    with reading():
        taken = db.execute("PRAGMA user_version").fetchone()[0]
        attach(db, target, key)
        db.execute("PRAGMA copy.journal_mode = OFF").fetchone()
        db.execute("PRAGMA copy.synchronous = OFF")
        db.execute("SELECT sqlcipher_export('copy')").fetchone()
        db.execute(f"PRAGMA copy.user_version = {int(taken)}")
        db.execute("DETACH DATABASE copy")
    # Made a WAL database now, not by who opens it first: a kill meanwhile would leave a journal beside it,
    # and that is rolled back only by a connection that writes, which the first of an unlock is not.
    connect(target, key).close()
    with telling_disk_trouble():
        sync_file(target)
    check_pages(target, key)
