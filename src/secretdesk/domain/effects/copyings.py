"""What copying brings: each copy an entry with its parent; a loan for each recipient (第28条（五）, F05)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.moves import chosen, move_back, move_out, out_with
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.copyings import document_of, free_copies, original_of
from secretdesk.domain.terms import COPIED_NUMBER, MEETING, SOURCE_OF_ACTION

if TYPE_CHECKING:
    from collections.abc import Iterable

SAME = ("level", "mark", "declassify_on", "carrier_type")  # a copy is as its original (条例第27条（五）)


def enter_the_copies(act: Act) -> Iterable[Change]:
    """n/N copies on the account, of the same level and term, each with the copy that it was made from."""
    original, document, made = original_of(act), document_of(act), act.values.get("made") or 0
    if (
        act.row is None or document is None or original is None
    ):  # kept by count: the copying itself counts them
        return
    before = max(
        (copy["serial"] or 0 for copy in act.books.rows("copies", document=document.entry)), default=0
    )
    place = act.values.get("place") or original["place"]
    shared: dict[str, Any] = {key: original[key] for key in SAME} | {
        "pages": act.row["pages"],
        "place": place,
    }
    for n in range(1, made + 1):
        own = {
            "document": document.entry,
            "serial": before + n,
            "of": made,
            "copy_number": COPIED_NUMBER.format(n=n, of=made),
            "source": SOURCE_OF_ACTION["produce"],
            "obtained_on": act.day,
            "made_from": original.entry,
            "copying": act.row.entry,
        }
        known = {key: value for key, value in shared.items() if value is not None}
        yield Change("copies", "enter", status="in_cabinet", set=known | own, number=f"\0child{before + n}")


def open_loans(act: Act) -> Iterable[Change]:
    """A 会议 loan for each who is given a copy; it is collected as any loan is."""
    if act.row is None:
        return
    for person, copy in zip(act.values.get("recipients") or [], free_copies(act), strict=False):
        row = act.books.get("people", person) if isinstance(person, int) else None
        known = {"department": row["department"] if row else None, "approved_on": act.row["approved_on"]}
        known |= {key: act.values.get(key) for key in ("briefed_by", "briefed_on")}
        loan = Change(
            "loans",
            "lend",
            status="out",
            set={
                "lent_on": act.on,
                "kind": MEETING,
                "borrower": person,
                "copies": [copy.entry],
                "document": copy["document"],
                "level": copy["level"],
                "purpose": act.row.number,
                "approved_by": act.row["approved_by"],
                "due": act.values["due"],
                **{key: value for key, value in known.items() if value is not None},
            },
            series="loans",
        )
        yield loan
        yield move_out(copy, "on_loan", person, "loans", loan)


def take_in(act: Act) -> Iterable[Change]:
    """Each copy lies in its place again; a loan is done with its last one."""
    back = chosen(act, "collected")
    entries = {copy.entry for copy in back}
    for copy in back:
        yield move_back(copy)
    for entry in dict.fromkeys(copy["loan"] for copy in back):
        loan = act.books.get("loans", entry)
        if loan is not None and {one.entry for one in out_with(act, loan)} <= entries:
            yield Change("loans", "take_back", loan, "returned", {"returned_on": act.day})
