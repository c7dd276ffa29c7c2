"""Reads the parts of a form that lists what one entry holds: members, further rows, sums by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.fields import Kind
from secretdesk.domain.terms import SPECIAL_LABELS
from secretdesk.output.form import Also, HeadCell, Members, Sum
from secretdesk.output.form_parts import TITLES, look_up, read_register
from secretdesk.output.form_source import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.domain.declaration import Register


def read_members(table: Table, register: Register, registers: Mapping[str, Register]) -> Members | None:
    """The field by which the rows name the entry that holds them; None for a book of the whole register."""
    if "members" not in table.data:
        return None
    part = table.table("members")
    part.only(("by", "closed", "day"))
    of = registers[_reference(part, register)]
    closed = part.word("closed", "")
    if closed and (closed not in of.by_key or of.field(closed).refers_to != register.key):
        raise part.wrong("closed", "field", register=of.key, field=closed)
    day = part.word("day", "")
    if day and (day not in register.by_key or register.field(day).kind not in {Kind.DATE, Kind.MOMENT}):
        raise part.wrong("day", "field", register=register.key, field=day)
    return Members(of.key, part.word("by"), closed, day)


def read_boxes(
    table: Table,
    key: str,
    members: Members | None,
    sheet: Register | None,
    registers: Mapping[str, Register],
) -> tuple[tuple[HeadCell, ...], ...]:
    """The rows of boxes of a list or a sheet: a key, or ``{field, fields, sign or heading, label, …}``."""
    of = registers[members.of] if members is not None else sheet
    rows = []
    for row in table.get(key, list, []):
        if of is None or not isinstance(row, list) or not row:
            raise table.wrong(key, "kind", kind="[members], [[…], …]")
        rows.append(tuple(_box(table, key, cell, of, registers) for cell in row))
    if sheet is not None and not rows:
        raise table.wrong(key, "missing")
    _check_spans(table, key, rows)
    return tuple(rows)


def _box(table: Table, key: str, cell: object, of: Register, registers: Mapping[str, Register]) -> HeadCell:
    if not isinstance(cell, (str, dict)):
        raise table.wrong(key, "kind", kind="[[…], …]")
    part = Table(table.file, table.text, {"field": cell} if isinstance(cell, str) else cell)
    part.only(("field", "fields", "sign", "day", "by", "heading", "label", "width", "high", "rows"))
    width, high = part.size("width", 0.1, 10, 1.0), part.size("high", 0, 60, 0.0)
    rows = part.get("rows", int, 1)
    if "heading" in part.data:
        return HeadCell((), part.word("heading"), width, high, rows, heading=True)
    day = part.get("day", bool, default=False)
    if day or part.get("sign", bool, default=False):
        return HeadCell((), part.word("label"), width, high, rows, by=part.word("by", ""), day=day)
    paths = part.words("fields") if "fields" in part.data else (part.word("field"),)
    labels = [look_up(table, key, path, of, registers)[0] for path in paths]
    if not table.get("show_title", bool) and any(path.rpartition(".")[2] in TITLES for path in paths):
        raise table.wrong(key, "titled", field=paths[0])
    return HeadCell(paths, part.word("label", "、".join(labels)), width, high, rows)


def _check_spans(table: Table, key: str, rows: list[tuple[HeadCell, ...]]) -> None:
    """A box beside several rows is the first or the last of its own, and they are all there."""
    for at, row in enumerate(rows):
        for n, cell in enumerate(row):
            inside = 0 < n < len(row) - 1
            if cell.rows != 1 and (cell.rows < 1 or inside or len(row) < 2 or at + cell.rows > len(rows)):
                raise table.wrong(key, "span", label=cell.label)


def read_also(table: Table, register: Register, registers: Mapping[str, Register]) -> tuple[Also, ...]:
    """Further rows, and which of their values stand in which column."""
    found = []
    for part in table.tables("also"):
        part.only(("register", "by", "cells", "status", "counted"))
        other = read_register(part, "register", registers)
        _reference(part, other)
        cells = part.get("cells", dict)
        for path, key in cells.items():
            if path.partition(".")[0] not in {*register.by_key, *SPECIAL_LABELS}:
                raise part.wrong("cells", "field", register=register.key, field=path)
            if not isinstance(key, str) or (key not in other.by_key and key not in SPECIAL_LABELS):
                raise part.wrong("cells", "field", register=other.key, field=key)
        status = part.words("status")
        for one in status:
            if other.status(one) is None:
                raise part.wrong("status", "value", field="status", value=one)
        counted = part.get("counted", bool, default=True)
        found.append(Also(other.key, part.word("by"), cells, status, counted))
    return tuple(found)


def read_sums(table: Table) -> tuple[Sum, ...]:
    """What is added up at the foot of each page."""
    found = []
    for part in table.tables("sums"):
        part.only(("label", "field", "each"))
        found.append(Sum(part.word("label"), part.word("field"), part.get("each", int, 0)))
    return tuple(found)


def _reference(part: Table, register: Register) -> str:
    """The register that the field ``by`` of these rows refers to."""
    by = part.word("by")
    if by not in register.by_key or not register.field(by).refers_to:
        raise part.wrong("by", "field", register=register.key, field=by)
    return register.field(by).refers_to
