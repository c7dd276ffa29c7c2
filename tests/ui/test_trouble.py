"""A bug is told calmly, its place is kept, and nothing that anybody typed is in the report."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QMessageBox

from secretdesk.store.errors import DiskTrouble
from secretdesk.ui.settings import settings_file
from secretdesk.ui.trouble import REPORTS, save_report, watch_for_bugs

SECRET = "机密标题饕餮"


def boxes():
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]


def test_a_bug_is_reported_without_values(dressed, qtbot):
    before = sys.excepthook
    unwatch = watch_for_bugs(dressed)
    try:
        sys.excepthook(*fallen(KeyError))
        qtbot.waitUntil(lambda: bool(boxes()))
        (box,) = boxes()
        (report,) = (settings_file().parent / "reports").iterdir()
        assert str(report) in box.text()
        told = report.read_text(encoding="utf-8")
        assert "KeyError" in told
        assert "test_trouble.py" in told
        for text in (told, box.text(), box.detailedText(), box.informativeText()):
            assert SECRET not in text
        box.button(QMessageBox.StandardButton.Ok).click()
    finally:
        unwatch()
    assert sys.excepthook is before


def fall(kind):
    raise kind(SECRET)


def fallen(kind):
    try:
        fall(kind)
    except kind as error:
        return kind, error, error.__traceback__


def test_an_expected_failure_is_no_bug(dressed, qtbot):
    unwatch = watch_for_bugs(dressed)
    try:
        error = DiskTrouble("full")
        sys.excepthook(type(error), error, None)
        qtbot.waitUntil(lambda: bool(boxes()))
        (box,) = boxes()
        assert box.text() == error.text
        assert not (settings_file().parent / "reports").exists()
        box.button(QMessageBox.StandardButton.Ok).click()
    finally:
        unwatch()


def test_reports_do_not_pile_up_and_a_disk_that_refuses_costs_nothing(monkeypatch, tmp_path):
    folder = settings_file().parent / "reports"
    folder.mkdir(parents=True)
    for n in range(REPORTS + 5):
        (folder / f"2020010{n:04d}.txt").write_text("")
    assert save_report("x")
    assert len(list(folder.iterdir())) == REPORTS
    taken = tmp_path / "taken"
    taken.write_text("")
    monkeypatch.setattr("secretdesk.ui.trouble.settings_file", lambda: taken / "settings.json")
    assert save_report("x") == ""
