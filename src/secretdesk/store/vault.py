"""A vault, opened: its folder, its lock, its database, its key (design section 3)."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from secretdesk.store import keyfile, keys, ledger, migrations
from secretdesk.store.attempts import Attempts
from secretdesk.store.database import Connection, connect, reading
from secretdesk.store.errors import DiskTrouble, Occupied
from secretdesk.store.files import telling_disk_trouble
from secretdesk.store.keyfile import DATABASE, holds_vault
from secretdesk.store.sodium import wipe
from secretdesk.store.vault_lock import VaultLock
from secretdesk.store.witness import Witness, restart_witness

if TYPE_CHECKING:
    from pathlib import Path

    from secretdesk.store.keys import Keyring
    from secretdesk.store.slots import Cost, Slot

LONG_LOG = 10_000  # pages


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
    unwitnessed: bool = False  # nothing outside the database said how far the ledger had come
    settled: str = ""  # "done" or "undone" where this unlock ended a half-done change of the key

    def reader(self) -> Connection:
        """A second connection, read-only, for long work off the window's thread. The caller closes it."""
        return connect(self.folder / DATABASE, self.key, write=False)

    def settles_elsewhere(self) -> None:
        """Commits leave the log alone until it is very long: somebody else calls :meth:`settle`."""
        self.db.execute(f"PRAGMA wal_autocheckpoint = {LONG_LOG}")

    def settle(self) -> None:
        """Bring what the log holds into the database, on a connection of its own; readers and writers go on.

        Raises:
            StoreError: where the disk fails; the log then stays as it is, and nothing is lost.
        """
        with reading():
            db = connect(self.folder / DATABASE, self.key)
            try:
                db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            finally:
                db.close()

    def acknowledge(self, seq: int, head: bytes) -> None:
        """Note outside the database that this line is on the disk; a witness that lags does no harm."""
        with suppress(DiskTrouble):
            self.witness.note(seq, head.hex())

    def close(self) -> None:
        """Close the database, forget the key, let go of the lock. A second call does nothing."""
        try:
            self.db.close()
        finally:
            self.witness.close()
            wipe(self.key)
            self.lock.release()


def create(folder: Path, slot_id: str, name: str, passphrase: str, cost: Cost | None = None) -> Vault:
    """Make the files of a new vault in an empty or missing folder and open it; its tables come later.

    Raises:
        Occupied: where the folder holds anything.
        DiskTrouble: where it cannot be written.
    """
    with telling_disk_trouble():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise Occupied("vault" if holds_vault(folder) else "")
        (folder / "backups").mkdir()
        (folder / "forms").mkdir()
    with ExitStack() as undo:
        lock = VaultLock(folder)
        undo.callback(lock.release)
        key = keys.new_database_key()
        undo.callback(wipe, key)
        ring = keys.add_slot(keys.new_keyring(), slot_id, name, passphrase, key, cost=cost)
        with telling_disk_trouble():
            (folder / DATABASE).touch(mode=0o600)
        db = connect(folder / DATABASE, key)
        undo.callback(db.close)
        with reading():
            migrations.migrate(db)
        ring = keyfile.write_keyring(folder, ring)
        restart_witness(folder, 0, ledger.GENESIS.hex())
        made = Vault(folder, lock, db, key, ring, ring.slots[0], Witness(folder), Attempts())
        undo.pop_all()
    return made


def drop_half_done(folder: Path) -> None:
    """Remove what a kill left of files that were being written (``temporary_beside``). Raises DiskTrouble."""
    with telling_disk_trouble():
        for stray in folder.glob("*.new*"):
            stray.unlink()


NEW = "registers.new"  # the database under its coming key, until it takes the place of the present one
