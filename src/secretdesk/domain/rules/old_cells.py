"""The cells of an old workbook, as a field of a register can hold them. Pure; one function a kind of field.

Whatever is read with a guess says so; what makes no sense is told by the sentence of the field. Nothing takes the
year of today: an old 5 月 6 日 is of the year in its sheet's name or title, or of none.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.marks import parse_mark
from secretdesk.domain.numbers import parse_numbers
from secretdesk.domain.rules.old_books import bad_cell, note
from secretdesk.domain.terms import NO_COPY_NUMBER, Level

if TYPE_CHECKING:
    from secretdesk.domain.review import Reason

Value = str | int | float | bool | datetime | date | time
FIRST_SERIAL, LAST_SERIAL = 20_000, 60_000  # days since 1899-12-30: 1954 to 2064
UNSEEN = dict.fromkeys((0x200B, 0x2060, 0xFEFF))
BASE = datetime(1899, 12, 30)
DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
TICKS = {
    "√": True,
    "✓": True,
    "✔": True,
    "有": True,
    "已": True,
    "×": False,
    "✗": False,
    "无": False,
    "未": False,
}
LEAST_YEAR, MOST_YEAR = 1949, 2100
FEW = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两])"  # up to ninety-nine
PART, REST = rf"(\d{{1,9}}|{FEW})份", "其余"  # 清退2份，其余留存
NO_LEVEL = frozenset(("普通", "普件", "平件", "无密级", "公开", "不涉密", "非涉密", "明件"))
WEEKDAY = re.compile(r"[(,]?(?:星期|周|礼拜)[一二三四五六日天]\)?")
HALF = re.compile(r"(?:上午|下午|中午|晚上|早上|凌晨|早|晚)")
AFTERNOON = ("下午", "晚上", "晚")


@dataclass(frozen=True)
class Unread:
    """A cell without a value that could be read: a ``formula`` without its result, or its ``error``."""

    kind: str
    text: str = ""


Cell = Value | Unread


@dataclass(frozen=True)
class Given:
    """A value as it is typed into the field, and what was guessed; or the reason why it cannot be read."""

    value: Any = None
    told: tuple[Reason, ...] = ()
    wrong: Reason | None = None
    beside: str = ""  # what goes to the remark instead
    count: int = 0  # how many, told in the column of the 份号


@dataclass(frozen=True)
class Context:
    """What a cell alone doesn't tell: the year of its sheet (0 for unknown), how wide a 份号 is written."""

    year: int = 0
    width: int = 0


def plain(value: Cell | None) -> str:
    """The text of a cell, one line, outer spaces gone; a whole number without its .0."""
    if value is None or isinstance(value, Unread):
        return value.text if isinstance(value, Unread) else ""
    if isinstance(value, bool):
        return "√" if value else "×"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 10**15 else repr(value)
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value).strip()


def narrow(text: str) -> str:
    """Half width throughout, spaces and line breaks gone: what labels and words are compared by."""
    return "".join(unicodedata.normalize("NFKC", text).translate(UNSEEN).split())


def read_cell(field: Field, label: str, value: Cell, context: Context) -> Given:
    """A cell as its field takes it; an empty one gives None."""
    if isinstance(value, Unread):
        return Given(wrong=bad_cell(value.kind, field, label, value.text))
    text = plain(value)
    if not narrow(text) or narrow(text) in {"-", "--", "/", "\\", "—", "——"}:
        return Given()
    kind = field.kind
    if kind in {Kind.DATE, Kind.MOMENT}:
        return read_day(field, label, value, context)
    if kind is Kind.NUMBERS:
        return read_numbers(field, label, value, context)
    if field.key in {"mark", "level"} or kind is Kind.LEVEL:
        return _mark(field, label, text)
    if kind is Kind.INTEGER:
        return Given(_integer(text))
    if kind is Kind.BOOLEAN:
        return Given(TICKS.get(narrow(text)[:1], narrow(text)))
    if kind is Kind.CHOICE:
        return _choice(field, label, text)
    if kind is Kind.REFERENCE:
        return Given(_name(text))
    if kind is Kind.REFERENCES:
        return Given([_name(one) for one in re.split(r"[、,，;；\n]+", text) if one.strip()])
    if field.pinyin:
        return Given(_name(text))
    return Given(text if field.long else " ".join(text.split()))


