"""Saving never waits for the log to be brought home: that happens behind, and is over before anybody else needs the file."""

import shutil

from secretdesk.store.database import connect
from secretdesk.store.keyfile import DATABASE
from secretdesk.ui.settling import MANY
from tests.ui.conftest import receive


def at_home(desk, tmp_path):
    """The last line that stands in the database without its log."""
    copy = tmp_path / "alone.db"
    shutil.copyfile(desk.vault.folder / DATABASE, copy)
    db = connect(copy, desk.vault.key, write=False)
    try:
        return db.execute("SELECT max(seq) FROM ledger").fetchone()[0]
    finally:
        db.close()
        copy.unlink()


def pages_of_patience(work):
    return work.desk.vault.db.execute("PRAGMA wal_autocheckpoint").fetchone()[0]


def ended(settling):
    settling._thread.join()


def test_one_act_after_another_is_brought_home_behind(hands, tmp_path):
    work = hands.work
    before = at_home(work.desk, tmp_path)
    assert pages_of_patience(work) >= 10_000
    for n in range(MANY - 1):
        receive(work.desk, n + 1)
    assert work.settling._thread is None
    assert at_home(work.desk, tmp_path) == before < work.desk.head()[0]
    receive(work.desk, MANY)
    ended(work.settling)
    assert at_home(work.desk, tmp_path) == work.desk.head()[0]


def test_a_quiet_moment_after_an_act_is_enough(hands, tmp_path):
    work = hands.work
    receive(work.desk, 1)
    assert work.settling._soon.isActive()
    work.settling._soon.timeout.emit()
    ended(work.settling)
    assert at_home(work.desk, tmp_path) == work.desk.head()[0]


def test_a_worker_and_the_lock_find_no_second_connection(hands):
    work = hands.work
    work.settling.start()
    work.hold(held=True)
    assert work.settling._thread is None
    receive(work.desk, 1)
    assert not work.settling._soon.isActive()
    work.desk.vault.db.execute("PRAGMA wal_autocheckpoint = 1000")  # as a database opened anew has it
    work.hold(held=False)
    assert pages_of_patience(work) >= 10_000
    work.settling.start()
    log = work.desk.vault.folder / f"{DATABASE}-wal"
    hands.window.lock()
    hands.qtbot.waitUntil(lambda: hands.window.work is None)
    assert not log.exists()
