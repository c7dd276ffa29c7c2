"""Page, search, act and verify against the bare statements under them, at 10,000 and 1,000,000 copies."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

from secretdesk.desk import checks
from secretdesk.domain.review import Command
from secretdesk.store.page_check import check_pages
from secretdesk.store.search import query as fts_query
from tests.bench.measure import Ratio, ms, pair, timed
from tests.bench.vaults import PLACE, command, opened, receipt

BATCH_SIZE = 500
CONSENT = frozenset({"clock_leap", "archive_first"})
COLUMNS = (
    "number",
    "copy_number",
    "mark",
    "pages",
    "carrier_type",
    "place",
    "source",
    "obtained_on",
    "document",
)
BARE = """
    SELECT t.entry, t.seq, t.status, t.number, t.copy_number, t.mark, t.pages, t.carrier_type, p.name, t.source,
        t.obtained_on, d.number
    FROM r_copies AS t LEFT JOIN r_places AS p ON p.entry = t.place
    LEFT JOIN r_documents AS d ON d.entry = t.document
    WHERE t.entry < ? ORDER BY t.entry DESC LIMIT 200
"""


def bench_page(small: Path, large: Path) -> list[Ratio]:
    """A table page in the middle of the register against the bare keyset query; flat in the rows."""
    results, pages = [], {}
    for folder in (small, large):
        desk = opened(folder)
        middle = desk.vault.db.execute("SELECT (min(entry) + max(entry)) / 2 FROM r_copies").fetchone()[0]

        def ours(desk=desk, middle=middle):
            return desk.page("copies", COLUMNS, after=(middle,), limit=200)

        def bare(desk=desk, middle=middle):
            return list(desk.vault.db.execute(BARE, (middle,)))

        assert ours() == bare()
        ratio, mine, theirs = pair(ours, bare, 31)
        count = desk.count("copies")
        results.append(Ratio(f"page of 200 at {count}", ratio, 1.5, f"{ms(mine)} to {ms(theirs)}"))
        pages[folder] = mine
        desk.close()
    results.append(Ratio("page, large to small", pages[large] / pages[small], 1.5, "flat"))
    return results


def bench_search(_small: Path, large: Path) -> list[Ratio]:
    """A rare word and an absent pair against LIKE over the same field."""
    desk = opened(large)
    results = []
    for name, word in (("rare word", "饕餮"), ("absent pair", "鲲鹏")):

        def ours(word=word):
            return desk.page("documents", ("number", "title"), text=word, limit=100)

        def like(word=word):
            query = "SELECT entry, number, title FROM r_documents WHERE title LIKE ? ORDER BY entry DESC LIMIT 100"
            return list(desk.vault.db.execute(query, (f"%{word}%",)))

        assert [r[0] for r in ours()] == [r[0] for r in like()]
        ratio, mine, theirs = pair(like, ours, 5)
        results.append(
            Ratio(f"{name}, LIKE to search", ratio, 100, f"{ms(theirs)} to {ms(mine)}", at_least=True)
        )
    common = timed(lambda: desk.page("documents", ("number", "title"), text="教育", limit=100))
    print(f"    common pair {ms(common)}, {fts_query('教育')}")
    desk.close()
    return results


def bench_act(small: Path, _large: Path) -> list[Ratio]:
    """A receipt of five copies against the very statements that it issued, issued bare."""
    folder = _copy(small)
    desk = opened(folder)
    db = desk.vault.db
    issued: list[tuple[str, tuple]] = []
    desk.vault.db = Recorder(db, issued)
    desk.sit_down()
    numbers = iter(range(5_000_000, 6_000_000))
    plain = []

    def act():
        issued.clear()
        desk.perform(receipt(next(numbers), desk.clock()))
        plain[:] = issued

    def bare():
        db.execute("BEGIN IMMEDIATE")
        shift = db.execute("SELECT max(seq) FROM ledger").fetchone()[0]
        for statement, values in renumbered(plain, shift):
            db.execute(statement, values)
        db.execute("COMMIT")

    act()
    desk.vault.db = db
    desk.sit_down()
    ratio, mine, theirs = pair(lambda: desk.perform(receipt(next(numbers), desk.clock())), bare, 41)
    desk.close()
    return [Ratio("act to its bare statements", ratio, 3, f"{ms(mine)} to {ms(theirs)}")]


class Recorder:
    """A connection that writes down the writing statements."""

    def __init__(self, db, issued):
        self.db, self.issued = db, issued

    def execute(self, statement, values=()):
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            self.issued.append((statement, tuple(values)))
        return self.db.execute(statement, values)

    def __getattr__(self, name):
        return getattr(self.db, name)


def renumbered(statements, last):
    """The same inserts behind the present last line (entries, seqs and issued numbers moved on)."""
    first = next(values[0] for statement, values in statements if "INTO ledger" in statement)
    move = last + 1 - first
    for statement, values in statements:
        moved = list(values)
        moved[0] += move
        if "INTO r_" in statement:
            moved[1] += move
            moved[5] = None if moved[5] is None else moved[5] + move
        yield statement, moved


def bench_batch(small: Path, _large: Path) -> list[Ratio]:
    """500 copies into a destruction batch in one act, against the very statements that it issued, issued bare."""
    folder = _copy(small)
    desk = opened(folder)
    db = desk.vault.db
    issued: list[tuple[str, tuple]] = []
    free = iter(range(0, 10_000_000, BATCH_SIZE))
    stock = [row.entry for row in desk.rows("copies", where={"status": "in_cabinet"}, limit=BATCH_SIZE * 16)]

    def act():
        start = next(free)
        values = {"copies": stock[start : start + BATCH_SIZE]}
        desk.perform(Command("", "destructions", "draft", None, values, confirm=CONSENT))

    desk.vault.db = Recorder(db, issued)
    desk.sit_down()
    act()
    desk.vault.db = db
    desk.sit_down()
    plain = list(issued)

    def bare():
        db.execute("BEGIN IMMEDIATE")
        shift = db.execute("SELECT max(seq) FROM ledger").fetchone()[0]
        for statement, values in behind(plain, shift):
            db.execute(statement, values)
        db.execute("COMMIT")

    ratio, mine, theirs = pair(act, bare, 13)
    desk.close()
    return [
        Ratio(f"{BATCH_SIZE} copies into a batch, to bare", ratio, 3, f"{ms(mine)} to {ms(theirs)}"),
        Ratio(f"{BATCH_SIZE} copies into a batch, s", mine, 1, "one act"),
    ]


def behind(statements, last):
    """The same statements with the ledger's lines, and the new entry, behind the present last line."""
    lines = [values for statement, values in statements if "INTO ledger" in statement]
    move = last + 1 - lines[0][0]
    number = lines[0][7]
    for statement, values in statements:
        moved = list(values)
        if "INTO ledger" in statement:
            moved[0] += move
            moved[1] += move
            moved[7] += move if moved[7] == number else 0
        elif statement.startswith("INSERT") and moved[0] == number:
            moved[0] += move
            if "INTO r_" in statement:
                moved[5] += move
        yield statement, moved


