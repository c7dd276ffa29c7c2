"""The house rules that a machine can hold: what may be imported, called and written where."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "secretdesk"
FILES = sorted(SOURCE.rglob("*.py"))

NOWHERE = {
    "sqlite3", "socket", "_socket", "ssl", "_ssl", "http", "urllib.request", "asyncio", "multiprocessing", "email",
    "logging.handlers", "logging.config", "importlib.metadata", "subprocess", "xmlrpc", "ftplib", "smtplib",
    "webbrowser", "socketserver", "select", "selectors", "requests",
}  # fmt: skip
QT_WITH_NETWORK = (
    "QtNetwork", "QtQml", "QtQuick", "QtPdf", "QtWebEngine", "QtMultimedia", "QtWebSockets", "QtRemoteObjects",
    "QtHttpServer", "QtWebChannel", "QtBluetooth", "QtNfc", "QtPositioning", "QtLocation",
)  # fmt: skip
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
NAMES_NOWHERE = {
    "QProcess",
    "QDesktopServices",
    "setOpenExternalLinks",
    "find_library",
    "QNetworkAccessManager",
}
CALLS_NOWHERE = {("platform", "platform"), ("platform", "processor"), ("os", "system"), ("os", "popen")}
DOMAIN_ALLOWED = {
    "__future__", "ast", "calendar", "collections", "dataclasses", "datetime", "enum", "functools", "hashlib", "itertools",
    "re", "typing", "unicodedata", "secretdesk",
}  # fmt: skip
# Where the clerk reads, and the three modules that read what the clerk writes.
CHINESE_HOMES = ("domain/terms", "registers/", "domain/rules/", "ui/", "cli/")
CHINESE_READERS = ("domain/marks.py", "domain/periods.py", "domain/numbers.py")


def imports(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def complaints(path: str, text: str) -> list[str]:
    """Everything in a file of the source tree (path relative to the package) that the house rules forbid."""
    tree = ast.parse(text)
    found = []
    for name in imports(tree):
        roots = {name} | {name[:n] for n, c in enumerate(name) if c == "."}
        if roots & NOWHERE:
            found.append(f"imports {name}")
        if name.startswith("PySide6.") and name.split(".")[1].startswith(QT_WITH_NETWORK):
            found.append(f"imports {name}, which links QtNetwork")
        room = ONLY_IN.get(name.split(".")[0])
        if room and not path.startswith(f"{room}/"):
            found.append(f"imports {name} outside {room}/")
        if path.startswith("domain/") and name.split(".")[0] not in DOMAIN_ALLOWED:
            found.append(f"domain imports {name}")
    documented = {id(n.body[0].value) for n in ast.walk(tree) if has_docstring(n)}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Name, ast.Attribute)):
            called = node.id if isinstance(node, ast.Name) else node.attr
            if called in NAMES_NOWHERE:
                found.append(f"line {node.lineno}: names {called}")
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                if (node.value.id, node.attr) in CALLS_NOWHERE:
                    found.append(f"line {node.lineno}: calls {node.value.id}.{node.attr}")
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


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_house_rules(file):
    assert complaints(file.relative_to(SOURCE).as_posix(), file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("desk/x.py", "import socket"),
        ("desk/x.py", "from urllib import request"),
        ("desk/x.py", "import logging.handlers"),
        ("ui/x.py", "from PySide6.QtNetwork import QTcpSocket"),
        ("ui/x.py", "from PySide6 import QtQuickWidgets"),
        ("ui/x.py", "QDesktopServices.openUrl(x)"),
        ("ui/x.py", "label.setOpenExternalLinks(True)"),
        ("ui/x.py", "import platform\nplatform.platform()"),
        ("desk/x.py", "from PySide6.QtCore import QObject"),
        ("ui/x.py", "import sqlcipher3"),
        ("store/x.py", "import reportlab"),
        ("domain/x.py", "import pathlib"),
        ("domain/x.py", "from datetime import datetime\ndatetime.now()"),
        ("desk/x.py", "text = '请核对'"),
        ("ui/x.py", "q = 'SELECT 1'"),
        ("ui/x.py", "a = 1  # " + "TO" + "DO later"),
    ],
)
def test_each_rule_is_seen_to_fail(path, text):
    assert complaints(path, text)


def test_modules_stay_small():
    sizes = {f.relative_to(SOURCE).as_posix(): len(f.read_text(encoding="utf-8").splitlines()) for f in FILES}
    tables = {"domain/terms.py"}  # the table of terms and sentences
    assert {name: size for name, size in sizes.items() if size > 400 and name not in tables} == {}
