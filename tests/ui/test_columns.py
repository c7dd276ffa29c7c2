"""Columns as a person has drawn them; corrections in red; rows copied as text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication

from secretdesk.domain.review import Command
from secretdesk.registers import REGISTERS
from secretdesk.ui.colours import colours
from secretdesk.ui.columns import Columns, columns_of, fields_of, possible
from secretdesk.ui.columns_dialog import ColumnsDialog
from tests.ui.conftest import receive

Key = Qt.Key


@pytest.fixture
def page(hands):
    for number in (1, 2, 3):
        receive(hands.work.desk, number)
    hands.work.tabs.go("documents")
    return hands.work.page


def keys(page):
    return [f.key for f in page.model.columns]


def heads(page):
    header = page.view.horizontalHeader()
    return [page.model.columns[header.logicalIndex(n)].key for n in range(header.count())]


@pytest.mark.parametrize("register", REGISTERS, ids=lambda r: r.key)
def test_the_usual_columns_are_possible_ones(register):
    known = [f.key for f in possible(register)]
    assert {f.key for f in columns_of(register)} <= {*known, "reason"}
    assert fields_of(register, ("no_such_key",)) == columns_of(register)
    assert [f.key for f in fields_of(register, ("status", "no_such_key", "number"))] == ["status", "number"]


def test_columns_are_chosen_by_keys_and_kept(page, hands, qtbot):
    page.columns.choose()
    opened = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ColumnsDialog))
    qtbot.waitUntil(lambda: QApplication.activeWindow() is opened)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Space)  # 收文日期 away
    hands.press(Key.Key_Down)
    hands.alt(Key.Key_Up)  # 来文单位 before it
    hands.press(Key.Key_Return)
    assert keys(page)[:3] == ["number", "issuer", "doc_number"]
    assert page.model.text(0, 1) == "省教育厅"
    page.view.setColumnWidth(1, 222)
    width = page.view.columnWidth(1)
    hands.window.lock()
    hands.unlock()
    page = hands.work.page
    assert keys(page)[:3] == ["number", "issuer", "doc_number"]
    assert abs(page.view.columnWidth(1) - width) <= 2
    page.columns.use(Columns())
    assert keys(page) == [f.key for f in columns_of(page.register)]


def test_a_heading_drawn_elsewhere_moves_its_column(page, qtbot):
    page.view.choose(1)
    chosen = page.view.current().entry
    page.view.horizontalHeader().moveSection(0, 2)
    qtbot.waitUntil(lambda: keys(page)[:3] == ["received_on", "issuer", "number"])
    assert heads(page) == keys(page)
    assert page.view.current().entry == chosen


def colours_in(view, row, column):
    index = view.model().index(row, column)
    image = view.viewport().grab(view.visualRect(index)).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_what_was_corrected_is_red_and_tells_what_it_was(page, qtbot):
    page.columns.use(Columns(("number", "pages", "mark")))
    red = QColor(colours().red).name()
    page.view.clearSelection()
    assert red not in colours_in(page.view, 0, 1)
    entry = page.model.row(0).entry
    page.desk.perform(Command("", "documents", "amend", entry, {"pages": 9, "reason": "点错"}))
    qtbot.waitUntil(lambda: page.model.text(0, 1) == "9")
    assert red in colours_in(page.view, 0, 1)
    assert red not in colours_in(page.view, 1, 1)
    index = page.model.index(0, 1)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "9\n更正前：3"
    page.desk.perform(Command("", "documents", "void", page.model.row(2).entry, {"reason": "重登"}))
    qtbot.waitUntil(lambda: page.model.row(2).status == "void")
    assert red in colours_in(page.view, 2, 0)


def test_rows_are_copied_as_text_for_a_while(page, hands):
    page.view.setFocus()
    page.view.selectAll()
    hands.control(Key.Key_C)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["编号", "收文日期", "来文单位"]
    assert [line.split("\t")[0] for line in lines[1:]] == [f"密收〔2026〕000{n}号" for n in (3, 2, 1)]
    hands.work.clip._later.timeout.emit()
    assert QGuiApplication.clipboard().text() == ""


def test_the_lock_takes_our_text_and_leaves_another_ones(page, hands):
    page.view.setFocus()
    page.view.choose(0)
    hands.control(Key.Key_C)
    assert "密收" in QGuiApplication.clipboard().text()
    hands.window.lock()
    assert QGuiApplication.clipboard().text() == ""
    hands.unlock()
    hands.work.page.view.setFocus()
    hands.control(Key.Key_C)
    QGuiApplication.clipboard().setText("别人的")
    hands.window.lock()
    assert QGuiApplication.clipboard().text() == "别人的"
