"""Cuts a TrueType font down to the glyphs that one document uses, and makes the frames for missing ones.

Glyph n of the result is what the document's code n draws, so a PDF needs no further table between them.
A character that no font has becomes a glyph of its own: its code point, small, in a frame of one em,
put together from the font's own digits. So it is text like any other: it is measured, struck through,
coloured and searched in the same way. Tables: OpenType 1.9; PDF 32000-1, 9.9.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from secretdesk.output.truetype import TrueType

WORDS, XY, MORE, TWO_SCALES, UNSCALED = 0x0001, 0x0002, 0x0020, 0x0040, 0x1000
SCALES = {0x0008: 2, TWO_SCALES: 4, 0x0080: 8}  # flag of a component → bytes of its scale
FRAME = (40, -80, 960, 840)  # of a missing character, in 1/1000 em: left, bottom, right, top
STROKE = 28
DIGITS = (0.38, 0.47)  # the size of the digits in the frame, across (at most) and up
ROOM = 800  # for a row of digits
BASELINES = (425, 25)


@dataclass(frozen=True)
class Missing:
    """A character without a glyph, in the place of a glyph's number."""

    char: str


EMPTY = Missing("")  # the frame alone, a part of every framed character


def code_point(char: str) -> str:
    """The code point as one looks it up: ``U+20BB7``."""
    return f"U+{ord(char):04X}"


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
        _allow_frames(maxp)
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


def frame_advance(font: TrueType) -> int:
    """The width of a frame, in units of the font: one em."""
    return font.units


def _with_parts(
    font: TrueType, glyphs: list[int | Missing]
) -> tuple[list[int | Missing], dict[int | Missing, int], dict[int, bytes]]:
    """All glyphs of the subset with the parts of composite ones last, the place of each part, the outlines."""
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
    if glyph == EMPTY:
        return []
    if isinstance(glyph, Missing):
        return [EMPTY, *(font.cmap.get(c, 0) for c in code_point(glyph.char))]
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
    if glyph == EMPTY:
        return _empty_frame(font)
    if isinstance(glyph, Missing):
        return _framed(font, glyph.char, places)
    outline = bytearray(read[glyph])
    for at, part in _components(read[glyph]):
        struct.pack_into(">H", outline, at, places[part])
    return bytes(outline)


def _empty_frame(font: TrueType) -> bytes:
    """Two contours, the inner one against the outer: a frame of even stroke."""
    left, bottom, right, top = (v * font.units // 1000 for v in FRAME)
    pen = STROKE * font.units // 1000
    outer = [(left, bottom), (left, top), (right, top), (right, bottom)]
    inner = [
        (left + pen, bottom + pen),
        (right - pen, bottom + pen),
        (right - pen, top - pen),
        (left + pen, top - pen),
    ]
    points = outer + inner
    steps = [(x - px, y - py) for (x, y), (px, py) in zip(points, [(0, 0), *points], strict=False)]
    header = struct.pack(">5h2HH", 2, left, bottom, right, top, 3, 7, 0)
    across, up = (b"".join(struct.pack(">h", step[axis]) for step in steps) for axis in (0, 1))
    return header + b"\x01" * len(points) + across + up


def _framed(font: TrueType, char: str, places: dict[int | Missing, int]) -> bytes:
    """The frame and in it the code point in two rows, as a composite glyph."""
    text = code_point(char)
    rows = text[: (len(text) + 1) // 2], text[(len(text) + 1) // 2 :]
    box = [v * font.units // 1000 for v in FRAME]
    parts = [(places[EMPTY], 0, 0, 1.0, 1.0)]
    for row, baseline in zip(rows, BASELINES, strict=True):
        wide = sum(font.advance(font.cmap.get(c, 0)) for c in row)
        across = min(DIGITS[0], ROOM * font.units / 1000 / wide)
        x = (font.units - wide * across) / 2
        for c in row:
            glyph = font.cmap.get(c, 0)
            parts.append((places[glyph], round(x), baseline * font.units // 1000, across, DIGITS[1]))
            x += font.advance(glyph) * across
    outline = struct.pack(">5h", -1, *box)
    for index, (glyph, dx, dy, wide, high) in enumerate(parts, 1):
        flags = WORDS | XY | TWO_SCALES | UNSCALED | (MORE if index < len(parts) else 0)
        outline += struct.pack(">HHhhhh", flags, glyph, dx, dy, round(wide * 0x4000), round(high * 0x4000))
    return outline


def _metrics(font: TrueType, glyph: int | Missing) -> tuple[int, int]:
    if isinstance(glyph, Missing):
        return frame_advance(font), FRAME[0] * font.units // 1000
    return font.advance(glyph), font.bearings[glyph]


def _allow_frames(maxp: bytearray) -> None:
    """Room for the frames in the limits that a rasteriser believes: points, contours, parts, depth."""
    if len(maxp) >= 32:
        for at, least in ((10, 1000), (12, 100), (28, 12), (30, 2)):
            struct.pack_into(">H", maxp, at, max(least, struct.unpack_from(">H", maxp, at)[0]))


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
    return sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF
