"""The recovery code: 160 random bits on two sheets of paper for two safes (design section 3).

One sheet holds random bits, the other the secret XOR those bits; either alone tells nothing at all. A half is
written as ten groups of four characters: ``A`` or ``B`` and three characters common to the pair, eight groups
of the half, a check group. The alphabet is Crockford's, without I, L, O and U.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from typing import Final, NamedTuple

from secretdesk.store.errors import WrongPassphrase

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES: Final = str.maketrans("OIL", "011")
_BITS: Final = 160
_LETTERS: Final = _BITS // 5
_GROUP: Final = 4
_LENGTH: Final = _GROUP + _LETTERS + _GROUP


class HalfMistyped(WrongPassphrase):
    """A half is not as it was printed; ``which`` is "A" or "B". No passphrase was tried."""

    def __init__(self, which: str, detail: str = "half") -> None:
        self.which = which
        super().__init__(detail, which=which)


class Halves(NamedTuple):
    """What is printed on the two sheets, and the passphrase of the recovery slot."""

    half_a: str
    half_b: str
    passphrase: str


def split() -> Halves:
    """Make a recovery code; nothing of it is kept anywhere."""
    secret, mask = secrets.randbits(_BITS), secrets.randbits(_BITS)
    pair = _digits(secrets.randbits(15), 3)
    return Halves(_printed("A", pair, mask), _printed("B", pair, secret ^ mask), _digits(secret, _LETTERS))


def join(text_a: str, text_b: str) -> str:
    """The passphrase from the two halves as typed, in either order.

    Case, spaces, dashes, full-width forms, O for 0 and I or L for 1 don't matter. Raises HalfMistyped: "half"
    where the check group tells of an error, "half_twice" for one half typed twice, "half_pair" for halves of
    two printings.
    """
    first, second = _read(text_a, "A"), _read(text_b, "B")
    if first[0] == second[0]:
        raise HalfMistyped(first[0], "half_twice")
    if first[1] != second[1]:
        raise HalfMistyped(second[0], "half_pair")
    return _digits(first[2] ^ second[2], _LETTERS)


def _printed(letter: str, pair: str, bits: int) -> str:
    body = letter + pair + _digits(bits, _LETTERS)
    whole = body + _check(body)
    return "-".join(whole[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def _read(text: str, place: str) -> tuple[str, str, int]:
    """Letter, pair and bits; ``place`` names the half where not even its letter can be read."""
    shown = unicodedata.normalize("NFKC", text).upper().translate(_LOOKALIKES)
    # Whatever dash an input method makes is a dash: only letters and digits count.
    kept = "".join(mark for mark in shown if mark.isalnum())
    letter = kept[:1] if kept[:1] in ("A", "B") else place
    body, check = kept[:-_GROUP], kept[-_GROUP:]
    if len(kept) != _LENGTH or kept[0] != letter or not set(kept) <= set(_ALPHABET) or check != _check(body):
        raise HalfMistyped(letter)
    return letter, body[1:_GROUP], _number(body[_GROUP:])


def _check(body: str) -> str:
    digest = hashlib.sha256(b"secretdesk recovery " + body.encode()).digest()
    return _digits(int.from_bytes(digest[:4]) >> 12, _GROUP)


def _digits(number: int, length: int) -> str:
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(5 * (length - 1), -1, -5))


def _number(text: str) -> int:
    value = 0
    for letter in text:
        value = value << 5 | _ALPHABET.index(letter)
    return value
