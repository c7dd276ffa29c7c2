"""A printed book shows everything, bears the right mark on each page and can be searched."""

import io
import os
import re
import subprocess
import sys
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from secretdesk.domain.marks import parse_mark
from secretdesk.output.book import draw_book
from secretdesk.output.layout import Cell, Layout, PrintedRow
from secretdesk.output.paper import MM
from secretdesk.output.sheet import Head, measure
from tests.output import pdf, sample

NASTY = (
    "䶮㛃𬭊",
    "刀𠮷同志",  # no font at hand has 𠮷
    "关于转发《云办发〔2026〕88号》的通知（一）……——“附件”：①②③☐☑✓★",
    "ThinkPad X1 (Gen 9)／SN:PF-2A/B_C.D@e&f#g%h",
    "(brackets) \\backslash <angle> </b> &amp; Tj ET",
    "café naïve Ελλάδα Москва １２３ＡＢＣ",
    "第一行\n第二行",
    "、".join(f"{n:06d}" for n in range(1, 400, 2)),
    "关于进一步加强全省教育系统国家秘密载体全生命周期管理工作的若干意见" * 20,
    "x" * 300,
    "\u2002两\u3000端\xa0空\t白 ",
)


def draw(rows, *, form="receipt_book", head=None, **options):
    target = io.BytesIO()
    pages = draw_book(target, sample.forms()[form], rows, head or sample.head(), **options)
    return target.getvalue(), pages


def values(row):
    return [pdf.squeezed(text) for cell in row.cells for text in (*cell.old, cell.text) if text]


@pytest.fixture(scope="module")
def nasty():
    """A value of each kind in the title, in a narrow column, in a centred one, and in a row with corrections."""
    rows = []
    for number, text in enumerate(NASTY, 1):
        rows += [
            sample.row(10 * number, title=text),
            sample.row(10 * number + 1, issuer=text, channel=text),
            sample.row(10 * number + 2, title=Cell(text, ("旧" + text,)), whereabouts=text),
        ]
    return rows, *draw(rows)


@pytest.mark.parametrize(
    "reader", [pdf.pages_by_pdfium, pytest.param(pdf.pages_by_poppler, marks=pdf.needs_poppler)]
)
def test_every_value_can_be_read_back(nasty, reader):
    rows, data, pages = nasty
    text = reader(data)
    assert len(text) == len(pages)
    for row in rows:
        shown = [text[page.number - 1] for page in pages if (row.entry, row.seq) in page.rows]
        assert shown, row.entry
        for value in values(row):
            if len(shown) == 1:
                assert value in shown[0]
            else:  # cut by the end of a page: every piece of twenty stands somewhere, in order of pages
                pieces = [value[n : n + 20] for n in range(0, len(value), 20)]
                found = sum(any(piece in page for page in shown) for piece in pieces)
                assert found >= len(pieces) - len(shown), value


def test_nothing_is_cut_off_or_leaves_its_cell(nasty):
    """The ink of every string lies between the two lines of its column, and within the table."""
    _, data, pages = nasty
    at = measure(sample.forms()["receipt_book"])
    for page in pages:
        boxes = pdf.text_boxes(data, page.number - 1, at.table_bottom, at.rows_top)
        assert len(boxes) >= 10
        for left, bottom, right, top, text in boxes:
            assert any(a <= left and right <= b for a, b in pairwise(at.edges)), (page.number, text)
            assert at.table_bottom <= bottom and top <= at.rows_top, (page.number, text)


@pdf.needs_poppler
def test_all_fonts_are_embedded_subset_and_mapped(nasty, tmp_path):
    _, data, _ = nasty
    fonts = pdf.fonts_by_poppler(data, tmp_path)
    assert {font[0].partition("+")[2] for font in fonts} == {"NotoSerifSC-Regular", "NotoSansSC-Regular"}
    for font in fonts:
        assert font[1:7] == ["CID", "TrueType", "Identity-H", "yes", "yes", "yes"]