def bench_verify(_small: Path, large: Path) -> list[Ratio]:
    """Everything that `verify` checks against bare hashing of the lines and the page check."""
    desk = opened(large)
    db = desk.vault.db
    key = bytes(desk.vault.key)

    def ours():
        assert list(checks.verify(desk)) == []

    def bare():
        previous = bytes(32)
        query = (
            'SELECT seq, act, at, "on", actor, register, action, entry, number, issued, status, commitment, '
            "content, salt FROM ledger ORDER BY seq"
        )
        for line in db.execute(query):
            hashlib.sha256(line[13] + line[12].encode()).digest()
            previous = hashlib.sha256(previous + json.dumps([*line[:11], line[11].hex()]).encode()).digest()

    mine, lines = timed(ours), desk.head()[0]
    theirs = timed(bare)
    desk.close()
    pages = timed(lambda: check_pages(large / "registers.db", key))
    ratio = (mine + pages) / (theirs + pages)
    what = f"{lines} lines: {mine:.1f} s + pages {pages:.1f} s to {theirs:.1f} s + pages"
    return [Ratio("verify to bare hashing and pages", ratio, 4, what)]


def bench_memory(_small: Path, large: Path) -> list[Ratio]:
    """Memory of a process that opens, pages, searches and verifies; MB as the ratio."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.child_memory", str(large)],
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        Ratio("memory of reading and verify, MB", float(done.stdout), 300, "peak of a process, small KDF")
    ]


def bench_writing_many(small: Path, _large: Path) -> list[Ratio]:
    """500 acts together against 500 acts one by one: what the disk costs (told, not limited)."""
    folder = _copy(small)
    desk = opened(folder)
    start = 7_000_000
    many = [receipt(n, desk.clock()) for n in range(start, start + 100)]
    together = timed(lambda: desk.perform_all(many)) / 100
    one = [command("places", "enrol", name=f"演示{n}") for n in range(100)]
    single = timed(lambda: [desk.perform(c) for c in one]) / 100
    print(f"    a receipt of five copies in a batch {ms(together)}; a single small act {ms(single)}")
    desk.close()
    return []


def _copy(folder: Path) -> Path:
    target = PLACE / "scratch"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)
    return target


BENCHES = (bench_page, bench_search, bench_act, bench_batch, bench_writing_many, bench_memory, bench_verify)
