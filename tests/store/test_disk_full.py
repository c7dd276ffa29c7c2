"""A full disk at any point: what was acknowledged is there, nothing is half done, the disk is named (peers R4)."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress

import pytest

from secretdesk.desk import backups, checks, drafts, export, keys, year_close
from secretdesk.desk.folder_release import release_folder
from secretdesk.desk.opening import new_vault, open_vault
from secretdesk.desk.plans import year_plan
from secretdesk.desk.release import release
from secretdesk.desk.volumes import Volume
from secretdesk.domain.terms import OUTPUT_KINDS, Level
from secretdesk.store.errors import DiskTrouble
from tests.campaigns import campaign
from tests.conftest import CHEAP, PASSPHRASE, Clock
from tests.desk.test_imports import take_over
from tests.desk.test_receipt import do, receive
from tests.store.killing import OLD_ROWS, OTHER, OTHERS, old_book

ME = "岩温"
SIZE, PIECE = 32 << 20, 16 << 10
POINTS, EVERY = [[0], [1], [7], [20], [60]], range(100)

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0, reason="mounts a small disk: needs root"
)


@pytest.fixture
def disk(tmp_path):
    """A disk of 32 MiB that can be filled up."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", place], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("template") / "vault"
    desk = new_vault(folder, ME, PASSPHRASE, Level.HIGHLY_SECRET, clock=Clock(), cost=CHEAP)
    receive(desk)
    keys.add(desk, OTHER, "auditor", OTHERS, cost=CHEAP)
    backups.back_up(desk)
    desk.close()
    return folder


def opened(folder, passphrase=PASSPHRASE):
    return open_vault(folder, ME, passphrase, clock=Clock())


def fill(disk, left):
    """All but *left* bytes of the disk."""
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with (disk / "ballast").open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(free - left, 1))


def make_room(disk):
    (disk / "ballast").unlink()


def clear(disk):
    for one in disk.iterdir():
        shutil.rmtree(one) if one.is_dir() else one.unlink()


def fixed(_path):
    return Volume("disk", fixed=True)


def acts(desk, _disk):
    for n in range(60):
        receive(desk, doc_number=f"{n}号", copy_numbers=f"{n:04d}00-{n:04d}20")


def back_up(desk, _disk):
    backups.back_up(desk)


def change(desk, _disk):
    keys.change(desk, "walnut 3 kettle door", cost=CHEAP)


def take_out(desk, disk):
    data = export.export_register(desk, "documents", None).data
    release(desk, disk / "out.xlsx", data, kind=OUTPUT_KINDS[2], name="收文", volumes=fixed)


def close_year(desk, _disk):
    year_close.close(desk, 2025)


def import_book(desk, _disk):
    take_over(desk, old_book(1, 1))


def release_year(desk, disk):
    release_folder(desk, year_plan(desk, 2026), disk, volumes=fixed)


def remove_key(desk, _disk):
    keys.remove(desk, OTHER)


def lock_with_a_draft(desk, _disk):
    """As the window does: the draft is saved where that is possible, the lock comes in any case."""
    SAVED.clear()
    for n in range(40):
        drafts.save(desk, "documents", "receive", 0, {"title": f"写了一半{n} " * 900})
        SAVED.append(n)


JOBS = (acts, back_up, change, take_out, close_year, import_book, release_year, remove_key, lock_with_a_draft)
MAY_ALWAYS_FIT = {close_year}
SAVED: list[int] = []  # drafts that were acknowledged


def told_full(error):
    assert error.kind == "disk"
    assert "磁盘已满" in error.text
    assert "已确认登记的内容都在" in error.text


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.__name__)
@campaign("R4 disk full: {job}", POINTS, EVERY, "points")
def test_nothing_is_lost_when_the_disk_is_full(template, disk, record_property, job, points):
    """R4: the disk is named, what was acknowledged is there, the rest is done or not begun."""
    full = 0
    for point in points:
        folder = shutil.copytree(template, disk / "vault")
        desk = opened(folder)
        before = desk.head()
        fill(disk, point * PIECE)
        try:
            job(desk, disk)
        except DiskTrouble as error:
            told_full(error)
            full += 1
        said = desk.head()
        with suppress(DiskTrouble):
            desk.close()
        make_room(disk)
        again = opened_by_either(folder)
        found = again.vault.db.execute("SELECT hash FROM ledger WHERE seq = ?", (said[0],)).fetchone()
        assert found is not None, "acknowledged and lost"
        assert found[0].hex() == said[1]
        assert again.head()[0] >= said[0] >= before[0]
        assert list(checks.verify(again)) == []
        assert again.count("documents") - 1 in {0, OLD_ROWS} or job is not import_book
        assert not again.vault.ring.changing
        left = [one.name for one in folder.rglob("*") if one.suffix in {".new", ".part"}]
        assert not left
        assert not [one for one in disk.iterdir() if one.name.endswith(".part")]
        stands = [one.content["title"].split() for one in drafts.all_drafts(again)]
        assert [{*words} for words in stands] == ([{words[0]} for words in stands])  # whole
        if job is lock_with_a_draft and SAVED:
            assert stands[0][0] in {f"写了一半{SAVED[-1]}", f"写了一半{SAVED[-1] + 1}"}
        do(again, "departments", "enrol", name="学生处")
        again.close()
        shutil.rmtree(folder)
        clear(disk)
    record_property("figure", f"{full} times full")
    if len(points) > 1 and job not in MAY_ALWAYS_FIT:
        assert full


def opened_by_either(folder):
    with suppress(Exception):
        return opened(folder)
    (folder / "attempts.json").unlink(missing_ok=True)
    return opened(folder, "walnut 3 kettle door")


@campaign("R4 disk full: restore", POINTS[::2], range(0, 400, 4), "points")
def test_a_restore_onto_a_full_disk_leaves_the_vault_as_it_was(template, disk, points):
    """R4: it says which disk, and nothing has changed; or there was room and it is restored."""
    full = 0
    for point in points:
        folder = shutil.copytree(template, disk / "vault")
        desk = opened(folder)
        receive(desk, doc_number="9号", copy_numbers="000901")
        said = desk.head()
        desk.close()
        (backup,) = [one for one in (folder / "backups").iterdir() if (one / "backup.json").exists()]
        fill(disk, point * PIECE)
        try:
            backups.restore(backup, folder, ME, PASSPHRASE, clock=Clock())
        except DiskTrouble as error:
            told_full(error)
            assert str(folder) in error.text
            full += 1
        make_room(disk)
        desk = opened(folder)
        assert (desk.head() == said) == (desk.count("documents") == 2)
        assert list(checks.verify(desk)) == []
        assert not (folder / "restoring").exists()
        desk.close()
        shutil.rmtree(folder)
        clear(disk)
    assert full
