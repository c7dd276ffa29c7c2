"""The guard, tried on the spot: whoever approves the program sees each way out refused, on their own PC."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from secretdesk.guard.hooks import RefusedCall, RefusedImport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WANTED: Final = ("socket", "ssl", "http.client", "urllib.request", "asyncio", "subprocess", "multiprocessing")
NOTHING: Final = "/nowhere/at/all"  # a program that is not there: nothing starts where the guard fails


def proofs() -> Iterator[tuple[str, bool]]:
    """(what was tried, whether it was refused); on Linux the kernel's own word on its filter besides.

    Where a module is not there at all, as in the bundle, it is refused as well as can be.
    """
    for name in WANTED:
        yield f"import {name}", _refused(partial(__import__, name))
    yield "socket", _refused(lambda: sys.audit("socket.__new__", None, 2, 1, 0))
    yield "program", _refused(lambda: os.spawnv(os.P_WAIT, NOTHING, [NOTHING]))  # noqa: S606  (in vain)
    if sys.platform == "linux":
        yield "kernel", filtered()


def filtered() -> bool:
    """Whether the kernel says that a filter of system calls stands over this process (proc(5): Seccomp 2)."""
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return any(line.split() == ["Seccomp:", "2"] for line in told.splitlines())


def _refused(way: Callable[[], object]) -> bool:
    try:
        way()
    except (RefusedImport, RefusedCall, ModuleNotFoundError):
        return True
    except OSError:
        return False  # it was tried, and went wrong of itself
    return False
