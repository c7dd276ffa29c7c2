"""Is there anything in the frozen program that could speak to a network? Names every finding; 0 where there is none.

python tools/scan_bundle.py dist/secretdesk
"""

from __future__ import annotations

import sys
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from bundle.archives import modules
from bundle.libraries import Library, Unreadable, read

HERE = Path(__file__).resolve().parent
BANNED = tomllib.loads((HERE / "bundle/banned.toml").read_text(encoding="utf-8"))
ALLOWED = tomllib.loads((HERE / "bundle/allowed.toml").read_text(encoding="utf-8"))["library"]
Findings = list[str]


def scan(bundle: Path) -> Findings:
    """Everything that must not be there, one sentence each."""
    files = [one for one in sorted(bundle.rglob("*")) if one.is_file() or one.is_symlink()]
    if not any(file.name == "base_library.zip" for file in files):
        return [f"{bundle} is no frozen program: nothing was looked at"]
    libraries, findings = libraries_of(bundle, files)
    return [
        *names(bundle, files),
        *banned_modules(modules(bundle)),
        *findings,
        *(one for path, library in libraries.items() for one in asked(path, library)),
        *idle_allowances(libraries),
    ]


def names(bundle: Path, files: list[Path]) -> Findings:
    """Files that are forbidden by their name."""
    paths = [file.relative_to(bundle).as_posix() for file in files]
    return [
        f"forbidden file {path} (pattern {pattern})"
        for path in paths
        for pattern in BANNED["files"]["patterns"]
        if fnmatchcase("/" + path.lower(), pattern)
    ]


def banned_modules(found: dict[str, str]) -> Findings:
    """Modules that are forbidden, and what lies under them."""
    wrong = {name for kind in BANNED["modules"].values() for name in kind}
    return [
        f"forbidden module {name} in {where}"
        for name, where in sorted(found.items())
        if any(name == one or name.startswith(one + ".") for one in wrong)
    ]


def libraries_of(bundle: Path, files: list[Path]) -> tuple[dict[str, Library], Findings]:
    """Path → what the library asks for; and those that could not be read."""
    libraries: dict[str, Library] = {}
    findings = []
    for file in files:
        path = file.relative_to(bundle).as_posix()
        try:
            library = read(file)
        except Unreadable as error:
            findings.append(f"unreadable library {path}: {error}")
            continue
        if library:
            libraries[path] = library
    return libraries, findings


def asked(path: str, library: Library) -> Findings:
    """The network libraries and functions that it asks for beyond what it may."""
    may = allowance(path)
    wrong = _matching(library.undefined, BANNED["symbols"]["elf"]) - _matching(
        library.undefined, may.get("elf", [])
    )
    if library.kind == "pe":
        stems = {name.removesuffix(".dll") for name in library.needed}
        links = _matching(stems, BANNED["symbols"]["dll"]) - _matching(stems, may.get("dll", []))
    else:
        links = _matching(library.needed, BANNED["symbols"]["needed"]) - _matching(
            library.needed, may.get("needed", [])
        )
    return [f"{path} links {name}" for name in sorted(links)] + [
        f"{path} asks for {name}()" for name in sorted(wrong)
    ]


def allowance(path: str) -> dict[str, Any]:
    """The entry of allowed.toml for a library, empty where there is none."""
    return next((one for one in ALLOWED if fnmatchcase("/" + path.lower(), one["pattern"])), {})


def idle_allowances(libraries: dict[str, Library]) -> Findings:
    """A library that uses nothing of what it is allowed: the list must not say more than is so."""
    return [
        f"{path} asks for nothing of what allowed.toml grants it: strike the entry"
        for path, library in libraries.items()
        if (may := allowance(path)) and not used(library, may)
    ]


def used(library: Library, may: dict[str, Any]) -> bool:
    """Does it ask for any of it?"""
    stems = {name.removesuffix(".dll") for name in library.needed}
    return bool(
        _matching(library.undefined, may.get("elf", []))
        or _matching(library.needed, may.get("needed", []))
        or (library.kind == "pe" and _matching(stems, may.get("dll", [])))
    )


def _matching(names_: frozenset[str] | set[str], patterns: list[str]) -> set[str]:
    return {name for name in names_ for pattern in patterns if fnmatchcase(name, pattern)}


def main() -> int:
    """0 nothing found, 1 something, 2 no bundle."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    findings = scan(Path(sys.argv[1]))
    print("\n".join(findings) if findings else "nothing that could speak to a network")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
