"""The import hook and the audit hook, and that the program begins with them."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from secretdesk.guard.names import forbidden
from tests.guard import ROOT, child
from tests.ways_out import NOWHERE, QT_WITH_NETWORK


def test_python_refuses_every_way():
    told = child("tests.guard.hooked", "hooked")
    assert {name: how for name, how in told.items() if how != "refused"} == {}


def test_without_the_hooks_the_same_ways_are_open():
    """Planted: the hooks are left out, and the test program sees doors."""
    told = child("tests.guard.hooked", "open")
    for name in ("import socket", "import subprocess", "import PySide6.QtNetwork", "statement", "system", "fork",
                 "a socket made of a module that was kept", "ctypes function", "ctypes syscall",
                 "import _socket past the import hook"):  # fmt: skip
        assert told[name] == "let through", name


def test_what_the_source_may_not_name_the_program_cannot_load():
    assert [name for name in NOWHERE if not forbidden(name)] == []
    assert [name for name in QT_WITH_NETWORK if not forbidden(f"PySide6.{name}")] == []
    for name in ("json", "logging", "urllib.parse", "PySide6.QtWidgets", "PySide6.QtPrintSupport", "PySide6.QtDBus",
                 "selectable", "emailx", "secretdesk.desk"):  # fmt: skip
        assert not forbidden(name), name


def test_the_program_begins_with_the_guard():
    """Nothing but ``sys``, ``typing`` and the guard is loaded before, and main's first statement sets it."""
    tree = ast.parse((ROOT / "src/secretdesk/__main__.py").read_text(encoding="utf-8"))
    loaded = [ast.unparse(one) for one in tree.body if isinstance(one, (ast.Import, ast.ImportFrom))]
    assert loaded == [
        "from __future__ import annotations",
        "import sys",
        "from typing import TYPE_CHECKING",
        "from secretdesk import guard",
    ]
    (main,) = (one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == "main")
    assert ast.unparse(main.body[1]) == "guard.begin()"


SCRIPT = """
import sys
from secretdesk import guard, __main__
seen = []
real = guard.begin
def begin():
    seen.append(sorted(n for n in sys.modules if n.startswith(("PySide6", "secretdesk."))))
    real()
guard.begin = begin
sys.argv[1:] = {args!r}
try:
    code = __main__.main()
except SystemExit as ended:
    code = ended.code
import secretdesk.guard as there
print([n for n in seen[0] if not n.startswith(("secretdesk.guard", "secretdesk.__main__"))], there.state().begun, code)
"""


@pytest.mark.parametrize("args", [["describe", "documents"], ["--version"], ["nonsense"]])
def test_the_guard_stands_before_any_room_is_entered(args):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(args=args)], capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1].startswith("[] True"), done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="needs a display that is refused")
def test_the_guard_stands_before_the_window_too(tmp_path):
    """The offscreen window of the real program: every thread of it is under the filter."""
    script = (
        "import sys\nfrom PySide6.QtCore import QTimer\n"
        "sys.argv[1:] = []\nfrom secretdesk import __main__\nfrom secretdesk.ui import app\n"
        "real = app.make_application\n"
        "def make(arguments):\n    made = real(arguments)\n    QTimer.singleShot(0, look)\n    return made\n"
        "def look():\n    from pathlib import Path\n    from PySide6.QtWidgets import QApplication\n"
        "    told = [(t / 'status').read_text() for t in Path('/proc/self/task').iterdir()]\n"
        "    print(len(told), all('Seccomp:\\t2' in t and 'NoNewPrivs:\\t1' in t for t in told))\n"
        "    QApplication.instance().exit(0)\n"
        "app.make_application = make\nsys.exit(__main__.main())\n"
    )
    env = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT / "src"),
    }
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, env=env, timeout=120
    )
    assert done.returncode == 0, done.stderr
    threads, silent = done.stdout.split()[-2:]
    assert int(threads) >= 1
    assert silent == "True"
    assert not list(Path(tmp_path).rglob("core*"))
