"""The round with the keyboard alone: sent, taken back and sent on, absent, widened, closed; a folder by scans."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from secretdesk.domain.review import Command
from tests.ui.conftest import begin_round, receive

Key = Qt.Key
READERS = ("段景明", "刀永红", "王勤")


@pytest.fixture
def panel(hands, qtbot):
    """A 机密 paper of 3 pages goes round to three; the panel is open."""
    begin_round(hands.work.desk, 1, READERS)
    hands.work.tabs.go("circulations")
    hands.work.page.view.choose(0)
    hands.work.act("send")
    qtbot.waitUntil(lambda: QApplication.activeWindow() is hands.dialog)
    return hands


def signs(panel):
    listed = panel.dialog.sheet.list
    return [listed.topLevelItem(n).text(0) for n in range(listed.topLevelItemCount())]


def states(panel):
    return [one.status for one in panel.work.desk.rows("readings", ascending=True)]


def test_a_round_by_enter_alone(panel):
    dialog = panel.dialog
    assert (signs(panel), dialog.sheet.progress.text()) == (["○"] * 3, "已阅 0 / 3")
    assert dialog.sheet.go_button.text() == "送段景明 Enter"
    panel.press(Key.Key_Return)
    assert (states(panel), signs(panel)) == (["out", "waiting", "waiting"], ["●", "○", "○"])
    assert dialog.sheet.go_button.text() == "收回，送刀永红 Enter"
    assert dialog.sheet.pages.hasFocus()
    panel.press(Key.Key_Return)  # not counted yet
    assert "请填写“交回页数”" in dialog.sheet.said.text()
    panel.write("3")
    panel.press(Key.Key_Return)
    assert states(panel) == ["done", "out", "waiting"]
    panel.write("3")
    panel.press(Key.Key_Return)
    panel.write("3")
    panel.press(Key.Key_Return)
    assert (states(panel), signs(panel)) == (["done"] * 3, ["✓"] * 3)
    assert not dialog.sheet.go_button.isEnabled()
    panel.press(Key.Key_F9)
    assert panel.work.desk.rows("circulations")[0].status == "closed"
    assert "已办完毕" in dialog.sheet.progress.text()


def test_pages_that_differ_wait_for_a_word(panel):
    panel.press(Key.Key_Return)
    panel.write("2")
    panel.press(Key.Key_F3)
    said = panel.dialog.sheet.said
    assert "按 Alt+Y 确认" in said.text()
    assert said.property("note") == "ask"
    panel.alt(Key.Key_Y)
    assert states(panel) == ["done", "waiting", "waiting"]
    assert panel.work.desk.count("irregularities") == 1


def test_up_and_down_choose_a_reader_and_f7_notes_who_is_away(panel):
    panel.press(Key.Key_Down)
    assert panel.dialog.sheet.go_button.text() == "送刀永红 Enter"
    panel.press(Key.Key_F7)
    assert states(panel) == ["waiting", "absent", "waiting"]
    panel.press(Key.Key_Down, times=2)
    panel.press(Key.Key_Return)
    assert states(panel) == ["waiting", "absent", "out"]


def test_one_more_reader_is_named_with_who_approved(panel, qtbot):
    desk = panel.work.desk
    desk.perform(Command("", "people", "enrol", values={"name": "罗正清"}))
    panel.press(Key.Key_F8)
    assert panel.dialog.sheet.reader.hasFocus()
    panel.press(Key.Key_F8)
    assert "请填写“送给谁”" in panel.dialog.sheet.said.text()
    panel.write("罗正清")
    qtbot.wait(100)
    panel.press(Key.Key_Tab)
    panel.write("段景明")
    panel.press(Key.Key_Return)
    assert states(panel) == ["waiting"] * 4
    assert panel.dialog.sheet.list.topLevelItemCount() == 4


def test_a_scan_takes_that_copy_and_no_other(panel):
    panel.write("9-9")
    panel.press(Key.Key_Return)
    assert "不在这张传阅单上" in panel.dialog.sheet.said.text()
    panel.write("1-1")
    panel.press(Key.Key_Return)
    assert states(panel) == ["out", "waiting", "waiting"]


def test_what_is_composed_is_not_sent(panel):
    panel.press(Key.Key_Tab, times=2)
    panel.compose("yue")
    panel.press(Key.Key_Return)
    assert states(panel) == ["waiting"] * 3


def test_esc_leaves_and_what_was_done_and_typed_stays(panel, qtbot):
    panel.press(Key.Key_Return)
    panel.write("3")
    panel.press(Key.Key_Tab)
    panel.write("请教务处办理")
    panel.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: panel.dialog is None)
    assert states(panel) == ["out", "waiting", "waiting"]
    panel.work.act("send")
    qtbot.waitUntil(lambda: QApplication.activeWindow() is panel.dialog)
    sheet = panel.dialog.sheet
    assert (sheet.pages.text(), sheet.instruction.text()) == ("3", "请教务处办理")
    panel.press(Key.Key_F3)
    assert panel.work.desk.rows("readings", ascending=True)[0]["instruction"] == "请教务处办理"
    panel.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: panel.dialog is None)
    panel.work.act("send")
    assert panel.dialog.sheet.given() == {}


def test_a_folder_goes_to_one_reader_by_scans(hands, qtbot):
    desk = hands.work.desk
    for number in (1, 2, 3):
        begin_round(desk, number, READERS[: 1 if number == 3 else 3])
    receive(desk, 4, copy_numbers="000004")
    hands.press(Key.Key_F6)
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    dialog = hands.dialog
    dialog.area.boxes["reader"].editor.put("刀永红")
    dialog.stream.line.setFocus()
    for scan in ("1-1", "2", "000004", "3-1", "77", "1-1"):
        hands.write(scan)
        hands.press(Key.Key_Return)
    assert [one.is_taken for one in dialog.stream.answers] == [True, True, False, False, False, False]
    told = [one.told for one in dialog.stream.answers]
    assert "没有这个编号" in told[2]
    assert "不在批准的知悉范围内" in told[3]
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    out = desk.rows("readings", where={"status": "out"})
    assert len(out) == 2
    hands.press(Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    hands.dialog.area.boxes["pages_checked"].editor.put(True)
    hands.dialog.stream.line.setFocus()
    for scan in ("1-1", "2-1"):
        hands.write(scan)
        hands.press(Key.Key_Return)
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert desk.count("readings", where={"status": "done"}) == 2
