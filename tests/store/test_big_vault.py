"""Keys of a vault of 500 MB: one taken away, and a change of passphrase killed (peers R18; the figure: test_large_vault.py)."""

import random
import shutil
import sys
import time

import pytest

from secretdesk.desk import keys
from secretdesk.desk.opening import open_vault
from tests.conftest import PASSPHRASE, Clock
from tests.store.killing import ME, WORDS, anew, opened, opened_by
from tests.store.tools import bare, locked

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL"),
]
MIB, KILLS = 500, 4


@pytest.fixture(scope="module")
def big(to_kill, tmp_path_factory):
    """The vault with 500 MiB of scans; no line names them, which only `verify` would mind."""
    folder = anew(to_kill, tmp_path_factory.mktemp("big"))
    db = bare(folder, locked(opened(folder)))
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    for n in range(MIB):
        db.execute(
            "INSERT INTO blobs VALUES (randomblob(32), 'print_pages', ?, 'png', randomblob(1048576))", (n,)
        )
    db.execute("COMMIT")
    db.close()
    yield folder
    shutil.rmtree(folder)


@pytest.mark.campaign("R18 a key taken away, 500 MB")
def test_a_key_is_taken_away_with_a_new_database_key(big, tmp_path, record_property):
    """R18: this one does write the database anew."""
    folder = anew(big, tmp_path)
    desk = opened(folder)
    old, start = bytes(desk.vault.key), time.perf_counter()
    keys.remove(desk, "李审计")
    record_property("figure", f"{time.perf_counter() - start:.1f} s")
    assert bytes(desk.vault.key) != old
    desk.close()
    open_vault(folder, ME, PASSPHRASE, clock=Clock()).close()
    shutil.rmtree(folder)


@pytest.mark.campaign("R18 passphrase changed, 500 MB, killed")
def test_a_killed_change_in_a_big_vault_leaves_one_passphrase(killer, big):
    """R18: and no half-made file beside it."""
    dice = random.Random(KILLS)
    for _ in range(KILLS):
        assert killer("change", dice.uniform(0, 0.2), str(big))["killed"]
        desk, word = opened_by(big, *WORDS.values())
        assert not desk.vault.ring.changing
        if word != PASSPHRASE:
            keys.change(desk, PASSPHRASE)
        desk.close()
        assert not list(big.glob("*.new*"))
