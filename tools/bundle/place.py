"""Where the frozen program is tried: mounted read-only under a Chinese name with spaces, Python hidden, nothing in the environment."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

HIDDEN = (
    "/usr/lib/python3",
    "/usr/lib/python3.11",
    "/usr/local/lib/python3.11",
    "/usr/lib/python3.12",
    "/usr/lib/python3.13",
)


class Refused(Exception):
    """The program ended otherwise than it should."""


class Place:
    """A folder for the trial's own files, and a way to run the program from another that it cannot write."""

    def __init__(self, bundle: Path, folder: Path) -> None:
        self.bundle = bundle
        self.data = folder / "资料 data"
        self.data.mkdir()
        self.home = folder / "只读 程序"
        self.home.mkdir()
        shell = f"mount --bind {shlex.quote(str(bundle))} {shlex.quote(str(self.home))}"
        shell += f" && mount -o remount,bind,ro {shlex.quote(str(self.home))}"
        hidden = [*HIDDEN, sys.base_prefix] if sys.base_prefix not in {"/usr", "/usr/local"} else HIDDEN
        for one in hidden:
            if Path(one).is_dir():
                shell += f" && mount -t tmpfs none {shlex.quote(one)}"
        self._before = ["unshare", "-m", "sh", "-c", f'{shell} && exec "$@"', "sh"]
        self.apart = (
            shutil.which("unshare") is not None
            and not subprocess.run([*self._before, "/bin/true"], capture_output=True, check=False).returncode
        )
        if not self.apart:
            shutil.copytree(bundle, self.home, dirs_exist_ok=True)
            for one in [self.home, *self.home.rglob("*")]:
                one.chmod(one.stat().st_mode & ~0o222)

    def told(self) -> str:
        """How it is."""
        python = "Python hidden by mounts" if self.apart else "Python only out of reach of PATH"
        return f"{self.home.name!r}, read-only, {python}, empty environment"

    def folder(self, name: str) -> Path:
        """A new folder among the trial's files."""
        made = self.data / name
        made.mkdir()
        return made

    def command(self, *words: object) -> list[str]:
        """What to start for the program with these words."""
        program = str(self.home / "secretdesk")
        return [*(self._before if self.apart else []), program, *(str(word) for word in words)]

    def run(self, *words: object, text: str = "", code: int | None = 0) -> str:
        """Its output. HOME is a place that cannot exist, PATH is empty.

        Raises:
            Refused: it ended with another code, or told of a bug.
        """
        bare = {
            "HOME": "/proc/nowhere",
            "PATH": "/usr/bin:/bin" if self.apart else "/nowhere",
            "LANG": "C.UTF-8",
        }
        done = subprocess.run(
            self.command(*words),
            input=text,
            capture_output=True,
            text=True,
            env=bare,
            check=False,
            cwd=self.data,
        )
        if "Traceback" in done.stderr or (
            done.returncode != code if code is not None else done.returncode > 1
        ):
            raise Refused(
                f"{words[0]} ended with {done.returncode}: {done.stdout[-400:]} {done.stderr[-1500:]}"
            )
        return done.stdout


def environment(**more: str) -> dict[str, str]:
    """A bare environment for the window."""
    return {"HOME": "/proc/nowhere", "PATH": os.defpath, "LANG": "C.UTF-8", **more}
