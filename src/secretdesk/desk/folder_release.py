"""A folder leaves the vault: booked as begun, written beside its name, read back, renamed, booked as done.

So whatever happens on the way, `outputs` tells of it: a pulled medium or a full one as failed, a killed
program at the next unlock (see `unfinished`). Under its name a folder is whole, or it is not there.
"""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secretdesk.desk.bundle import Bundle, make_bundle
from secretdesk.desk.printing import booking
from secretdesk.desk.release import Passage, passage
from secretdesk.desk.unfinished import book_failed, part_of
from secretdesk.desk.volumes import Volumes, find_volume
from secretdesk.domain.review import Command, Refused, inner
from secretdesk.domain.rules.release import strange_passphrase, weak_passphrase
from secretdesk.domain.terms import BULK_WITHDRAWN, OUTPUT_KINDS, PRINT_WAYS, STOPPED
from secretdesk.output.locking import LONGEST
from secretdesk.store.errors import DiskTrouble, StoreError
from secretdesk.store.files import as_disk_trouble, why
from secretdesk.store.passphrase import judge
from secretdesk.store.readback import CHUNK, write_folder_in_steps

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.desk.plans import Plan
    from secretdesk.domain.review import Row

TABLES, COPIED = OUTPUT_KINDS[2], OUTPUT_KINDS[8]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Released:
    """A finished release: the folder, what `outputs` calls it, what is in it."""

    receipt: Receipt
    folder: Path
    bundle: Bundle


def release_folder(
    desk: Desk,
    plan: Plan,
    to: Path,
    *,
    number: str = "",
    second: str = "",
    passphrase: str = "",
    purpose: str = "",
    volumes: Volumes = find_volume,
    progress: Progress | None = None,
) -> Released:
    """Write a plan's files into a new folder in *to* and book it (F31, 第39条, 第44条, 第46条).

    ``number`` and ``second`` stand in where the medium has no id that can be read (see `release.passage`).

    Raises:
        Refused: where that may not be written there; a *passphrase* is too weak. Nothing is booked then.
        StoreError: the disk's trouble; it is booked as failed then, and nothing that looks valid stays.
        whatever *progress* raises: booked as failed, too.
    """
    way = passage(desk, to / "x", plan.level, volumes, number=number, second=second)
    named = str(way.confirmed_by["name"]) if way.confirmed_by is not None else ""
    bundle = prepared(desk, plan, to, way.medium, named, passphrase, progress)
    kind = TABLES if way.volume.fixed else COPIED
    return put(desk, bundle, to, kind, way, purpose, progress, ending="finish")


def prepared(
    desk: Desk,
    plan: Plan,
    to: Path,
    medium: Row | None,
    second: str,
    passphrase: str,
    progress: Progress | None,
) -> Bundle:
    """The files, after all that can be asked beforehand.

    Raises:
        Refused: the passphrase is too weak, or not the same to every program.
        DiskTrouble: *to* is no folder.
    """
    if passphrase and (wrong := judge(passphrase, [desk.person])):
        raise Refused([weak_passphrase(wrong)])
    if passphrase != unicodedata.normalize("NFKC", passphrase).strip() or len(passphrase.encode()) > LONGEST:
        raise Refused([strange_passphrase()])
    if not to.is_dir():
        raise DiskTrouble("gone", reason=str(to))
    return make_bundle(desk, plan, medium, second=second, passphrase=passphrase, progress=progress)


def put(
    desk: Desk,
    bundle: Bundle,
    to: Path,
    kind: str,
    way: Passage,
    purpose: str,
    progress: Progress | None,
    *,
    ending: str,
) -> Released:
    """Write and book a bundle; *ending* is the act of `outputs` that ends it well.

    Raises:
        as :func:`release_folder`.
    """
    plan, folder = bundle.plan, to.resolve() / bundle.folder
    if folder.exists():
        raise DiskTrouble("stands", path=folder)
    _sweep(desk, folder.parent)
    values: dict[str, Any] = {
        "kind": kind, "name": plan.title, "level": plan.level, "mark": plan.mark, "pages": bundle.pages,
        "path": str(folder), "sha256": bundle.digest, "files": len(bundle.files), "head": bundle.head,
        "counts_only": plan.counts_only or None, "purpose": purpose or None, **way.told,
    }  # fmt: skip
    begun = inner("outputs", "begin", values={key: one for key, one in values.items() if one is not None})
    prints = [] if bundle.printed is None else [booking(desk, bundle.printed, PRINT_WAYS[1], frozenset())]
    *printed, receipt = desk.perform_all([*prints, begun])
    try:
        _write(part_of(folder), folder, bundle.files, progress)
    except BaseException as error:
        trouble = as_disk_trouble(error) if isinstance(error, OSError) else error
        told = trouble.text if isinstance(trouble, StoreError) else STOPPED
        with suppress(StoreError, Refused):  # the next unlock books it; a reader voids no print
            book_failed(desk, receipt.entry, told)
            withdrawn = {"reason": BULK_WITHDRAWN}
            desk.perform_all(Command("", "prints", "void", one.entry, withdrawn) for one in printed)
        if isinstance(error, OSError):
            raise DiskTrouble("target", path=folder, reason=why(error)) from error
        raise
    return Released(desk.perform(inner("outputs", ending, receipt.entry)), folder, bundle)


def _write(part: Path, folder: Path, files: dict[str, bytes], progress: Progress | None) -> None:
    """All or nothing; what was begun is taken away where the medium still lets it."""
    total = sum(-(-len(data) // CHUNK) for data in files.values()) + len(files)
    done, under_its_name = 0, False
    try:
        for step in write_folder_in_steps(part, folder, files):
            done += step in {"written", "read"}
            under_its_name = step in {"renamed", "done"}
            if progress and not under_its_name:
                progress(done, total)
    except BaseException:
        for one in (part, folder) if under_its_name else (part,):
            shutil.rmtree(one, ignore_errors=True)
        raise


def _sweep(desk: Desk, to: Path) -> None:
    """Take away what a medium that was pulled out has kept of a failed release."""
    for row in desk.rows("outputs", where={"status": "failed"}):
        part = part_of(Path(row["path"] or "x"))
        if part.parent == to:
            shutil.rmtree(part, ignore_errors=True)
