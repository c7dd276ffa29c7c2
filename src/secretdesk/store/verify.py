"""Is the ledger what was written, and are the tables what the ledger says? Reads only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.domain.terms import FINDINGS
from secretdesk.store import tables
from secretdesk.store.fold import folded
from secretdesk.store.ledger import COLUMNS, FORMAT, GENESIS

if TYPE_CHECKING:
    from secretdesk.domain.declaration import Register
    from secretdesk.store.database import Connection

Progress = Callable[[int, int], None]
STEP = 20_000


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written: which check, where, in words."""

    check: str
    place: str

    @property
    def text(self) -> str:
        """One Chinese sentence with the next step."""
        return FINDINGS[self.check].format(place=self.place)


def verify(
    db: Connection, registers: Mapping[str, Register], progress: Progress | None = None
) -> Iterator[Finding]:
    """All checks over an open database; nothing where all is well. ``progress(done, total)`` in lines."""
    total = db.execute("SELECT count(*) FROM ledger").fetchone()[0] * 2
    yield from chain(db, lambda n: progress(n, total) if progress else None)
    done = total // 2
    for register in registers.values():
        yield from tables_agree(db, register)
        yield from numbers_whole(db, register)
        if progress:
            progress(min(done, total), total)
    yield from blobs(db)
    yield from counts(db)


def chain(db: Connection, progress: Callable[[int], None] | None = None) -> Iterator[Finding]:
    """Every line's number, commitment and hash; erased lines only where an expunge stands behind them."""
    previous, expected, last_at, act = GENESIS, 1, "", 0
    erased: dict[tuple[str, int], int] = {}
    sha256 = hashlib.sha256
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for line in db.execute(f"SELECT {COLUMNS} FROM ledger ORDER BY seq"):
        seq, content, salt, commitment, stored = line[0], line[11], line[12], line[13], line[14]
        if seq != expected:
            yield Finding("missing_line", str(expected))
            expected = seq
        expected += 1
        if content is not None:
            if sha256(salt + content.encode()).digest() != commitment:
                yield Finding("content", str(seq))
        elif line[6] != "expunge":
            erased[line[5], line[7]] = seq
        if content is None and salt is not None:
            yield Finding("content", str(seq))
        previous = sha256(previous + encode([FORMAT, *line[:11], commitment.hex()]).encode()).digest()
        if previous != stored:
            yield Finding("chain", str(seq))
            previous = stored
        if line[6] == "expunge":
            erased.pop((line[5], line[7]), None)
        if line[2] < last_at and line[1] == seq and line[6] != "correct" and line[2][-6:] == last_at[-6:]:
            yield Finding("time", str(seq))
        if not (line[1] == seq or line[1] == act):
            yield Finding("act", str(seq))
        last_at, act = line[2], line[1]
        if progress and seq % STEP == 0:
            progress(seq)
    for seq in sorted(erased.values()):
        yield Finding("erased", str(seq))


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
        if many != highest:
            yield Finding("gap", f"{series} {year}")


def blobs(db: Connection) -> Iterator[Finding]:
    """Every kept file is the one whose hash the ledger names."""
    for digest, data in db.execute("SELECT sha256, data FROM blobs"):
        if hashlib.sha256(data).digest() != digest:
            yield Finding("blob", digest.hex()[:16])


def counts(db: Connection) -> Iterator[Finding]:
    """Each document kept copy by copy has as many living or ended copies as it counts."""
    query = """
        SELECT d.number FROM r_documents AS d WHERE d.by_count IS NULL AND d.status <> 'void' AND d.count <>
        (SELECT count(*) FROM r_copies AS c WHERE c.document = d.entry AND c.status <> 'void'
         AND c.made_from IS NULL)
    """
    for (number,) in db.execute(query):
        yield Finding("balance", number)
