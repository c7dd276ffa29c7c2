"""No dump, no debugger, nothing that others may read (peers R12)."""

import ast
import os
import subprocess
import sys

import pytest

from tests.guard import ROOT, child

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="prctl and ptrace are Linux's")


@on_linux
def test_another_process_of_the_same_user_cannot_attach():
    told = child("tests.guard.traced", "hardened")
    assert told["missing"] == []
    assert told["core"] == ["0", "0"]
    assert told["dumpable"] == 0
    assert (told["attach"], told["memory"]) == ("EPERM", "EACCES")
    assert told["own"] == [True] * 4  # what we read of ourselves is still there
    assert told["umask"] == 0o077


@on_linux
def test_without_the_hardening_it_can():
    """Planted: left out, the same debugger attaches and reads. Root always can; that stands in the threat model."""
    told = child("tests.guard.traced", "open")
    assert (told["dumpable"], told["attach"], told["memory"]) == (1, "attached", "opened")


def test_the_passphrase_is_asked_for_afterwards():
    """``harden`` is the first thing that the guard does, and the guard the first thing that the program does."""
    tree = ast.parse((ROOT / "src/secretdesk/guard/__init__.py").read_text(encoding="utf-8"))
    (begin,) = (one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == "begin")
    calls = [ast.unparse(one.func) for one in ast.walk(begin) if isinstance(one, ast.Call)]
    assert calls[0] == "process.harden"


WINDOWS = """
import ctypes, sys
called = []
class Kernel:
    def __getattr__(self, name):
        if name in {absent!r}:
            raise AttributeError(name)
        return lambda *args: called.append(name) or 0
ctypes.WinDLL = lambda *_a, **_k: Kernel()
from secretdesk.guard import process
sys.platform = "win32"
print(process.harden(), called)
"""


@pytest.mark.parametrize(
    ("absent", "said"),
    [
        (
            [],
            "() ['SetErrorMode', 'WerSetFlags', 'SetProcessMitigationPolicy', 'SetProcessMitigationPolicy']",
        ),
        (["WerSetFlags", "SetProcessMitigationPolicy"], "('core',) ['SetErrorMode']"),
    ],
)
def test_windows_is_asked_what_it_knows(absent, said):
    """Against a kernel32 of our own: which functions are asked, and that one that lacks some breaks nothing."""
    done = subprocess.run(
        [sys.executable, "-c", WINDOWS.format(absent=absent)], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == said, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in lists that belong to the folder")
def test_every_file_of_a_vault_is_its_users_alone(tmp_path):
    """With the laxest umask there is, through the program itself: vault, backup, prints, tables, packs, settings."""
    words, vault, out = tmp_path / "words", tmp_path / "vault", tmp_path / "out"
    words.write_text("bundle lantern 1926 mulberry\n")
    for place in (out, out / "stick"):
        place.mkdir(mode=0o700)
    ends = ["--passphrase-file", str(words)]
    commands = [
        ["new", vault, "--person", "岩温", "--level", "机密", *ends],
        ["perform", vault, tmp_path / "acts", *ends],
        ["print", vault, "receipt_book", "--blank", "-o", out / "b.pdf", *ends],
        ["export", vault, "documents", "-o", out / "b.xlsx", *ends],
        ["pack", vault, "todo", "--to", out, *ends],
        ["handover-pack", vault, "--to", out, *ends],
        ["release", vault, "documents", "--year", "2026", "--to", out / "stick", "--counts-only", *ends],
        ["backup", vault, "--to", out, *ends],
        [
            "slots",
            vault,
            "add",
            "--name",
            "李主任",
            "--role",
            "supervisor",
            "--new-passphrase-file",
            tmp_path / "more",
            *ends,
        ],
        ["verify", vault, "--person", "岩温", *ends],
    ]
    (tmp_path / "more").write_text("another quarry 2031 mossy\n")
    (tmp_path / "acts").write_text(
        '{"register":"places","action":"enrol","values":{"name":"一室-1柜-1层"}}\n'
    )
    before = set(tmp_path.rglob("*"))
    said = []
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", "secretdesk", *map(str, command)], preexec_fn=lambda: os.umask(0),
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        said.append((command[0], done.returncode, done.stderr))
    made = [one for one in tmp_path.rglob("*") if one not in before]
    assert {"registers.db", "keys.json", "keys.bak", "witness", "b.pdf", "b.xlsx"} <= {
        one.name for one in made
    }, said
    assert len(made) > 15, said
    assert [one for one in said if one[1]] == []
    loose = {str(one): oct(one.stat().st_mode & 0o777) for one in made if one.stat().st_mode & 0o077}
    assert loose == {}
