"""An old book is taken over: looked at, rehearsed, booked in one transaction (design section 1).

The rehearsal is the import, rolled back at its end: what it predicts is what happens.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from secretdesk.desk.import_acts import Outcome, book_row
from secretdesk.desk.import_rows import shown_cell
from secretdesk.desk.import_tables import Table, lay_out
from secretdesk.desk.import_ways import FATE_DAYS, way_into
from secretdesk.domain.marks import highest, parse_mark
from secretdesk.domain.review import Command, Refused, inner
from secretdesk.domain.rules import old_books
from secretdesk.domain.terms import INPUT_KINDS
from secretdesk.store.database import stoppable
from secretdesk.store.errors import DiskTrouble
from secretdesk.store.files import why

if TYPE_CHECKING:
    from pathlib import Path

    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.desk.import_choices import Choices
    from secretdesk.domain.marks import Mark
    from secretdesk.output.old_book import OldBook
    from secretdesk.output.old_sheet import OldRow, OldSheet

Progress = Callable[[int, int], object]  # rows done, of how many; may raise to stop: then nothing has changed
STEP = 20


@dataclass(frozen=True)
class OldFile:
    """A file as it was read, once: what is looked at, rehearsed and booked is the same."""

    name: str
    sha256: str
    book: OldBook
    read: dict[str, OldSheet] = field(default_factory=dict)

    def sheet(self, name: str, progress: Callable[[int], object] | None = None) -> OldSheet:
        """A sheet, read when it is first asked for. Raises Refused where it cannot be read."""
        if name not in self.read:
            self.read[name] = self.book.read(name, progress)
        return self.read[name]


class _Empty(Exception):
    """No row was booked, so there is no run."""


def open_file(path: Path) -> OldFile:
    """Read a workbook from the disk.

    Raises:
        Refused: where it is no workbook, damaged, hostile or too large.
        DiskTrouble: where it cannot be read.
    """
    from secretdesk.output.old_book import MOST_FILE, open_book

    try:
        with path.open("rb") as file:
            data = file.read(MOST_FILE + 1)
    except OSError as error:
        raise DiskTrouble("source", path=path, reason=why(error)) from error
    return OldFile(path.name, hashlib.sha256(data).hexdigest(), open_book(data, path.name))


def look(desk: Desk, file: OldFile, choices: Choices, progress: Progress | None = None) -> list[Table]:
    """Every sheet as it is recognised, with what was chosen for it.

    Raises:
        Refused: where a sheet is damaged, or the choices name what the register lacks.
    """
    way = way_into(desk.registers, choices.register, choices.action)
    for key in {*choices.columns.values(), *choices.values} - {""} - set(way.targets):
        known = "、".join(way.targets)
        raise Refused([old_books.unreadable("columns", key=key, register=way.register.label, known=known)])
    for name in set(choices.sheets) - set(file.book.sheets):
        raise Refused([old_books.unreadable("no_sheet", sheet=name)])
    tell = (lambda done: progress(done, 0)) if progress else None
    return [lay_out(file.sheet(name, tell), way, choices, file.name) for name in file.book.sheets]


def missing_columns(table: Table) -> list[str]:
    """The labels of the columns without which no row of this sheet makes sense."""
    have = {*table.columns.values()}
    if have & FATE_DAYS.keys():
        have.add("fate")
    return [table.way.targets[key].label for key in table.way.needed if key not in have]


def run(
    desk: Desk,
    file: OldFile,
    tables: Sequence[Table],
    choices: Choices,
    source: dict[str, Any],
    *,
    keep: bool,
    confirm: frozenset[str] = frozenset(),
    progress: Progress | None = None,
) -> Outcome:
    """Book every row of the tables, or (``keep`` False) see what would become of them. One transaction.

    ``source`` are values of `inputs` (source, medium, virus_checked …), ``confirm`` the codes that the person
    consents to for the run as a whole.

    Raises:
        Refused: where the run itself may not be (no column, no source, the same file again).
        StoreError, and whatever *progress* raises: nothing has changed.
    """
    used = [table for table in tables if table.header and not table.skip]
    _may_run(used, choices)
    _not_before(desk, file, used[0].way.register.key, confirm)
    wanted = [(table, row, year) for table in used for row, year in table.rows()]
    outcome = Outcome(not keep, used[0].way)
    outcome.skipped = sum(sum(table.skipped.values()) for table in used)
    outcome.mark = highest(_mark_of(table, row) for table, row, _ in wanted)
    if guessed := next((table.year for table in used if table.year_guessed), 0):
        outcome.notes["year"] = old_books.note("file_year", "year", year=guessed)
    try:
        with desk.together(keep=keep) as do:
            told = {
                "kind": INPUT_KINDS[0],
                "name": file.name,
                "sha256": file.sha256,
                **_level(outcome.mark),
                **source,
            }
            (outcome.input,) = do([Command("", "inputs", "record", values=told, confirm=confirm)])
            first = desk.head()[0] + 1
            for done, (table, row, year) in enumerate(wanted):
                if progress and done % STEP == 0:
                    progress(done, len(wanted))
                book_row(desk, do, outcome, choices, table, row, year)
            last = desk.head()[0]
            _is_something(first, last)
            (outcome.run,) = do([_booking(file, used, outcome, first, last, confirm)])
    except _Empty:
        outcome.input = None
    if progress:
        progress(len(wanted), len(wanted))
    return outcome


def undo(desk: Desk, entry: int, reason: str, progress: Progress | None = None) -> Receipt:
    """A run is undone as a run (the supervisor's). A big one takes seconds; *progress* may raise to stop it.

    Raises:
        Refused: where something that it wrote on was written on since; nothing has changed.
    """
    command = Command("", "imports", "void", entry, {"reason": reason})
    if progress is None:
        return desk.perform(command)
    with stoppable(desk.vault.db, lambda: progress(0, 0)):
        return desk.perform(command)


def _is_something(first: int, last: int) -> None:
    if last < first:
        raise _Empty


def _may_run(used: Sequence[Table], choices: Choices) -> None:
    if not used:
        raise Refused([old_books.unreadable("no_header")])
    missing = dict.fromkeys(
        label for table in used for label in missing_columns(table) if not _is_given(table, label, choices)
    )
    if missing:
        raise Refused([old_books.unreadable("needed", labels="”、“".join(missing))])


def _not_before(desk: Desk, file: OldFile, key: str, confirm: frozenset[str]) -> None:
    same = desk.rows("imports", where={"sha256": file.sha256, "into": key, "status": "done"}, limit=1)
    asked = [old_books.imported_before(one.number) for one in same]
    if asked and asked[0].code not in confirm:
        raise Refused(asked)


def _is_given(table: Table, label: str, choices: Choices) -> bool:
    return any(table.way.targets[key].label == label for key in choices.values if key in table.way.targets)


def _booking(
    file: OldFile, used: Sequence[Table], outcome: Outcome, first: int, last: int, confirm: frozenset[str]
) -> Command:
    register = outcome.way.register
    values = {
        "into": register.key, "target": register.label, "file_name": file.name, "sha256": file.sha256,
        "sheets": "、".join(table.name for table in used)[:500], "content_rows": outcome.content,
        "imported": outcome.imported, "warned": len(outcome.warned), "rejected": len(outcome.rejected),
        "skipped": outcome.skipped, "input": outcome.input.entry if outcome.input else None,
        "first_line": first, "last_line": last,
    }  # fmt: skip
    return replace(inner("imports", "run", values=values), confirm=confirm)


def _mark_of(table: Table, row: OldRow) -> Mark | None:
    text = shown_cell(row, table.columns, "mark") or shown_cell(row, table.columns, "level")
    return parse_mark(text) if text else None


def _level(mark: Mark | None) -> dict[str, str]:
    return {"level": str(mark.level), "mark": mark.text} if mark else {}
