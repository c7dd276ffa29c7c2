"""Ctrl+K leads anywhere; Alt+Left leads back; what one left looks as it was left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from secretdesk.desk.anywhere import anywhere
from secretdesk.ui.anywhere import AnywhereDialog
from tests.ui.conftest import receive

Key = Qt.Key


@pytest.fixture
def work(hands):
    for number in range(1, 13):
        receive(
            hands.work.desk,
            number,
            title=f"第{number}件通知",
            copy_numbers=f"{number:06d}",
        )
    return hands.work


def ask(hands, qtbot, text):
    hands.control(Key.Key_K)
    opened = next(
        w for w in QApplication.topLevelWidgets() if isinstance(w, AnywhereDialog) and w.isVisible()
    )
    qtbot.waitUntil(lambda: QApplication.activeWindow() is opened)
    hands.write(text)
    hands.press(Key.Key_Return)
    qtbot.waitUntil(
        lambda: (
            not [w for w in QApplication.topLevelWidgets() if isinstance(w, AnywhereDialog) and w.isVisible()]
        )
    )


@pytest.mark.parametrize(
    ("text", "register", "number"),
    [
        ("密收〔2026〕0007号", "documents", "密收〔2026〕0007号"),
        ("7", "documents", "密收〔2026〕0007号"),
        ("7-1", "copies", "密收〔2026〕0007-1"),
        ("000011", "copies", "密收〔2026〕0011-1"),
        ("第5件", "documents", "密收〔2026〕0005号"),
        ("云教密〔2026〕3号", "documents", "密收〔2026〕0003号"),
        ("sjyt", "correspondents", None),
    ],
)
def test_it_goes_there(hands, work, qtbot, text, register, number):
    work.tabs.go("places")
    ask(hands, qtbot, text)
    assert work.page.register.key == register
    if number:
        assert work.page.view.current().number == number


def test_an_action_is_opened_and_a_register_shown(hands, work, qtbot):
    ask(hands, qtbot, "djsw")  # 登记收文
    assert work.page.register.key == "documents"
    qtbot.waitUntil(lambda: hands.dialog is not None)
    hands.press(Key.Key_Escape)
    ask(hands, qtbot, "违规")
    assert work.page.register.key == "irregularities"


@pytest.mark.usefixtures("work")
def test_nothing_found_is_said_and_esc_leaves(hands, qtbot):
    hands.control(Key.Key_K)
    opened = next(w for w in QApplication.topLevelWidgets() if isinstance(w, AnywhereDialog))
    qtbot.waitUntil(lambda: QApplication.activeWindow() is opened)
    hands.write("没有这样的")
    opened.look()
    assert "没有这样的" in opened.note.text()
    hands.press(Key.Key_Return)
    assert opened.isVisible()
    hands.press(Key.Key_Escape)
    assert not opened.isVisible()


def test_every_answer_leads_to_something_that_is_there(work):
    for text in ("1", "通知", "教育", "2026", "j", "★", "0"):
        for one in anywhere(work.desk, text):
            assert one.text
            assert one.remark
            assert one.row is None or work.desk.find(one.register.key, one.row.entry)


def test_back_and_forward(hands, work):
    work.tabs.go("documents")
    page = work.page
    page.filters.choose("level", ["机密"])
    page.search.setText("1件")
    page.look()
    page.view.choose(1)
    chosen, there = page.view.current().entry, page.model.rowCount()
    work.go("copies", work.desk.find("copies", "3-1")[0].entry)
    work.go("documents", work.desk.find("documents", "9")[0].entry)  # drops the search, for 第9件 isn't in it
    assert page.view.current().number == "密收〔2026〕0009号"
    hands.alt(Key.Key_Left)
    assert work.page.view.current().number == "密收〔2026〕0003-1"
    hands.alt(Key.Key_Left)
    assert work.page is page
    assert (page.view.current().entry, page.search.text(), page.model.rowCount()) == (chosen, "1件", there)
    assert page.filters.chosen == {"level": ["机密"]}
    hands.alt(Key.Key_Right)
    hands.alt(Key.Key_Right)
    assert page.view.current().number == "密收〔2026〕0009号"
    assert page.search.text() == ""
    hands.alt(Key.Key_Right)  # there is nothing ahead
    assert page.view.current().number == "密收〔2026〕0009号"
