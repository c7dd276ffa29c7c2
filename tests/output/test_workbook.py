"""What goes into a workbook comes back equal, typed, and is never run."""

import io
import tempfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretdesk.domain.fields import Kind
from secretdesk.output.workbook import LONGEST, Column, sheet_title, write_workbook

COLUMNS = (
    Column("收文编号", 22),
    Column("收文日期", 11, Kind.DATE),
    Column("签收时间", 16, Kind.MOMENT),
    Column("份数", 6),
)


def reopened(rows, columns=COLUMNS, title="收文 2026"):
    target = io.BytesIO()
    assert write_workbook(target, title, columns, rows) == len(rows)
    return openpyxl.load_workbook(target)


def back(rows, columns=COLUMNS):
    return [list(row) for row in reopened(rows, columns).active.iter_rows(min_row=2, values_only=True)]


def test_dates_are_typed_and_the_rest_is_as_it_was():
    rows = [
        ["密收〔2026〕0001号", "2026-11-23", "2026-11-23T09:30", 3],
        ["䶮㛃𬭊𠮷", date(2026, 2, 28), datetime(2026, 2, 28, 23, 59), 0],
        [" 两端空白 \n第二行", "无", "2026-11-23", None],
        [True, None, "", 2.5],
    ]
    assert back(rows) == [
        ["密收〔2026〕0001号", datetime(2026, 11, 23), datetime(2026, 11, 23, 9, 30), 3],
        ["䶮㛃𬭊𠮷", datetime(2026, 2, 28), datetime(2026, 2, 28, 23, 59), 0],
        [" 两端空白 \n第二行", "无", datetime(2026, 11, 23), None],
        [True, None, None, 2.5],
    ]
    cells = next(reopened(rows).active.iter_rows(min_row=2, max_row=2))
    assert [cell.number_format for cell in cells] == ["General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "General"]


def test_days_before_the_format_counts_stay_as_text():
    rows = [
        ["a", "1900-02-28", "1899-12-31T10:00", 1],
        ["b", date(1850, 1, 1), None, 2],
        ["c", "1900-03-01", None, 3],
    ]
    assert [row[1] for row in back(rows)] == ["1900-02-28", "1850-01-01", datetime(1900, 3, 1)]


@pytest.mark.parametrize(
    "text", ["=1+1", "+86 691", "-12", "@SUM(A1)", "\t=1", "=", "＝１＋１", '=HYPERLINK("http://x")', "-"]
)
def test_a_text_that_looks_like_a_formula_stays_text(text):
    cell = reopened([[text, None, None, None]]).active["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    header = reopened([], [Column(text)]).active["A1"]
    assert (header.value, header.data_type) == (text, "s")


def test_a_carriage_return_does_not_smuggle_a_formula_in():
    cell = reopened([["\r=1", None, None, None]]).active["A2"]
    assert (cell.value, cell.data_type) == ("\n=1", "s")


@settings(deadline=None)
@given(st.lists(st.text(st.characters(codec=None)), min_size=1, max_size=5))
def test_no_text_whatever_makes_it_fail(texts):
    """Control characters, lone surrogates, non-characters: shown as pictures or replaced, never a crash."""
    (row,) = back([texts], [Column("x")] * len(texts))
    for value, text in zip(row, texts, strict=True):
        assert len(value or "") == len(text.replace("\r\n", "\n"))


def test_control_characters_become_visible():
    assert back([["a\x07b\x00c\ud800d\uffff", None, None, None]])[0][0] == "a␇b␀c\ufffdd\ufffd"


def test_a_text_that_is_too_long_is_cut_and_says_so():
    fits, long, rare = "密" * LONGEST, "密" * (LONGEST + 1), "𠮷" * (LONGEST // 2 + 1)
    values = [row[0] for row in back([[text, None, None, None] for text in (fits, long, rare)])]
    assert values[0] == fits
    for value, text in zip(values[1:], (long, rare), strict=True):
        assert LONGEST - 1 <= len(value.encode("utf-16-le")) / 2 <= LONGEST
        assert value.endswith("全文见登记簿〕") and value.startswith(text[:1000])


def test_header_is_frozen_and_widths_are_set():
    book = reopened([["a", None, None, 1]])
    sheet = book.active
    assert sheet.freeze_panes == "A2" and sheet.title == "收文 2026"
    assert [cell.value for cell in sheet[1]] == [column.label for column in COLUMNS]
    assert [cell.font.bold for cell in sheet[1]] == [True] * 4
    assert [sheet.column_dimensions[c].width for c in "ABCD"] == [24, 13, 18, 8]
    assert sheet.print_title_rows == "$1:$1" and sheet.page_setup.orientation == "landscape"
    assert book.properties.creator == "secretdesk"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("收文[2026]/全部:*?\\", "收文 2026  全部"),
        ("'引'", "引"),
        ("", "登记簿"),
        ("/", "登记簿"),
        ("History", "登记簿"),
        ("密" * 40, "密" * 31),
        ("𠮷" * 40, "𠮷" * 15),
        ("a\x00b", "a␀b"),
    ],
)
def test_titles_of_sheets_are_made_legal(text, title):
    assert sheet_title(text) == title
    assert reopened([], COLUMNS, text).active.title == title


def test_nothing_is_written_to_a_temporary_file(tmp_path, monkeypatch):
    """openpyxl by itself leaves all rows, in clear, in the system's temporary folder while it writes."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen = []
    rows = ([f"机密 {n}", None, None, n] for n in range(3000))
    write_workbook(
        io.BytesIO(), "x", COLUMNS, rows, lambda done: seen.append((done, list(tmp_path.iterdir())))
    )
    assert seen == [(1000, []), (2000, []), (3000, [])]
    assert list(tmp_path.iterdir()) == []


def test_progress_can_cancel():
    def stop(_done):
        raise InterruptedError

    target = io.BytesIO()
    with pytest.raises(InterruptedError):
        write_workbook(target, "x", COLUMNS, ([str(n), None, None, n] for n in range(5000)), stop)
    with pytest.raises(KeyError):
        openpyxl.load_workbook(target)
