"""What a field of a register is, and how a typed value becomes a stored one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from secretdesk.domain.numbers import LIMIT, names_too_many, parse_numbers, show_numbers
from secretdesk.domain.periods import parse_clock, parse_date, parse_moment
from secretdesk.domain.terms import FALSE_WORDS, NO, TRUE_WORDS, VALUE_SENTENCES, YES, Level

if TYPE_CHECKING:
    from datetime import datetime


# What a field holds at most, in characters: whole minutes of a meeting, a title of several lines, a 份号.
LONGEST_LONG = 10_000
LONGEST_LINE = 500
LONGEST_NUMBER = 50


class Kind(StrEnum):
    """The kinds of fields. Permanent: stored values depend on them."""

    TEXT = "text"
    DATE = "date"  # 2026-11-23
    MOMENT = "moment"  # 2026-11-23T09:30, or a date alone
    INTEGER = "integer"
    BOOLEAN = "boolean"
    CHOICE = "choice"  # the Chinese word itself
    LEVEL = "level"
    REFERENCE = "reference"  # an entry of another register
    REFERENCES = "references"  # several of them
    NUMBERS = "numbers"  # 份号, a list of texts
    LINES = "lines"  # lines of a child register, typed with the parent


@dataclass(frozen=True)
class Field:
    """One field of a register. Key and kind are permanent; a field is retired, never renamed."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    search: bool = False  # found by the search field
    pinyin: bool = False  # found by the initials of its pinyin as well
    index: bool = False  # filtered or looked up by equality
    computed: bool = False  # written by a rule or an effect, never typed
    sensitive: bool = False  # record content that an expunge erases
    secret: bool = False  # must not be typed above the level of the PC
    long: bool = False  # more than a line of text
    column: bool = True  # shown in the table unless put away
    width: int = 12  # of the column, in half-width characters
    help: str = ""  # a sentence for the handbook and the tooltip
    unseen: bool = False  # for look-ups alone; no view shows it
    ahead: bool = False  # a date that may lie in the future: a term, or what a paper bears; no act
    clock: bool = False  # a moment of which the time alone may be typed (0910), on the day of the act
    retired: bool = False


class BadValue(ValueError):
    """A typed value that its field cannot hold; the text is one Chinese sentence."""

    def __init__(self, sentence: str, field: Field, **facts: object) -> None:
        super().__init__(VALUE_SENTENCES[sentence].format(label=field.label, **facts))


def shown_list(choices: tuple[str, ...]) -> str:
    """The first dozen of the choices, for a sentence."""
    return "、".join(choices[:12]) + ("……" if len(choices) > 12 else "")


def parse_value(field: Field, raw: Any, now: datetime) -> Any:
    """The stored form of a typed value, None for an empty one.

    References are not resolved here (that needs the books): their text passes through.

    Raises:
        BadValue: with the sentence for the field.
    """
    if isinstance(raw, str):
        visible = (c for c in raw if unicodedata.category(c) != "Cf")  # what word processors leave unseen
        raw = unicodedata.normalize("NFC", "".join(visible)).strip()
        raw = raw.replace("\u2028", "\n").replace("\u2029", "\n")
        if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in raw):
            raise BadValue("control", field)
    if raw is None or raw in ("", [], ()):
        return None
    return _PARSERS[field.kind](field, raw, now)


def _is_plain(raw: Any) -> bool:
    """A text, a truth or a number that can be one: no list, no number of a thousand digits."""
    return isinstance(raw, (str, float)) or (isinstance(raw, int) and raw.bit_length() <= 64)


def _text(field: Field, raw: Any, _now: datetime) -> str:
    if not _is_plain(raw) or isinstance(raw, bool):
        raise BadValue("text", field)
    text = str(raw)
    if field.long:
        return _not_longer(field, text, LONGEST_LONG)
    return _not_longer(field, " ".join(text.split("\n")), LONGEST_LINE)


def _not_longer(field: Field, text: str, most: int) -> str:
    if len(text) > most:
        raise BadValue("long", field, count=len(text), most=most)
    return text


