"""Killed anywhere: nothing acknowledged is lost, nothing is half done, the next unlock just works (peers R1, R2, R8)."""

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from secretdesk.desk import checks, keys, year_close
from secretdesk.desk.opening import new_vault, open_vault
from secretdesk.desk.unfinished import proves
from secretdesk.domain.terms import Level
from secretdesk.registers.year_tables import YEAR_TABLES
from secretdesk.store.backup import backups_in, open_backup
from secretdesk.store.errors import WrongPassphrase
from secretdesk.store.readback import checksum
from tests.conftest import CHEAP, PASSPHRASE, Clock
from tests.desk.test_receipt import do, receive
from tests.store.kills import ME, OLD_ROWS, OTHER, OTHERS, WORDS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL")
ROOT = Path(__file__).parents[2]
WELL_ON = 4.0  # s: the first is killed when something is done, however slow the machine
RENEWED = 15  # kills after which the vault is made anew, so that verify stays short


@pytest.fixture(scope="module")
def killer():
    """Has a job done by a process and kills it: ``killer(job, seconds, *given)``."""
    helper = subprocess.Popen(
        [sys.executable, "-m", "tests.store.kills"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )

    def ask(job, after, *given):
        helper.stdin.write(json.dumps({"do": job, "after": after, "given": given}).encode() + b"\n")
        helper.stdin.flush()
        return json.loads(helper.stdout.readline())

    yield ask
    helper.stdin.close()
    helper.wait(timeout=30)
    helper.stdout.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("template") / "vault"
    desk = new_vault(folder, ME, PASSPHRASE, Level.HIGHLY_SECRET, clock=Clock(), cost=CHEAP)
    receive(desk)
    keys.add(desk, OTHER, "auditor", OTHERS, cost=CHEAP)
    desk.close()
    return folder


def anew(template, tmp_path):
    shutil.rmtree(tmp_path / "vault", ignore_errors=True)
    return shutil.copytree(template, tmp_path / "vault")


def opened(folder, *passphrases):
    """The desk that the first fitting passphrase opens, and that passphrase; no clean-up by hand."""
    for passphrase in passphrases:
        try:
            return open_vault(folder, ME, passphrase, clock=Clock()), passphrase
        except WrongPassphrase:
            (folder / "attempts.json").unlink(missing_ok=True)
    raise AssertionError("locked out")


def acknowledged_are_there(desk, said):
    for seq, head in said:
        found = desk.vault.db.execute("SELECT hash FROM ledger WHERE seq = ?", (seq,)).fetchone()
        assert found is not None, f"line {seq} was acknowledged and is lost"
        assert found[0].hex() == head
    assert list(checks.verify(desk)) == []


@pytest.mark.parametrize("kills", [8, pytest.param(200, marks=pytest.mark.torture)])
def test_no_acknowledged_act_is_lost(killer, template, tmp_path, kills):
    dice, total = random.Random(kills), 0
    for n in range(kills):
        if n % RENEWED == 0:
            folder = anew(template, tmp_path)
        answer = killer("acts", dice.uniform(0, 0.2), str(folder), n)
        assert answer["ready"]
        assert answer["killed"]
        desk, _ = opened(folder, PASSPHRASE)
        acknowledged_are_there(desk, answer["said"])
        desk.close()
        total += len(answer["said"])
    assert total > kills


@pytest.mark.parametrize("kills", [4, pytest.param(100, marks=pytest.mark.torture)])
def test_keys_changed_and_killed_at_random(killer, template, tmp_path, kills):
    dice, total = random.Random(kills), 0
    for n in range(kills):
        if n % RENEWED == 0:
            folder = anew(template, tmp_path)
        answer = killer("changes", dice.uniform(0, 0.4), str(folder), n)
        assert answer["ready"]
        assert answer["killed"]
        said = [one for one in answer["said"] if isinstance(one[0], str)]
        desk, word = opened(folder, *WORDS.values())
        acknowledged_are_there(desk, [one for one in answer["said"] if isinstance(one[0], int)])
        all_is_settled(desk)
        other = [s for s in desk.rows("slots") if s["name"] == OTHER and s.status == "live"]
        desk.close()
        open_others(folder, bool(other))
        again, _ = opened(folder, word)
        if word != PASSPHRASE:  # what the next child begins with
            keys.change(again, PASSPHRASE, cost=CHEAP)
        again.close()
        total += len(said)
    assert total


@pytest.mark.parametrize("what", ["add", "change", "remove"])
@pytest.mark.parametrize("steps", [[3, 8], pytest.param(range(1, 60), marks=pytest.mark.torture)], ids=len)
def test_a_change_of_keys_killed_at_each_step(killer, template, tmp_path, what, steps):
    for step in steps:
        folder = anew(template, tmp_path)
        answer = killer("one_change", None, str(folder), what, step)
        assert answer["ready"]
        if answer["said"]:  # it has fewer steps
            assert not answer["killed"]
            break
        assert answer["killed"]
        desk, _ = opened(folder, *WORDS.values())
        acknowledged_are_there(desk, [])
        all_is_settled(desk)
        live = {s["name"] for s in desk.rows("slots") if s.status == "live"}
        assert ME in live
        desk.close()
        open_others(folder, OTHER in live)
    else:
        assert len(steps) == 2


def all_is_settled(desk):
    assert not desk.vault.ring.changing
    assert not list(desk.vault.folder.glob("*.new*"))
    assert {s.status for s in desk.rows("slots")} <= {"live", "removed"}
    assert {s.id for s in desk.vault.ring.slots} >= {
        s["slot_id"] for s in desk.rows("slots") if s.status == "live"
    }
    do(desk, "places", "enrol", name=f"一室-{desk.head()[0]}柜")


def open_others(folder, live):
    try:
        open_vault(folder, OTHER, OTHERS, clock=Clock()).close()
        assert live
    except WrongPassphrase:
        assert not live
        (folder / "attempts.json").unlink(missing_ok=True)


@pytest.mark.parametrize("kills", [3, pytest.param(100, marks=pytest.mark.torture)])
def test_a_killed_holder_leaves_no_lock_behind(killer, template, tmp_path, kills):
    folder = anew(template, tmp_path)
    for _ in range(kills):
        assert killer("acts", 0, str(folder), 0)["killed"]
        opened(folder, PASSPHRASE)[0].close()


@pytest.mark.parametrize("kills", [4, pytest.param(100, marks=pytest.mark.torture)])
def test_a_killed_backup_is_whole_or_not_there(killer, template, tmp_path, kills):
    dice, made = random.Random(kills), 0
    for n in range(kills):
        if n % RENEWED == 0:
            folder = anew(template, tmp_path)
            shutil.rmtree(tmp_path / "out", ignore_errors=True)
        answer = killer("backups", dice.uniform(0.1, 0.6) if n else WELL_ON, str(folder), n)
        assert answer["killed"]
        told = [one for one in answer["said"] if isinstance(one[0], str)]
        desk, _ = opened(folder, PASSPHRASE)
        acknowledged_are_there(desk, [one for one in answer["said"] if isinstance(one[0], int)])
        desk.close()
        found = {one.folder: one for one in backups_in(tmp_path / "out")}
        for path, lines in told:
            assert found[Path(path)].lines == lines
        for one in found.values():
            assert open_backup(one.folder, ME, PASSPHRASE).state == "sound"
        made += len(told)
    assert made


@pytest.mark.parametrize("kills", [4, pytest.param(100, marks=pytest.mark.torture)])
def test_a_killed_restore_leaves_the_old_vault_or_the_new(killer, template, tmp_path, kills):
    dice, seen = random.Random(kills), set()
    folder = anew(template, tmp_path)
    killer("backups", 0.5, str(folder), 0)
    backup = backups_in(tmp_path / "out")[-1]
    whole, _ = opened(folder, PASSPHRASE)
    whole.close()
    shutil.copytree(folder, tmp_path / "start")
    for _ in range(kills):
        shutil.rmtree(folder)
        shutil.copytree(tmp_path / "start", folder)
        killer("restores", dice.uniform(0, 0.5), str(folder), str(backup.folder))
        desk, _ = opened(folder, PASSPHRASE)
        assert list(checks.verify(desk)) == []
        seen.add(desk.count("documents") == 2)  # the template has one, the first backup two
        desk.close()
        assert not (folder / "restoring").exists()
        assert not list(folder.glob("*.new*"))
    assert seen


@pytest.mark.parametrize("kills", [5, pytest.param(100, marks=pytest.mark.torture)])
def test_a_killed_release_is_whole_or_not_there_and_booked_either_way(killer, template, tmp_path, kills):
    dice, made, ended = random.Random(kills), 0, set()
    for n in range(kills):
        if n % RENEWED == 0:
            folder = anew(template, tmp_path)
            shutil.rmtree(tmp_path / "out", ignore_errors=True)
        answer = killer("releases", dice.uniform(0.02, 0.5), str(folder), n)
        assert answer["killed"]
        told = [one for one in answer["said"] if isinstance(one[0], str)]
        desk, _ = opened(folder, PASSPHRASE)
        acknowledged_are_there(desk, [one for one in answer["said"] if isinstance(one[0], int)])
        rows = {row["path"]: row for row in desk.rows("outputs")}
        assert {row.status for row in rows.values()} <= {"on_disk", "failed"}
        there = {str(one) for one in (tmp_path / "out").iterdir()} if (tmp_path / "out").exists() else set()
        assert there == {path for path, row in rows.items() if row.status == "on_disk"}  # no .part is left
        for path in there:
            assert proves(Path(path), rows[path]["sha256"])
        for path, digest in told:
            assert rows[path]["sha256"] == digest
        desk.close()
        made += len(told)
        ended |= {row.status for row in rows.values()}
    assert made
    assert kills < 50 or ended == {"on_disk", "failed"}


@pytest.mark.parametrize("kills", [4, pytest.param(100, marks=pytest.mark.torture)])
def test_a_killed_import_took_over_the_whole_book_or_nothing(killer, template, tmp_path, kills):
    dice, whole, part = random.Random(kills), 0, 0
    for n in range(kills):
        if n % RENEWED == 0:
            folder = anew(template, tmp_path)
            before = 1
        answer = killer("imports", dice.uniform(0.02, 0.5) if n else WELL_ON, str(folder), n)
        assert answer["ready"]
        assert answer["killed"]
        desk, _ = opened(folder, PASSPHRASE)
        acknowledged_are_there(desk, answer["said"])
        runs, papers = desk.count("imports"), desk.count("documents")
        assert papers == 1 + runs * OLD_ROWS
        assert desk.count("inputs") == runs
        assert before <= papers
        part += papers - before == len(answer["said"]) * OLD_ROWS
        whole += len(answer["said"])
        before = papers
        desk.close()
        left = {one.name for one in folder.iterdir()} - {one.name for one in template.iterdir()}
        assert left <= {"registers.db-wal", "registers.db-shm", "attempts.json"}
    assert whole
    assert part


@pytest.mark.parametrize("kills", [4, pytest.param(100, marks=pytest.mark.torture)])
def test_a_year_whose_closing_is_killed_is_closed_or_open(killer, template, tmp_path, kills):
    dice, seen = random.Random(kills), set()
    for _ in range(kills):
        folder = anew(template, tmp_path)
        assert killer("closings", dice.uniform(0, 0.3), str(folder), 2025)["ready"]
        desk, _ = opened(folder, PASSPHRASE)
        assert list(checks.verify(desk)) == []
        closed = desk.rows("years", where={"status": "closed"})
        assert desk.count("year_lines") == (len(YEAR_TABLES) if closed else 0)
        assert all(year_close.is_as_closed(desk, one["of_year"]) for one in closed)
        for one in desk.rows("backups", where={"status": "kept"}):
            assert open_backup(Path(one["path"]), ME, PASSPHRASE).state == "sound"
        assert not [one for one in (folder / "backups").iterdir() if one.suffix == ".part"]
        seen.add(bool(closed))
        desk.close()
    assert seen == {True, False} or kills < 10


@pytest.mark.parametrize("kills", [5, pytest.param(100, marks=pytest.mark.torture)])
def test_a_killed_export_leaves_what_is_booked_and_nothing_else(killer, template, tmp_path, kills):
    dice, made = random.Random(kills), 0
    for n in range(kills):
        if n % RENEWED == 0:
            folder = anew(template, tmp_path)
            shutil.rmtree(tmp_path / "out", ignore_errors=True)
        answer = killer("exports", dice.uniform(0.005, 0.15), str(folder), n)
        assert answer["killed"]
        desk, _ = opened(folder, PASSPHRASE)
        acknowledged_are_there(desk, [one for one in answer["said"] if isinstance(one[0], int)])
        booked = {row["path"]: row["sha256"] for row in desk.rows("outputs", where={"status": "on_disk"})}
        there = {str(one): checksum(one) for one in (tmp_path / "out").iterdir()}
        assert there == booked
        desk.close()
        made += len(answer["said"])
    assert made
