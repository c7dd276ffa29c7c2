"""涂销 leaves nothing: not in lines, tables, index, drafts, freed pages, gaps between cells, or the WAL."""

import random

import pytest
import sqlcipher3

from secretdesk.desk import checks, drafts
from secretdesk.desk.opening import open_vault
from secretdesk.domain.review import Refused, inner
from secretdesk.domain.terms import EXPUNGED
from secretdesk.store import build, erase, search
from secretdesk.store.database import transaction
from tests.conftest import PASSPHRASE
from tests.desk.test_receipt import do, receive, row
from tests.store import independent_verifier
from tests.store.tools import decrypted_pages, plaintext

TITLE = "龘靐齉爩鱻麤的标题"
FORMER = "龗鱻灪麣鸞鹂的旧题"


def traces(text):
    """The text, and the ends of its tokens (the index keeps a token without what it shares with its neighbour)."""
    return [text.encode(), *(token[-7:].encode() for token in search.tokens(text).split()[:-1])]


def left(data, *texts):
    return sum(data.count(trace) for text in texts for trace in traces(text))


def expunge(desk, number):
    return do(desk, "documents", "expunge", number, reason="超出本机密级")


def test_nothing_of_a_title_is_left(desk, tmp_path, clock):
    number = receive(desk, title=FORMER).number
    do(desk, "documents", "amend", number, title=TITLE, proposal=TITLE + "，拟阅", reason="抄错")
    drafts.save(desk, "documents", "amend", row(desk, "documents", number).entry, {"reason": "题目"})
    drafts.save(desk, "documents", "receive", 0, {"title": f"同{TITLE}"})
    drafts.save(desk, "queries", "open", 0, {"rows": [{"description": f"缺{FORMER}"}]})
    drafts.save(desk, "places", "enrol", 0, {"name": "一室"})
    drafts.prefer(desk, "documents.filter", {"text": TITLE})
    drafts.prefer(desk, "documents.columns", ["number"])
    folder = desk.vault.folder
    key = bytes(desk.vault.key)
    assert left(decrypted_pages(folder, key, tmp_path / "raw"), TITLE, FORMER) > 4
    expunge(desk, number)
    assert left(decrypted_pages(folder, key, tmp_path / "raw"), TITLE, FORMER) == 0
    assert [d.register for d in drafts.all_drafts(desk)] == ["places"]
    assert drafts.preference(desk, "documents.filter") is None
    assert drafts.preference(desk, "documents.columns") == ["number"]
    assert desk.count("documents", text=TITLE[:2]) == desk.count("copies", text=TITLE[:2]) == 0
    assert row(desk, "documents", number)["title"] == EXPUNGED
    assert list(checks.verify(desk)) == []
    desk.close()
    plain = plaintext(folder, key, tmp_path / "plain.db")
    assert left(plain.read_bytes(), TITLE, FORMER) == 0
    assert independent_verifier.check(plain) == []
    again = open_vault(folder, "岩温", PASSPHRASE, clock=clock)
    assert checks.rebuild(again)
    assert list(checks.verify(again)) == []
    assert row(again, "documents", number)["title"] == EXPUNGED
    again.close()


@pytest.mark.parametrize(
    ("many", "seed"),
    [(80, 1), *(pytest.param(400, seed, marks=pytest.mark.torture) for seed in range(2, 6))],
)
def test_nothing_is_left_in_books_that_were_written_in_for_long(desk, tmp_path, many, seed):
    """Rows that grew moved between pages and left copies in the gaps, which secure_delete does not know of."""
    dice = random.Random(seed)

    def text(most):
        return "".join(chr(dice.randrange(0x3400, 0x4DB0)) for _ in range(dice.randrange(6, most)))

    texts: dict[str, list[str]] = {}
    for n in range(many):
        title = text(20)
        number = receive(desk, title=title, doc_number=f"{n}号", copy_numbers=f"{n:06}").number
        texts[number] = [title]
        for length in (20, 100, 300):
            form = dice.randrange(n + 1)
            drafts.save(desk, "documents", "receive", form, {"title": title + text(length)})
        if dice.random() < 0.7:
            some = dice.choice(list(texts))
            new = {dice.choice(["title", "remark", "proposal"]): text(100)}
            do(desk, "documents", "amend", some, reason="更正", **new)
            texts[some] += new.values()
    gone = dice.sample(list(texts), 20)
    kept = {trace for number in texts.keys() - set(gone) for one in texts[number] for trace in traces(one)}
    wanted = {number: {t for one in texts[number] for t in traces(one)} - kept for number in gone}
    folder, key = desk.vault.folder, bytes(desk.vault.key)
    before = decrypted_pages(folder, key, tmp_path / "raw")
    assert all(any(trace in before for trace in wanted[number]) for number in gone)
    for number in gone:
        expunge(desk, number)
    after = decrypted_pages(folder, key, tmp_path / "raw")
    assert [(number, trace) for number in gone for trace in wanted[number] if trace in after] == []
    assert all(texts[number][-1].encode() in after for number in sorted(texts.keys() - set(gone))[:20])
    assert list(checks.verify(desk)) == []


