"""Search: exact like a substring scan, fast like an index (design section 9).

A text becomes the overlapping pairs of its characters, each written as ten hexadecimal digits, and its
last character alone; two or more characters are a phrase of pairs, one is a prefix. ASCII letters are
folded to small ones. Everything here is derived and can be made anew.
"""

from __future__ import annotations

import operator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.numbers import show_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row
    from secretdesk.store.database import Connection

_FOLD = {c: c + 32 for c in range(ord("A"), ord("Z") + 1)}


def index(register: Register) -> str:
    """The name of its search index."""
    return f"s_{register.key}"


@cache
def fields(register: Register) -> list[Field]:
    """The searched fields, in the order of the index's columns behind the number."""
    return [f for f in register.fields if f.search]


def script(register: Register) -> list[str]:
    """The statement that makes the index: a column for the number, one per field, one for pinyin."""
    columns = ", ".join(["number", *(f"f_{f.key}" for f in fields(register)), "pinyin"])
    options = "content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '5'"  # 5: one character
    return [f"CREATE VIRTUAL TABLE {index(register)} USING fts5 ({columns}, {options})"]


def plain(text: str) -> str:
    """As it is compared: ASCII capitals folded."""
    return text.translate(_FOLD)


def tokens(text: str) -> str:
    """The tokens of one field's text."""
    if not text:  # most fields of most entries
        return ""
    codes = _codes(text)
    return " ".join([*map(operator.add, codes, codes[1:]), codes[-1]])


def _codes(text: str) -> list[str]:
    return list(map(_code, plain(text)))


@cache
def _code(char: str) -> str:
    """Five digits for a character; those of the last plane (private use) begin with a g."""
    n = ord(char)
    return f"{n:05x}" if n < 0x100000 else f"g{n - 0x100000:04x}"


def query(text: str) -> str:
    """The FTS5 query that finds the text as a substring of any one field."""
    codes = _codes(text)
    if len(codes) == 1:
        return f'"{codes[0]}" *'
    return '"' + " ".join(map(operator.add, codes, codes[1:])) + '"'


def searched_text(field: Field, value: Any, named: dict[int, str]) -> str:
    """The text in which a value is searched: a reference by the name it had, 份号 as shown and one by one."""
    if value is None:
        return ""
    if field.kind is Kind.REFERENCE:
        return named.get(value, "")
    if field.kind is Kind.REFERENCES:
        return "、".join(named.get(v, "") for v in value)
    if field.kind is Kind.NUMBERS:
        shown, single = show_numbers(value), "、".join(value)
        return shown if shown == single else f"{shown}\n{single}"
    return str(value)


@lru_cache(maxsize=65536)
def initials(text: str) -> str:
    """The first letters of the pinyin of a name: 省教育厅 → sjyt. Latin letters and digits stand."""
    from pypinyin import Style, lazy_pinyin  # heavy: loaded when the first name is written

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER, errors=lambda rest: rest)).lower()


def put(db: Connection, register: Register, row: Row, named: dict[int, str], *, new: bool) -> None:
    """Index an entry (anew)."""
    searched = fields(register)
    texts = [searched_text(f, row[f.key], named) for f in searched]
    letters = "\n".join(initials(t) for f, t in zip(searched, texts, strict=True) if f.pinyin and t)
    if not new:
        db.execute(f"DELETE FROM {index(register)} WHERE rowid = ?", (row.entry,))
    columns = [tokens(row.number), *(tokens(t) for t in texts), tokens(letters)]
    marks = ", ".join("?" * (len(columns) + 1))
    names = ", ".join(["rowid", "number", *(f"f_{f.key}" for f in searched), "pinyin"])
    db.execute(f"INSERT INTO {index(register)} ({names}) VALUES ({marks})", (row.entry, *columns))


def references(register: Register, rows: Iterable[Row]) -> dict[str, set[int]]:
    """Which entries' names these rows' searched references need, by register."""
    wanted: dict[str, set[int]] = {}
    for field in fields(register):
        if field.kind in {Kind.REFERENCE, Kind.REFERENCES}:
            for row in rows:
                value = row[field.key]
                if value is not None:
                    wanted.setdefault(field.refers_to, set()).update(
                        value if isinstance(value, list) else [value]
                    )
    return wanted
