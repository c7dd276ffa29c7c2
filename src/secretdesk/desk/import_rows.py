"""One row of an old book: what it tells, as the values of the acts that book it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from secretdesk.desk.import_choices import numbered
from secretdesk.desk.import_fates import read_fate, read_going
from secretdesk.domain.fields import Kind
from secretdesk.domain.marks import parse_mark
from secretdesk.domain.numbers import parse_numbers
from secretdesk.domain.periods import Term
from secretdesk.domain.review import Reason, Weight
from secretdesk.domain.rules.old_books import enrolled, note
from secretdesk.domain.rules.old_cells import Context, Unread, narrow, plain, read_cell
from secretdesk.domain.terms import NO_COPY_NUMBER, Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.desk.desk import Desk
    from secretdesk.desk.import_choices import Choices
    from secretdesk.desk.import_tables import Table
    from secretdesk.desk.import_ways import Way
    from secretdesk.domain.declaration import Action
    from secretdesk.output.old_sheet import OldRow


@dataclass
class RowRead:
    """What a row tells: values by key, its number, what was guessed and what cannot be read."""

    values: dict[str, Any] = field(default_factory=dict)
    number: str = ""
    told: list[Reason] = field(default_factory=list)
    wrong: list[Reason] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)  # for the remark
    fate: str = ""  # the action that tells how the copies left
    fate_on: str = ""
    fate_text: str = ""
    gone: int = 0  # how many of a paper that is kept by count
    copies: list[int] = field(default_factory=list)  # that were there already and left
    paper: int = 0  # kept by count, that was there already


def read_row(desk: Desk, table: Table, choices: Choices, row: OldRow, year: int) -> RowRead:
    """Read the cells of a row by its columns. Nothing is judged yet."""
    way, read = table.way, RowRead()
    own = re.match(r"(\d{4})年?", narrow(shown_cell(row, table.columns, "year")))
    context = Context(int(own[1]) if own else year, table.width)
    for column, key in table.columns.items():
        target, value, label = way.targets[key], row.cells.get(column), table.labels[column]
        if value is None or key == "year":
            continue
        given = read_cell(target, label, value, context)
        if given.wrong is not None:
            read.wrong.append(given.wrong)
            continue
        read.told += given.told
        if given.beside:
            read.beside.append(given.beside)
        if given.value is not None:
            read.values[key] = given.value
        if given.count and "count" in way.targets:
            read.values.setdefault("count", given.count)
    for key, value in choices.values.items():
        if key in way.targets and key not in read.values:
            read.values[key] = value
    _number(read, choices, way, context.year)
    if way.register.key == "documents":
        _document(desk, read, context)
    if way.action is None:
        read_going(desk, read, context)
    if "copies" in way.targets and way.targets["copies"].kind is Kind.REFERENCES:
        _copies(desk, read)
    remark = way.targets.get("remark")
    if read.beside and remark is not None:
        read.values["remark"] = "；".join([*filter(None, [read.values.get("remark")]), *read.beside])
    return read


def _number(read: RowRead, choices: Choices, way: Way, year: int) -> None:
    """The number as written; bare figures, which begin anew each year, in the form that was chosen."""
    text = narrow(str(read.values.pop("number", "") or ""))
    if text.isdecimal() and len(text) <= 6 and choices.number_form and way.register.yearly:
        on = read.values.get(way.action.on_field if way.action else "fate_on") or ""
        text = numbered(choices.number_form, year or str(on)[:4], text)
    read.number = text[:50]


def acts_of(way: Way, read: RowRead) -> list[tuple[Action, dict[str, Any], str | None]]:
    """The acts that book a row: action, values, when (None where a value tells it)."""
    own: list[tuple[Action, dict[str, Any], str | None]] = []
    for action in way.acts:
        values = {
            key: read.values[key]
            for key, target in way.targets.items()
            if key in read.values and way.taker(key) is action
        }
        if action is way.action:
            if action.on_field:
                values.setdefault(action.on_field, None)  # history has a day of its own; today is none
            own.append((action, values, None))
        elif action.on_field in values or set(action.needs) & set(values):
            own.append((action, values, None))
    if way.action is not None and not way.action.on_field:
        days = [str(values.get(action.on_field) or "")[:10] for action, values, _ in own[1:]]
        on = read.values.get("on") or min(filter(None, days), default=None)
        own[0] = (own[0][0], own[0][1], on)
    return own


def _document(desk: Desk, read: RowRead, context: Context) -> None:
    """What a receipt book leaves to be understood: the mark of two columns, copies, where they went."""
    values = read.values
    term = values.pop("term", None)
    mark = parse_mark(str(values.get("mark") or values.get("level") or ""))
    if mark is not None and mark.level.is_state_secret and term and mark.term is None:
        both = parse_mark(f"{mark.level}★{_term(str(term))}")
        values["mark"] = both.text if both else values.get("mark")
    if mark is not None:
        _counted(read, mark.level)
        if mark.level.rank > Level(desk.level).rank and (values.pop("title", None) or "") != "":
            for key in ("proposal", "meeting", "access_scope", "remark"):
                values.pop(key, None)
            read.told.append(note("above", "title"))
    numbered = parse_numbers(values.get("copy_numbers") or ()) or ()
    counted = mark is not None and not mark.level.is_state_secret and "copy_numbers" not in values
    total = len(numbered) or values.get("count")
    read_fate(read, context, counted=counted, total=total if isinstance(total, int) else 0)


def _term(text: str) -> str:
    """10 alone is ten years."""
    clean = narrow(text).removeprefix("★")
    return Term(years=int(clean)).text if clean.isdecimal() and len(clean) < 3 else clean


def _counted(read: RowRead, level: Level) -> None:
    values = read.values
    if values.get("copy_numbers") or values.get("no_copy_number_reason"):
        return
    if values.get("count") is None:
        values["count"] = 1
        read.told.append(note("not_counted", "count"))
    if level.is_state_secret:
        values["no_copy_number_reason"] = NO_COPY_NUMBER
        read.told.append(note("no_copy_number", "copy_numbers"))


def _copies(desk: Desk, read: RowRead) -> None:
    """A loan book often names the paper alone: its only copy is meant."""
    found = []
    for text in read.values.get("copies") or ():
        if isinstance(text, str) and not desk.books.find("copies", text):
            own = desk.books.find("documents", text)
            copies = desk.books.rows("copies", document=own[0].entry) if len(own) == 1 else []
            found.append(copies[0].entry if len(copies) == 1 else text)
        else:
            found.append(text)
    if found:
        read.values["copies"] = found


def is_rejected(read: RowRead) -> bool:
    """Whether a cell makes no sense, so that the row goes back."""
    return bool(read.wrong)


def shown_cell(row: OldRow, columns: Mapping[int, str], key: str) -> str:
    """The text of the cell of a key; "" where there is none."""
    column = next((n for n, own in columns.items() if own == key), None)
    value = row.cells.get(column) if column is not None else None
    return value.text if isinstance(value, Unread) else plain(value)


def warnings_of(read: RowRead, told: list[Reason]) -> list[Reason]:
    """What is to be told of a row that was booked, each once."""
    return list(dict.fromkeys(enrolled(r) for r in (*read.told, *told) if r.weight is not Weight.REFUSE))
