"""What guards the ledger on any connection, and what is told once the guards were taken away."""

import pytest
import sqlcipher3

from secretdesk.desk import checks
from secretdesk.desk.opening import open_vault
from secretdesk.store.errors import Damaged
from secretdesk.store.ledger import COLUMNS
from secretdesk.store.witness import WITNESS_FILE
from tests.conftest import PASSPHRASE
from tests.desk.test_receipt import do, receive
from tests.store.tools import at, bare, locked, tamper

LINE = COLUMNS.replace("seq, act", "{seq}, act")


@pytest.fixture
def folder(desk):
    receive(desk)
    receive(desk, doc_number="云教密〔2026〕9号", copy_numbers="000001")
    return desk.vault.folder


def found(folder, clock):
    """What `verify` names after an unlock."""
    desk = open_vault(folder, "岩温", PASSPHRASE, clock=clock)
    try:
        return [(f.check, f.place) for f in checks.verify(desk)]
    finally:
        desk.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET content = '{}' WHERE seq = 12",
        "UPDATE ledger SET content = NULL, salt = NULL WHERE seq = 12",
        "UPDATE ledger SET hash = hash",
        "UPDATE OR REPLACE ledger SET seq = 3 WHERE seq = 4",
        "DELETE FROM ledger",
        "DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)",
        f"INSERT OR REPLACE INTO ledger ({COLUMNS}) SELECT {LINE.format(seq=12)} FROM ledger WHERE seq = 13",
        f"REPLACE INTO ledger ({COLUMNS}) SELECT {COLUMNS} FROM ledger WHERE seq = 13",
        f"INSERT INTO ledger ({COLUMNS}) SELECT {LINE.format(seq=999)} FROM ledger WHERE seq = 13",
        f"INSERT INTO ledger ({COLUMNS}) SELECT {LINE.format(seq='NULL')} FROM ledger WHERE seq = 13",
        f"INSERT OR IGNORE INTO ledger ({COLUMNS}) SELECT {LINE.format(seq=0)} FROM ledger WHERE seq = 13",
        f"""INSERT INTO ledger ({COLUMNS}) SELECT {COLUMNS} FROM ledger WHERE seq = 13
        ON CONFLICT (seq) DO UPDATE SET content = '{{}}'""",
    ],
)
def test_the_ledger_only_grows_on_any_connection(desk, folder, statement):
    """A bare connection: no recursive_triggers, no foreign_keys, nothing of the program's."""
    db = bare(folder, locked(desk))
    before = db.execute("SELECT * FROM ledger").fetchall()
    with pytest.raises(sqlcipher3.IntegrityError, match="the ledger"):
        db.execute(statement)
    assert db.execute("SELECT * FROM ledger").fetchall() == before
    db.close()


def test_only_what_an_expunge_names_can_be_erased(desk, folder):
    do(desk, "documents", "expunge", "1", reason="超出本机密级")
    db = bare(folder, locked(desk))
    (late,) = db.execute("SELECT seq FROM ledger WHERE action = 'expunge'").fetchone()
    with pytest.raises(sqlcipher3.IntegrityError):
        db.execute("UPDATE ledger SET content = NULL, salt = NULL WHERE seq = ?", (late,))
    with pytest.raises(sqlcipher3.IntegrityError):
        db.execute("UPDATE ledger SET content = '{}' WHERE content IS NULL")
    db.close()


