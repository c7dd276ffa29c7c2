"""The walk, watched by the kernel and searched for what it left: the fifth proof (peers 4.4)."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from secretdesk.registers import REGISTERS
from tests.behaviour.walk import CANARY

ROOT = Path(__file__).parents[2]
NEEDS = ("strace", "xvfb-run")
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, NEEDS)), reason="needs strace and xvfb"
)
OURS = {"vault", "out", "trace"}  # the encrypted folder, and what was saved on purpose
TRACED = "trace=%network,io_uring_setup,execve,execveat"


@dataclass
class Seen:
    """What the walk told, and what the kernel saw."""

    folder: Path
    told: dict
    trace: str

    @property
    def families(self):
        """Of every socket that was asked for, refused or not."""
        return set(re.findall(r"\bsocket(?:pair)?\((AF_\w+|0x\w+|\d+)", self.trace))

    @property
    def addresses(self):
        """Families of every address that something was sent to or bound."""
        return set(re.findall(r"sa_family=(AF_\w+)", self.trace))

    @property
    def programs(self):
        return re.findall(r"\bexecve(?:at)?\((\"[^\"]*\"|\d+)", self.trace)


def walked(folder, *options, timeout=900):
    """Walk with a home, a place for temporary files and a display of its own."""
    for name in ("home", "tmp"):
        (folder / name).mkdir()
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("XDG_", "DBUS_", "QT_", "CUPS_"))
    }
    env = {**kept, "HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp"), "QT_QPA_PLATFORM": "xcb",
           "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}  # fmt: skip
    strace = ["strace", "-f", "-qq", "-e", TRACED, "-o", str(folder / "trace")]
    walk = [sys.executable, "-m", "tests.behaviour.walk", str(folder), *options]
    done = subprocess.run(
        ["xvfb-run", "-a", *strace, *walk],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    return Seen(folder, told, (folder / "trace").read_text(errors="replace"))


def traces(text):
    """A text as it could lie in a file."""
    return [text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"), text.encode("gb18030"),
            json.dumps(text)[1:-1].encode()]  # fmt: skip


def left_behind(folder):
    """Files outside vault and outputs that hold the canary, or are named by it; and how many were read."""
    files = [
        f
        for f in folder.rglob("*")
        if f.is_file() and f.relative_to(folder).parts[0].split("-")[0] not in OURS
    ]
    found = [
        str(f) for f in files if any(one in f.read_bytes() for one in traces(CANARY)) or CANARY in f.name
    ]
    return found, len(files)


def complaints(seen):
    """Everything that is wrong with a walk, one sentence each."""
    said = [f"asked for a socket of {one}" for one in sorted(seen.families - {"AF_UNIX"})]
    said += [f"used an address of {one}" for one in sorted(seen.addresses - {"AF_UNIX"})]
    said += [f"started {one}" for one in seen.programs[1:]]
    said += ["made a ring of io_uring"] if "io_uring_setup(" in seen.trace else []
    said += [f"left the canary in {Path(one).name}" for one in left_behind(seen.folder)[0]]
    return said + [f"not told to the capture filter: {one}" for one in seen.told["unseen"]]


def observed(seen):
    """The proof saw something: the window stood on X, its socket was traced, the dialogs were there."""
    assert seen.told["platform"] == "xcb"
    assert "AF_UNIX" in seen.families
    assert "AF_UNIX" in seen.addresses
    assert len(seen.programs) >= 1
    assert (seen.folder / "home" / ".config" / "secretdesk" / "settings.json").exists()
    assert left_behind(seen.folder)[1] >= 1
    names = seen.told["seen"]
    assert {"unlock", "new vault", "restore", "today", "print", "export", "import rehearsal", "release 5", "year", "help",
            "preview", "a preview", "write", "copy", "draft_and_lock"} <= set(names)  # fmt: skip
    return names


def test_a_walk_asks_for_no_network_and_leaves_nothing(tmp_path):
    """The guard is off: the program doesn't even try."""
    seen = walked(tmp_path, "short")
    names = observed(seen)
    assert {"documents", "documents.receive unfolded", "documents.amend unfolded"} <= set(names)
    assert seen.told["kernel"] == "not begun"
    assert complaints(seen) == []


def test_a_walk_under_the_guard_does_the_same(tmp_path):
    seen = walked(tmp_path, "short", "guard")
    observed(seen)
    assert seen.told["kernel"] == ""
    assert complaints(seen) == []


def test_a_planted_socket_and_a_planted_file_are_seen(tmp_path):
    """Planted: one socket(AF_INET) at the end of the same walk, and one thumbnail that holds the title."""
    seen = walked(tmp_path, "short", "plant=socket")
    assert complaints(seen) == ["asked for a socket of AF_INET"]
    place = tmp_path / "home" / ".cache" / "thumbnails"
    place.mkdir(parents=True)
    for number, one in enumerate(traces(CANARY)):
        (place / f"{number}.png").write_bytes(b"..." + one + b"...")
    (place / f"{CANARY}.lnk").write_bytes(b"")
    assert len(left_behind(tmp_path)[0]) == 6


@pytest.mark.torture
@pytest.mark.campaign("silent: 30 minutes' walk, strace")
def test_a_long_walk_through_everything(tmp_path):
    """Every register, every action, again and again for half an hour."""
    seen = walked(tmp_path, "minutes=30", timeout=3600)
    names = observed(seen)
    assert {one.key for one in REGISTERS} <= set(names)
    assert complaints(seen) == []
    print(f"{seen.told['rounds']} rounds, {len(names)} windows a round")
