"""Rules of the end of the day: every thing that is out is named with its reason (第28条（四）（六）)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.moves import AWAY, HOME, matter_of
from secretdesk.domain.review import Act, Reason
from secretdesk.domain.rules.by_count import is_of_count
from secretdesk.domain.rules.common import bad_value
from secretdesk.domain.terms import BY_COUNT_OUT, CLOSING_TEXT, NOTHING_OUT, SENT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Books, Row

LISTED = 10  # numbers in one sentence


def things_out(books: Books) -> list[Row]:
    """What is out with somebody, the longest first; of what is kept by count the loan or reading that has it."""
    found = [row for register in HOME for row in books.rows(register, status=list(AWAY))]
    found += [row for row in books.rows("devices", status="repairing") if _is_sent_out(books, row)]
    counted = [row for register in BY_COUNT_OUT for row in books.rows(register, status="out")]
    return [*found, *(row for row in counted if is_of_count(row))]


def _is_sent_out(books: Books, device: Row) -> bool:
    repair = books.get("repairs", device["repair"]) if device["repair"] else None
    return repair is not None and repair["way"] == SENT_OUT


def who_has(books: Books, thing: Row) -> str:
    """The person, or the firm that repairs it."""
    if thing["holder"] is None and thing["repair"]:
        repair = books.get("repairs", thing["repair"])
        return str(repair["firm"] or "") if repair is not None else ""
    holder = books.get("people", thing["holder"]) if thing["holder"] else None
    return str(holder["name"]) if holder is not None else ""


def taken_by(books: Books, thing: Row) -> Row | None:
    """The matter by which it is out: a loan by count is its own."""
    return thing if thing.register == "loans" else matter_of(books, thing)


def due_of(books: Books, thing: Row) -> str:
    """The day it is to be back; "" where none is set."""
    matter = thing if is_of_count(thing) else matter_of(books, thing)
    return str(matter["due"]) if matter is not None and matter["due"] else ""


def count_what_is_out(act: Act) -> dict[str, Any]:
    """How many are out, how many of them late, and all in one text for the book."""
    found = things_out(act.books)
    late = [thing for thing in found if "" < due_of(act.books, thing) < act.day]
    why = {line["thing"]: line["why"] for line in act.values.get("kept_out") or []}
    told = []
    for thing in found:
        who = who_has(act.books, thing)
        told.append(CLOSING_TEXT.format(number=thing.number, who=who, why=why.get(thing.number, "")))
    return {"out": len(found), "overdue": len(late), "told": "；".join(told) or NOTHING_OUT}


def everything_out_is_explained(act: Act) -> Iterable[Reason]:
    """第28条（四）（六）: what is not taken back today has a reason; nothing that is in is named."""
    out = [thing.number for thing in things_out(act.books)]
    named = [line["thing"] for line in act.values.get("kept_out") or []]
    left = [number for number in out if number not in named]
    if left:
        more = f" 等 {len(left)} 件" if len(left) > LISTED else ""
        text = f"还有没说明的：{'、'.join(left[:LISTED])}{more}；请收回，或写明为什么在外。"
        yield Reason("not_explained", text, "kept_out", "第28条（四）（六）")
    for number in named:
        if number not in out:
            yield bad_value("kept_out", f"{number} 不在外，请核对编号。", "第28条（四）（六）")


def is_of_today(act: Act) -> Iterable[Reason]:
    """The day is closed on the day: what was out then is not known afterwards without doubt."""
    if act.day != act.now.date().isoformat():
        yield bad_value("closed_on", "日清只能登记当天；以前的请看当天的借阅和传阅。", "第28条（四）（六）")
