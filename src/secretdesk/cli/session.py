"""Opening a vault for a command: passphrase, person, what is told after the unlock."""

from __future__ import annotations

import getpass
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from secretdesk.cli import words
from secretdesk.desk.checks import witnessed
from secretdesk.desk.opening import open_vault
from secretdesk.domain.terms import RECOVERY_NAME
from secretdesk.store import slots
from secretdesk.store.recovery import join

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from secretdesk.desk.desk import Desk

RECOVERY = (RECOVERY_NAME, slots.RECOVERY)


class Told(Exception):
    """An answer that is no act: one sentence for stderr and the exit code."""

    def __init__(self, text: str, code: int = 1) -> None:
        super().__init__(text)
        self.code = code


def passphrase(args: argparse.Namespace, *, file: str | None = None, twice: bool = False) -> str:
    """From the first line of the file, else asked for; never an argument, never the environment."""
    path = file or args.passphrase_file
    if path:
        try:
            with Path(path).open(encoding="utf-8-sig") as lines:
                text = lines.readline().rstrip("\r\n")
                if args.person in RECOVERY and file is None:
                    text = join(text, lines.readline().rstrip("\r\n"))
        except (OSError, UnicodeDecodeError) as error:
            raise Told(words.NO_PASSPHRASE_FILE.format(path=path), 2) from error
        if not text:
            raise Told(words.EMPTY_PASSPHRASE, 2)
        return text
    if not sys.stdin.isatty():
        raise Told(words.NO_TERMINAL, 2)
    if args.person in RECOVERY and not twice:
        return join(getpass.getpass(words.ASK_HALF_A), getpass.getpass(words.ASK_HALF_B))
    text = getpass.getpass(words.ASK_PASSPHRASE)
    if twice and getpass.getpass(words.ASK_AGAIN) != text:
        raise Told(words.NOT_SAME, 2)
    return text


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Desk]:
    """The vault of the command, unlocked, and closed at the end whatever happens."""
    desk = open_vault(Path(args.vault), args.person, passphrase(args))
    try:
        tell_unlock(desk)
        yield desk
    finally:
        desk.close()


def tell_unlock(desk: Desk) -> None:
    """Failed tries since the last unlock, a witness that is gone, a change of keys that this unlock ended."""
    if desk.vault.failed.count:
        last = desk.vault.failed.last
        shown = last.strftime("%Y-%m-%d %H:%M") if last else ""
        say(words.FAILED_TRIES.format(count=desk.vault.failed.count, last=shown))
    for finding in witnessed(desk):
        say(finding.text)
    if desk.settled:
        how = words.CHANGE_DONE if desk.settled == "done" else words.CHANGE_UNDONE
        say(words.MENDED.format(how=how))


def say(text: str) -> None:
    """One line for the person, beside the data on stdout."""
    print(text, file=sys.stderr)
