"""Whether the college may classify it, on which basis, at which level (第10条 to 第16条; 保密法第17条 to 第22条; F20)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from secretdesk.domain.periods import Term
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules import classification_values as values
from secretdesk.domain.rules.authorities import grant_for, grants, in_force, officer
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.rules.making import MADE
from secretdesk.domain.rules.receipt_values import LIMIT_CODE
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_classification import (
    ADVICE,
    BASES,
    CATCH_ALL,
    DERIVATIVE,
    IS_SECRET,
    OF_SUPERIORS,
    OF_THE_RANGE,
    ORIGINAL,
    RESEARCH,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

BEYOND = "保密法第17条、条例第16条（优先于第13条）"
DERIVED = "定密管理规定第11条"
SEEN = 5


def matter_is_named(act: Act) -> Iterable[Reason]:
    """What it is about: its name, or, above the level of this PC, a 代称 alone (第44条)."""
    level = act.value("level")
    above = bool(level) and Level(level).rank > Level(act.level).rank
    if not above and not act.value("title"):
        yield missing(act.register.field("title"))


def kind_is_classified(act: Act) -> Iterable[Reason]:
    """A suggestion is no classification."""
    if act.value("kind") == ADVICE:
        yield bad_value("kind", "向原定密单位提建议请用“建议变更、解密”；这里登记本院定的密。", "条例第22条")


def mark_is_ours(act: Act) -> Iterable[Reason]:
    """What we mark is a state secret with its term, in the prescribed form (条例第21条, GB/T 7156)."""
    text, mark = act.value("mark"), values.mark_of(act.value("mark"))
    if not text or "mark" not in act.values:
        return
    if act.action.key == "decide" and act.value("decision") != IS_SECRET:
        return
    if mark is None or not mark.level.is_state_secret:
        yield bad_value(
            "mark",
            "定密只定绝密、机密、秘密，请写成 机密★10年；工作秘密在“收文”里登记自制件。",
            "保密法第14条",
        )
    elif mark.term is None:
        yield bad_value(
            "mark", f"请写明保密期限、解密时间或者解密条件，如 {mark.level}★10年。", "保密法第20条"
        )
    elif not mark.regular:
        yield Reason("bad_mark", f"请写作“{mark.text}”。", "mark", "条例第21条、GB/T 7156")


def term_within_law(act: Act) -> Iterable[Reason]:
    """At most 30, 20, 10 years, unless it is otherwise provided (保密法第20条)."""
    mark = values.mark_of(act.value("mark"))
    if mark is None or mark.term is None or mark.level not in LIMIT_CODE or "mark" not in act.values:
        return
    years = int(act.books.parameter(LIMIT_CODE[mark.level], act.day))
    start = date.fromisoformat(act.value("starts_on") or act.day)
    ends, last = mark.term.end(start), Term(years=years).end(start)
    if (ends is None and mark.term.forever) or (ends is not None and last is not None and ends > last):
        text = f"{mark.level}的保密期限一般不超过 {years} 年；另有规定的，请在依据条款里写明，核对后确认。"
        yield Reason("term_above_limit", text, "mark", "保密法第20条", Weight.ASK)


def basis_is_told(act: Act) -> Iterable[Reason]:
    """Each kind has its basis on record (第15条, 保密法第15条; C11)."""
    kind = act.value("kind")
    if kind == ORIGINAL:
        yield from _of_catalogue(act)
    elif kind == DERIVATIVE:
        named = act.value("sources") or (act.value("source_text") and act.value("source_mark"))
        if not named:
            text = "派生定密须写明源文件：账上有的写收文编号，没有的写文号和它的密级期限。"
            yield Reason("missing", text, "sources", DERIVED)
    elif kind == RESEARCH:
        for key in ("project", "basis_detail"):
            if not act.value(key):
                yield missing(act.register.field(key))


def _of_catalogue(act: Act) -> Iterable[Reason]:
    basis, level = act.value("basis"), act.value("level")
    if not basis:
        yield missing(act.register.field("basis"))
        return
    if basis in OF_SUPERIORS:
        text = "上级已经标明密级的，是派生定密：请把类型改为“派生定密”，写源文件。"
        yield bad_value("basis", text, DERIVED)
    elif level and BASES[basis] != level:
        text = f"第10条{basis[:3]}各项是{BASES[basis]}级，这里拟定{level}；请核对依据或者密级。"
        yield bad_value("basis", text, "第10条")
    if basis in OF_THE_RANGE and not act.value("basis_detail"):
        yield missing(act.register.field("basis_detail"))
    if basis == CATCH_ALL and act.action.key != "hold":
        text = "兜底项不能直接据以定密，须报上级确定；请用“先行保护、报上级”登记，按拟定密级先保护起来。"
        yield Reason("basis_catch_all", text, "basis", "条例第12条、第25条（优先于第10条）")


def authority_covers(act: Act) -> Iterable[Reason]:
    """The college classifies by itself within the dates and levels of its authority alone (第13条; C1)."""
    level = act.value("level")
    if act.value("kind") != ORIGINAL or not level or not Level(level).is_state_secret:
        return
    if grant_for(act.books, level, act.day) is not None:
        return
    yield Reason("no_authority", f"{_why_not(act, level)}；{WAYS}", "kind", BEYOND)


WAYS = (
    "取得新的授权书以后先在“定密授权”登记再定。派生定密不受授权限制：有源文件的请改为“派生定密”；"
    "确是国家秘密的，用“先行保护、报上级”先按拟定密级保护，再报上级确定。"
)


def _why_not(act: Act, level: str) -> str:
    known = grants(act.books)
    wide = [one for one in known if in_force(one, act.day)]
    if wide:
        return f"学院的定密权限最高到{wide[-1]['highest_level']}，不能定{level}"
    past = [one for one in known if (one["until"] or "") < act.day]
    if past:
        return f"学院的定密授权（{past[-1]['granted_by']}）已于 {past[-1]['until']} 到期，现在不能作原始定密"
    return "学院没有登记过定密授权，不能作原始定密"


def not_above_the_source(act: Act) -> Iterable[Reason]:
    """What is derived is neither higher nor secret for longer than its source (定密管理规定)."""
    mark = values.mark_of(act.value("mark"))
    if act.value("kind") != DERIVATIVE or mark is None:
        return
    level, last = values.highest_source(act)
    if level is None:
        return
    if not level.is_state_secret:
        yield bad_value("sources", "源文件不是国家秘密，不能据以派生定密；请核对源文件。", DERIVED)
    elif mark.level.rank > level.rank:
        text = f"源文件最高是{level}，派生的不能定为{mark.level}；请照源文件的密级写。"
        yield Reason("above_source", text, "mark", DERIVED)
    elif last != values.FOREVER and (act.value("declassify_on") or values.FOREVER) > last:
        text = f"源文件 {last} 解密，派生的不能保密到更晚；请把期限改到这一天或以前，如 {mark.level}★{_said(last)}。"
        yield Reason("above_source", text, "mark", DERIVED)
    elif mark.level.rank < level.rank:
        text = f"源文件是{level}，派生的定为{mark.level}；只有没用到其中{level}内容的才可以，核对后确认。"
        yield Reason("below_source", text, "mark", DERIVED, Weight.ASK)


def _said(day: str) -> str:
    return Term(until=date.fromisoformat(day)).text


def papers_are_ours(act: Act) -> Iterable[Reason]:
    """We mark what we issue; of what others issued we may but suggest (条例第22条)."""
    for row in values.papers_of(act) if "papers" in act.values else ():
        if row["source"] != MADE:
            text = f"{row.number} 是来文，密级由原定密单位定；要写的是本院自制的件，来文写在“源文件”。"
            yield bad_value("papers", text, "条例第22条")
        elif row["by_count"]:
            text = f"{row.number} 只记份数，不能标国家秘密；请作废后按拟定密级逐份登记自制。"
            yield bad_value("papers", text, "第28条（一）")


def approver_decides(act: Act) -> Iterable[Reason]:
    """A 定密责任人 in force on that day, up to the level of the appointment (第15条, 条例第14条)."""
    person, level = act.values.get("approved_by"), act.value("level")
    if not isinstance(person, int):
        return
    row, found = act.books.get("people", person), officer(act.books, person, act.day)
    name = row["name"] if row is not None else ""
    if found is None:
        text = f"{act.day} 那天{name}不是定密责任人；是的请先在“定密授权”用“登记责任人”登记，不是的请另送责任人审批。"
        yield Reason("not_officer", text, "approved_by", "第15条、条例第14条")
    elif level and found["highest_level"] and Level(level).rank > Level(found["highest_level"]).rank:
        text = (
            f"{name}（{found.number}）最高定到{found['highest_level']}，这是{level}；请送权限够的责任人审批。"
        )
        yield Reason("not_officer", text, "approved_by", "条例第14条")


def protect_at_once(act: Act) -> Iterable[Reason]:
    """Beyond the authority, or unclear: protected first, then reported (保密法第18条, 第25条; 条例第25条)."""
    due = act.value("report_due")
    text = f"请立即按拟定密级采取保密措施、作出标志，并在 {due} 以前报上级确定；超出权限的应当立即报。"
    yield Reason("protect_at_once", text, "mark", "保密法第18条、条例第25条", Weight.WARN)


def marks_are_made(act: Act) -> Iterable[Reason]:
    """Nothing is filed before its carriers bear the mark (第16条)."""
    if act.value("marks_made") is not True:
        text = "载体上还没有作出国家秘密标志；请作好标志，在“标志已作出”写“是”，再备案。"
        yield Reason("marks_missing", text, "marks_made", "第16条、保密法第22条")


def marks_to_take_off(act: Act) -> Iterable[Reason]:
    """What turned out to be no secret bears the provisional mark no longer (保密法第22条)."""
    provisional = [row.number for row in values.papers_of(act) if Level(row["level"]).is_state_secret]
    if act.value("decision") != IS_SECRET and provisional and not act.values.get("mark"):
        text = f"上级确定不是国家秘密，{'、'.join(provisional[:SEEN])} 的标志要去掉；请在“密级和期限”写上改成什么（如 内部）。"
        yield Reason("missing", text, "mark", "保密法第22条")


def holders_are_told(act: Act) -> Iterable[Reason]:
    """Units and people who have it are told in writing (保密法第23条)."""
    held = [row.number for paper in values.papers_of(act) for row in out_of(act, paper)]
    if held:
        more = f"等 {len(held)} 份" if len(held) > SEEN else ""
        text = f"{'、'.join(held[:SEEN])}{more}在别人手里；请办“书面通知”，通知知悉范围内的单位和人员。"
        yield Reason("tell_holders", text, "papers", "保密法第23条", Weight.WARN)


def out_of(act: Act, paper: Row) -> list[Row]:
    """The copies of a paper that somebody has, or that were sent out for good."""
    copies = act.books.rows("copies", document=paper.entry)
    sent = {"dispatched", "dispatch_confirmed"}
    return [one for one in copies if one["holder"] is not None or one.status in sent]
