"""Many prints in one go: slips of a batch, books of a year, what an inspector asks for, a day's papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from secretdesk.desk.printable import against
from secretdesk.desk.printing import booking, is_for_paper, marked, save
from secretdesk.desk.release import release
from secretdesk.desk.sheets import forms_of, print_form
from secretdesk.desk.year_close import may_be_adjusted
from secretdesk.domain.file_names import safe_name
from secretdesk.domain.marks import highest
from secretdesk.domain.review import Command
from secretdesk.domain.terms import BULK_WITHDRAWN, OUTPUT_KINDS, POST_HANDOVER, PRINT_WAYS
from secretdesk.registers.year_tables import ADJUSTED, YEAR_TABLES
from secretdesk.store.database import reading
from secretdesk.store.ledger import seq_at
from secretdesk.store.rows import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.desk.sheets import Printed
    from secretdesk.domain.review import Row
    from secretdesk.output.form import Form

Progress = Callable[[int, int], object]

LISTS = ("destruction_sheet", "destruction_list", "return_list", "handover_list", "stocktake_list")
TRAINING_HOURS = "training_hours"
HANDOVER_LIST, OPEN_ITEMS, SLOT_LIST, TODAY_LIST = "handover_list", "open_items", "slot_list", "todo_list"
INSPECTOR_VIEW, PREPARE = "inspector_view", "prepare_list"
CLOSING, UNSIGNED = "closing_book", "unsigned_book"
APART = {"recall_slip", UNSIGNED, SLOT_LIST}  # of the moment: no book of a year
OUT = ["unsigned", "signed"]  # statuses of a print that is on paper for somebody's hand


@dataclass(frozen=True)
class Piece:
    """One print of the many: a form of a year, of an entry, or of all."""

    form: str
    year: int | None = None
    entry: int | None = None
    of: str = ""  # what it is of, in words for a file's name
    to_sign: bool = True  # a copy for an inspector is not
    seed: str = ""  # by which the samples of an inspector's view are drawn

    def name(self, forms: dict[str, Form]) -> str:
        """What its file is called: form and number or year, never a title of a document."""
        form = forms[self.form]
        told = " ".join(one for one in (form.code, form.title, self.of) if one)
        return safe_name(told)


def books_of(desk: Desk, year: int) -> list[Piece]:
    """Every book: of that year, or as a whole where its numbers don't begin anew each year."""
    found, shown = [], desk.shown
    for form in forms_of(desk).values():
        register = shown.get(form.register)
        if register is not None and not form.wants_entry and form.key not in APART:
            found.append(Piece(form.key, year, of=str(year)) if register.yearly else Piece(form.key))
    return found


def tables_of(desk: Desk, year: int) -> list[Piece]:
    """The yearly tables, for signature (domain section 5), and what was adjusted of years closed before."""
    tables = [*YEAR_TABLES, ADJUSTED] if may_be_adjusted(desk, year) else YEAR_TABLES
    return [Piece(table.view, year, of=str(year)) for table in tables]


def handover_pack(desk: Desk) -> list[Piece]:
    """岗位交接: the list that three sign, what is open, whose keys are to be changed, all books."""
    forms = forms_of(desk)
    drafted = desk.rows("handovers", where={"kind": POST_HANDOVER, "status": ["draft", "signed"]}, limit=1)
    found, shown = slips_of(HANDOVER_LIST, drafted), desk.shown
    found += [Piece(OPEN_ITEMS), Piece(SLOT_LIST)]
    for form in forms.values():
        if form.register in shown and not form.wants_entry and form.key not in APART:
            found.append(Piece(form.key, to_sign=False))
    return found


def slips_of(form: str, rows: Iterable[Row]) -> list[Piece]:
    """A form of each of these entries."""
    return [Piece(form, entry=row.entry, of=row.number) for row in rows]


def inspector(desk: Desk, year: int, seed: str = "") -> list[Piece]:
    """迎检 in short: a page a heading, samples drawn by the *seed*, and what is to be got ready."""
    forms = forms_of(desk)
    seeds = {INSPECTOR_VIEW: seed, PREPARE: ""}
    return [Piece(key, year, of=str(year), to_sign=False, seed=seeds[key]) for key in seeds if key in forms]


def inspection(desk: Desk, year: int, seed: str = "") -> list[Piece]:
    """迎检: pages by heading, what to get ready, a year's books, the lists of batches, what is unsigned."""
    forms = forms_of(desk)
    found = [*inspector(desk, year, seed), *books_of(desk, year)]
    for key in (key for key in LISTS if key in forms):
        rows = desk.rows(forms[key].of, where={"year": year}, ascending=True)
        found += slips_of(key, (row for row in rows if row.status != "void"))
    found += [Piece(TRAINING_HOURS, year, of=str(year))] if "trainings" in desk.shown else []
    found += [Piece(key) for key in (UNSIGNED,) if key in forms]
    return [replace(piece, to_sign=False) for piece in found]