def test_a_table_made_anew_has_no_copies_in_its_gaps(tmp_path):
    """Where rows grew, SQLite moved others to the next page and left copies behind. Were `before` ever 0, SQLite
    would clear them itself and `renew` could go."""
    before = after = 0
    for seed in (2, 3):
        dice, path = random.Random(seed), tmp_path / f"{seed}.db"
        db = sqlcipher3.connect(path, isolation_level=None)  # no key: its bytes can be read as they are
        db.execute("PRAGMA secure_delete = ON")
        db.execute("CREATE TABLE t (entry INTEGER PRIMARY KEY, title TEXT, x TEXT, remark TEXT)")
        db.execute("CREATE INDEX t__x ON t (x)")
        db.execute("BEGIN")
        titles = {n: f"<title {seed} {n:05}>" + "q" * dice.randrange(5, 200) for n in range(1, 3000)}
        for n, title in titles.items():
            db.execute("INSERT INTO t VALUES (?, ?, ?, NULL)", (n, title, str(dice.random())))
            grown = ("z" * dice.randrange(500), dice.randrange(1, n + 1))
            if dice.random() < 0.3:
                db.execute("UPDATE t SET remark = ? WHERE entry = ?", grown)
        db.execute("COMMIT")
        gone = dice.sample(sorted(titles), 600)
        for n in gone:
            db.execute("UPDATE t SET title = '' WHERE entry = ?", (n,))
        rows = db.execute("SELECT * FROM t").fetchall()
        data = path.read_bytes()
        before += sum(titles[n].encode() in data for n in gone)
        with transaction(db):
            build.renew(db, "t")
        assert db.execute("SELECT * FROM t").fetchall() == rows
        assert [name for (name,) in db.execute("SELECT name FROM sqlite_master ORDER BY name")] == [
            "t",
            "t__x",
        ]
        db.close()
        data = path.read_bytes()
        after += sum(titles[n].encode() in data for n in gone)
    assert after == 0
    assert before


def test_a_reader_holds_old_pages_and_the_next_unlock_ends_it(desk, tmp_path, clock):
    number = receive(desk, title=TITLE).number
    folder, key = desk.vault.folder, bytes(desk.vault.key)
    (folder / "backups" / "before-step-2.db").write_bytes(b"an older copy under the same key")
    reader = desk.vault.reader()
    reader.execute("PRAGMA busy_timeout = 1")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM ledger").fetchone()
    desk.vault.db.execute("PRAGMA busy_timeout = 1")
    expunge(desk, number)
    assert desk.vault.db.execute("SELECT 1 FROM meta WHERE key = ?", (erase.MARK,)).fetchone()
    reader.close()
    desk.close()
    again = open_vault(folder, "岩温", PASSPHRASE, clock=clock)
    assert again.vault.db.execute("SELECT 1 FROM meta WHERE key = ?", (erase.MARK,)).fetchone() is None
    assert left(decrypted_pages(folder, key, tmp_path / "raw"), TITLE) == 0
    assert list((folder / "backups").iterdir()) == []
    again.close()


def test_files_that_left_the_vault_are_listed_to_be_replaced(desk):
    given = {"kind": "备份", "name": "月度备份", "made_on": "2026-11-23T09:30"}
    desk.perform(inner("outputs", "release", values=given))
    number = receive(desk, title=TITLE).number
    late = [desk.perform(inner("outputs", "release", values=given)).number for _ in range(2)]
    removed = desk.perform(inner("outputs", "release", values=given))
    do(desk, "outputs", "remove", removed.number)
    done = expunge(desk, number)
    assert [(w.code, str(w.weight)) for w in done.warnings] == [("replace_backups", "warn")]
    listed = [r.number for r in desk.rows("outputs", ascending=True) if r.number in done.warnings[0].text]
    assert listed == late


def test_what_a_correction_brought_back_is_expunged_again(desk, tmp_path):
    number = receive(desk, title=FORMER).number
    expunge(desk, number)
    with pytest.raises(Refused, match="已涂销"):
        expunge(desk, number)
    do(desk, "documents", "amend", number, title=TITLE, reason="误以为可以")
    expunge(desk, number)
    data = decrypted_pages(desk.vault.folder, bytes(desk.vault.key), tmp_path / "raw")
    assert left(data, TITLE, FORMER) == 0
    assert list(checks.verify(desk)) == []
