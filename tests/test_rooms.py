"""The house rules that a machine can hold: what may be imported, called and written where."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ways_out import imports, known_packages, ways_out

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "secretdesk"
FILES = sorted(SOURCE.rglob("*.py"))

ONLY_IN = {
    "PySide6": "ui",
    "shiboken6": "ui",
    "sqlcipher3": "store",
    "nacl": "store",
    "reportlab": "output",
    "openpyxl": "output",
    "pypdfium2": "output",
    "PIL": "output",
    "msoffcrypto": "output",
    "cryptography": "output",
}
DOMAIN_ALLOWED = {
    "__future__", "ast", "calendar", "collections", "dataclasses", "datetime", "enum", "functools", "hashlib", "itertools",
    "re", "typing", "unicodedata", "secretdesk",
}  # fmt: skip
# Where the clerk reads, and the three modules that read what the clerk writes.
CHINESE_HOMES = ("domain/terms", "registers/", "domain/rules/", "ui/", "cli/")
CHINESE_READERS = ("domain/marks.py", "domain/periods.py", "domain/numbers.py")


def complaints(path: str, text: str) -> list[str]:
    """Everything in a file of the source tree (path relative to the package) that the house rules forbid."""
    tree = ast.parse(text)
    found = ways_out(path, tree)
    for name in imports(tree):
        room = ONLY_IN.get(name.split(".")[0])
        if room and not path.startswith(f"{room}/"):
            found.append(f"imports {name} outside {room}/")
        if path.startswith("domain/") and name.split(".")[0] not in DOMAIN_ALLOWED:
            found.append(f"domain imports {name}")
    documented = {id(n.body[0].value) for n in ast.walk(tree) if has_docstring(n)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            clock = {("datetime", "now"), ("date", "today"), ("datetime", "today"), ("time", "time")}
            if path.startswith("domain/") and (node.value.id, node.attr) in clock:
                found.append(f"line {node.lineno}: the domain asks the clock")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            if has_chinese(node.value) and not path.startswith(CHINESE_HOMES + CHINESE_READERS):
                found.append(f"line {node.lineno}: Chinese text {node.value[:12]!r}")
            if is_sql(node.value) and not path.startswith("store/") and path not in SQL_BESIDES:
                found.append(f"line {node.lineno}: SQL outside store")
    found += [
        f"line {n}: the note {w}" for n, line in enumerate(text.splitlines(), 1) for w in NOTES if w in line
    ]
    return found


SQL_BESIDES: set[str] = set()
NOTES = ("TO" + "DO", "FIX" + "ME", "X" + "XX")


def has_docstring(node: ast.AST) -> bool:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return isinstance(node, kinds) and bool(node.body) and isinstance(node.body[0], ast.Expr) and isinstance(
        node.body[0].value, ast.Constant
    )  # fmt: skip


def has_chinese(text: str) -> bool:
    return bool(re.search("[\u4e00-\u9fff]{2}", text))


def is_sql(text: str) -> bool:
    return text.lstrip().startswith(("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "PRAGMA ", "CREATE TABLE"))


def of_tree(source: Path) -> list[str]:
    """The complaints about every file of a source tree, each with its place."""
    files = sorted(source.rglob("*.py"))
    assert files, "nothing was read"
    told = ((file.relative_to(source).as_posix(), file.read_text(encoding="utf-8")) for file in files)
    return [f"{path}: {complaint}" for path, text in told for complaint in complaints(path, text)]


def test_house_rules():
    assert of_tree(SOURCE) == []


PLANTED = [
    # (where, what, what is said of it)
    ("desk/x.py", "import socket", "imports socket"),
    ("desk/x.py", "import json, socket as s", "imports socket"),
    ("desk/x.py", "def f():\n    from socket import create_connection", "imports socket"),
    ("desk/x.py", "from urllib import request", "imports urllib.request"),
    ("desk/x.py", "import http.client", "imports http.client"),
    ("desk/x.py", "import logging.handlers", "imports logging.handlers"),
    ("desk/x.py", "import importlib\nimportlib.import_module('socket')", "names import_module"),
    ("desk/x.py", "from importlib import import_module as load", "imports importlib"),
    ("desk/x.py", "__import__('socket')", "names __import__"),
    ("desk/x.py", "exec('import socket')", "runs text as code by exec"),
    ("desk/x.py", "eval('1')", "runs text as code by eval"),
    ("desk/x.py", "import ctypes\nctypes.CDLL(None).socket(2, 1, 0)", "imports ctypes outside"),
    ("desk/volumes.py", "import ctypes\nctypes.CDLL(None).socket(2, 1, 0)", "names socket"),
    (
        "desk/volumes.py",
        "import ctypes\ngetattr(ctypes.CDLL(None), 'connect')",
        "the text 'connect' beside ctypes",
    ),
    ("guard/kernel.py", "import ctypes\nctypes.CDLL(None).connect(3)", "names connect"),
    ("guard/process.py", "import ctypes\nctypes.CDLL(None).syscall(41, 2, 1, 0)", "names syscall"),
    ("ui/x.py", "from PySide6.QtNetwork import QTcpSocket", "links QtNetwork"),
    ("ui/x.py", "from PySide6 import QtNetwork", "links QtNetwork"),
    ("ui/x.py", "import PySide6.QtNetwork as n", "links QtNetwork"),
    ("ui/x.py", "from PySide6 import QtQuickWidgets", "links QtNetwork"),
    ("ui/x.py", "from PySide6.QtGui import QDesktopServices", "imports PySide6.QtGui.QDesktopServices"),
    ("ui/x.py", "from PySide6 import QtGui\nQtGui.QDesktopServices.openUrl(x)", "names QDesktopServices"),
    ("ui/x.py", "label.setOpenExternalLinks(True)", "names setOpenExternalLinks"),
    ("ui/x.py", "from PySide6 import QtCore\nQtCore.QProcess.startDetached('x')", "names QProcess"),
    ("desk/x.py", "import os\nos.system('true')", "calls os.system"),
    ("desk/x.py", "import os as o\no.system('true')", "calls os.system"),
    ("desk/x.py", "from os import system", "imports os.system"),
    ("desk/x.py", "import os\nos.popen('true')", "names popen"),
    ("desk/x.py", "import os\nos.execv('x', ['x'])", "names execv"),
    ("desk/x.py", "import os\nos.posix_spawn('x', ['x'], {})", "names posix_spawn"),
    ("desk/x.py", "import os\nos.fork()", "names fork"),
    ("desk/x.py", "import os\nos.startfile('x')", "names startfile"),
    ("desk/x.py", "import subprocess", "imports subprocess"),
    ("desk/x.py", "import multiprocessing.pool", "imports multiprocessing.pool"),
    ("ui/x.py", "import platform\nplatform.platform()", "calls platform.platform"),
    ("ui/x.py", "import platform as p\np.platform()", "calls platform.platform"),
    ("ui/x.py", "from platform import platform", "imports platform.platform"),
    ("output/pdfium.py", "import ctypes.util\nctypes.util.find_library('c')", "names find_library"),
    ("desk/x.py", "import requests", "imports requests"),
    ("desk/x.py", "import numpy", "imports numpy, which pyproject does not name"),
    ("desk/x.py", "import pytest", "imports pytest, which pyproject does not name"),
    ("desk/x.py", "from PySide6.QtCore import QObject", "imports PySide6.QtCore outside ui/"),
    ("ui/x.py", "import sqlcipher3", "outside store/"),
    ("store/x.py", "import reportlab", "outside output/"),
    ("domain/x.py", "import pathlib", "domain imports pathlib"),
    ("domain/x.py", "from datetime import datetime\ndatetime.now()", "the domain asks the clock"),
    ("desk/x.py", "text = '请核对'", "Chinese text"),
    ("ui/x.py", "q = 'SELECT 1'", "SQL outside store"),
    ("ui/x.py", "a = 1  # " + "TO" + "DO later", "the note"),
]


@pytest.mark.parametrize(("path", "text", "said"), PLANTED, ids=[f"{p}: {t}" for p, t, _ in PLANTED])
def test_each_rule_is_seen_to_fail(tmp_path, path, text, said):
    """Planted in a tree of its own beside a harmless file, and read by the function that reads ours."""
    for name, content in (("__init__.py", '"""Harmless."""\n'), (path, text)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    told = of_tree(tmp_path)
    assert any(one.startswith(f"{path}: ") and said in one for one in told), told


def test_a_package_is_known_by_pyproject_alone():
    project = '[project]\ndependencies = ["PyNaCl>=1.5", "segno"]\n'
    assert known_packages(project) == {"nacl", "segno"}


def test_the_linter_is_seen_to_fail(tmp_path):
    """import-linter over a copy of the source in which every contract is broken once."""
    broken = {
        "each room looks only down": ("domain/planted.py", "from secretdesk.ui import window"),
        "only the window knows Qt": ("desk/planted.py", "import PySide6.QtCore"),
        "only the store knows SQLCipher and the key box": ("cli/planted.py", "import sqlcipher3"),
        "only the output room draws": ("store/planted.py", "import reportlab"),
        "nothing that opens a socket": ("guard/planted.py", "import socket"),
    }
    ours = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert set(broken) == set(re.findall(r'(?m)^name = "(.+)"$', ours[ours.index("[tool.importlinter]") :]))
    shutil.copytree(SOURCE, tmp_path / "secretdesk", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "pyproject.toml").write_text(ours, encoding="utf-8")
    for path, text in broken.values():
        (tmp_path / "secretdesk" / path).write_text(text + "\n", encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert set(re.findall(r"(?m)^(.+?) BROKEN", done.stdout)) == set(broken), done.stdout


def test_modules_stay_small():
    sizes = {f.relative_to(SOURCE).as_posix(): len(f.read_text(encoding="utf-8").splitlines()) for f in FILES}
    assert {name: size for name, size in sizes.items() if size > 400} == {}
