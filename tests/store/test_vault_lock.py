"""One process has the vault."""

import subprocess
import sys
from pathlib import Path

import pytest

from secretdesk.store import vault_lock
from secretdesk.store.errors import DiskTrouble, InUse, NotAVault
from secretdesk.store.vault_lock import VaultLock

HOLDER = """
import sys
from pathlib import Path
from secretdesk.store.vault_lock import VaultLock
lock = VaultLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.readline()
"""


def holder(folder: Path) -> subprocess.Popen:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "held\n"
    return child


def test_a_second_taker_in_this_process_is_refused(tmp_path: Path) -> None:
    with VaultLock(tmp_path):
        with pytest.raises(InUse):
            VaultLock(tmp_path)
        with pytest.raises(InUse):  # the refused one has not dropped it
            VaultLock(tmp_path)
    with VaultLock(tmp_path):
        pass


def test_release_lets_go_and_twice_does_no_harm(tmp_path: Path) -> None:
    lock = VaultLock(tmp_path)
    lock.release()
    other = VaultLock(tmp_path)
    lock.release()
    with pytest.raises(InUse):
        VaultLock(tmp_path)
    other.release()


def test_another_process_is_refused_and_a_killed_one_leaves_nothing(tmp_path: Path) -> None:
    for _ in range(5):
        with holder(tmp_path) as child:
            try:
                with pytest.raises(InUse):
                    VaultLock(tmp_path)
            finally:
                child.kill()
                child.wait()
        VaultLock(tmp_path).release()


@pytest.mark.skipif(sys.platform != "linux", reason="counts in /proc")
def test_a_refusal_leaves_no_file_open(tmp_path: Path) -> None:
    def open_files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    with VaultLock(tmp_path):
        before = open_files()
        for _ in range(3):
            with pytest.raises(InUse):
                VaultLock(tmp_path)
        assert open_files() == before


def test_an_old_lock_file_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / vault_lock.LOCK_FILE).write_text("left by a crash")
    VaultLock(tmp_path).release()
    assert (tmp_path / vault_lock.LOCK_FILE).read_text() == "left by a crash"


def test_closing_another_handle_of_the_file_drops_nothing(tmp_path: Path) -> None:
    with VaultLock(tmp_path):
        (tmp_path / vault_lock.LOCK_FILE).read_bytes()
        refused = subprocess.run(
            [sys.executable, "-c", HOLDER, str(tmp_path)], capture_output=True, text=True, check=False
        )
    assert "InUse" in refused.stderr


def test_where_no_lock_can_be_made_it_says_why(tmp_path: Path, monkeypatch) -> None:
    with pytest.raises(NotAVault) as told:
        VaultLock(tmp_path / "nowhere")
    assert told.value.detail == "missing"
    (tmp_path / "file").touch()
    with pytest.raises(NotAVault):
        VaultLock(tmp_path / "file")

    def read_only(*_: object) -> int:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(vault_lock.os, "open", read_only)
    with pytest.raises(DiskTrouble) as trouble:
        VaultLock(tmp_path)
    assert trouble.value.detail == "read_only"
