"""Reads a source file for every way out of the program: networks, other programs, code from elsewhere."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOWHERE = {
    "sqlite3", "socket", "_socket", "ssl", "_ssl", "http", "urllib.request", "asyncio", "multiprocessing", "email",
    "logging.handlers", "logging.config", "importlib.metadata", "subprocess", "_posixsubprocess", "xmlrpc", "ftplib",
    "smtplib", "imaplib", "poplib", "nntplib", "telnetlib", "webbrowser", "socketserver", "select", "selectors", "pty",
    "requests", "urllib3", "wsgiref", "pydoc",
}  # fmt: skip
NO_IMPORTERS = {"importlib", "imp", "runpy", "pkgutil", "zipimport", "code", "codeop"}
QT_WITH_NETWORK = (
    "QtNetwork", "QtQml", "QtQuick", "QtPdf", "QtWebEngine", "QtMultimedia", "QtWebSockets", "QtRemoteObjects",
    "QtHttpServer", "QtWebChannel", "QtBluetooth", "QtNfc", "QtPositioning", "QtLocation", "QtWebView", "QtGrpc",
    "QtSerialPort", "QtSerialBus",
)  # fmt: skip
# Names of whatever object: what has them leads out.
NAMES = {
    "QProcess", "QDesktopServices", "setOpenExternalLinks", "find_library", "QNetworkAccessManager", "QLocalSocket",
    "QTcpSocket", "__import__", "import_module", "fork", "forkpty", "popen", "startfile", "posix_spawn",
    "posix_spawnp", "execv", "execve", "execvp", "execvpe", "execl", "execle", "execlp", "spawnv", "spawnl", "spawnve",
    "getaddrinfo", "gethostbyname", "create_connection", "syscall", "ShellExecuteW", "CreateProcessW", "WSAStartup",
}  # fmt: skip
CALLS = {("platform", "platform"), ("platform", "processor"), ("platform", "uname"), ("os", "system")}
BUILT_IN = {"eval", "exec", "compile"}
# Foreign functions: where ctypes may be, and what no file that has it may name.
CTYPES_IN = {
    "guard/kernel.py": "the filter itself, and the one syscall", "guard/process.py": "prctl, Windows' own",
    "desk/volumes.py": "drives of Windows", "ui/absent.py": "the session of Windows",
    "ui/capture.py": "the windows of Windows", "output/pdfium.py": "to keep ctypes.util out",
}  # fmt: skip
FOREIGN = {
    "socket",
    "socketpair",
    "connect",
    "system",
    "execve",
    "fork",
    "vfork",
    "clone",
    "syscall",
    "WinExec",
}
EXEMPT = {  # (file, name), with the reason above; of ui it is Qt's signals, of the proof what it tries in vain
    ("guard/proof.py", "__import__"), ("guard/proof.py", "spawnv"),
    ("guard/kernel.py", "syscall"), ("guard/kernel.py", "socket"), ("guard/kernel.py", "socketpair"),
    ("guard/kernel.py", "execve"), ("ui/absent.py", "connect"), ("ui/capture.py", "connect"),
}  # fmt: skip
PACKAGES = {  # what a distribution of pyproject is called when it is imported
    "PySide6-Essentials": {"PySide6", "shiboken6"}, "PyNaCl": {"nacl"}, "msoffcrypto-tool": {"msoffcrypto"},
    "pillow": {"PIL"},
}  # fmt: skip


def known_packages(project: str) -> set[str]:
    """The import names of what pyproject (its text) depends on."""
    wanted = tomllib.loads(project)["project"]["dependencies"]
    names = [re.match(r"[A-Za-z0-9._-]+", one)[0] for one in wanted]
    return {package for name in names for package in PACKAGES.get(name, {name})}


KNOWN = known_packages((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def imports(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def aliases(tree: ast.AST) -> dict[str, str]:
    """What a name stands for: the module, or the thing of a module, that was imported under it."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return found


def ways_out(path: str, tree: ast.AST) -> list[str]:
    """Every way out in a file (path relative to the package)."""
    found = []
    for name in sorted(imports(tree)):
        root, roots = name.split(".")[0], {name} | {name[:n] for n, c in enumerate(name) if c == "."}
        if roots & NOWHERE:
            found.append(f"imports {name}")
        if root in NO_IMPORTERS:
            found.append(f"imports {name}, which loads modules by their names")
        if name.startswith("PySide6.") and name.split(".")[1].startswith(QT_WITH_NETWORK):
            found.append(f"imports {name}, which links QtNetwork")
        if root == "ctypes" and path not in CTYPES_IN:
            found.append(f"imports {name} outside the modules that may")
        if tuple(name.rsplit(".", 1)) in CALLS or name.rsplit(".", 1)[-1] in NAMES:
            found.append(f"imports {name}")
        if root not in KNOWN | set(sys.stdlib_module_names) | {"secretdesk"}:
            found.append(f"imports {name}, which pyproject does not name")
    stands_for, foreign = aliases(tree), any(n.split(".")[0] == "ctypes" for n in imports(tree))
    for node in ast.walk(tree):
        if isinstance(node, (ast.Name, ast.Attribute)):
            called = node.id if isinstance(node, ast.Name) else node.attr
            if (called in NAMES or (foreign and called in FOREIGN)) and (path, called) not in EXEMPT:
                found.append(f"line {node.lineno}: names {called}")
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = stands_for.get(node.value.id, node.value.id)
            if (owner, node.attr) in CALLS:
                found.append(f"line {node.lineno}: calls {owner}.{node.attr}")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BUILT_IN:
            found.append(f"line {node.lineno}: runs text as code by {node.func.id}")
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and foreign
            and node.value in FOREIGN
        ):
            found.append(f"line {node.lineno}: the text {node.value!r} beside ctypes")
    return found
