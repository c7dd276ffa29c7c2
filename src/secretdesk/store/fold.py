"""An entry's row is a fold of its own lines alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from secretdesk.domain.declaration import Register
from secretdesk.domain.fields import Kind
from secretdesk.domain.review import Row
from secretdesk.domain.terms import EXPUNGED
from secretdesk.store.database import Connection
from secretdesk.store.errors import NewerVersion
from secretdesk.store.ledger import Line, lines


def fold(register: Register, found: Iterable[Line]) -> Row | None:
    """The entry after these lines of its own, oldest first; None where there are none.

    Raises:
        NewerVersion: where a line sets a field that this program does not know.
    """
    first: Line | None = None
    line: Line | None = None
    number = ""
    values: dict[str, Any] = {}
    known = register.by_key
    for line in found:
        first = first or line
        number = line.number or number
        if line.content is None:
            values |= dict.fromkeys(sensitive_texts(register), EXPUNGED)
            continue
        data = line.data
        values |= data.get("set", {})
        for key in data.get("clear", ()):
            values.pop(key, None)
    if first is None or line is None:
        return None
    if not values.keys() <= known.keys():
        raise NewerVersion("key", what=f"{register.key}.{sorted(values.keys() - known.keys())[0]}")
    return Row(register.key, first.entry, number, line.status, line.seq, first.on, values)


def sensitive_texts(register: Register) -> list[str]:
    """The keys of the fields that an expunge erases and that can show that it did."""
    return [f.key for f in register.fields if f.sensitive and f.kind is Kind.TEXT]


def folded(db: Connection, register: Register, until: int | None = None) -> Iterator[tuple[Row, Line]]:
    """Every entry of a register with its first line, streamed by entry, as of a line number."""
    where, values = "WHERE register = ?", [register.key]
    if until is not None:
        where, values = where + " AND seq <= ?", [*values, until]
    stream = lines(db, where, tuple(values), "entry, seq")
    for _, group in groupby(stream, key=lambda line: line.entry):
        own = list(group)
        row = fold(register, own)
        if row is not None:
            yield row, own[0]
