"""One process has the vault: a lock of the operating system on ``vault.lock`` (design section 3, peers R8).

The system itself lets go when the process ends, however it ends; so no crash leaves a lock behind and nobody
has to delete a file. What the file holds doesn't matter, and it is never removed: a second process might have
it open already.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, Final, Self

from secretdesk.store.errors import InUse, NotAVault
from secretdesk.store.files import as_disk_trouble

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_FILE: Final = "vault.lock"
_TAKEN: Final = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


class VaultLock:
    """The vault is ours until :meth:`release`, or the end of the ``with`` block, or of the process.

    ``VaultLock(folder)`` takes it at once and never waits. A second one in this process is refused too.
    Raises InUse, NotAVault("missing"), DiskTrouble.
    """

    def __init__(self, folder: Path) -> None:
        self._handle: int | None = None
        try:
            handle = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        except (FileNotFoundError, NotADirectoryError):
            raise NotAVault("missing", path=folder) from None
        except OSError as error:
            raise as_disk_trouble(error) from error
        try:
            _take(handle)
        except OSError as error:
            os.close(handle)
            if error.errno in _TAKEN:
                raise InUse from None
            raise as_disk_trouble(error) from error
        self._handle = handle

    def release(self) -> None:
        """Let go; a second call does nothing."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)  # which is what lets go, on every system

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _take(handle: int) -> None:
    """Lock without waiting. Raises OSError."""
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        # flock and not lockf: it belongs to this one open file, so that closing another one drops nothing.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
