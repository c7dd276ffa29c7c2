"""Hostile workbooks and forms: read or refused with a Chinese sentence, in bounded memory, and nothing else (peers R22)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from secretdesk.desk import sheets
from secretdesk.desk.import_choices import read_choices
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.review import Refused
from secretdesk.domain.rules.old_cells import Context, read_cell
from secretdesk.output.form_source import FormError
from secretdesk.output.old_book import open_book
from tests.campaigns import campaign
from tests.desk.test_own_forms import own, shipped
from tests.fuzz import hostile_books
from tests.fuzz.hostile_books import HEAVY, book, sheet, styles

ROOT = Path(__file__).parents[2]
MOST = 300  # MB over what the process had


def read_in_a_child(tmp_path, what, light, mb):
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "tests.fuzz.hostile_child",
        str(tmp_path),
        what,
        str(light),
        str(mb),
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    worst = max(told["costs"].items(), key=lambda one: one[1])
    assert worst[1] < MOST, told["costs"]
    return told, worst


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@campaign("R22 hostile workbooks", 90, 4000, key="files")
def test_hostile_workbooks(tmp_path, record_property, files):
    """Every heavy kind once: small in the normal run, as large as is read at all in the long one."""
    told, worst = read_in_a_child(tmp_path, "books", files - len(HEAVY), 280 if files > 1000 else 3)
    assert told["tries"] == files
    refused = sum(count for code, count in told["told"].items() if not code.endswith("rows"))
    assert files / 2 < refused < files
    record_property("figure", f"worst {worst[0]} {worst[1]} MB")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@campaign("R22 hostile forms", 40, 1000, key="files")
def test_hostile_forms(tmp_path, record_property, files):
    told, worst = read_in_a_child(tmp_path, "forms", files, 0)
    assert told["tries"] == files
    printed = sum(count for code, count in told["told"].items() if code.endswith("printed"))
    assert printed < files / 2
    assert printed or files < 100
    record_property("figure", f"worst {worst[0]} {worst[1]} MB")


# --- what was found, by name ---


def code(data, name="旧账.xlsx"):
    """How a book is refused, or "read"."""
    try:
        opened = open_book(data, name)
        for one in opened.sheets:
            opened.read(one)
    except Refused as refused:
        return refused.reasons[0].code
    return "read"


def test_an_encoding_that_nobody_knows():
    whole = '<?xml version="1.0" encoding="rot13"?>' + sheet("")
    assert code(book(sheet1=whole)) == "file_damaged"
    assert code(book(sheet1=whole.replace("rot13", "nothing"))) == "file_damaged"


def test_packed_by_what_a_bundle_has_not():
    for method in (hostile_books.zipfile.ZIP_BZIP2, hostile_books.zipfile.ZIP_LZMA):
        assert (
            code(hostile_books.packed([(hostile_books.PARTS[0], hostile_books.WORKBOOK)], method))
            == "file_damaged"
        )


def test_the_last_second_of_the_calendar():
    cell = '<row><c s="1"><v>2958465.99999999</v></c></row>'
    opened = open_book(book(cell, styles=styles(cells='<xf numFmtId="14"/>')), "旧账.xlsx")
    assert opened.read("收文").rows[1].cells == {0: 2958465.99999999}


def test_a_column_before_the_first():
    assert open_book(hostile_books.hidden_columns(None, None, 0)[1], "x.xlsx").read(
        "收文"
    ).hidden_columns == {0, 1, 2}


def test_twice_ten_is_no_number():
    field = Field("pages", "页数", Kind.INTEGER)
    assert read_cell(field, "页数", "十十十份", Context()).value == "十十十份"
    assert read_cell(field, "页数", "三十二页", Context()).value == 32
    assert read_cell(Field("on", "日期", Kind.DATE), "日期", "十十月三日", Context(2023)).wrong


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("version = ", "version = 0x" + "f" * 900 + " #"), r"version: 应为int"),
        (("version = ", "version = " + "9" * 900 + " #"), r"version: 应为int"),
        (("\nwidth = ", "\nwidth = " + "9" * 400 + " #"), r"width: 应为float"),
        (("order = ", "order = [] #"), r"order: 不能为空"),
        (('left = "', 'left = "{unit:>99999999}'), r"left: 只能用"),
        (("title = ", "x = " + "[\n" * 9000), "括号套得太深"),
        (("title = ", "a." * 600 + "b = 1\ntitle = "), "超过 1000 个字符"),
        (("title = ", "#" + "\n" * 70_000 + "title = "), "超过 64 KB"),
    ],
    ids=["hex", "large", "wide", "order", "padded", "deep", "dotted", "long"],
)
def test_a_form_is_named_with_what_is_wrong(desk, change, told):
    text = shipped().replace(*change, 1)
    assert text != shipped()
    own(desk).write_text(text, "utf-8")
    (error,) = sheets.wrong_forms(desk)
    assert isinstance(error, FormError)
    assert sheets.print_form(desk, "receipt_book", blank=True).pages == 1
    with pytest.raises(FormError, match=told):
        sheets.print_form(desk, "loan_book", blank=True)


def test_a_mapping_of_one_long_key_is_told():
    for text in ("a." * 20_000 + "b = 1", "#\n" * 200_000):
        with pytest.raises(Refused, match="> "):
            read_choices(text, "m.toml")
