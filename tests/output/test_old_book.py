"""Foreign workbooks: read harmlessly, or refused with what to do (issue 6, Import); their memory: tests/fuzz."""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

from secretdesk.domain.review import Refused
from secretdesk.domain.rules.old_cells import Unread
from secretdesk.output.old_book import open_book

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="收文" sheetId="1" r:id="rId1"/></sheets></workbook>'
LINKED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)


def packed(sheet, **more):
    """A workbook by hand: the XML of its sheet, further parts by name (``__`` for a slash)."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", more.pop("workbook", WORKBOOK))
        archive.writestr("xl/_rels/workbook.xml.rels", LINKED)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in more.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def sheet(rows):
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def refusal(data, name="旧账.xlsx"):
    def whole():
        book = open_book(data, name)
        return [book.read(one) for one in book.sheets]

    with pytest.raises(Refused) as refused:
        whole()
    (reason,) = refused.value.reasons
    assert reason.text.endswith("。")
    return reason.code


def test_what_is_no_workbook_is_told_with_the_way_out():
    assert refusal(b"\xd0\xcf\x11\xe0" + bytes(100)) == "file_old_format"
    assert refusal(b"hello") == "file_no_book"
    assert refusal(b"") == "file_no_book"
    assert refusal(b"PK\x03\x04 cut") == "file_no_book"
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert refusal(document.getvalue()) == "file_no_book"
    assert refusal(bytes(range(128, 256)) * 9, "x.csv") == "file_encoding"


def test_bombs_are_refused_before_they_go_off():
    laughs = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
        f"<!ENTITY {b} '{('&' + a + ';') * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert refusal(packed(laughs + f"]>{sheet('<row><c><v>&i;</v></c></row>')}")) == "file_entity"
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert refusal(packed(sheet(""), workbook=outside + WORKBOOK)) == "file_entity"
    assert refusal(packed(sheet(" " * (320 << 20)))) == "file_bomb"
    assert refusal(packed(sheet("<row><c>" + "<x>" * 100 + "</x>" * 100 + "</c></row>"))) == "file_entity"
    assert refusal(packed(sheet("<row><c t='str'><v>" + "x" * 40_000 + "</v></c></row>"))) == "file_text"
    assert refusal(packed(sheet("<row><c></row>"))) == "file_damaged"
    assert refusal(packed(sheet("<!--" + "x" * (20 << 20) + "-->"))) == "file_damaged"
    assert refusal(packed(sheet("<row><c><v>1</v></c></row>" * 100_001))) == "file_rows"


def test_many_sheets_are_no_way_round_the_limit():
    names = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, 5))
    links = "".join(f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>' for n in range(1, 5))
    rows = sheet("<row><c><v>1</v></c></row>" * 30_000)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", f'<workbook xmlns:r="{RELS}"><sheets>{names}</sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{links}</Relationships>")
        for n in range(1, 5):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", rows)
    assert refusal(target.getvalue()) == "file_rows"
    assert refusal(b"1\n" * 100_001, "x.csv") == "file_rows"


def test_a_part_that_is_longer_than_it_says_is_damaged():
    whole = packed(sheet("<row><c><v>1</v></c></row>"))
    place = whole.rindex(b"xl/worksheets/sheet1.xml") - 46
    short = whole[: place + 24] + (10).to_bytes(4, "little") + whole[place + 28 :]
    assert refusal(short) == "file_damaged"


def test_a_million_blank_rows_are_nothing():
    blank = "".join(f'<row r="{n}" ht="15"/>' for n in range(2, 1_000_000))
    data = packed(
        sheet(
            '<row r="1"><c r="A1"><v>7</v></c><c r="XFD1"><v>8</v></c></row>'
            + blank
            + '<row r="1048576"><c r="B1048576" s="0"/></row>'
        )
    )
    found = open_book(data, "旧账.xlsx").read("收文")
    assert [(row.number, row.cells) for row in found.rows] == [(1, {0: 7})]
    assert found.beyond == 1


def test_formulas_count_by_what_was_saved_with_them_and_links_and_macros_are_left_alone():
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>TODAY()</f></c>'
        '<c r="C1" t="e"><f>[1]x!A1</f><v>#REF!</v></c><c r="D1" t="str"><f>"a"</f><v>a</v></c></row>'
    )
    data = packed(sheet(rows), xl__vbaProject__bin=b"", xl__externalLinks__externalLink1="<x/>")
    book = open_book(data, "旧账.xlsm")
    assert book.links
    found = book.read("收文")
    assert found.rows[0].cells == {0: 2, 1: Unread("formula"), 2: Unread("error", "#REF!"), 3: "a"}
    assert (found.formulas, found.outside) == (4, 1)
    target = io.BytesIO(packed(sheet("")))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert open_book(target.getvalue(), "旧账.xlsm").macros


def test_cells_are_read_as_they_are_shown():
    made = openpyxl.Workbook()
    page = made.active
    page.append([datetime(2023, 5, 6), 12, 0.5, "文字", True, "　", None, 7])
    page["B1"].number_format = "000000"
    page["H1"].number_format = 'm"月"d"日"'
    page["C1"].number_format = "hh:mm"
    page.merge_cells("D1:D3")
    page["A2"] = 1
    page["A4"] = 4
    page.row_dimensions[4].hidden = True
    page.column_dimensions["E"].hidden = True
    target = io.BytesIO()
    made.save(target)
    found = open_book(target.getvalue(), "x.xlsx").read("Sheet")
    cells = found.rows[0].cells
    assert [str(cells[n]) for n in range(5)] == ["2023-05-06 00:00:00", "000012", "12:00:00", "文字", "True"]
    assert cells[7] == datetime(1900, 1, 7)
    assert found.rows[1].cells == {0: 1, 3: "文字"}  # merged over the rows
    assert (found.rows[2].hidden, found.hidden_columns) == (True, {4})


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_a_table_as_csv(encoding):
    data = '收文日期,标题\r\n2023.5.6,"关于,通知"\r\n,,\r\n'.encode(encoding)
    book = open_book(data, "旧账.csv")
    (name,) = book.sheets
    assert [row.cells for row in book.read(name).rows] == [
        {0: "收文日期", 1: "标题"},
        {0: "2023.5.6", 1: "关于,通知"},
    ]