def test_a_missing_character_is_framed_with_its_code_point_and_keeps_its_text():
    at = measure(sample.forms()["receipt_book"])
    shown = []
    for char in "𠮷𠮸":
        data, _ = draw([sample.row(1, title=char)])
        boxes = pdf.text_boxes(data, 0, at.rows_top - 20 * MM, at.rows_top)
        ((left, bottom, right, top, _),) = [box for box in boxes if box[4] == char]
        assert right - left == pytest.approx(0.92 * 10.5, abs=1) and top - bottom == pytest.approx(
            right - left, abs=1
        )
        area = (left * 4, (at.height - top) * 4, right * 4, (at.height - bottom) * 4)
        shown.append(pdf.picture(data, scale=4).crop(tuple(map(int, area))).convert("L").tobytes())
    assert sum(value < 160 for value in shown[0]) > 200  # ink of frame and digits
    assert shown[0] != shown[1]  # U+20BB7, U+20BB8: not one silent box for all


def test_the_header_stands_on_every_page_and_pages_are_counted():
    data, pages = draw(sample.rows(58))
    texts = pdf.pages_by_pdfium(data)
    assert len(texts) == len(pages) > 3
    for number, text in enumerate(texts, 1):
        for label in (
            "密件收文登记簿",
            "收文编号",
            "文件标题",
            "收件人（签字）",
            "单位：西双版纳职业技术学院",
            "2026年度",
        ):
            assert label in text, (number, label)
        assert f"第{number}页共{len(pages)}页" in text
        assert f"核验码7F3K-Q2MX-R{number}" in text
        form = sample.forms()["receipt_book"]
        assert f"F01密件收文登记簿第{form.version}版·{form.digest[:8]}" in text
        assert "2026-11-2316:40岩温打印" in text
    assert [("以下空白" in text) for text in texts] == [False] * (len(texts) - 1) + [True]
    assert [pair for page in pages for pair in page.rows] == [(row.entry, row.seq) for row in sample.rows(58)]


def test_each_page_bears_the_highest_level_and_the_longest_term_of_its_rows():
    rows = [sample.row(n, row_mark="秘密★5年") for n in range(1, 40)]
    rows[20] = sample.row(21, row_mark="机密★10年")
    rows[38] = sample.row(39, row_mark="秘密★10年")
    data, pages = draw(rows)
    expected = [
        "机密★10年" if (21, 12021) in p.rows else "秘密★10年" if (39, 12039) in p.rows else "秘密★5年"
        for p in pages
    ]
    assert [page.mark.text for page in pages] == expected
    assert len(set(expected)) == 3
    at = measure(sample.forms()["receipt_book"])
    for number, mark in enumerate(expected):
        top = [
            box[4]
            for box in pdf.text_boxes(data, number, at.table_top + 5 * MM, at.height)
            if box[0] < 80 * MM
        ]
        assert "".join(top).startswith(mark)


