"""What was written before, for a form that offers it: few rows, newest first, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.store import search, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row
    from secretdesk.store.database import Connection

NEWEST = 500  # entries that are looked at; older habits don't count
LIKE = 200  # entries holding a text, looked at for one that begins with it
GONE = ("void", "retired", "removed")


def latest_with(db: Connection, register: Register, key: str, value: Any, limit: int) -> list[Row]:
    """The newest living entries whose indexed field holds *value*."""
    column = _column(register, key)
    found = db.execute(
        f"SELECT {_all(register)} FROM {tables.table(register)} AS t "
        f"WHERE {column} = ? AND +t.status <> 'void' ORDER BY t.entry DESC LIMIT ?",
        (value, limit),
    )
    return [tables.read(register, one) for one in found]


def latest_of(db: Connection, register: Register, actions: Sequence[str], person: str) -> Row | None:
    """The newest living entry that this person made by one of the actions, among the newest of all."""
    marks = ", ".join("?" * len(actions))
    found = db.execute(
        f"SELECT {_all(register)} FROM "
        f"(SELECT entry FROM {tables.table(register)} ORDER BY entry DESC LIMIT {NEWEST}) AS n "
        f"CROSS JOIN ledger AS l ON l.seq = n.entry "
        f"CROSS JOIN {tables.table(register)} AS t ON t.entry = n.entry "
        f"WHERE l.actor = ? AND l.action IN ({marks}) AND t.status <> 'void' ORDER BY n.entry DESC LIMIT 1",
        (person, *actions),
    ).fetchone()
    return tables.read(register, found) if found else None


def lately(db: Connection, register: Register, key: str) -> list[Any]:
    """The values of a field in the newest entries, newest first, empty ones left out."""
    column = _column(register, key)
    query = f"SELECT {column} FROM {tables.table(register)} AS t ORDER BY t.entry DESC LIMIT {NEWEST}"
    return [value for (value,) in db.execute(query) if value is not None]


def beginning_with(
    db: Connection, register: Register, key: str, text: str, near: tuple[str, Any] | None
) -> str | None:
    """The value of a searched field in the newest living entry where it begins with *text* and goes on.

    One of the same kind (*near*: a field and its value) goes before all others.
    """
    name, column = search.index(register), _column(register, key)
    like = f"{_column(register, near[0])} IS ? DESC, " if near else ""
    found = db.execute(
        f"SELECT {column} FROM "
        f"(SELECT rowid FROM {name} WHERE {name} MATCH ? ORDER BY rowid DESC LIMIT {LIKE}) AS f "
        f"CROSS JOIN {tables.table(register)} AS t ON t.entry = f.rowid "
        f"WHERE substr({column}, 1, ?) = ? AND length({column}) > ? AND t.status <> 'void' "
        f"ORDER BY {like}t.entry DESC LIMIT 1",
        (f"f_{key} : {search.query(text)}", len(text), text, len(text), *([near[1]] if near else [])),
    ).fetchone()
    return found[0] if found else None


def scattered(db: Connection, register: Register, text: str, limit: int) -> Iterator[tuple[int, str, str]]:
    """(entry, name, number) of the living names that hold every character of *text*, newest first."""
    found = search.index(register)
    match = " AND ".join(search.query(char) for char in dict.fromkeys(text))
    return _named(db, register, f"{found} MATCH ?", [match], limit)


def called(db: Connection, register: Register, text: str, limit: int) -> Iterator[tuple[int, str, str]]:
    """(entry, name, number) of the living names that hold *text*, newest first; "" holds in all."""
    found = search.index(register)
    if not text:
        return _named(db, register, "", [], limit)
    return _named(db, register, f"{found} MATCH ?", [search.query(text)], limit)


def called_among(
    db: Connection, register: Register, text: str, entries: Iterable[int]
) -> Iterator[tuple[int, str, str]]:
    """The same, of these entries alone."""
    some = list(entries)
    if not some:
        return iter(())
    marks, found = ", ".join("?" * len(some)), search.index(register)
    if not text:
        return _named(db, register, f"t.entry IN ({marks})", some, len(some))
    where = f"{found} MATCH ? AND {found}.rowid IN ({marks})"
    return _named(db, register, where, [search.query(text), *some], len(some))


def _named(
    db: Connection, register: Register, where: str, values: list[Any], limit: int
) -> Iterator[tuple[int, str, str]]:
    source, found = f"{tables.table(register)} AS t", search.index(register)
    searched = "MATCH" in where
    source = f"{found} CROSS JOIN {source} ON t.entry = {found}.rowid" if searched else source
    key = f"{found}.rowid" if searched else "t.entry"
    shown = f't."{register.name_field}"'
    living = f"t.status NOT IN {GONE}"
    query = (
        f"SELECT t.entry, {shown}, t.number FROM {source} WHERE {f'{where} AND ' if where else ''}{living} "
        f"ORDER BY {key} DESC LIMIT {limit}"
    )
    return iter(db.execute(query, values).fetchall())


def _column(register: Register, key: str) -> str:
    """A declared column alone, so that no text of a person becomes SQL."""
    return f't."{register.by_key[key].key}"'


def _all(register: Register) -> str:
    return ", ".join(f"t.{c}" for c in tables.all_columns(register).split(", "))