def day_pack(desk: Desk, day: str) -> list[Piece]:
    """The slips of what was begun on a day, or booked on it, its 日清, and what is to be signed.

    What is not put on paper yet (F17 before the zero balance) is left out. By both times: of what happened
    the day before and is booked today the sheet is made today. One of which a sheet is out, signed or to be
    signed, is left alone: a reprint would make that sheet 作废.
    """
    forms = forms_of(desk)
    before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    with reading():
        booked = Span(seq_at(desk.vault.db, before) + 1, seq_at(desk.vault.db, day))
    found: list[Piece] = []
    for key in [*day_slips(desk), *(key for key in (CLOSING,) if key in forms)]:
        begun = desk.rows(forms[key].of, where={"on": Span(day, f"{day}T24")})
        rows = {row.entry: row for row in (*begun, *desk.rows(forms[key].of, where={"entry": booked}))}
        wanted = [rows[entry] for entry in sorted(rows) if rows[entry].status != "void"]
        found += slips_of(
            key, (row for row in wanted if not (_is_out(desk, key, row) or against(desk, forms[key], row)))
        )
    return [*found, *(Piece(key) for key in (UNSIGNED,) if key in forms)]


def day_slips(desk: Desk) -> list[str]:
    """The forms that acts put on paper, entry by entry: what an action of a register offers of one entry."""
    forms = forms_of(desk)
    offered = (key for register in desk.registers.values() for act in register.actions for key in act.forms)
    return [key for key in dict.fromkeys(offered) if key in forms and forms[key].wants_entry]


def _is_out(desk: Desk, form: str, row: Row) -> bool:
    """Whether a print of this form of this entry waits for its signatures, or has them."""
    return desk.count("prints", where={"form": form, "of_entry": row.entry, "status": OUT}, limit=1) > 0


def save_each(
    desk: Desk, pieces: Sequence[Piece], folder: Path, progress: Progress | None = None
) -> list[tuple[Path, Receipt]]:
    """A file for each; what shows nothing is left out. What was saved before a failure stays, and is booked.

    ``progress(done, total)`` may raise to stop it.

    Raises:
        Refused, StoreError: as `printing.save`.
    """
    forms, made = forms_of(desk), []
    for done, piece in enumerate(pieces):
        printed = drawn(desk, piece, done, len(pieces), progress)
        if printed is not None:
            target = folder / f"{piece.name(forms)}.pdf"
            made.append((target, save(desk, target, printed, to_sign=piece.to_sign)))
    return made


def save_together(
    desk: Desk, pieces: Sequence[Piece], target: Path, progress: Progress | None = None
) -> Receipt | None:
    """One file of all; each print is booked with its pages, the file once. All or nothing; None for nothing.

    Raises:
        Refused, StoreError: as `release`; what was booked is void then.
    """
    from secretdesk.output.pages import join_pdfs

    booked: list[Receipt] = []
    parts: list[Printed] = []
    try:
        for done, piece in enumerate(pieces):
            printed = drawn(desk, piece, done, len(pieces), progress)
            if printed is not None:
                only = None if piece.to_sign else frozenset[int]()
                booked.append(desk.perform(booking(desk, printed, PRINT_WAYS[1], only)))
                parts.append(printed)
        if not parts:
            return None
        told = {
            "pages": sum(part.pages for part in parts),
            **marked(desk, highest(part.mark for part in parts)),
        }
        data = join_pdfs([part.pdf for part in parts])
        alone = any(is_for_paper(desk, part) for part in parts)
        return release(
            desk,
            target,
            data,
            kind=OUTPUT_KINDS[1],
            name=target.stem,
            paper_only=alone,
            **told,
        )
    except BaseException:
        why = {"reason": BULK_WITHDRAWN}
        desk.perform_all(Command("", "prints", "void", one.entry, why) for one in reversed(booked))
        raise


def drawn(desk: Desk, piece: Piece, done: int, total: int, progress: Progress | None) -> Printed | None:
    """A print, or None where there is nothing of it."""

    def tell(*_inside: int) -> None:
        if progress is not None:
            progress(done, total)

    tell()
    printed = print_form(desk, piece.form, year=piece.year, text=piece.seed, entry=piece.entry, progress=tell)
    return printed if printed.rows or forms_of(desk)[piece.form].wants_entry else None
