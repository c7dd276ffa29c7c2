"""The window at a million copies: switch of tab, keystroke to result, and the longest pause of a walk."""

import os
import statistics
import time
from functools import partial
from pathlib import Path

from tests.bench.measure import Ratio, ms, timed
from tests.bench.vaults import opened

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
WORDS = ("5000", "密收〔2026", "教育考试", "j", "一室-7柜", "饕餮", "000123", "第9", "演密", "lwdw17")
TABS = ("documents", "copies", "arrivals", "correspondents")
PAUSE = 0.35  # s between two words, in which what reads behind begins and is stopped again


class Desktop:
    """The workplace over the vault, and every pause of its thread."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from secretdesk.ui.app import make_application
        from secretdesk.ui.opening import warm_up
        from secretdesk.ui.workplace import Workplace

        self.application = QApplication.instance() or make_application(["bench"])
        warm_up()
        self.desk = opened(folder)
        self.place = Workplace(self.desk)
        self.place.resize(1366, 740)
        self.place.show()
        self.settle()
        self.pauses: list[tuple[float, str]] = []

    def step(self, name: str, act) -> float:
        """Seconds until the window has painted what the act changed."""
        spent = timed(lambda: (act(), self.application.processEvents()))
        self.pauses.append((spent, name))
        return spent

    def settle(self, name: str = "", seconds: float = PAUSE) -> None:
        """Let timers and what reads behind come round."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            if name:
                self.step(name, lambda: time.sleep(0.001))
            else:
                self.application.processEvents()

    def end(self) -> None:
        self.place.close_down()
        self.desk.close()


def bench_window(_small: Path, large: Path) -> list[Ratio]:
    """Tabs, search, scrolling, filters: what a person waits for, against the bare query under it."""
    top = Desktop(large)
    top.settle("pages made ahead", 1.5)
    first = [top.step(f"first {key}", partial(top.place.tabs.go, key)) for key in TABS]
    top.settle("behind", 2)
    again = [top.step(f"tab {key}", partial(top.place.tabs.go, key)) for key in TABS * 3]
    keys: list[tuple[float, float]] = []
    for register in ("copies", "documents"):
        top.place.tabs.go(register)
        top.settle("behind")
        keys += search(top)
        scroll_and_filter(top)
    longest, where = max(top.pauses)
    top.end()
    mine, bare = zip(*keys, strict=True)
    slow, under = statistics.quantiles(mine, n=20)[-1], statistics.quantiles(bare, n=20)[-1]
    ratio = statistics.median(k / b for k, b in keys)
    return [
        Ratio("first look at a tab, ms", max(first) * 1000, 100, "the slowest of " + ", ".join(TABS)),
        Ratio("switch of tab, ms", max(again) * 1000, 100, f"median {ms(statistics.median(again))}"),
        Ratio("keystroke to result p95, ms", slow * 1000, 50, f"{len(keys)} keys; bare p95 {ms(under)}"),
        Ratio("keystroke to bare query", ratio, 30, "median; the query alone takes a millisecond or two"),
        Ratio("longest pause of a walk, ms", longest * 1000, 100, f"of {len(top.pauses)}, at: {where}"),
    ]


def search(top: Desktop) -> list[tuple[float, float]]:
    """Words typed key by key: seconds until the result is painted, and of the query alone."""
    from secretdesk.store.rows import Query, whole

    page = top.place.page
    found = []

    def type_on(text: str) -> None:
        page.search.setText(text)
        page._searching.stop()
        page.look()

    for word in WORDS:
        for length in range(1, len(word) + 1):
            text = word[:length]
            query = Query(page.register, text, limit=128)
            bare = timed(lambda query=query: list(whole(top.desk.vault.db, query)))
            found.append((top.step(f"search {text}", partial(type_on, text)), bare))
        top.settle("behind a search")
    type_on("")
    top.settle("behind", 1.5)
    return found


def scroll_and_filter(top: Desktop) -> None:
    """Jumps over the whole table, and filters that find much, little and nothing."""
    page = top.place.page
    bar = page.view.verticalScrollBar()
    for part in (0.5, 0.501, 1.0, 0.25, 0.0):
        top.step("scroll", partial(bar.setValue, int(bar.maximum() * part)))
    for chosen in ({"status": ["missing"]}, {"level": ["机密"]}, {"place": [250]}, {}):
        if set(chosen) <= set(page.register.by_key) | {"status"}:
            top.step(f"filter {chosen}", partial(page.filters.set_filter, chosen))
            top.settle("behind a filter")


BENCHES = (bench_window,)
