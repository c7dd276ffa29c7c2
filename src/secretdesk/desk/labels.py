"""Labels for things, places and people: number, level and a code that a scan leads back by. No title."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from secretdesk import assets
from secretdesk.desk.anchors import label_code
from secretdesk.desk.release import release
from secretdesk.desk.sheets import Printed
from secretdesk.desk.shown import Shown
from secretdesk.domain.marks import Mark
from secretdesk.domain.terms import (
    LABEL_DAY,
    LABEL_PAGES,
    LABEL_PAGES_OF,
    LABELS_NAME,
    OUTPUT_KINDS,
    Level,
)
from secretdesk.output.form_source import FormError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.domain.review import Row
    from secretdesk.output.label_sheets import Sheet
    from secretdesk.output.labels import Label

# register → the fields that stand below its number
LABELLED: dict[str, tuple[str, ...]] = {
    "documents": (),
    "copies": ("copy_number",),
    "devices": ("kind", "model", "keeper"),
    "media": ("kind", "model", "keeper"),
    "places": ("name", "responsible"),
    "people": ("name", "department"),
}
STAMPED = {"documents", "copies"}


def sheets_of(desk: Desk) -> dict[str, Sheet]:
    """The kinds of stickers by key; the college's own (the vault's ``forms/labels.toml``) before the shipped.

    One file that is wrong stops nothing (see :func:`wrong_sheets`).
    """
    own = _own_sheets(desk)
    return _shipped() | ({} if isinstance(own, FormError) else own)


def wrong_sheets(desk: Desk) -> FormError | None:
    """What is wrong with the college's own file, with file, line and key."""
    own = _own_sheets(desk)
    return own if isinstance(own, FormError) else None


@cache
def _shipped() -> dict[str, Sheet]:
    from secretdesk.output.label_sheets import load_sheets

    return load_sheets(assets.folder("forms") / assets.LABELS)


def _own_sheets(desk: Desk) -> dict[str, Sheet] | FormError:
    from secretdesk.output.label_sheets import load_sheets

    file = desk.vault.folder / "forms" / assets.LABELS
    try:
        return load_sheets(file) if file.exists() else {}
    except FormError as error:
        return error


def print_labels(
    desk: Desk, register: str, entries: Iterable[int], *, sheet: str = "a4", start: int = 1, bars: str = "qr"
) -> Printed:
    """Labels of these entries in their order, from place *start* of the first sheet on.

    What they bear tells no content: the file is 内部 and asks for no signature.

    Raises:
        KeyError: nothing of that register is labelled, or there is no such sheet of stickers.
        StoreError: while reading.
    """
    from secretdesk.output.fonts import missing_glyphs
    from secretdesk.output.labels import draw_labels

    wanted = list(entries)
    found = {row.entry: row for row in desk.rows(register, where={"entry": wanted})}
    rows = [found[entry] for entry in wanted if entry in found]
    made = labels(desk, register, rows)
    title = name_of(desk, register)
    data, pages = draw_labels(
        made, sheets_of(desk)[sheet], title=title, at=desk.clock(), start=start, bars=bars
    )
    texts = [text for one in made for text in (one.number, *one.lines)]
    mark = Mark(Level.INTERNAL, None, regular=True, starred=False)
    return Printed(data, pages, mark, frozenset(missing_glyphs(texts)), len(rows), desk.head()[0], {})


def labels(desk: Desk, register: str, rows: Sequence[Row]) -> list[Label]:
    """What each label bears.

    Raises:
        KeyError: nothing of that register is labelled.
    """
    from secretdesk.output.labels import Label

    fields, unit = LABELLED[register], desk.books.parameter("unit_name", desk.clock().date().isoformat())
    shown = Shown(desk, desk.registers[register], list(rows), [*fields, *_paper(register)])
    made = []
    for row in rows:
        mark = shown.mark(row)
        lines = tuple(text for key in fields if (text := shown.text(row, key)) and text != row.number)
        code = label_code(desk, row.entry).scanned
        level = mark.text if mark else ""
        stamp = _stamp(shown, register, row) if register in STAMPED else ()
        made.append(Label(code, row.number, level, lines, unit if stamp else "", stamp))
    return made


def save_labels(desk: Desk, target: Path, register: str, printed: Printed) -> Receipt:
    """Let them out into a file, booked as any other.

    Raises:
        Refused: where the file may not be there.
        StoreError: nothing is booked then.
    """
    told: dict[str, Any] = {"level": str(Level.INTERNAL), "pages": printed.pages}
    name = name_of(desk, register)
    return release(desk, target, printed.pdf, kind=OUTPUT_KINDS[1], name=name, **told)


def name_of(desk: Desk, register: str) -> str:
    """What the labels of a register are called."""
    return LABELS_NAME.format(register=desk.registers[register].label)


def _paper(register: str) -> tuple[str, ...]:
    if register == "copies":
        return ("pages", "obtained_on", "document.received_on", "document.pages", "document.mark")
    return ("received_on", "made_on", "pages", "count") if register == "documents" else ()


def _stamp(shown: Shown, register: str, row: Row) -> tuple[tuple[str, str], ...]:
    """The cells of the 收文章 behind unit and number: the day, the pages."""
    own = register == "documents"
    days = ("received_on", "made_on") if own else ("document.received_on", "obtained_on")
    day = next((text for path in days if (text := shown.text(row, path))), "")
    pages = shown.text(row, "pages") or ("" if own else shown.text(row, "document.pages"))
    if own and pages and row["count"]:
        pages = LABEL_PAGES_OF.format(pages=pages, count=row["count"])
    return ((LABEL_DAY, day), (LABEL_PAGES, pages))