def read_day(field: Field, label: str, value: Cell, context: Context) -> Given:
    """A day: a real one, or written in any of the ways of old ledgers; a time with it where the field has one."""
    if isinstance(value, datetime):
        moment = field.kind is Kind.MOMENT and value.time() != time()
        return Given(f"{value:%Y-%m-%dT%H:%M}" if moment else value.date().isoformat())
    text = plain(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if FIRST_SERIAL <= value <= LAST_SERIAL:
            read = (BASE + timedelta(days=int(value))).date().isoformat()
            return Given(read, (note("serial", field.key, label=label, value=text, read=read),))
        if isinstance(value, float) and re.fullmatch(r"\d{1,2}\.[123]", text):
            return _dotted(field, label, text, context)
    clean = WEEKDAY.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    half = HALF.search(clean)
    clean = _arabic(HALF.sub(" ", clean).strip())
    match = re.match(r"(.*?)[T\s]+(\d{1,2})[:时](\d{2})(?:[:分]\d{0,2})?秒?$", clean)
    later = 12 if match and half and half[0] in AFTERNOON and int(match[2]) < 12 else 0
    clock = ""
    if match and int(match[2]) < 24 and int(match[3]) < 60:
        clock = f"T{int(match[2]) + later:02d}:{match[3]}"
    clean = match[1] if match else clean
    bare = re.sub(r"\s+", "", clean).rstrip("日号.").lstrip("'")
    day, short = _day(bare, context.year)
    if day is None:
        shape = re.fullmatch(r"\d{1,2}[-./月]\d{1,2}", bare) and not context.year
        month = re.fullmatch(r"\d{4}[-./年]\d{1,2}月?", bare)
        kind = "no_year" if shape else "month_only" if month else "bad_date"
        return Given(wrong=bad_cell(kind, field, label, text))
    read = day.isoformat() + (clock if field.kind is Kind.MOMENT else "")
    told = (note("two_digit", field.key, label=label, value=text, read=read),) if short else ()
    return Given(read, told)


def _dotted(field: Field, label: str, text: str, context: Context) -> Given:
    """5.1 as a number: the spreadsheet may have eaten the zero of 5.10."""
    day, _ = _day(text, context.year)
    other, _ = _day(f"{text}0", context.year)
    if day is None:
        return Given(wrong=bad_cell("no_year" if not context.year else "bad_date", field, label, text))
    if other is None:
        return Given(day.isoformat())
    told = note("dot_date", field.key, label=label, value=text, read=day.isoformat(), other=other.isoformat())
    return Given(day.isoformat(), (told,))


def _day(text: str, year: int) -> tuple[date | None, bool]:
    """The day of a text without its 日, and whether the year had two figures."""
    patterns = (
        (r"(\d{4})(\d{2})(\d{2})", 4),
        (r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})", 4),
        (r"(\d{2})[-./年](\d{1,2})[-./月](\d{1,2})", 2),
    )
    for pattern, figures in patterns:
        if match := re.fullmatch(pattern, text):
            own = int(match[1]) + (2000 if figures == 2 else 0)
            return _date(own, match[2], match[3]), figures == 2
    match = re.fullmatch(r"(\d{1,2})[-./月](\d{1,2})", text) or re.fullmatch(r"(\d{2})(\d{2})", text)
    return (_date(year, match[1], match[2]) if match and year else None), False


def _date(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, int(month), int(day)) if LEAST_YEAR <= year <= MOST_YEAR else None
    except ValueError:
        return None


def _arabic(text: str) -> str:
    """二〇二三年十月二十一日, with or without its year, in figures; another text stays as it is."""
    shape = rf"(?:([〇零○一二三四五六七八九]{{4}})年)?({FEW})月({FEW})[日号]?"
    match = re.fullmatch(shape, text.strip())
    if not match:
        return text
    year = f"{match[1].translate(DIGITS)}年" if match[1] else ""
    return f"{year}{_count(match[2])}月{_count(match[3])}日"


