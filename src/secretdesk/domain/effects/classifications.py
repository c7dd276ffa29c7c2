"""What a classification does to papers, copies, its changes and notices (F20, F21, 保密法第23条)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.declaration import EXPUNGE
from secretdesk.domain.effects.children import entered
from secretdesk.domain.effects.irregularities import recorded
from secretdesk.domain.marks import highest, parse_mark
from secretdesk.domain.review import OWN_NUMBER, Act, Change
from secretdesk.domain.rules.classification_changes import waiting_notices
from secretdesk.domain.rules.classification_values import papers_of
from secretdesk.domain.rules.classifications import out_of
from secretdesk.domain.terms import EXPUNGED, NAME_SEPARATOR, TERMINAL_COPY_STATUSES
from secretdesk.domain.terms_classification import ERASED_MATTER, NOTICE, TOLD_IN_CHANGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

MARK = ("mark", "level", "term", "declassify_on")
CHANGES, NOTICES = "classification_changes", "classification_notices"


def mark_papers(act: Act) -> Iterable[Change]:
    """Our papers and their living copies bear what was decided (第16条, 条例第21条)."""
    wanted = {key: act.value(key) for key in MARK}
    if not wanted["mark"]:
        return
    for paper in papers_of(act):
        if paper["declassified_on"] or paper.status == "void":
            continue
        notice = {"notice_number": act.row.number if act.row is not None else OWN_NUMBER}
        told = _differing(paper, wanted, MARK)
        if not told:
            continue
        yield _marked(paper, told | (notice if act.row is not None else {}))
        for copy in act.books.rows("copies", document=paper.entry):
            changed = _differing(copy, wanted, ("mark", "level", "declassify_on"))
            if changed and copy.status not in TERMINAL_COPY_STATUSES:
                yield _marked(copy, changed)


def _differing(row: Row, wanted: dict[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: wanted[key] for key in keys if wanted[key] != row[key]}


def _marked(row: Row, told: dict[str, Any]) -> Change:
    gone = tuple(key for key, value in told.items() if value is None)
    return Change(
        row.register, "change_mark", row, None, {k: v for k, v in told.items() if v is not None}, gone
    )


def free_papers(act: Act) -> Iterable[Change]:
    """“解密” stands at the mark of our papers (条例第21条)."""
    for paper in papers_of(act):
        if not paper["declassified_on"] and paper.status != "void" and act.row is not None:
            told = {"declassified_on": act.value("freed_on"), "notice_number": act.row.number}
            yield Change("documents", "declassify", paper, None, told)


def book_change(act: Act) -> Iterable[Change]:
    """One line of the book of changes, with what it was and what it is (F21)."""
    if act.row is None:
        return
    before, after = act.row["mark"], act.value("mark")
    shown = highest([parse_mark(one) for one in (before, after) if one])
    told = {
        "changed_on": act.day,
        "kind": act.value("change_kind"),
        "title": act.row["title"],
        "old_mark": before,
        "old_level": act.row["level"],
        "old_scope": act.row["access_scope"],
        "new_mark": after,
        "new_scope": act.value("access_scope"),
        "declassify_on": act.values.get("freed_on") or act.value("declassify_on"),
        "mark": shown.text if shown is not None else None,
        "level": str(shown.level) if shown is not None else None,
        "handled_by": act.value("handled_by"),
        "approved_by": act.values.get("approved_by"),
        "corrects": act.values.get("corrects"),
        "notice_number": act.values.get("notice_number"),
        "why": act.values.get("reason"),
    }
    count = len(act.books.rows(CHANGES, classification=act.row.entry))
    yield entered(act, CHANGES, "classification", count + 1, told, "booked")


def send_notices(act: Act) -> Iterable[Change]:
    """A line for each unit and person; without typed ones for each who has a copy, or was sent one."""
    if act.row is None:
        return
    count = len(act.books.rows(NOTICES, classification=act.row.entry))
    about = act.row["change_kind"] or act.row["kind"]
    lines = act.values.get("notices") or _holders(act)
    for n, line in enumerate(lines, start=count + 1):
        told = {"about": about, "notified_on": act.day, **line}
        yield entered(act, NOTICES, "classification", n, told, "sent", NOTICE)
    standing = [
        row for row in act.books.rows(CHANGES, classification=act.row.entry) if row.status == "booked"
    ]
    if standing:
        names = NAME_SEPARATOR.join(_name(act, line) for line in lines)
        before = f"{standing[-1]['told']}\n" if standing[-1]["told"] else ""
        yield Change(CHANGES, "note", standing[-1], None, {"told": f"{before}{act.day} {names}"})


def _name(act: Act, line: dict[str, Any]) -> str:
    key, register = ("unit", "correspondents") if line.get("unit") is not None else ("person", "people")
    named = line[key]
    row = named.set if isinstance(named, Change) else act.books.get(register, named)
    return str(row["name"]) if row is not None else ""


def _holders(act: Act) -> list[dict[str, Any]]:
    found: dict[tuple[str, int], None] = {}
    for paper in papers_of(act):
        for copy in out_of(act, paper):
            sent = act.books.get("dispatches", copy["dispatch"]) if copy["dispatch"] else None
            if copy["holder"] is not None:
                found["person", copy["holder"]] = None
            elif sent is not None and sent["receiver"] is not None:
                found["unit", sent["receiver"]] = None
    return [{key: entry} for key, entry in found]


def take_receipts(act: Act) -> Iterable[Change]:
    """The notices named, or all that wait, have been received."""
    told = {
        "received_on": act.day,
        **({"receipt": act.values["receipt"]} if act.values.get("receipt") else {}),
    }
    for entry in act.values.get("received") or waiting_notices(act):
        row = act.books.get(NOTICES, entry)
        if row is not None and row.status == "sent":
            yield Change(NOTICES, "settle", row, "received", told)


def book_erasure(act: Act) -> Iterable[Change]:
    """Erasing what should not have stood on this PC is booked as what went wrong (第44条)."""
    if act.row is not None:
        yield recorded(act, ERASED_MATTER, {}, number=act.row.number)


def erase_changes(act: Act) -> Iterable[Change]:
    """Its changes tell the title and the scopes as well: each is expunged with it, and keeps its shell."""
    for row in act.books.rows(CHANGES, classification=act.row.entry) if act.row is not None else ():
        kept = {key: value for key, value in row.values.items() if value is not None and key != "reason"}
        told = {key: EXPUNGED if key in TOLD_IN_CHANGES else value for key, value in kept.items()}
        yield Change(CHANGES, EXPUNGE, row, None, told)
