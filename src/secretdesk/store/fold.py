"""An entry's row is a fold of its own lines alone."""

from __future__ import annotations

from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from secretdesk.domain.declaration import AMEND, EXPUNGE, UNDO
from secretdesk.domain.fields import Kind
from secretdesk.domain.review import Row
from secretdesk.domain.terms import EXPUNGED
from secretdesk.store.errors import NewerVersion
from secretdesk.store.ledger import Line, decoded, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from secretdesk.domain.declaration import Register
    from secretdesk.store.database import Connection


def fold(register: Register, found: Iterable[Line]) -> Row | None:
    """The entry after these lines of its own, oldest first; None where there are none.

    Raises:
        NewerVersion: where a line sets a field that this program does not know.
    """
    lines = list(found)
    if not lines:
        return None
    first, last = lines[0], lines[-1]
    if first is last and first.content is not None:  # most entries have one line, and verify reads them all
        values = first.data.get("set", {})
        if values.keys() <= register.by_key.keys():
            return Row(register.key, first.entry, first.number, first.status, first.seq, first.on, values)
    number = first.number
    values = {}
    erased = False  # content is gone and the expunging line, which tells what stays, not yet reached
    for line in lines:
        number = line.number or number
        erased = line.content is None or (erased and line.action != EXPUNGE)
        data = line.data
        values.update(data.get("set", ()))
        for key in data.get("clear", ()):
            values.pop(key, None)
    if erased:
        values |= dict.fromkeys(sensitive_texts(register), EXPUNGED)
    known = register.by_key
    if not values.keys() <= known.keys():
        raise NewerVersion("key", what=f"{register.key}.{min(values.keys() - known.keys())}")
    return Row(register.key, first.entry, number, last.status, last.seq, first.on, values)


def standing(lines: Iterable[Line]) -> list[Line]:
    """The lines of one entry that still count: without what was undone, and without the undoing itself."""
    kept: list[Line] = []
    for line in lines:
        if line.action == UNDO:
            last = next((one.act for one in reversed(kept) if one.action != AMEND), None)
            kept = [one for one in kept if one.act != last]
        else:
            kept.append(line)
    return kept


def sensitive_texts(register: Register) -> list[str]:
    """The keys of the fields that an expunge erases and that can show that it did."""
    return [f.key for f in register.fields if f.sensitive and f.kind is Kind.TEXT]


def folded(db: Connection, register: Register, until: int | None = None) -> Iterator[tuple[Row, Line]]:
    """Every entry of a register with its first line, streamed by entry, as of a line number."""
    where, values = "WHERE register = ?", (register.key,)
    stream = lines(db, where, values, "entry, seq")
    if until is not None:
        stream = lines(db, where + " AND seq <= ?", (*values, until), "entry, seq")
    for _, group in groupby(stream, key=attrgetter("entry")):
        own = list(group)
        row = fold(register, own)
        if row is not None:
            yield row, own[0]


def rows_until(db: Connection, register: Register, until: int) -> Iterator[Row]:
    """Every entry of a register as of a line number. Most have one line, and that one is not folded."""
    key, known = register.key, frozenset(register.by_key)
    query = (
        'SELECT entry, seq, "on", action, number, status, content FROM ledger '
        "WHERE register = ? AND seq <= ? ORDER BY entry, seq"
    )
    own: list[Any] = []
    for one in chain(db.execute(query, (key, until)), [(0,)]):
        if own and one[0] != own[0][0]:
            row = _alone(key, known, own[0]) if len(own) == 1 else None
            row = row or fold(register, [_line(key, *each) for each in own])
            if row is not None:
                yield row
            own.clear()
        own.append(one)


def _alone(key: str, known: frozenset[str], line: Any) -> Row | None:
    """The entry of a single line; None where there is more to it than its values."""
    entry, seq, on, _, number, status, content = line
    values = decoded(content, seq).get("set", {}) if content is not None else None
    return (
        Row(key, entry, number, status, seq, on, values)
        if values is not None and known.issuperset(values)
        else None
    )


def _line(
    register: str, entry: int, seq: int, on: str, action: str, number: str, status: str, content: str | None
) -> Line:
    """A line without what only the chain needs."""
    return Line(seq, 0, "", on, "", register, action, entry, number, "", status, content, None, b"", b"")
