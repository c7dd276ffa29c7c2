"""Composition root: the window without arguments, the command line with them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from secretdesk import guard

if TYPE_CHECKING:
    from pathlib import Path


def main() -> int:
    """Run the program; gives its exit code."""
    guard.begin()  # before anything else is loaded
    from pathlib import Path

    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = sys.argv[1:]
    if not arguments or arguments[0] == "--vault":
        return window(Path(arguments[1]) if len(arguments) > 1 else None)
    from secretdesk.cli.main import run

    return run(arguments)


def window(vault: Path | None) -> int:
    """The window, or where there is no display one sentence that says how to go on."""
    import os

    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    ):
        from secretdesk.cli import words

        print(words.NO_DISPLAY.format(vault=vault or "VAULT"), file=sys.stderr)
        return 1
    from secretdesk.ui.app import run

    return run(vault)


if __name__ == "__main__":
    sys.exit(main())
