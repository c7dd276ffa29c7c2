"""What is copied: with the hints, for ten seconds, until the lock, until the end; never another's (peers R13)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLineEdit

from secretdesk.ui.clipboard import HIDDEN, HINT, SECONDS, Clipboard, clipboard

Mode = QClipboard.Mode


@pytest.fixture
def board(dressed):  # noqa: ARG001
    found = QGuiApplication.clipboard()
    found.clear(Mode.Clipboard)
    return found


@pytest.fixture
def ours(board, dressed, monkeypatch):  # noqa: ARG001
    """The program's own, told that whatever is copied is ours: the offscreen platform knows no owners."""
    made = clipboard()
    monkeypatch.setattr(made, "owns", lambda _mode: True)
    yield made
    made.clear()


def test_ten_seconds(ours):
    assert SECONDS == 10
    ours.copy("密收〔2026〕0001号")
    assert ours._later.interval() == 10_000
    assert ours._later.isActive()


@pytest.mark.parametrize("how", ["timer", "lock", "exit"])
def test_a_copy_is_taken_away(ours, board, dressed, how, request):
    if how == "lock":
        window = request.getfixturevalue("hands").window
    ours.copy("密收〔2026〕0001号")
    assert {name: bytes(board.mimeData().data(name)) for name in HIDDEN} == HIDDEN
    if how == "timer":
        ours._later.timeout.emit()
    elif how == "lock":
        window.lock()
    else:
        dressed.aboutToQuit.emit()
    assert board.text() == ""
    assert not ours._later.isActive()


@pytest.mark.parametrize("how", ["timer", "lock", "exit"])
def test_what_somebody_else_copied_since_is_left(ours, board, dressed, how, request, monkeypatch):
    if how == "lock":
        window = request.getfixturevalue("hands").window
    ours.copy("密收〔2026〕0001号")
    monkeypatch.setattr(ours, "owns", lambda _mode: False)
    board.setText("别人的")
    if how == "timer":
        ours._later.timeout.emit()
    elif how == "lock":
        window.lock()
    else:
        dressed.aboutToQuit.emit()
    assert board.text() == "别人的"


def test_a_fields_own_copy_gets_the_hints_and_goes_too(ours, board, qtbot):
    """Ctrl+C of a line edit asks nobody; it is heard."""
    field = QLineEdit("云教密〔2026〕8号")
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    assert board.text() == "云教密〔2026〕8号"
    assert bytes(board.mimeData().data(HINT)) == b"secret"
    ours._later.timeout.emit()
    assert board.text() == ""


def test_unwatched_the_fields_copy_has_no_hint_and_stays(board, qtbot, monkeypatch):
    """Planted: without the watch the same copy would lie there for ever."""
    monkeypatch.setattr(clipboard(), "owns", lambda _mode: False)
    field = QLineEdit("云教密〔2026〕8号")
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    clipboard()._later.timeout.emit()
    assert board.text() == "云教密〔2026〕8号"
    assert not board.mimeData().hasFormat(HINT)


def test_another_programs_clip_is_never_touched(dressed, board):
    watching = Clipboard(dressed)
    watching.owns = lambda _mode: False
    data = QMimeData()
    data.setText("别人的")
    board.setMimeData(data)
    watching.clear()
    assert board.text() == "别人的"
    assert not board.mimeData().hasFormat(HINT)
    watching.deleteLater()
