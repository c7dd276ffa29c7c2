"""What a killed program left half written outside the vault is ended at the next unlock."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from secretdesk.domain.review import Refused, inner
from secretdesk.domain.terms import BROKEN_OFF, OUTPUT_KINDS
from secretdesk.output.manifest import NAME as MANIFEST
from secretdesk.output.manifest import read_manifest
from secretdesk.store.errors import StoreError
from secretdesk.store.readback import checksum

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk

BURNT = OUTPUT_KINDS[7]


def part_of(folder: Path) -> Path:
    """Under which name a folder is written until it is whole."""
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
