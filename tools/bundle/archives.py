"""The Python modules inside a bundle: of the archive behind the program, of base_library.zip, of the loose ones."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

from bundle.sums import PROGRAMS
from PyInstaller.archive.readers import CArchiveReader

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".pyc", ".so", ".pyd")


def modules(bundle: Path) -> dict[str, str]:
    """Dotted name → where it lies, for the people who must look. A program without an archive is an error."""
    found: dict[str, str] = {}
    for name in PROGRAMS:
        if (bundle / name).is_file():
            found |= dict.fromkeys(_of_program(bundle / name), name)
    for file in sorted(bundle.rglob("*")):
        where = file.relative_to(bundle).as_posix()
        if file.suffix == ".zip":
            with ZipFile(file) as packed:
                found |= {dotted(name): where for name in packed.namelist() if name.endswith(SUFFIXES)}
        elif file.suffix in SUFFIXES:
            found[loose(file, bundle)] = where
    return found


def dotted(name: str) -> str:
    """``collections/abc.pyc`` as ``collections.abc``."""
    return name.rsplit(".", 1)[0].replace("/", ".").removesuffix(".__init__")


def loose(file: Path, bundle: Path) -> str:
    """The module of an extension file: its folder counts but for those that only hold files."""
    holders = {"_internal", "lib-dynload"}
    folders = [
        one
        for one in file.relative_to(bundle).parts[:-1]
        if one not in holders and not one.startswith("python3")
    ]
    return ".".join([*folders, file.name.split(".", 1)[0]])


def _of_program(program: Path) -> list[str]:
    outer = CArchiveReader(str(program))
    found = [name for name, entry in outer.toc.items() if entry[-1] in {"s", "m", "M"}]
    for name, entry in outer.toc.items():
        if entry[-1] == "z":
            found += list(outer.open_embedded_archive(name).toc)
    return found
