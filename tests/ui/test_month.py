"""The month on the start tab: F7 turns to it, arrows and Page keys move in it, its lines lead to the entries."""

from PySide6.QtCore import Qt

from tests.ui.conftest import receive

Key = Qt.Key


def test_the_month_by_keys(hands, qtbot):
    work = hands.work
    today = work.desk.clock().date()
    receive(work.desk, 1, act_by=today.isoformat())
    work.tabs.go("today")
    work.today.text.setFocus()
    hands.press(Key.Key_F7)
    wall = work.today.month
    qtbot.waitUntil(lambda: "办理时限" in wall.text.toPlainText())
    assert "密收" in wall.text.toPlainText()
    assert "办理时限" in wall.grid.currentItem().text()
    hands.press(Key.Key_PageDown)
    qtbot.waitUntil(lambda: "没有到期的" in wall.text.toPlainText() or "保密期限" in wall.text.toPlainText())
    assert (wall.at.month - today.month) % 12 == 1
    hands.press(Key.Key_Home)
    qtbot.waitUntil(lambda: "办理时限" in wall.text.toPlainText())
    hands.press(Key.Key_F7)
    assert work.today.ways.currentIndex() == 0
    hands.press(Key.Key_F7)
    hands.window.lock()
    assert wall.text.toPlainText() == ""


def test_what_waits_goes_on_paper(hands):
    receive(hands.work.desk, 1, slip_count=3)
    hands.work.tabs.go("today")
    hands.work.today.print_asked.emit()
    assert hands.dialog.form.currentData().title == "今日待办"
    assert [piece.form for piece in hands.dialog._pieces(hands.dialog.form.currentData(), 2026, "")] == [
        "todo_list"
    ]
