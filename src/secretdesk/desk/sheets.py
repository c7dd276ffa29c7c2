"""Printing: rows and declarations in, PDF out (design section 5)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from secretdesk import assets
from secretdesk.desk import members
from secretdesk.desk.history import amended
from secretdesk.domain.fields import Field, Kind, show_value
from secretdesk.domain.marks import Mark, highest, parse_mark
from secretdesk.domain.terms import DECLASSIFIED, EXPUNGED, FOOT_LINES, YEAR_TEXT, Level
from secretdesk.registers import BY_KEY

if TYPE_CHECKING:
    from pathlib import Path

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row
    from secretdesk.output.form import Also, Column, Form
    from secretdesk.output.layout import PrintedRow

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Printed:
    """A finished print. ``missing`` are characters that no font at hand has (framed code points)."""

    pdf: bytes
    pages: int
    mark: Mark | None
    missing: frozenset[str]
    rows: int


@cache
def shipped_forms() -> dict[str, Form]:
    """The forms beside the program, by key."""
    from secretdesk.output.forms import load_forms

    return load_forms(assets.form_files(), BY_KEY)


def forms_of(desk: Desk) -> dict[str, Form]:
    """The forms by key; a college's own (the vault's ``forms/``) stand before the shipped ones.

    Raises:
        FormError: where one of the college's forms is wrong, with file, line and key.
    """
    from secretdesk.output.forms import load_form

    own: list[Path] = sorted((desk.vault.folder / "forms").glob("*.toml"))
    return shipped_forms() | {form.key: form for form in (load_form(file, BY_KEY) for file in own)}


def print_form(
    desk: Desk,
    key: str,
    *,
    year: int | None = None,
    text: str = "",
    entry: int | None = None,
    blank: bool = False,
    progress: Progress | None = None,
) -> Printed:
    """A form filled with the rows of a year, of a search or of one entry; or blank.

    A form that lists the members of an entry needs the *entry*: one of ``form.of``.

    Raises:
        KeyError: no such form.
        StoreError: while reading.
    """
    from secretdesk.output.book import draw_book
    from secretdesk.output.fonts import missing_glyphs
    from secretdesk.output.sheet import Head

    form = forms_of(desk)[key]
    held = members.listed(desk, form, 0 if blank else entry or 0)
    found = held.rows if form.members or blank else _rows(desk, form, year, text, entry)
    printed = [
        replace(row, void=True) if row.entry in held.struck else row
        for row in printed_rows(desk, form, found)
    ]
    printed += [row for other, some in held.also for row in rows_of_another(desk, form, other, some)]
    sums = members.page_sums(form, held.counted)
    now = desk.clock()
    seq, head_hash = desk.head()

    def foot(_page: int, shown: Sequence[PrintedRow]) -> tuple[list[str], str | None]:
        lines = [line.format(seq=seq, head=head_hash[:12]) for line in FOOT_LINES]
        return [*([] if blank else sums(shown)), *lines], None

    head = Head(
        unit=desk.books.parameter("unit_name", now.date().isoformat()),
        clerk="" if blank else desk.person,
        year_text=YEAR_TEXT.format(year=year) if year else "",
        printed_at=now,
        printed_by=desk.person,
        foot=foot,
        entry=held.number,
    )
    target = io.BytesIO()
    pages = draw_book(target, form, printed, head, blank=blank, progress=progress)
    missing = missing_glyphs(text for row in printed for c in row.cells for text in (c.text, *c.old))
    return Printed(
        target.getvalue(), len(pages), highest(p.mark for p in pages), frozenset(missing), len(printed)
    )


def _rows(desk: Desk, form: Form, year: int | None, text: str, entry: int | None) -> list[Row]:
    """A book of numbered series shows every number of them, and by [where] what was numbered elsewhere."""
    wanted: dict[str, Any] = {}
    if year is not None:
        wanted["year"] = year
    if entry is not None:
        wanted["entry"] = entry
    belongs: dict[str, Any] = {key: list(values) for key, values in form.where.items()}
    filters = [{"series": list(form.series)}, {"series": None, **belongs}] if form.series else [belongs]
    order, backwards = form.order[0].lstrip("-"), form.order[0].startswith("-")
    order = "" if order in {"number", "on"} else order
    found = [
        desk.rows(form.register, text=text, where=wanted | one, order=order, ascending=not backwards)
        for one in filters
    ]
    if not all(found):  # one of the two is the rule: most books hold nothing carried over
        return next((rows for rows in found if rows), [])
    return sorted(
        (row for rows in found for row in rows), key=lambda row: _place(row, order), reverse=backwards
    )


def _place(row: Row, order: str) -> tuple[str, int]:
    return str(row[order] or "") if order else "", row.entry


def printed_rows(desk: Desk, form: Form, found: list[Row]) -> list[PrintedRow]:
    """Rows as a form shows them: names for references, one hop through them, former values in red."""
    from secretdesk.output.layout import Cell, PrintedRow

    register = desk.registers[form.register]
    shown = Shown(desk, register, found, form.paths)
    former = amended(desk, register, [row.entry for row in found])
    lead = {path: _lead(register, column, path) for column in form.columns for path in column.paths}
    made = []
    for row in found:
        old = former.get(row.entry, {})
        freed = shown.is_declassified(row)
        cells = []
        for path in form.paths:
            text = _led(lead[path], shown.text(row, path))
            before = tuple(_led(lead[path], shown.value_text(path, value)) for value in old.get(path, ()))
            struck = path == "mark" and freed  # “解密” at the old mark (domain 2.3)
            cells.append(Cell(DECLASSIFIED, (*before, text)) if struck else Cell(text, before))
        made.append(PrintedRow(row.entry, row.seq, tuple(cells), shown.mark(row), row.status == "void"))
    return made


def rows_of_another(desk: Desk, form: Form, other: Also, found: list[Row]) -> list[PrintedRow]:
    """Rows of a further register in a form's columns, empty where they have nothing to tell."""
    from secretdesk.output.layout import Cell, PrintedRow

    shown = Shown(desk, desk.registers[other.register], found, other.cells.values())
    made = []
    for row in found:
        texts = (shown.text(row, other.cells[path]) if path in other.cells else "" for path in form.paths)
        cells = tuple(Cell(text) for text in texts)
        made.append(PrintedRow(row.entry, row.seq, cells, shown.mark(row), row.status == "void"))
    return made


