"""Failed tries of a passphrase, counted in ``attempts.json`` outside the encrypted file (peers R17).

It deters people at this PC and tells the owner that somebody tried. It does nothing against copies: whoever
takes the folder away can drop the file, and there Argon2id is the defence. So nothing here may stand in the
way of the right passphrase: a file that is missing, damaged or can't be written counts as none.
"""

from __future__ import annotations

import contextlib
import json
import math
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from secretdesk.store.errors import DiskTrouble
from secretdesk.store.files import replace_file

if TYPE_CHECKING:
    from pathlib import Path

ATTEMPTS_FILE: Final = "attempts.json"
_FREE_TRIES: Final = 3
_LONGEST_WAIT: Final = 60
_MOST_BYTES: Final = 4096


@dataclass(frozen=True)
class Attempts:
    """How many tries failed since the last success, and when the last one did (local time with offset)."""

    count: int = 0
    last: datetime | None = None


def read_attempts(folder: Path) -> Attempts:
    """What has been counted; none where the file is missing or says nothing that makes sense."""
    try:
        with (folder / ATTEMPTS_FILE).open("rb") as stream:
            written = json.loads(stream.read(_MOST_BYTES))
        count, last = written["count"], datetime.fromisoformat(written["last"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return Attempts()
    if type(count) is not int or count < 1 or last.tzinfo is None:
        return Attempts()
    return Attempts(count, last)


def seconds_to_wait(attempts: Attempts, now: datetime) -> int:
    """Whole seconds until the next try: nothing for three, then 1, 2, 4, … and at most 60 after the last.

    ``now`` is local time with offset. A clock that was set back never makes anyone wait longer than that: a
    last try that lies ahead of ``now`` asks for no waiting at all.
    """
    beyond = attempts.count - _FREE_TRIES
    if beyond < 1 or attempts.last is None:
        return 0
    delay = min(_LONGEST_WAIT, 2 ** min(beyond - 1, 10))
    passed = (now - attempts.last).total_seconds()
    return max(0, math.ceil(delay - passed)) if passed >= 0 else 0


def count_failure(folder: Path, now: datetime) -> Attempts:
    """Count one more failed try at ``now`` (local time with offset); gives the new count."""
    attempts = Attempts(read_attempts(folder).count + 1, now)
    written: dict[str, Any] = {"count": attempts.count, "last": now.isoformat(timespec="seconds")}
    with contextlib.suppress(DiskTrouble):  # see above: what can't be counted isn't
        replace_file(folder / ATTEMPTS_FILE, json.dumps(written).encode() + b"\n")
    return attempts


def forget_failures(folder: Path) -> Attempts:
    """Begin anew after a success; gives what had been counted, to be told to the person."""
    attempts = read_attempts(folder)
    with contextlib.suppress(OSError):
        (folder / ATTEMPTS_FILE).unlink(missing_ok=True)
    return attempts
