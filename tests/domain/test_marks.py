"""密级★期限: every accepted form, every form that is read as well as can be (domain 2.3)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretdesk.domain.marks import highest, parse_mark
from secretdesk.domain.periods import Term, add_months
from secretdesk.domain.terms import Level

REGULAR = [
    ("机密★10年", "机密", "10年"),
    ("机密★", "机密", ""),
    ("机密", "机密", ""),
    ("秘密★6个月", "秘密", "6个月"),
    ("秘密★6月", "秘密", "6个月"),
    ("机密★2030年12月31日", "机密", "2030年12月31日"),
    ("绝密★长期", "绝密", "长期"),
    ("机密★会议开始前", "机密", "会议开始前"),
    ("机密 ★ 10 年", "机密", "10年"),
    ("机密★１０年", "机密", "10年"),
    ("机密　★10年", "机密", "10年"),
    ("绝密★三十年", "绝密", "30年"),
    ("秘密★十年", "秘密", "10年"),
    ("秘密★12个月", "秘密", "1年"),
    ("工作秘密", "工作秘密", ""),
    ("工作秘密 5年", "工作秘密", "5年"),
    ("内部", "内部", ""),
    ("内部资料", "内部", ""),
    ("内部文件", "内部", ""),
    ("内部件 1年", "内部", "1年"),
    ("非密", "非密", ""),
    ("密级：机密★10年", "机密", "10年"),
    ("机密★150年", "机密", "150年"),
    ("机密★（会议开始前）", "机密", "会议开始前"),
]
IRREGULAR = [
    ("★机密10年", "机密", "10年"),
    ("★机密 10年", "机密", "10年"),
    ("机密级", "机密", ""),
    ("机密10年", "机密", "10年"),
    ("10年机密", "机密", "10年"),
    ("机密级★10年", "机密", "10年"),
    ("★秘密", "秘密", ""),
    ("秘密★★5年", "秘密", "5年"),
    ("工作秘密★5年", "工作秘密", "5年"),
    ("内部★", "内部", ""),
    ("机密★2030-12-31", "机密", "2030年12月31日"),
    ("机密★至2030年12月31日", "机密", "2030年12月31日"),
    ("机密★10年（公布前）", "机密", "10年"),
    ("秘密★1年6个月", "秘密", "18个月"),
    ("秘密★半年", "秘密", "6个月"),
    ("机密★0年", "机密", ""),
    ("机密★10", "机密", ""),
    ("机密★2030年", "机密", ""),
    ("机密★2030年2月30日", "机密", ""),
]


@pytest.mark.parametrize(("text", "level", "term"), REGULAR)
def test_regular_marks(text, level, term):
    mark = parse_mark(text)
    assert (mark.level, mark.term.text if mark.term else "", mark.regular) == (level, term, True)


@pytest.mark.parametrize(("text", "level", "term"), IRREGULAR)
def test_irregular_marks_are_read_as_well_as_can_be(text, level, term):
    mark = parse_mark(text)
    assert (mark.level, mark.term.text if mark.term else "", mark.regular) == (level, term, False)


@pytest.mark.parametrize("text", ["", "★", "保密", "10年", "密"])
def test_no_level_no_mark(text):
    assert parse_mark(text) is None


@given(st.sampled_from(list(Level)), st.integers(1, 60), st.booleans())
def test_what_is_printed_is_read_back(level, count, years):
    term = Term(years=count) if years else Term(months=count) if count % 12 else Term(years=count // 12)
    text = f"{level}★{term.text}" if level.is_state_secret else f"{level} {term.text}"
    mark = parse_mark(text)
    assert (mark.level, mark.term, mark.regular, mark.text) == (level, term, True, text)


@given(st.text(max_size=20))
def test_any_text_is_answered(text):
    mark = parse_mark(text)
    assert mark is None or mark.level in Level


def test_work_secrets_never_bear_a_star():
    assert "★" not in parse_mark("工作秘密★5年").text
    assert highest([parse_mark("工作秘密"), parse_mark("内部")]).text == "工作秘密"


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        (["秘密★5年", "机密★10年", "秘密★长期"], "机密★长期"),
        (["机密★10年", "机密★20年", "工作秘密"], "机密★20年"),
        (["秘密", "秘密★5年"], "秘密★10年"),
        (["机密★6个月", "机密★1年"], "机密★1年"),
    ],
)
def test_a_page_bears_the_highest_level_and_the_longest_term(marks, shown):
    assert highest(parse_mark(m) for m in marks).text == shown


def test_nothing_marked_no_mark():
    assert highest([None]) is None


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_terms_are_clamped_to_the_months_end(start, months, end):
    assert add_months(start, months) == end
