"""One row of an old book becomes acts: booked, with warnings or without, or sent back with the reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from secretdesk.desk.import_rows import RowRead, acts_of, read_row, shown_cell, warnings_of
from secretdesk.domain.review import Command, Reason, Refused, Weight, inner
from secretdesk.domain.rules import old_books
from secretdesk.domain.terms import GONE_WAYS
from secretdesk.store.database import savepoint

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.desk.import_choices import Choices
    from secretdesk.desk.import_tables import Table
    from secretdesk.desk.import_ways import Way
    from secretdesk.domain.marks import Mark
    from secretdesk.output.old_sheet import OldRow

Do = Callable[[Iterable[Command]], "list[Receipt]"]

CONSENT = frozenset({"late_entry"})
# Told once of a book that lacks the column, not of each of its rows.
OF_COLUMNS = frozenset({"missing", "approval_missing", "read_no_copy_number", "read_not_counted"})


@dataclass(frozen=True)
class RowDone:
    """What became of a row: ``reasons`` are why it went back, else what is to be looked at."""

    sheet: str
    row: OldRow
    reasons: tuple[Reason, ...]
    cells: tuple[tuple[str, str], ...] = ()  # of each reason: the column's label and what stands there
    number: str = ""


@dataclass
class Outcome:
    """What became of a book. ``imported`` counts the rows without a word; the others are listed."""

    rehearsed: bool
    way: Way
    imported: int = 0
    warned: list[RowDone] = field(default_factory=list)
    rejected: list[RowDone] = field(default_factory=list)
    notes: dict[str, Reason] = field(default_factory=dict)  # of the book as a whole
    skipped: int = 0
    run: Receipt | None = None
    input: Receipt | None = None
    mark: Mark | None = None

    @property
    def content(self) -> int:
        """Rows with content: imported, with warnings, rejected."""
        return self.imported + len(self.warned) + len(self.rejected)


def book_row(
    desk: Desk, do: Do, outcome: Outcome, choices: Choices, table: Table, row: OldRow, year: int
) -> None:
    """Book a row, or put it among the rejected; nothing of a rejected one stays."""
    read = read_row(desk, table, choices, row, year)
    wrong, number, told = read.wrong, "", list[Reason]()
    if not wrong:
        try:
            with savepoint(desk.vault.db):
                number, told = _perform(do, table, row, read)
        except Refused as refused:
            wrong = [one for one in refused.reasons if one.weight is not Weight.WARN]
    reasons = tuple(wrong or _of_the_row(outcome, table, warnings_of(read, told)))
    if not reasons:
        outcome.imported += 1
        return
    labels = {key: table.labels[n] for n, key in table.columns.items()}
    cells = tuple((labels.get(r.field, ""), shown_cell(row, table.columns, r.field)) for r in reasons)
    (outcome.rejected if wrong else outcome.warned).append(RowDone(table.name, row, reasons, cells, number))


def _of_the_row(outcome: Outcome, table: Table, told: list[Reason]) -> list[Reason]:
    """What a row is to be looked at for; what the whole book lacks is told once."""
    kept = []
    for reason in told:
        whole = reason.code in OF_COLUMNS and reason.field not in table.columns.values()
        if not whole:
            kept.append(reason)
        elif reason.field in table.way.targets:
            label = table.way.targets[reason.field].label
            outcome.notes.setdefault(reason.field, old_books.note("no_column", reason.field, label=label))
    return kept


def _perform(do: Do, table: Table, row: OldRow, read: RowRead) -> tuple[str, list[Reason]]:
    """The acts of a row; its number and the warnings. Raises Refused where one of them may not be."""
    way, place = table.way, f"{table.name}!{row.number}"
    entry, number, told = None, read.number if way.action is None else "", list[Reason]()
    copies, paper = read.copies, read.paper
    for action, values, on in acts_of(way, read):
        own = Command("", way.register.key, action.key, entry, values, on, confirm=CONSENT, imported=place)
        if action.creates and read.number:
            own = replace(own, number=read.number)
        (receipt,) = do([own])
        told += receipt.warnings
        if action.creates:
            entry, number = receipt.entry, receipt.number
            paper = receipt.entry if read.gone else 0
            copies = [made.entry for made in receipt.created if made.register == "copies"]
    if read.fate and paper:
        values = {"gone": read.gone, "gone_as": GONE_WAYS[read.fate], "reason": read.fate_text}
        gone = replace(inner("documents", "write_off", paper, values), on=read.fate_on or None)
        (receipt,) = do([replace(gone, imported=place, confirm=CONSENT)])
        told += receipt.warnings
    elif read.fate and copies:
        gone = inner("copies", read.fate, values={"reason": read.fate_text})
        gone = replace(gone, on=read.fate_on or None, imported=place, confirm=CONSENT)
        for receipt in do(replace(gone, entry=copy) for copy in copies):
            told += receipt.warnings
    return number, told
