"""A medium that is write-protected: told as such, and nothing changes (peers R4)."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest

from secretdesk.desk import backups, checks
from secretdesk.desk.folder_release import release_folder
from secretdesk.desk.opening import new_vault, open_vault
from secretdesk.desk.plans import register_plan
from secretdesk.desk.release import release
from secretdesk.desk.volumes import Volume
from secretdesk.domain.terms import OUTPUT_KINDS, Level
from secretdesk.store.errors import DiskTrouble
from tests.conftest import CHEAP, PASSPHRASE, Clock
from tests.desk.test_receipt import do, receive
from tests.store.tools import sums

ME = "岩温"
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0, reason="mounts a disk: needs root"
)


@pytest.fixture
def disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64m", "none", place]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


@contextmanager
def protected(disk):
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)


def made(folder):
    desk = new_vault(folder, ME, PASSPHRASE, Level.HIGHLY_SECRET, clock=Clock(), cost=CHEAP)
    receive(desk)
    return desk


def fixed(_path):
    return Volume("disk", fixed=True)


def test_a_vault_on_a_protected_medium_is_told_and_stays_as_it_is(disk):
    """R4: read-only, in words, with the next step."""
    made(disk / "vault").close()
    before = sums(disk / "vault")
    with protected(disk):
        with pytest.raises(DiskTrouble) as told:
            open_vault(disk / "vault", ME, PASSPHRASE, clock=Clock())
        assert told.value.detail == "read_only"
        assert "只读" in told.value.text
        assert sums(disk / "vault") == before
    desk = open_vault(disk / "vault", ME, PASSPHRASE, clock=Clock())
    assert list(checks.verify(desk)) == []
    desk.close()


def test_what_is_to_leave_onto_it_is_told_and_nothing_looks_valid(disk, tmp_path):
    """R4: a file, a folder, a backup; the books are as sound as before and the work goes on."""
    desk = made(tmp_path / "vault")
    errands = [
        lambda: release(desk, disk / "x.pdf", b"x", kind=OUTPUT_KINDS[2], name="x", volumes=fixed),
        lambda: release_folder(desk, register_plan(desk, "documents", None), disk, volumes=fixed),
        lambda: backups.back_up(desk, disk, volumes=fixed),
    ]
    with protected(disk):
        for errand in errands:
            with pytest.raises(DiskTrouble) as told:
                errand()
            assert any(word in told.value.text for word in ("只读", "写保护")), told.value.text
    assert list(disk.iterdir()) == []
    assert {row.status for row in desk.rows("outputs")} <= {"failed"}
    assert desk.count("backups") == 0
    assert list(checks.verify(desk)) == []
    do(desk, "departments", "enrol", name="学生处")
    desk.close()


def test_a_backup_on_a_protected_disc_is_restored(disk, tmp_path):
    """R4, R7: reading it leaves nothing beside it."""
    desk = made(tmp_path / "vault")
    backup, _ = backups.back_up(desk, disk, volumes=fixed)
    desk.close()
    shutil.rmtree(tmp_path / "vault")
    with protected(disk):
        backups.restore(backup.folder, tmp_path / "vault", ME, PASSPHRASE, clock=Clock())
    desk = open_vault(tmp_path / "vault", ME, PASSPHRASE, clock=Clock())
    assert desk.count("documents") == 1
    assert list(checks.verify(desk)) == []
    desk.close()
