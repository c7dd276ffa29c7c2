"""The file is SQLCipher 4 to others too, and nothing of a title stands in the clear beside it."""

import apsw
import pytest

from secretdesk.desk import drafts, keys
from secretdesk.desk.opening import open_vault
from secretdesk.store import search
from secretdesk.store.keyfile import DATABASE
from tests.conftest import CHEAP, PASSPHRASE
from tests.desk.test_receipt import do, receive
from tests.store.tools import foreign, locked

CANARY = "金丝雀标题第七号之绝不外露"


def traces(title):
    """A title as it could lie in a file: two encodings, and the tokens of its pairs."""
    return [
        title.encode(),
        title.encode("utf-16-le"),
        title.encode("utf-16-be"),
        *map(str.encode, search.tokens(title).split()),
    ]


def in_the_clear(folder, title):
    files = [f for f in folder.rglob("*") if f.is_file()]
    assert {DATABASE, "keys.json", "keys.bak", "witness"} <= {f.name for f in files}
    return [(f.name, trace) for f in files for trace in traces(title) if trace in f.read_bytes()]


def test_another_implementation_reads_it(desk):
    receive(desk, title=CANARY)
    folder, key = desk.vault.folder, locked(desk)
    db = foreign(folder / DATABASE, key)
    assert db.execute("SELECT title, level FROM r_documents").fetchall() == [(CANARY, "机密")]
    assert db.execute("SELECT count(*) FROM ledger").fetchall()[0][0] > 14
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with pytest.raises(apsw.ConstraintError):
        db.execute("DELETE FROM ledger")
    db.close()


@pytest.mark.parametrize("key", [bytes(32), b"k" * 32])
def test_without_the_key_it_reads_nothing(desk, key):
    folder = desk.vault.folder
    locked(desk)
    db = foreign(folder / DATABASE, key)
    with pytest.raises(apsw.NotADBError):
        db.execute("SELECT count(*) FROM sqlite_master")
    db.close()


def test_no_byte_of_a_title_stands_in_any_file(desk, clock):
    """While the vault is open, its WAL full; after a change of keys; and when it is closed."""
    folder = desk.vault.folder
    for n in range(20):
        receive(
            desk, title=f"{CANARY}{n}", doc_number=f"云教密〔2026〕{n}号", copy_numbers=f"{n}", remark=CANARY
        )
    drafts.save(desk, "documents", "receive", 0, {"title": CANARY})
    assert desk.count("documents", text=CANARY) == 20
    assert (folder / f"{DATABASE}-wal").stat().st_size > 100_000
    assert in_the_clear(folder, CANARY) == []
    keys.add(desk, "审计员", "auditor", "canary 8 quarry moss", cost=CHEAP)
    keys.remove(desk, "审计员")
    keys.add(desk, "李主任", "supervisor", "canary 9 quarry moss", cost=CHEAP)
    do(desk, "documents", "amend", "1", title="另一个" + CANARY, reason="改")
    assert in_the_clear(folder, CANARY) == []
    desk.close()
    assert not list(folder.glob(f"{DATABASE}-*"))
    assert in_the_clear(folder, CANARY) == []
    again = open_vault(folder, "岩温", PASSPHRASE, clock=clock)
    assert again.count("documents", text=CANARY) == 20
    again.close()


def test_the_canary_would_be_seen(desk):
    (desk.vault.folder / "left").write_bytes(b"..." + CANARY.encode("utf-16-le"))
    assert [name for name, _ in in_the_clear(desk.vault.folder, CANARY)] == ["left"]
