"""The five first steps: ticked off by the books, done by keys, put away and called back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from secretdesk.desk import keys
from secretdesk.domain.review import Command
from secretdesk.store.slots import Cost
from secretdesk.ui.guide import ALL_DONE
from tests.ui.conftest import receive

Key = Qt.Key


def enrol(desk, register, name):
    return desk.perform(Command("", register, "enrol", values={"name": name}))


def test_the_ticks_follow_the_books(hands):
    guide, desk = hands.work.guide, hands.work.desk
    assert guide.isVisible()
    assert guide.done() == [False] * 5
    place = enrol(desk, "places", "一室-1柜-1层")
    assert guide.done() == [True, False, False, False, False]
    assert guide.ticks[0].text().startswith("✓") and "已办 1 步" in guide.head.text()
    assert [b.property("main") for b in guide.buttons] == [False, True, False, False, False]
    desk.perform(Command("", "places", "void", place.entry, {"reason": "写错"}))
    assert guide.done()[0] is False
    enrol(desk, "places", "一室-1柜-2层")
    keys.add_recovery(desk, cost=Cost(1, 8192))
    keys.add(desk, "玉香", "supervisor", "四条腿的石头桌子", cost=Cost(1, 8192))
    envelope = {"sender": "省教育厅", "courier_number": "J1"}
    desk.perform(Command("", "arrivals", "sign", values={"courier": "岩罕", "envelopes": [envelope]}))
    assert guide.done() == [True, True, True, True, False]
    receive(desk, 1)
    assert guide.head.text() == ALL_DONE


def test_a_step_opens_its_form(hands, qtbot):
    hands.alt(Key.Key_1)
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    assert (hands.dialog.register.key, hands.dialog.action.key) == ("places", "enrol")
    hands.write("一室-1柜-1层")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.dialog is None)
    hands.work.tabs.go("today")
    assert hands.work.guide.ticks[0].text().startswith("✓")


def test_it_stays_away_for_this_person_and_comes_back_from_the_menu(hands):
    hands.work.guide.put_away()
    hands.window.lock()
    hands.unlock()
    assert not hands.work.guide.isVisible()
    hands.work.tabs.go("documents")
    hands.work.guide.call_back()
    assert hands.work.guide.isVisible() and hands.work.page is None
    hands.window.lock()
    hands.unlock()
    hands.work.tabs.go("today")
    assert hands.work.guide.isVisible()


def test_books_in_use_are_not_bothered(hands):
    hands.work.guide.put_away()
    receive(hands.work.desk, 1)
    with_receipt = hands.work.desk
    with_receipt.vault.db.execute("DELETE FROM preferences")
    hands.window.lock()
    hands.unlock()
    assert not hands.work.guide.isVisible()
