"""The ledger: lines that are only added, each bound to all before it (format: docs/ledger-format.md)."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import TYPE_CHECKING, Any, NamedTuple

from secretdesk.store.errors import Damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.store.database import Connection

FORMAT = "secretdesk-1"
GENESIS = bytes(32)
COLUMNS = (
    'seq, act, at, "on", actor, register, action, entry, number, issued, status, content, salt, '
    "commitment, hash"
)
INSERT = f"INSERT INTO ledger ({COLUMNS}) VALUES ({', '.join('?' * 15)})"
_decoded = json.JSONDecoder().raw_decode
_quoted = json.encoder.encode_basestring  # characters as themselves


class Line(NamedTuple):
    """One line: who did what to which entry, when, and what the entry became.

    ``at`` is the recorded moment with offset, ``on`` when it happened, ``act`` the first line of the same
    act, ``issued`` is ``series/year/n`` on the line that issues a number. ``content`` is canonical JSON of
    ``set``, ``clear`` and notes; None once it was expunged.
    """

    seq: int
    act: int
    at: str
    on: str
    actor: str
    register: str
    action: str
    entry: int
    number: str
    issued: str
    status: str
    content: str | None
    salt: bytes | None
    commitment: bytes
    hash: bytes

    @property
    def data(self) -> dict[str, Any]:
        """The content as a dictionary; empty once it was expunged. Raises Damaged("ledger")."""
        return {} if self.content is None else decoded(self.content, self.seq)


def decoded(content: str, seq: int) -> dict[str, Any]:
    """A line's content as a dictionary. Raises Damaged("ledger") with the line."""
    try:
        found, end = _decoded(content)
        if end == len(content) and type(found) is dict and type(found.get("set", {})) is dict:
            return found
    except (ValueError, TypeError):
        pass
    raise Damaged("ledger", seq=seq)