def number(text: str) -> int:
    """两 or 2, of a count."""
    return int(text) if text.isdecimal() else _count(text.replace("两", "二"))


def _count(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    return (int(tens.translate(DIGITS) or 1) * 10 if ten else 0) + int(ones.translate(DIGITS) or 0)


def read_numbers(field: Field, label: str, value: Cell, context: Context) -> Given:
    """份号 and their ranges; a number cell gets back the zeros that the spreadsheet ate."""
    if isinstance(value, (datetime, date, time)):
        return Given(wrong=bad_cell("became_date", field, label, plain(value)))
    text = unicodedata.normalize("NFKC", plain(value))
    if narrow(text) in {"无", NO_COPY_NUMBER}:
        return Given(NO_COPY_NUMBER)
    if field.key == "copy_numbers" and (other := _no_numbers(field, label, text)):
        return other
    text = re.sub(r"[第份号册共]+(?=[\s、,;，；]|$)|^第|^No\.?", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\s*(?:~|--+|—+|–|至|到|-)\s*", "-", text)
    if parse_numbers(text) is None:
        return Given(wrong=bad_cell("range", field, label, plain(value)))
    lost = isinstance(value, (int, float)) and not isinstance(value, bool) and len(text) < context.width
    if not lost:
        return Given(text)
    padded = text.zfill(context.width)
    return Given(padded, (note("zeros", field.key, label=label, read=padded),))


def _no_numbers(field: Field, label: str, text: str) -> Given | None:
    """What stands in the column of the 份号 and is none: how many (共2份), or words (正本, 全)."""
    clean = narrow(text)
    if match := re.fullmatch(rf"共?(\d{{1,3}}|{FEW})份", clean):
        told = note("count_there", field.key, label=label, value=text, count=number(match[1]))
        return Given(told=(told,), count=number(match[1]))
    if not re.search(r"[\dA-Za-z]", clean):
        return Given(
            told=(note("words_there", field.key, label=label, value=text),), beside=f"{label}：{text.strip()}"
        )
    return None


def _mark(field: Field, label: str, text: str) -> Given:
    """机密★10年, 机 密, 机密级, 机密10年: the prescribed form; a workbook is no paper to be kept verbatim."""
    bare = re.fullmatch(r".*密★([12]?\d|30)", narrow(text).replace("☆", "★").replace("*", "★"))
    whole = (
        f"{narrow(text)}年" if bare else text
    )  # 机密★10: the 年 was forgotten, and no term is longer than 30
    mark = parse_mark(str(Level.UNCLASSIFIED) if narrow(text) in NO_LEVEL else whole)
    if mark is None:
        return Given(text)  # the rule tells what is wrong with it
    read = str(mark.level) if field.key == "level" or field.kind is Kind.LEVEL else mark.text
    if narrow(text).replace("*", "★") == narrow(read):
        return Given(read)
    return Given(read, (note("mark", field.key, label=label, value=text, read=read),))


def _integer(text: str) -> str | int:
    clean = narrow(text)
    if match := re.fullmatch(r"(?:共)?(\d{1,9})(?:\.0+)?(?:[份页件张册个本次人天]|kg)?", clean):
        return int(match[1])
    if re.fullmatch(rf"{FEW}[份页件张册个本]?", clean):
        return number(clean.rstrip("份页件张册个本"))
    return text


def _choice(field: Field, label: str, text: str) -> Given:
    """The choice that is meant: the same word, one that holds it, or the only one that it holds."""
    clean = narrow(text)
    near = [c for c in field.choices if narrow(c) == clean] or [
        c for c in field.choices if clean in narrow(c)
    ]
    near = near or [c for c in field.choices if len(c) > 1 and narrow(c) in clean]
    if len(near) == 1:
        return Given(near[0])
    if field.required:
        return Given(text)
    told = note("choice", field.key, label=label, value=text)
    return Given(None, (told,), beside=f"{label}：{text}")


def _name(text: str) -> str:
    """A name without the spaces that centre it in its cell: 张　三."""
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    return re.sub(r"(?<=[\u3400-\u9fff〇（）]) (?=[\u3400-\u9fff〇（）])", "", clean)
