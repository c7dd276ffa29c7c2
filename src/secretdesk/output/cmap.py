"""Reads the cmap of a font: which glyph draws which character (OpenType 1.9, cmap)."""

from __future__ import annotations

import struct
import sys
from array import array


def numbers(code: str, data: bytes) -> array[int]:
    """The big-endian numbers of a table, of an array's type code."""
    found = array(code)
    found.frombytes(data[: len(data) // found.itemsize * found.itemsize])
    if sys.byteorder == "little":
        found.byteswap()
    return found


def characters(data: bytes) -> dict[str, int]:
    """Character → glyph from the widest Unicode subtable: format 12, else format 4."""
    found: dict[int, int] = {}  # format → offset
    for index in range(struct.unpack_from(">H", data, 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", data, 4 + 8 * index)
        if platform == 0 or (platform == 3 and encoding in {1, 10}):
            found.setdefault(struct.unpack_from(">H", data, offset)[0], offset)
    if 12 in found:
        pairs = _format_12(data, found[12])
    elif 4 in found:
        pairs = _format_4(data, found[4])
    else:
        raise ValueError("no Unicode cmap of format 4 or 12")
    return {chr(code): glyph for code, glyph in pairs.items() if glyph and not 0xD800 <= code <= 0xDFFF}


def _format_12(data: bytes, offset: int) -> dict[int, int]:
    found: dict[int, int] = {}
    groups = struct.unpack_from(">I", data, offset + 12)[0]
    for start, end, glyph in struct.iter_unpack(">3I", data[offset + 16 : offset + 16 + 12 * groups]):
        found.update(
            zip(
                range(start, min(end, sys.maxunicode) + 1),
                range(glyph, glyph + end - start + 1),
                strict=False,
            )
        )
    return found


def _format_4(data: bytes, offset: int) -> dict[int, int]:
    length, doubled = struct.unpack_from(">2xH2xH", data, offset)
    table = numbers("H", data[offset : offset + length])
    count = doubled // 2
    ends, starts = table[7 : 7 + count], table[8 + count : 8 + 2 * count]
    found: dict[int, int] = {}
    for index in range(count):
        delta, ranges = table[8 + 2 * count + index], 8 + 3 * count + index
        for code in range(starts[index], ends[index] + 1):
            glyph = code
            if table[ranges]:
                place = ranges + table[ranges] // 2 + code - starts[index]
                glyph = table[place] if place < len(table) else 0
                if not glyph:
                    continue
            found[code] = (glyph + delta) & 0xFFFF
    return found
