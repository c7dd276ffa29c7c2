"""Is the ledger what was written, and are the tables what the ledger says? Reads only."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from secretdesk.domain.declaration import EXPUNGE
from secretdesk.domain.law import PATTERN_CODE
from secretdesk.domain.numbers import issue
from secretdesk.store import tables
from secretdesk.store.blobs import ERASED
from secretdesk.store.errors import Damaged
from secretdesk.store.finding import Finding
from secretdesk.store.fold import folded
from secretdesk.store.ledger import COLUMNS, GENESIS, head_bytes, lines
from secretdesk.store.structure import guards, structure

if TYPE_CHECKING:
    from secretdesk.domain.declaration import Register
    from secretdesk.store.database import Connection

Progress = Callable[[int, int], None]
STEP = 20_000
_sha256 = hashlib.sha256


def verify(
    db: Connection, registers: Mapping[str, Register], progress: Progress | None = None
) -> Iterator[Finding]:
    """All checks over an open database; nothing where all is well. ``progress(done, total)`` in lines."""
    total = db.execute("SELECT count(*) FROM ledger").fetchone()[0] * 2
    yield from guards(db)
    broken = False
    for finding in chain(db, lambda n: progress(n, total) if progress else None):
        broken = True
        yield finding
    for n, register in enumerate(registers.values(), start=1):
        try:
            yield from tables_agree(db, register)
        except Damaged as error:
            yield Finding("content", str(error.facts["seq"]))
        except (ValueError, TypeError):
            if not broken:
                raise
            yield Finding("row", register.label)  # a line that the chain has named cannot even be read
        yield from numbers_whole(db, register)
        if progress:
            progress(total // 2 + total // 2 * n // len(registers), total)
    yield from blobs(db)
    yield from counts(db)
    yield from structure(db)


def chain(db: Connection, progress: Callable[[int], None] | None = None) -> Iterator[Finding]:
    """Every line's number, commitment and hash; erased lines only where an expunge stands behind them."""
    previous, expected, last_at, act = GENESIS, 1, "", 0
    erased: dict[tuple[str, int], list[int]] = {}
    for line in db.execute(f"SELECT {COLUMNS} FROM ledger ORDER BY seq"):
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


def _kept(content: Any, salt: Any, commitment: Any) -> bool:
    """Content and salt are those that were committed to, or both are erased."""
    try:
        if content is None:
            return salt is None
        return _sha256(salt + content.encode()).digest() == bytes(commitment)
    except (TypeError, AttributeError):  # not even of the kind that the program writes
        return False


def _linked(previous: bytes, line: tuple[Any, ...]) -> bytes:
    """The hash that the line should have behind the one before it."""
    try:
        return _sha256(previous + head_bytes(line[:11], line[13])).digest()
    except (TypeError, AttributeError):
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
    """Every kept file is what its hash says, and every scan that the ledger names is there."""
    last = db.execute("SELECT coalesce(max(seq), 0) FROM ledger WHERE action = ?", (EXPUNGE,)).fetchone()[0]
    query = "SELECT CAST(sha256 AS BLOB), kind, CAST(data AS BLOB) FROM blobs"
    kept, emptied = set(), set()
    for digest, kind, data in db.execute(query):
        kept.add(digest.hex())
        if kind == ERASED and not data:
            emptied.add(digest.hex())
        elif hashlib.sha256(data).digest() != digest:
            yield Finding("blob", digest.hex()[:16])
    named = "WHERE register = 'print_pages' AND action = 'attach'"
    for line in lines(db, named):
        try:
            scan = line.data.get("set", {}).get("scan", "")
        except (Damaged, AttributeError):
            continue  # told where the chain is checked
        if scan and (scan not in kept or (scan in emptied and line.seq > last)):
            yield Finding("lost_blob", scan[:16])


def counts(db: Connection) -> Iterator[Finding]:
    """Each document kept copy by copy has as many living or ended copies as it counts."""
    query = """
        SELECT d.number FROM r_documents AS d WHERE d.by_count IS NULL AND d.status <> 'void' AND d.count <>
        (SELECT count(*) FROM r_copies AS c WHERE c.document = d.entry AND c.status <> 'void'
         AND c.made_from IS NULL)
    """
    for (number,) in db.execute(query):
        yield Finding("balance", number)
