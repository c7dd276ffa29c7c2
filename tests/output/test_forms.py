"""Forms are checked when they are loaded, and a wrong one is named by file, line and key."""

import hashlib
import io

import pytest

from secretdesk import assets
from secretdesk.output.book import draw_book
from secretdesk.output.boxes import heights, lay_out
from secretdesk.output.form_source import FormError
from secretdesk.output.forms import load_form, load_forms
from secretdesk.output.layout import Cell, PrintedRow
from secretdesk.output.paper import LEAST_ROW, MM
from secretdesk.registers import BY_KEY, VIEWS
from tests.output import sample
from tests.output.pdf import pages_by_pdfium

GOOD = """\
key = "mine"
code = "F01"
version = 3
title = "密件收文登记簿"
register = "documents"
page = "A4 landscape"
show_title = true
order = ["-received_on", "number"]
grid = [
    ["received_on", { field = "issuer", width = 2 }],
    ["title"],
]

[where]
level = ["绝密", "机密"]
status = "registered"

[head]
left = "单位：{unit}"
right = "{clerk}　{year}"

[[columns]]
field = "number"
width = 30

[[columns]]
fields = ["title", "issuer"]
width = 80

[[columns]]
sign = true
label = "签收"
width = 40

[[foot]]
label = "填表人"
width = 40
"""


def load(tmp_path, text):
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return load_form(file, BY_KEY)


def test_a_form_is_read(tmp_path):
    form = load(tmp_path, GOOD)
    assert (form.key, form.version, form.kind, form.show_title, form.grow) == ("mine", 3, "book", True, 30)
    assert form.paths == ("number", "title", "issuer")
    assert [(c.label, c.align) for c in form.columns] == [
        ("编号", "center"),
        ("文件标题／来文单位", "left"),
        ("签收", "center"),
    ]
    assert form.where == {"level": ("绝密", "机密"), "status": ("registered",)}
    assert form.order == ("-received_on", "number")
    assert form.head == ("单位：{unit}", "", "{clerk}　{year}")
    assert [[(cell.field, cell.width) for cell in row] for row in form.grid] == [
        [("received_on", 1), ("issuer", 2)],
        [("title", 1)],
    ]
    assert form.digest == hashlib.sha256(GOOD.encode()).hexdigest()


def test_every_shipped_form_loads_against_the_registers():
    forms = load_forms(assets.form_files(), BY_KEY | VIEWS)
    assert set(forms) == {file.stem for file in assets.form_files()}
    wanted = {key for register in BY_KEY.values() for key in register.forms}
    assert wanted <= set(forms)
    for form in forms.values():
        asked = {key for action in (BY_KEY | VIEWS)[form.grid_of].actions for key in action.asks}
        assert {cell.field for row in form.grid for cell in row} <= asked, form.key
    assert forms["work_secret_book"].where["level"] == ("工作秘密", "内部", "非密"), "no mark with a star"
    assert forms["work_secret_book"].series == ("工收", "内收")
    assert forms["receipt_book"].series == ("密收",)
    assert forms["receipt_book"].paths[:5] == ("number", "received_on", "issuer", "doc_number", "title")


