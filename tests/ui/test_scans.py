"""A stream of scans: forty scans and one Enter, no mouse; what is refused is listed and stops nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from secretdesk.desk import drafts
from secretdesk.domain.review import Command
from secretdesk.ui.scans import Answer
from tests.ui.conftest import receive

Key = Qt.Key
COPY = "密收〔2026〕0001-{n}"


def do(desk, register, action, entry=None, **values):
    confirm = frozenset({"archive_first", "unknown_reference"})
    return desk.perform(Command("", register, action, entry, values, confirm=confirm))


@pytest.fixture
def batch(hands, qtbot):
    """A paper in forty-five copies, one that is wanted back, an empty batch; the form for adding is open."""
    desk = hands.work.desk
    receive(desk, 1, copy_numbers="000001-000045")
    receive(desk, 900, must_return=True)
    do(desk, "destructions", "draft")
    return opened(hands, qtbot, "destructions", "add")


def opened(hands, qtbot, register, action, row=0):
    hands.work.tabs.go(register)
    if row is not None:
        hands.work.page.view.choose(row)
    hands.work.act(action)
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    return hands.dialog


def scan(hands, *texts):
    """As a scanner types: the code and Enter."""
    for text in texts:
        hands.focus.setText(text) if not text.isascii() else hands.write(text)
        hands.press(Key.Key_Return)


def test_forty_scans_and_one_enter(batch, hands, qtbot):
    desk = hands.work.desk
    before = hands.pressed
    scan(hands, *(f"{n:06d}" for n in range(1, 41)))
    assert batch.stream.total.text() == "已扫 40 件（机密 40）。"
    assert batch.stream.list.topLevelItemCount() == 40
    assert "关于清查的通知" in batch.stream.answers[0].told
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert hands.pressed - before == 41
    assert desk.count("copies", where={"status": "to_destroy"}) == 40


def test_what_is_refused_or_unknown_is_listed_and_the_run_goes_on(batch, hands, qtbot):
    desk = hands.work.desk
    scan(hands, "000001", "000900", "7-7", "000001", "1-2")
    told = [(one.is_taken, one.told) for one in batch.stream.answers]
    assert [taken for taken, _ in told] == [True, False, False, False, True]
    assert "要求清退" in told[1][1]
    assert "没有这个编号" in told[2][1]
    assert "已经扫过" in told[3][1]
    assert "另有 3 个没有列入" in batch.stream.total.text()
    hands.press(Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert [c.number for c in desk.rows("copies", where={"status": "to_destroy"})] == [COPY.format(n=1)]


@pytest.mark.usefixtures("batch")
def test_esc_and_lock_keep_what_was_scanned(hands, qtbot):
    desk = hands.work.desk
    scan(hands, "000001", "000002")
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.dialog is None)
    (kept,) = drafts.all_drafts(desk)
    assert [typed for typed, _ in kept.content["copies"]] == ["000001", "000002"]
    do(desk, "copies", "archive", COPY.format(n=2))
    form = opened(hands, qtbot, "destructions", "add")
    assert [one.is_taken for one in form.stream.answers] == [True, False]
    scan(hands, "000003")
    hands.control(Key.Key_L)
    qtbot.waitUntil(lambda: hands.window.work is None)
    hands.unlock()
    form = opened(hands, qtbot, "destructions", "add")
    assert [one.typed for one in form.stream.taken] == ["000001", "000003"]


def test_copies_are_moved_to_another_place_by_scanning_with_nothing_chosen(hands, qtbot):
    desk = hands.work.desk
    receive(desk, 1, copy_numbers="000001-000003", place="一室-1柜-1层")
    do(desk, "places", "enrol", name="二室-1柜")
    form = opened(hands, qtbot, "copies", "relocate", row=None)
    form.area.boxes["entries"].editor.put([])
    form.area.go_to("place")
    hands.write("二室-1柜")
    form.stream.setFocus()
    scan(hands, "000001", "1-3")
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    place = desk.find("places", "二室-1柜")[0].entry
    assert {c.number for c in desk.rows("copies", where={"place": place})} == {
        COPY.format(n=1),
        COPY.format(n=3),
    }


def test_a_loan_is_taken_back_scan_by_scan(hands, qtbot):
    desk = hands.work.desk
    receive(desk, 1, copy_numbers="000001-000003", mark="秘密★5年")
    given = {"copies": ["1-1", "1-2"], "borrower": "玉罕", "approved_by": "李建国", "briefed_by": "岩温"}
    desk.perform(
        Command("", "loans", "lend", values=given, confirm=frozenset({"unknown_reference", "not_cleared"}))
    )
    form = opened(hands, qtbot, "loans", "take_back")
    form.stream.setFocus()
    scan(hands, "000002", "000003")
    assert [one.is_taken for one in form.stream.answers] == [True, False]
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert [c.status for c in desk.rows("copies", ascending=True)] == ["on_loan", "in_cabinet", "in_cabinet"]


def test_a_stocktake_is_counted_scan_by_scan_and_every_scan_is_in_the_books(hands, qtbot):
    desk = hands.work.desk
    receive(desk, 1, copy_numbers="000001-000003", place="一室-1柜-1层")
    receive(desk, 9, place="二室-1柜")
    do(desk, "stocktakes", "start", place="一室-1柜-1层")
    panel = opened(hands, qtbot, "stocktakes", "count")
    assert panel.tally.text() == "应有 3　实有 0　缺 3　多 0　错位 0"
    scan(hands, "000001", "1-2", "000001", "000009", "9-9", "9-9")
    assert [one.is_taken for one in panel.stream.answers] == [True, True, False, True, False, True]
    assert panel.tally.text() == "应有 3　实有 4　缺 1　多 1　错位 1"
    assert "二室-1柜" in panel.stream.answers[3].told
    receive(desk, 1, doc_number="3号", place="一室-1柜-1层")  # while the count goes on
    panel.look_again()
    assert panel.tally.text() == "应有 4　实有 4　缺 2　多 1　错位 1"
    do(desk, "documents", "void", desk.rows("documents", limit=1)[0].entry, reason="误收")
    hands.control(Key.Key_L)
    qtbot.waitUntil(lambda: hands.window.work is None)
    hands.unlock()
    assert hands.work.desk.count("stocktake_lines") == 4
    panel = opened(hands, qtbot, "stocktakes", "count")
    scan(hands, "000003")
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert hands.work.desk.rows("stocktakes")[0]["missing"] == 0


def test_a_long_answer_is_read_whole(hands, qtbot):
    desk = hands.work.desk
    receive(desk, 1, place="一室-1柜-1层")
    do(desk, "stocktakes", "start", place="一室-1柜-1层")
    panel = opened(hands, qtbot, "stocktakes", "count")
    long = "账上没有；看清编号，确实没有的再扫一次，记为“多”。" * 4
    for told in ("一行", long):
        panel.stream.add(Answer("9", told=told))
    items = [panel.stream.list.topLevelItem(n) for n in range(2)]
    rows = [panel.stream.list.visualItemRect(item).height() for item in items]
    lines = rows[1] // panel.fontMetrics().height()
    assert rows[0] < rows[1] and items[1].toolTip(3) == long
    assert lines * panel.stream.list.columnWidth(3) > panel.fontMetrics().horizontalAdvance(long)


def test_a_blind_count_shows_no_expected_number(hands, qtbot):
    desk = hands.work.desk
    receive(desk, 1, place="一室-1柜-1层")
    do(desk, "stocktakes", "start", place="一室-1柜-1层", blind=True)
    panel = opened(hands, qtbot, "stocktakes", "count")
    assert panel.tally.text() == "实有 0　（盲点，完成时对账）"


def test_an_inspection_scans_whatever_lies_there(hands, qtbot):
    desk = hands.work.desk
    receive(desk, 1, copy_numbers="000001-000003")
    do(desk, "departments", "enrol", name="教务处")
    told = {"kind": "定期检查", "departments": "教务处", "inspectors": "李建国、陈芳"}
    do(desk, "inspections", "open", begun_on=desk.clock().date().isoformat(), **told)
    dialog = opened(hands, qtbot, "inspections", "scan")
    assert hands.focus is dialog.stream.line
    scan(hands, "000002", "X-9", "1-2")
    assert [one.is_taken for one in dialog.stream.answers] == [True, True, False]
    assert "在库" in dialog.stream.answers[0].told and "账上没有" in dialog.stream.answers[1].told
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    samples = desk.rows("inspection_samples", ascending=True)
    assert [one["thing"] for one in samples] == [COPY.format(n=2), "X-9"]
