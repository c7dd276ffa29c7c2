"""Register tables follow their declarations, permanent ones their numbered steps; a newer ledger is told as newer."""

from dataclasses import replace

import pytest

from secretdesk.desk import checks
from secretdesk.desk.desk import Desk
from secretdesk.domain.fields import Field
from secretdesk.registers import BY_KEY
from secretdesk.store import build, migrations
from secretdesk.store.errors import DiskTrouble, NewerVersion
from secretdesk.store.unlock import unlock
from tests.conftest import PASSPHRASE
from tests.desk.test_receipt import do, receive
from tests.store.tools import bare, locked, sums


@pytest.fixture
def folder(desk):
    receive(desk, remark="旧栏目里的字")
    receive(desk, doc_number="云教密〔2026〕9号", copy_numbers="000001")
    do(desk, "documents", "void", "2", reason="重登")
    return desk.vault.folder


@pytest.fixture
def reopen(desk, folder, clock):
    """Unlock with other declarations than those that the vault was made with."""
    opened = []

    def called(registers=BY_KEY):
        (opened[-1] if opened else desk).close()
        opened.append(Desk(unlock(folder, None, PASSPHRASE, registers, clock()), clock, registers))
        return opened[-1]

    yield called
    if opened:
        opened[-1].close()


def redeclared(register="documents", **changes):
    """The registers with some fields of one changed, by key; a new key is a new field."""
    old = BY_KEY[register]
    fields = [replace(f, **changes.pop(f.key)) if f.key in changes else f for f in old.fields]
    fields += [Field(key, key, **values) for key, values in changes.items()]
    return BY_KEY | {register: replace(old, fields=tuple(fields))}


def columns(desk, table="r_documents"):
    return {name for _, name, *_ in desk.vault.db.execute(f"PRAGMA table_info({table})")}


def indexes(desk):
    return {name for (name,) in desk.vault.db.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}


@pytest.fixture
def rebuilt(monkeypatch):
    """Which registers have been rebuilt."""
    seen, real = [], build.rebuild

    def watched(db, registers, which, progress=None):
        seen.extend(register.key for register in which)
        real(db, registers, which, progress)

    monkeypatch.setattr(build, "rebuild", watched)
    return seen


def test_a_new_field_needs_no_migration(reopen, rebuilt):
    registers = redeclared(colour={"search": True, "index": True})
    desk = reopen(registers)
    assert rebuilt == ["documents"]
    assert "colour" in columns(desk)
    assert "r_documents__colour" in indexes(desk)
    assert list(checks.verify(desk)) == []
    assert desk.count("documents", text="旧栏目") == 1
    assert desk.rows("documents", where={"colour": None, "status": "void"})[0].number.endswith("0002号")
    reopen(registers)
    assert rebuilt == ["documents"]
    desk = reopen()  # the older program again: nothing of the field is in the ledger
    assert "colour" not in columns(desk)
    assert list(checks.verify(desk)) == []


@pytest.mark.parametrize(
    ("change", "makes"),
    [
        ({"search": False}, lambda desk: desk.count("documents", text="旧栏目") == 0),
        ({"index": True}, lambda desk: "r_documents__remark" in indexes(desk)),
        ({"pinyin": True}, lambda desk: desk.count("documents", text="jlmldz") == 1),
    ],
)
def test_a_change_of_search_or_index_is_followed_at_the_unlock(reopen, rebuilt, change, makes):
    desk = reopen(redeclared(remark=change))
    assert rebuilt == ["documents"]
    assert makes(desk)
    assert list(checks.verify(desk)) == []


def test_labels_widths_and_help_cost_nothing(reopen, rebuilt):
    reopen(redeclared(remark={"label": "别的说法", "width": 40, "help": "另一句话。", "column": False}))
    assert rebuilt == []


def test_a_rebuild_that_fails_leaves_the_old_tables(reopen, monkeypatch):
    registers = redeclared(colour={"search": True})
    with monkeypatch.context() as patched:
        patched.setattr(build, "_fill_index", lambda *_: (_ for _ in ()).throw(DiskTrouble("full")))
        with pytest.raises(DiskTrouble):
            reopen(registers)
    desk = reopen()
    assert "colour" not in columns(desk)
    assert list(checks.verify(desk)) == []
    assert "colour" in columns(reopen(registers))


def test_rebuild_tells_its_progress_and_changes_nothing(reopen):
    desk, seen = reopen(), []
    before = {key: desk.rows(key) for key in BY_KEY}
    assert checks.rebuild(desk, lambda done, of: seen.append((done, of))) == len(BY_KEY)
    assert {key: desk.rows(key) for key in BY_KEY} == before
    assert all(0 <= done < of for done, of in seen)


def test_what_an_older_program_does_not_know_is_newer(desk, folder, clock):
    fewer = tuple(f for f in BY_KEY["documents"].fields if f.key != "remark")
    key = locked(desk)
    db = bare(folder, key)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    before = sums(folder)
    for registers, what in (
        (BY_KEY | {"documents": replace(BY_KEY["documents"], fields=fewer)}, "documents.remark"),
        ({k: r for k, r in BY_KEY.items() if k != "parameters"}, "parameters"),
    ):
        with pytest.raises(NewerVersion) as told:
            unlock(folder, None, PASSPHRASE, registers, clock())
        assert told.value.facts == {"what": what}
        assert sums(folder) == before


def test_permanent_tables_are_copied_before_a_step(desk, folder, clock, reopen, monkeypatch):
    key = bytes(desk.vault.key)
    later = (*migrations.STEPS, "ALTER TABLE preferences ADD COLUMN more TEXT;")
    monkeypatch.setattr(migrations, "STEPS", later)
    desk = reopen()
    assert "more" in columns(desk, "preferences")
    assert migrations.version(desk.vault.db) == len(later)
    assert list(checks.verify(desk)) == []
    (copy,) = (folder / "backups").iterdir()
    assert copy.name == f"before-step-{len(later)}.db"
    db = bare(copy.parent, key, copy.name)
    assert migrations.version(db) == len(later) - 1
    assert db.execute("SELECT count(*) FROM r_documents").fetchone() == (2,)
    assert db.execute("SELECT count(*) FROM ledger").fetchone()[0] == desk.head()[0]
    db.close()
    desk.close()
    monkeypatch.setattr(migrations, "STEPS", later[:-1])
    before = sums(folder)
    with pytest.raises(NewerVersion):
        unlock(folder, None, PASSPHRASE, BY_KEY, clock())
    assert sums(folder) == before


def test_a_step_that_fails_leaves_the_old_version(desk, folder, clock, monkeypatch):
    desk.close()
    monkeypatch.setattr(
        migrations, "STEPS", (*migrations.STEPS, "CREATE TABLE more (x); CREATE TABLE ledger (x);")
    )
    with pytest.raises(Exception, match="ledger"):
        unlock(folder, None, PASSPHRASE, BY_KEY, clock())
    monkeypatch.undo()
    vault = unlock(folder, None, PASSPHRASE, BY_KEY, clock())
    assert migrations.version(vault.db) == len(migrations.STEPS)
    assert not vault.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'more'").fetchone()
    vault.close()
