"""Run in a process of its own, traced: a walk through every tab, dialog and action of the window.

Arguments: a folder, then ``guard`` (the program's own guard stands), ``short`` (some registers alone), ``minutes=N``
(again and again), ``plant=socket`` (what the test must see).
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from secretdesk import guard
from secretdesk.desk.opening import new_vault
from secretdesk.domain.terms import Level
from secretdesk.store.slots import Cost
from secretdesk.ui import capture, dialogs
from secretdesk.ui.app import make_application
from secretdesk.ui.clipboard import HINT, clipboard
from secretdesk.ui.window import Window
from tests.ui import every_window
from tests.ui.conftest import PASSPHRASE, PERSON, Hands, receive

CANARY = "金丝雀标题第十一号之绝不外露"
SOME = ("documents", "copies")
LONG = 30_000


class Bot:
    """As much of pytest-qt as the walk needs."""

    def __init__(self, application):
        self.application = application

    def waitUntil(self, there, timeout=LONG):
        deadline = QDeadlineTimer(timeout)
        while there() is False:
            assert not deadline.hasExpired(), "it never came"
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


class Walk:
    def __init__(self, application, folder):
        self.bot, self.folder = Bot(application), folder
        self.seen, self.unseen, self.told = [], [], set()
        capture.keep_unseen(application, self.told.add)
        self.window = Window(folder / "vault")
        self.hands = Hands(self.bot, self.window)
        self.window.show()
        self.window.activateWindow()

    def look(self, name):
        """Note that one was there, and which top-level windows no capture filter was told of."""
        self.seen.append(name)
        shown = [
            one for one in QApplication.topLevelWidgets() if one.isVisible() and isinstance(one, QWidget)
        ]
        self.unseen += [f"{name}: {type(one).__name__}" for one in shown if int(one.winId()) not in self.told]

    def round(self):
        """Before the unlock, after it, what is written, and the lock."""
        for name, _ in every_window.before_a_vault_is_open(self.window, self.bot):
            self.look(name)
        self.window.show_unlock()
        self.hands.unlock()
        for name, _ in every_window.of_an_open_vault(self.hands, self.bot):
            self.look(name)
        for step in (self.write, self.copy, self.draft_and_lock, self.restore):
            step()
            self.look(step.__name__)

    def closed(self):
        """The dialog has gone, and what it told has been read."""
        self.bot.waitUntil(lambda: self.hands.dialog is None)
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                box.accept()

    def write(self):
        """Paper, a table, a backup: saved for good."""
        self.closed()
        work, out = self.hands.work, self.folder / "out"
        work.tabs.go("documents")
        for prints, name in ((True, "book.pdf"), (False, "book.xlsx")):
            dialogs.output(work, prints=prints)
            work.dialog.target.setText(str(out / name))
            if prints:
                work.dialog.preview()
                self.bot.waitUntil(lambda: work.dialog.shown is not None)
                self.look("a preview")
                work.dialog._save_shown()
            else:
                work.dialog.save()
            self.closed()
            assert (out / name).stat().st_size
        dialogs.back_up(work)
        work.dialog.target.setText(str(out))
        work.dialog.save()
        self.closed()

    def copy(self):
        """From the table, and from a field by its own key."""
        work, board = self.hands.work, QGuiApplication.clipboard()
        work.tabs.go("documents")
        every_window.in_front(self.bot, self.window)
        work.page.view.setFocus()
        work.page.view.choose(0)
        self.hands.control(Qt.Key.Key_C)
        self.bot.waitUntil(lambda: bool(board.text()))
        assert board.mimeData().hasFormat(HINT)
        clipboard()._later.timeout.emit()
        assert not board.text()
        field = work.page.search
        field.setText(CANARY)
        field.selectAll()
        field.copy()
        self.bot.waitUntil(lambda: board.mimeData().hasFormat(HINT))
        assert board.text() == CANARY
        clipboard()._later.timeout.emit()
        self.bot.waitUntil(lambda: not board.text())
        field.clear()

    def draft_and_lock(self):
        """A form half filled, the lock, the unlock, the form again."""
        self.hands.work.tabs.go("documents")
        self.hands.work.act("receive")
        self.hands.dialog.area.boxes["title"].editor.put(CANARY)
        self.window.lock()
        assert not [
            one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        ]
        self.hands.unlock()
        self.bot.waitUntil(lambda: self.hands.dialog is not None)
        assert self.hands.dialog.area.boxes["title"].editor.get() == CANARY
        self.hands.dialog.reject()
        self.closed()
        self.window.lock()

    def restore(self):
        """The last backup takes the vault's place."""
        self.window.show_restore()
        dialog = every_window.newest()
        self.bot.waitUntil(lambda: dialog.list.topLevelItemCount() > 0)
        dialog.passphrase.setText(PASSPHRASE)
        dialog.restore()
        self.bot.waitUntil(lambda: dialog.work is None and dialog.restore_button.text() == "确认恢复")
        dialog.restore()
        self.bot.waitUntil(lambda: "补登" in self.window.unlock.said.text())


def main(folder, *options):
    """The walk; what was seen as JSON on the last line."""
    given = dict(one.partition("=")[::2] for one in options)
    folder = Path(folder)
    (folder / "out").mkdir(exist_ok=True)
    if "guard" in given:
        guard.begin()
    if "short" in given:
        every_window.REGISTERS = [one for one in every_window.REGISTERS if one.key in SOME]
    application = make_application(["secretdesk"])
    ends, rounds = time.monotonic() + 60 * float(given.get("minutes", 0)), 0
    while not rounds or time.monotonic() < ends:
        vault = folder / "vault"
        if rounds:
            vault.rename(folder / f"vault-{rounds}")
        desk = new_vault(vault, PERSON, PASSPHRASE, Level.HIGHLY_SECRET, cost=Cost(1, 8192))
        receive(desk, 90, title=CANARY, remark=CANARY)
        desk.close()
        walk = Walk(application, folder)
        walk.round()
        rounds += 1
        walk.window.close()
    if given.get("plant") == "socket":
        socket.socket(socket.AF_INET).close()
    state = guard.state()
    told = {
        "seen": walk.seen,
        "unseen": walk.unseen,
        "rounds": rounds,
        "kernel": state.kernel,
        "platform": application.platformName(),
    }
    print(json.dumps(told, ensure_ascii=False))
    sys.stdout.flush()
    application.quit()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
