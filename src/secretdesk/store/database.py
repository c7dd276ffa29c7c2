"""One SQLCipher connection: how it is opened, what it promises, how its errors are told."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import sqlcipher3

from secretdesk.domain.terms import DISK_REASONS
from secretdesk.store.errors import Damaged, DiskTrouble, InUse, StoreError
from secretdesk.store.keyed import tell_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Connection = Any  # sqlcipher3 ships no types
UNREADABLE = "Could not decode to UTF-8"  # how the binding tells of text that is none
# sqlcipher_export hands on the text of what went wrong within, and a general code
TEXTS = {"database or disk is full": 13, "disk I/O error": 10, "database disk image is malformed": 11}
STEPS = 20_000  # of SQLite's machine between two looks whether to stop

PRAGMAS = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -65536",
)


def connect(path: Path, key: bytes | bytearray, *, write: bool = True) -> Connection:
    """Open the database with its raw 32-byte key.

    Raises:
        StoreError: of the kind that the failure is.
    """
    mode = "rw" if write else "ro"
    with reading(), ExitStack() as undo:
        db = sqlcipher3.connect(
            f"{path.resolve().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=5,
        )
        undo.callback(db.close)
        prepare(db, key, write=write)
        undo.pop_all()
    return db


def prepare(db: Connection, key: bytes | bytearray, *, write: bool) -> None:
    """Key a fresh connection and set what every connection promises. Raw hex: no passphrase in SQL."""
    db.execute("PRAGMA cipher_log_level = NONE")
    tell_key(db, key)
    for pragma in PRAGMAS:
        db.execute(pragma)
    if write:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA journal_size_limit = 67108864")
    else:
        db.execute("PRAGMA query_only = ON")
    db.execute("SELECT count(*) FROM sqlite_master").fetchone()


def told(error: sqlcipher3.Error) -> Exception:
    """Which kind of trouble an SQLite error is; one that is a bug comes back as it is."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    kinds: dict[int, StoreError] = {
        5: InUse(),
        6: InUse(),
        8: DiskTrouble("read_only"),
        10: DiskTrouble(reason=DISK_REASONS["EIO"]),
        11: Damaged(),
        13: DiskTrouble("full"),
        14: DiskTrouble("gone", reason=DISK_REASONS["ENOENT"]),
        26: Damaged(),
    }
    if UNREADABLE in str(error):
        return Damaged()
    if code == 1:
        code = TEXTS.get(str(error), code)
    found: Exception = kinds.get(code) or error
    return found


@contextmanager
def transaction(db: Connection) -> Iterator[None]:
    """All or nothing; on the disk when it ends without an error.

    Raises:
        StoreError: where the disk or the file fails; then nothing has been written.
    """
    try:
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
    except sqlcipher3.DatabaseError as error:
        raise told(error) from error


@contextmanager
def savepoint(db: Connection) -> Iterator[None]:
    """All or nothing of a part, inside a transaction."""
    db.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if db.in_transaction:  # a full disk may have ended it already
            db.execute("ROLLBACK TO part")
            db.execute("RELEASE part")
        raise
    db.execute("RELEASE part")


@contextmanager
def stoppable(db: Connection, asked: Callable[[], object]) -> Iterator[None]:
    """*asked* is called every few milliseconds of work; what it raises stops the work and is raised.

    Around a transaction nothing of it stays.
    """
    raised: list[BaseException] = []

    def look() -> int:
        if not raised:  # the rollback that follows is let through
            try:
                asked()
            except BaseException as error:  # noqa: BLE001  (goes on below, out of SQLite's hands)
                raised.append(error)
                return 1
        return 0

    db.set_progress_handler(look, STEPS)
    try:
        yield
    except Exception:
        if raised:
            raise raised[0] from None
        raise
    finally:
        db.set_progress_handler(None, 0)


@contextmanager
def reading() -> Iterator[None]:
    """SQLite's errors while reading, told as kinds of :class:`StoreError`."""
    try:
        yield
    except sqlcipher3.DatabaseError as error:
        raise told(error) from error
