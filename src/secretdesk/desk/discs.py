"""Discs: what is to be burnt waits in a folder on the PC, is burnt by hand, and the disc read back (F31)."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from secretdesk.desk.folder_release import Progress, Released, prepared, put
from secretdesk.desk.release import Passage, may_take, numbered, passage
from secretdesk.desk.volumes import Volumes, find_volume
from secretdesk.domain.review import Command, Refused, inner
from secretdesk.domain.rules.release import burnt_elsewhere, not_a_disc
from secretdesk.domain.terms import BURNT, DISC, DISC_FAILED
from secretdesk.output.manifest import NAME as MANIFEST
from secretdesk.output.manifest import read_manifest
from secretdesk.store.errors import DiskTrouble
from secretdesk.store.files import telling_disk_trouble
from secretdesk.store.readback import checksum

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.desk.plans import Plan
    from secretdesk.domain.review import Row


def stage(
    desk: Desk,
    plan: Plan,
    to: Path,
    disc: str,
    *,
    passphrase: str = "",
    purpose: str = "",
    volumes: Volumes = find_volume,
    progress: Progress | None = None,
) -> Released:
    """Put the files of a plan into a folder of this PC, for the disc of that number.

    Raises:
        Refused: the disc may not take it, or the folder is not on a fixed disk.
        StoreError: as `folder_release.release_folder`.
    """
    medium = numbered(desk, disc)
    if medium["kind"] != DISC:
        raise Refused([not_a_disc(medium)])
    may_take(desk, medium, plan.level, burnt=True)
    volume = volumes(to / "x")
    if not volume.fixed:
        raise Refused([burnt_elsewhere(volume.name)])
    passage(desk, to / "x", plan.level, volumes)
    bundle = prepared(desk, plan, to, medium, "", passphrase, progress)
    return put(desk, bundle, to, BURNT, Passage(volume, medium), purpose, progress, ending="stage")


def staged(desk: Desk) -> list[Row]:
    """What waits to be burnt."""
    return desk.rows("outputs", where={"status": "staged"})


def differences(output: Row, burnt: Path, progress: Progress | None = None) -> list[str]:
    """The names of the files that the disc does not give back as they were staged; none where it is good.

    *burnt* is the disc's folder that holds the list; or the disc itself, with that folder on it.

    Raises:
        DiskTrouble: no list of this release is there, or the disc cannot be read.
    """
    folder = burnt if (burnt / MANIFEST).is_file() else burnt / Path(output["path"]).name
    if not (folder / MANIFEST).is_file():
        raise DiskTrouble("no_manifest", path=burnt)
    wrong: list[str] = []
    with telling_disk_trouble():
        if _sum(folder / MANIFEST) != output["sha256"]:
            return [MANIFEST]
        listed = read_manifest((folder / MANIFEST).read_bytes())
        for done, (name, digest) in enumerate(listed.items(), start=1):
            if _sum(folder / name) != digest:
                wrong.append(name)
            if progress:
                progress(done, len(listed))
    return wrong


def _sum(path: Path) -> str:
    """A file that the drive cannot read is as good as a wrong one."""
    try:
        return checksum(path)
    except OSError:
        return ""


def book_good(desk: Desk, output: Row, burnt: Path, burner: str, volumes: Volumes = find_volume) -> Receipt:
    """The disc holds what was staged: booked; the folder on this PC goes.

    Raises:
        StoreError: while writing.
    """
    values = {"path": str(burnt.resolve()), "volume": volumes(burnt).name, "device": burner}
    receipt = desk.perform(inner("outputs", "burn", output.entry, {k: v for k, v in values.items() if v}))
    _clear(output)
    return receipt


def book_spoilt(
    desk: Desk, output: Row, approved_by: str, wrong: list[str], place: str | None = None
) -> Receipt:
    """The disc failed: it waits for its destruction, and the release is booked as not done (第48条).

    Raises:
        Refused: nobody approved; nothing is booked then.
        StoreError: while writing.
    """
    told = "、".join([DISC_FAILED, *wrong[:3]])
    values = {"approved_by": approved_by, "reason": DISC_FAILED, "place": place}
    scrapped = Command("", "media", "scrap", output["medium"], {k: v for k, v in values.items() if v})
    failed = inner("outputs", "fail", output.entry, {"failure": told})
    receipt = desk.perform_all([failed, scrapped])[0]
    _clear(output)
    return receipt


def _clear(output: Row) -> None:
    with telling_disk_trouble():
        if Path(output["path"]).is_dir():
            shutil.rmtree(output["path"])
