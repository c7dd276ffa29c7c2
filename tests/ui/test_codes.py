"""A code scanned anywhere: a page's opens what it proves and is signed by Enter, a label's opens its entry."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from secretdesk.desk import papers
from secretdesk.desk.anchors import label_code
from secretdesk.desk.printing import save_pdf
from secretdesk.domain.anchors import read
from secretdesk.domain.review import Command
from secretdesk.ui.anywhere import AnywhereDialog
from secretdesk.ui.paper_dialog import PaperDialog
from secretdesk.ui.ways import find_anywhere
from tests.ui.conftest import receive
from tests.ui.every_window import begin, newest

Key = Qt.Key


@pytest.fixture
def page(hands, tmp_path):
    """What a scanner types of the only page of a printed book."""
    desk = hands.work.desk
    receive(desk, 1)
    receive(desk, 2)
    save_pdf(desk, tmp_path / "book.pdf", "receipt_book")
    (row,) = desk.rows("print_pages")
    return read(papers.code_of(desk, row)).scanned


def scan(hands, code):
    if hands.focus is None:
        hands.activate()
    hands.write(code)
    hands.press(Key.Key_Return)


def label_of(desk, register, number):
    return label_code(desk, desk.find(register, number)[0].entry).scanned


def shown(hands, qtbot):
    qtbot.waitUntil(
        lambda: isinstance(hands.dialog, PaperDialog) and QApplication.activeWindow() is hands.dialog
    )
    return hands.dialog


def test_one_scan_and_enter(page, hands, qtbot):
    work = hands.work
    work.tabs.go("documents")
    work.page.search.setFocus()
    hands.write("通知")
    scan(hands, page)
    dialog = shown(hands, qtbot)
    assert work.page.search.text() == "通知"
    assert dialog.answer.text().startswith("✓ 印〔")
    assert dialog.list.topLevelItemCount() == 2
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    (row,) = work.desk.rows("print_pages")
    assert row["boxes"] == "填表人：岩温、审核人、送件人、收件人：岩温"
    assert (row.status, row["signed_by"]) == ("signed", "岩温、审核人、送件人")
    scan(hands, page)
    assert "已签回" in shown(hands, qtbot).state.text()
    assert not hands.dialog.sign_button.isVisible()


def test_boxes_are_told_apart_and_changes_shown(page, hands, qtbot):
    desk = hands.work.desk
    desk.perform(Command("", "documents", "amend", "1", {"pages": "5", "reason": "数错"}))
    scan(hands, page.lower())
    dialog = shown(hands, qtbot)
    assert "1 行印后有变动" in dialog.state.text()
    item = next(
        dialog.list.topLevelItem(n) for n in range(2) if dialog.list.topLevelItem(n).text(1) == "有改动"
    )
    assert (item.text(3), item.text(4)) == ("3", "5")
    hands.alt(Key.Key_M)
    hands.fill("李建国", "今天", "12", "3")
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    (line,) = desk.rows("print_signatures")
    assert (line["who"], line["paper_page"], line["paper_line"]) == ("李建国", "12", "3")


def test_a_label_opens_its_entry_from_anywhere(page, hands, qtbot):  # noqa: ARG001
    work = hands.work
    scan(hands, label_of(work.desk, "copies", "2-1"))
    assert work.page.register.key == "copies"
    assert work.page.view.current().number.endswith("0002-1")
    find_anywhere(work)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), AnywhereDialog))
    scan(hands, label_of(work.desk, "documents", "1"))
    assert work.page.register.key == "documents"
    scan(hands, "SL" + "0" * 10)  # the check character holds, the key does not
    assert work.page.register.key == "documents"


def test_a_typed_anchor_in_the_field_that_leads_anywhere(page, hands, qtbot):
    find_anywhere(hands.work)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), AnywhereDialog))
    hands.write(read(page).text.lower())
    newest().go()
    assert shown(hands, qtbot).paper.is_genuine


def test_where_things_are_scanned_a_label_is_its_number(page, hands, qtbot):
    work = hands.work
    begin(work.desk)
    work.tabs.go("destructions")
    work.page.view.choose(0)
    work.act("add")
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    form = hands.dialog
    form.stream.setFocus()
    scan(hands, label_of(work.desk, "copies", "1-1"))
    assert [one.number for one in form.stream.taken] == ["密收〔2026〕0001-1"]
    scan(hands, page)  # over the form, which stays
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), PaperDialog))
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    assert work.desk.rows("print_pages")[0].status == "signed"
    assert len(form.stream.taken) == 1


def test_a_reference_takes_the_entry_and_the_form_stays(page, hands, qtbot):  # noqa: ARG001
    work = hands.work
    work.tabs.go("loans")
    work.act("lend")
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    form = hands.dialog
    form.area.go_to("borrower")
    work.desk.perform(Command("", "people", "enrol", values={"name": "段景明"}))
    scan(hands, label_of(work.desk, "people", "段景明"))
    assert hands.dialog is form
    assert form.area.boxes["borrower"].editor.send() == work.desk.find("people", "段景明")[0].entry


def test_nothing_is_watched_behind_the_lock(page, hands):
    window = hands.window
    window.lock()
    window.unlock.folder.setFocus()
    window.unlock.folder.setText("")
    hands.write(page)
    assert window.unlock.folder.text() == page
    assert window.codes is None


def test_what_is_composed_is_left_alone(page, hands):
    work = hands.work
    work.tabs.go("documents")
    work.page.search.setFocus()
    hands.write(page)
    hands.compose("zhong")
    hands.press(Key.Key_Return)
    assert hands.dialog is None


def test_a_choice_is_not_changed_by_a_scan(page, hands, qtbot):
    work = hands.work
    work.tabs.go("documents")
    work.act("receive")
    form = hands.dialog
    qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    form.area.unfold()
    choice = form.area.boxes["carrier_type"].widget
    choice.setCurrentIndex(9)
    choice.setFocus()
    seen = []
    choice.currentIndexChanged.connect(seen.append)
    scan(hands, page)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), PaperDialog))
    assert seen, "its digits did choose"
    assert choice.currentIndex() == 9


def test_in_the_evening_a_label_leads_to_its_line(page, hands, qtbot):  # noqa: ARG001
    work, confirm = hands.work, frozenset({"not_cleared", "unknown_reference"})
    for n in (1, 2):
        values = {
            "copies": [f"密收〔2026〕000{n}-1"],
            "borrower": f"借阅人{n}",
            "approved_by": "李建国",
            "briefed_by": "岩温",
        }
        desk = work.desk
        desk.perform(Command("", "people", "enrol", values={"name": f"借阅人{n}"}))
        desk.perform(
            Command(
                "",
                "people",
                "clear",
                f"借阅人{n}",
                {"category": "重要", "pledged_on": "今天"},
                confirm=confirm,
            )
        )
        desk.perform(Command("", "loans", "lend", values=values, confirm=confirm))
    hands.control(Key.Key_D)
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    for n in (2, 1):
        scan(hands, label_of(desk, "copies", f"密收〔2026〕000{n}-1"))
        assert hands.dialog.list.currentItem().text(0) == f"密收〔2026〕000{n}-1"
        assert hands.dialog.why.text() == ""
