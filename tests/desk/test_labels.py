"""Labels: what they bear, where they stand, and that a scan of one leads back to its entry."""

import re
import shutil
import subprocess

import pypdfium2
import pytest

from secretdesk.desk import papers
from secretdesk.desk import sheets as forms
from secretdesk.desk.labels import labels, print_labels, save_labels, sheets_of, wrong_sheets
from secretdesk.domain.review import Command
from secretdesk.output.code128 import modules
from tests.desk.test_receipt import receive, row
from tests.output.pdf import pages_by_pdfium

MM = 72 / 25.4


@pytest.fixture
def paper(desk):
    """A paper in three copies, kept somewhere."""
    receive(desk, place="一室-1柜-1层", copy_numbers="000101-000103", title="不得外传的标题")
    return desk


def of(desk, register):
    return [one.entry for one in desk.rows(register, ascending=True)]


@pytest.mark.parametrize("register", ["documents", "copies", "places"])
def test_each_code_leads_back(paper, register):
    for row_, label in zip(paper.rows(register), labels(paper, register, paper.rows(register)), strict=True):
        found = papers.entry_of_label(paper, label.code)
        assert (found.register, found.entry) == (register, row_.entry)


def test_a_document_bears_the_stamp_and_no_title(paper):
    printed = print_labels(paper, "copies", of(paper, "copies"))
    (text,) = (re.sub(r"\s", "", one) for one in pages_by_pdfium(printed.pdf))
    for n in (1, 2, 3):
        assert f"收文编号密收〔2026〕0001-{n}" in text
    assert text.count("西双版纳职业技术学院保密办公室") == 3
    assert text.count("日期2026-11-23") == 3
    assert text.count("页数") == 3
    assert "机密★10年" in text
    assert "不得外传的标题" not in text


def test_places_and_sheets(paper):
    entries = of(paper, "copies")
    assert print_labels(paper, "copies", entries, start=23).pages == 2
    assert print_labels(paper, "copies", entries, start=22).pages == 1
    roll = print_labels(paper, "copies", entries, sheet="roll")
    assert roll.pages == 3
    width, height = pypdfium2.PdfDocument(roll.pdf).get_page_size(0)
    assert (round(width / MM), round(height / MM)) == (50, 30)
    sheet = sheets_of(paper)["a4"]
    left, bottom = sheet.place(23)
    assert left + sheet.size[0] * MM <= 210 * MM + 0.01
    assert bottom >= 0


def test_they_are_booked_as_a_file(paper, tmp_path):
    printed = print_labels(paper, "copies", of(paper, "copies"))
    save_labels(paper, tmp_path / "labels.pdf", "copies", printed)
    booked = row(paper, "outputs", "输〔2026〕0001号")
    assert (booked["kind"], booked["name"], booked["level"]) == ("保存PDF", "份标签", "内部")
    assert paper.count("prints") == 0


def test_bars_are_those_of_the_standard():
    """ "PJJ123C" as the text books draw it in code set B (Wikipedia's sample): check value 54."""
    widths = "".join(map(str, modules("PJJ123C")))
    assert widths.startswith("211214313121112133112133")
    assert widths.endswith("2331112")
    assert sum(map(int, widths)) == 11 * (1 + 7 + 1) + 13


