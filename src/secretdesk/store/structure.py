"""Do the parts of the database hold together, apart from what the rows say? Reads only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import sqlcipher3

from secretdesk.store import migrations
from secretdesk.store.finding import Finding
from secretdesk.store.secret import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.store.database import Connection

GUARDED = """
    SELECT name, sql FROM sqlite_master
    WHERE sql IS NOT NULL
      AND (tbl_name IN ('ledger', 'blobs', 'drafts', 'preferences', 'meta') OR type IN ('trigger', 'view'))
"""
SECRET = re.compile(r"[0-9a-f]{64}")
META = re.compile(r"shape\.[a-z_]+|erased|anchor_secret")
INDEXES = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name NOT GLOB 's_*'"
UNREAD = """
    SELECT name FROM sqlite_master
    WHERE type = 'table' AND name <> 'ledger' AND name NOT GLOB 'r_*' AND name NOT GLOB 's_*_*'
"""


def guards(db: Connection) -> Iterator[Finding]:
    """The permanent tables and the triggers on the ledger are as the program makes them, and no others."""
    fresh = sqlcipher3.connect(":memory:", isolation_level=None)
    try:
        migrations.migrate(fresh)
        made = dict(fresh.execute(GUARDED).fetchall())
    finally:
        fresh.close()
    have = dict(db.execute(GUARDED).fetchall())
    for name in sorted(made.keys() | have.keys()):
        if made.get(name) != have.get(name):
            yield Finding("guard", name)
    kept = dict(db.execute("SELECT key, value FROM meta").fetchall())
    strange = [str(key) for key in kept if not META.fullmatch(str(key))]
    if not SECRET.fullmatch(str(kept.get(KEY))):
        strange.append(KEY)
    yield from (Finding("meta", key) for key in strange)


def structure(db: Connection) -> Iterator[Finding]:
    """Indexes and search indexes hold what their tables hold: an older page put back fits its HMAC alone.

    Ledger and register tables have been read whole by now. Not ``integrity_check``, which looks up every
    row in every index: hours where they outgrow the cache.
    """
    for (name,) in db.execute(UNREAD).fetchall():
        for (text,) in db.execute(f"PRAGMA quick_check({name})").fetchall():
            if text != "ok":
                yield Finding("structure", text.splitlines()[0][:100])
    rows: dict[str, int] = {}
    for name, table, sql in db.execute(INDEXES).fetchall():
        _, where, condition = (sql or "").partition(" WHERE ")
        counted = f"SELECT sum(1) FROM {table} {{}}{where}{condition}"  # count(*) would choose its own index
        if where or table not in rows:
            rows[table + condition] = db.execute(counted.format("NOT INDEXED")).fetchone()[0]
        if db.execute(counted.format(f"INDEXED BY {name}")).fetchone()[0] != rows[table + condition]:
            yield Finding("structure", name)
