"""What is offered while one types: names ranked by use, secrecy marks, the continuation of a like entry."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.desk.usual import LAST
from secretdesk.domain.marks import Mark, parse_mark
from secretdesk.domain.periods import Term
from secretdesk.domain.rules.receipt_values import LIMIT_CODE
from secretdesk.domain.terms import Level
from secretdesk.store import usage
from secretdesk.store.database import reading
from secretdesk.store.search import initials

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register

MOST = 20
WIDE = 400  # names looked through before they are ranked
FADING = 20  # entries after which a use counts half
TYPED_MARK = re.compile(r"(?P<level>[a-z]{2})(?P<n>\d{1,2})(?:n|(?P<months>y|gy))?")
SERIAL = re.compile(r"(?P<body>.*?[〔\[(（【])(?P<year>\d{4})(?P<close>[〕\])）】][^\d]*)\d+(?P<after>\D*)")


@dataclass(frozen=True)
class Offer:
    """What may be meant: the text that goes into the field, a remark beside it, the entry (0 where none)."""

    text: str
    remark: str = ""
    entry: int = 0


def by_use(desk: Desk, register: Register, key: str) -> dict[Any, float]:
    """How much each value of a field is in use: recent uses count more, each of the newest 500 entries."""
    with reading():
        found = usage.lately(desk.vault.db, register, key)
    score: dict[Any, float] = defaultdict(float)
    for place, value in enumerate(found):
        score[value] += FADING / (FADING + place)
    return score


def names(desk: Desk, register: Register, text: str, used: dict[Any, float]) -> list[Offer]:
    """The living names that *text* may mean: by any of its characters, initials or a number's tail.

    The most used first; what begins with the text before what merely holds it. *used* as of :func:`by_use`.
    """
    db = desk.vault.db
    with reading():
        found = list(usage.called(db, register, text, WIDE))
        if len(found) == WIDE:
            found += usage.called_among(db, register, text, sorted(used, key=used.__getitem__)[-MOST:])
        if not found:
            found = [one for one in usage.scattered(db, register, text, WIDE) if _holds(one[1], text)]
    tail = desk.find(register.key, text) if text.isdigit() else []
    first = {row.entry for row in tail if row.status not in usage.GONE}
    found += [(row.entry, row[register.name_field] or "", row.number) for row in tail if row.entry in first]
    folded = text.lower()
    ranked = sorted(
        dict.fromkeys(found),
        key=lambda one: (
            one[0] not in first,
            -used.get(one[0], 0.0),
            not (one[1].startswith(text) or initials(one[1]).startswith(folded)),
        ),
    )
    return [Offer(name, number, entry) for entry, name, number in ranked[:MOST]]


def _holds(name: str, text: str) -> bool:
    """Whether the characters stand in the name, or in its initials, in this order."""
    return any(_in_order(text.lower(), whole) for whole in (name.lower(), initials(name)))


def _in_order(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(char in rest for char in part)


def texts(desk: Desk, register: Register, key: str, text: str, used: dict[Any, float]) -> list[Offer]:
    """What was written in a field lately and may be meant, the most used first."""
    ranked = sorted((str(v) for v in used), key=lambda v: -used.get(v, 0.0))
    found = [v for v in ranked if not text or text.lower() in v.lower() or _holds(v, text)]
    if text and len(found) < MOST:
        rows = desk.rows(register.key, text=text, limit=WIDE // 2)
        found += [str(row[key]) for row in rows if row[key] and _holds(str(row[key]), text)]
    return [Offer(one) for one in dict.fromkeys(found) if one != text][:MOST]


def marks(desk: Desk, text: str, used: Iterable[Any]) -> list[Offer]:
    """The secrecy marks that may be meant, those in use first; ``jm10`` is 机密★10年, ``mm6y`` 秘密★6个月."""
    today = desk.clock().date().isoformat()
    limits = {level: int(desk.books.parameter(code, today)) for level, code in LIMIT_CODE.items()}
    own_first = sorted(limits, key=lambda level: level != desk.level)
    lawful = [_mark(level, Term(years=limits[level])) for level in own_first]
    regular = [m for m in map(str, used) if (mark := parse_mark(m)) and mark.regular]
    known = [*regular, *lawful, str(Level.WORK_SECRET), str(Level.INTERNAL)]
    asked = _bare(text)
    found = [m for m in known if _bare(m).startswith(asked) or _bare(initials(m)).startswith(asked)]
    if shape := TYPED_MARK.fullmatch(asked):
        term = Term(months=int(shape["n"])) if shape["months"] else Term(years=int(shape["n"]))
        exact = [_mark(level, term) for level in own_first if initials(level) == shape["level"]]
        found = [*(m for m in found if m in exact), *exact, *found]
    return [Offer(one) for one in dict.fromkeys(found)][:MOST]


def _mark(level: Level, term: Term) -> str:
    return Mark(level, term, regular=True, starred=True).text


def _bare(mark: str) -> str:
    return "".join(char for char in mark.lower() if char not in " *★☆")


def continuation(desk: Desk, register: Register, key: str, text: str, near: tuple[str, Any] | None) -> str:
    """How the last like entry goes on behind *text*, "" where none does; *near*: a field and its value.

    Of a 文号 only what stays the same: this year instead of that one, and never its serial number; where
    nothing is typed yet, what most of the last 文号 of *near* begin with.
    """
    numbered = key == "doc_number"
    if not text and numbered and near is not None:
        return _usual_beginning(desk, register, near)
    if len(text.strip()) < 2:
        return ""
    begun = re.split(r"\d", text, maxsplit=1)[0] if numbered else text
    if not begun:
        return ""
    with reading():
        like = usage.beginning_with(desk.vault.db, register, key, begun, near) or ""
    return _numbered(like, text, desk.clock().year) if numbered else like[len(text) :]


def _usual_beginning(desk: Desk, register: Register, near: tuple[str, Any]) -> str:
    with reading():
        rows = usage.latest_with(desk.vault.db, register, near[0], near[1], LAST)
    shapes = [shape for row in rows if (shape := SERIAL.fullmatch(row["doc_number"] or ""))]
    begun = Counter(f"{shape['body']}{desk.clock().year}{shape['close']}" for shape in shapes)
    text, times = next(iter(begun.most_common(1)), ("", 0))
    return text if times * 2 > len(rows) else ""


def _numbered(like: str, text: str, year: int) -> str:
    shape = SERIAL.fullmatch(like)
    if shape is None:
        return ""
    begun = f"{shape['body']}{year}{shape['close']}"
    if begun.startswith(text):
        return begun[len(text) :]
    before = text.rstrip("0123456789")
    return shape["after"] if before != text and len(before) > len(shape["body"]) else ""
