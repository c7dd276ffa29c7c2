"""日清 with the keyboard alone: taken back, stays out because, one line for the book."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from secretdesk.domain.review import Command
from secretdesk.ui.dialog import ActionDialog
from secretdesk.ui.evening import EveningPanel
from tests.ui.conftest import receive

Key = Qt.Key
PEOPLE = ("玉罕", "王勤", "岩叫")


@pytest.fixture
def evening(hands, qtbot):
    """Three copies are out: one is late, one is due in some days, one was brought back just now."""
    desk = hands.work.desk
    for number, name in enumerate(PEOPLE, start=1):
        receive(desk, number, mark="秘密★5年")
        desk.perform(Command("", "people", "enrol", values={"name": name}))
        given = {"copies": [f"{number}-1"], "borrower": name, "approved_by": "李建国", "briefed_by": "岩温"}
        desk.perform(Command("", "loans", "lend", values=given, confirm=frozenset({"not_cleared"})))
    before = (desk.clock().date()).isoformat()
    desk.perform(Command("", "loans", "recall", "1", {"due": before}))
    opened(hands, qtbot)
    return hands


def opened(hands, qtbot):
    hands.control(Key.Key_D)
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)


def told(panel):
    return [[item.text(n) for n in (0, 2, 4)] for item in panel._items()]


def test_one_key_each_and_one_for_the_day(evening, qtbot):
    panel, desk = evening.dialog, evening.work.desk
    assert panel.progress.text() == "在外 3 件，待说明 3 件"
    first = panel.list.currentItem().text(0)
    evening.press(Key.Key_Return)  # due today: there is no usual reason
    assert "请写明为什么在外" in panel.said.text()
    evening.write("领导正在批阅")
    evening.press(Key.Key_Return)
    evening.press(Key.Key_F3)  # the second is on the desk
    qtbot.waitUntil(lambda: panel.list.topLevelItemCount() == 2)
    evening.press(Key.Key_Return)  # the third may stay: as proposed
    assert panel.progress.text() == "在外 2 件，待说明 0 件"
    evening.press(Key.Key_Return)
    qtbot.waitUntil(lambda: evening.dialog is None)
    (row,) = desk.rows("closings")
    assert row["out"] == 2
    assert f"{first} 玉罕：领导正在批阅" in row["told"]
    assert "期限未到（至 " in row["told"]
    assert evening.work.page.register.key == "closings"
    assert desk.count("loans", where={"status": "returned"}) == 1


def test_what_is_not_explained_is_not_registered(evening):
    evening.control(Key.Key_Return)
    assert "还有没说明的" in evening.dialog.said.text()
    assert evening.work.desk.count("closings") == 0


def test_what_is_asked_on_coming_back_is_asked_in_its_form(evening, qtbot):
    panel, desk = evening.dialog, evening.work.desk
    copy = panel.list.currentItem().text(0)
    desk.perform(Command("", "loans", "amend", "1", {"kind": "承办", "reason": "登错"}))
    evening.press(Key.Key_F3)
    form = in_form(qtbot, ActionDialog)
    assert (form.register.key, form.action.key) == ("loans", "take_back")
    assert [one.number for one in form.stream.taken] == [copy]
    form.area.boxes["outcome"].editor.put("已办结")
    form.save()
    qtbot.waitUntil(lambda: panel.list.topLevelItemCount() == 2)
    assert desk.rows("loans", ascending=True)[0]["outcome"] == "已办结"
    assert evening.dialog is panel and copy not in [line[0] for line in told(panel)]


def test_a_form_that_was_opened_from_there_is_left_and_the_list_stands(evening, qtbot):
    panel, desk = evening.dialog, evening.work.desk
    desk.perform(Command("", "loans", "amend", "1", {"kind": "承办", "reason": "登错"}))
    evening.press(Key.Key_F3)
    form = in_form(qtbot, ActionDialog)
    form.reject()
    in_form(qtbot, EveningPanel)
    assert panel.list.topLevelItemCount() == 3
    evening.press(Key.Key_F3)
    in_form(qtbot, ActionDialog)
    evening.control(Key.Key_L)  # both are locked away
    qtbot.waitUntil(lambda: evening.window.work is None)
    evening.unlock()
    qtbot.waitUntil(lambda: evening.dialog is not None)
    assert isinstance(evening.dialog, EveningPanel)


def in_form(qtbot, kind):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind))
    return QApplication.activeWindow()


def test_an_input_method_at_work_registers_nothing(evening):
    evening.compose("ling dao")
    evening.press(Key.Key_Return)
    assert told(evening.dialog)[0][2] == ""


def test_the_reasons_outlive_the_lock(evening, qtbot):
    evening.write("领导正在批阅")
    evening.press(Key.Key_Return)
    evening.control(Key.Key_L)
    qtbot.waitUntil(lambda: evening.window.work is None)
    evening.unlock()
    qtbot.waitUntil(lambda: evening.dialog is not None)
    assert told(evening.dialog)[0][2] == "领导正在批阅"


def test_everything_in_its_place_is_one_key(hands, qtbot):
    opened(hands, qtbot)
    assert hands.dialog.progress.text() == "全部在库"
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert hands.work.desk.rows("closings")[0]["told"] == "全部在库"
