"""What lending and taking back does to the copies (第28条（六）, F06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.moves import chosen, move_back, move_out, out_with
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.loan_values import coming_back, pages_recorded
from secretdesk.domain.terms import IRREGULARITY_OF_ACTION

if TYPE_CHECKING:
    from collections.abc import Iterable


def hand_out_loan(act: Act) -> Iterable[Change]:
    """Each copy is in the borrower's hands."""
    for copy in chosen(act, "copies"):
        yield move_out(copy, "on_loan", act.values["borrower"], "loans", act.main)


def bring_loan_back(act: Act) -> Iterable[Change]:
    """What comes back lies in its place again; with the last copy the loan is done."""
    if act.row is None:
        return
    back = coming_back(act)
    for copy in back:
        yield move_back(copy)
    if len(back) == len(out_with(act, act.row)):
        yield Change("loans", "settle", act.row, "returned")


def swap_copies(act: Act) -> Iterable[Change]:
    """“Lent 000124, meant 000125”: the one never left, the other did."""
    if act.row is None:
        return
    for copy in chosen(act, "wrong_copy"):
        yield move_back(copy)
    for copy in chosen(act, "right_copy"):
        yield move_out(copy, "on_loan", act.row["borrower"], "loans", act.row.entry)


def book_missing_pages(act: Act) -> Iterable[Change]:
    """A loan that came back with fewer pages than it had is an irregularity (domain 4, 页数核对)."""
    recorded, found = pages_recorded(act), act.values.get("pages")
    if act.row is None or "pages_differ" not in act.warned or recorded is None:
        return
    if found is None or found >= recorded:
        return
    kind, article, text = IRREGULARITY_OF_ACTION["loans.take_back"]
    back = coming_back(act)
    told = "、".join(copy.number for copy in back)
    about = {"document": act.row["document"], "copy": back[0].entry if len(back) == 1 else None}
    yield Change(
        "irregularities",
        "record",
        status="open",
        set={
            "happened_on": act.day,
            "kind": kind,
            "article": article,
            "description": text.format(number=told, pages=found, recorded=recorded),
            "person": act.row["borrower"],
            **{key: value for key, value in about.items() if value is not None},
        },
        series="irregularities",
    )
