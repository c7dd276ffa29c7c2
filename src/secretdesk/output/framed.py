"""The glyph of a character that no font has: its code point, small, in a frame of one em.

Put together from the font's own digits as a composite glyph, so it is text like any other: measured,
crossed out, coloured and searched in the same way.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from secretdesk.output.truetype import TrueType

WORDS, XY, MORE, TWO_SCALES, UNSCALED = 0x0001, 0x0002, 0x0020, 0x0040, 0x1000  # flags of a component
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


def advance(font: TrueType) -> int:
    """The width of a frame, in units of the font: one em."""
    return font.units


def bearing(font: TrueType) -> int:
    """How far the frame stands from its left end, in units of the font."""
    return FRAME[0] * font.units // 1000


def parts(font: TrueType, glyph: Missing) -> list[int | Missing]:
    """The glyphs that a framed code point is put together from."""
    return [EMPTY, *(font.cmap.get(c, 0) for c in code_point(glyph.char))] if glyph.char else []


def outline(font: TrueType, glyph: Missing, places: dict[int | Missing, int]) -> bytes:
    """Its glyf entry; *places* are the numbers of the parts in the subset."""
    return _filled(font, glyph.char, places) if glyph.char else _empty(font)


def _empty(font: TrueType) -> bytes:
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


def _filled(font: TrueType, char: str, places: dict[int | Missing, int]) -> bytes:
    """The frame and in it the code point in two rows, as a composite glyph."""
    text = code_point(char)
    rows = text[: (len(text) + 1) // 2], text[(len(text) + 1) // 2 :]
    box = [v * font.units // 1000 for v in FRAME]
    placed: list[tuple[int, int, int, float, float]] = [(places[EMPTY], 0, 0, 1.0, 1.0)]
    for row, baseline in zip(rows, BASELINES, strict=True):
        wide = sum(font.advance(font.cmap.get(c, 0)) for c in row)
        across = min(DIGITS[0], ROOM * font.units / 1000 / wide)
        x = (font.units - wide * across) / 2
        for c in row:
            glyph = font.cmap.get(c, 0)
            placed.append((places[glyph], round(x), baseline * font.units // 1000, across, DIGITS[1]))
            x += font.advance(glyph) * across
    entry = struct.pack(">5h", -1, *box)
    for index, (part, dx, dy, over, up) in enumerate(placed, 1):
        flags = WORDS | XY | TWO_SCALES | UNSCALED | (MORE if index < len(placed) else 0)
        entry += struct.pack(">HHhhhh", flags, part, dx, dy, round(over * 0x4000), round(up * 0x4000))
    return entry


def allow(maxp: bytearray) -> None:
    """Room for the frames in the limits that a rasteriser believes: points, contours, parts, depth."""
    if len(maxp) >= 32:
        for at, least in ((10, 1000), (12, 100), (28, 12), (30, 2)):
            struct.pack_into(">H", maxp, at, max(least, struct.unpack_from(">H", maxp, at)[0]))
