"""The tabs fold by groups, by keys and by a click; what waits in a folded one is told at its heading."""

from PySide6.QtCore import Qt

from secretdesk.ui.tabs import COUNT, FOLDED, GROUP, KEY
from tests.ui.conftest import receive

Key = Qt.Key


def in_sight(tabs):
    return [
        tabs.item(n).data(KEY)
        for n in range(tabs.count())
        if not tabs.item(n).isHidden() and tabs.item(n).data(KEY)
    ]


def heading(tabs, group):
    return next(i for i in map(tabs.item, range(tabs.count())) if i.data(GROUP) == group and not i.data(KEY))


def test_left_folds_the_group_but_for_the_tab_one_is_on(hands):
    tabs = hands.work.tabs
    tabs.go("queries")
    tabs.setFocus()
    every = in_sight(tabs)
    hands.press(Key.Key_Left)
    assert {"queries"} == {
        k for k in every if hands.work.desk.registers.get(k) and hands.work.desk.registers[k].group == "载体"
    } & set(in_sight(tabs))
    assert heading(tabs, "载体").data(FOLDED)
    hands.press(Key.Key_Down)
    assert tabs.currentItem().data(KEY) == "devices"
    assert "queries" not in in_sight(tabs)
    tabs.go("documents")
    assert "documents" in in_sight(tabs)
    hands.press(Key.Key_Right)
    assert in_sight(tabs) == every


def test_a_click_on_the_heading_folds_and_tells_what_waits(hands, qtbot):
    work, tabs = hands.work, hands.work.tabs
    receive(work.desk, 1, slip_count=3)  # two copies are short: a query waits
    tabs.go("devices")
    assert not heading(tabs, "载体").data(COUNT)
    qtbot.mouseClick(
        tabs.viewport(), Qt.MouseButton.LeftButton, pos=tabs.visualItemRect(heading(tabs, "载体")).center()
    )
    assert "documents" not in in_sight(tabs)
    assert heading(tabs, "载体").data(COUNT) == 1
    assert work.page.register.key == "devices"


def test_it_stays_folded_over_a_lock(hands):
    hands.work.tabs.go("documents")
    hands.work.tabs.fold({"人员", "系统"})
    hands.window.lock()
    hands.unlock()
    assert hands.work.tabs.folded == {"人员", "系统"}
    assert "people" not in in_sight(hands.work.tabs)
