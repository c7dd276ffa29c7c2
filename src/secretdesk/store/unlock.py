"""Opening a vault: key, every page, version, witness, tables, in this order; nothing is written before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING

from secretdesk.store import build, erase, keyfile, keys, ledger, migrations
from secretdesk.store.attempts import count_failure, forget_failures, read_attempts, seconds_to_wait
from secretdesk.store.backup import drop_begun
from secretdesk.store.copying import copy_database
from secretdesk.store.database import Connection, connect, reading
from secretdesk.store.errors import Damaged, WrongPassphrase
from secretdesk.store.files import sync_folder, telling_disk_trouble
from secretdesk.store.keyfile import DATABASE
from secretdesk.store.page_check import check_pages, key_fits
from secretdesk.store.restore import resume
from secretdesk.store.sodium import wipe
from secretdesk.store.vault import Vault, drop_half_done
from secretdesk.store.vault_lock import VaultLock
from secretdesk.store.witness import Witness, read_witness

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from secretdesk.domain.declaration import Register
    from secretdesk.store.keys import Keyring, Opened

Progress = Callable[[int, int], bool]


def unlock(
    folder: Path,
    person: str | None,
    passphrase: str,
    registers: Mapping[str, Register],
    now: datetime,
    progress: Progress | None = None,
) -> Vault:
    """Open a vault. A refused one stays byte for byte as it was (failed tries are counted beside it).

    ``now`` is local time with offset. Raises a :class:`StoreError` of the kind that the trouble is, and
    CheckStopped where ``progress`` answered False.
    """
    resume(folder)
    keyfile.read_keyring(folder)
    with ExitStack() as undo:
        lock = VaultLock(folder)
        undo.callback(lock.release)
        ring = keyfile.read_keyring(folder)
        opened = _try(folder, ring, person, passphrase, now)
        undo.callback(opened.wipe)
        path = folder / DATABASE
        key, settled = _fitting(path, ring, opened)
        check_pages(path, key, progress)
        _look(folder, key, registers)
        db = connect(path, key)
        undo.callback(db.close)
        _bring_up_to_date(db, folder, key, registers)
        ring = _settle(folder, ring, settled)
        drop_begun(folder / "backups")
        slot = next(s for s in ring.slots if s.id == opened.slot.id)
        failed = forget_failures(folder)
        unwitnessed = read_witness(folder) is None
        vault = Vault(folder, lock, db, key, ring, slot, Witness(folder), failed, unwitnessed, settled)
        undo.pop_all()
    if opened.next_key is not None:
        wipe(opened.key if key is opened.next_key else opened.next_key)
    return vault


def _try(folder: Path, ring: Keyring, person: str | None, passphrase: str, now: datetime) -> Opened:
    """The opened slot; a wrong passphrase is counted, and after some of them nothing is tried for a while."""
    before = read_attempts(folder)
    if wait := seconds_to_wait(before, now):
        raise WrongPassphrase("wait", count=before.count, seconds=wait)
    try:
        return keys.open_slot(ring, person, passphrase)
    except WrongPassphrase as error:
        if not error.detail:
            count_failure(folder, now)
        raise


def _fitting(path: Path, ring: Keyring, opened: Opened) -> tuple[bytearray, str]:
    """The key of the database as it stands, and which way that ends a half-done change of key."""
    if not ring.changing:
        return opened.key, ""
    if opened.next_key is not None and key_fits(path, opened.next_key):
        return opened.next_key, "done"
    if opened.next_key is None and not key_fits(path, opened.key):
        # The change was to remove this person, and the database is under the new key already.
        raise WrongPassphrase("not_live", person=opened.slot.name)
    return opened.key, "undone"


def _look(folder: Path, key: bytearray, registers: Mapping[str, Register]) -> None:
    """Version, registers and witness, over a connection that neither writes nor ends the WAL."""
    db = connect(folder / DATABASE, key, write=False)
    try:
        with reading():
            migrations.pending(db)
            if migrations.version(db):
                build.outdated(db, registers)
                _compare_witness(db, folder)
    finally:
        db.close()
        _drop_empty_wal(folder)


def _drop_empty_wal(folder: Path) -> None:
    """A connection that may not write leaves the empty WAL that it had to make."""
    log = folder / f"{DATABASE}-wal"
    with telling_disk_trouble():
        if log.exists() and not log.stat().st_size:
            log.unlink()
            (folder / f"{DATABASE}-shm").unlink(missing_ok=True)


def _compare_witness(db: Connection, folder: Path) -> None:
    """Lines that were acknowledged are there, unchanged; the witness itself may lag."""
    seq, _, _ = ledger.last(db)
    seen = read_witness(folder)
    if seen is None or not seen.seq:
        return
    if seen.seq > seq:
        raise Damaged("lost_lines", seq=seq, witness=seen.seq)
    found = db.execute("SELECT hash FROM ledger WHERE seq = ?", (seen.seq,)).fetchone()
    if found is None or found[0].hex() != seen.head:
        raise Damaged("witness", seq=seen.seq)


def _bring_up_to_date(
    db: Connection, folder: Path, key: bytearray, registers: Mapping[str, Register]
) -> None:
    """Permanent tables by their steps, register tables by their declarations, an erasure to its end."""
    with reading():
        if migrations.pending(db):
            _copy_before(db, folder, key)
            migrations.migrate(db)
        stale = build.outdated(db, registers)
        if stale:
            build.rebuild(db, registers, stale)
        erase.settle(db, folder)


def _copy_before(db: Connection, folder: Path, key: bytearray) -> None:
    """A copy of the database before its permanent tables change, in the vault and under the same key."""
    with telling_disk_trouble():
        copy = folder / "backups" / f"before-step-{migrations.version(db) + 1}.db"
        part = copy.with_suffix(".part")
        copy.parent.mkdir(exist_ok=True)
        part.unlink(missing_ok=True)
        copy_database(db, part, key)
        part.replace(copy)
        sync_folder(copy.parent)


def _settle(folder: Path, ring: Keyring, settled: str) -> Keyring:
    """The key files as they should be after a successful unlock."""
    if settled:
        ring = keyfile.write_keyring(folder, keys.settle(ring, use_next=settled == "done"))
    elif ring.mend:
        ring = keyfile.mend_twins(folder, ring)
    drop_half_done(folder)
    return ring
