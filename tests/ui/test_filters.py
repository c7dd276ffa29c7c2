"""Filters as chips, kept per person and register, by keys alone; nothing an act does takes them away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from secretdesk.desk import filters
from secretdesk.domain.review import Command
from secretdesk.ui.facet_dialog import FacetDialog
from tests.ui.conftest import receive

Key = Qt.Key


@pytest.fixture
def page(hands):
    desk = hands.work.desk
    for number, mark in enumerate(("机密★10年", "秘密★5年", "机密★20年", "工作秘密"), start=1):
        receive(
            desk, number, mark=mark, issuer="省教育厅" if number % 2 else "州委办公室", work_item="（一）"[:0]
        )
    hands.work.tabs.go("documents")
    return hands.work.page


def marks(page):
    column = [f.key for f in page.model.columns].index("mark")
    return [page.model.text(n, column) for n in range(page.model.rowCount())]


def chips(page):
    return [page.filters.chips.itemAt(n).widget().toolTip() for n in range(page.filters.chips.count() - 1)]


def asked(page, qtbot, key):
    facet = next(f for f in filters.facets(page.desk, page.register) if f.key == key)
    page.filters.facet_asked.emit(facet)
    opened = next(w for w in QApplication.topLevelWidgets() if isinstance(w, FacetDialog) and w.isVisible())
    qtbot.waitUntil(lambda: QApplication.activeWindow() is opened)
    return opened


def test_words_are_ticked_by_keys_and_a_chip_takes_them_away(page, hands, qtbot):
    asked(page, qtbot, "level")
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Space)  # 机密
    hands.press(Key.Key_Return)
    assert chips(page) == ["密级：机密"]
    assert marks(page) == ["机密★20年", "机密★10年"]
    asked(page, qtbot, "status")
    hands.press(Key.Key_Return)  # nothing ticked: the line one stands on
    assert chips(page) == ["状态：在册", "密级：机密"]
    page.filters.chips.itemAt(1).widget().click()
    page.filters.chips.itemAt(0).widget().click()
    assert chips(page) == []
    assert len(marks(page)) == 4


def test_entries_are_found_by_initials(page, hands, qtbot):
    opened = asked(page, qtbot, "issuer")
    hands.write("sjyt")
    qtbot.waitUntil(lambda: opened.name.list_open)
    hands.press(Key.Key_Return)  # takes it from the list
    hands.press(Key.Key_Return)
    assert chips(page) == ["来文单位：省教育厅"]
    assert marks(page) == ["机密★20年", "机密★10年"]


def test_a_name_nobody_knows_is_told_and_nothing_is_filtered(page, hands, qtbot):
    opened = asked(page, qtbot, "issuer")
    hands.write("无此单位")
    hands.press(Key.Key_Return)
    assert "无此单位" in opened.note.text()
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_Escape)
    assert chips(page) == []


def test_days_are_chosen_or_typed(page, hands, qtbot):
    asked(page, qtbot, "declassify_on")
    hands.press(Key.Key_Return)  # today: none
    assert marks(page) == []
    assert "去掉" in page.empty.text()
    opened = asked(page, qtbot, "declassify_on")
    opened.ends[0].setFocus()
    hands.write("2030-01-01")
    hands.press(Key.Key_Tab)
    hands.write("2032")
    hands.press(Key.Key_Return)
    assert "2032" in opened.note.text()  # no date: told, and one stays
    opened.ends[1].clear()
    hands.write("2036-12-31")
    hands.press(Key.Key_Return)
    assert chips(page) == ["解密日：2030-01-01 至 2036-12-31"]
    assert marks(page) == [*["秘密★5年", "机密★10年"][:0], "秘密★5年", "机密★10年"]


def test_filter_and_search_go_together_and_an_act_leaves_both(page, hands, qtbot):
    page.filters.choose("level", ["机密"])
    page.search.setText("通知")
    page.look()
    page.view.choose(1)
    chosen = page.view.current().entry
    hands.work.desk.perform(Command("", "documents", "amend", chosen, {"pages": 9, "reason": "点错"}))
    receive(hands.work.desk, 9)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert page.view.current().entry == chosen
    assert chips(page) == ["密级：机密"]
    assert page.search.text() == "通知"


def test_a_kept_filter_comes_back_after_the_lock(page, hands):
    page.filters.choose("level", ["秘密"])
    page.filters.keep("只看秘密")
    page.filters.set_filter({"year": [2026]})
    hands.window.lock()
    hands.unlock()
    page = hands.work.page
    assert chips(page) == ["年度：2026"]  # where one was
    page.filters.menu.aboutToShow.emit()
    kept = page.filters.menu.actions()[0]
    assert kept.text() == "☆ 只看秘密"
    kept.trigger()
    assert marks(page) == ["秘密★5年"]
    hands.work.tabs.go("copies")
    assert hands.work.page.filters.kept() == {}  # of this register alone


def test_the_name_of_a_kept_filter_is_asked_for(page, hands, qtbot):
    page.filters.choose("level", ["秘密"])
    page.filters._name()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    hands.write("常看")
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: "常看" in page.filters.kept())
