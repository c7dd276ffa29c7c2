"""Is every page of ``registers.db`` as SQLCipher wrote it? Read only; not a byte in the folder changes.

SQLCipher 4 ends each page of 4096 bytes with 16 bytes of IV and an HMAC-SHA512 over the encrypted content,
the IV and the page's number (little-endian), so that a changed or misplaced page shows. The HMAC's key is
PBKDF2-HMAC-SHA512 of the database key, two rounds, with the file's salt (its first 16 bytes) XOR 0x3a. An
older version of the same page passes: of that the ledger's chain and the witness tell.

``PRAGMA cipher_integrity_check`` does the same in C. This is faster (and hashlib lets other threads run), can
be stopped, and knows of the WAL: after a kill the main file may rightly be behind it, or half written.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Final

import sqlcipher3

from secretdesk.store.errors import Damaged
from secretdesk.store.files import telling_disk_trouble
from secretdesk.store.keyed import tell_key
from secretdesk.store.wal import PAGE, read_wal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from io import FileIO
    from pathlib import Path

    Progress = Callable[[int, int], bool]
    Check = Callable[[int, memoryview], bool]

_SALT: Final = 16
_HMAC: Final = 64
_BLOCK: Final = 128  # of SHA-512
_AT_ONCE: Final = 256  # pages
_LOCK_PAGE: Final = 0x40000000 // PAGE + 1  # SQLite's lock bytes lie here; the page is never used


class CheckStopped(Exception):
    """``progress`` answered False; whether the pages are sound is not known."""


def check_pages(path: Path, key: bytes | bytearray, progress: Progress | None = None) -> None:
    """Check every page of the database at ``path``, or the one in its WAL that stands in its place.

    ``progress(done, total)``, in pages, is asked after each MiB and says whether to go on.
    The file is opened and closed here: only while SQLite doesn't hold it in this process, since closing would
    drop SQLite's locks. Where it does, keep a file open as long as SQLite and use :func:`check_open_file`.
    Raises Damaged("no_database", "truncated", "cut", "size", "database"), CheckStopped, DiskTrouble.
    """
    with telling_disk_trouble():
        try:
            file = path.open("rb", buffering=0)
        except FileNotFoundError:
            raise Damaged("no_database") from None
        with file:
            check_open_file(file, path, key, progress)


def check_open_file(
    file: FileIO, path: Path, key: bytes | bytearray, progress: Progress | None = None
) -> None:
    """As :func:`check_pages`, over the unbuffered ``file`` of ``path`` that the caller keeps open."""
    log = path.with_name(path.name + "-wal")
    with telling_disk_trouble():
        size = os.fstat(file.fileno()).st_size
        wal = read_wal(log)
        check = _checker(key, _read(file, 0, _SALT))
        told = not wal.pages and check(1, memoryview(_read(file, 0, PAGE)))
        expected = _size_by_header(path, key) if told else 0
        if expected and expected != size:
            raise Damaged("truncated" if expected > size else "size", expected=expected, actual=size)
        total = wal.pages or max(1, size // PAGE)
        in_log = {number for number in wal.offsets if number <= total}
        if any(number not in in_log for number in range(size // PAGE + 1, total + 1)):
            raise Damaged("truncated", expected=total * PAGE, actual=size)
        bad = sum(1 for _ in _bad_pages(file, min(total, size // PAGE), check, in_log, progress))
        if in_log:
            with log.open("rb", buffering=0) as frames:
                pages = ((number, _read(frames, wal.offsets[number], PAGE)) for number in in_log)
                bad += sum(not check(number, memoryview(page)) for number, page in pages)
    if bad:
        raise Damaged("database", count=bad)
    if told and not expected:
        raise Damaged("cut", actual=size)


def key_fits(path: Path, key: bytes | bytearray) -> bool:
    """Whether page 1 of ``path`` was written with ``key``: tells on which side a half-done change stands.

    Opens and closes the file; see :func:`check_pages`. Raises Damaged("no_database"), DiskTrouble.
    """
    with telling_disk_trouble():
        try:
            with path.open("rb", buffering=0) as file:
                page = _read(file, 0, PAGE)
        except FileNotFoundError:
            raise Damaged("no_database") from None
    return _checker(key, page[:_SALT])(1, memoryview(page))


def _bad_pages(
    file: FileIO, count: int, check: Check, elsewhere: Collection[int], progress: Progress | None
) -> Iterator[int]:
    """The numbers of the failing pages among the first ``count``, but for those that stand ``elsewhere``."""
    buffer = bytearray(_AT_ONCE * PAGE)
    view = memoryview(buffer)
    for first in range(1, count + 1, _AT_ONCE):
        number = min(_AT_ONCE, count + 1 - first)
        _read_into(file, (first - 1) * PAGE, view[: number * PAGE])
        for index in range(number):
            page = first + index
            if page not in elsewhere and not check(page, view[index * PAGE : (index + 1) * PAGE]):
                yield page
        if progress is not None and not progress(first + number - 1, count):
            raise CheckStopped


def _checker(key: bytes | bytearray, salt: bytes) -> Check:
    """The test of one page, with the HMAC's two halves begun once: half the time of ``hmac.new`` for each."""
    mask = bytes(byte ^ 0x3A for byte in salt)
    secret = hashlib.pbkdf2_hmac("sha512", key, mask, 2, 32).ljust(_BLOCK, b"\0")
    inside = hashlib.sha512(bytes(byte ^ 0x36 for byte in secret))
    outside = hashlib.sha512(bytes(byte ^ 0x5C for byte in secret))

    def check(number: int, page: memoryview) -> bool:
        if number == _LOCK_PAGE:
            return True
        inner, outer = inside.copy(), outside.copy()
        inner.update(page[_SALT if number == 1 else 0 : -_HMAC])
        inner.update(number.to_bytes(4, "little"))
        outer.update(inner.digest())
        return bool(page[-_HMAC:] == outer.digest())

    return check


def _size_by_header(path: Path, key: bytes | bytearray) -> int:
    """What the encrypted header (offset 28 of page 1) says that the file has, in bytes.

    0 where SQLite cannot say: the header counts more than there is, or a page of the schema is bad.
    """
    # immutable: neither locks nor looks at or for a WAL, so nothing is made beside the file.
    db = sqlcipher3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)
    try:
        db.execute("PRAGMA cipher_log_level = NONE")
        tell_key(db, key)
        return int(db.execute("PRAGMA page_count").fetchone()[0]) * PAGE
    except sqlcipher3.DatabaseError:
        return 0
    finally:
        db.close()


def _read(file: FileIO, offset: int, length: int) -> bytes:
    """``length`` bytes, with zeros where the file ends before."""
    buffer = bytearray(length)
    _read_into(file, offset, memoryview(buffer))
    return bytes(buffer)


def _read_into(file: FileIO, offset: int, view: memoryview) -> None:
    file.seek(offset)
    while view and (got := file.readinto(view)):
        view = view[got:]
