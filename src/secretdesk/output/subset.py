"""Cuts a TrueType font down to the glyphs that one document uses.

Glyph n of the result is what the document's code n draws, so a PDF needs no further table between them.
Tables: OpenType 1.9; PDF 32000-1, 9.9.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from secretdesk.output import framed
from secretdesk.output.framed import EMPTY, MORE, TWO_SCALES, WORDS, Missing

if TYPE_CHECKING:
    from secretdesk.output.truetype import TrueType

SCALES = {0x0008: 2, TWO_SCALES: 4, 0x0080: 8}  # flag of a component → bytes of its scale


def subset_font(font: TrueType, glyphs: list[int | Missing]) -> bytes:
    """A font file whose glyph 0 is the font's own and whose glyphs 1, 2, … are *glyphs*."""
    whole, places, read = _with_parts(font, glyphs)
    loca, glyf = bytearray(), bytearray()
    for glyph in whole:
        outline = _outline(font, glyph, places, read)
        loca += struct.pack(">I", len(glyf))
        glyf += outline + b"\0" * (-len(outline) % 4)
    loca += struct.pack(">I", len(glyf))
    maxp = bytearray(font.maxp)
    struct.pack_into(">H", maxp, 4, len(whole))
    if EMPTY in whole:
        framed.allow(maxp)
    return _file(
        {
            "glyf": bytes(glyf),
            "head": font.head[:8] + b"\0\0\0\0" + font.head[12:50] + struct.pack(">h", 1) + font.head[52:],
            "hhea": font.hhea[:34] + struct.pack(">H", len(whole)),
            "hmtx": b"".join(struct.pack(">Hh", *_metrics(font, glyph)) for glyph in whole),
            "loca": bytes(loca),
            "maxp": bytes(maxp),
            **font.copied,
        }
    )


def _with_parts(
    font: TrueType, glyphs: list[int | Missing]
) -> tuple[list[int | Missing], dict[int | Missing, int], dict[int, bytes]]:
    """All glyphs of the subset, the parts of composite ones last; the place of each part; the outlines."""
    whole: list[int | Missing] = [0, *glyphs]
    places: dict[int | Missing, int] = {}
    read: dict[int, bytes] = {}
    done = 0
    while done < len(whole):
        new, done = whole[done:], len(whole)
        plain = [g for g in new if not isinstance(g, Missing)]
        read.update(zip(plain, font.outlines(plain), strict=True))
        for glyph in new:
            for part in _parts(font, glyph, read):
                if part not in places:
                    places[part] = len(whole)
                    whole.append(part)
    return whole, places, read


def _parts(font: TrueType, glyph: int | Missing, read: dict[int, bytes]) -> list[int | Missing]:
    if isinstance(glyph, Missing):
        return framed.parts(font, glyph)
    return [part for _, part in _components(read[glyph])]


def _components(outline: bytes) -> list[tuple[int, int]]:
    """Where in a composite outline each part's number stands, and the number."""
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    found, at, flags = [], 10, MORE
    while flags & MORE:
        flags, part = struct.unpack_from(">HH", outline, at)
        found.append((at + 2, part))
        at += 8 if flags & WORDS else 6
        at += sum(size for flag, size in SCALES.items() if flags & flag)
    return found


def _outline(
    font: TrueType, glyph: int | Missing, places: dict[int | Missing, int], read: dict[int, bytes]
) -> bytes:
    """The glyf entry, its parts renumbered."""
    if isinstance(glyph, Missing):
        return framed.outline(font, glyph, places)
    outline = bytearray(read[glyph])
    for at, part in _components(read[glyph]):
        struct.pack_into(">H", outline, at, places[part])
    return bytes(outline)


def _metrics(font: TrueType, glyph: int | Missing) -> tuple[int, int]:
    if isinstance(glyph, Missing):
        return framed.advance(font), framed.bearing(font)
    return font.advance(glyph), font.bearings[glyph]


def _file(tables: dict[str, bytes]) -> bytes:
    """Put the tables together, with their sums, in the order of their tags."""
    power = len(tables).bit_length() - 1
    header = struct.pack(
        ">IHHHH", 0x00010000, len(tables), 16 << power, power, (len(tables) - (1 << power)) * 16
    )
    at = 12 + 16 * len(tables)
    directory, body = bytearray(), bytearray()
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        directory += struct.pack(">4sIII", tag.encode("latin-1"), _sum(padded), at + len(body), len(data))
        if tag == "head":
            head = at + len(body)
        body += padded
    file = bytearray(header + directory + body)
    struct.pack_into(">I", file, head + 8, (0xB1B0AFBA - _sum(bytes(file))) & 0xFFFFFFFF)
    return bytes(file)


def _sum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
    return sum(words) & 0xFFFFFFFF
