"""Where an action takes many things one after the other: its field is a stream of scans, the rest of the form its header.

The registry says which actions; the register itself knows nothing of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from secretdesk.desk import rounds
from secretdesk.desk.inspector import booked
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.review import Weight
from secretdesk.store.errors import StoreError
from secretdesk.ui.scans import Answer, ScanStream

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.domain.review import Command, Reason, Row
    from secretdesk.ui.arrange import Rows

ENTRIES = "entries"  # the scans are the entries that the action is done to
# (register, action) → the field that is scanned, and what else of the form stands open above it
SCANNED: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("destructions", "add"): ("copies", ("box",)),
    ("destructions", "remove"): ("removed", ("reason",)),
    ("returns", "add"): ("copies", ()),
    ("returns", "remove"): ("removed", ("reason",)),
    ("loans", "take_back"): ("back", ("returned_on", "pages", "intact", "outcome")),
    ("copyings", "collect"): ("collected", ("pages_checked",)),
    ("inspections", "scan"): ("scanned", ("place", "person")),
    ("copies", "relocate"): (ENTRIES, ("place",)),
    ("copies", "archive"): (ENTRIES, ("place",)),
    ("copies", "call_back"): (ENTRIES, ("place",)),
    ("circulations", "send"): (ENTRIES, ("reader", "reading_place")),
    ("circulations", "take_back"): (ENTRIES, ("returned_at", "pages_checked")),
}
# register → what else a scanned text may mean than an entry's own number
MEANT: dict[str, Callable[[Desk, str], list[Row]]] = {"circulations": rounds.scanned}
OF_EACH = {
    "circulations": {"reader", "copy", "take_back_first"}
}  # where a reason marks the entry, not the header
GONE = {"void", "retired", "removed"}


def scanned(register: Register, action: Action) -> Field | None:
    """The field that is a stream of scans in this action's form; None where none is."""
    key, _ = SCANNED.get((register.key, action.key), ("", ()))
    if key == ENTRIES:
        told = "扫描一份按一次 Enter。"
        return Field(ENTRIES, register.label, Kind.REFERENCES, refers_to=register.key, help=told)
    return register.field(key) if key else None


def is_begun_by_scanning(register: Register, action: Action) -> bool:
    """Whether the action can be begun with nothing chosen, since its entries are scanned."""
    return SCANNED.get((register.key, action.key), ("", ()))[0] == ENTRIES


def with_stream(register: Register, action: Action, rows: tuple[Rows, Rows]) -> tuple[Rows, Rows]:
    """The rows of a form with its header open, the stream alone below it, the rest folded."""
    field = scanned(register, action)
    if field is None:
        return rows
    header = {*SCANNED[register.key, action.key][1], *action.needs}
    every = [[cell for cell in row if cell[0].key != field.key] for some in rows for row in some]
    opened = [[cell for cell in row if cell[0].key in header] for row in every]
    folded = [[cell for cell in row if cell[0].key not in header] for row in every]
    return [*(row for row in opened if row), [(field, 1.0)]], [row for row in folded if row]


def judge_one(desk: Desk, command: Command, key: str, entry: int) -> Sequence[Reason]:
    """What the rules say to this one alone (those before it were answered when they were scanned)."""
    if key == ENTRIES:
        return desk.foresee(replace(command, entry=entry, seen=None))
    return desk.foresee(replace(command, values={**command.values, key: [entry]}))


class ScanEditor(ScanStream):
    """An editor as any other. ``judge`` says what the rules think of one entry alone."""

    changed = Signal()

    def __init__(self, desk: Desk, field: Field, parent: QWidget) -> None:
        super().__init__(self.look_up, parent, named=field.label)
        self.desk, self.field = desk, field
        self.judge: Callable[[int], Sequence[Reason]] = lambda _entry: ()
        self.rows: dict[int, Row] = {}

    def look_up(self, text: str) -> Answer:
        """What the text means, and whether the action may take it."""
        try:
            find = MEANT.get(self.field.refers_to)
            found = find(self.desk, text) if find else self.desk.find(self.field.refers_to, text)
            living = [row for row in found if row.status not in GONE] or found
            if len(living) != 1:
                numbers = "、".join(row.number for row in living[:3])
                told = f"不止一个（{numbers}），请扫条码或写全编号。" if living else "没有这个编号，请核对。"
                return Answer(text, told=told)
            return self._judged(text, living[0])
        except StoreError as error:
            return Answer(text, told=error.text)

    def _judged(self, text: str, row: Row) -> Answer:
        concerned = {self.field.key}
        if self.field.key == ENTRIES:
            concerned |= {"entry"} | OF_EACH.get(self.field.refers_to, set())
        reasons = [one for one in self.judge(row.entry) if one.field in concerned and one.code != "missing"]
        against = next((one.text for one in reasons if one.weight is Weight.REFUSE), "")
        level, title = told_of(self.desk, row)
        if against:
            return Answer(text, 0, row.number, level, against.removeprefix(row.number).strip())
        self.rows[row.entry] = row
        return Answer(text, row.entry, row.number, level, title)

    # --- as an editor ---

    def get(self) -> list[list[Any]]:
        """What was taken, as a draft keeps it."""
        return [[one.typed, one.entry] for one in self.taken]

    def put(self, value: Any) -> None:
        """Begin anew, or with what a draft kept; what has gone meanwhile is told."""
        self.clear()
        for typed, entry in value or []:
            found = self.desk.find(self.field.refers_to, entry)
            self.add(self._judged(typed, found[0]) if found else Answer(typed, told="没有这个编号，请核对。"))
        self.changed.emit()

    def send(self) -> list[int]:
        """The entries."""
        return [one.entry for one in self.taken]

    @property
    def chosen(self) -> list[Row]:
        """The rows of what was taken."""
        return [self.rows[one.entry] for one in self.taken]


class BooksEditor(ScanEditor):
    """Whatever lies there, one after the other: each answered by what the books say of it, the unknown taken too."""

    def look_up(self, text: str) -> Answer:
        """Where the books have it."""
        try:
            thing, told = booked(self.desk, text)
        except StoreError as error:
            return Answer(text, told=error.text)
        if thing is None:
            return Answer(text, -len(self.answers) - 1, told="账上没有，记下来查明来历。", doubtful=True)
        return Answer(text, thing.entry, thing.number, thing["level"] or "", f"账上：{told}")

    def get(self) -> list[list[Any]]:
        """What was taken, as a draft keeps it."""
        return [[one.number or one.typed] for one in self.taken]

    def put(self, value: Any) -> None:
        """Begin anew, or with what a draft kept."""
        self.clear()
        for (typed,) in value or []:
            self.add(self.look_up(typed))
        self.changed.emit()

    def send(self) -> str:  # type: ignore[override]
        """The numbers, a line each."""
        return "\n".join(one.number or one.typed for one in self.taken)


def stream_of(desk: Desk, field: Field, parent: QWidget) -> ScanEditor:
    """The stream for a field: one that takes entries of a register, or any number where it is text."""
    return (BooksEditor if field.kind is Kind.TEXT else ScanEditor)(desk, field, parent)


def told_of(desk: Desk, row: Row) -> tuple[str, str]:
    """Level and title (代称 where there is none) of a thing, for whoever has just scanned it."""
    paper = row["document"] and next(iter(desk.rows("documents", where={"entry": row["document"]})), None)
    title = (paper["title"] or paper["short_title"]) if paper else row["model"] or row["name"]
    return row["level"] or "", title or ""
