"""What may be made public and what never, who says so, and what becomes of it (第50条 to 第53条, F26)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.declaration import AMEND
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import missing
from secretdesk.domain.rules.disclosure_leaks import level_of
from secretdesk.domain.terms_disclosure import (
    ALLOW,
    CUT_OUT,
    EDIT,
    LATER,
    NEVER,
    NOT_TO_BE_PUBLIC,
    REFUSE,
    SELF_CHECK,
    STATUS_OF,
    UNSURE,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

LAW = "第51条"


def granted(act: Act) -> tuple[str, str]:
    """(field, opinion) of this act; of a correction that by which the item stands; ("", "") where there is none."""
    if act.action.key == AMEND:
        stands = act.row if act.row is not None and act.row.status in LATER else None
        key = "office_opinion" if stands is not None and stands["office_opinion"] else "opinion"
        return (key, stands[key] or "") if stands is not None else ("", "")
    key = "office_opinion" if act.action.key == "review" else "opinion"
    return key, act.values.get(key) or ""


def head_decides(act: Act) -> dict[str, Any]:
    """The status that the head's opinion means; what the head is not sure of goes to the office the same day."""
    opinion = act.values.get("opinion")
    if not opinion:
        return {}
    when = act.values.get("decided_on") or act.day
    told = {"decided_on": when, "status": STATUS_OF[opinion]}
    return told | ({"sent_on": when} if opinion == UNSURE else {})


def office_decides(act: Act) -> dict[str, Any]:
    """The same of the office; what is public already stays so, is mended, or waits to be taken down."""
    opinion = act.values.get("office_opinion")
    status = STATUS_OF.get(opinion or "")
    if act.row is not None and act.row.status == "exposed":
        status = {ALLOW: "published", EDIT: "edited", REFUSE: "exposed"}.get(opinion or "")
    return {"status": status} if status else {}


def opinions_lapse(_act: Act) -> dict[str, Any]:
    """What goes to the office again is judged anew."""
    return dict.fromkeys(("reviewed_on", "office_opinion", "office_by", "leader_by"))


def is_exposed(_act: Act) -> dict[str, Any]:
    """It was public before it was allowed."""
    return {"unreviewed": True}


def never_public(act: Act) -> Iterable[Reason]:
    """第51条, item by item: what no opinion makes public, with the way out."""
    _, opinion = granted(act)
    if opinion not in (ALLOW, EDIT):
        return
    for field, (what, origin, way_out) in NEVER.items():
        if act.value(field):
            public = act.row is not None and act.row.status == "published"
            then = "已经公开的立即办“撤下”" if public else way_out
            yield Reason("not_public", f"{what}的不得公开；{then}。", field, origin)
    if any(act.value(field) is None for field in SELF_CHECK) and act.action.key == "review":
        field = next(one for one in SELF_CHECK if act.value(one) is None)
        yield missing(act.register.field(field))


def cut_out(act: Act) -> Iterable[Reason]:
    """第51条（二）: another's trade secret, somebody's privacy: without these parts only."""
    key, opinion = granted(act)
    for field, (what, origin) in CUT_OUT.items():
        if opinion == ALLOW and act.value(field):
            text = f"{what}的不能照原样公开；请改选“{EDIT}”，写明删去哪几处，或选“{REFUSE}”。"
            yield Reason("cut_out", text, key, origin)


def unstable_goes_up(act: Act) -> Iterable[Reason]:
    """第51条（五）: not public as a rule; a department does not decide it alone, the office not without a leader."""
    key, opinion = granted(act)
    if opinion not in (ALLOW, EDIT) or not act.value("unstable"):
        return
    if key == "opinion":
        text = f"可能影响稳定或公共利益的原则上不公开，部门不能自行同意；请选“{UNSURE}”或“{REFUSE}”。"
        yield Reason("unstable", text, "opinion", "第51条（五）")
    elif not act.value("leader_by"):
        text = "可能影响稳定或公共利益的原则上不公开；确需公开的先请分管领导审签，写明“分管领导”。"
        yield Reason("approval_missing", text, "leader_by", "第51条（五）")


def reprint_is_a_link(act: Act) -> Iterable[Reason]:
    """第52条（三）: a paper of superiors is not reprinted whole; the official page is linked to."""
    key, opinion = granted(act)
    if not act.value("reprint") or opinion not in (ALLOW, EDIT):
        return
    if opinion == ALLOW:
        text = f"中央、省委、省政府文件不全文转载；请改选“{EDIT}”，公开时只放官方网站链接。"
        yield Reason("reprint", text, key, "第52条（三）")
    elif not act.value("source_link"):
        text = "全文转载的改为官方网站链接，请写“官方网站链接”；官方网站上没有公开的，不得转载。"
        yield Reason("reprint", text, "source_link", "第52条（三）")


def edits_are_told(act: Act) -> Iterable[Reason]:
    """What is public after changes says which."""
    _, opinion = granted(act)
    if opinion == EDIT and not act.value("edits") and not (act.value("reprint") and act.value("source_link")):
        yield missing(act.register.field("edits"))


def refusal_is_explained(act: Act) -> Iterable[Reason]:
    """第52条（四）: the conclusion stands in writing with its ground: an answer of the self-check, or words."""
    _, opinion = granted(act)
    if opinion == REFUSE and not act.values.get("reason") and not any(act.value(one) for one in SELF_CHECK):
        yield missing(act.register.field("reason"))


def was_edited(act: Act) -> Iterable[Reason]:
    """What was to be changed is public after the change alone."""
    if act.row is not None and act.row.status == "edited" and act.value("edits_made") is not True:
        text = "审查意见是删改后公开；请先照“删改要求”改好、核对，再写“已照意见删改”。没改就公开了的，办“补记擅自公开”。"
        yield Reason("not_edited", text, "edits_made", "第52条")


def was_public(act: Act) -> Iterable[Reason]:
    """One takes down what is up."""
    if act.row is not None and act.row.status == "edited" and not act.row["unreviewed"]:
        text = f"{act.row.number} 还没有公开，不用撤下；不再公开的请作废，或“送保密办”重新审查。"
        yield Reason("wrong_state", text, "entry", "第52条")


def wrongly_public(act: Act) -> Iterable[Reason]:
    """What should not have been public may be a leak: that clock runs from the discovery (条例第61条)."""
    if act.value("withdrawn_as") == NOT_TO_BE_PUBLIC and level_of(act) is None:
        text = "已记入违规事项；内容涉及或可能涉及国家秘密的，在这里写“密级”，随即立泄密事件，从发现起24小时内报告，同时清除缓存和转发。"
        yield Reason("may_be_leak", text, "withdrawn_as", "条例第61条、第67条（五）", Weight.WARN)


def take_it_down(act: Act) -> Iterable[Reason]:
    """第53条: what is public without a review comes off at once, until it has been reviewed."""
    reviewed = act.action.key == "review"
    if reviewed and (act.row is None or act.row.status != "exposed" or act.value("office_opinion") != REFUSE):
        return
    told = "审查不同意公开" if reviewed else "已照实登记，并记入违规事项"
    text = f"{told}；请立即撤下，办“撤下”；可能涉密的在“泄密事件”登记，从发现起24小时内报告。"
    yield Reason("take_down", text, "entry", "第53条、条例第61条", Weight.WARN)
