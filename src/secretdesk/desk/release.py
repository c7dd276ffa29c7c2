"""The one way for a file to leave the vault: placed, booked in `outputs`, listed until it is removed."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secretdesk.desk.volumes import Volume, Volumes, find_volume
from secretdesk.domain.review import Command, Refused, inner
from secretdesk.domain.rules.release import inside_the_vault, medium_fits, medium_unknown
from secretdesk.domain.terms import NO_FILE_NAME
from secretdesk.store.errors import DiskTrouble
from secretdesk.store.files import sync_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.domain.review import Row


def release(
    desk: Desk,
    target: Path,
    data: bytes,
    *,
    kind: str,
    name: str,
    volumes: Volumes = find_volume,
    before: Sequence[Command] = (),
    **told: Any,
) -> Receipt:
    """Write a file outside the vault and book it (F31, 第39条, 第44条).

    ``kind`` is one of `outputs.kind`, ``name`` a 代称, ``told`` further fields of `outputs` (level, mark,
    pages, purpose …), ``before`` acts that are booked in the same transaction. Written beside its name first,
    booked, then renamed: what bears the name is whole, and what is whole is booked.

    Raises:
        Refused: where the volume is neither a fixed disk of this PC nor a registered medium of enough level.
        DiskTrouble: where the file cannot be written; nothing is booked then.
    """
    volume, medium = gate(desk, target, told.get("level"), volumes)
    if not target.name or target.is_dir() or (target.exists() and not target.is_file()):
        raise DiskTrouble("target", path=target, reason=NO_FILE_NAME)
    if medium is not None:
        told["medium"] = medium.entry
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        values = {
            "kind": kind,
            "name": name,
            "path": str(target.resolve()),
            "volume": volume.name,
            "sha256": hashlib.sha256(data).hexdigest(),
            **{key: value for key, value in told.items() if value is not None},
        }
        here = {"status": "on_disk", "path": values["path"]}
        former = [Command("", "outputs", "remove", row.entry) for row in desk.rows("outputs", where=here)]
        booked = inner("outputs", "release", values=values)
        receipt = desk.perform_all([*before, booked, *former])[len(before)]
        _place(desk, part, target, receipt)
    except OSError as error:
        raise DiskTrouble("target", path=target, reason=error.strerror or error) from error
    finally:
        with suppress(OSError):
            part.unlink()
    return receipt


def gate(desk: Desk, target: Path, level: str | None, volumes: Volumes) -> tuple[Volume, Row | None]:
    """Where a file of that level may go: its volume, and the registered medium that a removable one is.

    Raises:
        Refused: into the vault itself, or onto a volume that is neither a fixed disk nor such a medium.
    """
    if target.resolve().is_relative_to(desk.vault.folder.resolve()):
        raise Refused([inside_the_vault()])
    volume = volumes(target)
    return volume, None if volume.fixed else _medium(desk, volume, level)


def _medium(desk: Desk, volume: Volume, level: str | None) -> Row:
    """The registered medium that a removable volume is.

    Raises:
        Refused: where it is none that is in use, or may not take what is of *level*.
    """
    where = {"volume_id": volume.id, "status": "in_use"}
    found = desk.rows("media", where=where, limit=1) if volume.id else []
    if not found:
        raise Refused([medium_unknown(volume.name, volume.id)])
    if reasons := list(medium_fits(found[0], desk.level, level)):
        raise Refused(reasons)
    return found[0]


def _place(desk: Desk, part: Path, target: Path, receipt: Receipt) -> None:
    try:
        part.replace(target)
        sync_folder(target.parent)
    except OSError:
        desk.perform(Command("", "outputs", "remove", receipt.entry))
        raise


def still_out(desk: Desk) -> list[tuple[str, str, bool]]:
    """(number, path, whether the file is there) of every released file not yet booked as removed."""
    found = desk.rows("outputs", where={"status": "on_disk"}, ascending=True)
    return [(row.number, row["path"], Path(row["path"]).exists()) for row in found if row["path"]]
