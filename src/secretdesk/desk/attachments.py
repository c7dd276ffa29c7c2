"""Scans of signed sheets: checked by their content, kept in the vault, let out again (F31)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.desk.release import release
from secretdesk.domain.review import Refused, inner
from secretdesk.domain.rules.prints import scan_too_large, scan_unreadable
from secretdesk.domain.terms import OUTPUT_KINDS
from secretdesk.store import blobs
from secretdesk.store.blobs import Blob
from secretdesk.store.database import reading
from secretdesk.store.errors import DiskTrouble
from secretdesk.store.files import why

if TYPE_CHECKING:
    from pathlib import Path

    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.domain.review import Row

LARGEST = 20  # MB
MB = 1024 * 1024
SUFFIXES = {"pdf": ".pdf", "png": ".png", "jpeg": ".jpg", "tiff": ".tif"}


def attach(desk: Desk, page: Row, file: Path) -> Receipt:
    """Keep a scan of a printed page with its line; the file where it came from stays there.

    Raises:
        Refused: too large, or no image or PDF by its content.
        StoreError: the file cannot be read, or the disk refuses; nothing is kept then.
    """
    from secretdesk.output.pages import Unreadable, kind_of

    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST * MB + 1)
    except OSError as error:
        raise DiskTrouble("source", path=file, reason=why(error)) from error
    if len(data) > LARGEST * MB:
        raise Refused([scan_too_large(file.name, LARGEST)])
    try:
        blob = Blob("print_pages", page.entry, kind_of(data), data)
    except Unreadable as error:
        raise Refused([scan_unreadable(file.name)]) from error
    told = {"scan_of": page.entry, "scan": blob.digest, "scan_name": file.name}
    return desk.perform_all([inner("prints", "attach", page["print"], told)], [blob])[0]


def scan_of(desk: Desk, page: Row) -> Blob | None:
    """The scan that is kept of a page; None where there is none, or where it was expunged."""
    if not page["scan"]:
        return None
    with reading():
        return blobs.get(desk.vault.db, page["scan"])


def save_scan(desk: Desk, page: Row, target: Path) -> Receipt | None:
    """Let a scan out again, booked as any file; None where there is none.

    Raises:
        Refused: where the file may not be there.
        StoreError: while reading or writing.
    """
    kept = scan_of(desk, page)
    if kept is None:
        return None
    told = {"level": page["level"] or desk.level, "mark": page["mark"]}
    return release(desk, target, kept.data, kind=OUTPUT_KINDS[-1], name=page.number, **told)
