"""Is the ledger what was written, and are the tables what the ledger says? Reads only."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlcipher3

from secretdesk.domain.declaration import EXPUNGE
from secretdesk.domain.law import PATTERN_CODE
from secretdesk.domain.numbers import issue
from secretdesk.store import tables
from secretdesk.store.blobs import ERASED
from secretdesk.store.database import UNREADABLE
from secretdesk.store.errors import Damaged, StoreError
from secretdesk.store.finding import Finding
from secretdesk.store.fold import folded
from secretdesk.store.ledger import COLUMNS, GENESIS, head_bytes, lines
from secretdesk.store.structure import guards, structure

if TYPE_CHECKING:
    from secretdesk.domain.declaration import Register
    from secretdesk.store.database import Connection

Progress = Callable[[int, int], None]
STEP = 20_000
UNLIKE = (
    TypeError,
    AttributeError,
    ValueError,
    KeyError,
    StoreError,
    sqlcipher3.DatabaseError,
)  # no program wrote that
SCANNED = "print_pages"  # what files are kept of
_sha256 = hashlib.sha256


def verify(
    db: Connection, registers: Mapping[str, Register], progress: Progress | None = None
) -> Iterator[Finding]:
    """All checks over an open database; nothing where all is well. ``progress(done, total)`` in lines."""
    total = db.execute("SELECT count(*) FROM ledger").fetchone()[0] * 2
    told = False
    for check, unread in _stages(db, registers, progress, total):
        for finding in readable(check, unread, told=told):
            told = True
            yield finding


def _stages(
    db: Connection, registers: Mapping[str, Register], progress: Progress | None, total: int
) -> Iterator[tuple[Iterator[Finding], Finding | None]]:
    """Each check, and what to tell where it cannot even read what it checks."""
    yield guards(db), None
    yield chain(db, lambda n: progress(n, total) if progress else None), None
    for n, register in enumerate(registers.values(), start=1):
        yield tables_agree(db, register), Finding("row", register.label)
        yield numbers_whole(db, register), Finding("row", register.label)
        if progress:
            progress(total // 2 + total // 2 * n // len(registers), total)
    yield blobs(db), None
    yield counts(db), None
    yield structure(db), None


def readable(check: Iterator[Finding], unread: Finding | None = None, *, told: bool) -> Iterator[Finding]:
    """What a check finds. Where somebody left what no program writes, and it cannot even be read: *unread*.

    Without one the error goes on, unless something was *told* before that may be its cause.
    """
    try:
        yield from check
    except UNLIKE as error:
        seq = error.facts.get("seq") if isinstance(error, Damaged) else None
        if seq is not None:
            yield Finding("content", str(seq))
        elif unread is not None:
            yield unread
        elif not told:
            raise


def chain(db: Connection, progress: Callable[[int], None] | None = None) -> Iterator[Finding]:
    """Every line's number, commitment and hash; erased lines only where an expunge stands behind them."""
    previous, expected, last_at, act = GENESIS, 1, "", 0
    erased: dict[tuple[str, int], list[int]] = {}
    for line in _every_line(db):
        if isinstance(line, Finding):
            yield line
            expected, previous = int(line.place) + 1, _hash_of(db, int(line.place))
            continue
        seq, content, stored, at = line[0], line[11], line[14], line[2]
        if seq != expected:
            yield Finding("missing_line", str(expected))
        expected = seq + 1
        if line[6] == EXPUNGE:
            erased.pop((line[5], line[7]), None)
        if content is None:
            erased.setdefault((line[5], line[7]), []).append(seq)
        if not _kept(content, line[12], line[13]):
            yield Finding("content", str(seq))
        previous = _linked(previous, line)
        if previous != stored:
            yield Finding("chain", str(seq))
            previous = stored  # so that one changed line is named and not all behind it
        else:
            if (at < last_at or at[-6:] != last_at[-6:]) and _backwards(line, last_at):
                yield Finding("time", str(seq))
            last_at = at
        if line[1] not in {seq, act}:
            yield Finding("act", str(seq))
        act = line[1]
        if progress and seq % STEP == 0:
            progress(seq)
    for seq in sorted(seq for some in erased.values() for seq in some):
        yield Finding("erased", str(seq))


def _every_line(db: Connection) -> Iterator[tuple[Any, ...] | Finding]:
    """Every line in order, and in the place of one that holds text which is none what to tell of it."""
    last, query = -(1 << 62), f"SELECT {COLUMNS} FROM ledger"
    try:
        for line in db.execute(f"{query} ORDER BY seq"):
            last = line[0]
            yield line
    except sqlcipher3.DatabaseError as error:
        if UNREADABLE not in str(error):
            raise
        for (seq,) in db.execute("SELECT seq FROM ledger WHERE seq > ? ORDER BY seq", (last,)).fetchall():
            try:
                yield db.execute(f"{query} WHERE seq = ?", (seq,)).fetchone()
            except sqlcipher3.DatabaseError:
                yield Finding("content", str(seq))


def _hash_of(db: Connection, seq: int) -> Any:
    return db.execute("SELECT CAST(hash AS BLOB) FROM ledger WHERE seq = ?", (seq,)).fetchone()[0]