def canonical(value: object) -> str:
    """JSON without spaces, keys sorted, characters as themselves."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def head_bytes(fields: tuple[Any, ...], commitment: bytes) -> bytes:
    """What is hashed of a line besides the hash before it: eleven open fields and its commitment."""
    seq, act, at, on, actor, register, action, entry, number, issued, status = fields
    return (
        f'["{FORMAT}",{seq},{act},{_quoted(at)},{_quoted(on)},{_quoted(actor)},{_quoted(register)},'
        f"{_quoted(action)},{entry},{_quoted(number)},{_quoted(issued)},{_quoted(status)},"
        f'"{commitment.hex()}"]'
    ).encode()


def last(db: Connection) -> tuple[int, bytes, str]:
    """(seq, hash, at) of the last line; (0, 32 zero bytes, "") where there is none."""
    found = db.execute("SELECT seq, hash, at FROM ledger ORDER BY seq DESC LIMIT 1").fetchone()
    return (found[0], found[1], found[2]) if found else (0, GENESIS, "")


class Writer:
    """Adds the lines of one act behind the last one. Used inside a transaction."""

    def __init__(self, db: Connection, at: str, on: str, actor: str) -> None:
        self.db = db
        self.seq, self.hash, _ = last(db)
        self.act = self.seq + 1
        self.at, self.on, self.actor = at, on, actor

    def add(
        self,
        register: str,
        action: str,
        entry: int,
        status: str,
        content: dict[str, Any],
        number: str = "",
        issued: str = "",
    ) -> int:
        """Write one line; gives its seq."""
        self.seq += 1
        text, salt = canonical(content), secrets.token_bytes(16)
        commitment = hashlib.sha256(salt + text.encode()).digest()
        fields = (
            self.seq, self.act, self.at, self.on, self.actor, register, action, entry, number, issued, status,
        )  # fmt: skip
        self.hash = hashlib.sha256(self.hash + head_bytes(fields, commitment)).digest()
        self.db.execute(INSERT, (*fields, text, salt, commitment, self.hash))
        return self.seq


def lines(
    db: Connection, where: str = "", values: tuple[Any, ...] = (), order: str = "seq"
) -> Iterator[Line]:
    """Lines in order, streamed."""
    query = f"SELECT {COLUMNS} FROM ledger {where} ORDER BY {order}"
    for found in db.execute(query, values):
        yield Line._make(found)


def lines_of(db: Connection, register: str, entry: int) -> list[Line]:
    """All lines of one entry, oldest first."""
    return list(lines(db, "WHERE register = ? AND entry = ?", (register, entry)))


def lines_of_act(db: Connection, act: int) -> list[Line]:
    """All lines of one act (they stand together, from its first line on)."""
    found = []
    for line in lines(db, "WHERE seq >= ?", (act,)):
        if line.act != act:
            break
        found.append(line)
    return found


def entries_between(db: Connection, first: int, until: int) -> list[tuple[str, int]]:
    """(register, entry) of every entry that these lines wrote on, in the order of their first line there."""
    query = (
        "SELECT register, entry, min(seq) FROM ledger WHERE seq BETWEEN ? AND ? "
        "GROUP BY register, entry ORDER BY min(seq)"
    )
    return [(register, entry) for register, entry, _ in db.execute(query, (first, until))]


def entries_with(db: Connection, register: str, actions: tuple[str, ...], entries: list[int]) -> list[int]:
    """Which of these entries have a line of one of these actions."""
    found: list[int] = []
    for start in range(0, len(entries), 500):
        some = entries[start : start + 500]
        marks = ", ".join("?" * len(some))
        wanted = ", ".join("?" * len(actions))
        query = (
            "SELECT DISTINCT entry FROM ledger "
            f"WHERE register = ? AND entry IN ({marks}) AND action IN ({wanted})"
        )
        found += [entry for (entry,) in db.execute(query, (register, *some, *actions))]
    return found


def values_of(
    db: Connection, register: str, entries: list[int], until: int | None
) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """(entry, ``on``, content) of every line of these entries, oldest first, up to line *until*.

    Raises:
        Damaged: a line's content is no JSON.
    """
    marks = ", ".join("?" * len(entries))
    query = (
        'SELECT entry, "on", content, seq FROM ledger WHERE register = ? AND seq <= ? '
        f"AND entry IN ({marks}) AND content IS NOT NULL ORDER BY entry, seq"
    )
    last_seq = (1 << 62) if until is None else until
    for entry, day, content, seq in db.execute(query, (register, last_seq, *entries)):
        yield entry, day, decoded(content, seq)


def entries_that_had(db: Connection, register: str, key: str, value: int) -> list[int]:
    """Which entries of a register ever had this value; reads every line of the register (a small one)."""
    query = (
        "SELECT DISTINCT entry FROM ledger "
        "WHERE register = ? AND json_extract(content, '$.set.' || ?) = ? ORDER BY entry"
    )
    return [entry for (entry,) in db.execute(query, (register, key, value))]


def expunge(db: Connection, register: str, entry: int, before: int) -> int:
    """Erase content and salt of an entry's lines before the expunging one; gives how many."""
    done = db.execute(
        "UPDATE ledger SET content = NULL, salt = NULL "
        "WHERE register = ? AND entry = ? AND seq < ? AND content IS NOT NULL",
        (register, entry, before),
    )
    return int(done.rowcount)


def end_of_act(db: Connection, seq: int) -> int:
    """The last line of the act of line *seq*: no state ever stood between two lines of an act."""
    behind = db.execute(
        "SELECT seq FROM ledger WHERE seq > ? AND act = seq ORDER BY seq LIMIT 1", (seq,)
    ).fetchone()
    return int(behind[0]) - 1 if behind else max(seq, last(db)[0])


def seq_at(db: Connection, moment: str) -> int:
    """The last line recorded up to a moment (a date means its end); 0 where there is none.

    Recorded moments run forward except at `clock.correct`, so the last such line counts.
    """
    found = db.execute("SELECT max(seq) FROM ledger WHERE substr(at, 1, ?) <= ?", (len(moment), moment))
    return int(found.fetchone()[0] or 0)