@pytest.mark.parametrize("column", [c for c in COLUMNS.split(", ") if c not in {"content", "salt"}])
def test_an_erasure_changes_nothing_else(desk, folder, column):
    """Whoever writes an expunging line by hand can erase what it names, and nothing besides."""
    db = bare(folder, locked(desk))
    (last, entry) = db.execute(
        "SELECT (SELECT max(seq) FROM ledger), entry FROM r_documents WHERE n = 1"
    ).fetchone()
    line = LINE.format(seq=last + 1).replace("action, entry", "'expunge', entry")
    db.execute(f"INSERT INTO ledger ({COLUMNS}) SELECT {line} FROM ledger WHERE seq = ?", (entry,))
    with pytest.raises(sqlcipher3.IntegrityError):
        db.execute(f"UPDATE ledger SET content = NULL, salt = NULL, {column} = 77 WHERE seq = ?", (entry,))
    db.execute("UPDATE ledger SET content = NULL, salt = NULL WHERE seq = ?", (entry,))
    db.close()


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE ledger SET content = replace(content, '12', '13') WHERE seq = 12", ("content", "12")),
        ("UPDATE ledger SET content = 'no JSON' WHERE seq = 12", ("content", "12")),
        ("UPDATE ledger SET content = x'ff' WHERE seq = 12", ("content", "12")),
        ("UPDATE ledger SET content = 5, salt = 5 WHERE seq = 12", ("content", "12")),
        ("UPDATE ledger SET commitment = 'text' WHERE seq = 12", ("chain", "12")),
        ("UPDATE ledger SET at = x'00' WHERE seq = 12", ("chain", "12")),
        ("UPDATE ledger SET entry = 'text' WHERE seq = 12", ("chain", "12")),
        ("UPDATE ledger SET issued = 'x' WHERE seq = 12", ("chain", "12")),
        ("UPDATE ledger SET actor = '别人' WHERE seq = 12", ("chain", "12")),
        ("DELETE FROM ledger WHERE seq = 12", ("missing_line", "12")),
    ],
)
def test_a_line_changed_behind_the_guards_is_named(desk, folder, clock, statement, named):
    tamper(folder, locked(desk), statement)
    check, place = named
    assert (check, str(at(int(place)))) in found(folder, clock)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE r_documents SET title = '别的' WHERE n = 1", ("row", "收文 密收〔2026〕0001号")),
        ("UPDATE r_documents SET seq = seq + 1 WHERE n = 1", ("row", "收文 密收〔2026〕0001号")),
        ("UPDATE r_copies SET status = 'destroyed' WHERE serial = 2", ("row", "份 密收〔2026〕0001-2")),
        ("DELETE FROM r_copies WHERE serial = 4", ("lost_row", "份 密收〔2026〕0001-4")),
        ("UPDATE r_documents SET entry = 9999 WHERE n = 1", ("stray_row", "收文 e9999")),
        ("UPDATE r_documents SET count = 9 WHERE n = 1", ("balance", "密收〔2026〕0001号")),
        ("UPDATE r_documents SET n = 7 WHERE n = 2", ("gap", "密收 2026")),
        ("INSERT INTO blobs VALUES (zeroblob(32), 'documents', 12, 'scan', 'x')", ("blob", "0" * 16)),
        ("DROP TRIGGER ledger_delete", ("guard", "ledger_delete")),
        ("CREATE TRIGGER t AFTER INSERT ON ledger BEGIN DELETE FROM drafts; END", ("guard", "t")),
    ],
)
def test_a_row_changed_behind_the_ledger_is_named_and_rebuilt(desk, folder, clock, statement, named):
    db = bare(folder, locked(desk))
    db.execute(statement)
    db.close()
    assert named in found(folder, clock)
    if named[0] in {"row", "lost_row", "stray_row", "balance", "gap"}:
        again = open_vault(folder, "岩温", PASSPHRASE, clock=clock)
        checks.rebuild(again)
        again.close()
        assert found(folder, clock) == []


def test_last_lines_taken_away_are_told_by_the_witness_and_without_it_by_the_tables(desk, folder, clock):
    key = locked(desk)
    tamper(folder, key, "DELETE FROM ledger WHERE seq > 15")
    with pytest.raises(Damaged) as told:
        open_vault(folder, "岩温", PASSPHRASE, clock=clock)
    assert told.value.detail == "lost_lines"
    assert told.value.facts["seq"] == at(15)
    (folder / WITNESS_FILE).unlink()
    checks_named = {check for check, _ in found(folder, clock)}
    assert {"stray_row"} <= checks_named


def test_a_whole_older_file_put_back_is_told(desk, folder, clock):
    locked(desk)
    old = (folder / "registers.db").read_bytes()
    again = open_vault(folder, "岩温", PASSPHRASE, clock=clock)
    do(again, "places", "enrol", name="一室-1柜-1层")
    again.close()
    (folder / "registers.db").write_bytes(old)
    with pytest.raises(Damaged) as told:
        open_vault(folder, "岩温", PASSPHRASE, clock=clock)
    assert told.value.detail == "lost_lines"
    assert (folder / "registers.db").read_bytes() == old


@pytest.mark.parametrize("how", ["gone", "garbled", "emptied"])
def test_a_witness_that_is_gone_is_told_until_the_next_act(desk, folder, clock, how):
    """Whoever puts an older file back may take the witness away: the last printed page then tells."""
    locked(desk)
    file = folder / WITNESS_FILE
    if how == "gone":
        file.unlink()
    else:
        file.write_bytes(b"" if how == "emptied" else b"x" * 300)
    assert [check for check, _ in found(folder, clock)] == ["witness"]
    again = open_vault(folder, "岩温", PASSPHRASE, clock=clock)
    do(again, "places", "enrol", name="一室-1柜-1层")
    again.close()
    assert found(folder, clock) == []


def test_another_history_of_the_same_length_is_told(desk, folder, clock):
    """An older file, put back and written on: as many lines, but not those that were acknowledged."""
    locked(desk)
    old, key_files = (folder / "registers.db").read_bytes(), (folder / WITNESS_FILE).read_bytes()
    for name, keep in (("一室-1柜-1层", False), ("一室-1柜-2层", True)):
        again = open_vault(folder, "岩温", PASSPHRASE, clock=clock)
        do(again, "places", "enrol", name=name)
        again.close()
        if not keep:
            kept = (folder / WITNESS_FILE).read_bytes()
            (folder / "registers.db").write_bytes(old)
            (folder / WITNESS_FILE).write_bytes(key_files)
    (folder / WITNESS_FILE).write_bytes(kept)
    with pytest.raises(Damaged) as told:
        open_vault(folder, "岩温", PASSPHRASE, clock=clock)
    assert told.value.detail == "witness"
