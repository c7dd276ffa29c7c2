"""Reads the parts of a form that lists what one entry holds: members, further rows, sums by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.terms import SPECIAL_LABELS
from secretdesk.output.form import Also, Members, Sum
from secretdesk.output.form_parts import read_register

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.domain.declaration import Register
    from secretdesk.output.form_source import Table


def read_members(table: Table, register: Register, registers: Mapping[str, Register]) -> Members | None:
    """The field by which the rows name the entry that holds them; None for a book of the whole register."""
    if "members" not in table.data:
        return None
    part = table.table("members")
    part.only(("by", "closed"))
    of = registers[_reference(part, register)]
    closed = part.word("closed", "")
    if closed and (closed not in of.by_key or of.field(closed).refers_to != register.key):
        raise part.wrong("closed", "field", register=of.key, field=closed)
    return Members(of.key, part.word("by"), closed)


def read_also(table: Table, register: Register, registers: Mapping[str, Register]) -> tuple[Also, ...]:
    """Further rows, and which of their values stand in which column."""
    found = []
    for part in table.tables("also"):
        part.only(("register", "by", "cells", "status"))
        other = read_register(part, "register", registers)
        _reference(part, other)
        cells = part.get("cells", dict)
        for path, key in cells.items():
            if path.partition(".")[0] not in {*register.by_key, *SPECIAL_LABELS}:
                raise part.wrong("cells", "field", register=register.key, field=path)
            if key not in other.by_key and key not in SPECIAL_LABELS:
                raise part.wrong("cells", "field", register=other.key, field=key)
        status = part.words("status")
        for one in status:
            if other.status(one) is None:
                raise part.wrong("status", "value", field="status", value=one)
        found.append(Also(other.key, part.word("by"), cells, status))
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
