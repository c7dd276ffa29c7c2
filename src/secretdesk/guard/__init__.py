"""What the shipped program denies itself, first of all: the network, other programs, dumps of its memory.

The bottom of the layers: it knows nothing of the rest, and ``__main__`` begins with it.
"""

from __future__ import annotations

from dataclasses import dataclass

from secretdesk.guard import hooks, kernel, process


@dataclass(frozen=True)
class State:
    """What stands. ``kernel`` is "" while the filter does, else why it doesn't (:func:`kernel.silence`)."""

    begun: bool = False
    kernel: str = "not begun"
    missing: tuple[str, ...] = ()


_state = State()


def begin() -> None:
    """Once, before anything else is imported; a second time does nothing."""
    global _state  # noqa: PLW0603  (a process has one guard)
    if not _state.begun:
        missing = process.harden()
        filtered = kernel.silence()
        hooks.close()
        _state = State(begun=True, kernel=filtered, missing=missing)


def state() -> State:
    """For whoever tells of it: ``verify``, the window."""
    return _state
