"""Rules of what is sent in to be reviewed before it is made public (第49条 to 第52条, F26)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.rules.corrections import is_new
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_disclosure import CHANNELS, SELF_CHECK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row


def department_of(act: Act) -> Row | None:
    """The department whose item it is; None where it is enrolled in the same act."""
    entry = act.value("department")
    return act.books.get("departments", entry) if isinstance(entry, int) else None


def fill_in_reviewer(act: Act) -> dict[str, Any]:
    """第50条: unless another is told, the first look was taken by the one whom the department named."""
    department = department_of(act)
    named = department["reviewer"] if department is not None else None
    return {} if act.value("first_reviewer") or not named else {"first_reviewer": named}


def has_a_title(act: Act) -> Iterable[Reason]:
    """It is told by its title; by its number alone where it bears a level above this PC's (第44条)."""
    level = act.value("level")
    if not act.value("title") and not (level and Level(level).rank > Level(act.level).rank):
        yield missing(act.register.field("title"))


def marked_tells_its_level(act: Act) -> Iterable[Reason]:
    """What bears a mark is told with its level, so that its title is not typed above this PC's (第44条, 第51条（一）)."""
    level, marked = act.value("level"), act.value("marked")
    if marked and not level:
        yield missing(act.register.field("level"))
    elif marked is False and level and Level(level) is not Level.UNCLASSIFIED:
        text = f"写了密级（{level}），自查项“标有密级”应答“是”；没有密级标志的，密级不写。"
        yield bad_value("marked", text, "第51条（一）")


def rest_is_no(act: Act) -> dict[str, Any]:
    """The paper answers nine questions; those that are not told one by one were answered 否."""
    return {key: False for key in SELF_CHECK if act.value(key) is None} if act.values.get("rest_no") else {}


def self_check_is_answered(act: Act) -> Iterable[Reason]:
    """第51条, 第52条: every question of the self-check has its answer (条例第42条: 逐项)."""
    for key in SELF_CHECK:
        if act.value(key) is None:
            label = act.register.field(key).label
            text = f"自查项“{label}”没有答；请答“是”或“否”，其余都是“否”的，“自查其余各项均为否”写“是”。"
            yield Reason("missing", text, key, "第51条、条例第42条")


def self_check_stays_answered(act: Act) -> Iterable[Reason]:
    """A correction leaves no question open that was answered."""
    for key in SELF_CHECK:
        if act.row is not None and key in act.values and act.values[key] is None and act.row[key] is not None:
            yield missing(act.register.field(key))


def channels_are_known(act: Act) -> Iterable[Reason]:
    """Other channels are named by the words of the form, and once."""
    told = [one for one in re.split(r"[、，,;；\s]+", act.value("other_channels") or "") if one]
    if unknown := [one for one in told if one not in CHANNELS]:
        text = f"“{unknown[0]}”不是表上的渠道；可以写：{'、'.join(CHANNELS)}。"
        yield bad_value("other_channels", text, "F26")
    elif act.value("channel") in told:
        yield bad_value("other_channels", f"{act.value('channel')}已是主要渠道，这里不用再写。", "F26")


def is_in_time(act: Act) -> Iterable[Reason]:
    """先审查、后公开: a day that has passed is looked at; what is public already is booked as that."""
    planned = act.value("planned_on")
    if planned and planned < act.day and is_new(act, "planned_on"):
        text = f"拟公开时间（{planned}）在送审以前；已经公开了的，请作废这一条，办“补记未审先发”。"
        yield Reason("planned_passed", text, "planned_on", "第49条", Weight.ASK)


def one_item_one_review(act: Act) -> Iterable[Reason]:
    """一事一审: the same title of the same department has a review already."""
    title, department = act.value("title"), act.value("department")
    if not title or not isinstance(department, int):
        return
    same = [
        row
        for row in act.books.rows("disclosures", department=department)
        if row["title"] == title and row.status != "void"
    ]
    if same:
        text = f"这个部门的同一标题已有 {same[-1].number}；确是另一件、另一次公开的再确认（一事一审）。"
        yield Reason("duplicate_disclosure", text, "title", "第49条", Weight.ASK)


def signed_by_whom(act: Act) -> Iterable[Reason]:
    """第50条: the department's opinion wants its first reviewer and its head, and says so where others signed."""
    if not act.value("opinion"):
        return
    department = department_of(act)
    for key, named, code in (
        ("first_reviewer", "reviewer", "other_reviewer"),
        ("head_by", "head", "other_approver"),
    ):
        label, by = act.register.field(key).label, act.value(key)
        known = department[named] if department is not None else None
        if not by:
            yield missing(act.register.field(key))
        elif known and known != by and is_new(act, key):
            text = f"“部门”里登记的{label}是{known}，这里是{by}；确由{by}办的请确认，换了人的请更正“部门”。"
            yield Reason(code, text, key, "第50条", Weight.ASK)