def test_each_department_has_pages_of_its_own_and_numbers_alone_bear_no_level():
    """催还单: what goes to one department shows nothing of another, and counts its own pages."""
    form = sample.forms()["recall_slip"]
    at, who = form.paths.index("department"), form.paths.index("number")
    rows = []
    for number in range(60):
        cells = [Cell("")] * len(form.paths)
        cells[at] = Cell(("教务处", "学生处", "财务处")[min(number // 25, 2)])
        cells[who] = Cell(f"借〔2026〕{number:04d}号")
        rows.append(PrintedRow(number + 1, number + 1, tuple(cells), parse_mark("机密★10年")))
    data, pages = draw(rows, form="recall_slip")
    texts = pdf.pages_by_pdfium(data)
    assert [page.mark for page in pages] == [None] * len(pages)
    assert all("机密" not in text for text in texts)
    told = [re.search(r"第(\d+)页共(\d+)页", text).groups() for text in texts]
    named = [{name for name in ("教务处", "学生处", "财务处") if name in text} for text in texts]
    assert all(len(one) == 1 for one in named)
    for name in ("教务处", "学生处", "财务处"):
        own = [count for count, one in zip(told, named, strict=True) if one == {name}]
        assert own == [(str(n), str(len(own))) for n in range(1, len(own) + 1)], name
    assert [("以下空白" in text) for text in texts].count(True) == 3


def test_work_secrets_bear_no_star():
    form = sample.forms()["work_secret_book"]
    texts = {"mark": "工作秘密 3年", "number": "工收〔2026〕0001号", "title": "院长办公会纪要"}
    rows = [
        PrintedRow(1, 1, tuple(Cell(texts.get(path, "")) for path in form.paths), parse_mark("工作秘密 3年"))
    ]
    data, pages = draw(rows, form="work_secret_book")
    assert pages[0].mark.text == "工作秘密"
    assert "★" not in pdf.pages_by_pdfium(data)[0]


def test_corrections_are_red_below_the_crossed_out_former_values():
    rows = sample.rows(3)
    rows[1] = sample.row(2, pages=Cell("13", ("12", "11")))
    data, _ = draw(rows)
    drawn = pdf.coloured(data)
    red = [text for text, is_red in drawn if is_red and not text.startswith("红字")]
    assert red == ["12", "11", "13"]
    boxes = {box[4]: box for box in pdf.text_boxes(data, 0, 0, 2000) if box[4] in {"12", "11", "13"}}
    assert boxes["12"][1] > boxes["11"][1] > boxes["13"][1]  # from top to bottom
    lines = [line for line in pdf.strokes(data) if line[4]]
    assert len(lines) == 2
    for text, (left, bottom, right, top, _) in zip(("12", "11"), lines, strict=True):
        box = boxes[text]
        assert left < box[0] and right > box[2] and box[1] < (bottom + top) / 2 < box[3]
    assert "红字为更正" in pdf.pages_by_pdfium(data)[0]
    assert "红字为更正" not in pdf.pages_by_pdfium(draw(sample.rows(3))[0])[0]


def test_a_void_row_is_crossed_out_whole_and_stays_readable():
    rows = sample.rows(3)
    rows[1] = sample.row(2, void=True)
    data, _ = draw(rows)
    at = measure(sample.forms()["receipt_book"])
    (line,) = [line for line in pdf.strokes(data) if line[4]]
    assert line[0] <= at.left + 1 and line[2] >= at.right - 1
    text = pdf.pages_by_pdfium(data)[0]
    assert all(value in text for value in values(rows[1]))


def test_rows_have_ten_millimetres_for_each_place_to_sign_and_fill_the_page():
    rows = [
        sample.row(
            n,
            title="通知",
            issuer="省委",
            whereabouts="",
            channel="专人送达",
            courier_number="",
            wrapping_intact="",
        )
        for n in range(1, 31)
    ]
    data, pages = draw(rows)
    at = measure(sample.forms()["receipt_book"])
    lines = sorted(
        {round(line[1], 1) for line in pdf.strokes(data) if line[2] - line[0] > 700 and line[3] - line[1] < 2}
    )
    levels = [at.table_bottom, *[y for y in lines if at.table_bottom + 1 < y <= at.rows_top + 1]]
    heights = [upper - lower for lower, upper in pairwise(levels)]
    assert len(heights) == len(pages[0].rows) == 6
    assert all(height >= 2 * 10 * MM - 0.5 for height in heights)  # 送件人 and 收件人 one below the other
    assert max(heights) - min(heights) < 1


def test_a_long_text_grows_the_row_then_shrinks_then_goes_on_overleaf():
    form = sample.forms()["receipt_book"]
    layout = Layout(form, measure(form).room)
    title = next(n for n, column in enumerate(form.columns) if column.paths == ("title",))

    def block(length):
        pages = list(layout.pages([sample.row(1, title="密" * length, wrapping_intact="")]))
        return len(pages), pages[0][0].blocks[title].size, pages[0][0].height / MM

    assert block(10) == (1, 10.5, pytest.approx(20, abs=0.5))
    pages, size, height = block(45)
    assert (pages, size) == (1, 10.5) and 22 < height <= 30
    pages, size, height = block(85)
    assert pages == 1 and 6.5 < size < 10.5 and height <= 30
    pages, size, height = block(300)
    assert (pages, size) == (1, 6.5) and height > 30
    pages, size, _ = block(3000)
    assert pages > 1 and size == 6.5


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("密〔2026〕8号", 9),  # whole at 9 pt, torn before its bracket at 10.5
        ("西机保发〔2026〕1088号", 10.5),  # torn at both
        ("教密〔26〕8号", 10.5),
        ("2026-11-23", 10.5),
    ],
)
def test_a_number_is_rather_smaller_than_torn(text, size):
    form = sample.forms()["receipt_book"]
    column = next(n for n, column in enumerate(form.columns) if column.paths == ("doc_number",))
    ((strip,),) = Layout(form, measure(form).room).pages([sample.row(1, doc_number=text)])
    assert strip.blocks[column].size == size
    assert "".join(line for line, _ in strip.blocks[column].lines) == text


def test_what_goes_on_overleaf_is_whole():
    form = sample.forms()["receipt_book"]
    title = next(n for n, column in enumerate(form.columns) if column.paths == ("title",))
    text = "".join(chr(0x4E00 + n) for n in range(3000))
    pages = list(
        Layout(form, measure(form).room).pages([*sample.rows(3), sample.row(9, title=text), sample.row(10)])
    )
    strips = [strip for page in pages for strip in page if strip.row.entry == 9]
    assert len(strips) > 2 and [strip.row.entry for strip in pages[0]] == [1, 2, 3, 9]
    assert "".join(line for strip in strips for line, _ in strip.blocks[title].lines) == text
    assert [strip.blocks[0].lines for strip in strips[1:]] == [(("（续）", 0),)] * (len(strips) - 1)
    assert pages[-1][-1].row.entry == 10


@pytest.mark.parametrize(
    ("form", "places"), [("carrier_ledger", 1), ("receipt_book", 2), ("handover_book", 3)]
)
def test_the_least_height_is_ten_millimetres_for_each_place_to_sign(form, places):
    form = sample.forms()[form]
    empty = PrintedRow(1, 1, tuple(Cell("") for _ in form.paths))
    ((strip,),) = Layout(form, measure(form).room).pages([empty])
    assert strip.height == pytest.approx(places * 10 * MM)


@pytest.mark.parametrize("blank", [False, True])
def test_places_that_share_a_cell_are_told_apart_by_a_line(blank):
    data, _ = draw([] if blank else sample.rows(2), blank=blank)
    form, at = sample.forms()["receipt_book"], measure(sample.forms()["receipt_book"])
    signed = next(n for n, column in enumerate(form.columns) if column.places)
    left, right = at.edges[signed], at.edges[signed + 1]
    between = [
        line
        for line in pdf.strokes(data)
        if abs(line[0] - left) < 1 and abs(line[2] - right) < 1 and at.table_bottom < line[1] < at.rows_top
    ]
    assert len(between) == (6 if blank else 2)


def test_signatures_have_the_room_that_the_form_gives_them():
    data, _ = draw(sample.rows(1))
    form, at = sample.forms()["receipt_book"], measure(sample.forms()["receipt_book"])
    foot = {box[4]: box for box in pdf.text_boxes(data, 0, at.table_bottom - 10 * MM, at.table_bottom)}
    places = [
        next(box for text, box in foot.items() if text.startswith(label))
        for label in ("填表人", "审核人", "年")
    ]
    x = at.left
    for place, box in zip(places, form.foot, strict=True):
        assert place[0] == pytest.approx(x, abs=2)
        x += box.width * MM
    assert box.width * MM > 25 * MM


def test_a_blank_form_has_empty_rows_and_no_numbers():
    data, pages = draw([], blank=True)
    text = pdf.pages_by_pdfium(data)[0]
    assert len(pages) == 1 and pages[0].rows == () and pages[0].mark is None
    assert "收文编号" in text and "以下空白" not in text
    assert "—第页共页—" in text


def test_a_year_without_entries_is_closed():
    data, pages = draw([])
    assert len(pages) == 1 and pages[0].rows == ()
    assert "以下空白" in pdf.pages_by_pdfium(data)[0]


@pytest.mark.parametrize("form", sorted(sample.forms()))
def test_every_form_prints_filled_and_blank(form):
    paths = sample.forms()[form].paths
    cells = tuple(Cell(f"值{n:02d}〔2026〕{path[:3]}") for n, path in enumerate(paths))
    data, _ = draw([PrintedRow(1, 1, cells)], form=form)
    text = pdf.pages_by_pdfium(data)[0]
    assert all(pdf.squeezed(cell.text) in text for cell in cells)
    assert sample.forms()[form].title in pdf.pages_by_pdfium(draw([], form=form, blank=True)[0])[0]


def test_the_qr_code_is_drawn_at_the_foot():
    at = measure(sample.forms()["receipt_book"])
    corner = tuple(int(v * 2) for v in (at.right - 17 * MM, at.height - at.table_bottom + 3 * MM))
    area = (*corner, int(corner[0] + 34 * MM), int(corner[1] + 34 * MM))

    def dark(head):
        picture = pdf.picture(draw(sample.rows(2), head=head)[0]).crop(area).convert("L")
        return sum(1 for value in picture.tobytes() if value < 128) / (picture.width * picture.height)

    assert 0.3 < dark(sample.head()) < 0.7
    assert dark(sample.head(code=False)) < 0.2


def test_long_names_shrink_and_stay_on_the_page():
    head = sample.head("西双版纳傣族自治州" * 12)
    data, _ = draw(sample.rows(2), head=head)
    at = measure(sample.forms()["receipt_book"])
    assert all(box[2] <= at.right + 1 for box in pdf.text_boxes(data, 0, 0, at.height))
    assert pdf.squeezed(head.unit) in pdf.pages_by_pdfium(data)[0]


def test_progress_is_told_and_can_cancel():
    told = []
    draw(sample.rows(50), progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told) and told[-1] == (50, 50) and len(told) > 3

    def stop(_done, _total):
        raise InterruptedError

    target = io.BytesIO()
    with pytest.raises(InterruptedError):
        draw_book(target, sample.forms()["receipt_book"], sample.rows(50), sample.head(), progress=stop)
    assert target.getvalue() == b""


SCRIPT = """
import hashlib, io, sys
from tests.output import sample
from secretdesk.output.book import draw_book
from secretdesk.output.workbook import Column, write_workbook
target = io.BytesIO()
draw_book(target, sample.forms()["receipt_book"], sample.rows(30) + [sample.row(31, title="𠮷")], sample.head())
write_workbook(io.BytesIO(), "x", [Column("a")], [["b"]])
banned = ("socket", "_socket", "ssl", "http", "urllib.request", "asyncio", "multiprocessing", "email", "subprocess",
          "logging.handlers", "logging.config", "importlib.metadata", "select", "sqlite3")
print(hashlib.sha256(target.getvalue()).hexdigest(), [name for name in banned if name in sys.modules])
from reportlab import rl_config
print(rl_config.trustedHosts, rl_config.trustedSchemes, rl_config.invariant)
"""


def test_same_input_gives_same_bytes_and_nothing_opens_a_socket(tmp_path):
    """In two processes with other hash seeds, settings of reportlab lying about, and other times."""
    (tmp_path / ".reportlab_settings").write_text("trustedHosts = ['evil']\ninvariant = 7\n")
    (tmp_path / "reportlab_settings.py").write_text("trustedHosts = ['evil']\ninvariant = 7\n")
    found = []
    for seed in ("1", "2"):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "HOME": str(tmp_path),
            "PYTHONPATH": os.pathsep.join([str(tmp_path), str(Path.cwd())]),
            "RL_trustedHosts": "evil",
            "RL_pageCompression": "0",
        }
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
        found.append(run.stdout.splitlines())
    assert found[0] == found[1]
    assert found[0][0].endswith(" []")
    assert found[0][1] == "[] [] 0"


def test_the_date_in_the_file_is_that_of_the_print():
    head = sample.head()
    other = Head(
        head.unit, head.clerk, head.year_text, datetime(2027, 1, 2, 3, 4), head.printed_by, head.foot
    )
    data, _ = draw(sample.rows(1), head=other)
    assert re.findall(rb"/CreationDate \((.*?)\)", data) == [b"D:20270102030400"]
