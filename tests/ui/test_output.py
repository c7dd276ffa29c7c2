"""Printing and exporting from the window: made on a worker, booked, told."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from secretdesk.registers import BY_KEY
from secretdesk.ui import dialogs
from secretdesk.ui.output_dialog import OutputDialog
from tests.registers.test_shifts import books, guarded, sites
from tests.ui.conftest import receive
from tests.ui.every_window import begin

__all__ = ["books", "guarded", "sites"]


def test_the_receipt_book_is_saved_and_booked(hands, qtbot, tmp_path):
    work = hands.work
    receive(work.desk, 1)
    work.tabs.go("documents")
    dialogs.output(work, prints=True)
    target = tmp_path / "book.pdf"
    work.dialog.target.setText(str(target))
    work.dialog.save()
    qtbot.waitUntil(lambda: work.dialog is None, timeout=30000)
    assert target.read_bytes().startswith(b"%PDF")
    booked = work.desk.rows("outputs")
    assert [(r["kind"], r["level"], r["path"]) for r in booked] == [("保存PDF", "机密", str(target))]
    boxes = hands.window.findChildren(QMessageBox)
    assert any(booked[0].number in b.text() for b in boxes)
    assert not work.held
    work.tabs.go("outputs")
    assert work.page.model.rowCount() == 1


def test_a_list_is_offered_of_the_chosen_entry_alone(hands, qtbot, tmp_path):
    work = hands.work
    begin(work.desk)
    work.tabs.go("returns")
    work.page.view.choose(0)
    dialogs.output(work, prints=True)
    what = work.dialog.what
    assert what.itemText(0).startswith("只有 退〔")
    assert what.count() == 2
    target = tmp_path / "list.pdf"
    work.dialog.target.setText(str(target))
    work.dialog.save()
    qtbot.waitUntil(lambda: work.dialog is None, timeout=30000)
    assert target.read_bytes().startswith(b"%PDF")


def test_a_year_is_exported(hands, qtbot, tmp_path):
    work = hands.work
    receive(work.desk, 1)
    work.tabs.go("documents")
    dialogs.output(work, prints=False)
    target = tmp_path / "year.xlsx"
    work.dialog.target.setText(str(target))
    work.dialog.save()
    assert work.held
    qtbot.waitUntil(lambda: work.dialog is None, timeout=30000)
    assert target.read_bytes().startswith(b"PK")


def test_a_folder_that_refuses_is_told_in_the_dialog(hands, qtbot, tmp_path):
    work = hands.work
    work.tabs.go("documents")
    dialogs.output(work, prints=False)
    work.dialog.target.setText(str(tmp_path / "nowhere" / "x.xlsx"))
    work.dialog.save()
    qtbot.waitUntil(lambda: work.dialog.work is None, timeout=30000)
    assert "无法写入" in work.dialog.said.text()
    assert work.desk.count("outputs") == 0


def test_lock_wins_over_a_long_print(hands, qtbot, tmp_path):
    work, window = hands.work, hands.window
    for number in range(1, 30):
        receive(work.desk, number)
    work.tabs.go("documents")
    dialogs.output(work, prints=True)
    work.dialog.target.setText(str(tmp_path / "book.pdf"))
    with qtbot.waitSignal(window.locked, timeout=30000):
        work.dialog.save()
        window.lock()
        assert window.stack.currentWidget() is window.unlock
    assert not any(work.desk.vault.key)
    hands.unlock()


def test_of_a_line_its_list_prints_the_entry_that_holds_it(guarded, qtbot):
    """A line is chosen on its own tab; the sheet asked for is the one that it stands on (F24)."""
    parent = QWidget()
    qtbot.addWidget(parent)
    (whole,) = guarded.rows("shifts")
    line = guarded.rows("shift_lines", ascending=True, limit=1)[0]
    dialog = OutputDialog(guarded, BY_KEY["shift_lines"], parent, prints=True, row=line, text="")
    dialog.choose_form("shift_sheet")
    assert dialog.what.itemText(0) == f"只有 {whole.number}"
    assert dialog._wanted()["entry"] == whole.entry != line.entry
    dialog.what.setCurrentIndex(1)
    assert (dialog._wanted()["entry"], dialog._wanted()["day"]) == (whole.entry, "2026-11-23")
