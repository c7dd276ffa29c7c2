"""A new database key: export into a new file, swap, settle the key files; a kill leaves old or new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.store import keyfile, keys
from secretdesk.store.database import connect, reading
from secretdesk.store.files import sync_folder, telling_disk_trouble
from secretdesk.store.keyfile import DATABASE
from secretdesk.store.sodium import wipe
from secretdesk.store.vault import Vault, drop_half_done

if TYPE_CHECKING:
    from collections.abc import Collection

NEW = "registers.new"


def rekey(vault: Vault, keep: Collection[str]) -> None:
    """Give the vault a new key, sealed to the slots whose fingerprints are in *keep*; the others go.

    1. the coming key stands in the key files beside the present one; 2. the database is exported under it;
    3. the file is swapped; 4. the key files are settled. An unlock after a kill ends whichever was reached.

    Raises:
        StoreError: where the disk fails; before step 3 the vault is as it was.
    """
    fresh = keys.new_database_key()
    drop_half_done(vault.folder)
    vault.ring = keyfile.write_keyring(vault.folder, keys.with_next_key(vault.ring, fresh, keep))
    with reading():
        taken = vault.db.execute("PRAGMA user_version").fetchone()[0]
        target = str(vault.folder / NEW)
        vault.db.execute(f"ATTACH DATABASE ? AS fresh KEY \"x'{fresh.hex()}'\"", (target,))
        vault.db.execute("PRAGMA fresh.synchronous = FULL")
        vault.db.execute("SELECT sqlcipher_export('fresh')").fetchone()
        vault.db.execute(f"PRAGMA fresh.user_version = {int(taken)}")
        vault.db.execute("DETACH DATABASE fresh")
    vault.db.close()
    with telling_disk_trouble():
        (vault.folder / NEW).chmod(0o600)
        sync_folder(vault.folder)
        (vault.folder / NEW).replace(vault.folder / DATABASE)
        sync_folder(vault.folder)
    vault.ring = keyfile.write_keyring(vault.folder, keys.settle(vault.ring, use_next=True))
    wipe(vault.key)
    vault.key = fresh
    vault.db = connect(vault.folder / DATABASE, fresh)
