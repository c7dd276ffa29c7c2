"""Lines are broken as a Chinese printing office breaks them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretdesk.output.fonts import Style, widths
from secretdesk.output.text import _PIECE, CLOSING, OPENING, break_evenly, break_lines, break_without_orphan

W = widths(Style.BODY)
TEXTS = st.text(
    st.one_of(
        st.sampled_from(
            "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
        ),
        st.sampled_from(CLOSING + OPENING + "0123456789abcXYZ 〔〕-/.★号"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=60,
)


@settings(deadline=None)
@given(TEXTS, st.integers(1000, 20000))
def test_nothing_is_lost_and_nothing_too_wide(text, limit):
    for breaker in (break_lines, break_evenly, break_without_orphan):
        lines = breaker(text, limit, W)
        assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
        assert all(W.of(line) <= limit or len(line) == 1 for line in lines)


@settings(deadline=None)
@given(TEXTS, st.integers(5000, 20000))
def test_no_line_begins_or_ends_with_the_wrong_mark(text, limit):
    if any(W.of(piece) > limit for piece in _PIECE.findall(text)):
        return  # what is wider than a line must be torn somewhere
    for breaker in (break_lines, break_without_orphan):
        lines = breaker(text, limit, W)
        assert not any(line[0] in CLOSING for line in lines[1:])
        assert not any(line[-1] in OPENING for line in lines[:-1])


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("", 5, []),
        ("保密工作", 4, ["保密工作"]),
        (
            "关于做好保密工作，特此通知。",
            8,
            ["关于做好保密工", "作，特此通知。"],
        ),  # the comma stays off the line's head
        ("请见《保密法》第三条", 3, ["请见", "《保密", "法》第", "三条"]),  # no bracket at a line's end
        ("省委“十五五”规划", 4, ["省委“十", "五五”规", "划"]),
        ("报送——其他", 3, ["报", "送——", "其他"]),  # no dash at a line's head
        ("甲乙丙 。丁", 3, ["甲乙", "丙 。", "丁"]),  # nor a full stop that someone typed behind a blank
        ("机密★10年", 4, ["机密★", "10年"]),
        ("★秘密3年", 3.6, ["★秘密", "3年"]),
        ("国家秘密事项", 3, ["国家", "秘密事", "项"]),  # a level is not torn
        ("一室-2柜-3层", 4, ["一室-", "2柜-3层"]),
        ("密收〔2026〕0131号", 6.3, ["密收〔2026〕", "0131号"]),
        ("云办发〔2026〕88号", 20, ["云办发〔2026〕88号"]),
        ("云办发〔2026〕88号", 7, ["云办发", "〔2026〕88号"]),
        ("云办发〔2026〕88号", 3.2, ["云办发", "〔202", "6〕", "88号"]),
        ("请按云办发〔2026〕88号办理", 12, ["请按云办发〔2026〕88号", "办理"]),
        ("国家秘密事项按云办发〔2026〕88号", 11, ["国家秘密事项", "按云办发〔2026〕88号"]),
        ("转发云办发〔2026〕88号文件", 10, ["转发云办发", "〔2026〕88号文件"]),
        ("000123-000125、000130", 5, ["000123-", "000125、", "000130"]),
        ("使用USB3.0接口（Type-C），容量32GB", 8, ["使用USB3.0接口", "（Type-C），容", "量32GB"]),
        ("共3,200.5元，占45%。", 6.8, ["共3,200.5元，", "占45%。"]),
        ("介质U32-0001存放一室-2柜", 8, ["介质U32-0001存", "放一室-2柜"]),
        ("至2026-11-23止（含当天）", 8, ["至2026-11-23止", "（含当天）"]),
        ("supercalifragilistic", 3, ["super", "califr", "agilist", "ic"]),
        ("the quick brown fox", 5, ["the quick", "brown fox"]),
        ("第一行\n第二行\n\n末行", 9, ["第一行", "第二行", "", "末行"]),
    ],
)
def test_examples(text, ems, lines):
    assert break_lines(text, round(ems * 1000), W) == lines


def test_headings_are_broken_evenly():
    assert break_evenly("来件方式", 3000, W) == ["来件", "方式"]
    assert break_evenly("工作秘密 3年", 4100, W) == ["工作秘密", "3年"]
    assert break_evenly("收文", 3000, W) == ["收文"]


def test_no_single_character_is_left_on_the_last_line():
    text = "关于做好国家教育考试考务安全保密工作的通知"
    assert [len(line) for line in break_lines(text, 10000, W)] == [10, 10, 1]
    assert [len(line) for line in break_without_orphan(text, 10000, W)] == [7, 7, 7]


def test_two_hundred_copy_numbers_keep_their_digits_together():
    text = "、".join(f"{n:06d}" for n in range(1, 400, 2))
    lines = break_lines(text, 5000, W)
    assert "".join(lines) == text
    assert all(re.fullmatch(r"\d{6}、?", line) for line in lines)
