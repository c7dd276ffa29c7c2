"""What a killed program left half written outside the vault is ended at the next unlock."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from secretdesk.domain.review import Refused, inner
from secretdesk.domain.terms import BROKEN_OFF, BURNT
from secretdesk.output.manifest import NAME as MANIFEST
from secretdesk.output.manifest import read_manifest
from secretdesk.store import outside
from secretdesk.store.database import reading, transaction
from secretdesk.store.errors import StoreError
from secretdesk.store.files import sync_folder
from secretdesk.store.readback import checksum

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.desk.desk import Desk

NOBODY, NOTED = "", "unfinished"  # where it is noted which single files are being written


def part_of(folder: Path) -> Path:
    """Under which name a file or a folder is written until it is whole."""
    return folder.with_name(f".{folder.name}.part")


def proves(folder: Path, digest: str | None) -> bool:
    """Whether a folder holds exactly what its list says, and the list is that of *digest* (None: any)."""
    try:
        if digest is not None and checksum(folder / MANIFEST) != digest:
            return False
        listed = read_manifest((folder / MANIFEST).read_bytes())
        return all(checksum(folder / name) == told for name, told in listed.items())
    except (OSError, ValueError):
        return False


def settle(desk: Desk) -> None:
    """End what a killed program left half written: whole under its name it is booked, else it is taken away.

    A medium that is not in the PC is waited for.
    """
    _settle_files(desk)
    for row in desk.rows("outputs", where={"status": "writing"}):
        folder = Path(row["path"])
        if not folder.parent.is_dir():
            continue
        whole = proves(folder, row["sha256"])
        shutil.rmtree(part_of(folder), ignore_errors=True)
        ending = "stage" if row["kind"] == BURNT else "finish"
        with suppress(Refused, StoreError):  # a clock that stands wrong, a full disk: a later unlock ends it
            if whole:
                desk.perform(inner("outputs", ending, row.entry))
            else:
                book_failed(desk, row.entry, BROKEN_OFF)


def book_failed(desk: Desk, entry: int, why: str) -> None:
    """That release came to nothing."""
    desk.perform(inner("outputs", "fail", entry, {"failure": why}))


# --- single files: booked when they are whole, so the ledger does not tell of half ones ---


@contextmanager
def noted(desk: Desk, path: str, digest: str) -> Iterator[None]:
    """Note outside the ledger that a file is being written, so that a kill leaves nothing beside its name.

    Raises:
        StoreError: it cannot be noted; nothing is to be written then.
    """
    _note(desk, [*_notes(desk), (path, digest)])
    try:
        yield
    finally:
        with suppress(StoreError):  # the next unlock finds nothing there and forgets it
            _note(desk, [one for one in _notes(desk) if one != (path, digest)])


def _settle_files(desk: Desk) -> None:
    """What is booked and whole takes its name; anything else goes. An absent medium is waited for."""
    notes = _notes(desk)
    away = [(path, digest) for path, digest in notes if not Path(path).parent.is_dir()]
    for path, digest in notes:
        part = part_of(Path(path))
        booked = {"status": "on_disk", "path": path, "sha256": digest}
        with suppress(OSError):  # read-only now: the next unlock tries again
            if part.exists() and desk.rows("outputs", where=booked) and checksum(part) == digest:
                part.replace(path)
                sync_folder(part.parent)
            part.unlink(missing_ok=True)
    if notes != away:
        with suppress(StoreError):
            _note(desk, away)


def _notes(desk: Desk) -> list[tuple[str, str]]:
    with reading():
        text = outside.preference(desk.vault.db, NOBODY, NOTED)
    return [(path, digest) for path, digest in json.loads(text)] if text else []


def _note(desk: Desk, notes: list[tuple[str, str]]) -> None:
    with transaction(desk.vault.db):
        outside.save_preference(desk.vault.db, NOBODY, NOTED, json.dumps(notes, ensure_ascii=False))
