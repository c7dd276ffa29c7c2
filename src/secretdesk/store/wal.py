"""Which pages of a database are newer in its WAL file, read without SQLite and without writing.

A killed program leaves a WAL whose committed pages stand instead of those of the main file, which a
checkpoint may have half written. SQLCipher encrypts the pages in it and leaves the headers plain, so the
format is SQLite's (sqlite.org/fileformat2.html, section 4): a 32-byte header, then frames of a 24-byte header
and a page, each with a checksum over all before it. The sound prefix counts, up to its last commit, as for
SQLite itself.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import BinaryIO

PAGE: Final = 4096
_MAGIC: Final = {0x377F0682: "<", 0x377F0683: ">"}  # the byte order of the checksums
_VERSION: Final = 3007000
_HEADER: Final = struct.Struct(">8I")
_FRAME: Final = struct.Struct(">6I")
_LOW: Final = 0xFFFFFFFF


@dataclass(frozen=True)
class Wal:
    """The committed content: where in the file each page's last version begins, and the database's length.

    ``pages`` is that length in pages after the last commit; 0 where nothing is committed here.
    """

    pages: int = 0
    offsets: Mapping[int, int] = field(default_factory=dict)


def read_wal(path: Path) -> Wal:
    """Read the WAL at ``path``; an empty :class:`Wal` where there is none or nothing in it is sound.

    Raises OSError. About 0.1 ms a frame.
    """
    try:
        with path.open("rb") as stream:
            return _read(stream)
    except FileNotFoundError:
        return Wal()


def _read(stream: BinaryIO) -> Wal:
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return Wal()
    magic, version, page_size, _, salt_1, salt_2, *claimed = _HEADER.unpack(header)
    if magic not in _MAGIC or version != _VERSION or page_size != PAGE:
        return Wal()
    words = struct.Struct(f"{_MAGIC[magic]}{(8 + PAGE) // 4}I")
    first, second = _add(0, 0, struct.unpack(f"{_MAGIC[magic]}6I", header[:24]))
    if claimed != [first, second]:
        return Wal()

    pages = 0
    committed: dict[int, int] = {}
    pending: dict[int, int] = {}
    offset = _HEADER.size
    while len(frame := stream.read(_FRAME.size + PAGE)) == _FRAME.size + PAGE:
        number, length, *salts_and_sum = _FRAME.unpack_from(frame)
        first, second = _add(first, second, words.unpack(frame[:8] + frame[_FRAME.size :]))
        if number == 0 or salts_and_sum != [salt_1, salt_2, first, second]:
            break
        pending[number] = offset + _FRAME.size
        if length:  # a commit: the frames up to here count
            pages = length
            committed |= pending
            pending = {}
        offset += len(frame)
    return Wal(pages, committed)


def _add(first: int, second: int, words: tuple[int, ...]) -> tuple[int, int]:
    """SQLite's running checksum, over pairs of 32-bit words."""
    pairs = iter(words)
    for even, odd in zip(pairs, pairs, strict=True):
        first = (first + even + second) & _LOW
        second = (second + odd + first) & _LOW
    return first, second
