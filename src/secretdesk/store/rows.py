"""Reading the registers: filter, search, order and page by key, all in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from secretdesk.domain.fields import Kind
from secretdesk.store import search, tables

if TYPE_CHECKING:
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row
    from secretdesk.store.database import Connection

MANY = 500  # values of one filter that are given one by one; more go as a list
Where = Mapping[str, Any]  # key → value, a list of values any of which will do, or a span


@dataclass(frozen=True)
class Span:
    """From the first to the last value, both included; None leaves an end open. Empty lies in none."""

    first: str | int | None = None
    last: str | int | None = None


@dataclass(frozen=True)
class Common:
    """A value that most rows have: looked at in each row, since an index on it would find nearly all."""

    value: Any


@dataclass(frozen=True)
class Query:
    """What a view asks for. ``order`` is a column ("" for the order of entry), newest first by default.

    ``after`` is the key of the last row seen: (entry,) or (value, entry).
    """

    register: Register
    text: str = ""
    where: Where = field(default_factory=dict)
    order: str = ""
    ascending: bool = False
    after: tuple[Any, ...] | None = None
    limit: int | None = None


def select(
    db: Connection, query: Query, columns: Sequence[str], joins: str = ""
) -> Iterator[tuple[Any, ...]]:
    """The chosen columns (SQL expressions over ``t``) of the rows asked for, in order."""
    if query.order:
        yield from _ordered(db, query, columns, joins)
        return
    conditions, values = _conditions(query)
    key = f"{search.index(query.register)}.rowid" if query.text else "t.entry"
    if query.after is not None:
        conditions.append(f"{key} {'>' if query.ascending else '<'} ?")
        values.append(query.after[-1])
    yield from db.execute(
        f"SELECT {', '.join(columns)} FROM {_source(query)} {joins} {_where(conditions)} "
        f"ORDER BY {key} {'ASC' if query.ascending else 'DESC'} {_limit(query)}",
        values,
    )


def _ordered(db: Connection, query: Query, columns: Sequence[str], joins: str) -> Iterator[tuple[Any, ...]]:
    """By a column: rows that have a value first, then (in a second statement) those that have none."""
    column = _column(query.register, query.order)
    way, sign = ("ASC", ">") if query.ascending else ("DESC", "<")
    after, left = query.after, query.limit
    may_be_empty = not isinstance(query.where.get(query.order), Span)
    for empty in (False, True) if may_be_empty else (False,):
        if not empty and after is not None and after[0] is None:
            continue
        conditions, values = _conditions(query, via_table=True)
        conditions.append(f"{column} IS {'' if empty else 'NOT '}NULL")
        if after is not None and empty == (after[0] is None):
            conditions.append(f"t.entry {sign} ?" if empty else f"({column}, t.entry) {sign} (?, ?)")
            values += after[1:] if empty else after
        order = f"t.entry {way}" if empty else f"{column} {way}, t.entry {way}"
        found = db.execute(
            f"SELECT {', '.join(columns)} FROM {tables.table(query.register)} AS t {joins} "
            f"{_where(conditions)} ORDER BY {order} {'' if left is None else f'LIMIT {left}'}",
            values,
        )
        for one in found:
            yield one
            left = left if left is None else left - 1
        if left is not None and left <= 0:
            return


def _source(query: Query) -> str:
    name = tables.table(query.register)
    if query.text:
        found = search.index(query.register)
        return f"{found} CROSS JOIN {name} AS t ON t.entry = {found}.rowid"
    return f"{name} AS t"


def _conditions(query: Query, *, via_table: bool = False) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    name = search.index(query.register)
    if query.text and via_table:
        conditions.append(f"t.entry IN (SELECT rowid FROM {name} WHERE {name} MATCH ?)")
        values.append(search.query(query.text))
    elif query.text:
        conditions.append(f"{name} MATCH ?")
        values.append(search.query(query.text))
    for key, given_for in query.where.items():
        column, wanted = _column(query.register, key), given_for
        if isinstance(wanted, Common):
            column, wanted = f"+{column}", wanted.value  # SQLite: no index for this one
        if isinstance(wanted, Span):
            ends = [(">=", wanted.first), ("<=", wanted.last)]
            conditions += [f"{column} {sign} ?" for sign, end in ends if end is not None]
            values += [end for _, end in ends if end is not None]
        elif isinstance(wanted, (list, tuple, set, frozenset)):
            given = [one for one in wanted if one is not None]
            many = len(given) > MANY
            listed = "SELECT value FROM json_each(?)" if many else ", ".join("?" * len(given))
            among = f"{column} IN ({listed})"
            conditions.append(among if len(given) == len(wanted) else f"({among} OR {column} IS NULL)")
            values += [json.dumps(given)] if many else given
        elif wanted is None:
            conditions.append(f"{column} IS NULL")
        else:
            conditions.append(f"{column} = ?")
            values.append(int(wanted) if isinstance(wanted, bool) else wanted)
    return conditions, values


def _column(register: Register, key: str) -> str:
    """A column to filter by; declared keys only, so that no text of a person becomes SQL."""
    if key in {"entry", "seq", "number", "status", "year", "series", "n", "on"}:
        return f't."{key}"'
    if key in register.by_key and register.by_key[key].kind is not Kind.LINES:
        return f't."{key}"'
    raise KeyError(key)


def _where(conditions: list[str]) -> str:
    return "WHERE " + " AND ".join(conditions) if conditions else ""


def _limit(query: Query) -> str:
    return "" if query.limit is None else f"LIMIT {query.limit}"


def whole(db: Connection, query: Query) -> Iterator[Row]:
    """The rows asked for, with all their fields."""
    columns = [f"t.{c}" for c in tables.all_columns(query.register).split(", ")]
    for found in select(db, query, columns):
        yield tables.read(query.register, found)


def table_page(
    db: Connection, registers: Mapping[str, Register], query: Query, columns: Sequence[str]
) -> list[tuple[Any, ...]]:
    """A page for the eye: (entry, seq, status, *columns*), references by their names, values as stored.

    One statement whatever the columns; the key of the next page is the last row's entry (and order column).
    """
    shown, joins = [], []
    for n, key in enumerate(columns):
        field = query.register.by_key.get(key)
        if field is not None and field.kind is Kind.REFERENCE:
            other = registers[field.refers_to]
            joins.append(f'LEFT JOIN {tables.table(other)} AS j{n} ON j{n}.entry = t."{key}"')
            shown.append(f'j{n}."{other.name_field or "number"}"')
        else:
            shown.append(_column(query.register, key))
    return list(select(db, query, ["t.entry", "t.seq", "t.status", *shown], " ".join(joins)))


def count(db: Connection, query: Query) -> int:
    """How many rows there are (for the footer; not on the way to a page); with a limit, no more than that."""
    conditions, values = _conditions(query)
    if query.limit is not None:
        some = f"SELECT 1 FROM {_source(query)} {_where(conditions)} {_limit(query)}"
        found = db.execute(f"SELECT count(*) FROM ({some})", values)
    elif query.text and not query.where:
        name = search.index(query.register)
        found = db.execute(f"SELECT count(*) FROM {name} WHERE {name} MATCH ?", values)
    else:
        found = db.execute(f"SELECT count(*) FROM {_source(query)} {_where(conditions)}", values)
    return int(found.fetchone()[0])


def tally(db: Connection, query: Query, key: str) -> dict[Any, int]:
    """How many rows there are of each value of a column; those without one are left out."""
    conditions, values = _conditions(query, via_table=True)
    column = _column(query.register, key)
    found = db.execute(
        f"SELECT {column}, count(*) FROM {tables.table(query.register)} AS t {_where(conditions)} "
        f"GROUP BY {column}",
        values,
    )
    return {value: n for value, n in found if value is not None}


def names(db: Connection, register: Register, entries: Sequence[int]) -> dict[int, str]:
    """What each of these entries is called: by its name field, else by its number."""
    shown = f'"{register.name_field}"' if register.name_field else "number"
    found: dict[int, str] = {}
    for start in range(0, len(entries), 500):
        some = entries[start : start + 500]
        marks = ", ".join("?" * len(some))
        query = f"SELECT entry, {shown} FROM {tables.table(register)} WHERE entry IN ({marks})"
        found |= {entry: name or "" for entry, name in db.execute(query, list(some))}
    return found


def years(db: Connection, register: Register) -> list[int]:
    """The years in which there are entries, latest first: a step of the index a year, however many rows."""
    name = tables.table(register)
    query = (
        f"WITH RECURSIVE one (y) AS (SELECT max(year) FROM {name} UNION ALL "
        f"SELECT (SELECT max(year) FROM {name} WHERE year < y) FROM one WHERE y IS NOT NULL) "
        "SELECT y FROM one WHERE y > 0"
    )
    return [year for (year,) in db.execute(query)]
