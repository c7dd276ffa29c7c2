"""Printing: rows and declarations in, PDF out (design section 5)."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secretdesk import assets
from secretdesk.desk import members, printable
from secretdesk.desk.anchors import Anchors
from secretdesk.desk.history import amended
from secretdesk.desk.inspector import inspector_rows, wanted_rows
from secretdesk.desk.lists import open_items
from secretdesk.desk.shown import Shown
from secretdesk.desk.trainings import training_hours
from secretdesk.desk.year_print import stand_of, year_rows
from secretdesk.domain.fields import Kind
from secretdesk.domain.marks import Mark, highest
from secretdesk.domain.review import Refused
from secretdesk.domain.terms import DECLASSIFIED, PRINTED_ALL, PRINTED_SEARCH, YEAR_TEXT
from secretdesk.output.form_source import FormError
from secretdesk.registers import BY_KEY, VIEWS
from secretdesk.registers.inspector_view import INSPECTION_WANTS, INSPECTOR_PAGES
from secretdesk.registers.lists import OPEN_ITEMS, TRAINING_HOURS
from secretdesk.registers.year_tables import BY_VIEW, TOTAL_ROW

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row
    from secretdesk.output.form import Also, Column, Form, HeadCell
    from secretdesk.output.layout import PrintedRow

Progress = Callable[[int, int], None]
AT_ONCE = 5000  # rows
TODAY_LIST, FEW = "todo_list", 5  # a slip to carry: so many of each kind, then how many there are


@dataclass(frozen=True)
class Printed:
    """A finished print. ``missing`` are characters that no font at hand has (framed code points)."""

    pdf: bytes
    pages: int
    mark: Mark | None
    missing: frozenset[str]
    rows: int
    seq: int  # the last line of the ledger that it shows
    told: dict[str, Any]  # what `prints` will keep of it; nothing of a blank form


@cache
def shipped_forms() -> dict[str, Form]:
    """The forms beside the program, by key."""
    from secretdesk.output.forms import load_forms

    return load_forms(assets.form_files(), BY_KEY | VIEWS)


def forms_of(desk: Desk) -> dict[str, Form]:
    """The forms by key; a college's own (the vault's ``forms/``) stand before the shipped ones.

    One that is wrong stops nothing: the shipped one goes on in its place (see :func:`wrong_forms`).
    """
    return shipped_forms() | _own_forms(desk)[0]


def wrong_forms(desk: Desk) -> list[FormError]:
    """What is wrong with the college's own forms, each with file, line and key."""
    return _own_forms(desk)[1]


def _own_forms(desk: Desk) -> tuple[dict[str, Form], list[FormError]]:
    good: dict[str, Form] = {}
    wrong: list[FormError] = []
    for file in assets.forms_in(desk.vault.folder / "forms"):
        found = file.stat() if file.exists() else None
        form = _own_form(file, found.st_mtime_ns if found else 0, found.st_size if found else 0)
        if isinstance(form, FormError):
            wrong.append(form)
        else:
            good[form.key] = form
    return good, wrong


@lru_cache(maxsize=256)
def _own_form(file: Path, _changed: int, _size: int) -> Form | FormError:
    """Read once for each time that it was changed: dialogs ask for the forms at every opening."""
    from secretdesk.output.forms import load_form

    try:
        return load_form(file, BY_KEY | VIEWS)
    except FormError as error:
        return error


def _form(desk: Desk, key: str) -> Form:
    """The form to print; the shipped one does not pass for a college's own that is wrong."""
    good, wrong = _own_forms(desk)
    for error in wrong:
        if key in (error.form, Path(error.file).stem):
            raise error
    return (shipped_forms() | good)[key]


