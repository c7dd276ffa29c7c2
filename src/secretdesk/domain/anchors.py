"""Codes that paper bears and a person may type: an anchor for a printed page, a code for a label.

An anchor tells which entry made the page and proves it by two keyed tags; a label's code tells which entry it
is stuck on. Both are written in an alphabet without I, L, O and U and end in a check character: a mistyped or
swapped character is told from a forged code before any key is asked.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's; what is easily misread is read as its like
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
BITS = 5
ENTRY, TAG, SEAL = 6, 3, 6  # characters: the entry (30 bits), who issued it (15), what it shows (30)
PAGE, LABEL = "SD", "SL"  # what a scanner reads before the code
GROUP = 4


@dataclass(frozen=True)
class Code:
    """A code as read. ``tag`` proves who issued it; ``seal`` what the page shows (0 for a label)."""

    kind: str  # PAGE or LABEL
    entry: int
    tag: int
    seal: int = 0

    @property
    def text(self) -> str:
        """As it is printed below the page: 7F3K-Q2MX-RV0D-8TNA."""
        found = self._characters()
        return "-".join(found[n : n + GROUP] for n in range(0, len(found), GROUP))

    @property
    def scanned(self) -> str:
        """As a scanner types it."""
        return self.kind + self._characters()

    def _characters(self) -> str:
        found = _written(self.entry, ENTRY) + _written(self.tag, TAG)
        if self.kind == PAGE:
            found += _written(self.seal, SEAL)
        return found + ALPHABET[_times_root(_left(found))]


class MistypedCode(ValueError):
    """It has the form of a code and its check character says that something was misread."""


def read(text: str) -> Code | None:
    """The code that was typed or scanned; None where it is none. Case, spaces and dashes do not matter.

    Raises:
        MistypedCode: as many characters as a code has, but one was misread or two were swapped.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    bare = "".join(c for c in plain if not c.isspace() and c not in "-–—－·_")
    kinds = {ENTRY + TAG + SEAL + 1: PAGE, ENTRY + TAG + 1: LABEL}
    told = bare[:2] if bare[:2] in {PAGE, LABEL} and len(bare) - 2 in kinds else ""
    bare = bare.removeprefix(told).translate(MISREAD)
    kind = kinds.get(len(bare))
    if kind is None or not set(bare) <= set(ALPHABET) or told not in {"", kind}:
        return None
    if not told and kind == LABEL:
        return None  # ten characters alone may be a number of something else: labels are scanned
    if _left(bare):
        raise MistypedCode(text)
    entry, rest = bare[:ENTRY], bare[ENTRY:-1]
    return Code(kind, _number(entry), _number(rest[:TAG]), _number(rest[TAG:]))


def cut(digest: bytes, characters: int) -> int:
    """The first bits of a keyed digest, as many as that many characters hold."""
    return int.from_bytes(digest[:8]) >> (64 - BITS * characters)


def _written(number: int, characters: int) -> str:
    if not 0 <= number < 1 << (BITS * characters):
        raise ValueError(number)
    return "".join(ALPHABET[number >> (BITS * n) & 31] for n in reversed(range(characters)))


def _number(characters: str) -> int:
    found = 0
    for one in characters:
        found = found << BITS | ALPHABET.index(one)
    return found


def _left(characters: str) -> int:
    """What is left of them as a polynomial over GF(32) at a root of it; nothing with the check character.

    Every single wrong character and every swap of two leaves something.
    """
    left = 0
    for one in characters:
        left = _times_root(left) ^ ALPHABET.index(one)
    return left


def _times_root(value: int) -> int:
    """Times x modulo x⁵ + x² + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 32 else value
