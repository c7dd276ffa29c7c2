"""Custody at size: the start tab over 200,000 copies with 2,000 of them out, and the state of a day long past."""

import os
import shutil
import statistics
from datetime import timedelta
from pathlib import Path

from secretdesk.desk import history
from secretdesk.desk.desk import wall_clock
from secretdesk.desk.due import piles
from secretdesk.desk.opening import open_vault
from secretdesk.domain.review import Command
from secretdesk.store import ledger
from tests.bench.measure import Ratio, ms, timed
from tests.bench.vaults import PASSPHRASE, PLACE, big_vault, command, opened

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
DOCUMENTS, OUT, PEOPLE = 40_000, 2_000, 200
CONSENT = frozenset({"not_cleared", "overdue_held", "late_entry", "clock_leap"})


def custody_vault() -> Path:
    """The vault of 200,000 copies, 2,000 of which are out: a quarter late, some due today, the rest soon."""
    folder = PLACE / f"custody-{DOCUMENTS}"
    if folder.exists():
        return folder
    making = PLACE / "making-custody"
    shutil.rmtree(making, ignore_errors=True)
    shutil.copytree(big_vault(DOCUMENTS), making)
    desk, start = open_vault(making, None, PASSPHRASE), wall_clock() - timedelta(days=6)
    desk.perform_all([command("people", "enrol", name=f"借阅人{n}") for n in range(PEOPLE)])
    free = desk.rows("copies", where={"level": "秘密"}, ascending=True, limit=OUT)
    for n, copy in enumerate(free):
        day = (start + timedelta(days=(2, 5, 6, 7)[n % 4])).date().isoformat()
        values = {
            "copies": [copy.entry], "borrower": f"借阅人{n % PEOPLE}", "approved_by": "审批人", "briefed_by": "保密员",
            "due": day, "lent_on": f"{start:%Y-%m-%dT%H:%M}",
        }  # fmt: skip
        desk.perform(Command("", "loans", "lend", values=values, confirm=CONSENT))
    desk.close()
    making.rename(folder)
    return folder


def bench_custody(_small: Path, large: Path) -> list[Ratio]:
    """The start tab, and a day of the past."""
    return [*_start_tab(), *_past(large)]


def _start_tab() -> list[Ratio]:
    from PySide6.QtWidgets import QApplication

    from secretdesk.ui.app import make_application
    from secretdesk.ui.today import MOST, TodayPage

    application = QApplication.instance() or make_application(["bench"])
    desk = opened(custody_vault())
    page = TodayPage(desk)
    page.resize(1100, 700)
    page.show()

    def read() -> None:
        page._found_due(page._behind.turn, piles(desk, limit=MOST))
        application.processEvents()

    read()
    spent = statistics.median(timed(read) for _ in range(5))
    page.close_down()
    told = sum(pile.total for pile in piles(desk, limit=MOST))
    desk.close()
    return [Ratio("start tab, ms", spent * 1000, 100, f"200,000 copies, {OUT} out, {told} wait")]


def _past(large: Path) -> list[Ratio]:
    desk = opened(large)
    lines, _, _ = ledger.last(desk.vault.db)
    then = [0]

    def fold() -> None:
        then[0] = sum(1 for _ in history.as_of(desk, "copies", lines // 2))

    spent = timed(fold)
    desk.close()
    limit = 5 * max(lines, 1_000_000) / 1_000_000
    return [Ratio("state of a past day, s", spent, limit, f"{then[0]} copies of {lines} lines, {ms(spent)}")]


BENCHES = (bench_custody,)