def _date(field: Field, raw: Any, now: datetime) -> str:
    found = parse_date(str(raw), now.date()) if _is_plain(raw) else None
    if found is None or not 1900 <= found.year <= 2200:
        raise BadValue("date", field)
    return found.isoformat()


def _moment(field: Field, raw: Any, now: datetime) -> str:
    read = parse_clock if field.clock else parse_moment
    found = read(str(raw), now) if _is_plain(raw) else None
    if found is None:
        raise BadValue("clock" if field.clock else "moment", field)
    return found


def _integer(field: Field, raw: Any, _now: datetime) -> int:
    text = unicodedata.normalize("NFKC", str(raw)).strip() if _is_plain(raw) else ""
    if isinstance(raw, bool) or not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadValue("integer", field)
    return int(text)


def _boolean(field: Field, raw: Any, _now: datetime) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).lower() if _is_plain(raw) else ""
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise BadValue("boolean", field)


def _choice(field: Field, raw: Any, _now: datetime) -> str:
    if raw in field.choices:
        return str(raw)
    near = [c for c in field.choices if isinstance(raw, str) and raw and raw in c]
    if len(near) == 1:
        return near[0]
    raise BadValue("choice", field, choices=shown_list(field.choices))


def _level(field: Field, raw: Any, _now: datetime) -> str:
    if raw in tuple(Level):
        return str(raw)
    raise BadValue("choice", field, choices=shown_list(tuple(Level)))


def _reference(field: Field, raw: Any, _now: datetime) -> str | int:
    if isinstance(raw, str):
        return _not_longer(field, raw, LONGEST_LINE)
    if isinstance(raw, int) and not isinstance(raw, bool) and raw.bit_length() < 64:
        return raw
    raise BadValue("reference", field)


def _references(field: Field, raw: Any, now: datetime) -> list[str | int] | None:
    if isinstance(raw, str):
        raw = raw.replace("，", "、").replace(",", "、").split("、")
    items = raw if isinstance(raw, (list, tuple)) else [raw]
    named = [item.strip() if isinstance(item, str) else item for item in items]
    return [_reference(field, item, now) for item in named if item not in ("", None)] or None


def _numbers(field: Field, raw: Any, _now: datetime) -> list[str] | None:
    typed = raw if isinstance(raw, (str, list, tuple)) else [raw]
    if not all(map(_is_plain, typed)):
        raise BadValue("numbers", field)
    found = parse_numbers(typed)
    if found is None and names_too_many(typed):
        raise BadValue("too_many", field, most=LIMIT)
    if found is None:
        raise BadValue("numbers", field)
    for number in found:
        _not_longer(field, number, LONGEST_NUMBER)
    if len(set(found)) != len(found):
        twice = next(n for n in found if found.count(n) > 1)
        raise BadValue("twice", field, number=twice)
    return found or None


def _lines(field: Field, raw: Any, _now: datetime) -> list[dict[str, Any]]:
    if isinstance(raw, Sequence) and not isinstance(raw, str) and all(isinstance(x, dict) for x in raw):
        return [dict(x) for x in raw]
    raise BadValue("lines", field)


_PARSERS = {
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.INTEGER: _integer,
    Kind.BOOLEAN: _boolean,
    Kind.CHOICE: _choice,
    Kind.LEVEL: _level,
    Kind.REFERENCE: _reference,
    Kind.REFERENCES: _references,
    Kind.NUMBERS: _numbers,
    Kind.LINES: _lines,
}


def show_value(field: Field, value: Any) -> str:
    """A stored value as the clerk reads it. References must have been replaced by their names."""
    if value is None:
        return ""
    if field.kind is Kind.BOOLEAN:
        return YES if value else NO
    if field.kind is Kind.NUMBERS:
        return show_numbers(value)
    if field.kind is Kind.MOMENT:
        return str(value).replace("T", " ")
    if isinstance(value, list):
        return "、".join(str(v) for v in value)
    return str(value)
