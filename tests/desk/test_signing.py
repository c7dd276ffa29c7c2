"""Who is to sign a printed page, by name where the page names them; one Enter records those names (design section 5)."""

import pytest

from secretdesk.desk import checks, papers
from secretdesk.desk.printing import save_pdf
from secretdesk.desk.signing import places_to_sign
from secretdesk.domain.anchors import read
from secretdesk.domain.fields import LONGEST_LONG
from secretdesk.domain.signing import Signing, joined, names_in, parted, place_of
from secretdesk.output.layout import Cell, PrintedRow
from tests.desk.test_papers import ANCHOR
from tests.desk.test_receipt import do, receive, row
from tests.output import sample
from tests.output.pdf import pages_by_pdfium


@pytest.mark.parametrize(
    ("label", "place"),
    [
        ("收件人\n（签字）", "收件人"),
        ("借用人\n（签字、时间）", "借用人"),
        ("接收单位\n（盖章）", "接收单位（盖章）"),
        ("监督、运送人（签字）", "监督／运送人"),
        ("清查人（2）", "清查人（2）"),
    ],
)
def test_the_name_of_a_place(label, place):
    assert place_of(label) == place


@pytest.mark.parametrize("text", ["岩温、玉罕", "岩温，玉罕", "岩温；玉罕、岩温", "岩温\n玉罕"])
def test_the_names_in_a_cell(text):
    assert names_in(text) == ("岩温", "玉罕")


def test_what_a_page_keeps_is_read_again():
    places = [
        Signing("批准人", ("李建国",)),
        Signing("监督／运送人", ("岩温", "玉罕")),
        Signing("接收单位（盖章）"),
    ]
    assert parted(joined(places)) == places
    assert parted(None) == []
    assert [one.signers for one in parted("填表人、审核人")] == [("填表人",), ("审核人",)]


def page(form, rows=(), owner=None, last=True):
    form = sample.forms()[form]
    boxes = [cell for row in (*form.boxes, *(form.end if last else ())) for cell in row]
    return [one.text for one in places_to_sign(form, rows, owner, "岩温", boxes)]


def filled(paths, **values):
    return PrintedRow(1, 1, tuple(Cell(values.get(path, "")) for path in paths))


def test_rows_name_those_who_sign_in_them_each_once():
    form = sample.forms()["loan_book"]
    rows = [filled(form.paths, borrower=who, approved_by="李建国") for who in ("玉罕", "王勤", "玉罕")]
    rows.append(PrintedRow(9, 9, filled(form.paths, borrower="张三").cells, void=True))
    assert page("loan_book", rows) == [
        "保密员：岩温", "保密办主任", "批准人：李建国", "借阅人：玉罕，王勤", "归还人", "接收人：岩温",
    ]  # fmt: skip


def test_places_of_one_cell_that_the_same_value_names_have_its_names_in_turn():
    form = sample.forms()["stocktake_book"]
    rows = [filled(form.paths, counted_by=who) for who in ("岩温、玉罕", "王勤、岩温、张三")]
    assert [one for one in page("stocktake_book", rows) if "清查人" in one] == [
        "清查人甲：岩温，王勤", "清查人乙：玉罕，岩温，张三",
    ]  # fmt: skip


def test_nobody_signs_in_a_column_without_rows():
    assert not any("借阅人" in one for one in page("loan_book"))
    assert any("领取人" in one for one in page("copying_sheet")), "there rows are left for a hand"


def test_boxes_of_the_same_people_have_their_names_in_turn():
    form = sample.forms()["destruction_list"]
    owner = filled(form.box_paths, counted_by="岩温、玉罕", escorts="玉罕、王勤、张三")
    found = page("destruction_list", owner=owner)
    assert [one for one in found if "甲" in one or "乙" in one] == [
        "清点人甲：岩温", "清点人乙：玉罕", "押运人甲：玉罕", "押运人乙：王勤，张三", "监销人甲", "监销人乙",
    ]  # fmt: skip
    assert not any("甲" in one for one in page("destruction_list", owner=owner, last=False))


def test_where_a_day_is_written_nobody_signs():
    assert not any(
        "日期" in one for form in ("copying_sheet", "dispatch_slip", "loan_sheet") for one in page(form)
    )


def test_no_place_of_a_shipped_form_still_says_that_one_signs_there():
    for key in sample.forms():
        assert not any("签字" in one for one in page(key)), key


def test_one_enter_records_the_names(desk, tmp_path):
    receive(desk)
    for name in ("玉罕", "岩温"):
        do(desk, "people", "enrol", name=name)
    given = {
        "copies": ["密收〔2026〕0001-1"],
        "borrower": "玉罕",
        "approved_by": "李建国",
        "briefed_by": "岩温",
    }
    do(desk, "loans", "lend", confirm=("not_cleared", "no_pledge"), **given)
    save_pdf(desk, tmp_path / "a.pdf", "loan_sheet", entry=row(desk, "loans", "借〔2026〕0001号").entry)
    (text,) = pages_by_pdfium((tmp_path / "a.pdf").read_bytes())
    squeezed = "".join(text.split())
    for told in (
        "玉罕",
        "李建国",
        "密收〔2026〕0001-1",
        "机密★10年",
        "续借次数",
        "归还人（签字）",
        "接收人（签字）",
    ):
        assert told in squeezed
    paper = papers.check(desk, read(ANCHOR.search(squeezed)[0]).scanned)
    assert (
        paper.page["boxes"]
        == "部门负责人、批准人：李建国、借阅人：玉罕、保密员：岩温、续借批准、归还人、接收人：岩温"
    )
    do(desk, "prints", "sign", "印〔2026〕0001号")
    (signed,) = desk.rows("print_pages")
    assert signed["signed_by"] == "部门负责人、李建国、玉罕、岩温、续借批准、归还人"
    assert desk.rows("prints")[0]["signed_by"] == signed["signed_by"]
    assert list(checks.verify(desk)) == []


def test_long_free_text_beside_a_place_stops_no_print(desk, tmp_path):
    receive(desk, sender="送" * 490)
    for n in range(5):
        receive(desk, doc_number=f"{n}号", copy_numbers=f"00020{n}", sender=f"{n}" * 400, confirm=())
    save_pdf(desk, tmp_path / "a.pdf", "receipt_book", year=2026)
    assert all(len(one["boxes"]) < LONGEST_LONG for one in desk.rows("print_pages"))
