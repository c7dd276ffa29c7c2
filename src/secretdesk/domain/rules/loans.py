"""Rules of lending (第28条（六）, F06): who approved it, for how long, what comes back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.availability import TAKEN, level_taken
from secretdesk.domain.rules.clearance import may_be_given
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.rules.corrections import is_new
from secretdesk.domain.rules.holdings import overdue_held
from secretdesk.domain.rules.homecoming import came_from_it, is_all_back
from secretdesk.domain.rules.loan_values import LIMITS, level_rises
from secretdesk.domain.terms import HANDLING, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

FORM = "第28条（六）、F06"


def borrower_may_have_it(act: Act) -> Iterable[Reason]:
    """第17条、第18条、第21条: whoever is lent a state secret is cleared, has pledged, and is of enough level."""
    yield from may_be_given(act, "borrower", level_taken(act))


def loan_is_approved(act: Act) -> Iterable[Reason]:
    """F06 批准人〔sig〕: the approval on paper comes first; 工作秘密 and 内部 need none."""
    level = level_taken(act)
    if level is None or not level.is_state_secret:
        return
    if not act.value("approved_by"):
        text = "请先请保密办负责人在借阅登记表上签批，再填“批准人”。"
        yield Reason("approval_missing", text, "approved_by", FORM)
    elif (act.value("approved_on") or "") > _start(act) and not act.value(
        "renewals"
    ):  # that of a renewal is later
        yield Reason(
            "approval_missing", "批准日期晚于借出日期，须先批准后借出，请核对。", "approved_on", FORM
        )


def within_the_term(act: Act) -> Iterable[Reason]:
    """第28条（六）不得长期存放: each level has its days; 绝密 is not lent; 承办 has the term that was approved."""
    level, due, start = level_taken(act), act.value("due"), _start(act)
    if due and due < start:
        yield bad_value("due", "应还日期早于借出日期，请核对。", FORM)
    if level not in LIMITS:
        return
    days = int(act.books.parameter(LIMITS[level], act.day))
    if days == 0:
        text = f"{level}件不外借，请在机要室阅读，用“传阅”登记。"
        yield Reason("reading_place", text, _named(act), "条例第29条（三）")
    elif not due:
        yield missing(act.register.field("due"))
    elif due > (date.fromisoformat(start) + timedelta(days=days)).isoformat() and not _stands(act):
        handling = act.value("kind") == HANDLING
        then = "承办时限经批准的请确认" if handling else "请改短，到期再办续借"
        weight = Weight.ASK if handling else Weight.REFUSE
        text = f"{level}件一次最多借 {days} 天；{then}。"
        yield Reason("term_out_of_range", text, "due", "第28条（六）", weight)


def _named(act: Act) -> str:
    asked = (key for key in TAKEN if key in act.action.asks)
    return next((key for key in asked if act.values.get(key)), TAKEN[0])


def _start(act: Act) -> str:
    """The day from which the days are counted: of lending, or of renewing."""
    if act.action.key in {"lend", "renew"} or act.row is None:
        return act.day
    return str(act.value("lent_on"))[:10]


def _stands(act: Act) -> bool:
    """A correction of something else does not ask again what was granted, unless it raises the level."""
    same = act.row is not None and act.value("due") == act.row["due"] and not _is_handling_no_more(act)
    return same and not level_rises(act, act.value("level") or Level.UNCLASSIFIED)


def _is_handling_no_more(act: Act) -> bool:
    """A 办理时限 was granted to 承办 alone."""
    return act.row is not None and act.row["kind"] == HANDLING and is_new(act, "kind")


def corrected_as_lent(act: Act) -> Iterable[Reason]:
    """A correction says of the approval and the reminder what can have been: they came before the handing over.

    A renewal is signed, and its borrower reminded, between the lending and today.
    """
    lent, renewed = str(act.value("lent_on"))[:10], bool(act.value("renewals"))
    approved, reminded = act.value("approved_on"), act.value("briefed_on")
    if renewed and is_new(act, "approved_on") and approved and approved < lent:
        text = f"续借的批准日期不会早于借出日（{lent}），请核对。"
        yield Reason("approval_missing", text, "approved_on", FORM)
    if not renewed and is_new(act, "briefed_on") and reminded and reminded > lent:
        yield bad_value("briefed_on", f"{lent} 借出，须先提醒后借出，请核对提醒日期。", FORM)


def nothing_overdue(act: Act) -> Iterable[Reason]:
    """第28条（六）及时催还: whoever has not brought back what was due is asked for that first."""
    yield from overdue_held(act, "borrower")


def renewal_is_later(act: Act) -> Iterable[Reason]:
    """A renewal puts the due date off."""
    before = act.row["due"] if act.row is not None else None
    if before and act.values.get("due") and act.values["due"] <= before:
        yield bad_value("due", f"原定 {before} 归还，续借应晚于这一天；要提前收回请用“催收”。", FORM)


def renewal_is_approved(act: Act) -> Iterable[Reason]:
    """F06 批准人〔sig〕, 续借: the approval of the lending does not cover the renewal; that is signed anew."""
    level, lent = level_taken(act), str(act.value("lent_on"))[:10]
    signed = act.values.get("approved_on")
    if level is None or not level.is_state_secret:
        return
    if not act.values.get("approved_by"):
        text = "续借须重新签批，请先请保密办负责人在借阅登记表上签字，再填“批准人”。"
        yield Reason("approval_missing", text, "approved_by", FORM)
    elif not signed:
        yield missing(act.register.field("approved_on"))
    elif not lent <= signed <= act.day:
        text = f"续借的批准日期应在借出日（{lent}）至续借当天（{act.day}）之间，请核对。"
        yield Reason("approval_missing", text, "approved_on", FORM)


def renewed_so_often(act: Act) -> Iterable[Reason]:
    """第28条（六）不得长期在其他部门存放: a state secret is renewed no more often than the college has set."""
    most, level = int(act.books.parameter("loan_renewals", act.day)), level_taken(act)
    if level in LIMITS and act.value("renewals") > most:
        text = f"已续借 {act.value('renewals') - 1} 次，最多续借 {most} 次；请先收回，确需再续的请确认。"
        yield Reason("term_out_of_range", text, "due", "第28条（六）", Weight.ASK)


def recall_lies_ahead(act: Act) -> Iterable[Reason]:
    """A recall leaves the borrower at least the day itself; what is late already stays late."""
    due = act.values.get("due")
    before = act.row["due"] if act.row is not None else None
    if due and before and due > before:
        late = "，已经逾期，请办“催还”" if before < act.day else "，催收只能提前"
        text = f"原定 {before} 归还{late}；要延后的请办“续借”。"
        yield bad_value("due", text, "第28条（六）")
    if due and due < act.day and (act.row is None or due != act.row["due"]):
        yield bad_value("due", "归还日期早于今天，请改为今天或以后。", "第28条（六）")


def comes_from_this_loan(act: Act) -> Iterable[Reason]:
    """What is brought back was lent by this loan and is out with it still."""
    yield from came_from_it(act, "wrong_copy" if act.action.key == "swap" else "back", "on_loan")


def as_many_as_are_out(act: Act) -> Iterable[Reason]:
    """Of what was lent by count no more comes back than is out; what was lent one by one is named (F34)."""
    told = act.values.get("back_count")
    if act.row is None or told is None:
        return
    count = act.row["count"]
    out = (count or 0) - (act.row["came_back"] or 0)
    if count is None:
        yield bad_value("back_count", "逐份借出的不写归还份数，请写是哪几份；全部归还不用写。", FORM)
    elif not 0 < told <= out:
        yield bad_value("back_count", f"{act.row.number} 还有 {out} 份在外，请核对归还几份。", FORM)


def handling_has_outcome(act: Act) -> Iterable[Reason]:
    """第28条（六）各部门承办密件必须及时办理: what was done with it is told when the last copy is back."""
    if act.row is None or act.row["kind"] != HANDLING or act.value("outcome"):
        return
    if is_all_back(act):
        yield missing(act.register.field("outcome"))
