"""Printed forms: one TOML each (see forms/README.md), checked against its register when it is loaded."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from secretdesk.output import form_lists as lists
from secretdesk.output import form_parts as parts
from secretdesk.output.form import Column, Form
from secretdesk.output.form_source import FormError, Table, read_toml
from secretdesk.output.paper import PAPERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from secretdesk.domain.declaration import Register

KINDS = ("book", "sheet")

_FORM_KEYS = (
    "key", "code", "version", "title", "register", "kind", "page", "show_title", "marked", "each", "series",
    "order", "grow", "open", "grid_of", "grid", "where", "members", "boxes", "end", "also", "sums", "head",
    "columns", "foot",
)  # fmt: skip


def load_forms(files: Iterable[Path], registers: Mapping[str, Register]) -> dict[str, Form]:
    """All forms by key. A later file may not take the key of an earlier one.

    Raises:
        FormError: the first thing that is wrong.
    """
    found: dict[str, Form] = {}
    for file in files:
        form = load_form(file, registers)
        if form.key in found:
            raise FormError(str(file), 0, "key", "same_key", other=found[form.key].file)
        found[form.key] = form
    return found


def load_form(file: Path, registers: Mapping[str, Register]) -> Form:
    """Read and check one form.

    Raises:
        FormError: with file, line and key.
    """
    table = read_toml(file)
    try:
        return _checked(table, table.raw, registers)
    except FormError as error:
        error.form = str(table.data.get("key", ""))
        raise


def _checked(table: Table, raw: bytes, registers: Mapping[str, Register]) -> Form:
    """The form, part by part; a part that is wrong is a FormError."""
    data = table.data
    table.only(_FORM_KEYS)
    register = parts.read_register(table, "register", registers)
    dialog = parts.read_register(table, "grid_of", registers) if "grid_of" in data else register
    page = table.one_of("page", PAPERS)
    members = lists.read_members(table, register, registers)
    kind = table.one_of("kind", KINDS, "book")
    whole = (Column((), "", PAPERS[page].room, "left"),)  # a sheet has boxes alone
    form = Form(
        key=table.word("key"),
        code=table.word("code"),
        version=table.get("version", int),
        title=table.word("title"),
        register=register.key,
        kind=kind,
        page=page,
        columns=whole if kind == "sheet" else parts.read_columns(table, register, registers),
        where=parts.read_where(table, register),
        series=parts.read_series(table, register),
        order=parts.read_order(table, register),
        head=parts.read_head(table),
        foot=parts.read_foot(table),
        show_title=table.get("show_title", bool),
        marked=table.get("marked", bool, default=True),
        each=table.word("each", ""),
        grow=table.size("grow", 10, 100, 30),
        grid_of=dialog.key,
        grid=parts.read_grid(table, dialog),
        members=members,
        boxes=lists.read_boxes(table, "boxes", members, register if kind == "sheet" else None, registers),
        end=lists.read_boxes(table, "end", members, None, registers),
        open=table.get("open", bool, default=False),
        also=lists.read_also(table, register, registers),
        sums=lists.read_sums(table),
        digest=hashlib.sha256(raw).hexdigest(),
        file=table.file,
    )
    parts.check_fits(table, form)
    return form
