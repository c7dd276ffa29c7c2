"""The register tables: disposable, made from the declarations, one row an entry."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.review import Row

if TYPE_CHECKING:
    from secretdesk.domain.declaration import Register
    from secretdesk.store.database import Connection

BASE = ("entry", "seq", "number", "series", "year", "n", "status", '"on"')
FIXED = (
    "entry INTEGER PRIMARY KEY, seq INTEGER NOT NULL, number TEXT NOT NULL, series TEXT, "
    'year INTEGER NOT NULL, n INTEGER, status TEXT NOT NULL, "on" TEXT NOT NULL'
)
_INTEGERS = {Kind.INTEGER, Kind.BOOLEAN, Kind.REFERENCE}
_JSON = {Kind.REFERENCES, Kind.NUMBERS}


def table(register: Register) -> str:
    """The name of its table."""
    return f"r_{register.key}"


@cache
def stored_fields(register: Register) -> tuple[Field, ...]:
    """The fields that have a column (lines live in the child register)."""
    return tuple(f for f in register.fields if f.kind is not Kind.LINES)


def script(register: Register) -> list[str]:
    """The statements that make table and indexes."""
    name = table(register)
    columns = ", ".join(
        f'"{f.key}" {"INTEGER" if f.kind in _INTEGERS else "TEXT"}' for f in stored_fields(register)
    )
    made = [
        f"CREATE TABLE {name} ({FIXED}, {columns})",
        f"CREATE INDEX {name}_number ON {name} (number)",
        f"CREATE UNIQUE INDEX {name}_issued ON {name} (series, year, n) WHERE n IS NOT NULL",
        f"CREATE INDEX {name}_status ON {name} (status)",
        f"CREATE INDEX {name}_year ON {name} (year)",
    ]
    made += [f'CREATE INDEX {name}__{f.key} ON {name} ("{f.key}")' for f in register.fields if f.index]
    return made


def digest(register: Register) -> str:
    """What tells whether the table must be rebuilt: keys, kinds, indexes and search, not labels."""
    shape = [(f.key, f.kind, f.index, f.search, f.pinyin, f.sensitive, f.refers_to) for f in register.fields]
    text = json.dumps([shape, script(register), register.name_field, "search-2"])
    return hashlib.sha256(text.encode()).hexdigest()


def encode(field: Field, value: Any) -> Any:
    """A value as its column holds it."""
    if value is None:
        return None
    if field.kind in _JSON:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return int(value) if field.kind is Kind.BOOLEAN else value


def decode(field: Field, stored: Any) -> Any:
    """A value as the program holds it."""
    if stored is None:
        return None
    if field.kind in _JSON:
        return json.loads(stored)
    return bool(stored) if field.kind is Kind.BOOLEAN else stored


def base_values(row: Row, issued: str) -> tuple[Any, ...]:
    """The columns before the fields: entry … on."""
    series, year, n = issued.rsplit("/", 2) if issued else (None, "", None)
    return (
        row.entry, row.seq, row.number, series, int(year or row.on[:4]), int(n) if n else None, row.status,
        row.on,
    )  # fmt: skip


def full_values(register: Register, row: Row, issued: str) -> tuple[Any, ...]:
    """A whole row as the table holds it, in the order of :func:`all_columns`."""
    keys, lists = _columns(register)
    values = row.values
    if lists:
        values = values | {f.key: encode(f, values[f.key]) for f in lists if f.key in values}
    return base_values(row, issued) + tuple(map(values.get, keys))


@cache
def _columns(register: Register) -> tuple[tuple[str, ...], tuple[Field, ...]]:
    """The keys of the fields' columns, and the fields that are kept as JSON (True is 1 to SQLite anyway)."""
    fields = stored_fields(register)
    return tuple(f.key for f in fields), tuple(f for f in fields if f.kind in _JSON)


@cache
def _coded(register: Register) -> tuple[tuple[str, ...], tuple[Field, ...]]:
    """The keys of the fields' columns, and the fields that are held otherwise than stored."""
    fields = stored_fields(register)
    return tuple(f.key for f in fields), tuple(f for f in fields if f.kind in {*_JSON, Kind.BOOLEAN})


@cache
def all_columns(register: Register) -> str:
    """Every column, in order."""
    return ", ".join([*BASE, *(f'"{f.key}"' for f in stored_fields(register))])


def insert(db: Connection, register: Register, row: Row, issued: str) -> None:
    """Write a new entry's row."""
    values = full_values(register, row, issued)
    db.execute(f"INSERT INTO {table(register)} VALUES ({', '.join('?' * len(values))})", values)


def update(db: Connection, register: Register, row: Row, keys: set[str]) -> None:
    """Write what a further line changed: seq, status and the fields of *keys*."""
    changed = [f for f in stored_fields(register) if f.key in keys]
    sets = ", ".join(["seq = ?", "status = ?", *(f'"{f.key}" = ?' for f in changed)])
    values = [row.seq, row.status, *(encode(f, row[f.key]) for f in changed), row.entry]
    db.execute(f"UPDATE {table(register)} SET {sets} WHERE entry = ?", values)


def read(register: Register, found: tuple[Any, ...]) -> Row:
    """A row from all its columns."""
    keys, coded = _coded(register)
    values = {key: v for key, v in zip(keys, found[8:], strict=True) if v is not None}
    for field in coded:
        if field.key in values:
            values[field.key] = decode(field, values[field.key])
    return Row(register.key, found[0], found[2], found[6], found[1], found[7], values)


def get(db: Connection, register: Register, entry: int) -> Row | None:
    """One entry, or None."""
    query = f"SELECT {all_columns(register)} FROM {table(register)} WHERE entry = ?"
    found = db.execute(query, (entry,)).fetchone()
    return read(register, found) if found else None


def is_taken(db: Connection, register: Register, number: str) -> bool:
    """Whether a living entry bears this number, carried over from an imported book."""
    query = f"SELECT 1 FROM {table(register)} WHERE number = ? AND n IS NULL AND status <> 'void' LIMIT 1"
    return db.execute(query, (number,)).fetchone() is not None


def next_n(db: Connection, register: Register, series: str, year: int) -> int:
    """The next number of a series: gap-free, since a void keeps its own."""
    found = db.execute(
        f"SELECT max(n) FROM {table(register)} WHERE series = ? AND year = ? AND n IS NOT NULL",
        (series, year),
    ).fetchone()
    return int(found[0] or 0) + 1
