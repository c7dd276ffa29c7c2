"""A print leaves the vault: booked with its pages in `prints`, and in `outputs`, in one act (第39条, F31)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.desk.release import release
from secretdesk.desk.sheets import forms_of, print_form
from secretdesk.domain.review import Command, inner
from secretdesk.domain.terms import OUTPUT_KINDS, PRINT_WAYS
from secretdesk.registers.inspector_view import PAPER_ONLY

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.desk.sheets import Printed
    from secretdesk.domain.marks import Mark


def save_pdf(desk: Desk, target: Path, key: str, **what: Any) -> tuple[Printed, Receipt]:
    """Print a form into a file on this PC. ``what`` as in `sheets.print_form`.

    Raises:
        Refused: where the file may not be there.
        StoreError: while reading or writing; nothing is booked then.
    """
    printed = print_form(desk, key, **what)
    return printed, save(desk, target, printed)


def save(desk: Desk, target: Path, printed: Printed, *, to_sign: bool = True) -> Receipt:
    """Let out a print that shows the ledger as it stands (see :func:`is_fresh`).

    A copy for somebody else (``to_sign`` false) waits for no signature and takes the place of none that does.
    """
    if printed.told and not is_fresh(desk, printed):
        raise ValueError(printed.seq)  # its anchors would name other lines
    title = printed.told.get("title") or target.stem
    told: dict[str, Any] = {"pages": printed.pages, **marked(desk, printed.mark)}
    only = None if to_sign else frozenset[int]()
    booked = [booking(desk, printed, PRINT_WAYS[1], only)] if printed.told else []
    return release(
        desk, target, printed.pdf, kind=OUTPUT_KINDS[1], name=title, before=booked,
        paper_only=is_for_paper(desk, printed), **told,
    )  # fmt: skip


def is_for_paper(desk: Desk, printed: Printed) -> bool:
    """Whether a print goes onto no medium; by what it shows, whatever form of the college's own shows it."""
    form = forms_of(desk).get(str(printed.told.get("form")))
    return form is not None and form.register in PAPER_ONLY


def is_fresh(desk: Desk, printed: Printed) -> bool:
    """Whether the ledger is as the print shows it; else it must be drawn anew before it is booked."""
    return desk.head()[0] == printed.seq


def booking(
    desk: Desk, printed: Printed, way: str, only: Container[int] | None = None, **more: Any
) -> Command:
    """The act that books a print with its pages. It must be the next one in the ledger.

    ``only``: the pages (from 1) that were put on paper; the others wait for no signature.
    """
    values = {**printed.told, "way": way, "printed_by": desk.person, **more}
    if only is not None:
        values["pages"] = [
            page if number in only else page | {"boxes": None}
            for number, page in enumerate(printed.told["pages"], start=1)
        ]
    return inner("prints", "print", values=values)


def marked(desk: Desk, mark: Mark | None) -> dict[str, Any]:
    """Level and mark of a file: of what it shows, else of the vault that it comes from."""
    return {"level": str(mark.level), "mark": mark.text} if mark else {"level": desk.level}