def print_form(
    desk: Desk,
    key: str,
    *,
    year: int | None = None,
    text: str = "",
    entry: int | None = None,
    blank: bool = False,
    day: str = "",
    passphrase: str = "",
    progress: Progress | None = None,
) -> Printed:
    """A form filled with the rows of a year, of a search or of one entry; or blank.

    A sheet, and a form that lists the members of an entry, need the *entry*: one of ``form.of``. Where its
    ``members.day`` says so, the list can be of one *day*. A *passphrase* locks the file.

    Raises:
        Refused: what is not put on paper yet (F17 before the zero balance), a day on which there was nothing.
        KeyError: no such form.
        FormError: where the college's own form of that key is wrong.
        StoreError: while reading.
    """
    from secretdesk.output.book import draw_book
    from secretdesk.output.fonts import missing_glyphs
    from secretdesk.output.sheet import Head

    form = _form(desk, key)
    if not (VIEWS.get(form.register) or desk.registers[form.register]).yearly:
        year = None  # a device is on the account whatever the year
    held = members.listed(desk, form, 0 if blank else entry or 0)
    if reasons := printable.against(desk, form, held.owner):
        raise Refused(reasons)
    found = held.rows if form.wants_entry or blank else _rows(desk, form, year, text, entry)
    found = printable.of_day(form, held.owner, found, day) if day else found
    if form.register == INSPECTOR_PAGES.key:
        text = ""  # it was the seed: nothing was searched for
    about, rest = _about(held.owner, found, year, text, entry), list(found)
    del found
    printed: list[PrintedRow] = []
    while rest:  # what is laid out as text is let go: of 50,000 rows that is a quarter of the memory
        printed += printed_rows(desk, form, rest[:AT_ONCE])
        del rest[:AT_ONCE]
    printed = [replace(row, void=True) if row.entry in held.struck else row for row in printed]
    more = [(other, rows_of_another(desk, form, other, some)) for other, some in held.also]
    items = [*printed, *(row for other, rows in more if other.counted for row in rows)]
    printed = [*_counted(form, items), *(row for other, rows in more if not other.counted for row in rows)]
    now = desk.clock()
    owner = printed_entry(desk, form, held.owner) if held.owner is not None else None
    about = f"{about} {day}".strip()
    before = _printed_before(desk, key, entry, year, day) if not text else 0
    anchors = Anchors(desk, form, owner, members.page_sums(desk, form, held.counted), before + 1)
    head = Head(
        unit=desk.books.parameter("unit_name", now.date().isoformat()),
        clerk="" if blank else desk.person,
        year_text=YEAR_TEXT.format(year=year) if year else day,
        printed_at=now,
        printed_by=desk.person,
        foot=_no_foot if blank else anchors.foot,
        entry="" if blank else _owner_told(desk, form, held.owner, year),
    )
    target = io.BytesIO()
    pages = draw_book(
        target, form, printed, head, blank=blank, entry=owner, passphrase=passphrase, progress=progress
    )
    shown_rows = [*printed, *([owner] if owner is not None else [])]
    missing = missing_glyphs(text for row in shown_rows for c in row.cells for text in (c.text, *c.old))
    mark = highest(page.mark for page in pages)
    told = {
        "form": form.key,
        "code": form.code,
        "title": form.title,
        "version": form.version,
        "digest": form.digest,
        "about": about,
        "of_register": form.of if entry is not None else None,
        "of_entry": entry,
        "of_year": year if not text else None,
        "of_day": day or None,
        "page_count": len(pages),
        "level": str(mark.level) if mark else None,
        "mark": mark.text if mark else None,
        "head": anchors.told,
        "pages": anchors.pages,
    }
    return Printed(
        target.getvalue(), len(pages), mark, frozenset(missing), len(printed), anchors.seq,
        {} if blank else {key: value for key, value in told.items() if value is not None},
    )  # fmt: skip


def _owner_told(desk: Desk, form: Form, owner: Row | None, year: int | None) -> str:
    """What the head says of what is listed: the number of its entry, or how a year stands."""
    if form.register in BY_VIEW:
        return stand_of(desk, year or desk.clock().year)
    return owner.number if owner is not None else ""


def _printed_before(desk: Desk, key: str, entry: int | None, year: int | None, day: str) -> int:
    """How often the same form of the same entry, day or year was printed before."""
    if entry is None and year is None:
        return 0
    return desk.count(
        "prints", where={"form": key, "of_entry": entry, "of_year": year, "of_day": day or None}
    )


