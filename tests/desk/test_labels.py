"""Labels: what they bear, where they stand, and that a scan of one leads back to its entry."""

import re
import shutil
import subprocess

import pypdfium2
import pytest

from secretdesk.desk import papers
from secretdesk.desk.labels import labels, print_labels, save_labels
from secretdesk.domain.review import Command
from secretdesk.output.code128 import modules
from secretdesk.output.labels import SHEETS
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
    sheet = SHEETS["a4"]
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
