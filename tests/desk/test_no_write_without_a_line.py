"""No write without a line: every INSERT, UPDATE and DELETE in the vault, seen by SQLite itself (peers R20).

Triggers that live in the connection alone watch every table. A row of a register may be written only while the line
that says so is the ledger's last, in the same transaction. Drafts and preferences are the stated exception; `meta` holds
how the tables are made, `blobs` files that a line names (told by `verify`), the search index is made
of the rows. Which functions write at all: tests/store/test_who_writes.py.
"""

import pytest

from secretdesk.desk import attachments, backups, checks, drafts, imports, keys, year_close
from secretdesk.desk.demo import make_demo
from secretdesk.desk.opening import open_vault
from secretdesk.desk.printing import save_pdf
from secretdesk.desk.release import release
from secretdesk.desk.volumes import Volume
from secretdesk.domain.terms import OUTPUT_KINDS
from secretdesk.registers import BY_KEY
from secretdesk.store import build, database, rekey, tables, unlock, vault
from secretdesk.store.slots import Cost
from tests.conftest import CHEAP, PASSPHRASE, Clock
from tests.desk.test_attachments import picture
from tests.desk.test_imports import take_over
from tests.desk.test_receipt import do, receive
from tests.registers.test_every_register import TODAY
from tests.store.killing import old_book

PERMANENT = ("ledger", "blobs", "drafts", "preferences", "meta")
# Founding a vault fills two of them before its second connection; a wrong clock there is none in the demo.
BEFORE_THE_WATCH = {"r_slots", "r_parameters", "r_clock"}
STATED = {"drafts", "preferences"}  # what may be written without a line


