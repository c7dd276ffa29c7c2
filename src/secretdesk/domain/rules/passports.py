"""Rules of passports in custody (第23条, 第26条, 条例第52条, F27)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import bad_value
from secretdesk.domain.terms import CLEARED_STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

LAW = "第23条、条例第52条"


def owner_of(act: Act) -> Row | None:
    """Whose it is."""
    owner = act.value("owner")
    return act.books.get("people", owner) if isinstance(owner, int) else None


def is_bound(row: Row, day: str) -> bool:
    """Whether somebody may not go abroad as they please: on a post that handles secrets, or in 脱密期."""
    return row.status in CLEARED_STATUSES or (row["cooling_until"] or "") >= day


def kept_or_not(act: Act) -> dict[str, Any]:
    """One that was handed in lies somewhere; else its owner has it."""
    if act.values.get("kept_at"):
        return {"kept_on": act.day}
    return {"status": "self_held", "holder": act.values.get("owner")}


def in_owners_hands(act: Act) -> dict[str, Any]:
    """It is with its owner."""
    return {"holder": act.row["owner"] if act.row else None, "trip": None}


def in_nobodys_hands(_act: Act) -> dict[str, Any]:
    """It is kept, or nobody's concern any more; what it was out for is over."""
    return {"holder": None, "trip": None, "due": None}


def number_is_new(act: Act) -> Iterable[Reason]:
    """A passport stands in the book once."""
    number = act.values.get("document_no")
    found = act.books.rows("passports", document_no=number) if number else []
    same = [row for row in found if row.status != "void" and (act.row is None or row.entry != act.row.entry)]
    if same:
        text = f"证号 {number} 已登记为 {same[0].number}，请直接在那一条上办。"
        yield Reason("duplicate_name", text, "document_no", LAW)


def must_be_handed_in(act: Act) -> Iterable[Reason]:
    """第23条: told, where somebody who is bound still has it."""
    owner = owner_of(act)
    if owner is not None and not act.values.get("kept_at") and is_bound(owner, act.day):
        text = f"{owner['name']}的证件还在本人手里；涉密人员的证件集中保管，请催交，收到后办“收存”。"
        yield Reason("passport_not_kept", text, "kept_at", LAW, Weight.WARN)


def owner_may_have_it(act: Act) -> Iterable[Reason]:
    """A journey goes by its own approval (第23条): told; nobody in 脱密期 has it otherwise (第26条)."""
    owner = owner_of(act)
    if owner is not None and (owner["cooling_until"] or "") >= act.day:
        text = f"{owner['name']}在脱密期内（至 {owner['cooling_until']}），证件不得领出；要出国（境）的请先办审批。"
        yield Reason("in_cooling_off", text, "entry", "第26条、保密法第46条")


def back_after_going(act: Act) -> Iterable[Reason]:
    """It is due after it went."""
    due, out = act.value("due"), act.value("out_on")
    if due and out and due < out:
        yield bad_value("due", f"应交回日期（{due}）早于领出日期（{out}），请核对。", LAW)


def owner_is_free(act: Act) -> Iterable[Reason]:
    """It goes back for good once its owner is bound no more (第26条)."""
    owner = owner_of(act)
    if owner is not None and is_bound(owner, act.day):
        until = f"，脱密期到 {owner['cooling_until']}" if owner.status == "left" else ""
        text = f"{owner['name']}现在是涉密人员或在脱密期内{until}，证件不能发还；期满解除以后再办。"
        yield Reason("passport_must_be_kept", text, "entry", "第23条、第26条")
