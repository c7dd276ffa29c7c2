"""Dates in any usual way, 份号 lists, and what a field refuses."""

from contextlib import nullcontext
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretdesk.domain.fields import BadValue, Field, Kind, parse_value, show_value
from secretdesk.domain.numbers import child_number, names_too_many, parse_numbers, show_numbers
from secretdesk.domain.periods import parse_date, parse_moment

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1123", "2026-11-23"),
        ("11-23", "2026-11-23"),
        ("11.23", "2026-11-23"),
        ("11月23日", "2026-11-23"),
        ("20261123", "2026-11-23"),
        ("2026.11.23", "2026-11-23"),
        ("2026-1-3", "2026-01-03"),
        ("2026/11/23", "2026-11-23"),
        ("2026年11月23日", "2026-11-23"),
        ("２０２６年１１月２３日", "2026-11-23"),
        ("今天", "2026-11-23"),
        ("昨天", "2026-11-22"),
        ("前天", "2026-11-21"),
        ("明天", "2026-11-24"),
    ],
)
def test_dates_in_any_usual_way(text, day):
    assert parse_date(text, TODAY).isoformat() == day


def test_a_short_date_far_ahead_is_last_years():
    assert parse_date("1123", date(2026, 1, 5)).isoformat() == "2025-11-23"


@pytest.mark.parametrize("text", ["", "2026-02-30", "1332", "abc", "2026-13-01", "20261301"])
def test_no_date(text):
    assert parse_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-23T09:30", "2026-11-23T09:30"),
        ("2026-11-23 9:05", "2026-11-23T09:05"),
        ("昨天 0910", "2026-11-22T09:10"),
        ("2026-11-23T09:30:15+08:00", "2026-11-23T09:30"),
        ("2026-11-23T25:00", None),
    ],
)
def test_moments(text, moment):
    assert parse_moment(text, NOW) == moment


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("000123-000125、000130", ["000123", "000124", "000125", "000130"]),
        ("000123—125", ["000123", "000124", "000125"]),
        ("１，２;3", ["1", "2", "3"]),
        ("A12-A14", ["A12", "A13", "A14"]),
        ("0099-0101", ["0099", "0100", "0101"]),
        ("无份号", ["无份号"]),
        ("000125-000123", None),
        ("A12-B14", None),
        ("1-9999", None),
    ],
)
def test_copy_numbers(text, numbers):
    assert parse_numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "too_many"),
    [
        ("1-5000", True),
        ("1-2001", True),
        ("1-2000", False),
        ("1-1500、3001-4000", True),
        ("1-999999999999999999", True),
        ("5000-1000", False),
        ("1-5000、A12-B14", False),
    ],
)
def test_too_many_copies_are_told_from_a_range_without_sense(text, too_many):
    assert names_too_many(text) is too_many
    with pytest.raises(BadValue) if text != "1-2000" else nullcontext() as refused:
        assert len(parse_value(NUMBERS, text, NOW)) == 2000
    if refused:
        assert ("最多 2000 份" in str(refused.value)) is too_many
        assert ("讲不通" in str(refused.value)) is not too_many


LINE, LONG = Field("title", "文件标题"), Field("remark", "备注", long=True)
NAME = Field("issuer", "来文单位", Kind.REFERENCE, refers_to="correspondents")
NUMBERS = Field("copy_numbers", "份号", Kind.NUMBERS)


@pytest.mark.parametrize(("field", "most"), [(LINE, 500), (NAME, 500), (LONG, 10_000), (NUMBERS, 50)])
def test_a_text_has_a_stated_length(field, most):
    assert parse_value(field, "密" * most, NOW) in ("密" * most, ["密" * most])
    with pytest.raises(BadValue) as refused:
        parse_value(field, "密" * (most + 1), NOW)
    assert f"有 {most + 1} 字，最多 {most} 字" in str(refused.value)


@given(st.lists(st.integers(0, 999_999), unique=True, min_size=1, max_size=30).map(sorted))
def test_shown_numbers_read_back(numbers):
    texts = [f"{n:06d}" for n in numbers]
    assert parse_numbers(show_numbers(texts)) == texts


def test_a_childs_number():
    assert child_number("密收〔2026〕0012号", 3) == "密收〔2026〕0012-3"


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (Kind.INTEGER, "-1"),
        (Kind.INTEGER, "1.5"),
        (Kind.INTEGER, True),
        (Kind.INTEGER, "12345678901"),
        (Kind.BOOLEAN, "也许"),
        (Kind.DATE, "2026-02-30"),
        (Kind.DATE, "0001-01-01"),
        (Kind.LEVEL, "SECRET"),
        (Kind.TEXT, ["a"]),
        (Kind.TEXT, "a\x07b"),
        (Kind.TEXT, "a\x00b"),
        (Kind.NUMBERS, "1、1"),
        (Kind.LINES, "x"),
        (Kind.REFERENCE, {"a": 1}),
    ],
)
def test_a_field_says_what_it_cannot_hold(kind, raw):
    with pytest.raises(BadValue, match=r"。$"):
        parse_value(Field("k", "栏", kind), raw, NOW)


def test_what_cannot_be_seen_is_not_kept():
    assert parse_value(Field("k", "栏"), "\ufeff教育\u200b厅\u00ad", NOW) == "教育厅"


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("raw", [None, "", "  ", []])
def test_empty_is_empty(kind, raw):
    assert parse_value(Field("k", "栏", kind, choices=("a",)), raw, NOW) is None


@given(st.text(max_size=40))
def test_any_text_is_a_value_or_a_sentence(text):
    for kind in Kind:
        field = Field("k", "栏", kind, choices=("甲",))
        try:
            value = parse_value(field, text, NOW)
        except BadValue as error:
            assert str(error).endswith("。")
        else:
            assert isinstance(show_value(field, value), str) or kind is Kind.LINES
