"""Long errands that are killed: they are done or they are not, and no half file is left (peers R2)."""

import random
import shutil
import sys
from pathlib import Path

import pytest

from secretdesk.desk import checks
from secretdesk.desk.unfinished import proves
from secretdesk.desk.year_closed import is_as_closed
from secretdesk.registers.year_tables import YEAR_TABLES
from secretdesk.store import migrations
from secretdesk.store.backup import backups_in, open_backup
from secretdesk.store.readback import checksum
from tests.campaigns import campaign
from tests.conftest import PASSPHRASE
from tests.desk.test_imports import take_over
from tests.store.killing import (
    ME,
    OLD_ROWS,
    RENEWED,
    WELL_ON,
    acknowledged_are_there,
    anew,
    nothing_is_left,
    old_book,
    opened,
    opened_by,
)
from tests.store.tools import bare, locked

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL")
RUNS = 6  # imports that are undone in one go


def named(answer):
    """What was acknowledged by its name, not by the ledger's head."""
    return [one for one in answer["said"] if isinstance(one[0], str)]


@campaign("R2 backup, killed", 3, 100, "kills")
def test_a_killed_backup_is_whole_or_not_there(killer, to_kill, tmp_path, kills):
    """R2, R7: each that is listed is sound; each that was acknowledged is listed with its lines."""
    dice, made = random.Random(kills), 0
    for n in range(kills):
        if n % RENEWED == 0:
            folder = anew(to_kill, tmp_path)
        answer = killer("backups", dice.uniform(0.1, 0.6) if n else WELL_ON, str(folder), n)
        assert answer["killed"]
        desk, _ = opened_by(folder, PASSPHRASE)
        acknowledged_are_there(desk, answer["said"])
        desk.close()
        found = {one.folder: one for one in backups_in(tmp_path / "out")}
        for path, lines in named(answer):
            assert found[Path(path)].lines == lines
        for one in found.values():
            assert open_backup(one.folder, ME, PASSPHRASE).state == "sound"
        nothing_is_left(folder)
        made += len(named(answer))
    assert made


@campaign("R2 restore, killed", 4, 100, "kills")
def test_a_killed_restore_leaves_the_old_vault_or_the_new(killer, to_kill, tmp_path, kills):
    """R2, R7."""
    dice, seen = random.Random(kills), set()
    folder = anew(to_kill, tmp_path)
    killer("backups", 0.5, str(folder), 0)
    backup = backups_in(tmp_path / "out")[-1]
    opened(folder).close()
    shutil.copytree(folder, tmp_path / "start")
    for _ in range(kills):
        shutil.rmtree(folder)
        shutil.copytree(tmp_path / "start", folder)
        killer("restores", dice.uniform(0, 0.5), str(folder), str(backup.folder))
        desk, _ = opened_by(folder, PASSPHRASE)
        assert list(checks.verify(desk)) == []
        seen.add(desk.count("documents") == 2)  # the template has one, the first backup two
        desk.close()
        nothing_is_left(folder)
    assert seen


@pytest.mark.parametrize("which", ["register", "yearly"])
@campaign("R2 {which} export, killed", 3, 100, "kills")
def test_a_killed_release_is_whole_or_not_there_and_booked_either_way(
    killer, to_kill, tmp_path, which, kills
):
    """R2: what lies there is booked with its checksum, what does not is booked as failed; no .part is left."""
    dice, made, ended = random.Random(kills), 0, set()
    for n in range(kills):
        if n % RENEWED == 0:
            folder = anew(to_kill, tmp_path)
        answer = killer("releases", dice.uniform(0.02, 0.5) if n else WELL_ON, str(folder), n, which)
        assert answer["killed"]
        desk, _ = opened_by(folder, PASSPHRASE)
        acknowledged_are_there(desk, answer["said"])
        rows = {row["path"]: row for row in desk.rows("outputs")}
        assert {row.status for row in rows.values()} <= {"on_disk", "failed"}
        there = {str(one) for one in (tmp_path / "out").iterdir()} if (tmp_path / "out").exists() else set()
        assert there == {path for path, row in rows.items() if row.status == "on_disk"}
        for path in there:
            assert proves(Path(path), rows[path]["sha256"])
        for path, digest in named(answer):
            assert rows[path]["sha256"] == digest
        desk.close()
        nothing_is_left(folder)
        made += len(named(answer))
        ended |= {row.status for row in rows.values()}
    assert made
    assert kills < 50 or ended == {"on_disk", "failed"}


@campaign("R2 export of a file, killed", 5, 100, "kills")
def test_a_killed_export_leaves_what_is_booked_and_nothing_else(killer, to_kill, tmp_path, kills):
    """R2: a single file, some over another of the same name."""
    dice, made = random.Random(kills), 0
    for n in range(kills):
        if n % RENEWED == 0:
            folder = anew(to_kill, tmp_path)
        answer = killer("exports", dice.uniform(0.005, 0.15) if n else WELL_ON, str(folder), n)
        assert answer["killed"]
        desk, _ = opened_by(folder, PASSPHRASE)
        acknowledged_are_there(desk, answer["said"])
        booked = {row["path"]: row["sha256"] for row in desk.rows("outputs", where={"status": "on_disk"})}
        there = {str(one): checksum(one) for one in (tmp_path / "out").iterdir()}
        assert there == booked
        desk.close()
        nothing_is_left(folder)
        made += len(answer["said"])
    assert made


