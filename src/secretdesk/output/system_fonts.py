"""Finds the faces of Chinese office paper among the fonts of this PC: by the names inside the files.

No process is started and nothing is asked of the window system. A file is opened for its directory, its
names and its licence alone; only what a print uses is read whole. Tables: OpenType 1.9.
"""

from __future__ import annotations

import os
import struct
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from secretdesk.output.truetype import directory, face_offsets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIXES = frozenset({".ttf", ".ttc", ".otf"})
FAMILY_NAMES = frozenset({1, 4, 6, 16})  # family, full name, PostScript name, typographic family
NO_EMBEDDING = 0x0002  # OS/2 fsType: the maker forbids it
BEYOND_PLANE_0 = 1 << 25  # ulUnicodeRange2: bit 57
LONGEST = 1 << 20  # bytes of a name table


@dataclass(frozen=True)
class Face:
    """A face that may be embedded: where it is, what it is called, whether it goes beyond U+FFFF."""

    path: Path
    index: int  # in a collection (.ttc)
    names: frozenset[str]  # folded, see :func:`folded`
    far: bool


def folders() -> tuple[Path, ...]:
    """Where the system, and the person, keep fonts: Windows, else UOS, Kylin and other Linux."""
    if sys.platform == "win32":
        places = [
            Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",
            Path(os.environ.get("LOCALAPPDATA", "")) / "Microsoft" / "Windows" / "Fonts",
        ]
    else:
        home = Path.home()
        places = [
            Path("/usr/share/fonts"),
            Path("/usr/local/share/fonts"),
            home / ".local" / "share" / "fonts",
            home / ".fonts",
        ]
    return tuple(place for place in places if place.is_absolute())


def folded(name: str) -> str:
    """A name as it is compared: FangSong_GB2312, fangsong-gb2312 and FangSong GB2312 are one."""
    return "".join(c for c in name.casefold() if c not in " _-")


def faces(places: Iterable[Path]) -> list[Face]:
    """Every TrueType face in these folders and below, by path; what is damaged is left out."""
    found: list[Face] = []
    for place in places:
        for path in sorted(_files(place)):
            try:
                with path.open("rb") as file:
                    found += _faces(path, file)
            except (OSError, struct.error, ValueError, KeyError):
                continue
    return found


def _files(place: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(place):
        for name in names:
            if os.path.splitext(name)[1].lower() in SUFFIXES:  # noqa: PTH122 - thousands of them
                yield Path(folder, name)


def _faces(path: Path, file: BinaryIO) -> Iterator[Face]:
    for index, offset in enumerate(face_offsets(file)):
        tables = directory(file, offset)
        if not {"glyf", "name", "OS/2"} <= tables.keys():
            continue
        start, length = tables["OS/2"]
        file.seek(start)
        os2 = file.read(min(length, 58))
        if struct.unpack_from(">H", os2, 8)[0] & 0x000F == NO_EMBEDDING:
            continue
        far = bool(struct.unpack_from(">I", os2, 46)[0] & BEYOND_PLANE_0)
        start, length = tables["name"]
        file.seek(start)
        yield Face(path, index, frozenset(_names(file.read(min(length, LONGEST)))), far)


def _names(table: bytes) -> Iterator[str]:
    """The names of a face, folded: those for Windows and those of Unicode; the others say the same."""
    count, texts = struct.unpack_from(">HH", table, 2)
    for at in range(6, 6 + 12 * count, 12):
        platform, _, _, kind, length, offset = struct.unpack_from(">6H", table, at)
        if kind in FAMILY_NAMES and platform in {0, 3}:
            yield folded(table[texts + offset : texts + offset + length].decode("utf-16-be", "replace"))
