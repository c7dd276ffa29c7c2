"""A new passphrase costs the same whatever the vault holds (peers R18)."""

import secrets
import time

import pytest

from secretdesk.desk import keys
from secretdesk.desk.opening import new_vault, open_vault
from secretdesk.domain.terms import Level
from secretdesk.store.blobs import Blob, put
from secretdesk.store.database import transaction
from secretdesk.store.keyfile import DATABASE
from tests.conftest import CHEAP, PASSPHRASE, Clock

NEW, OTHERS = "walnut 3 kettle door", "quarry moss 9 kettle"
PIECE = 20 << 20


@pytest.mark.parametrize(
    "megabytes",
    [
        20,
        pytest.param(500, marks=[pytest.mark.torture, pytest.mark.campaign("R18 keys of a vault of 500 MB")]),
    ],
)
def test_a_new_passphrase_writes_the_key_files_alone(tmp_path, megabytes, record_property):
    """R18: not a page of the database but those of two lines. That it may be killed: tests/store/test_kills_of_keys.py."""
    cost = None if megabytes > 100 else CHEAP
    desk = new_vault(tmp_path / "vault", "岩温", PASSPHRASE, Level.HIGHLY_SECRET, clock=Clock(), cost=cost)
    for n in range(megabytes * (1 << 20) // PIECE):
        with transaction(desk.vault.db):
            put(desk.vault.db, Blob("print_pages", n, "png", secrets.token_bytes(PIECE)))
    desk.vault.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database = tmp_path / "vault" / DATABASE
    before = database.stat()
    assert before.st_size > megabytes * 1_000_000
    took = {}
    for what, errand in {
        "passphrase": lambda: keys.change(desk, NEW, cost=cost),
        "recovery key": lambda: keys.add_recovery(desk, cost=cost),
        "key added": lambda: keys.add(desk, "李审计", "auditor", OTHERS, cost=cost),
    }.items():
        begin = time.perf_counter()
        errand()
        took[what] = time.perf_counter() - begin
    log = tmp_path / "vault" / f"{DATABASE}-wal"
    assert (log.stat().st_size if log.exists() else 0) < 4 << 20
    assert database.stat().st_size - before.st_size < 4 << 20
    desk.close()
    begin = time.perf_counter()
    open_vault(tmp_path / "vault", "岩温", NEW, clock=Clock()).close()
    took["unlock"] = time.perf_counter() - begin
    record_property("figure", ", ".join(f"{what} {seconds:.2f} s" for what, seconds in took.items()))
