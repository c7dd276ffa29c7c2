"""年度统计 in the window: figures lead to their lines, the year is closed from it, a lock keeps one's place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from secretdesk.desk import year_close
from secretdesk.desk.figures import Figure, lines_of
from secretdesk.ui import dialogs
from secretdesk.ui.bulk_dialog import TABLES
from secretdesk.ui.close_year import CloseYear
from secretdesk.ui.year_grid import Sheet
from tests.desk.test_receipt import NAMES
from tests.desk.test_receipt import receive as late
from tests.ui.conftest import receive

Key = Qt.Key


@pytest.fixture
def year(hands, qtbot):
    receive(hands.work.desk, 3)
    return opened(hands, qtbot)


def opened(hands, qtbot):
    dialogs.year(hands.work)
    dialog = hands.work.dialog
    qtbot.waitUntil(lambda: dialog.counted is not None and dialog.work is None, timeout=20000)
    return dialog


def place_of(dialog, key):
    return next(n for n, sheet in enumerate(dialog.shown) if sheet.key == key)


def test_every_figure_in_sight_leads_to_its_lines_and_back(year, hands, qtbot):
    work = hands.work
    titles = [year.list.item(n).text() for n in range(year.list.count())]
    assert {"涉密载体收发存", "只记份数的收发存（本期无）", "收文按月", "销毁情况（本期无）"} <= set(titles)
    year.list.setCurrentRow(place_of(year, "T3m"))
    sheet = year.shown[year.list.currentRow()]
    row = next(n for n, cells in enumerate(sheet.rows) if isinstance(cells[1], Figure) and cells[1].value)
    figure = sheet.rows[row][1]
    year.grid.setFocus()
    year.grid.setCurrentCell(row, 1)
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: work.dialog is None)
    assert work.page.register.key == "documents"
    qtbot.waitUntil(lambda: work.page.model.rowCount() == figure.value == len(lines_of(work.desk, figure)))
    assert "收文按月" in work.page.filters.fixed[1]
    again = opened(hands, qtbot)
    assert again.table == "T3m"
    again.reject()


def test_a_stand_of_more_copies_than_a_statement_takes_values_leads_to_its_lines(hands, qtbot):
    receive(hands.work.desk, 1, copy_numbers="1-600", mark="秘密★5年")
    year = opened(hands, qtbot)
    year.list.setCurrentRow(place_of(year, "T3"))
    balance = year.shown[year.list.currentRow()]
    assert balance.rows[0][-1].value == 600
    year.grid.setCurrentCell(0, len(balance.labels) - 1)
    year.grid.setFocus()
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.work.dialog is None)
    qtbot.waitUntil(lambda: hands.work.page.model.rowCount() == 600)
    hands.window.lock()  # what is shown is no place to come back to, and stops no lock
    assert hands.window.work is None


def test_a_year_that_is_not_over_is_not_closed_and_says_so(year, hands, qtbot):
    hands.qtbot.waitUntil(lambda: QApplication.activeWindow() is year)
    year.close_year()
    (asked,) = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, CloseYear) and one.isVisible()
    ]
    asked.agree()
    qtbot.waitUntil(lambda: year.work is None and bool(year.said.text()))
    assert "才截止" in year.said.text()
    assert hands.work.desk.count("years") == 0
    year.reject()


def test_last_year_is_closed_from_the_window(year, hands, qtbot):
    desk = hands.work.desk
    year.years.addItem("去年", desk.clock().year - 1)
    year.years.setCurrentIndex(year.years.count() - 1)
    qtbot.waitUntil(lambda: year.work is None and year.counted.year.number == desk.clock().year - 1)
    year.close_year()
    (asked,) = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, CloseYear) and one.isVisible()
    ]
    asked.agree()
    qtbot.waitUntil(lambda: desk.count("years") == 1, timeout=20000)
    qtbot.waitUntil(lambda: hands.work.dialog is not None and hands.work.dialog is not year)
    assert hands.work.dialog.form.currentData().kind == TABLES, "its tables are to be signed"
    hands.work.dialog.reject()
    again = opened(hands, qtbot)
    assert "未年结" in again.state.text()
    last = again.list.count() - 1
    assert again.list.item(last).text() == "以前年度调整"
    again.list.setCurrentRow(last)
    qtbot.waitUntil(lambda: again.work is None and again.counted.adjusted is not None, timeout=20000)
    assert again.list.item(last).text() == "以前年度调整（本期无）"
    again.years.addItem("去年", desk.clock().year - 1)
    again.years.setCurrentIndex(again.years.count() - 1)
    qtbot.waitUntil(lambda: again.work is None and "已年结" in again.state.text(), timeout=20000)
    assert not again.close_button.isEnabled()
    (closing,) = desk.rows("years")
    assert f"校验值 {closing['digest'][:12]}，与年结时一致" in again.state.text()
    again.reject()


def test_a_closed_year_shows_what_it_was_closed_with_and_what_is_another_now(hands, qtbot):
    desk = hands.work.desk
    last = desk.clock().year - 1

    def of_december(number):
        told = {"doc_number": f"{number}号", "copy_numbers": f"{number:06d}", "issued_on": f"{last}-12-01"}
        late(desk, received_on=f"{last}-12-2{number}", confirm=("late_entry", *NAMES), **told)

    of_december(1)
    year_close.close(desk, last)
    of_december(2)
    dialog = opened(hands, qtbot)
    dialog.years.addItem("去年", last)
    dialog.years.setCurrentIndex(dialog.years.count() - 1)
    qtbot.waitUntil(lambda: dialog.work is None and "已年结" in dialog.state.text(), timeout=20000)
    dialog.list.setCurrentRow(place_of(dialog, "T3m"))
    december = dialog.shown[dialog.list.currentRow()].rows[11]
    assert (december[1].value, december[1].now) == (1, 2)
    assert dialog.grid.item(11, 1).text() == "1（现 2）"
    dialog.grid.setCurrentCell(11, 1)
    dialog.grid.setFocus()
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.work.dialog is None)
    qtbot.waitUntil(lambda: hands.work.page.model.rowCount() == 2)


def test_parts_compare_with_each_other_by_their_bars():
    numbers = [("一月", Figure(10), Figure(8), Figure(2)), ("合计", Figure(99), Figure(99), Figure(99))]
    sheet = Sheet("T3m", "", ("月", "件", "机密", "秘密"), frozenset({1, 2, 3}), numbers, 1)
    assert [sheet.longest(place) for place in (1, 2, 3)] == [10, 8, 8]


def test_differences_are_explained_before_a_year_is_closed(year, hands):
    copy = hands.work.desk.rows("copies", limit=1)[0]
    asked = CloseYear(2026, [copy], year)
    told = []
    asked.close_asked.connect(lambda *words: told.append(words))
    asked.open()
    asked.agree()
    assert "差异说明" in asked.said.text()
    assert not told
    asked.note.setPlainText("在查")
    asked.signed_by.setText("李主任")
    asked.agree()
    assert told == [("在查", "李主任")]
    year.reject()


def test_the_tables_are_printed_from_there(year, hands, qtbot):
    year.print_button.click()
    qtbot.waitUntil(lambda: hands.work.dialog is not None and hands.work.dialog is not year)
    bulk = hands.work.dialog
    assert bulk.form.currentData().kind == TABLES
    assert bulk.together.isChecked()
    bulk.reject()
