"""Is a passphrase good enough? A floor, held when one is chosen (peers R16).

zxcvbn finds the pieces (common passwords, English words, dates, keyboard walks, repeats), with lists for a
Chinese college beside its own. Their costs are added up here: zxcvbn takes a row of four pieces for a million
million guesses whatever they are, and ``baomi`` + ``2026`` + ``xsbn`` + ``123`` is exactly what people write.
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from secretdesk.store.weak_words import HANZI, in_pinyin, listed_words, words_of_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

CODES: Final = ("short", "college", "name", "common", "date", "keyboard", "number", "repeat", "guessable")

_LEAST_LENGTH: Final = 10
_HANZI_COUNTS: Final = 1.5  # so that seven of them are enough
_LEAST_DIGITS: Final = 10.0  # decimal digits of guesses: 150 years of a core at half a second each
_UNKNOWN_DIGITS: Final = 1.2  # for a character of which nothing is known: one of 16
_MOST_JUDGED: Final = 32  # characters: the search is quadratic, and what is good so far only gets better
_NUMBER: Final = re.compile(r"\d{7,}")
_NUMBER_DIGITS: Final = 5.0  # a telephone or identity number of somebody who can be looked up
_SEPARATORS: Final = re.compile(
    r"[\s\-_.,/·]+|(?<=\d)[\u5e74\u6708\u65e5\u53f7]"
)  # year, month, day after digits
_KINDS: Final = {
    "spatial": "keyboard",
    "repeat": "repeat",
    "sequence": "repeat",
    "date": "date",
    "regex": "date",
    "dictionary": "common",
}


def judge(passphrase: str, names: Iterable[str] = ()) -> list[str]:
    """Why ``passphrase`` is too weak: some of :data:`CODES`, in their order; empty if it is good enough.

    ``names`` are those of people here (Hanzi or Latin). The sentences: ``terms.PASSPHRASE_SENTENCES``.
    """
    text = unicodedata.normalize("NFKC", passphrase)
    length = sum(_HANZI_COUNTS if HANZI.match(letter) else 1 for letter in text)
    found = {"short"} if length < _LEAST_LENGTH else set()
    plain = in_pinyin(_SEPARATORS.sub("", text))[:_MOST_JUDGED]
    digits, kinds = _cheapest(plain, words_of_names(names))
    if digits < _LEAST_DIGITS:
        found |= kinds or ({"guessable"} - found)
    return [code for code in CODES if code in found]


def _cheapest(text: str, names: Mapping[str, int]) -> tuple[float, set[str]]:
    """The cheapest way to put ``text`` together: decimal digits of guesses, and the kinds of its pieces."""
    ending: dict[int, list[tuple[int, float, str]]] = {}
    for start, end, digits, kind in _pieces(text, names):
        ending.setdefault(end, []).append((start, digits, kind))
    best: list[tuple[float, set[str]]] = [(0.0, set())]
    for end in range(1, len(text) + 1):
        before, kinds = best[end - 1]
        ways = [(before + _UNKNOWN_DIGITS, kinds)]
        ways += [
            (best[start][0] + digits, best[start][1] | {kind}) for start, digits, kind in ending.get(end, ())
        ]
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1]


def _pieces(text: str, names: Mapping[str, int]) -> Iterator[tuple[int, int, float, str]]:
    """Start, end, decimal digits of guesses and kind of everything known in ``text``."""
    from zxcvbn.matching import RANKED_DICTIONARIES, omnimatch
    from zxcvbn.scoring import estimate_guesses

    # A copy: the dictionaries are zxcvbn's own, and names of people must not stay in them.
    dictionaries = {**RANKED_DICTIONARIES, **listed_words(), "name": names}
    match: dict[str, Any]
    for match in omnimatch(text, dictionaries):
        kind = match.get("dictionary_name", "")
        kind = kind if kind in CODES else _KINDS[match["pattern"]]
        yield match["i"], match["j"] + 1, math.log10(estimate_guesses(match, text)), kind
    for number in _NUMBER.finditer(text):
        yield number.start(), number.end(), _NUMBER_DIGITS, "number"
