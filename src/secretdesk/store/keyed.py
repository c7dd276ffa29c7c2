"""Tells SQLCipher the database key: as raw hex in a statement whose text is overwritten after use (R11).

A PRAGMA takes no parameters, so the key must stand in a Python text, which cannot be zeroed by any means that
Python has: it is written into the text's own bytes, used, and overwritten there. That leans on how CPython
lays a text of ASCII out, so it is looked at first; a Python that does otherwise gets an ordinary text, and
``tests/guard/test_memory.py`` is red on it.

SQLCipher wipes its own copies of the key. SQLite's parser makes two more of the text, and frees them as they
are: a second statement of the same length, which means nothing, is parsed into the very same places.
(``cipher_memory_security`` would wipe all that SQLite frees: acts take 2.4 times as long, an unlock 7 times.)
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import sqlcipher3
from nacl._sodium import ffi

if TYPE_CHECKING:
    from pathlib import Path

    from secretdesk.store.database import Connection

DECOYS = 2
_DIGITS: Final = b"0123456789abcdef"
_EMPTY: Final = sys.getsizeof("") - 1  # bytes before the first character of an ASCII text


def tell_key(db: Connection, key: bytes | bytearray) -> None:
    """``PRAGMA key`` of a fresh connection."""
    _say(db, 'PRAGMA key = "', key, '"', "PRAGMA kez")  # which there is not


def attach(db: Connection, path: Path, key: bytes | bytearray) -> None:
    """Attach a database as ``copy``."""
    quoted = str(path).replace("'", "''")
    _say(db, f"ATTACH '{quoted}' AS copy KEY \"", key, '"', "ATTACH")  # refused: the name is taken


def _say(db: Connection, begin: str, key: bytes | bytearray, end: str, decoy: str) -> None:
    text = "".join((begin, "x'", "0" * (2 * len(key)), "'", end))
    place = len(begin) + 2
    letters = _letters(text)
    if letters is None:
        db.execute(f"{begin}x'{key.hex()}'{end}")
        return
    for index, byte in enumerate(key):
        letters[place + 2 * index] = _DIGITS[byte >> 4]
        letters[place + 2 * index + 1] = _DIGITS[byte & 15]
    try:
        db.executescript(text)  # parsed, run and dropped: execute would keep it
    finally:
        for index in range(place, place + 2 * len(key)):
            letters[index] = _DIGITS[0]
    for _ in range(DECOYS):
        with suppress(sqlcipher3.OperationalError):
            db.executescript(decoy + text[len(decoy) :])


def _letters(text: str) -> Any:
    """The bytes of a fresh ASCII text where they lie; None where this Python keeps them elsewhere."""
    if sys.implementation.name != "cpython":
        return None
    letters = ffi.cast("unsigned char *", id(text) + _EMPTY)
    return letters if bytes(ffi.buffer(letters, len(text))) == text.encode() else None
