"""A backup takes the place of a vault's files; the replaced ones are kept aside. A kill leaves old or new.

1. the files are staged in ``restoring/`` and checked; 2. ``ready`` is written there: from now on it will be
done; 3. what stands in the vault moves into ``backups/replaced-…``, the staged files take its place. Whoever
opens the vault next ends a restore that was ready and drops one that was not.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from secretdesk.store.backup import FILES, Backup, open_backup, read_backup, stand_of
from secretdesk.store.errors import Damaged
from secretdesk.store.files import naming_the_disk, replace_file, sync_folder, telling_disk_trouble
from secretdesk.store.keyfile import DATABASE
from secretdesk.store.vault_lock import VaultLock
from secretdesk.store.witness import WITNESS_FILE, restart_witness

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STAGE, READY = "restoring", "ready"
LOGS = (f"{DATABASE}-wal", f"{DATABASE}-shm")
PLACED = (*FILES, WITNESS_FILE)


def restore(backup: Path, folder: Path, person: str | None, passphrase: str, stamp: str) -> Backup:
    """Put a backup in the place of the vault in *folder* (made where there is none).

    ``stamp`` names the replaced one.

    One of another vault is refused, unless the folder holds none (or one that no longer opens).

    Raises:
        StoreError: and the vault is as it was; InUse where somebody has it open.
    """
    found = open_backup(backup, person, passphrase)
    resume(folder)
    stand = stand_of(folder, person, passphrase)
    if stand is not None and stand[1] != found.origin:
        raise Damaged("foreign_backup", path=backup)
    with telling_disk_trouble():
        for one in (folder, folder / "backups", folder / "forms"):
            one.mkdir(mode=0o700, parents=True, exist_ok=True)
    with VaultLock(folder), naming_the_disk(folder), telling_disk_trouble():
        for _ in restore_in_steps(found, folder, stamp):
            pass
    return found


def restore_in_steps(found: Backup, folder: Path, stamp: str) -> Iterator[str]:
    """As :func:`restore` under the lock, pausing after each step: a test stops there, as a kill would."""
    stage = folder / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(mode=0o700)
    for name in FILES:
        shutil.copyfile(found.folder / name, stage / name)
        (stage / name).chmod(0o600)
        yield f"staged {name}"
    shutil.copyfile(found.folder / "backup.json", stage / "backup.json")
    if read_backup(stage, whole=True).state != "sound":
        shutil.rmtree(stage, ignore_errors=True)
        raise Damaged("backup", path=found.folder)
    restart_witness(stage, found.lines, found.head)
    for name in PLACED:
        _sync(stage / name)
    sync_folder(stage)
    yield "checked"
    replace_file(stage / READY, stamp.encode())
    yield "ready"
    yield from _place(folder)


def resume(folder: Path) -> None:
    """End what a kill left of a restore; nothing where there was none. Raises StoreError."""
    stage = folder / STAGE
    if not stage.exists():
        return
    with VaultLock(folder), telling_disk_trouble():
        if (stage / READY).exists():
            for _ in _place(folder):
                pass
        else:
            shutil.rmtree(stage)


def _place(folder: Path) -> Iterator[str]:
    stage = folder / STAGE
    aside = folder / "backups" / f"replaced-{(stage / READY).read_text()}"
    aside.mkdir(mode=0o700, parents=True, exist_ok=True)
    if (stage / DATABASE).exists():  # else these logs are those of the new one
        for name in LOGS:
            if (folder / name).exists():
                (folder / name).replace(aside / name)
                yield f"aside {name}"
    for name in PLACED:
        if not (stage / name).exists():
            continue
        if (folder / name).exists():
            (folder / name).replace(aside / name)
            yield f"aside {name}"
        (stage / name).replace(folder / name)
        yield f"placed {name}"
    sync_folder(aside)
    sync_folder(folder)
    shutil.rmtree(stage)
    yield "done"


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
