"""What people at this desk think of first, with how many guesses each costs who knows the place.

Words are kept in pinyin, since the Hanzi of a passphrase are judged by their pinyin.
"""

from __future__ import annotations

import functools
import re
from itertools import product
from typing import TYPE_CHECKING, Final

from secretdesk.domain.terms import COLLEGE_WORDS, COMMON_PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HANZI: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")

_WALKS: Final = """
1qaz 2wsx 3edc 4rfv 5tgb 6yhn 7ujm qaz wsx edc rfv tgb yhn ujm zaq1 xsw2 cde3 vfr4 zaq xsw cde vfr
0okm 9ijn 8uhb 7ygv 6tfc 5rdx 4esz okm ijn uhb ygv 1q2w 3e4r 5t6y 7u8i 9o0p 1q2w3e 1q2w3e4r 1q2w3e4r5t
q1w2 e3r4 t5y6 u7i8 o9p0 qwe asd zxc rty fgh vbn qwer asdf zxcv tyui ghjk qwert asdfg zxcvb qwerty asdfgh
zxcvbn qwertyuiop asdfghjkl zxcvbnm qweasd qweasdzxc qazwsx qazwsxedc wasd 147 258 369 147258369 159357
"""
_OFTEN: Final = """
520 521 1314 5201314 521314 88 888 8888 66 666 6666 168 518 110 119 120 123 1234 12345 123456 321 abc abc123
admin root test user guest pass pwd passwd password login welcome hello iloveyou love qq wx wechat windows
weixin aini wo ni ta de shi nihao college school
"""
_INITIALS: Final = "b p m f d t n l g k h j q x zh ch sh r z c s y w"
_FINALS: Final = """
a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ue v ve
"""


def in_pinyin(text: str) -> str:
    """``text`` with its Hanzi in toneless pinyin, all else as it is."""
    if not HANZI.search(text):
        return text
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text))


@functools.cache
def listed_words() -> Mapping[str, Mapping[str, int]]:
    """Kind of weakness → word → guesses: ``college``, ``common``, ``keyboard``, ``date`` (years, days)."""
    years = dict.fromkeys((str(year) for year in range(1930, 2051)), 50)
    days = (f"{month:02}{day:02}" for month, day in product(range(1, 13), range(1, 32)))
    syllables = ("".join(parts) for parts in product(["", *_INITIALS.split()], _FINALS.split()))
    return {
        "college": dict.fromkeys(_spellings(COLLEGE_WORDS), 50),
        "common": {
            **dict.fromkeys(syllables, 400),
            **dict.fromkeys(_spellings(COMMON_PHRASES), 100),
            **dict.fromkeys(_OFTEN.split(), 50),
        },
        "keyboard": dict.fromkeys(_WALKS.split(), 20),
        "date": dict.fromkeys(days, 366) | years,
    }


def words_of_names(names: Iterable[str]) -> Mapping[str, int]:
    """How people write names in passphrases: in pinyin, whole and in parts, in both orders, as initials."""
    words: dict[str, int] = {}
    for name in names:
        parts = _syllables(name)
        if not parts:
            continue
        surname, given = parts[0], "".join(parts[1:])
        initials = "".join(part[0] for part in parts)
        forms = (
            *parts,
            surname + given,
            given,
            given + surname,
            surname + initials[1:],
            initials[1:] + surname,
        )
        shown = (form.lower() for form in (*forms, initials) if len(form) > 1)
        words |= dict.fromkeys(shown, 20)
    return words


def _spellings(phrases: Iterable[str]) -> Iterable[str]:
    """Each phrase in pinyin; those of three Hanzi and more by their initials too."""
    for phrase in phrases:
        parts = _syllables(phrase)
        yield "".join(parts)
        if len(parts) >= 3:
            yield "".join(part[0] for part in parts)


def _syllables(text: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return [part for piece in lazy_pinyin(text) for part in piece.split()]
