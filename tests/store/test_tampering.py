"""Somebody who has the key changes the file with other tools: what `verify` names, and what paper tells (peers R19)."""

import hashlib
import json
import random
import re
import shutil

import pytest

from secretdesk.desk import attachments, backups, checks, keys, papers, year_close, year_closed
from secretdesk.desk.opening import new_vault, open_vault
from secretdesk.desk.printing import save_pdf
from secretdesk.domain.terms import Level
from secretdesk.store.backup import read_backup
from secretdesk.store.errors import StoreError
from secretdesk.store.keyfile import DATABASE
from secretdesk.store.ledger import COLUMNS, GENESIS, Line, head_bytes
from secretdesk.store.witness import WITNESS_FILE, restart_witness
from tests.campaigns import campaign
from tests.conftest import CHEAP, PASSPHRASE, Clock
from tests.desk.test_attachments import picture
from tests.desk.test_papers import ANCHOR
from tests.desk.test_receipt import do, receive
from tests.output.pdf import pages_by_pdfium
from tests.store.tools import GUARDS, bare, locked, tamper

ME = "岩温"
FIELDS = [name.strip().strip('"') for name in COLUMNS.split(",")]
CHAINED = {"missing_line", "content", "chain", "time", "act", "erased"}


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A closed vault with something in every permanent table; its key, and the anchor on a signed page."""
    place = tmp_path_factory.mktemp("tampering")
    clock = Clock()
    desk = new_vault(place / "vault", ME, PASSPHRASE, Level.HIGHLY_SECRET, clock=clock, cost=CHEAP)
    for n in range(6):
        receive(desk, doc_number=f"{n}号", copy_numbers=f"000{n}01-000{n}03", place="一室-1柜-1层")
    do(desk, "documents", "amend", "1", title="改后的标题", reason="抄错")
    do(desk, "documents", "void", "2", reason="重登")
    do(desk, "documents", "expunge", "3", reason="超出本机密级")
    keys.add(desk, "李审计", "auditor", "quarry moss 9 kettle", cost=CHEAP)
    year_close.close(desk, 2025)
    save_pdf(desk, place / "book.pdf", "receipt_book")
    (anchor,) = (
        ANCHOR.search(re.sub(r"\s", "", t))[0] for t in pages_by_pdfium((place / "book.pdf").read_bytes())
    )
    for n in range(3):
        (place / "scan.png").write_bytes(picture("PNG") + bytes(n))
        attachments.attach(desk, desk.rows("print_pages")[0], place / "scan.png")
    receive(desk, doc_number="9号", copy_numbers="000901")
    return place / "vault", locked(desk), anchor


@pytest.fixture
def fresh(template, tmp_path):
    """Gives an unchanged copy each time it is called."""

    def copied():
        shutil.rmtree(tmp_path / "vault", ignore_errors=True)
        return shutil.copytree(template[0], tmp_path / "vault")

    return copied


def told(folder):
    """What the unlock refuses, else what `verify` names, as (check, place)."""
    try:
        desk = open_vault(folder, ME, PASSPHRASE, clock=Clock())
    except StoreError as error:
        assert error.text
        return [(f"{error.kind}.{error.detail}", str(error.facts.get("seq", error.facts.get("what", ""))))]
    try:
        return [(f.check, f.place) for f in checks.verify(desk)]
    except StoreError as error:
        return [(f"{error.kind}.{error.detail}", str(error.facts.get("seq", "")))]
    finally:
        desk.close()


def test_what_nobody_touched_is_sound(fresh):
    assert told(fresh()) == []


# --- a thousand ways: each gives the statements, and what must be named ---


def some_other(dice, value):
    """Another value of that kind, or of another kind: raw SQL asks nobody."""
    if dice.random() < 0.15:
        return dice.choice(
            [x for x in (0, -1, 2**60, "", "x", b"\xff", b"", 1.5, "\U0010ffff") if x != value]
        )
    if isinstance(value, int):
        return value + dice.choice([-1, 1, 7])
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:] if value else b"x"
    if not value:
        return "x"
    where = dice.randrange(len(value))
    return dice.choice([value[:where] + "改" + value[where + 1 :], value + " ", value[:where]])


def line_edited(dice, db):
    seq = line(dice, db)
    column = dice.choice([f for f in FIELDS if f != "seq"])
    (old,) = db.execute(f'SELECT "{column}" FROM ledger WHERE seq = ?', (seq,)).fetchone()
    return [(f'UPDATE ledger SET "{column}" = ? WHERE seq = ?', (some_other(dice, old), seq))], seq


def content_not_of_this_world(dice, db):
    """Not even UTF-8: SQLite keeps what it is told is text."""
    seq, column = line(dice, db), dice.choice(["content", "at", "actor", "status", "register", "number"])
    return [(f"UPDATE ledger SET {column} = CAST(x'ff80' AS TEXT) WHERE seq = ?", (seq,))], seq


def line_erased(dice, db):
    seq = line(dice, db, "content IS NOT NULL")
    which = dice.choice(["content = NULL, salt = NULL", "content = NULL", "salt = NULL"])
    return [(f"UPDATE ledger SET {which} WHERE seq = ?", (seq,))], seq


def line_deleted(dice, db):
    seq = line(dice, db)
    return [("DELETE FROM ledger WHERE seq = ?", (seq,))], seq


def tail_deleted(dice, db):
    seq = line(dice, db)
    return [("DELETE FROM ledger WHERE seq >= ?", (seq,))], seq


def renumbered(seq, by):
    """Lines from *seq* on move; by way of the negative, as a number must not be there twice."""
    return [
        (f"UPDATE ledger SET seq = -seq WHERE seq >= {seq}", ()),
        (f"UPDATE ledger SET seq = -seq + {by} WHERE seq < 0", ()),
    ]


def line_inserted(dice, db):
    seq = line(dice, db)
    model = line(dice, db, f"seq <> {seq}")  # the same once more would be found one line later
    (taken,) = db.execute("SELECT max(seq) FROM ledger").fetchone()
    where = dice.choice([seq, taken + 1, taken + 5])
    others = COLUMNS.removeprefix("seq, ")
    made = f"INSERT INTO ledger ({COLUMNS}) SELECT {where}, {others} FROM ledger WHERE seq = {taken + 9}"
    moved = [*renumbered(where, 1)] if where <= taken else []
    kept = [
        (f"INSERT INTO ledger ({COLUMNS}) SELECT {taken + 9}, {others} FROM ledger WHERE seq = {model}", ())
    ]
    gone = [(f"DELETE FROM ledger WHERE seq = {taken + 9 + (where <= taken)}", ())]
    return [*kept, *moved, (made.replace(str(taken + 9), str(taken + 9 + (where <= taken))), ()), *gone], min(
        where, taken + 1
    )


def line_taken_out_and_the_rest_moved_up(dice, db):
    seq = line(dice, db, "seq < (SELECT max(seq) FROM ledger)")
    return [("DELETE FROM ledger WHERE seq = ?", (seq,)), *renumbered(seq, -1)], seq


def two_lines_exchanged(dice, db):
    one, other = sorted(dice.sample([s for (s,) in db.execute("SELECT seq FROM ledger")], 2))
    swap = [(one, -1), (other, one), (-1, other)]
    return [(f"UPDATE ledger SET seq = {b} WHERE seq = {a}", ()) for a, b in swap], one


def salts_exchanged(dice, db):
    one, other = dice.sample([s for (s,) in db.execute("SELECT seq FROM ledger WHERE salt IS NOT NULL")], 2)
    salts = dict(db.execute("SELECT seq, salt FROM ledger").fetchall())
    swap = [(salts[other], one), (salts[one], other)]
    return [("UPDATE ledger SET salt = ? WHERE seq = ?", given) for given in swap], min(one, other)


def row_edited(dice, db):
    name, entry = row(dice, db)
    columns = [c for (c,) in db.execute(f"SELECT name FROM pragma_table_info('{name}')") if c != "entry"]
    column = dice.choice(columns)
    (old,) = db.execute(f'SELECT "{column}" FROM {name} WHERE entry = ?', (entry,)).fetchone()
    new = some_other(dice, old)
    return [(f'UPDATE OR IGNORE {name} SET "{column}" = ? WHERE entry = ?', (new, entry))], "row"


def row_deleted(dice, db):
    name, entry = row(dice, db)
    return [(f"DELETE FROM {name} WHERE entry = ?", (entry,))], "lost_row"


def row_inserted(dice, db):
    name, entry = row(dice, db)
    new = 10**6 + dice.randrange(99)
    columns = [c for (c,) in db.execute(f"SELECT name FROM pragma_table_info('{name}')")]
    shown = ", ".join({"entry": str(new), "n": "NULL"}.get(c, f'"{c}"') for c in columns)
    return [(f"INSERT INTO {name} SELECT {shown} FROM {name} WHERE entry = {entry}", ())], "stray_row"


def blob_changed(dice, db):
    digests = [d for (d,) in db.execute("SELECT sha256 FROM blobs")]
    one = dice.choice(digests)
    ways = [
        [("UPDATE blobs SET data = data || x'00' WHERE sha256 = ?", (one,))],
        [("UPDATE blobs SET data = x'', kind = 'erased' WHERE sha256 = ?", (one,))],
        [("UPDATE blobs SET sha256 = randomblob(32) WHERE sha256 = ?", (one,))],
        [("UPDATE blobs SET sha256 = 'text' WHERE sha256 = ?", (one,))],
        [("UPDATE blobs SET entry = entry + 1 WHERE sha256 = ?", (one,))],
        [("UPDATE blobs SET register = 'documents' WHERE sha256 = ?", (one,))],
        [("UPDATE blobs SET data = 5 WHERE sha256 = ?", (one,))],
        [("DELETE FROM blobs WHERE sha256 = ?", (one,))],
        [("INSERT INTO blobs VALUES (?, 'print_pages', 3, 'png', ?)", (hashlib.sha256(b"x").digest(), b"x"))],
    ]
    return dice.choice(ways), "blob"


def meta_changed(dice, _):
    ways = [
        "DELETE FROM meta WHERE key = 'anchor_secret'",
        "UPDATE meta SET value = 'x' WHERE key = 'anchor_secret'",
        "UPDATE meta SET key = 'other_secret' WHERE key = 'anchor_secret'",
        f"INSERT INTO meta VALUES ('k{dice.randrange(99)}', 'x')",
        "UPDATE meta SET value = NULL WHERE key = 'anchor_secret'",
        "UPDATE OR IGNORE meta SET value = x'ff' WHERE key = 'anchor_secret'",
    ]
    return [(dice.choice([w for w in ways if "NULL" not in w]), ())], "meta"


def guard_changed(dice, db):
    made = [s for (s,) in db.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]
    name, (table, _) = dice.choice(GUARDS), row(dice, db)
    sql = next(s for s in made if name in s)
    ways = [
        [],
        [(re.sub(r"BEGIN .*END", "BEGIN SELECT 1; END", sql, flags=re.DOTALL), ())],
        [(sql, ()), (f"CREATE TRIGGER aid AFTER UPDATE ON {table} BEGIN SELECT 1; END", ())],
        [(sql, ()), (f"CREATE VIEW aid AS SELECT * FROM {table}", ())],
        [(sql, ()), ("ALTER TABLE blobs ADD COLUMN more", ())],
    ]
    return [(f"DROP TRIGGER {name}", ()), *dice.choice(ways)], "guard"


def line(dice, db, where="1"):
    return dice.choice([s for (s,) in db.execute(f"SELECT seq FROM ledger WHERE {where}")])


def row(dice, db):
    """Some row of some register table that holds any, each table as likely as the next."""
    names = [
        n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'r_*'")
    ]
    names = [n for n in names if db.execute(f"SELECT 1 FROM {n} LIMIT 1").fetchone()]
    name = dice.choice(names)
    return name, dice.choice([e for (e,) in db.execute(f"SELECT entry FROM {name}")])


WAYS = [
    *[line_edited] * 5, content_not_of_this_world, line_erased, line_deleted, tail_deleted, line_inserted,
    line_taken_out_and_the_rest_moved_up, two_lines_exchanged, salts_exchanged, *[row_edited] * 3, row_deleted,
    row_inserted, *[blob_changed] * 2, meta_changed, guard_changed,
]  # fmt: skip
NOT_LIVE = {"wrong_passphrase.not_live", "wrong_passphrase.expired"}  # the row of the slot that opens
NAMES = {
    "row": {"row", "balance", "gap", *NOT_LIVE},
    "lost_row": {"lost_row", *NOT_LIVE},
    "stray_row": {"stray_row"},
    "blob": {"blob", "lost_blob", "stray_blob"},
    "meta": {"meta", "damaged.secret"},
    "guard": {"guard"},
}


@campaign("R19 tampering with the key", 60, 1000)
def test_each_tampering_is_found_and_its_first_line_named(fresh, template, tries):
    """R19: edited, deleted, inserted, reordered, cut off, in every permanent table, the triggers put back or not."""
    dice, key = random.Random(tries), template[1]
    seen = set()
    for n in range(tries):
        way = WAYS[n] if n < len(WAYS) else dice.choice(WAYS)
        folder = fresh()
        db = bare(folder, key)
        statements, expected = way(dice, db)
        before = dump(db)
        db.close()
        if way is guard_changed:
            apply(folder, key, statements)
        else:
            tamper(folder, key, *statements)
        db = bare(folder, key)
        same = dump(db) == before
        db.close()
        if same:  # the statement met what it would have changed (OR IGNORE): not a try
            continue
        found = told(folder)
        assert found, (n, way.__name__, statements)
        seen.add(way)
        if isinstance(expected, int):
            assert names_line(folder, found, expected), (n, way.__name__, statements, found)
        else:
            assert {check for check, _ in found} & NAMES[expected], (n, way.__name__, statements, found)
    assert len(seen) == len(set(WAYS))


def names_line(folder, found, seq):
    """The first bad line is *seq*. Where the witness refuses the unlock, `verify` without it names the line too."""
    if found[0][0] == "damaged.lost_lines" and int(found[0][1]) + 1 == seq:
        return True
    if found[0][0] in {"damaged.lost_lines", "damaged.witness"}:
        (folder / WITNESS_FILE).unlink()
        found = told(folder)
    if found[0][0] in {
        "newer_version.key",
        "damaged.",
    }:  # a register or field that there is not; not even text
        return True
    chained = [(check, int(place)) for check, place in found if check in CHAINED]
    lines = [at for check, at in chained if check != "erased"] or [at for _, at in chained]
    assert lines, found
    assert min(lines) == seq, found
    return True


def apply(folder, key, statements):
    db = bare(folder, key)
    for statement in statements:
        db.execute(*statement)
    db.close()


def dump(db):
    """Everything but the search index, in a form that compares."""
    names = [
        n
        for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 's_*'")
    ]
    db.text_factory = bytes
    found = [db.execute("SELECT * FROM sqlite_master ORDER BY 2").fetchall()]
    found += [db.execute(f"SELECT * FROM {n}").fetchall() for n in names]
    db.text_factory = str
    return found


# --- who goes further: an older vault, the witness too, the whole chain counted anew ---


def test_a_whole_older_vault_is_told_by_the_witness_and_with_the_witness_by_paper(fresh, tmp_path):
    """R19: the signed page is later than the books; so are the backup and the check value of the closed year."""
    older = tmp_path / "older"
    clock = Clock()
    folder = fresh()
    shutil.copytree(folder, older)
    desk = open_vault(folder, ME, PASSPHRASE, clock=clock)
    receive(desk, doc_number="77号", copy_numbers="007701")
    save_pdf(desk, tmp_path / "later.pdf", "receipt_book")
    code, *_ = (
        ANCHOR.search(re.sub(r"\s", "", t))[0] for t in pages_by_pdfium((tmp_path / "later.pdf").read_bytes())
    )
    backup, _ = backups.back_up(desk)
    kept = tmp_path / "backup"
    shutil.copytree(backup.folder, kept)
    year_close.close(desk, 2024)
    signed = year_closed.closing_of(desk, 2024)["digest"]
    desk.close()

    shutil.copyfile(older / DATABASE, folder / DATABASE)
    assert told(folder)[0][0] == "damaged.lost_lines"
    shutil.copyfile(older / WITNESS_FILE, folder / WITNESS_FILE)
    assert told(folder) == []  # nothing inside the folder can know
    desk = open_vault(folder, ME, PASSPHRASE, clock=clock)
    paper = papers.check(desk, code)
    assert paper.state == "lost"
    assert "恢复过较早的备份" in paper.text
    assert year_closed.closing_of(desk, 2024) is None  # what was signed is not even closed
    assert signed
    assert backup.lines > desk.head()[0]
    for n in range(40):  # and when the books have grown past it, still
        do(desk, "departments", "enrol", name=f"新{n}处")
    assert papers.check(desk, code).state in {"lost", "forged"}
    desk.close()
    assert read_backup(kept, whole=True).head == backup.head


def rehashed(folder, key, seq, change):
    """Change a line and count the whole chain behind it anew, the rows and the witness too, as one who has the key can."""
    db = bare(folder, key)
    made = [sql for (sql,) in db.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'").fetchall()]
    for name in GUARDS:
        db.execute(f"DROP TRIGGER {name}")
    previous = GENESIS
    for found in db.execute(f"SELECT {COLUMNS} FROM ledger ORDER BY seq").fetchall():
        one = Line._make(found)
        if one.seq == seq:
            content = json.dumps(change(json.loads(one.content)), ensure_ascii=False, separators=(",", ":"))
            one = one._replace(
                content=content, commitment=hashlib.sha256(one.salt + content.encode()).digest()
            )
        one = one._replace(hash=hashlib.sha256(previous + head_bytes(one[:11], one.commitment)).digest())
        previous = one.hash
        db.execute(
            "UPDATE ledger SET content = ?, commitment = ?, hash = ? WHERE seq = ?",
            (one.content, one.commitment, one.hash, one.seq),
        )
    (last,) = db.execute("SELECT max(seq) FROM ledger").fetchone()
    db.execute("DELETE FROM meta WHERE key LIKE 'shape.%'")  # so that the program itself makes the rows agree
    for sql in made:
        db.execute(sql)
    db.close()
    restart_witness(folder, last, previous.hex())


def some_paper(folder, key):
    db = bare(folder, key)
    query = "SELECT seq FROM ledger WHERE register = 'documents' AND action = 'receive' AND content LIKE '%\"5号\"%'"
    found = db.execute(query).fetchone()
    db.close()
    return found[0]


def other_title(content):
    content["set"]["title"] = "从来没有过的标题"
    return content


def test_who_counts_the_whole_chain_anew_is_told_by_the_ledgers_own_past_and_by_paper(fresh, template):
    """R19: chain, rows and witness agree; what was printed and closed before says otherwise."""
    key, code = template[1:]
    folder = fresh()
    rehashed(folder, key, some_paper(folder, key), other_title)
    assert {check for check, _ in told(folder)} == {"head", "year"}
    desk = open_vault(folder, ME, PASSPHRASE, clock=Clock())
    assert list(desk.rows("documents", where={"title": "从来没有过的标题"}))
    paper = papers.check(desk, code)
    assert (paper.state, paper.is_genuine) == ("rewritten", False)
    desk.close()


def test_who_changes_the_ledgers_own_past_too_is_told_by_paper_alone(fresh, template):
    """R19: every head that the ledger keeps is made to fit; only the sheet in the safe cannot be."""
    key, code = template[1:]
    folder = fresh()
    rehashed(folder, key, some_paper(folder, key), other_title)
    for _ in range(12):  # each change of a kept head changes the heads behind it
        if not (wrong := heads_to_mend(folder, key)):
            break
        seq, head = wrong[0]
        rehashed(
            folder, key, seq, lambda content, head=head: {**content, "set": {**content["set"], "head": head}}
        )
    assert told(folder) == []
    desk = open_vault(folder, ME, PASSPHRASE, clock=Clock())
    assert papers.check(desk, code).state == "forged"
    desk.close()


def heads_to_mend(folder, key):
    """(line, head as it should be) of the first line that tells of another head than the ledger has."""
    db = bare(folder, key)
    hashes = dict(db.execute("SELECT seq, hash FROM ledger").fetchall())
    found = []
    query = "SELECT seq, register, content FROM ledger WHERE register IN ('prints', 'years', 'backups') ORDER BY seq"
    for seq, register, content in db.execute(query):
        told_of = json.loads(content or "{}").get("set", {})
        if "head" not in told_of:
            continue
        at = told_of["lines"] if register == "backups" else int(told_of["head"].split()[0])
        head = hashes[at].hex() if register == "backups" else f"{at} {hashes[at].hex()}"
        if head != told_of["head"]:
            found.append((seq, head))
    db.close()
    return found


def test_another_secret_in_the_file_makes_every_paper_foreign(fresh, template):
    """R19: the one thing of `meta` that no check inside can know shows at the first sheet."""
    folder = fresh()
    apply(
        folder,
        template[1],
        [("UPDATE meta SET value = lower(hex(randomblob(32))) WHERE key = 'anchor_secret'", ())],
    )
    desk = open_vault(folder, ME, PASSPHRASE, clock=Clock())
    assert papers.check(desk, template[2]).state == "foreign"
    desk.close()
