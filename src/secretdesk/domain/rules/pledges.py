"""Rules of pledges (第21条, 第25条, F19)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.terms_people import ON_POST, OUTSIDER

if TYPE_CHECKING:
    from collections.abc import Iterable

SHEETS = 4  # 部门, 保密办, 组织人事部, 本人
KEPT_AT = "部门、保密办、组织人事部、本人"
FORM = "第21条、F19"


def usual_sheets(act: Act) -> dict[str, Any]:
    """Four copies with the usual four; the department of whoever signs (F19)."""
    person = act.values.get("person")
    row = act.books.get("people", person) if isinstance(person, int) else None
    told: dict[str, Any] = {"department": row["department"] if row else None}
    if act.value("kind") != OUTSIDER:
        told |= {
            "sheets": act.values.get("sheets") or SHEETS,
            "kept_at": act.values.get("kept_at") or KEPT_AT,
        }
    return told


def signer_is_named(act: Act) -> Iterable[Reason]:
    """One of ours by the entry of `people`, an outsider by name and unit."""
    if act.value("kind") != OUTSIDER:
        if not act.value("person"):
            yield missing(act.register.field("person"))
        if act.value("signer"):
            yield bad_value("signer", f"只有“{OUTSIDER}”写外来人员；本单位的请写在“姓名”。", FORM)
        return
    yield from (missing(act.register.field(key)) for key in ("signer", "unit") if not act.value(key))


def signer_is_here(act: Act) -> Iterable[Reason]:
    """Who has left signs no pledge for a post (第21条, 第24条)."""
    person = act.values.get("person")
    row = act.books.get("people", person) if isinstance(person, int) else None
    if row is not None and row.status == "left" and act.value("kind") in ON_POST:
        text = f"{row['name']}已离岗，不能签在岗的承诺书；要返岗的请先在“人员”办“返岗”。"
        yield Reason("wrong_state", text, "person", "第21条、第24条")


def holds_for_a_time(act: Act) -> Iterable[Reason]:
    """It does not end before it is signed."""
    until, signed = act.value("until"), act.value("signed_on")
    if until and signed and until <= signed:
        yield bad_value("until", f"有效期（{until}）不晚于签订日期（{signed}），请核对。", FORM)