def _no_foot(_page: int, _rows: Sequence[PrintedRow], _boxes: Sequence[HeadCell]) -> tuple[list[str], None]:
    return [], None


def _about(owner: Row | None, found: list[Row], year: int | None, text: str, entry: int | None) -> str:
    """What was printed, in words that tell no secret: a number or a year, never what was searched for."""
    if owner is not None:
        return owner.number
    if entry is not None and found:
        return found[0].number
    if text:
        return PRINTED_SEARCH
    return YEAR_TEXT.format(year=year) if year else PRINTED_ALL


def _rows(desk: Desk, form: Form, year: int | None, text: str, entry: int | None) -> list[Row]:
    """A book of numbered series shows every number of them, and by [where] what was numbered elsewhere."""
    if form.register in BY_VIEW:
        return year_rows(desk, form.register, year or desk.clock().year)
    if form.register == OPEN_ITEMS.key:
        return open_items(desk, FEW) if form.key == TODAY_LIST else open_items(desk)
    if form.register == INSPECTOR_PAGES.key:
        return inspector_rows(desk, year or desk.clock().year, text)
    if form.register == INSPECTION_WANTS.key:
        return wanted_rows(desk, year or desk.clock().year)
    if form.register == TRAINING_HOURS.key:
        return training_hours(desk, year)
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
    register = VIEWS.get(form.register) or desk.registers[form.register]
    lead = {path: _lead(register, column, path) for column in form.columns for path in column.paths}
    return _printed(desk, register, form.paths, lead, found)


def printed_entry(desk: Desk, form: Form, row: Row) -> PrintedRow:
    """What a list is of, as the form's boxes show it."""
    return _printed(desk, desk.registers[form.of], form.box_paths, {}, [row])[0]


def _printed(
    desk: Desk, register: Register, paths: Sequence[str], lead: dict[str, str], found: list[Row]
) -> list[PrintedRow]:
    from secretdesk.output.layout import REMEMBERED, Cell, PrintedRow

    shown = Shown(desk, register, found, paths)
    kept = register.key in desk.registers
    former = amended(desk, register, [row.entry for row in found]) if kept else {}
    same: dict[str, Cell] = {}  # what stands in many rows (a kind, a place, nothing) is kept once
    made = []
    for row in found:
        old = former.get(row.entry, {})
        freed = shown.is_declassified(row)
        cells = []
        for path in paths:
            told = lead.get(path, "")
            text = _led(told, shown.text(row, path))
            before = tuple(_led(told, shown.value_text(path, value)) for value in old.get(path, ()))
            struck = path == "mark" and freed  # “解密” at the old mark (domain 2.3)
            if struck or before:
                cells.append(Cell(DECLASSIFIED, (*before, text)) if struck else Cell(text, before))
                continue
            cell = same.get(text) or Cell(text)
            if len(same) < REMEMBERED:
                same[text] = cell
            cells.append(cell)
        void, total = row.status == "void", row.status == TOTAL_ROW
        made.append(PrintedRow(row.entry, row.seq, tuple(cells), shown.mark(row), void, total))
    return made


def _counted(form: Form, rows: list[PrintedRow]) -> list[PrintedRow]:
    """The rows with their place in the print, where the form has a column for it."""
    from secretdesk.output.form import ORDINAL
    from secretdesk.output.layout import Cell

    if ORDINAL not in form.paths:
        return rows
    at = form.paths.index(ORDINAL)
    return [
        replace(row, cells=(*row.cells[:at], Cell(str(n)), *row.cells[at + 1 :]))
        for n, row in enumerate(rows, start=1)
    ]


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
    """In a cell of several values a 是 or 否 says of what; so does a number among more than two."""
    field, many = register.by_key.get(path), len(column.paths)
    told = {Kind.BOOLEAN: many > 1, Kind.INTEGER: many > 2}
    stacked = field is not None and told.get(field.kind, False)
    return f"{field.label}：" if stacked and field is not None else ""


def _led(lead: str, text: str) -> str:
    return lead + text if text else ""
