"""The ledger as docs/ledger-format.md describes it, checked by a verifier that shares no code with the program."""

import hashlib
import json

import pytest

from secretdesk.registers import REGISTERS
from secretdesk.store.fold import folded
from secretdesk.store.ledger import COLUMNS
from secretdesk.store.verify import chain
from tests.desk.test_receipt import do, receive
from tests.store import independent_verifier
from tests.store.tools import at, bare, locked, plaintext, tamper

NASTY = '“引号"与\\斜线/★機密\u2028𠮷\U0010fffd'


@pytest.fixture
def story(desk, clock):
    """A vault where everything has happened that the format tells of."""
    first = receive(desk, slip_count=9, title=NASTY)
    clock.forward(minutes=1)
    do(desk, "documents", "amend", first.number, title="改过的标题", remark=NASTY, reason="抄错")
    do(desk, "documents", "amend", first.number, remark=None, reason="多余")
    receive(desk, doc_number="云教密〔2026〕9号", copy_numbers="000001-000003")
    do(desk, "copies", "relocate", "2-1", place="一室-1柜-1层", confirm=["unknown_reference"])
    do(desk, "copies", "relocate", ["2-2", "2-3"], place="一室-1柜-1层")
    clock.forward(days=1)
    third = receive(desk, doc_number="云教密〔2026〕10号", copy_numbers="000001", title="应当涂销")
    do(desk, "documents", "expunge", third.number, reason="超出本机密级")
    clock.forward(days=-400)
    do(desk, "clock", "correct", reason="时钟曾经调快")
    do(desk, "departments", "enrol", name="科研\n处")
    return desk


def findings(folder, key, tmp_path):
    """(what, line) as told by the independent verifier and by the program."""
    theirs = independent_verifier.check(plaintext(folder, key, tmp_path / "plain.db"))
    db = bare(folder, key)
    ours = [(f.check, int(f.place)) for f in chain(db)]
    db.close()
    (tmp_path / "plain.db").unlink()
    return {f for f in theirs if f[0] != "gap"}, set(ours)


def test_a_sound_ledger_is_sound_to_both(story, tmp_path):
    folder, seq = story.vault.folder, story.head()[0]
    assert findings(folder, locked(story), tmp_path) == (set(), set())
    assert seq > 30


def test_entries_are_the_fold_of_their_lines(story, tmp_path):
    """Its entries are the program's, but for the texts that say that something was expunged."""
    db = story.vault.db
    ours = {
        (register.key, row.entry): (row.number, row.status, row.values)
        for register in REGISTERS
        for row, _ in folded(db, register)
    }
    folder, key = story.vault.folder, locked(story)
    theirs = independent_verifier.entries(plaintext(folder, key, tmp_path / "plain.db"))
    assert theirs == ours


CHANGES = {
    "content": ("UPDATE ledger SET content = replace(content, '改过', '假造') WHERE content LIKE '%改过%'",),
    "salt": ("UPDATE ledger SET salt = zeroblob(16) WHERE seq = 14",),
    "commitment": ("UPDATE ledger SET commitment = zeroblob(32) WHERE seq = 14",),
    "hash": ("UPDATE ledger SET hash = zeroblob(32) WHERE seq = 14",),
    "actor": ("UPDATE ledger SET actor = '别人' WHERE seq = 14",),
    "at": ("UPDATE ledger SET at = '2026-11-22T09:30:00+08:00' WHERE seq = 20",),
    "on": ("""UPDATE ledger SET "on" = '2020-01-01' WHERE seq = 14""",),
    "number": ("UPDATE ledger SET number = '密收〔2026〕0009号' WHERE number = '密收〔2026〕0001号'",),
    "issued": ("UPDATE ledger SET issued = '密收/2026/9' WHERE issued = '密收/2026/1'",),
    "status": ("UPDATE ledger SET status = 'void' WHERE seq = 12",),
    "act": ("UPDATE ledger SET act = seq WHERE seq = 12",),
    "one taken out": ("DELETE FROM ledger WHERE seq = 15",),
    "several taken out": ("DELETE FROM ledger WHERE seq BETWEEN 15 AND 17",),
    "the first taken out": ("DELETE FROM ledger WHERE seq = 1",),
    "closed up behind it": (
        "DELETE FROM ledger WHERE seq = 15",
        "UPDATE ledger SET seq = -seq WHERE seq > 15",
        "UPDATE ledger SET seq = -seq - 1 WHERE seq < 0",
    ),
    "two exchanged": (
        "UPDATE ledger SET seq = -1 WHERE seq = 14",
        "UPDATE ledger SET seq = 14 WHERE seq = 15",
        "UPDATE ledger SET seq = 15 WHERE seq = -1",
    ),
    "one put in": (
        f"""INSERT INTO ledger ({COLUMNS}) SELECT 1000, 1000, at, "on", actor, register, action, 1000, number, issued,
            status, content, salt, commitment, hash FROM ledger WHERE seq = 12""",
    ),
    "erased without an act": ("UPDATE ledger SET content = NULL, salt = NULL WHERE seq = 12",),
    "erased without an act, and written on since": (
        "UPDATE ledger SET content = NULL, salt = NULL WHERE register = 'documents' AND action = 'receive' AND seq < 12",
    ),
    "half erased": ("UPDATE ledger SET content = NULL WHERE seq = 12",),
    "the erasing line erased": (
        "UPDATE ledger SET content = NULL, salt = NULL WHERE action = 'expunge'",
    ),
    "something back in place of what was erased": (
        "UPDATE ledger SET content = '{}', salt = zeroblob(16) WHERE content IS NULL",
    ),
}  # fmt: skip


@pytest.mark.parametrize("statements", CHANGES.values(), ids=CHANGES)
def test_both_name_the_same_lines_of_a_changed_ledger(story, tmp_path, statements):
    folder, key = story.vault.folder, locked(story)
    tamper(folder, key, *statements)
    theirs, ours = findings(folder, key, tmp_path)
    assert theirs == ours
    assert ours


def test_whoever_counts_the_chain_anew_is_told_by_the_clock(story, tmp_path):
    """Somebody with the key can make a sound chain; what it says must still make sense."""
    folder, key = story.vault.folder, locked(story)
    tamper(
        folder,
        key,
        "UPDATE ledger SET at = '2026-11-24T20:00:00+08:00' WHERE seq = 14",
        *rehashed(folder, key, at(14)),
    )
    theirs, ours = findings(folder, key, tmp_path)
    assert theirs == ours
    assert {what for what, _ in ours} == {"time"}


def rehashed(folder, key, changed):
    """The statements that give every line from *changed* on the hash it should have after the change of `at`."""
    db = bare(folder, key)
    before = db.execute("SELECT hash FROM ledger WHERE seq = ?", (changed - 1,)).fetchone()[0]
    query = f"SELECT {COLUMNS} FROM ledger WHERE seq >= ? ORDER BY seq"
    for line in db.execute(query, (changed,)).fetchall():
        fields = list(line[:11])
        if line[0] == changed:
            fields[2] = "2026-11-24T20:00:00+08:00"
        text = json.dumps(
            ["secretdesk-1", *fields, line[13].hex()], ensure_ascii=False, separators=(",", ":")
        )
        before = hashlib.sha256(before + text.encode()).digest()
        yield ("UPDATE ledger SET hash = ? WHERE seq = ?", (before, line[0]))
    db.close()