def _lead(register: Register, column: Column, path: str) -> str:
    """In a cell of several values a 是 or 否 says of what."""
    field = register.by_key.get(path)
    stacked = len(column.paths) > 1 and field is not None and field.kind is Kind.BOOLEAN
    return f"{field.label}：" if stacked and field is not None else ""


def _led(lead: str, text: str) -> str:
    return lead + text if text else ""


class Shown:
    """The texts of some rows' columns, with every name they need read in a few statements."""

    def __init__(self, desk: Desk, register: Register, found: list[Row], paths: Iterable[str]) -> None:
        self.desk, self.register = desk, register
        self.names: dict[tuple[str, int], str] = {}
        self.others: dict[tuple[str, int], Row] = {}
        self.marked_by = "" if "mark" in register.by_key else _marked_by(register)
        self.level = Level(desk.level)
        self.hops = {path.partition(".")[0] for path in paths if "." in path} | ({self.marked_by} - {""})
        for hop in self.hops:
            self._fetch(register.field(hop), found)
        plain = [register.by_key[p] for p in paths if p in register.by_key]
        self._name(plain, found)
        for path in paths:
            hop, _, key = path.partition(".")
            field = self._target(hop).by_key.get(key) if key else None
            if field is not None and field.kind in {Kind.REFERENCE, Kind.REFERENCES}:
                self._name([field], [r for (k, _), r in self.others.items() if k == self._target(hop).key])

    def _target(self, hop: str) -> Register:
        return self.desk.registers[self.register.field(hop).refers_to]

    def _fetch(self, field: Field, found: list[Row]) -> None:
        wanted = sorted({row[field.key] for row in found if row[field.key] is not None})
        for start in range(0, len(wanted), 500):
            some = self.desk.rows(field.refers_to, where={"entry": wanted[start : start + 500]})
            self.others |= {(field.refers_to, row.entry): row for row in some}

    def _name(self, fields: Iterable[Field], found: list[Row]) -> None:
        for field in fields:
            if field.kind in {Kind.REFERENCE, Kind.REFERENCES}:
                values = [row[field.key] for row in found if row[field.key] is not None]
                wanted = {one for v in values for one in (v if isinstance(v, list) else [v])}
                named = self.desk.names(field.refers_to, wanted)
                self.names |= {(field.refers_to, entry): name for entry, name in named.items()}

    def text(self, row: Row, path: str) -> str:
        """What the column shows of a row."""
        hop, _, key = path.partition(".")
        if key:
            target = self._target(hop)
            other = self.others.get((target.key, row[hop])) if row[hop] is not None else None
            return self._text(target, other, key) if other else ""
        return self._text(self.register, row, path)

    def _text(self, register: Register, row: Row, key: str) -> str:
        if key == "number":
            return row.number
        if key == "status":
            status = register.status(row.status)
            return status.label if status else row.status
        if key == "on":
            return row.on.replace("T", " ")
        return self._value(register.field(key), row[key])

    def value_text(self, path: str, value: Any) -> str:
        """A former value of a column of the register itself."""
        return self._value(self.register.by_key[path], value) if path in self.register.by_key else ""

    def _value(self, field: Field, value: Any) -> str:
        if value is None:
            return ""
        if field.kind is Kind.REFERENCE:
            known = self.names.get((field.refers_to, value))
            return known if known is not None else self.desk.names(field.refers_to, [value]).get(value, "")
        if field.kind is Kind.REFERENCES:
            value = [self.names.get((field.refers_to, one), "") for one in value]
        return show_value(field, value)

    def mark(self, row: Row) -> Mark | None:
        """The mark that the row's content calls for on the page.

        Above the level of this PC number and 代称 alone stand here (第44条): they call for none.
        """
        if self.is_declassified(row):
            return None
        other = row
        if self.marked_by:
            target = self.register.field(self.marked_by).refers_to
            other = self.others.get((target, row[self.marked_by] or 0), row)
        found = _mark(str(other["mark"])) if other["mark"] else _level(row)
        return None if found and found.level.rank > self.level.rank and not self._has_content(row) else found

    def is_declassified(self, row: Row) -> bool:
        """Whether the document that it is, or is a copy of, is declassified."""
        hops = (self.others.get((self._target(hop).key, row[hop] or 0)) for hop in self.hops)
        return any(one is not None and one["declassified_on"] for one in (row, *hops))

    def _has_content(self, row: Row) -> bool:
        """Whether it, or an entry that it names, holds secret content (a raised mark waits for erasure)."""
        held = [(self.register, row)]
        for hop in self.hops:
            target = self._target(hop)
            other = self.others.get((target.key, row[hop] or 0))
            held += [(target, other)] if other else []
        return any(
            one[field.key] not in (None, EXPUNGED)
            for register, one in held
            for field in register.fields
            if field.secret
        )


def _marked_by(register: Register) -> str:
    """The reference whose entry tells the level of a row that has no mark of its own."""
    return register.parent_field or ("document" if "document" in register.by_key else "")


@lru_cache(maxsize=4096)
def _mark(text: str) -> Mark | None:
    return parse_mark(text)


def _level(row: Row) -> Mark | None:
    return _mark(str(row["level"])) if row["level"] else None