@pytest.mark.skipif(not shutil.which("zbarimg"), reason="needs zbar-tools")
@pytest.mark.parametrize("bars", ["qr", "128"])
@pytest.mark.parametrize("sheet", ["a4", "roll"])
def test_a_decoder_reads_what_is_drawn(paper, tmp_path, bars, sheet):
    entry = of(paper, "copies")[0]
    printed = print_labels(paper, "copies", [entry], sheet=sheet, bars=bars)
    picture = tmp_path / "label.png"
    pypdfium2.PdfDocument(printed.pdf)[0].render(scale=300 / 72).to_pil().save(picture)
    read = subprocess.run(
        ["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True, check=True
    )
    assert papers.entry_of_label(paper, read.stdout.strip()).entry == entry


def test_devices_places_and_people_have_theirs(paper):
    given = {
        "kind": "打印机",
        "model": "HP",
        "serial": "1",
        "level": "非密",
        "use": "非密中间机",
        "keeper": "岩温",
    }
    anyway = frozenset({"unknown_reference", "not_cleared"})
    paper.perform(Command("", "devices", "enrol", values=given, confirm=anyway))
    (device,) = labels(paper, "devices", paper.rows("devices"))
    assert device.number == "设0001"
    assert device.lines == ("打印机", "HP", "岩温")
    (person,) = labels(paper, "people", paper.rows("people"))
    assert "岩温" in (person.number, *person.lines)
    with pytest.raises(KeyError):
        labels(paper, "loans", [])


OWN = """\
[[sheets]]
key = "small"
title = "A4 标签纸 4×12"
page = [210, 297]
columns = 4
rows = 12
size = [48.5, 24]
first = [8, 4]
gap = [0, 0]
qr = 16
bars = 6
"""


def own(desk, text):
    folder = desk.vault.folder / "forms"
    folder.mkdir(exist_ok=True)
    (folder / "labels.toml").write_text(text, encoding="utf-8")


def test_a_college_has_stickers_of_its_own(paper):
    own(paper, OWN)
    assert list(sheets_of(paper)) == ["a4", "roll", "small"]
    sheet = sheets_of(paper)["small"]
    assert (sheet.many, sheet.size, sheet.edge) == (48, (48.5, 24), 2.2)
    assert sheet.place(0) == (8 * MM, (297 - 4 - 24) * MM)
    printed = print_labels(paper, "copies", of(paper, "copies"), sheet="small", start=47)
    assert printed.pages == 2
    assert forms.wrong_forms(paper) == [], "it is no form"
    own(paper, OWN.replace("small", "a4"))
    assert sheets_of(paper)["a4"].many == 48, "in the place of the shipped one"


@pytest.mark.parametrize(
    ("before", "after", "line", "key"),
    [
        ("columns = 4", "columns = 5", 5, "sheets.columns"),
        ("rows = 12", "rows = 13", 6, "sheets.rows"),
        ("rows = 12", "rows = 0", 6, "sheets.rows"),
        ("rows = 12", 'rows = "12"', 6, "sheets.rows"),
        ("size = [48.5, 24]", "size = 48.5", 7, "sheets.size"),
        ("size = [48.5, 24]", "size = [48.5]", 7, "sheets.size"),
        ("size = [48.5, 24]", "size = [48.5, true]", 7, "sheets.size"),
        ("size = [48.5, 24]", "size = [4, 24]", 7, "sheets.size"),
        ("bars = 6", "bars = 14", 11, "sheets.bars"),
        ("qr = 16", "qr_side = 16", 10, "sheets.qr_side"),
        ('title = "A4 标签纸 4×12"\n', "", 1, "sheets.title"),
        ("rows = 12", "rows = twelve", 6, ""),
        (OWN, "", 0, "sheets"),
        (OWN, OWN + OWN, 13, "sheets.key"),
    ],
)
def test_what_is_wrong_with_it_is_named_and_stops_nothing(paper, before, after, line, key):
    own(paper, OWN.replace(before, after))
    wrong = wrong_sheets(paper)
    assert (wrong.line, wrong.key) == (line, key)
    assert "labels.toml" in str(wrong)
    assert str(wrong).endswith("。") or key == ""
    assert list(sheets_of(paper)) == ["a4", "roll"]
    assert print_labels(paper, "copies", of(paper, "copies")).pages == 1


@pytest.mark.parametrize("sheet", ["a4", "roll", "small"])
@pytest.mark.parametrize("bars", ["qr", "128"])
def test_everything_of_a_label_lies_on_its_sticker(paper, sheet, bars):
    own(paper, OWN)
    entry = of(paper, "copies")[0]
    printed = print_labels(paper, "copies", [entry], sheet=sheet, bars=bars)
    kind = sheets_of(paper)[sheet]
    left, bottom = kind.place(0)
    page = pypdfium2.PdfDocument(printed.pdf)[0]
    inked = [one.get_bounds() for one in page.get_objects()]
    assert inked
    for x0, y0, x1, y1 in inked:
        assert x0 >= left - 0.5 and x1 <= left + kind.size[0] * MM + 0.5
        assert y0 >= bottom - 0.5 and y1 <= bottom + kind.size[1] * MM + 0.5
