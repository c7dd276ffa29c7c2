"""Reads and checks the parts of a form: columns, filter, order, head, foot and grid."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any

from secretdesk.domain.fields import Kind
from secretdesk.domain.terms import CLERK, SPECIAL_LABELS, Level
from secretdesk.output.form import ORDINAL, Box, Column, Form, GridCell, Place, widths_of
from secretdesk.output.form_source import Table
from secretdesk.output.paper import CODE_ROOM, LABEL_ROOM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.domain.declaration import Register

TITLES = frozenset({"title"})  # the last key of a path that shows what a document is about
PLACEHOLDERS = ("unit", "year", "clerk", "entry")
CENTRED = {Kind.DATE, Kind.INTEGER, Kind.BOOLEAN, Kind.CHOICE, Kind.LEVEL}
NARROWEST = 6  # mm: one 五号 character and its margins
SIGNED = (25, 10)  # mm: the least place for a name written by hand


def read_register(table: Table, key: str, registers: Mapping[str, Register]) -> Register:
    """The register that this key names."""
    name = table.word(key)
    if name not in registers:
        raise table.wrong(key, "register", register=name)
    return registers[name]


def read_columns(table: Table, register: Register, registers: Mapping[str, Register]) -> tuple[Column, ...]:
    """The columns, in the order of the paper book; a value stands in one of them alone."""
    columns: list[Column] = []
    seen: set[str] = set()
    for part in table.tables("columns"):
        column = _column(part, register, registers)
        for path in column.paths:
            if path in seen:
                raise part.wrong(_key(part), "twice", field=path)
            seen.add(path)
        columns.append(column)
    if not columns:
        raise table.wrong("columns", "missing")
    return tuple(columns)


def _column(table: Table, register: Register, registers: Mapping[str, Register]) -> Column:
    table.only(("field", "fields", "sign", "signs", "day", "by", "label", "width", "align", "under", "bar"))
    width, under = table.size("width", NARROWEST, 250), table.word("under", "")
    if places := _places(table):
        if "field" in table.data or "fields" in table.data:
            raise table.wrong("signs" if "signs" in table.data else "sign", "sign")
        if width < SIGNED[0]:
            raise table.wrong("width", "signed", wide=SIGNED[0], high=SIGNED[1])
        label = table.word("label", "\n".join(place.label for place in places))
        return Column((), label, width, "center", under, places)
    key = _key(table)
    paths = table.words("fields") if key == "fields" else (table.word("field"),)
    found = [look_up(table, key, path, register, registers) for path in paths]
    label = table.word("label", "／".join(label for label, _ in found))
    align = "center" if all(short for _, short in found) else "left"
    bar = table.get("bar", bool, default=False)
    if bar and len(paths) > 1:
        raise table.wrong("bar", "bar")
    return Column(paths, label, width, table.one_of("align", ("left", "center"), align), under, bar=bar)


def _places(table: Table) -> tuple[Place, ...]:
    """The places to sign in each cell of a column: none, one (``sign``), or several (``signs``)."""
    day = table.get("day", bool, default=False)
    if day or table.get("sign", bool, default=False):
        return (Place(table.word("label"), table.word("by", ""), day),)
    found = []
    for place in table.get("signs", list, []):
        if not isinstance(place, dict):
            raise table.wrong("signs", "kind", kind="[{ label, by }, …]")
        if set(place) - {"label", "by"}:
            raise table.wrong("signs", "unknown", known="label, by")
        part = Table(table.file, table.text, place, table.name, table.index)
        found.append(Place(part.word("label"), part.word("by", "")))
    return tuple(found)


def _key(table: Table) -> str:
    return "fields" if "fields" in table.data else "field"


def look_up(
    table: Table, key: str, path: str, register: Register, registers: Mapping[str, Register]
) -> tuple[str, bool]:
    """The label of a path, and whether its values are short and of a kind, so that they stand centred."""
    first, _, second = path.partition(".")
    if second:
        hop = register.by_key.get(first)
        if hop is None:
            raise table.wrong(key, "field", register=register.key, field=first)
        if hop.kind not in {Kind.REFERENCE, Kind.REFERENCES} or hop.refers_to not in registers:
            raise table.wrong(key, "hop", field=first, path=path)
        return look_up(table, key, second, registers[hop.refers_to], {})
    if path in SPECIAL_LABELS and (path != ORDINAL or (table.name == "columns" and registers)):
        return SPECIAL_LABELS[path], True
    if path not in register.by_key:
        raise table.wrong(key, "field", register=register.key, field=path)
    field = register.by_key[path]
    return field.label, field.kind in CENTRED


def read_where(table: Table, register: Register) -> dict[str, tuple[Any, ...]]:
    """The fixed filter: field (or status) → the values of the rows that belong in the book."""
    inner = table.table("where")
    found: dict[str, tuple[Any, ...]] = {}
    for key, value in inner.data.items():
        values = tuple(value) if isinstance(value, list) else (value,)
        if not values:
            raise inner.wrong(key, "empty")
        if key == "status":
            allowed: tuple[Any, ...] = tuple(s.key for s in register.statuses)
        elif key in register.by_key:
            field = register.by_key[key]
            fixed = {Kind.LEVEL: tuple(Level), Kind.BOOLEAN: (True, False)}
            allowed = fixed.get(field.kind, field.choices)
        else:
            raise inner.wrong(key, "field", register=register.key, field=key)
        for item in values:
            if not isinstance(item, (str, bool)) or (allowed and item not in allowed):
                raise inner.wrong(key, "value", field=key, value=item)
        found[key] = values
    return found


def read_series(table: Table, register: Register) -> tuple[str, ...]:
    """The series of numbers that the book shows whole; none where [where] alone decides."""
    series = table.words("series", [])
    for key in series:
        if key not in register.patterns:
            raise table.wrong("series", "choice", choices="、".join(register.patterns))
    return series


def read_order(table: Table, register: Register) -> tuple[str, ...]:
    """The order of the rows: keys, a ``-`` before one that runs backwards."""
    order = table.words("order", ["number"])
    if not order:
        raise table.wrong("order", "empty")
    for key in order:
        bare = key.removeprefix("-")
        if bare not in register.by_key and (bare not in SPECIAL_LABELS or bare == ORDINAL):
            raise table.wrong("order", "field", register=register.key, field=bare)
    return order


def read_head(table: Table) -> tuple[str, str, str]:
    """The line above the table: left, middle, right, with {unit}, {year}, {clerk}, {entry}."""
    head = table.table("head")
    places = ("left", "middle", "right")
    head.only(places)
    texts = tuple(head.word(place, "") for place in places)
    for place, text in zip(places, texts, strict=True):
        try:
            found = [
                (name, spec or how)
                for _, name, spec, how in string.Formatter().parse(text)
                if name is not None
            ]
            names = [text if more else name for name, more in found]  # {year:>99999999} is no way to write it
        except ValueError:
            names = [text]
        if set(names) - set(PLACEHOLDERS):
            raise head.wrong(place, "placeholder", known="、".join(f"{{{p}}}" for p in PLACEHOLDERS))
    return texts[0], texts[1], texts[2]


def read_foot(table: Table) -> tuple[Box, ...]:
    """The places below the table where the page is signed."""
    found = []
    for part in table.tables("foot"):
        part.only(("label", "width", "day", "by"))
        day = part.get("day", bool, default=False)
        found.append(
            Box(
                part.word("label", "" if day else None), part.size("width", 20, 120), day, part.word("by", "")
            )
        )
    return tuple(found)


def read_grid(table: Table, register: Register) -> tuple[tuple[GridCell, ...], ...]:
    """The rows of fields of the screen dialog, each a key or ``{field, width}``."""
    rows = []
    seen: set[str] = set()
    for row in table.get("grid", list, []):
        if not isinstance(row, list) or not row:
            raise table.wrong("grid", "kind", kind="[[…], …]")
        cells = []
        for cell in row:
            part = Table(table.file, table.text, {"field": cell} if isinstance(cell, str) else cell)
            if not isinstance(cell, (str, dict)):
                raise table.wrong("grid", "kind", kind="[[…], …]")
            part.only(("field", "width"))
            found = GridCell(part.word("field"), part.size("width", 0.1, 100, 1.0))
            if found.field not in register.by_key:
                raise table.wrong("grid", "field", register=register.key, field=found.field)
            if found.field in seen:
                raise table.wrong("grid", "twice", field=found.field)
            seen.add(found.field)
            cells.append(found)
        rows.append(tuple(cells))
    return tuple(rows)


def _check_signers(table: Table, form: Form) -> None:
    """Who signs is named by what the page itself shows."""
    for key, rows in (("boxes", form.boxes), ("end", form.end)):
        for cell in (cell for row in rows for cell in row):
            if cell.by and cell.by not in {CLERK, *form.box_paths}:
                raise table.wrong(key, "signer", field=cell.by)
    columns = zip(
        table.tables("columns"), (column.places for column in form.columns), strict=not form.is_sheet
    )
    foot = zip(table.tables("foot"), ((box,) for box in form.foot), strict=True)
    for known, parts in ((form.paths, columns), (form.box_paths, foot)):
        for part, places in parts:
            for place in places:
                if place.by and place.by not in {CLERK, *known}:
                    raise part.wrong("by", "signer", field=place.by)


def check_fits(table: Table, form: Form) -> None:
    """The columns fit the page, hands have room to sign, and no title where none may stand."""
    room = form.paper.room
    across = sum(column.width for column in form.columns)
    for key, rows in (("boxes", form.boxes), ("end", form.end)):
        for row, places in zip(rows, widths_of(rows, across), strict=True):
            for cell, (_, wide) in zip(row, places, strict=True):
                if cell.is_signed and wide - LABEL_ROOM < SIGNED[0] - 1e-6:
                    raise table.wrong(key, "signed", wide=SIGNED[0], high=SIGNED[1])
    total = sum(column.width for column in form.columns)
    if total > room + 1e-6:
        raise table.wrong("columns", "wide", total=total, room=room)
    signed, left = sum(box.width for box in form.foot), total - CODE_ROOM
    if signed > left + 1e-6:
        raise table.wrong("foot", "foot", total=signed, room=left)
    _check_signers(table, form)
    if form.each and (form.each not in form.paths or form.order[0] != form.each):
        raise table.wrong("each", "each", field=form.each)
    if form.show_title and not form.marked:
        raise table.wrong("marked", "marked")
    if form.is_sheet and "columns" in table.data:
        raise table.wrong("columns", "unknown", known="boxes")
    for part, column in zip(table.tables("columns"), form.columns, strict=not form.is_sheet):
        for path in column.paths:
            if not form.show_title and path.rpartition(".")[2] in TITLES:
                raise part.wrong(_key(part), "titled", field=path)
