"""Every top-level window is told to Windows as it is shown, so that no capture shows it (peers R14)."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QWidget

from secretdesk.ui import capture
from tests.ui.conftest import receive
from tests.ui.every_window import of_help, of_output


@pytest.fixture
def told(dressed):
    """Windows' part, recorded: the numbers of the windows."""
    numbers = set()
    watch = capture.keep_unseen(dressed, numbers.add)
    yield numbers
    dressed.removeEventFilter(watch)
    watch.deleteLater()


def unseen(told):
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert shown
    return [type(w).__name__ for w in shown if int(w.winId()) not in told]


def test_window_dialogs_menus_and_messages(told, hands, qtbot):
    """Those that print, export, release and import, the help and what this program is; walked by every_window."""
    work, names = hands.work, []
    receive(work.desk, 1)
    work.tabs.go("documents")
    for name, _ in (*of_help(work, qtbot), *of_output(work, qtbot)):
        names.append(name)
        assert unseen(told) == [], name
    assert len(names) > 15
    for made in (QMenu(work), QDialog(work), QMessageBox(work)):
        made.show()
        assert unseen(told) == []
        made.close()


def test_without_the_watch_a_window_is_missed(told, dressed, qtbot):
    """Planted: the filter is taken out, and the next window is in no list."""
    for one in dressed.children():
        if isinstance(one, capture.Unseen):
            dressed.removeEventFilter(one)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    assert unseen(told) == ["QWidget"]


def test_elsewhere_there_is_no_means(dressed):
    assert sys.platform == "win32" or capture.keep_unseen(dressed) is None


WINDOWS = """
import ctypes, sys
asked = []
class User:
    class SetWindowDisplayAffinity:
        argtypes = None
        def __call__(self, window, how):
            asked.append((window, how))
            return how == {known}
    SetWindowDisplayAffinity = SetWindowDisplayAffinity()
ctypes.WinDLL = lambda *_: User
from secretdesk.ui import capture
sys.platform = "win32"
capture.on_windows()(42)
print(asked)
"""


@pytest.mark.parametrize(("known", "asked"), [(0x11, "[(42, 17)]"), (0x01, "[(42, 17), (42, 1)]")])
def test_an_older_windows_shows_a_black_box_instead(known, asked):
    done = subprocess.run(
        [sys.executable, "-c", WINDOWS.format(known=known)], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == asked, done.stderr
