"""Who had a thing on a day, what a person had then: asked from the panel, answered with links."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from secretdesk.domain.review import Command
from secretdesk.ui.had_dialog import HadDialog
from tests.ui.conftest import receive

Key = Qt.Key


def lent(desk):
    receive(desk, 1, mark="秘密★5年")
    desk.perform(Command("", "people", "enrol", values={"name": "玉罕"}))
    given = {"copies": ["1-1"], "borrower": "玉罕", "approved_by": "李建国", "briefed_by": "岩温"}
    desk.perform(Command("", "loans", "lend", values=given, confirm=frozenset({"not_cleared"})))
    return desk.rows("copies", limit=1)[0]


def asked(hands, qtbot, link):
    hands.work.go_link(link)
    qtbot.waitUntil(
        lambda: isinstance(hands.dialog, HadDialog) and QApplication.activeWindow() is hands.dialog
    )
    return hands.dialog


def test_a_day_is_typed_and_who_had_it_is_told(hands, qtbot):
    copy = lent(hands.work.desk)
    panel = asked(hands, qtbot, f"had:copies/{copy.entry}")
    assert panel.told.text() == "共 2 项" and "玉罕" in panel.text.toPlainText()
    hands.write("今天")
    hands.press(Key.Key_Return)
    assert panel.told.text().endswith("2 项")
    panel.day.clear()
    hands.write("2020-01-01")
    hands.press(Key.Key_Return)
    assert "还没有登记" in panel.told.text() and "玉罕" not in panel.text.toPlainText()
    panel.day.clear()
    hands.write("xx")
    hands.press(Key.Key_Return)
    assert "看不懂" in panel.told.text()
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.dialog is None)


def test_the_page_of_a_person_tells_what_they_had_and_leads_there(hands, qtbot):
    work = hands.work
    copy = lent(work.desk)
    work.tabs.go("people")
    work.page.view.choose(0)
    qtbot.waitUntil(lambda: "经手的，近的在前" in work.page.panel.text.toPlainText())
    told = work.page.panel.text.toPlainText()
    assert f"至今 {copy.number} 借阅 借〔" in told.replace("\u3000", " ")
    panel = asked(hands, qtbot, f"had:people/{work.page.view.current().entry}")
    assert panel.told.text() == "共 1 项"
    panel.text.went.emit(f"go:copies/{copy.entry}")
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert work.page.register.key == "copies"
