"""Which entries the printed books show, and how their cells read (F01, F34)."""

import pytest

from secretdesk.desk import form_rows, printed_rows, sheets
from secretdesk.desk.shown import Shown
from secretdesk.domain.review import Command, Row
from secretdesk.output.layout import Cell
from tests.desk.test_receipt import GIVEN, NAMES, do, receive

LIGHT = {"doc_number": None, "copy_numbers": None, "pages": None, "issued_on": None}


def book(desk, key, **chosen):
    form = sheets.forms_of(desk)[key]
    found = form_rows.rows_of(desk, form, chosen.get("year"), "", chosen.get("entry"))
    return [row.number for row in found]


def test_a_book_shows_its_series_whole_and_what_was_carried_over_by_level(desk):
    first = receive(desk)
    receive(desk, mark="工作秘密", count=1, **LIGHT)
    receive(desk, mark="非密", count=1, **LIGHT)
    carried = {**GIVEN, "doc_number": "旧", "copy_numbers": "8"}
    desk.perform(Command("", "documents", "receive", None, carried, confirm=NAMES, number="旧收字第12号"))
    last = receive(desk, doc_number="新", copy_numbers="9")
    do(desk, "documents", "void", last.number, reason="重复")
    do(desk, "documents", "change_mark", first.number, mark="工作秘密", notice_number="云教函〔2026〕1号")
    whole = ["密收〔2026〕0001号", "旧收字第12号", "密收〔2026〕0002号"]
    assert book(desk, "receipt_book") == book(desk, "receipt_book", year=2026) == whole
    assert book(desk, "receipt_book", year=2025) == []
    assert book(desk, "receipt_book", entry=first.entry) == whole[:1]
    assert book(desk, "work_secret_book") == ["工收〔2026〕0001号", "内收〔2026〕0001号"]


def test_number_and_short_title_alone_raise_no_page_above_the_pc(desk):
    receive(desk, mark="秘密★5年")
    top = receive(desk, mark="绝密★长期", title=None, doc_number="无文号", copy_numbers="9")
    raised = receive(desk, doc_number="另", copy_numbers="10")
    do(desk, "arrivals", "sign", courier="段", envelopes=[{"sender": "省教育厅", "level": "绝密"}])
    assert sheets.print_form(desk, "receipt_book", entry=top.entry).mark is None
    assert sheets.print_form(desk, "receipt_book").mark.text == "机密★10年"
    assert sheets.print_form(desk, "carrier_ledger").mark.text == "机密★10年"
    assert sheets.print_form(desk, "arrival_book").mark is None
    do(desk, "documents", "change_mark", raised.number, mark="绝密★20年", notice_number="函")
    for book in ("receipt_book", "carrier_ledger"):
        assert sheets.print_form(desk, book).mark.text == "绝密★20年", "the title is there until it is erased"
    do(desk, "documents", "expunge", raised.number, reason="升密")
    for book in ("receipt_book", "carrier_ledger"):
        assert sheets.print_form(desk, book).mark.text == "秘密★5年"


def marks(desk, book):
    form = sheets.forms_of(desk)[book]
    rows = printed_rows.printed_rows(desk, form, desk.rows(form.register, ascending=True))
    return [(row.cells[form.paths.index("mark")], row.mark and row.mark.text) for row in rows]


@pytest.mark.parametrize("book", ["receipt_book", "carrier_ledger"])
def test_a_changed_mark_stands_beside_the_old_one_and_a_declassified_one_is_struck(desk, book):
    done = receive(desk, copy_numbers="1")
    assert marks(desk, book) == [(Cell("机密★10年"), "机密★10年")]
    do(desk, "documents", "change_mark", done.number, mark="秘密★5年", notice_number="函")
    assert marks(desk, book) == [(Cell("秘密★5年", ("机密★10年",)), "秘密★5年")]
    do(desk, "documents", "declassify", done.number, notice_number="函")
    assert marks(desk, book) == [(Cell("解密", ("机密★10年", "秘密★5年")), None)]


@pytest.mark.parametrize(("intact", "shown"), [(True, "封装完好：是"), (False, "封装完好：否"), (None, "")])
def test_the_wrapping_stands_in_the_receipt_book(desk, intact, shown):
    receive(desk, wrapping_intact=intact, channel="机要交通")
    form = sheets.forms_of(desk)["receipt_book"]
    row = printed_rows.printed_rows(desk, form, desk.rows("documents"))[0]
    texts = dict(zip(form.paths, (cell.text for cell in row.cells), strict=True))
    assert (texts["wrapping_intact"], texts["channel"]) == (shown, "机要交通")


def test_a_corrected_wrapping_is_struck_out_with_what_it_tells(desk):
    done = receive(desk, wrapping_intact=True)
    do(desk, "documents", "amend", done.number, wrapping_intact=False, reason="封口有裂")
    form = sheets.forms_of(desk)["receipt_book"]
    row = printed_rows.printed_rows(desk, form, desk.rows("documents"))[0]
    cell = row.cells[form.paths.index("wrapping_intact")]
    assert (cell.text, cell.old) == ("封装完好：否", ("封装完好：是",))


def test_a_row_of_several_levels_with_words_of_its_own_bears_the_level_of_the_pc(desk):
    """One 绝密 thing among others does not take the mark off a row that tells of them (F15 未办事项)."""
    handovers = desk.registers["handovers"]
    marks = {}
    for matters in ("两件待清退，一件待归档", None):
        told = {"level": "绝密", "matters": matters}
        row = Row("handovers", 1, "移〔2026〕001号", "signed", 1, "2026-11-23", told)
        marks[matters] = Shown(desk, handovers, [row], ["number"]).mark(row)
    assert marks["两件待清退，一件待归档"].level == "机密"
    assert marks[None] is None  # numbers alone
