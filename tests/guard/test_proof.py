"""`secretdesk silence` tries the guard on the spot, and says so where it is not there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "src"
LET_IN = {
    "the hooks left out": "from secretdesk.guard import hooks; hooks.close = lambda: None",
    "the audit hook left out": "import sys; sys.addaudithook = lambda hook: None",
    "the kernel's filter left out": "from secretdesk.guard import kernel; kernel.silence = lambda: 'machine'",
}


def silence(planted=""):
    code = f"{planted}\nimport sys\nfrom secretdesk.__main__ import main\nsys.argv = ['secretdesk', 'silence']\nsys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
    )  # fmt: skip
    return (
        done.returncode,
        {one["tried"]: one["refused"] for one in map(json.loads, done.stdout.splitlines())},
        done.stderr,
    )


def test_everything_is_refused_and_told_line_by_line():
    code, tried, told = silence()
    assert code == 0, told
    assert {"import socket", "import ssl", "import subprocess", "socket", "program"} <= set(tried)
    assert ("kernel" in tried) is (sys.platform == "linux")
    assert all(tried.values())
    assert told.count("已拒绝") == len(tried)


@pytest.mark.parametrize("planted", LET_IN)
def test_a_guard_with_a_hole_is_seen(planted):
    code, tried, told = silence(LET_IN[planted])
    assert code == 1
    assert not all(tried.values())
    assert "没有拒绝" in told
