"""What is kept by count: 工作秘密 and 内部 papers without single copies (F34). How many of them still lie in the cabinet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Reason
from secretdesk.domain.rules.availability import date_field, was_there
from secretdesk.domain.rules.common import LEDGER, bad_value, missing, moved_since

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Books, Row

TAKEN = {  # statuses of what is out of the cabinet
    "loans": ("out",),
    "dispatches": ("sent", "confirmed"),
    "readings": ("out",),
    "destruction_lines": ("listed", "destroyed"),
    "return_lines": ("listed", "returned"),
}

FAR = "9999-12-31"
ONE_BY_ONE = ("copies", "media", "devices")


def left_of(books: Books, document: Row) -> int:
    """How many of a paper kept by count are in the cabinet."""
    return (document["count"] or 0) - taken_of(books, document)


def least_left(books: Books, document: Row, day: str) -> int:
    """How many were in the cabinet on every day from that one on: of an act booked late, no more were there."""
    gone = [(first, last, n) for one in _lent(books, document) for first, last, n in [_away(one)] if n]
    days = [day, *(first for first, _, _ in gone if first > day)]
    out = max(sum(n for first, last, n in gone if first <= one < last) for one in days)
    return min(left_of(books, document), (document["count"] or 0) + made_of(books, document) - out)


def _lent(books: Books, document: Row) -> list[Row]:
    """Every loan and reading that took some of it, those that are over too."""
    found = books.rows("loans", document=document.entry, status=["out", "returned"])
    return [*found, *books.rows("readings", document=document.entry, status=["out", "done"])]


def _away(row: Row) -> tuple[str, str, int]:
    """From which day until before which day how many were away."""
    if row.register == "readings":
        return str(row["sent_at"] or FAR)[:10], str(row["returned_at"] or FAR)[:10], 1
    over = row.status == "returned"
    return (
        str(row["lent_on"])[:10],
        (over and row["returned_on"]) or FAR,
        (row["count"] or 0) if over else still_out(row),
    )


def taken_of(books: Books, document: Row) -> int:
    """How many are out of the cabinet or spoken for, less those that were copied besides."""
    out = sum(still_out(row) for row in _takers(books, document))
    return out + (document["gone"] or 0) - made_of(books, document)


def made_of(books: Books, document: Row) -> int:
    """How many were copied besides."""
    made = books.rows("copyings", document=document.entry, status="produced")
    return sum(row["made"] or 0 for row in made)


def _takers(books: Books, document: Row) -> list[Row]:
    """The matters that have some of it now."""
    found = [
        row
        for register, statuses in TAKEN.items()
        for row in books.rows(register, document=document.entry, status=list(statuses))
    ]
    return [row for row in found if still_out(row)]


def still_out(row: Row) -> int:
    """How many copies this entry has: a reading one, a return what it gives, a loan what is not back yet."""
    own = {
        "readings": 1,
        "return_lines": row["given"],
        "loans": (row["count"] or 0) - (row["came_back"] or 0),
    }
    return (own[row.register] if row.register in own else row["count"]) or 0


def is_of_count(row: Row) -> bool:
    """Whether this loan or reading has copies that are kept by count: what is out is the entry itself."""
    return row.register in {"loans", "readings"} and row["holder"] is not None


def nothing_is_out(act: Act) -> Iterable[Reason]:
    """A receipt by count is not void while some of it is out, in a batch, on a round, or was copied."""
    if act.row is None or not act.row["by_count"]:
        return
    open_ones = {"copyings": ("applied", "approved", "produced"), "circulations": ("open",)}
    matters = _takers(act.books, act.row)
    for register, statuses in open_ones.items():
        matters += act.books.rows(register, document=act.row.entry, status=list(statuses))
    if matters:
        yield moved_since(act.row, [row.number for row in matters])


def count_covers_what_is_taken(act: Act) -> Iterable[Reason]:
    """A corrected 份数 is no less than what the books say is out or gone already."""
    if act.row is None or not act.row["by_count"] or "count" not in act.values:
        return
    least = taken_of(act.books, act.row)
    if (act.values["count"] or 0) < least:
        text = f"{act.row.number} 已有 {least} 份在外，或已列入清退、销毁、发出，份数不能少于 {least}；请先收回、移出。"
        yield bad_value("count", text, LEDGER)


def goes_out_of_the_count(act: Act) -> Iterable[Reason]:
    """An old book tells how papers by count left (F34): once, and no more than there are."""
    row = act.row
    if row is None:
        return
    if not row["by_count"]:
        yield bad_value("entry", f"{row.number} 是逐份登记的，请逐份写去向。", LEDGER)
    elif row["gone"] or not 0 < (act.values.get("gone") or 0) <= left_of(act.books, row):
        text = f"{row.number} 在柜里还有 {left_of(act.books, row)} 份，旧账去向只登记一次；请核对份数。"
        yield Reason("not_in_cabinet", text, "gone", LEDGER)


def undoing_leaves_enough(act: Act) -> Iterable[Reason]:
    """What an undone step had brought back, or made, may be with somebody else by now: that comes back first."""
    if act.row is None:
        return
    more: dict[int, int] = {}  # paper → how many more are out once the step is undone
    for one in act.books.touched(act.row, last=True):
        for row, sign in ((one.before, 1), (one.row, -1)):
            if row is not None and (count := _lessens(row)):
                more[row["document"]] = more.get(row["document"], 0) + sign * count
    for entry, count in more.items():
        paper = act.books.get("documents", entry)
        if paper is None or not paper["by_count"] or count <= 0:
            continue
        if paper.status == "void":
            yield Reason("wrong_state", f"{paper.number} 已作废，不能撤销；请重新登记收文。", "entry", LEDGER)
        elif count > (left := left_of(act.books, paper)):
            text = (
                f"撤销后 {paper.number} 要多出去 {count} 份，柜里只有 {left} 份；请先收回后来给出的，再撤销。"
            )
            yield Reason("moved_since", text, "entry", LEDGER)


def _lessens(row: Row) -> int:
    """By how many this entry lessens what is in the cabinet; a copying adds what it made."""
    if not row["document"]:
        return 0
    if row.register == "copyings":
        return -(row["made"] or 0) if row.status == "produced" else 0
    return still_out(row) if row.status in TAKEN.get(row.register, ()) else 0


def something_is_taken(act: Act) -> Iterable[Reason]:
    """Copies one by one; of a 工作秘密 or 内部 paper that is kept by count, how many (F34)."""
    origin, document = act.action.article, act.value("document")
    row = act.books.get("documents", document) if isinstance(document, int) else None
    if any(act.values.get(key) for key in ONE_BY_ONE):
        if act.values.get("count") is not None:
            yield bad_value("count", "逐份办理的不写份数，请清空。", origin)
        return
    if row is None:
        yield missing(act.register.field("copies"))
    elif not row["by_count"]:
        yield bad_value("document", f"{row.number} 是逐份登记的，请写是哪一份。", origin)
    elif row.status == "void":
        yield bad_value("document", f"{row.number} 已作废，请核对编号。", origin)
    else:
        yield from was_there(act, [row], act.day, date_field(act))
        count, left = act.values.get("count"), least_left(act.books, row, act.day)
        if count is None or not 0 < count <= left:
            text = f"{row.number} 在柜里还有 {left} 份，请写办理几份。"
            yield Reason("not_in_cabinet", text, "count", origin)
