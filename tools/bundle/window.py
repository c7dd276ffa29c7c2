"""The window of the frozen program under Xvfb, worked by keys alone: unlock, take a receipt, lock, quit."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bundle.place import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bundle.place import Place

PATIENCE, TRIES = 20, 3  # s: how long anything may take on a busy machine, before it is asked for again
TITLE = "Bulletin 7 typed into the window"
QUICK, SLOW = "40", "500"  # ms from sign to sign
FIELDS = ("省教育厅", "无文号", TITLE, "工作秘密", "2")


class Stuck(Exception):
    """The window did not do what it was told."""


def walk(place: Place, vault: Path, word: str) -> str:
    """Do it; gives what was done. Where xvfb or xdotool lacks, says so."""
    lacking = [name for name in ("Xvfb", "xdotool") if not shutil.which(name)]
    if lacking:
        raise Stuck(f"not tried: {', '.join(lacking)} is not here")
    with display() as shown:
        hand = Hand(shown)
        more = {"DISPLAY": shown, "QT_QPA_PLATFORM": "xcb"}
        with subprocess.Popen(
            place.command("--vault", vault),
            env=environment(**more),
            stderr=subprocess.PIPE,
            text=True,
            cwd=place.data,
        ) as program:
            try:
                _walk(hand, vault, word)
                told = program.communicate(timeout=PATIENCE * TRIES)[1]
            except (Stuck, subprocess.TimeoutExpired) as error:
                program.kill()
                raise Stuck(f"{error}; it said: {program.communicate()[1][-2000:]}") from error
        if program.returncode or "Traceback" in told:
            raise Stuck(f"it ended with {program.returncode}: {told[-2000:]}")
    rows = place.run(
        "rows", vault, "documents", "--search", TITLE, "--passphrase-file", place.data / "word.txt"
    )
    if json.loads(rows or "{}").get("title") != TITLE:
        raise Stuck("the receipt typed into the window is not in the vault")
    return "opened, unlocked by keys, receipt taken, locked, quit"


def _walk(hand: Hand, vault: Path, word: str) -> None:
    def unlock() -> None:
        hand.press("ctrl+a")
        hand.type(word)
        hand.press("Return")

    hand.focus("^保密工作台$")
    unlock()
    hand.focus(f"^保密工作台 — {vault.name}$", unlock)
    hand.press("ctrl+Next", "ctrl+Next", "ctrl+Next", "ctrl+n")  # 今日, 机要签收, 信封, 收文
    hand.focus("^收文 · ", lambda: hand.press("ctrl+n"))
    for field in FIELDS:
        hand.type(field)
        if field is not FIELDS[-1]:
            hand.press("Tab")
    hand.press("Return", "Escape")
    hand.gone("^收文 · ")
    hand.focus(f"^保密工作台 — {vault.name}$")
    hand.press("ctrl+l")
    hand.focus("^保密工作台$", lambda: hand.press("ctrl+l"))
    hand.press("ctrl+q")


class Hand:
    """Presses keys on a display and waits for windows by their titles."""

    def __init__(self, shown: str) -> None:
        self._environment = environment(DISPLAY=shown)

    def focus(self, title: str, again: Callable[[], None] = lambda: None) -> None:
        """Wait for a window and let it have the keys (no window manager does it here); ask again when it is slow."""
        for _ in range(TRIES):
            try:
                found = until(lambda: self._named(title), f"no window {title}")
            except Stuck:
                again()
                continue
            self._do("windowfocus", "--sync", found[-1])
            return
        raise Stuck(f"no window {title}")

    def gone(self, title: str) -> None:
        """Wait until no such window is in sight."""
        until(lambda: not self._named(title), f"the window {title} stays")

    def type(self, text: str) -> None:
        """Write text. Signs that no key bears are lent one for a moment, which a busy program must see in time."""
        for plain, run in groupby(text, str.isascii):
            self._do("type", "--delay", QUICK if plain else SLOW, "".join(run))

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        self._do("key", "--delay", "120", *keys)

    def _named(self, title: str) -> list[str]:
        return self._do("search", "--onlyvisible", "--name", title).split()

    def _do(self, *words: str) -> str:
        command = ["xdotool", *words]
        return subprocess.run(
            command, env=self._environment, capture_output=True, text=True, check=False
        ).stdout


def until(asked: Callable[[], Any], otherwise: str) -> Any:
    """Ask again until the answer is yes."""
    end = time.monotonic() + PATIENCE
    while not (told := asked()):
        if time.monotonic() > end:
            raise Stuck(otherwise)
        time.sleep(0.05)
    return told


@contextmanager
def display() -> Iterator[str]:
    """An Xvfb of its own that listens on no port; gives its name."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            yield f":{(server.stdout.readline() if server.stdout else '').strip()}"
        finally:
            server.terminate()
