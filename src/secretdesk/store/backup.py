"""A backup: a folder with the database, its key files and a manifest; whole and checked before it is named.

It is made while the desk is open, from one moment of the ledger, under the same key (`VACUUM INTO`); nothing
in clear is written. The manifest tells what a person must know to choose one: when, how many lines, the last
recorded moment, the hash of each file. It tells no content.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlcipher3

from secretdesk.store import keyfile, keys, ledger
from secretdesk.store.database import connect, reading
from secretdesk.store.errors import Damaged, NotAVault, StoreError
from secretdesk.store.files import naming_the_disk, replace_file, sync_folder, telling_disk_trouble
from secretdesk.store.keyed import tell_key
from secretdesk.store.keyfile import DATABASE, KEY_FILES
from secretdesk.store.page_check import check_pages

if TYPE_CHECKING:
    from pathlib import Path

    from secretdesk.store.database import Connection
    from secretdesk.store.vault import Vault

MANIFEST, FORMAT = "backup.json", 1
FILES = (DATABASE, *KEY_FILES)
TOLD = ("made_at", "lines", "head", "last_at", "origin", "level", "reason", "size")
PIECE = 1 << 20  # bytes read at a time


@dataclass(frozen=True)
class Backup:
    """What a backup says of itself. ``state``: sound, or how it is not: empty, cut, damaged, no_backup."""

    folder: Path
    state: str
    made_at: str = ""
    lines: int = 0
    head: str = ""
    last_at: str = ""
    origin: str = ""  # hash of the first line: of which vault it is
    level: str = ""
    reason: str = ""
    size: int = 0


def write_backup(vault: Vault, folder: Path, made_at: str, **told: str) -> Backup:
    """Make *folder*, a whole backup of the vault as it stands now. ``told``: level and reason.

    Raises:
        StoreError: and there is nothing under that name.
    """
    part = folder.with_name(f".{folder.name}.part")
    drop_begun(folder.parent, f"{vault.folder.name}-")
    try:
        with naming_the_disk(folder.parent):
            _write(vault, part, made_at, told)
            with telling_disk_trouble():
                part.replace(folder)
                sync_folder(folder.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return read_backup(folder)


def drop_begun(place: Path, name: str = "") -> None:
    """Take away what a kill left of backups whose name begins so; the vault is locked, nobody makes one."""
    for part in place.glob(f".{glob.escape(name)}*.part"):
        shutil.rmtree(part, ignore_errors=True)


def _write(vault: Vault, part: Path, made_at: str, told: dict[str, str]) -> None:
    with telling_disk_trouble():
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700, parents=True)
    for name in KEY_FILES:
        with telling_disk_trouble():
            replace_file(part / name, (vault.folder / name).read_bytes())
    _copy(vault, part / DATABASE)
    lines, head, last_at, origin = _counted(part, vault.key)
    with telling_disk_trouble():
        files = {name: _sum(part / name) for name in FILES}
        size = sum((part / name).stat().st_size for name in FILES)
        manifest = {
            "format": FORMAT, "made_at": made_at, "lines": lines, "head": head, "last_at": last_at,
            "origin": origin, **told, "size": size, "files": files,
        }  # fmt: skip
        replace_file(part / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())


def _copy(vault: Vault, target: Path) -> None:
    """The database of one moment, on a connection of its own."""
    with telling_disk_trouble():
        target.touch(mode=0o600)
    db = connect(vault.folder / DATABASE, vault.key)
    with closing(db), reading():
        db.execute("VACUUM INTO ?", (str(target),))
    # Made a WAL database now: whoever opens it first after a restore need not, and a kill finds no journal.
    connect(target, vault.key).close()
    with telling_disk_trouble(), target.open("rb+") as file:
        os.fsync(file.fileno())


def _counted(folder: Path, key: bytes | bytearray) -> tuple[int, str, str, str]:
    """Lines, hash and moment of the last, hash of the first; every page was checked, every line counted.

    Raises:
        StoreError: where it is not whole.
    """
    check_pages(folder / DATABASE, key)
    with closing(_still(folder / DATABASE, key)) as db, reading():
        seq, head, at = ledger.last(db)
        (count,) = db.execute("SELECT count(*) FROM ledger").fetchone()
        (first,) = db.execute("SELECT hash FROM ledger WHERE seq = 1").fetchone()
    if count != seq:
        raise Damaged("backup", path=folder)
    return seq, head.hex(), at, first.hex()


def _still(path: Path, key: bytes | bytearray) -> Connection:
    """A connection to a file that nobody writes: it leaves nothing beside it, on a read-only disc too."""
    db = sqlcipher3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True, isolation_level=None)
    db.execute("PRAGMA cipher_log_level = NONE")
    tell_key(db, key)
    return db


def _sum(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while some := file.read(PIECE):
            found.update(some)
    return found.hexdigest()


def read_backup(folder: Path, *, whole: bool = False) -> Backup:
    """What stands in a folder, from its manifest and the sizes; ``whole``: every byte against its hash.

    Never raises: what cannot be read is a state.
    """
    told = _manifest(folder)
    if told is None:
        return Backup(folder, "empty" if _is_empty(folder) else "no_backup")
    known = {key: value for key, value in told.items() if key in TOLD}
    try:
        sizes = sum((folder / name).stat().st_size for name in FILES)
        state = "sound" if sizes == told["size"] else "cut"
        if whole and state == "sound" and any(_sum(folder / n) != told["files"][n] for n in FILES):
            state = "damaged"
    except OSError:
        state = "cut"
    return Backup(folder, state, **known)


def _manifest(folder: Path) -> dict[str, Any] | None:
    try:
        told = json.loads((folder / MANIFEST).read_text("utf-8"))
        files = dict(told["files"])
        ours = told["format"] == FORMAT and set(files) == set(FILES) and set(TOLD) <= set(told)
        fits = all(type(told[key]) is (int if key in {"lines", "size"} else str) for key in TOLD)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return {**told, "files": files} if ours and fits else None


def _is_empty(folder: Path) -> bool:
    try:
        return not any(folder.iterdir())
    except OSError:
        return False


def backups_in(folder: Path) -> list[Backup]:
    """The backups that stand in a folder, the newest first; what is no backup is left out."""
    with telling_disk_trouble():
        places = [one for one in folder.iterdir() if one.is_dir() and not one.name.startswith(".")]
    found = [read_backup(one) for one in places if (one / MANIFEST).exists()]
    return sorted(found, key=lambda one: (one.made_at, one.lines), reverse=True)


def open_backup(folder: Path, person: str | None, passphrase: str) -> Backup:
    """Check a backup as a whole: every byte, the passphrase, every page, every line counted.

    Raises:
        NotAVault: no backup is there ("backup").
        Damaged: "backup" where a file is cut or changed, else what is wrong with it.
        StoreError: of the kind that the trouble is, a wrong passphrase too.
    """
    found = read_backup(folder, whole=True)
    if found.state in {"empty", "no_backup"}:
        raise NotAVault(found.state, path=folder)
    if found.state != "sound":
        raise Damaged("backup", path=folder)
    opened = keys.open_slot(keyfile.read_keyring(folder), person, passphrase)
    try:
        lines, head, _, origin = _counted(folder, opened.key)
    finally:
        opened.wipe()
    if (lines, head, origin) != (found.lines, found.head, found.origin):
        raise Damaged("backup", path=folder)
    return found


def stand_of(folder: Path, person: str | None, passphrase: str) -> tuple[int, str] | None:
    """Lines and origin of the vault in a folder, without a trace; None where it is none or does not open."""
    try:
        opened = keys.open_slot(keyfile.read_keyring(folder), person, passphrase)
    except StoreError:
        return None
    try:
        for key in filter(None, (opened.key, opened.next_key)):
            with suppress(sqlcipher3.DatabaseError):
                return _stand(folder / DATABASE, key)
    except StoreError:
        return None
    finally:
        opened.wipe()
    return None


def _stand(path: Path, key: bytes | bytearray) -> tuple[int, str]:
    with closing(connect(path, key, write=False)) as db:
        (first,) = db.execute("SELECT hash FROM ledger WHERE seq = 1").fetchone()
        return ledger.last(db)[0], first.hex()
