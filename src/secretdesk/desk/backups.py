"""Backups: made while the desk is open, checked, booked; kept by a rule; put back in place of the vault."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secretdesk.desk.opening import open_vault
from secretdesk.desk.release import passage
from secretdesk.desk.volumes import Volumes, find_volume
from secretdesk.domain.keeping import to_keep
from secretdesk.domain.review import Command, Refused, inner
from secretdesk.domain.rules.common import not_permitted
from secretdesk.domain.terms import BACKUP_NAME, BACKUP_REASONS, OUTPUT_KINDS, RESTORE_LABEL
from secretdesk.store import restore as putting_back
from secretdesk.store.backup import Backup, read_backup, stand_of, write_backup
from secretdesk.store.errors import DiskTrouble, InUse, StoreError, WrongPassphrase
from secretdesk.store.files import telling_disk_trouble

if TYPE_CHECKING:
    from secretdesk.desk.desk import Clock, Desk, Receipt

DAILY, BY_HAND = BACKUP_REASONS[:2]
OUTSIDE_DAYS = 7  # so old the last backup outside this PC may be


def back_up(
    desk: Desk,
    to: Path | None = None,
    why: str = BY_HAND,
    *,
    number: str = "",
    second: str = "",
    volumes: Volumes = find_volume,
) -> tuple[Backup, Receipt]:
    """Make a backup in *to* (None: in the vault's own folder), check it and book it.

    Outside the vault it is a file like any other: the volume is a fixed disk of this PC or a registered
    medium of enough level, and it stands in `outputs` until it is removed. ``number`` and ``second`` stand in
    where that has no id which can be read (see `release.passage`).

    Raises:
        Refused: where it may not be there.
        StoreError: and there is no backup.
    """
    level = desk.level
    own = desk.vault.folder / "backups"
    way = None
    if to is not None:
        way = passage(desk, to / "x", level, volumes, number=number, second=second)
    if to is not None and not to.is_dir():
        raise DiskTrouble("gone", reason=str(to))
    now = desk.clock()
    seq, _ = desk.head()
    name = f"{desk.vault.folder.name}-{now:%Y%m%d-%H%M%S}-{seq}"
    made = write_backup(
        desk.vault, (to or own) / name, now.isoformat(timespec="seconds"), level=level, reason=why
    )
    values: dict[str, Any] = {
        "why": why, "path": str(made.folder.resolve()), "lines": made.lines, "head": made.head,
        "size": str(made.size), "level": level, "outside": way is not None and way.medium is not None,
    }  # fmt: skip
    told = way.told if way is not None else {}
    values |= {key: told[key] for key in ("volume", "medium") if key in told}
    booked = [inner("backups", "make", values=values)]
    if way is not None:
        kept = {"path": values["path"], "level": level, **told}
        booked.append(
            inner("outputs", "release", values={"kind": OUTPUT_KINDS[3], "name": BACKUP_NAME, **kept})
        )
    return made, desk.perform_all(booked)[0]


def daily(desk: Desk) -> Backup | None:
    """The backup of the day, at the first unlock; older ones go by the rule. None where there is one today.

    Raises:
        StoreError: the disk's trouble; the books are as they were.
    """
    today = desk.clock().date().isoformat()
    kept = desk.rows("backups", where={"status": "kept", "why": DAILY})
    if any(str(one["made_on"])[:10] == today for one in kept):
        return None
    made, _ = back_up(desk, why=DAILY)
    tidy(desk)
    return made


def tidy(desk: Desk) -> int:
    """Remove what the rule no longer keeps of the daily backups in the vault; gives how many."""
    kept = desk.rows("backups", where={"status": "kept", "why": DAILY})
    stay = to_keep(str(one["made_on"])[:10] for one in kept)
    newest: set[str] = set()
    gone = []
    for one in kept:  # newest first: of one day the last stays
        day = str(one["made_on"])[:10]
        if day not in stay or day in newest:
            gone.append(one)
        newest.add(day)
    for one in gone:
        with telling_disk_trouble():
            if Path(one["path"]).exists():
                shutil.rmtree(one["path"])
    if gone:
        desk.perform_all(Command("", "backups", "remove", one.entry) for one in gone)
    return len(gone)


def outside_is_old(desk: Desk) -> bool:
    """Whether a backup outside this PC is due: there is something to lose, and none younger than a week."""
    days = days_since(desk)
    return days > OUTSIDE_DAYS if days is not None else bool(desk.rows("documents", limit=1))


def days_since(desk: Desk) -> int | None:
    """Days since the last backup outside this PC; None where there never was one."""
    found = desk.rows("backups", where={"status": "kept", "outside": True}, limit=1)
    if not found:
        return None
    return (desk.clock().date() - date.fromisoformat(str(found[0]["made_on"])[:10])).days


@dataclass(frozen=True)
class Restored:
    """What a restore did: the backup, and how many lines of the replaced vault it lacks (None: unknown)."""

    backup: Backup
    lost: int | None


def restore(backup: Path, folder: Path, person: str | None, passphrase: str, *, clock: Clock) -> Restored:
    """Put a backup in the place of a vault, and book it there. The replaced files stay in its ``backups``.

    Raises:
        Refused: where the vault still opens and the person is not its supervisor.
        StoreError: and the vault is as it was.
    """
    _may_restore(folder, person, passphrase, clock)
    before = what_is_lost(backup, folder, person, passphrase)
    found = putting_back.restore(backup, folder, person, passphrase, f"{clock():%Y%m%d-%H%M%S}")
    desk = open_vault(folder, person, passphrase, clock=clock)
    try:
        values: dict[str, Any] = {
            "path": str(backup.resolve()), "lines": found.lines, "head": found.head,
            "level": found.level or None,
            "lost": f"{found.lines + 1}-{found.lines + before}" if before else None,
        }  # fmt: skip
        desk.perform(inner("backups", "restore", values=values))
    finally:
        desk.close()
    return Restored(found, before)


def _may_restore(folder: Path, person: str | None, passphrase: str, clock: Clock) -> None:
    """Restoring is the supervisor's, as long as the vault can say who that is."""
    try:
        desk = open_vault(folder, person, passphrase, clock=clock)
    except (InUse, WrongPassphrase):
        raise  # a vault that lives is replaced by whoever has a key to it; else restore into an empty folder
    except StoreError:
        return
    roles = desk.roles
    desk.close()
    if "supervisor" not in roles:
        raise Refused([not_permitted("supervisor", RESTORE_LABEL)])


def what_is_lost(backup: Path, folder: Path, person: str | None, passphrase: str) -> int | None:
    """How many lines the vault in *folder* has beyond the backup; None where that cannot be told."""
    stand = stand_of(folder, person, passphrase)
    return max(0, stand[0] - read_backup(backup).lines) if stand is not None else None