def _kept(content: Any, salt: Any, commitment: Any) -> bool:
    """Content and salt are those that were committed to, or both are erased."""
    try:
        if content is None:
            return salt is None
        return _sha256(salt + content.encode()).digest() == bytes(commitment)
    except UNLIKE:
        return False


def _linked(previous: bytes, line: tuple[Any, ...]) -> bytes:
    """The hash that the line should have behind the one before it."""
    try:
        return _sha256(previous + head_bytes(line[:11], line[13])).digest()
    except UNLIKE:
        return b""


def _backwards(line: tuple[Any, ...], last_at: str) -> bool:
    """Texts of one offset compare as they stand, of two as moments. The supervisor may set a clock right."""
    if not last_at or (line[5], line[6]) == ("clock", "correct"):
        return False
    return datetime.fromisoformat(line[2]) < datetime.fromisoformat(last_at)


def tables_agree(db: Connection, register: Register) -> Iterator[Finding]:
    """The register's table is the fold of its lines, row by row."""
    name = tables.table(register)
    stored: Iterator[tuple[Any, ...]] = iter(
        db.execute(f"SELECT {tables.all_columns(register)} FROM {name} ORDER BY entry")
    )
    have = next(stored, None)
    for row, first in folded(db, register):
        while have is not None and have[0] < row.entry:
            yield Finding("stray_row", f"{register.label} e{have[0]}")
            have = next(stored, None)
        if have is None or have[0] != row.entry:
            yield Finding("lost_row", f"{register.label} {row.number}")
            continue
        if have != tables.full_values(register, row, first.issued):
            yield Finding("row", f"{register.label} {row.number}")
        have = next(stored, None)
    while have is not None:
        yield Finding("stray_row", f"{register.label} e{have[0]}")
        have = next(stored, None)


def numbers_whole(db: Connection, register: Register) -> Iterator[Finding]:
    """Issued numbers have no gap (a void stays visible)."""
    query = (
        f"SELECT series, year, count(*), max(n) FROM {tables.table(register)} "
        "WHERE n IS NOT NULL GROUP BY series, year"
    )
    for series, year, many, highest in db.execute(query).fetchall():
        if many != highest and not _carried_over(db, register, series, year, highest):
            yield Finding("gap", f"{series} {year}")


def _carried_over(db: Connection, register: Register, series: str, year: int, highest: int) -> bool:
    """Whether every number that was not issued had been carried over from an imported book."""
    name = tables.table(register)
    issued = {n for (n,) in db.execute(f"SELECT n FROM {name} WHERE series = ? AND year = ?", (series, year))}
    changed = db.execute("SELECT value FROM r_parameters WHERE code = ?", (PATTERN_CODE + series,))
    patterns = {register.patterns[series], *(value for (value,) in changed)}
    query = f"SELECT 1 FROM {name} WHERE number = ? AND n IS NULL"
    return all(
        any(db.execute(query, (issue(pattern, year, n),)).fetchone() for pattern in patterns)
        for n in set(range(1, highest + 1)) - issued
    )


def blobs(db: Connection) -> Iterator[Finding]:
    """Every kept file is what its hash and its line say; every scan that the ledger names is there."""
    last = db.execute("SELECT coalesce(max(seq), 0) FROM ledger WHERE action = ?", (EXPUNGE,)).fetchone()[0]
    named = _scans(db)
    query = "SELECT CAST(sha256 AS BLOB), register, entry, kind, CAST(data AS BLOB) FROM blobs"
    kept, emptied = set(), set()
    for digest, register, entry, kind, data in db.execute(query):
        kept.add(digest.hex())
        if kind == ERASED and not data:
            emptied.add(digest.hex())
        elif hashlib.sha256(data).digest() != digest:
            yield Finding("blob", digest.hex()[:16])
        if register != SCANNED or entry not in named.get(digest.hex(), {}):
            yield Finding("stray_blob", digest.hex()[:16])
    for scan, lines_of in named.items():
        if scan not in kept or (scan in emptied and max(lines_of.values()) > last):
            yield Finding("lost_blob", scan[:16])


def _scans(db: Connection) -> dict[str, dict[int, int]]:
    """Which entries the ledger gave each scan to, with the last line that did."""
    found: dict[str, dict[int, int]] = {}
    for line in lines(db, "WHERE register = ? AND action = 'attach'", (SCANNED,)):
        try:
            scan = line.data.get("set", {}).get("scan", "")
        except (Damaged, AttributeError):
            continue  # told where the chain is checked
        if scan:
            found.setdefault(scan, {})[line.entry] = line.seq
    return found


def counts(db: Connection) -> Iterator[Finding]:
    """Each document kept copy by copy has as many living or ended copies as it counts."""
    query = """
        SELECT d.number FROM r_documents AS d WHERE d.by_count IS NULL AND d.status <> 'void' AND d.count <>
        (SELECT count(*) FROM r_copies AS c WHERE c.document = d.entry AND c.status <> 'void'
         AND c.made_from IS NULL)
    """
    for (number,) in db.execute(query):
        yield Finding("balance", number)
