"""Is every package on the list, with its reason, and does none import the network when it is loaded? Names what is not so.

python tools/scan_packages.py
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
LOCK = HERE.parent / "requirements.lock"
KNOWN = tomllib.loads((HERE / "bundle/packages.toml").read_text(encoding="utf-8"))
BANNED = tomllib.loads((HERE / "bundle/banned.toml").read_text(encoding="utf-8"))["modules"]
Findings = list[str]


def listed(lock: str, known: dict[str, Any] = KNOWN) -> Findings:
    """What the lock and the list of reasons disagree about, and what is pinned without a hash."""
    parts = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)
    pins = {part.split("==")[0].lower(): part for part in parts if "==" in part}
    told = known["package"]
    return [
        *(f"{name} is in the lock and on no list: say in packages.toml why it is needed" for name in pins.keys() - told),
        *(f"{name} is on the list and not in the lock: strike it" for name in told.keys() - pins),
        *(f"{name} is pinned without a hash" for name, part in pins.items() if "--hash=sha256:" not in part),
        *(f"{name}: say both why it is needed and what of the network it has" for name, one in told.items()
          if not (one.get("why") and one.get("network"))),
    ]  # fmt: skip


def imports(package: str, known: dict[str, Any] = KNOWN) -> Findings:
    """The modules of an installed package that import the network as they are loaded, but for the named ones."""
    files = metadata.distribution(package).files or []
    sources = [
        file for file in sorted(files) if file.suffix == ".py" and not file.as_posix().startswith("../")
    ]
    return [
        f"{package}: {file.as_posix()} imports {name}"
        for file in sources
        for name in banned_in(Path(str(file.locate())).read_text(encoding="utf-8", errors="replace"))
        if name not in known["file"].get(file.as_posix(), {}).get("imports", [])
    ]


def banned_in(source: str) -> list[str]:
    """The network modules that a source imports at its top: outside of functions."""
    wrong = {name for kind in BANNED.values() for name in kind}
    names = set(at_top(_parsed(source)))
    return sorted(one for one in wrong if any(name == one or name.startswith(one + ".") for name in names))


def _parsed(source: str) -> ast.AST:
    """A template that is no Python (PySide6 brings some) cannot be imported either."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module([], [])


def at_top(node: ast.AST) -> Iterator[str]:
    """Every name imported by the loading itself, ``from a import b`` as ``a`` and as ``a.b``."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module and not child.level:
            yield child.module
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        elif not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            yield from at_top(child)


def in_bundle(modules: dict[str, str], known: dict[str, Any] = KNOWN) -> Findings:
    """The named files that must never be loaded, and lie in the bundle all the same."""
    never = [path for path, told in known["file"].items() if not told.get("loaded")]
    names = {path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in never}
    told = "is in the bundle, though packages.toml says that it is never loaded"
    return [f"{name} {told}" for name in sorted(names & modules.keys())]


def main() -> int:
    """0 when all is listed and quiet."""
    findings = listed(LOCK.read_text(encoding="utf-8"))
    for name in KNOWN["package"]:
        findings += imports(name)
    print(
        "\n".join(findings)
        or f"{len(KNOWN['package'])} packages, each with its reason; none imports the network when loaded"
    )
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
