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
from secretdesk.desk.form_rows import rows_of
from secretdesk.desk.printed_rows import counted, printed_entry, printed_rows, rows_of_another
from secretdesk.desk.year_print import stand_of
from secretdesk.domain.marks import Mark, highest
from secretdesk.domain.review import Refused
from secretdesk.domain.terms import PRINTED_ALL, PRINTED_SEARCH, YEAR_TEXT
from secretdesk.output.form_source import FormError
from secretdesk.registers import BY_KEY, VIEWS
from secretdesk.registers.inspector_view import INSPECTOR_PAGES
from secretdesk.registers.year_tables import BY_VIEW

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Row
    from secretdesk.output.form import Form, HeadCell
    from secretdesk.output.layout import PrintedRow

Progress = Callable[[int, int], None]
AT_ONCE = 5000  # rows


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
    found = held.rows if form.wants_entry or blank else rows_of(desk, form, year, text, entry)
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
    printed = [*counted(form, items), *(row for other, rows in more if not other.counted for row in rows)]
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
