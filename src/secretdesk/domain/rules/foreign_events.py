"""Rules of reports of contacts with foreign bodies (第22条, 第61条, F25)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import bad_value
from secretdesk.domain.terms_people import REPORTED_EVENT

if TYPE_CHECKING:
    from collections.abc import Iterable


def fill_in_event(act: Act) -> dict[str, Any]:
    """A report of one person, who is of a department; an activity of a day ends on it."""
    person = act.values.get("person")
    row = act.books.get("people", person) if isinstance(person, int) else None
    return {
        "kind": REPORTED_EVENT,
        "department": row["department"] if row else None,
        "until": act.values.get("until") or act.values.get("from_on"),
    }


def ends_after_beginning(act: Act) -> Iterable[Reason]:
    """Nothing ends before it begins."""
    first, last = act.value("from_on"), act.value("until")
    if first and last and last < first:
        yield bad_value("until", f"结束日期（{last}）早于开始日期（{first}），请核对。", "F25")


def reported_before(act: Act) -> Iterable[Reason]:
    """第22条: reported before it is held; one that has been held already is booked as it was."""
    begins = act.value("from_on")
    if begins and begins < act.day:
        text = (
            f"活动 {begins} 已经开始，事后才报告，已照实登记；请提醒本人今后事先主动报告，并补办活动后回报。"
        )
        yield Reason("reported_late", text, "from_on", "第22条", Weight.WARN)


def tells_no_secrets(act: Act) -> Iterable[Reason]:
    """第61条, 第62条: what is said to foreigners holds no state secret."""
    if act.value("secret"):
        text = "内容涉及国家秘密，不得与境外人员交流；请本人改去涉密内容后再报，不能改的办“不同意”。"
        yield Reason("secret_abroad", text, "secret", "第61条、第62条")


def stays_without_secrets(act: Act) -> Iterable[Reason]:
    """A correction does not make an allowed activity one that was not to be."""
    if act.row is not None and act.row.status in {"allowed", "told"} and act.values.get("secret"):
        yield from tells_no_secrets(act)


def was_reminded(act: Act) -> Iterable[Reason]:
    """第22条: educated before; told, where it was held without."""
    if act.row is not None and not act.row["briefed_on"]:
        text = f"{act.row.number} 活动前没有作提醒教育，已照实登记；请补作提醒，今后先审查、提醒再参加。"
        yield Reason("not_briefed", text, "entry", "第22条", Weight.WARN)
