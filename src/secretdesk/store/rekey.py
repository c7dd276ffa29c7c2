"""A new database key: export into a new file, swap, settle the key files; a kill leaves old or new."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from secretdesk.store import keyfile, keys
from secretdesk.store.copying import copy_database
from secretdesk.store.database import connect
from secretdesk.store.errors import DiskTrouble, InUse
from secretdesk.store.files import sync_folder, telling_disk_trouble
from secretdesk.store.keyfile import DATABASE
from secretdesk.store.sodium import wipe
from secretdesk.store.vault import NEW, Vault, drop_half_done

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def rekey(vault: Vault, keep: Collection[str]) -> None:
    """Give the vault a new key, sealed to the slots whose fingerprints are in *keep*; the others go.

    1. the coming key stands in the key files beside the present one; 2. the database is exported under it and
    checked; 3. the file is swapped; 4. the key files are settled. An unlock after a kill ends whichever was
    reached.

    Raises:
        StoreError: before step 3, and the vault is as it was; InUse while a reader is open. Trouble with
            step 4 alone is none: the next unlock does it.
    """
    for _ in rekey_in_steps(vault, keep):
        pass


def rekey_in_steps(vault: Vault, keep: Collection[str]) -> Iterator[str]:
    """As :func:`rekey`, pausing after each step with its name: a test stops there, as a kill would."""
    fresh = keys.new_database_key()
    try:
        drop_half_done(vault.folder)
        vault.ring = keyfile.write_keyring(vault.folder, keys.with_next_key(vault.ring, fresh, keep))
        yield "announced"
        copy_database(vault.db, vault.folder / NEW, fresh)
        yield "exported"
        vault.db.close()
        yield "closed"
        with telling_disk_trouble():
            _only_one(vault)
            sync_folder(vault.folder)
            (vault.folder / NEW).replace(vault.folder / DATABASE)
    except BaseException:
        wipe(fresh)
        _as_it_was(vault)
        raise
    yield "swapped"
    wipe(vault.key)
    vault.key = fresh
    vault.ring = keys.settle(vault.ring, use_next=True)
    vault.db = connect(vault.folder / DATABASE, fresh)
    with suppress(DiskTrouble), telling_disk_trouble():
        sync_folder(vault.folder)  # only once the swap is durable may the old key go
        vault.ring = keyfile.write_keyring(vault.folder, vault.ring)
    yield "settled"


def _only_one(vault: Vault) -> None:
    """The last connection takes the WAL away when it closes; another one's would spoil the new file."""
    if (vault.folder / f"{DATABASE}-wal").exists():
        raise InUse


def _as_it_was(vault: Vault) -> None:
    """Before the swap nothing is lost: forget the coming key and go on with the present one."""
    vault.db.close()  # which lets go of a half-made copy
    vault.ring = keys.settle(vault.ring, use_next=False)
    with suppress(DiskTrouble):  # where even this can't be written the next unlock does it
        drop_half_done(vault.folder)
        vault.ring = keyfile.rewrite_keyring(vault.folder, vault.ring)
    vault.db = connect(vault.folder / DATABASE, vault.key)
