"""Files that survive a kill, and what an error of the disk means to the clerk.

A file is replaced whole: a temporary file beside it, fsync, rename, fsync of the folder (design section 3).
At every moment the name holds either all of the old bytes or all of the new ones.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import TYPE_CHECKING, Final

from secretdesk.domain.terms import DISK_REASONS
from secretdesk.store.errors import DiskTrouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY: Final = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE: Final = {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTDIR, errno.ESTALE, errno.ENOTCONN}


def as_disk_trouble(error: OSError) -> DiskTrouble:
    """Say what an ``OSError`` of writing or reading means: ``full``, ``read_only``, ``gone`` or failing."""
    for detail, codes in (("full", _FULL), ("read_only", _READ_ONLY), ("gone", _GONE)):
        if error.errno in codes:
            return DiskTrouble(detail, reason=why(error))
    return DiskTrouble(reason=why(error))


def why(error: OSError) -> str:
    """What went wrong, in a word of Chinese where there is one."""
    name = errno.errorcode.get(error.errno or 0, "")
    return DISK_REASONS.get(name) or error.strerror or name or type(error).__name__


@contextlib.contextmanager
def telling_disk_trouble() -> Iterator[None]:
    """Turn every ``OSError`` raised inside into :class:`DiskTrouble`."""
    try:
        yield
    except OSError as error:
        raise as_disk_trouble(error) from error


@contextlib.contextmanager
def naming_the_disk(path: Path) -> Iterator[None]:
    """Say of a full disk which one it is: the one of *path*, which need not be the vault's."""
    try:
        yield
    except DiskTrouble as error:
        if error.detail == "full":
            raise DiskTrouble("full_at", path=path) from error
        raise


def sync_file(path: Path) -> None:
    """Make what was written to ``path`` durable. Raises OSError."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` durable; Windows journals it by itself and opens no folders.

    Raises OSError.
    """
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def temporary_beside(path: Path) -> Path:
    """The one name under which ``path`` is prepared, so that a kill leaves at most one stray file."""
    return path.with_name(path.name + ".new")


def replace_in_steps(path: Path, data: bytes) -> Iterator[str]:
    """Replace ``path`` by ``data`` (0600), pausing after each step with its name.

    The steps are ``created``, ``written``, ``synced``, ``renamed``, ``folder_synced``. A test stops between
    them, as a kill would. Raises OSError; then the temporary file is taken away again.
    """
    temporary = temporary_beside(path)
    try:
        temporary.unlink(missing_ok=True)  # left by a kill; O_EXCL below also refuses a planted link
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(temporary, flags, 0o600), "wb") as stream:
            yield "created"
            stream.write(data)
            stream.flush()
            yield "written"
            os.fsync(stream.fileno())
            yield "synced"
        temporary.replace(path)
        yield "renamed"
        sync_folder(path.parent)
        yield "folder_synced"
    except OSError:
        with contextlib.suppress(OSError):  # the first error is the one to tell
            temporary.unlink(missing_ok=True)
        raise


def replace_file(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data``, durably and all or nothing. Raises DiskTrouble."""
    with telling_disk_trouble():
        for _ in replace_in_steps(path, data):
            pass
