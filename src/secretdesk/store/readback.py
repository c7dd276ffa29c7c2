"""Writes files to a medium and reads them back from it, not from memory (design section 3).

After fsync the pages of a file are dropped from the cache, and it is read around the cache where the system
and the file system can (O_DIRECT on Linux). Elsewhere what is read back may come from memory; fsync has then
still told that the medium took it.
"""

from __future__ import annotations

import errno
import hashlib
import mmap
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from secretdesk.store.errors import DiskTrouble
from secretdesk.store.files import sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

CHUNK: Final = 1 << 20  # bytes; a multiple of any block


def write_folder_in_steps(part: Path, folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """Write *files* into *part*, read them back and rename it to *folder*, pausing after each step.

    The steps are ``made``, ``written`` (a chunk), ``synced``, ``read`` (a file), ``renamed``, ``done``. A
    test stops between them, as a kill would. Raises OSError; DiskTrouble where what is read differs.
    """
    part.mkdir()
    yield "made"
    for name, data in files.items():
        with (part / name).open("xb", buffering=0) as file:
            for start in range(0, len(data), CHUNK):
                _all(file.fileno(), memoryview(data)[start : start + CHUNK])
                yield "written"
            os.fsync(file.fileno())
            _drop(file.fileno())
    sync_folder(part)
    sync_folder(part.parent)
    yield "synced"
    for name, data in files.items():
        if checksum(part / name) != hashlib.sha256(data).hexdigest():
            raise DiskTrouble("read_back", path=folder, file=name)
        yield "read"
    if {one.name for one in part.iterdir()} != set(files):
        raise DiskTrouble("read_back", path=folder, file=part.name)
    part.rename(folder)
    yield "renamed"
    sync_folder(folder.parent)
    yield "done"


def checksum(path: Path) -> str:
    """SHA-256 of a file as it lies on the medium, in hexadecimal. Raises OSError."""
    direct = getattr(os, "O_DIRECT", 0)
    if direct:
        try:
            return _summed(_around_the_cache(path, direct))
        except OSError as error:
            if error.errno not in {errno.EINVAL, errno.EOPNOTSUPP}:  # this file system has no other way
                raise
    return _summed(_plainly(path))


def _summed(chunks: Iterator[memoryview | bytes]) -> str:
    found = hashlib.sha256()
    for chunk in chunks:
        found.update(chunk)
    return found.hexdigest()


def _around_the_cache(path: Path, direct: int) -> Iterator[memoryview | bytes]:
    handle = os.open(path, os.O_RDONLY | direct)
    try:
        yield from _aligned(handle)
    finally:
        os.close(handle)


def _plainly(path: Path) -> Iterator[memoryview | bytes]:
    with path.open("rb", buffering=0) as file:
        _drop(file.fileno())
        while chunk := file.read(CHUNK):
            yield chunk


def _aligned(handle: int) -> Iterator[memoryview]:
    with mmap.mmap(-1, CHUNK) as page, memoryview(page) as buffer:
        while count := os.readv(handle, [buffer]):
            with buffer[:count] as chunk:
                yield chunk
            if count < CHUNK:
                return


def _all(handle: int, data: memoryview) -> None:
    while data:
        data = data[os.write(handle, data) :]


def _drop(handle: int) -> None:
    """Ask the system to forget what it has cached of a file."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
