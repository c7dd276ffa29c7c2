"""A window over a small vault, driven by keys alone. The platform is offscreen unless one is given."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from secretdesk.desk.opening import new_vault
from secretdesk.domain.review import Command
from secretdesk.domain.terms import Level
from secretdesk.store.slots import Cost
from secretdesk.ui.fonts import load_fonts
from secretdesk.ui.style import wear
from secretdesk.ui.tidy import Tidy
from secretdesk.ui.window import Window

PERSON, PASSPHRASE = "岩温", "紫色河流七块石头"


@pytest.fixture(autouse=True)
def _own_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    QStandardPaths.setTestModeEnabled(False)


@pytest.fixture(scope="session")
def qapp_args():
    return ["secretdesk"]


@pytest.fixture(autouse=True, scope="session")
def tidy(qapp):
    """As in the program: garbage goes in this thread alone."""
    made = Tidy(qapp)
    yield made
    made.end()


@pytest.fixture(autouse=True)
def _tidied(tidy):
    yield
    tidy.look()


@pytest.fixture
def dressed(qapp):
    if not qapp.property("fonts"):
        qapp.setStyle("Fusion")
        load_fonts()
        wear(qapp, "light", 10)
        qapp.setProperty("fonts", True)
    return qapp


@pytest.fixture
def folder(tmp_path):
    """A new vault, closed."""
    place = tmp_path / "vault"
    new_vault(place, PERSON, PASSPHRASE, Level.HIGHLY_SECRET, cost=Cost(1, 8192)).close()
    return place


class Hands:
    """What a clerk does: presses keys, types Hanzi through an input method. No mouse."""

    def __init__(self, qtbot, window):
        self.qtbot, self.window, self.pressed = qtbot, window, 0

    @property
    def focus(self):
        return QApplication.focusWidget()

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier, times=1):
        for _ in range(times):
            if QApplication.activeWindow() is None:
                self.activate()
            self.pressed += 1
            QTest.keyClick(self.focus or QApplication.activeWindow(), key, modifier)

    def control(self, key):
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def alt(self, key):
        self.press(key, Qt.KeyboardModifier.AltModifier)

    def write(self, text):
        """Hanzi as an input method commits them, the rest as keys."""
        if text.isascii():
            QTest.keyClicks(self.focus, text)
            return
        self.compose("x")
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.focus, event)

    def compose(self, text):
        """What an input method shows before it commits."""
        QApplication.sendEvent(self.focus, QInputMethodEvent(text, []))

    def fill(self, *texts):
        """Fields one after the other, by Tab."""
        for place, text in enumerate(texts):
            if place:
                self.press(Qt.Key.Key_Tab)
            if text:
                self.write(text)

    @property
    def work(self):
        return self.window.work

    @property
    def dialog(self):
        return self.work.dialog if self.work else None

    def unlock(self):
        """Type the passphrase and wait for the desk."""
        self.qtbot.waitUntil(self.window.unlock.passphrase.isEnabled)
        self.window.unlock.passphrase.setFocus()
        self.window.unlock.passphrase.setText(PASSPHRASE)
        self.press(Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.window.work is not None, timeout=20000)
        self.activate()

    def activate(self):
        """What a desktop does when a window has been closed: another one gets the keys."""
        (self.dialog or self.window).activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is not None)


@pytest.fixture
def window(qtbot, dressed, folder):  # noqa: ARG001  (a fixture for its effect)
    """The window, locked."""
    shown = Window(folder)
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    yield shown
    shown.close()


@pytest.fixture
def hands(qtbot, window):
    """A clerk at the open vault."""
    clerk = Hands(qtbot, window)
    clerk.unlock()
    return clerk


def receive(desk, number, title="关于清查的通知", **more):
    """One document at the desk, without the window."""
    values = {
        "issuer": "省教育厅", "doc_number": f"云教密〔2026〕{number}号", "title": title, "mark": "机密★10年",
        "copy_numbers": f"{number:06d}", "pages": "3", "issued_on": "2026-01-05", **more,
    }  # fmt: skip
    confirm = frozenset({"unknown_reference", "clock_leap"})
    return desk.perform(Command("", "documents", "receive", values=values, confirm=confirm))


def begin_round(desk, number, readers=("段景明", "刀永红")):
    """A document that goes round to these, who are cleared, without the window."""
    paper = receive(desk, number)
    for name in readers:
        if not desk.find("people", name):
            desk.perform(Command("", "people", "enrol", values={"name": name, "post": "院长"}))
            given = {"category": "重要", "pledged_on": "今天"}
            desk.perform(Command("", "people", "clear", name, given))
    given = {"document": paper.number, "readers": list(readers), "approved_by": "李建国"}
    return desk.perform(Command("", "circulations", "open", values=given))
