"""Reads a TrueType font (OpenType with glyf outlines): what setting type and embedding need, no more.

reportlab has a reader too; it walks every glyph in Python (0.4 s a font) and cuts a font into pieces of
256 characters, each with a map to Unicode that is wrong above U+FFFF. Tables: OpenType 1.9.
"""

from __future__ import annotations

import re
import struct
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from secretdesk.output.cmap import characters, numbers

if TYPE_CHECKING:
    from pathlib import Path

COPIED = ("cvt ", "fpgm", "prep")  # the tables that a subset takes over unread


class FontError(Exception):
    """A font file cannot be used; the text names file and table."""


@dataclass(frozen=True, eq=False)
class TrueType:
    """A font file as read. Lengths are in units of the font; ``per_mille`` turns them into 1/1000 em."""

    path: Path
    name: str  # for the PDF; no blanks
    units: int
    cmap: dict[str, int]  # character → glyph
    advances: array[int]
    bearings: array[int]
    places: array[int]  # where each glyph begins in glyf, and the end
    glyf: int  # where glyf begins in the file
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    head: bytes
    hhea: bytes
    maxp: bytes
    copied: dict[str, bytes]

    def per_mille(self, length: int) -> int:
        """A length in 1/1000 em."""
        return round(length * 1000 / self.units)

    def advance(self, glyph: int) -> int:
        """The advance width of a glyph, in units."""
        return self.advances[min(glyph, len(self.advances) - 1)]

    def outlines(self, glyphs: list[int]) -> list[bytes]:
        """The glyf entries of these glyphs, read from the file now: fonts are large and kept on disk."""
        found = []
        with self.path.open("rb") as file:
            for glyph in glyphs:
                start, end = self.places[glyph], self.places[glyph + 1]
                file.seek(self.glyf + start)
                found.append(file.read(end - start))
        return found


def read_font(path: Path, index: int = 0) -> TrueType:
    """Read the tables of a font file, or of one face of a collection (.ttc).

    Raises:
        FontError: it is no TrueType font with glyf outlines and a Unicode cmap, or it is cut short.
        OSError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return _read(path, file, index)
    except (struct.error, KeyError, IndexError, ValueError) as error:
        raise FontError(f"{path}: {error!r}") from error


def _read(path: Path, file: BinaryIO, index: int) -> TrueType:
    tables = directory(file, face_offsets(file)[index])

    def table(tag: str) -> bytes:
        offset, length = tables[tag]
        file.seek(offset)
        data = file.read(length)
        if len(data) != length:
            raise ValueError(f"{tag} is cut short")
        return data

    head, hhea, maxp = table("head"), table("hhea"), table("maxp")
    count, measured = struct.unpack_from(">H", maxp, 4)[0], struct.unpack_from(">H", hhea, 34)[0]
    metrics = numbers("H", table("hmtx"))
    rest = metrics[measured * 2 :]
    bearings = array("h", metrics[1 : measured * 2 : 2].tobytes() + rest.tobytes())
    if struct.unpack_from(">h", head, 50)[0]:
        places = numbers("I", table("loca"))
    else:
        places = array("I", (2 * n for n in numbers("H", table("loca"))))
    if len(places) <= count or len(bearings) < count:
        raise ValueError("loca or hmtx is shorter than maxp says")
    ascent, descent, cap_height = _heights(table("OS/2"), hhea)
    return TrueType(
        path=path,
        name=re.sub(r"[^A-Za-z0-9-]", "", path.stem) or "Font",
        units=struct.unpack_from(">H", head, 18)[0],
        cmap=characters(table("cmap")),
        advances=metrics[0 : measured * 2 : 2],
        bearings=bearings,
        places=places,
        glyf=tables["glyf"][0],
        box=struct.unpack_from(">4h", head, 36),
        ascent=ascent,
        descent=descent,
        cap_height=cap_height,
        head=head,
        hhea=hhea,
        maxp=maxp,
        copied={tag: table(tag) for tag in COPIED if tag in tables},
    )


def face_offsets(file: BinaryIO) -> tuple[int, ...]:
    """Where each face of a file begins: one, or those of a collection."""
    file.seek(0)
    start = file.read(12)
    if start[:4] != b"ttcf":
        return (0,)
    count = struct.unpack_from(">I", start, 8)[0]
    return struct.unpack(f">{count}I", file.read(4 * count))


def directory(file: BinaryIO, offset: int) -> dict[str, tuple[int, int]]:
    """Tag → (offset, length) of the tables of the face that begins there.

    Raises:
        ValueError: it has no TrueType outlines. struct.error: it is cut short.
    """
    file.seek(offset)
    version, count = struct.unpack(">IH6x", file.read(12))
    if version not in {0x00010000, 0x74727565}:
        raise ValueError(f"version {version:08X}, no TrueType font")
    found = {}
    for _ in range(count):
        tag, offset, length = struct.unpack(">4s4xII", file.read(16))
        found[tag.decode("latin-1")] = offset, length
    return found


def _heights(os2: bytes, hhea: bytes) -> tuple[int, int, int]:
    version = struct.unpack_from(">H", os2)[0]
    ascent, descent = (
        struct.unpack_from(">2h", os2, 68) if len(os2) >= 72 else struct.unpack_from(">2h", hhea, 4)
    )
    return ascent, descent, struct.unpack_from(">h", os2, 88)[0] if version > 1 else ascent
