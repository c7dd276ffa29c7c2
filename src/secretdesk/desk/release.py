"""The one way for a file to leave the vault: placed, booked in `outputs`, listed until it is removed."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secretdesk.desk.unfinished import noted, part_of
from secretdesk.desk.volumes import Volume, Volumes, find_volume
from secretdesk.domain.review import Command, Refused, inner
from secretdesk.domain.rules.release import (
    another_medium,
    inside_the_vault,
    medium_away,
    medium_fits,
    medium_unknown,
    not_on_medium,
    number_unknown,
    paper_alone,
    second_person,
    volume_unread,
)
from secretdesk.domain.terms import NO_FILE_NAME
from secretdesk.store.errors import DiskTrouble
from secretdesk.store.files import sync_folder, why

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
    paper_only: bool = False,
    **told: Any,
) -> Receipt:
    """Write a file outside the vault and book it (F31, 第39条, 第44条).

    ``kind`` is one of `outputs.kind`, ``name`` a 代称, ``told`` further fields of `outputs` (level, mark,
    pages, purpose …), ``before`` acts that are booked in the same transaction. Written beside its name first,
    booked, then renamed: what bears the name is whole, and what is whole is booked.
    What is ``paper_only`` goes onto a fixed disk, to be printed from there, and onto no medium.

    Raises:
        Refused: where the volume is neither a fixed disk of this PC nor a registered medium of enough level.
        DiskTrouble: where the file cannot be written; nothing is booked then.
    """
    if paper_only and not volumes(target).fixed:
        raise Refused([paper_alone(name)])
    way = passage(desk, target, told.get("level"), volumes)
    if not target.name or target.is_dir() or (target.exists() and not target.is_file()):
        raise DiskTrouble("target", path=target, reason=NO_FILE_NAME)
    values = {
        "kind": kind,
        "name": name,
        "path": str(target.resolve()),
        "sha256": hashlib.sha256(data).hexdigest(),
        **way.told,
        **{key: value for key, value in told.items() if value is not None},
    }
    with noted(desk, values["path"], values["sha256"]):
        return _write(desk, target, data, values, before)


def _write(
    desk: Desk, target: Path, data: bytes, values: dict[str, Any], before: Sequence[Command]
) -> Receipt:
    part = part_of(target)
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        here = {"status": "on_disk", "path": values["path"]}
        former = [Command("", "outputs", "remove", row.entry) for row in desk.rows("outputs", where=here)]
        booked = inner("outputs", "release", values=values)
        receipt = desk.perform_all([*before, booked, *former])[len(before)]
        _place(desk, part, target, receipt)
    except OSError as error:
        raise DiskTrouble("target", path=target, reason=why(error)) from error
    finally:
        with suppress(OSError):
            part.unlink()
    return receipt


@dataclass(frozen=True)
class Passage:
    """Where a file may go. ``confirmed_by``: the second person who stood in for an id that cannot be read."""

    volume: Volume
    medium: Row | None = None
    confirmed_by: Row | None = None

    @property
    def told(self) -> dict[str, Any]:
        """What `outputs` keeps of it."""
        found: dict[str, Any] = {"volume": self.volume.name}
        if self.medium is not None:
            found["medium"] = self.medium.entry
        if self.confirmed_by is not None:
            found |= {"confirmed_by": self.confirmed_by.entry, "unread_volume": True}
        return found


def passage(
    desk: Desk, target: Path, level: str | None, volumes: Volumes, *, number: str = "", second: str = ""
) -> Passage:
    """Where a file of that level may go: its volume, and the registered medium that a removable one is.

    Where a volume has no id that can be read, the *number* of the medium as it stands on its label and the
    name of a *second* person who has compared it stand in.

    Raises:
        Refused: into the vault itself, or onto a volume that is neither a fixed disk nor such a medium.
    """
    if target.resolve().is_relative_to(desk.vault.folder.resolve()):
        raise Refused([inside_the_vault()])
    volume = volumes(target)
    if volume.fixed:
        if number:
            raise Refused([not_on_medium(number, volume.name)])
        return Passage(volume)
    named = numbered(desk, number) if number else None
    if volume.id:
        found = _identified(desk, volume)
        if named is not None and named.entry != found.entry:
            raise Refused([another_medium(number, found)])
        may_take(desk, found, level)
        return Passage(volume, found)
    if named is None and not second:
        raise Refused([medium_unknown(volume.name)])
    if named is None or not second:
        raise Refused([volume_unread(volume.name)])
    may_take(desk, named, level)
    return Passage(volume, named, _second(desk, second))


def may_take(desk: Desk, medium: Row, level: str | None, *, burnt: bool = False) -> None:
    """Whether a medium may be written to from this PC with what is of *level*.

    Raises:
        Refused: where it is not in use, of too low a level, of another kind, or used in other devices.
    """
    if medium.status != "in_use":
        raise Refused([medium_away(medium)])
    used = desk.rows("devices", where={"entry": list(medium["used_on"])}) if medium["used_on"] else []
    if reasons := list(medium_fits(medium, desk.level, level, used, burnt=burnt)):
        raise Refused(reasons)


def _identified(desk: Desk, volume: Volume) -> Row:
    """The registered medium of that volume, one in use before others.

    Raises:
        Refused: where there is none.
    """
    found = desk.rows("media", where={"volume_id": volume.id})
    living = [one for one in found if one.status == "in_use"] or [
        one for one in found if one.status != "void"
    ]
    if not living:
        raise Refused([medium_unknown(volume.name, volume.id)])
    return living[0]


def numbered(desk: Desk, number: str) -> Row:
    """The medium whose label bears that number.

    Raises:
        Refused: where there is none.
    """
    found = desk.find("media", number)
    if len(found) != 1:
        raise Refused([number_unknown(number)])
    return found[0]


def _second(desk: Desk, name: str) -> Row:
    found = desk.find("people", name)
    person = found[0] if len(found) == 1 else None
    if reasons := list(second_person(name, person, desk.person)):
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