def test_a_form_of_windows_is_read_as_well(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert load_form(file, BY_KEY).paths == ("number", "title", "issuer")


@pytest.mark.parametrize(
    ("before", "after", "line", "key"),
    [
        ('title = "密件收文登记簿"\n', "", 0, "title"),
        ("version = 3", 'version = "3"', 3, "version"),
        ("version = 3", "version = true", 3, "version"),
        ('register = "documents"', 'register = "no_such_book"', 5, "register"),
        ('page = "A4 landscape"', 'page = "A3"', 6, "page"),
        ("show_title = true", "show_titel = true", 7, "show_titel"),
        ("show_title = true", "show_title = false", 27, "columns.fields"),
        ('"-received_on"', '"-recieved_on"', 8, "order"),
        ('"received_on", {', '"recieved_on", {', 9, "grid"),
        ('["title"],\n]', '["title", "title"],\n]', 9, "grid"),
        ('"绝密", "机密"', '"绝秘", "机密"', 15, "where.level"),
        ("status = ", "state = ", 16, "where.state"),
        ("{unit}", "{office}", 19, "head.left"),
        ("{unit}", "{unit", 19, "head.left"),
        ('field = "number"', 'field = "numbre"', 23, "columns.field"),
        ('field = "number"', 'field = "issuer.nmae"', 23, "columns.field"),
        ('field = "number"', 'field = "mark.level"', 23, "columns.field"),
        ('fields = ["title"', 'fields = ["number"', 27, "columns.fields"),
        ("width = 80", "width = 5", 28, "columns.width"),
        ("width = 80", "width = 240", 22, "columns"),
        ("width = 30", "width = true", 24, "columns.width"),
        ("sign = true", 'sign = true\nfield = "title"', 31, "columns.sign"),
        ('label = "填表人"', 'lable = "填表人"', 36, "foot.lable"),
        ("width = 40\n\n[[foot]]", "width = 40\n\n[[foot]]\nwidth = 110\nlabel = 'x'\n[[foot]]", 35, "foot"),
        ("show_title = true", 'show_title = true\neach = "mark"', 8, "each"),
        ("show_title = true", 'show_title = true\neach = "place"', 8, "each"),
        ("show_title = true", "show_title = true\nmarked = false", 8, "marked"),
        ("width = 40\n\n[[foot]]", "width = 24\n\n[[foot]]", 33, "columns.width"),
        ('code = "F01"', "code = F01", 2, ""),
        ("sign = true", 'sign = true\nby = "sender"', 32, "columns.by"),
        ("sign = true", 'signs = [{ label = "甲", who = "clerk" }]', 31, "columns.signs"),
        ("sign = true", 'signs = ["甲"]', 31, "columns.signs"),
        ("sign = true", 'field = "pages"\nsigns = [{ label = "甲" }]', 32, "columns.signs"),
        ('field = "number"', 'field = "issuer.n"', 23, "columns.field"),
        ('"-received_on", "number"', '"n"', 8, "order"),
        ('label = "填表人"', 'label = "填表人"\nby = "issuer"', 37, "foot.by"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, before, after, line, key):
    assert before in GOOD
    with pytest.raises(FormError) as caught:
        load(tmp_path, GOOD.replace(before, after, 1))
    assert (caught.value.line, caught.value.key) == (line, key)
    assert str(tmp_path / "mine.toml") in str(caught.value)
    assert key in str(caught.value)


def test_places_to_sign_of_one_cell_and_who_is_named_there(tmp_path):
    signs = (
        'signs = [{ label = "送件人（签字）", by = "issuer" }, { label = "收件人（签字）", by = "clerk" }]'
    )
    form = load(tmp_path, GOOD.replace("sign = true", signs).replace('label = "签收"\n', ""))
    column = form.columns[2]
    assert (column.paths, column.label) == ((), "送件人（签字）\n收件人（签字）")
    assert [(place.label, place.by) for place in column.places] == [
        ("送件人（签字）", "issuer"),
        ("收件人（签字）", "clerk"),
    ]
    assert form.least_row == 20
    assert load(tmp_path, GOOD).least_row == 10


def test_two_forms_may_not_share_a_key(tmp_path):
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(FormError, match=r"b\.toml.*a\.toml"):
        load_forms(sorted(tmp_path.glob("*.toml")), BY_KEY)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FormError, match=r"none\.toml"):
        load_form(tmp_path / "none.toml", BY_KEY)


def test_a_file_that_is_no_text_is_named(tmp_path):
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FormError, match=r"x\.toml"):
        load_form(tmp_path / "x.toml", BY_KEY)


def test_sample_follows_the_receipt_book():
    assert len(sample.row(1).cells) == len(sample.forms()["receipt_book"].paths)


OF_PAPER = """
[members]
by = "document"
"""


@pytest.mark.parametrize(
    ("boxes", "wrong"),
    [
        ('[["number", { field = "title", width = 2, high = 14 }], [{ sign = true, label = "批示" }]]', ""),
        ('[["nothing"]]', "nothing"),
        ('["number"]', "[[…], …]"),
        ("[[3]]", "[[…], …]"),
        ("[[{ sign = true }]]", "label"),
        ('[[{ field = "title", tall = 3 }]]', "tall"),
        ('[[{ field = "title", high = 900 }]]', "60"),
        ('[["number", "count"], [{ field = "title", rows = 2 }, "mark"]]', "跨几行"),
        ('[["number", { heading = "审批", rows = 2 }, "mark"], ["count"]]', "审批"),
        ('[[{ heading = "审批", rows = 0 }, "mark"], ["count"]]', "审批"),
        ('[["number", "count", { sign = true, label = "批示" }]]', "25"),
    ],
)
def test_boxes_say_what_the_entry_of_a_list_says(tmp_path, boxes, wrong):
    columns = '[[columns]]\nfield = "number"\nwidth = 130\n'
    head = "\n".join(
        line for line in GOOD.splitlines() if line.split(" ")[0] in {"key", "code", "version", "title"}
    )
    text = f'{head}\nregister = "copies"\npage = "A4 portrait"\nshow_title = true\nboxes = {boxes}\n'
    text += OF_PAPER + columns
    if not wrong:
        form = load(tmp_path, text)
        assert form.box_paths == ("number", "title")
        assert [[(c.label, c.width, c.high) for c in row] for row in form.boxes] == [
            [("编号", 1, 0), ("文件标题", 2, 14)], [("批示", 1, 0)],
        ]  # fmt: skip
        return
    with pytest.raises(FormError) as found:
        load(tmp_path, text)
    assert wrong in str(found.value)


def test_boxes_need_an_entry_and_hide_the_title_where_it_may_not_stand(tmp_path):
    with pytest.raises(FormError):
        load(tmp_path, GOOD.replace("[head]", 'boxes = [["number"]]\n\n[head]', 1))


def test_a_sheet_is_one_entry_in_boxes(tmp_path):
    before, kind = "show_title = true\n", 'show_title = true\nkind = "sheet"\n'
    boxes = kind + 'boxes = [["number"], [{ sign = true, label = "批准" }]]\n'
    plain = GOOD.partition("[[columns]]")[0]
    form = load(tmp_path, plain.replace(before, boxes))
    assert (form.is_sheet, form.wants_entry, form.paths, form.box_paths) == (True, True, (), ("number",))
    with pytest.raises(FormError, match="boxes"):
        load(tmp_path, plain.replace(before, kind))
    with pytest.raises(FormError, match="columns"):
        load(tmp_path, GOOD.replace(before, boxes))


def test_a_box_beside_several_rows_a_shared_heading_and_an_end(tmp_path):
    sheet = GOOD.partition("[[columns]]")[0].replace('register = "documents"', 'register = "copies"')
    sheet = sheet.replace('["-received_on", "number"]', '["number"]').partition("grid = ")[0]
    text = (
        sheet
        + """open = true
boxes = [
    ["number", { heading = "审批", rows = 2, width = 0.5 }],
    ["title"],
]
end = [[{ field = "count", label = "合计" }, { sign = true, label = "清点人", high = 20 }]]

[members]
by = "document"

[[columns]]
field = "number"
under = "载体"
width = 60

[[columns]]
field = "pages"
under = "载体"
width = 40

[[columns]]
field = "place"
width = 50
"""
    )
    form = load(tmp_path, text)
    assert form.open and form.box_paths == ("number", "title", "count")
    assert [(c.label, c.rows, c.is_signed) for row in form.boxes for c in row] == [
        ("编号", 1, False), ("审批", 2, False), ("文件标题", 1, False),
    ]  # fmt: skip
    above, below = lay_out(form, None)
    assert [[round(box.width / MM) for box in row] for row in above] == [[100, 50], [100]]
    assert heights(above) == [LEAST_ROW, LEAST_ROW] and heights(below) == [20 * MM]
    data = io.BytesIO()
    pages = draw_book(data, form, [PrintedRow(n, n, (Cell(f"甲{n}"), Cell("3"), Cell("柜"))) for n in range(30)],
                      sample.head(), entry=PrintedRow(99, 99, (Cell("密收1号"), Cell("通知"), Cell("30"))))  # fmt: skip
    texts = pages_by_pdfium(data.getvalue())
    assert [("清点人" in text, "审批" in text, text.count("载体") > 0) for text in texts] == [
        *[(False, True, True)] * (len(pages) - 1), (True, True, True),
    ]  # fmt: skip
    assert not any("以下空白" in text for text in texts), "rows are left for a hand"
    assert [row for page in pages for row, _ in page.rows] == list(range(30))


def test_the_end_goes_on_a_page_of_its_own_where_the_rows_leave_no_room():
    form = sample.forms()["destruction_list"]
    row = PrintedRow(1, 1, tuple(Cell("甲") for _ in form.paths))
    entry = PrintedRow(9, 9, tuple(Cell("") for _ in form.box_paths))
    counts = {}
    for many in range(1, 13):
        data = io.BytesIO()
        pages = draw_book(data, form, [row] * many, sample.head(), entry=entry)
        counts[many] = [len(page.rows) for page in pages]
        assert ["监销人甲" in text for text in pages_by_pdfium(data.getvalue())][-1]
    assert counts[1] == [1] and counts[12] == [12, 0]
