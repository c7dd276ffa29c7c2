"""What the store's tests do to a vault behind the program's back."""

import hashlib
import re
import shutil

import apsw
import sqlcipher3

from secretdesk.assets import holidays
from secretdesk.domain.law import PARAMETERS
from secretdesk.store.keyfile import DATABASE

AUTHORITY = 1
FOUNDED_WITH = 8  # parameters, a line each, when the statements of these tests were written
GUARDS = ("ledger_insert", "ledger_update", "ledger_delete")


def locked(desk) -> bytes:
    """Close the vault and give its key, as somebody has it who opens the file with other tools."""
    key = bytes(desk.vault.key)
    desk.close()
    return key


def bare(folder, key, name=DATABASE):
    """A connection with the key and nothing else: none of the program's pragmas."""
    db = sqlcipher3.connect(folder / name, isolation_level=None)
    db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return db


def at(seq):
    """Where a line stands now: a vault begins with a line for every parameter, and those grow in number.

    So do the years of holidays; the last of the first lines is the college's authority.
    """
    return seq + len(PARAMETERS) + len(holidays()) + AUTHORITY - FOUNDED_WITH


def moved(statement):
    """The same statement about the line where it stands now."""
    place = re.compile(r"(?<=seq [=<>] )(?:1\d|20)|(?<=BETWEEN )1\d|(?<=BETWEEN 1\d AND )1\d")
    return place.sub(lambda found: str(at(int(found[0]))), statement)


def tamper(folder, key, *statements):
    """Drop the guards, run the statements, put the guards back as they were."""
    db = bare(folder, key)
    made = [sql for (sql,) in db.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'").fetchall()]
    for name in GUARDS:
        db.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        db.execute(*statement) if isinstance(statement, tuple) else db.execute(moved(statement))
    for sql in made:
        db.execute(sql)
    db.close()


def plaintext(folder, key, target):
    """A decrypted copy for tools that know SQLite alone."""
    db = bare(folder, key)
    db.execute("ATTACH DATABASE ? AS plain KEY ''", (str(target),))
    db.execute("SELECT sqlcipher_export('plain')").fetchone()
    db.execute("DETACH DATABASE plain")
    db.close()
    return target


def foreign(path, key):
    """The database opened by another implementation of the SQLCipher 4 format (SQLite3 Multiple Ciphers)."""
    db = apsw.Connection(str(path))
    for pragma in ("cipher = 'sqlcipher'", "legacy = 4", f"key = \"x'{key.hex()}'\""):
        db.execute(f"PRAGMA {pragma}").fetchall()
    return db


def decrypted_pages(folder, key, scratch) -> bytes:
    """Every page as it lies in the file, decrypted: free pages, gaps between cells and the WAL's pages too."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    for name in (DATABASE, f"{DATABASE}-wal"):
        if (folder / name).exists():
            shutil.copyfile(folder / name, scratch / name)
    db = foreign(scratch / DATABASE, key)
    db.execute("PRAGMA journal_mode = DELETE").fetchall()
    db.execute("PRAGMA rekey = ''").fetchall()
    db.close()
    return (scratch / DATABASE).read_bytes()


def sums(folder, *names) -> dict[str, str]:
    """SHA-256 of the files of a vault (of all that begin with registers.db where no names are given)."""
    files = [folder / name for name in names] or folder.glob(f"{DATABASE}*")
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files if not f.name.endswith("-shm")}
