"""A vault, opened: its folder, its lock, its database, its key (design section 3)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from secretdesk.store import build, keyfile, keys, ledger, migrations
from secretdesk.store.attempts import (
    Attempts,
    count_failure,
    forget_failures,
    read_attempts,
    seconds_to_wait,
)
from secretdesk.store.database import Connection, connect, reading
from secretdesk.store.errors import Damaged, DiskTrouble, NotAVault, WrongPassphrase
from secretdesk.store.files import sync_folder, telling_disk_trouble
from secretdesk.store.keyfile import DATABASE
from secretdesk.store.page_check import check_pages, key_fits
from secretdesk.store.sodium import wipe
from secretdesk.store.vault_lock import VaultLock
from secretdesk.store.witness import Witness, read_witness, restart_witness

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from secretdesk.domain.declaration import Register
    from secretdesk.store.keys import Keyring
    from secretdesk.store.slots import Cost, Slot

Progress = Callable[[int, int], bool]


@dataclass
class Vault:
    """An open vault. ``failed`` tells of the wrong passphrases tried before this unlock."""

    folder: Path
    lock: VaultLock
    db: Connection
    key: bytearray = field(repr=False)
    ring: Keyring
    slot: Slot
    witness: Witness
    failed: Attempts
    settled: str = ""  # "done" or "undone" where this unlock ended a half-done change of the key

    def reader(self) -> Connection:
        """A second connection, read-only, for long work off the window's thread. The caller closes it."""
        return connect(self.folder / DATABASE, self.key, write=False)

    def acknowledge(self, seq: int, head: bytes) -> None:
        """Note outside the database that this line is on the disk; a witness that lags does no harm."""
        with suppress(DiskTrouble):
            self.witness.note(seq, head.hex())

    def close(self) -> None:
        """Close the database, forget the key, let go of the lock. A second call does nothing."""
        with suppress(Exception):
            self.db.close()
        self.witness.close()
        wipe(self.key)
        self.lock.release()


def create(folder: Path, slot_id: str, name: str, passphrase: str, cost: Cost | None = None) -> Vault:
    """Make the files of a new vault in an empty or missing folder and open it; its tables come later.

    Raises:
        NotAVault: ("exists") where the folder holds anything.
        DiskTrouble: where it cannot be written.
    """
    with telling_disk_trouble():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise NotAVault("exists")
        (folder / "backups").mkdir()
        (folder / "forms").mkdir()
    lock = VaultLock(folder)
    key = keys.new_database_key()
    ring = keys.add_slot(keys.new_keyring(), slot_id, name, passphrase, key, cost=cost)
    with telling_disk_trouble():
        (folder / DATABASE).touch(mode=0o600)
    db = connect(folder / DATABASE, key)
    migrations.migrate(db)
    ring = keyfile.write_keyring(folder, ring)
    restart_witness(folder, 0, ledger.GENESIS.hex())
    return Vault(folder, lock, db, key, ring, ring.slots[0], Witness(folder), Attempts())


def unlock(
    folder: Path,
    person: str | None,
    passphrase: str,
    registers: Mapping[str, Register],
    now: datetime,
    progress: Progress | None = None,
) -> Vault:
    """Open a vault: key, every page, version, tables, witness, in this order; nothing is written before.

    ``now`` is local time with offset. Raises a :class:`StoreError` of the kind that the trouble is.
    """
    keyfile.read_keyring(folder)
    lock = VaultLock(folder)
    try:
        return _unlock(folder, lock, person, passphrase, registers, now, progress)
    except BaseException:
        lock.release()
        raise


def _unlock(
    folder: Path,
    lock: VaultLock,
    person: str | None,
    passphrase: str,
    registers: Mapping[str, Register],
    now: datetime,
    progress: Progress | None,
) -> Vault:
    ring = keyfile.read_keyring(folder)
    before = read_attempts(folder)
    if wait := seconds_to_wait(before, now):
        raise WrongPassphrase("wait", count=before.count, seconds=wait)
    try:
        opened = keys.open_slot(ring, person, passphrase)
    except WrongPassphrase as error:
        if not error.detail:
            count_failure(folder, now)
        raise
    path = folder / DATABASE
    key, settled = opened.key, ""
    if opened.next_key is not None:
        settled = "done" if key_fits(path, opened.next_key) else "undone"
        key = opened.next_key if settled == "done" else opened.key
    check_pages(path, key, progress)
    db = connect(path, key)
    try:
        with reading():
            _bring_up_to_date(db, folder, registers)
            seq, _, _ = ledger.last(db)
            _compare_witness(db, folder, seq)
    except BaseException:
        db.close()
        raise
    failed = forget_failures(folder)
    if ring.changing:
        ring = keyfile.write_keyring(folder, keys.settle(ring, use_next=settled == "done"))
        drop_half_done(folder)
    elif ring.mend:
        ring = keyfile.mend_twins(folder, ring)
    slot = next(s for s in ring.slots if s.id == opened.slot.id)
    return Vault(folder, lock, db, key, ring, slot, Witness(folder), failed, settled)


def drop_half_done(folder: Path) -> None:
    """Remove what an interrupted change of key left beside the database."""
    for name in ("registers.new", "registers.new-wal", "registers.new-shm", "registers.new-journal"):
        (folder / name).unlink(missing_ok=True)


def _bring_up_to_date(db: Connection, folder: Path, registers: Mapping[str, Register]) -> None:
    if migrations.pending(db):
        _copy_before(db, folder)
        migrations.migrate(db)
    stale = build.outdated(db, registers)
    if stale:
        build.rebuild(db, registers, stale)


def _copy_before(db: Connection, folder: Path) -> None:
    """A copy of the database before its permanent tables change, in the vault and under the same key."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with telling_disk_trouble():
        copy = folder / "backups" / f"before-step-{migrations.version(db) + 1}.db"
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(folder / DATABASE, copy)
        sync_folder(copy.parent)


def _compare_witness(db: Connection, folder: Path, seq: int) -> None:
    """Lines that were acknowledged are there, unchanged; the witness itself may lag."""
    seen = read_witness(folder)
    if seen is None:
        return
    if seen.seq > seq:
        raise Damaged("lost_lines", seq=seq, witness=seen.seq)
    if seen.seq:
        found = db.execute("SELECT hash FROM ledger WHERE seq = ?", (seen.seq,)).fetchone()
        if found is None or found[0].hex() != seen.head:
            raise Damaged("witness", seq=seen.seq)