@campaign("R2 import, killed", 3, 100, "kills")
def test_a_killed_import_took_over_the_whole_book_or_nothing(killer, to_kill, tmp_path, kills):
    """R2: every row of it and the booking of the run, or no row."""
    dice, whole, part = random.Random(kills), 0, 0
    for n in range(kills):
        if n % RENEWED == 0:
            folder, before = anew(to_kill, tmp_path), 1
        answer = killer("takings", dice.uniform(0.02, 0.5) if n else WELL_ON, str(folder), n)
        assert answer["ready"]
        assert answer["killed"]
        desk, _ = opened_by(folder, PASSPHRASE)
        acknowledged_are_there(desk, answer["said"])
        runs, papers = desk.count("imports"), desk.count("documents")
        assert papers == 1 + runs * OLD_ROWS
        assert desk.count("inputs") == runs
        assert before <= papers
        part += papers - before == len(answer["said"]) * OLD_ROWS
        whole += len(answer["said"])
        before = papers
        desk.close()
        left = {one.name for one in folder.iterdir()} - {one.name for one in to_kill.iterdir()}
        assert left <= {"registers.db-wal", "registers.db-shm", "attempts.json"}
        nothing_is_left(folder)
    assert whole
    assert part


@pytest.fixture(scope="module")
def taken_over(to_kill, tmp_path_factory):
    """The vault with some old books taken over."""
    folder = anew(to_kill, tmp_path_factory.mktemp("books"))
    desk = opened(folder)
    for n in range(RUNS):
        take_over(desk, old_book(1, n))
    desk.close()
    return folder


@campaign("R2 undoing of an import, killed", 3, 100, "kills")
def test_a_killed_undoing_took_back_the_whole_book_or_nothing(killer, taken_over, tmp_path, kills):
    """R2: every paper and copy of the run is void, or none."""
    dice, undone, landed, n = random.Random(kills), 0, 0, 0
    while landed < kills:
        folder = anew(taken_over, tmp_path)
        answer = killer("undoings", dice.uniform(0, 0.8) if n else WELL_ON, str(folder))
        n += 1
        assert n < 5 * kills
        desk, _ = opened_by(folder, PASSPHRASE)
        acknowledged_are_there(desk, answer["said"])
        gone = desk.rows("imports", where={"status": "void"})
        assert len(answer["said"]) <= len(gone) <= len(answer["said"]) + 1
        for register in ("documents", "copies"):
            assert desk.count(register, where={"status": "void"}) == len(gone) * OLD_ROWS
        desk.close()
        nothing_is_left(folder)
        undone += len(gone)
        landed += answer["killed"]
    assert undone


@campaign("R2 closing of a year, killed", 4, 100, "kills")
def test_a_year_whose_closing_is_killed_is_closed_or_open(killer, to_kill, tmp_path, kills):
    """R2: with its backup and all its tables, or open."""
    dice, seen = random.Random(kills), set()
    for n in range(kills):
        folder = anew(to_kill, tmp_path)
        assert killer("closings", dice.uniform(0, 0.3) if n else -1, str(folder), 2025)["ready"]
        desk, _ = opened_by(folder, PASSPHRASE)
        assert list(checks.verify(desk)) == []
        closed = desk.rows("years", where={"status": "closed"})
        assert desk.count("year_lines") == (len(YEAR_TABLES) if closed else 0)
        assert all(is_as_closed(desk, one) for one in closed)
        for one in desk.rows("backups", where={"status": "kept"}):
            assert open_backup(Path(one["path"]), ME, PASSPHRASE).state == "sound"
        nothing_is_left(folder)
        seen.add(bool(closed))
        desk.close()
    assert seen == {True, False}


@pytest.fixture(scope="module")
def of_an_older_program(taken_over, tmp_path_factory):
    """The vault as the schema before wrote it, its register tables as no program has them any more; and its key."""
    folder = anew(taken_over, tmp_path_factory.mktemp("older"))
    key = locked(opened(folder))
    db = bare(folder, key)
    db.execute("DELETE FROM meta WHERE key = 'anchor_secret' OR key LIKE 'shape.%'")
    db.execute(f"PRAGMA user_version = {len(migrations.STEPS) - 1}")
    db.close()
    return folder, key


def state(folder, key):
    """How many steps the permanent tables have taken, and how many register tables have been made anew."""
    db = bare(folder, key)
    (steps,) = db.execute("PRAGMA user_version").fetchone()
    (made,) = db.execute("SELECT count(*) FROM meta WHERE key LIKE 'shape.%'").fetchone()
    db.close()
    return steps, made


@campaign("R2 migration and rebuild, killed", 4, 150, "kills")
def test_a_killed_migration_is_taken_up_by_the_next_unlock(killer, of_an_older_program, tmp_path, kills):
    """R2, R24: the permanent tables copied before their step; then every register table, or none."""
    dice, seen = random.Random(kills), set()
    source, key = of_an_older_program
    for _ in range(kills):
        folder = anew(source, tmp_path)
        answer = killer("opening", dice.uniform(0, 0.9), str(folder))
        assert answer["ready"]
        shutil.copytree(folder, tmp_path / "seen")
        seen.add(state(tmp_path / "seen", key))
        shutil.rmtree(tmp_path / "seen")
        desk, _ = opened_by(folder, PASSPHRASE)
        acknowledged_are_there(desk, answer["said"])
        assert desk.count("documents") == 1 + RUNS * OLD_ROWS
        assert migrations.pending(desk.vault.db) == 0
        desk.close()
        (copy,) = (folder / "backups").glob("before-step-*")
        db = bare(copy.parent, key, copy.name)
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        db.close()
        nothing_is_left(folder)
    last = len(migrations.STEPS)
    (every,) = {made for _, made in seen if made} or {0}
    assert seen <= {(last - 1, 0), (last, 0), (last, every)}
    assert kills < 50 or seen == {(last - 1, 0), (last, 0), (last, every)}
