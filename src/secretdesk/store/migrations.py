"""The permanent tables, by numbered steps. Register tables are made from the declarations, not here.

To add a step: append one script; never change one that has been released.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.store.errors import NewerVersion

if TYPE_CHECKING:
    from secretdesk.store.database import Connection

STEPS: tuple[str, ...] = (
    # 1: the ledger and its guards, and what stands outside it
    """
    CREATE TABLE ledger (
        seq INTEGER PRIMARY KEY,
        act INTEGER NOT NULL,
        at TEXT NOT NULL,
        "on" TEXT NOT NULL,
        actor TEXT NOT NULL,
        register TEXT NOT NULL,
        action TEXT NOT NULL,
        entry INTEGER NOT NULL,
        number TEXT NOT NULL,
        issued TEXT NOT NULL,
        status TEXT NOT NULL,
        content TEXT,
        salt BLOB,
        commitment BLOB NOT NULL,
        hash BLOB NOT NULL
    );
    CREATE INDEX ledger_entry ON ledger (register, entry, seq);
    CREATE TRIGGER ledger_insert BEFORE INSERT ON ledger
    WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM ledger)
    BEGIN SELECT RAISE(ABORT, 'the ledger only grows, line by line'); END;
    CREATE TRIGGER ledger_delete BEFORE DELETE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is never erased'); END;
    CREATE TRIGGER ledger_update BEFORE UPDATE ON ledger
    WHEN NOT (
        OLD.content IS NOT NULL AND NEW.content IS NULL AND NEW.salt IS NULL
        AND NEW.seq = OLD.seq AND NEW.act = OLD.act AND NEW.at = OLD.at AND NEW."on" = OLD."on"
        AND NEW.actor = OLD.actor AND NEW.register = OLD.register AND NEW.action = OLD.action
        AND NEW.entry = OLD.entry AND NEW.number = OLD.number AND NEW.issued = OLD.issued
        AND NEW.status = OLD.status AND NEW.commitment = OLD.commitment AND NEW.hash = OLD.hash
        AND EXISTS (SELECT 1 FROM ledger AS e WHERE e.register = OLD.register AND e.entry = OLD.entry
                    AND e.action = 'expunge' AND e.seq > OLD.seq)
    )
    BEGIN SELECT RAISE(ABORT, 'the ledger is never edited'); END;
    CREATE TABLE blobs (
        sha256 BLOB PRIMARY KEY, register TEXT NOT NULL, entry INTEGER NOT NULL, kind TEXT NOT NULL,
        data BLOB NOT NULL
    );
    CREATE TABLE drafts (
        person TEXT NOT NULL, register TEXT NOT NULL, action TEXT NOT NULL, entry INTEGER NOT NULL,
        saved_at TEXT NOT NULL, content TEXT NOT NULL,
        PRIMARY KEY (person, register, action, entry)
    );
    CREATE TABLE preferences (
        person TEXT NOT NULL, key TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (person, key)
    );
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
    """,
    # 2: the secret that proves printed pages; it outlives every database key, and every backup holds it
    "INSERT INTO meta VALUES ('anchor_secret', lower(hex(randomblob(32))));",
)


def version(db: Connection) -> int:
    """How many steps this database has taken."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def pending(db: Connection) -> int:
    """How many steps are still to take.

    Raises:
        NewerVersion: where a later program took more.
    """
    taken = version(db)
    if taken > len(STEPS):
        raise NewerVersion
    return len(STEPS) - taken


def migrate(db: Connection) -> None:
    """Take every pending step, each in a transaction of its own together with its number."""
    for step in range(version(db), len(STEPS)):
        db.executescript(f"BEGIN IMMEDIATE; {STEPS[step]} PRAGMA user_version = {step + 1}; COMMIT;")
