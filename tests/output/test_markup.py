"""What a clerk types is text on every form: never markup, never something to fetch (CVE-2020-28463 and its kin)."""

from __future__ import annotations

import io
import itertools
import re
import socket
import urllib.request  # noqa: F401  (what is closed below)
from datetime import datetime

import pytest

from secretdesk import assets
from secretdesk.domain.marks import parse_mark
from secretdesk.output.book import draw_book
from secretdesk.output.canvas import closed_reportlab
from secretdesk.output.label_sheets import load_sheets
from secretdesk.output.labels import Label, draw_labels
from secretdesk.output.layout import Cell, PrintedRow
from secretdesk.output.sheet import Head
from secretdesk.output.tables import Told, draw_tables
from secretdesk.output.workbook import Column, Sheet, write_workbook
from tests.output import sample
from tests.output.pdf import pages_by_pdfium, squeezed
from tests.ways_out import ROOT

TYPED = (
    "<img src='http://10.0.0.1/a.png'/>", "<a href='http://x.cn/'>甲</a>", "http://x.cn/a", "file:///etc/passwd",
    "<b>&amp;</b>", "<font color='red'>红</font>", "<para>", "</para><br/>", "&#169;<!-- -->", "{x} %s \\n",
)  # fmt: skip
FORMS = sorted(sample.forms())


def head(unit):
    whole = sample.head()
    return Head(unit, whole.clerk, whole.year_text, whole.printed_at, whole.printed_by, whole.foot)


def printed(form):
    """The form with one of these texts in each of its cells, in turn, and which ones stand there."""
    turns = itertools.cycle(TYPED)
    texts = [[next(turns) for _ in paths] for paths in (form.paths, form.box_paths)]
    row, entry = (PrintedRow(1, 1, tuple(map(Cell, some)), parse_mark("机密★10年")) for some in texts)
    target = io.BytesIO()
    draw_book(target, form, [row], head("<i>学院</i>"), entry=entry)
    return target.getvalue(), [*(() if form.is_sheet else texts[0]), *texts[1]]


def harmless(data):
    """Nothing in a PDF that leads anywhere: no links, no actions, no pictures from elsewhere, no files."""
    return re.findall(
        rb"/(?:URI|Launch|GoToR|SubmitForm|JavaScript|JS|EmbeddedFile|Filespec|Annots|RichMedia)\b", data
    )


@pytest.fixture(autouse=True)
def nothing_is_fetched(monkeypatch):
    """Whatever opens a socket or reads /etc here fails at once."""

    def refuse(*_args, **_more):
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr("urllib.request.urlopen", refuse)


@pytest.mark.parametrize("key", FORMS)
def test_on_every_form_it_is_text(key):
    data, texts = printed(sample.forms()[key])
    text = "".join(pages_by_pdfium(data))
    assert harmless(data) == []
    assert texts
    assert [one for one in texts if squeezed(one) not in text] == []


def test_in_a_book_every_one_of_them_stands_as_typed():
    titles = [sample.row(n, title=text) for n, text in enumerate(TYPED, start=1)]
    target = io.BytesIO()
    draw_book(target, sample.forms()["receipt_book"], titles, head("<i>学院</i>"))
    text = "".join(pages_by_pdfium(target.getvalue()))
    for one in (*TYPED, "<i>学院</i>"):
        assert squeezed(one) in text, one


def test_on_labels_and_yearly_tables_too():
    at = datetime(2026, 11, 23, 16, 40)
    (sheet, *_) = load_sheets(assets.folder("forms") / assets.LABELS).values()
    labels = [Label("X1", "密收1", "机密", (text,), text) for text in TYPED]
    data, _ = draw_labels(labels, sheet, title="<b>x</b>", at=at)
    text = "".join(pages_by_pdfium(data))
    assert all(squeezed(one)[:8] in text for one in TYPED)
    told = Told("<b>表</b>", "机密", "<i>学院</i>", "账本", at, "岩温")
    tables, _ = draw_tables([Sheet("<u>一</u>", [Column("<b>栏</b>")], [[one] for one in TYPED])], told)
    text = "".join(pages_by_pdfium(tables))
    assert all(
        squeezed(one) in text for one in (*TYPED, "<b>表</b>", "<u>一</u>", "<b>栏</b>", "<i>学院</i>")
    )
    assert harmless(data) == harmless(tables) == []


def test_a_link_in_a_pdf_would_be_seen():
    """Planted: reportlab's own link is found by what looks through the pages."""
    target = io.BytesIO()
    canvas = closed_reportlab().Canvas(target, initialFontName="secretdesk-none")
    canvas.linkURL("http://x.cn/", (0, 0, 9, 9))
    canvas.save()
    assert harmless(target.getvalue())


@pytest.mark.parametrize(
    "name", ["http://10.0.0.1/a.png", "https://x.cn/a", "ftp://x.cn/a", "file:///etc/passwd", "data:,x"]
)
def test_the_reader_of_urls_opens_nothing(name):
    """If a name ever came so far: closed, whatever RL_ or a settings file say (tests/output/test_book.py)."""
    closed_reportlab()
    from reportlab import rl_config
    from reportlab.lib import utils

    assert (rl_config.trustedHosts, rl_config.trustedSchemes) == ([], [])
    with pytest.raises((ValueError, OSError)):
        utils.open_for_read(name)


def test_no_code_hands_reportlab_a_name_or_markup():
    """Only the canvas is used: no Paragraph, no Image, no linkURL, no platypus at all."""
    forbidden = ("platypus", "Paragraph", "drawInlineImage", "ImageReader", "linkURL", "open_for_read")
    for file in (ROOT / "src/secretdesk").rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        assert [word for word in forbidden if word in source] == [], file


def test_openpyxl_reads_nothing_and_parses_with_defusedxml():
    """It writes alone: workbooks from outside are read by our own reader, which refuses every DOCTYPE and link."""
    import openpyxl.xml

    assert openpyxl.xml.DEFUSEDXML is True
    for file in (ROOT / "src/secretdesk").rglob("*.py"):
        assert "load_workbook" not in file.read_text(encoding="utf-8"), file


def test_links_in_cells_stay_text():
    """No hyperlink, no formula, no part of the file that names a place outside."""
    import zipfile

    from openpyxl import load_workbook

    target = io.BytesIO()
    rows = [[one] for one in (*TYPED, '=HYPERLINK("http://x")', "+1", "-1", "@x", "=cmd|' /C calc'!A0")]
    write_workbook(target, "<b>x</b>", [Column("<b>栏</b>")], rows)
    with zipfile.ZipFile(target) as packed:
        content = {name: packed.read(name) for name in packed.namelist()}
    assert not [name for name in content if "externalLink" in name or "connections" in name]
    assert not [
        name
        for name, data in content.items()
        if b"TargetMode" in data or b"<hyperlink" in data or b"<f>" in data
    ]
    sheet = load_workbook(target).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} == {"s"}
    assert [row[0].value.lstrip("'") for row in sheet.iter_rows(min_row=2)] == [row[0] for row in rows]