class Watch:
    """What was written where, and whether a line stood for it."""

    def __init__(self):
        self.seen, self.silent = set(), []

    def saw(self, table, verb, entry, line):
        self.seen.add((table, verb))
        if not line:
            self.silent.append((table, verb, entry))

    def install(self, db):
        db.create_function("saw", 4, self.saw)
        names = {n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for name in sorted(names):
            if name in PERMANENT or name.startswith("r_"):
                self.watch(db, name)

    def watch(self, db, name):
        for verb in ("INSERT", "UPDATE", "DELETE"):
            db.execute(self.trigger(name, verb))

    def trigger(self, name, verb):
        which = "OLD" if verb == "DELETE" else "NEW"
        entry, line = "NULL", "1"
        if name.startswith("r_"):
            last = "(SELECT max(seq) FROM main.ledger)"
            entry = f"{which}.entry"
            line = (
                f"EXISTS (SELECT 1 FROM main.ledger WHERE seq = {last} AND seq = {which}.seq AND entry = {entry} "
                f"AND register = '{name.removeprefix('r_')}')"
                if verb != "DELETE"
                else "0"
            )
        elif name == "ledger" and verb == "UPDATE":
            line = "EXISTS (SELECT 1 FROM main.ledger WHERE entry = NEW.entry AND action = 'expunge')"
        elif name == "ledger" and verb == "DELETE":
            line = "0"
        return (
            f"CREATE TEMP TRIGGER saw_{name}_{verb} AFTER {verb} ON main.{name} "
            f"BEGIN SELECT saw('{name}', '{verb}', {entry}, {line}); END"
        )


@pytest.fixture
def watch(monkeypatch):
    """Watches every connection that writes, from the moment on that its tables are there."""
    watch = Watch()

    def connect(path, key, *, write=True):
        db = database.connect(path, key, write=write)
        if write:
            watch.install(db)
        return db

    def renew(db, table):
        renewed(db, table)  # moves every row as it is, and the triggers go with the old table
        watch.watch(db, table)

    renewed = build.renew
    monkeypatch.setattr(build, "renew", renew)
    for module in (unlock, vault, rekey):
        monkeypatch.setattr(module, "connect", connect)
    return watch


@pytest.mark.torture
@pytest.mark.campaign("R20 every table of every register")
def test_the_whole_demo_leaves_a_line_for_every_row(watch, tmp_path, record_property):
    """R20: every table of every register, over two years of books."""
    desk = make_demo(tmp_path / "vault", "", PASSPHRASE, cost=Cost(1, 8192), clock=lambda: TODAY)
    assert watch.silent == []
    assert {table for table, verb in watch.seen if verb == "DELETE"} <= {*STATED, "meta"}
    inserted = {table for table, verb in watch.seen if verb == "INSERT"}
    every = {tables.table(register) for register in BY_KEY.values()}
    assert every - inserted <= BEFORE_THE_WATCH
    changed = {table for table, verb in watch.seen if verb == "UPDATE"}
    record_property(
        "figure", f"{len(every)} tables, {len(inserted)} inserted into, {len(changed & every)} changed"
    )
    desk.close()


def test_the_errands_leave_a_line_too(watch, desk, tmp_path, vault_folder):
    """R20: import and its undoing, expunge, attachments, prints, releases, backups, keys, a closed year, a rebuild."""
    desk.close()
    desk = open_vault(vault_folder, "岩温", PASSPHRASE, clock=Clock())
    (tmp_path / "scan.png").write_bytes(picture("PNG"))
    steps = {
        "receive": lambda: receive(desk),
        "amend": lambda: do(desk, "documents", "amend", "1", title="改后的标题", reason="抄错"),
        "import": lambda: take_over(desk, old_book(1, 1)),
        "undo of it": lambda: imports.undo(desk, desk.rows("imports")[0].entry, "重来"),
        "backup": lambda: backups.back_up(desk),
        "release": lambda: release(
            desk,
            tmp_path / "x.pdf",
            b"x",
            kind=OUTPUT_KINDS[2],
            name="x",
            volumes=lambda _: Volume("disk", fixed=True),
        ),
        "print": lambda: save_pdf(desk, tmp_path / "book.pdf", "receipt_book"),
        "attach": lambda: attachments.attach(desk, desk.rows("print_pages")[0], tmp_path / "scan.png"),
        "close the year": lambda: year_close.close(desk, 2025),
        "parameter": lambda: do(
            desk, "parameters", "set", code="idle_lock_minutes", value="4", effective_from="2026-11-23"
        ),
        "void": lambda: do(desk, "documents", "void", "1", reason="重登"),
        "expunge": lambda: do(desk, "documents", "expunge", "1", reason="超出本机密级"),
        "add a key": lambda: keys.add(desk, "李审计", "auditor", "quarry moss 9 kettle", cost=CHEAP),
        "recovery": lambda: keys.add_recovery(desk, cost=CHEAP),
        "passphrase": lambda: keys.change(desk, "walnut 3 kettle door", cost=CHEAP),
        "take a key away": lambda: keys.remove(desk, "李审计"),
        "and after it": lambda: do(desk, "departments", "enrol", name="学生处"),
    }
    for name, step in steps.items():
        before, watch.seen = desk.head()[0], set()
        step()
        written = {table for table, _ in watch.seen}
        assert desk.head()[0] > before, name
        assert "ledger" in written, (name, written)
        assert watch.silent == [], name
    assert [one.check for one in checks.verify(desk)] == []
    watch.seen = set()
    drafts.save(desk, "documents", "receive", 0, {"title": "写了一半"})
    drafts.drop(desk, "documents", "receive", 0)
    drafts.prefer(desk, "columns", ["title"])
    assert {table for table, _ in watch.seen} == STATED
    desk.close()


def test_what_is_written_past_the_ledger_is_seen(watch, desk, vault_folder):
    """The watch itself: planted writes, each told."""
    receive(desk)
    do(desk, "departments", "enrol", name="学生处")
    do(desk, "places", "enrol", name="一室-1柜")
    desk.close()
    desk = open_vault(vault_folder, "岩温", PASSPHRASE, clock=Clock())
    db = desk.vault.db
    for planted in (
        "UPDATE r_documents SET title = 'x'",
        "UPDATE r_copies SET status = 'void' WHERE entry = (SELECT min(entry) FROM r_copies)",
        "CREATE TEMP TABLE one AS SELECT * FROM r_departments",
        "DELETE FROM r_departments",
        "INSERT INTO r_departments SELECT * FROM one",
        "UPDATE r_copies SET seq = seq - 1",
    ):
        watch.silent.clear()
        db.execute(planted)
        assert watch.silent or "TEMP" in planted, planted
    desk.close()
