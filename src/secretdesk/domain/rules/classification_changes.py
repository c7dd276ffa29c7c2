"""Changing, extending, shortening, ending what the college classified; the yearly look; advice (保密法第23条, 第24条; F21, F21b)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules import classification_values as values
from secretdesk.domain.rules.authorities import grant_for
from secretdesk.domain.rules.classifications import BEYOND, WAYS, out_of
from secretdesk.domain.rules.common import LEDGER, bad_value, missing
from secretdesk.domain.rules.making import MADE
from secretdesk.domain.terms import EXPUNGED, NAME_SEPARATOR, Level
from secretdesk.domain.terms_classification import DERIVATIVE, EARLY, ORIGINAL

if TYPE_CHECKING:
    from collections.abc import Iterable

LAW = "保密法第23条、第24条"


def papers_follow(act: Act) -> Iterable[Reason]:
    """The papers that carry it stand in 收文 with their titles: each is expunged there (第44条)."""
    left = [one.number for one in values.papers_of(act) if one["title"] not in (None, EXPUNGED)]
    if left:
        text = f"承载它的 {NAME_SEPARATOR.join(left)} 标题还在账上；请在“收文”一并办“涂销”。"
        yield Reason("papers_remain", text, "papers", "第44条", Weight.WARN)


def something_differs(act: Act) -> Iterable[Reason]:
    """A change changes the level or the scope; the term alone is extended or shortened."""
    if act.row is None:
        return
    mark = values.mark_of(act.values.get("mark"))
    scope = act.values.get("access_scope")
    same_scope = not scope or scope == act.row["access_scope"]
    if mark is not None and mark.level == act.row["level"] and act.values["mark"] != act.row["mark"]:
        yield bad_value("mark", "只改期限的，请用“延长期限”或“缩短期限”。", LAW)
    elif same_scope and (mark is None or act.values["mark"] == act.row["mark"]):
        yield bad_value("mark", "密级和知悉范围都没有变，请写明变成什么。", LEDGER)


def still_secret(act: Act) -> Iterable[Reason]:
    """A term that has ended has ended: it cannot be extended afterwards (保密法第24条)."""
    ends = act.row["declassify_on"] if act.row is not None else None
    if act.row is None or not ends or ends > act.day:
        return
    text = f"{act.row.number} 已于 {ends} 期满，自行解密，不能再变更或者延长；请办“解密”确认。"
    yield Reason("term_over", text, "entry", "保密法第24条")


def term_moves(act: Act) -> Iterable[Reason]:
    """Extended is later, shortened earlier; the level stays (F21)."""
    mark = values.mark_of(act.values.get("mark"))
    if act.row is None or mark is None:
        return
    if mark.level != act.row["level"]:
        yield bad_value("mark", "这一步只改期限；密级变了的，请用“变更”。", LAW)
        return
    before, after = act.row["declassify_on"] or values.FOREVER, act.value("declassify_on") or values.FOREVER
    longer = act.action.key == "extend"
    if after == before or (after > before) != longer:
        word, way = ("延长", "缩短期限") if longer else ("缩短", "延长期限")
        shown = "、".join(day if day != values.FOREVER else "没有日期" for day in (before, after))
        yield bad_value("mark", f"原定和拟定的解密日是 {shown}，不是{word}；请核对，或者改用“{way}”。", LAW)
    elif after <= act.day:
        yield bad_value("mark", f"缩短到 {after}，已经期满；要提前解密的请用“解密”。", LAW)


def raising_is_covered(act: Act) -> Iterable[Reason]:
    """To raise a level is to classify anew: within the authority of that day (第13条)."""
    level = act.value("level")
    if act.row is None or act.row["kind"] != ORIGINAL or not level:
        return
    higher = Level(level).rank > Level(act.row["level"]).rank
    if higher and grant_for(act.books, level, act.day) is None:
        yield Reason("no_authority", f"现在没有到{level}的定密授权，不能升密；{WAYS}", "mark", BEYOND)


def source_has_changed(act: Act) -> Iterable[Reason]:
    """What is derived follows its source: the source's notice stands behind a change (定密管理规定)."""
    if act.row is not None and act.row["kind"] == DERIVATIVE and not act.value("notice_number"):
        text = "派生的密级、期限随源文件；请写源文件变更、解密通知的文号，没有的请先办“建议变更、解密”。"
        yield Reason("source_unchanged", text, "notice_number", "定密管理规定、条例第22条")


def early_is_decided(act: Act) -> Iterable[Reason]:
    """Before its time only a 定密责任人 ends it, with a reason (保密法第24条)."""
    if act.values.get("change_kind") == EARLY:
        for key in ("approved_by", "reason"):
            if act.values.get(key) is None:
                yield missing(act.register.field(key))
        yield from source_has_changed(act)


def conclusion_is_followed(act: Act) -> Iterable[Reason]:
    """What the yearly look wants changed is changed by an act of its own."""
    todo = act.value("yearly_todo")
    if act.row is not None and todo:
        text = f"{act.row.number} 审核结论是“{todo}”；请接着办变更、延长、缩短或解密，办了才算落实。"
        yield Reason("review_to_follow", text, "yearly_outcome", "保密法第24条", Weight.WARN)


def is_of_others(act: Act) -> Iterable[Reason]:
    """Advice is about what others classified (条例第22条)."""
    sources = values.sources_of(act)
    if not sources:
        yield missing(act.register.field("sources"))
    for row in sources:
        if row["source"] == MADE:
            text = f"{row.number} 是本院自己定的密，不用建议；请在它的定密登记上办变更、延长、缩短或解密。"
            yield bad_value("sources", text, "条例第22条")
        elif row["declassified_on"]:
            yield bad_value("sources", f"{row.number} 已于 {row['declassified_on']} 解密，不用建议。", LEDGER)


def lines_name_somebody(act: Act) -> Iterable[Reason]:
    """A notice goes to a unit or a person; without lines to whoever has a copy."""
    lines = act.values.get("notices") or []
    if any(line.get("unit") is None and line.get("person") is None for line in lines):
        yield bad_value("notices", "每一行写一个单位或者一个人。", "保密法第23条")
    if not lines and not [one for paper in values.papers_of(act) for one in out_of(act, paper)]:
        text = "没有份在别人手里；请逐行写明通知了哪些单位和人员。"
        yield Reason("missing", text, "notices", "保密法第23条")


def notices_wait(act: Act) -> Iterable[Reason]:
    """A receipt is of a notice of this matter that waits for one."""
    for entry in act.values.get("received") or []:
        row = act.books.get("classification_notices", entry) if isinstance(entry, int) else None
        if row is not None and act.row is not None and row["classification"] != act.row.entry:
            yield bad_value("received", f"{row.number} 不是这一件的通知，请核对。", LEDGER)
    if act.row is not None and not waiting_notices(act):
        yield Reason("wrong_state", f"{act.row.number} 没有待回执的通知。", "entry", LEDGER)


def waiting_notices(act: Act) -> list[int]:
    """The notices of this matter that wait for a receipt."""
    if act.row is None:
        return []
    found = act.books.rows("classification_notices", classification=act.row.entry, status="sent")
    return [row.entry for row in found]
