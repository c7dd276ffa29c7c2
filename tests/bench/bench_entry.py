"""Entering receipts in the window at a million copies: save to the next empty form, and the longest pause."""

import os
import shutil
import statistics
import time
from pathlib import Path

from tests.bench.measure import Ratio, ms, timed
from tests.bench.vaults import PLACE, opened, receipt

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROUNDS = 15
FIELDS = ("doc_number", "title", "mark", "copy_numbers", "pages", "issued_on")


class Walk:
    """A clerk at the receive dialog of a vault; every key is timed with all that the window does after it."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from secretdesk.ui.app import make_application
        from secretdesk.ui.opening import warm_up
        from secretdesk.ui.workplace import Workplace

        self.application = QApplication.instance() or make_application(["bench"])
        warm_up()  # as the program does while the passphrase is typed
        self.desk = opened(folder)
        self.place = Workplace(self.desk)
        self.place.resize(1366, 740)
        self.place.show()
        self.pauses: list[tuple[float, str]] = []
        self.numbers = iter(range(8_000_000, 9_000_000))
        self._rest(1.5, "pages made ahead")
        self.step("tab", lambda: self.place.go("documents"))
        self.step("open", lambda: self.place.act("receive"))
        self.form = self.place.dialog
        self.form.activateWindow()

    def step(self, name: str, act) -> float:
        """Seconds until the window listens again."""
        spent = timed(lambda: (act(), self.application.processEvents()))
        self.pauses.append((spent, name))
        return spent

    def _rest(self, seconds: float, name: str) -> None:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            self.step(name, lambda: time.sleep(0.001))

    def press(self, key, name: str) -> float:
        from PySide6.QtTest import QTest

        return self.step(name, lambda: QTest.keyClick(self.form.focusWidget(), key))

    def write(self, text: str, name: str) -> None:
        """Key by key, and a moment for what comes after the last one."""
        from PySide6.QtTest import QTest

        for char in text:
            self.step(name, lambda char=char: QTest.keyClicks(self.form.focusWidget(), char))
        for _ in range(20):
            self.step(f"after {name}", lambda: time.sleep(0.005))

    def enter(self) -> float:
        """One document; seconds from Enter to the next empty form."""
        from PySide6.QtCore import Qt

        number, tab = next(self.numbers), Qt.Key.Key_Tab
        self.form.area.go_to("issuer")
        self.write("lwdw17", "issuer")
        self.press(tab, "leave issuer")
        for key, text in zip(FIELDS, (f"X{number}", "notice", "jm10", str(number), "3", "1"), strict=True):
            self.write(text, key)
            if key != FIELDS[-1]:
                self.press(tab, f"leave {key}")
        before = self.desk.head()[0]
        spent = self.press(Qt.Key.Key_Return, "save")
        assert self.desk.head()[0] > before, self.form.general.text()
        assert self.form.area.boxes["title"].is_empty
        return spent

    def bare(self) -> float:
        """Seconds of the act alone."""
        heard, self.desk.listeners[:] = list(self.desk.listeners), []
        spent = timed(lambda: self.desk.perform(receipt(next(self.numbers), self.desk.clock())))
        self.desk.listeners[:] = heard
        return spent

    def end(self) -> None:
        self.form.reject()
        self.place.close_down()
        self.desk.close()


def bench_entry(_small: Path, large: Path) -> list[Ratio]:
    """Enter to the next empty form against the bare act; each key of a walk through the form."""
    folder = PLACE / "scratch"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(large, folder)
    os.sync()  # else the first flush of the log waits for the copy
    walk = Walk(folder)
    walk.enter()
    times = [(walk.enter(), walk.bare()) for _ in range(ROUNDS)]
    ratio = statistics.median(a / b for a, b in times)
    mine, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    longest, where = max(walk.pauses)
    walk.end()
    keys = f"of {len(walk.pauses)} keys and beats, at: {where}"
    return [
        Ratio("save to next empty form, ms", mine * 1000, 80, f"the act alone {ms(theirs)}"),
        Ratio("save to next form to bare act", ratio, 8, "with table, panel and tabs behind it"),
        Ratio("longest pause of an entry, ms", longest * 1000, 100, keys),
    ]


BENCHES = (bench_entry,)
