"""Inside Python: an import hook and an audit hook that refuse sockets and other programs.

Neither can be taken back in this process: CPython forgets no audit hook, and the audit's own event "import"
asks again for whoever has emptied ``sys.meta_path``. What the libraries do outside Python is the kernel's
part (:mod:`secretdesk.guard.kernel`).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NoReturn

from secretdesk.guard.names import EVENTS, FUNCTIONS, LIBRARIES, forbidden

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType


class RefusedImport(ImportError):
    """The module would open a way out of the program."""


class RefusedCall(PermissionError):
    """The call would open a way out of the program."""


class Doorkeeper:
    """Stands first in ``sys.meta_path``."""

    @staticmethod
    def find_spec(name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None) -> None:
        """Refuse, or leave it to those who know where modules lie."""
        if forbidden(name):
            raise RefusedImport(f"secretdesk has no network: {name} stays out", name=name)


def _no(event: str) -> NoReturn:
    raise RefusedCall(f"secretdesk has no network and starts no programs: {event}")


def _audit(event: str, args: tuple[Any, ...]) -> None:
    if event == "import":
        if forbidden(args[0]):
            raise RefusedImport(f"secretdesk has no network: {args[0]} stays out", name=args[0])
    elif event in EVENTS or event.startswith("socket."):
        _no(event)
    elif event == "ctypes.dlopen":
        name = str(args[0] or "").lower().replace("\\", "/").rsplit("/", 1)[-1]
        if any(part in name for part in LIBRARIES):
            _no(f"{event} {name}")
    elif event == "ctypes.dlsym" and args[1] in FUNCTIONS:
        _no(f"{event} {args[1]}")


def close() -> None:
    """From here on; what is loaded already is forgotten, so that it must be asked for again."""
    for name in [n for n in sys.modules if forbidden(n)]:
        del sys.modules[name]
    sys.meta_path.insert(0, Doorkeeper())  # a finder that finds nothing
    sys.addaudithook(_audit)
