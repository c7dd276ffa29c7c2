"""Rules of the monthly sheet of a department's own reviews (第52条（一）（四）, 第54条, F26)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from secretdesk.domain.periods import add_months
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.terms_disclosure import CHANNEL_KEYS, CHANNELS, COUNT_KEYS, OUTCOME_KEYS, STATUS_OF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

LAW = "第52条（四）、第54条"


def read_month(text: object) -> str | None:
    """``2026-10`` of ``202610``, ``2026.10``, ``2026年10月``; None where it is no month."""
    clean = unicodedata.normalize("NFKC", str(text or "")).strip()
    match = re.fullmatch(r"(\d{4})\s*[-./年]?\s*(\d{1,2})\s*月?", clean)
    if match is None or not 1 <= int(match[2]) <= 12 or not 1949 <= int(match[1]) <= 2200:
        return None
    return f"{match[1]}-{int(match[2]):02d}"


def due_of(act: Act, month: str) -> str:
    """The day of the next month by which it is to be in (parameter); a short month's last day."""
    after = add_months(date.fromisoformat(f"{month}-01"), 1)
    day = max(1, min(int(act.books.parameter("disclosure_month_day", act.day)), 31))
    last = (add_months(after, 1) - after).days
    return after.replace(day=min(day, last)).isoformat()


def month_and_day(act: Act) -> dict[str, Any]:
    """The month as it is kept, and when it is to be in."""
    month = read_month(act.values.get("month"))
    return {"month": month, "due": due_of(act, month)} if month else {}


def month_is_one(act: Act) -> Iterable[Reason]:
    """A month of the calendar, and one that has begun."""
    typed = act.values.get("month")
    month = read_month(typed)
    if typed and month is None:
        yield bad_value("month", f"“{typed}”不是月份，请写成 2026-10。", LAW)
    elif month and month > act.now.date().isoformat()[:7]:
        yield bad_value("month", f"{month} 还没有开始，请从已经开始的月份报起。", LAW)


def _sheets(act: Act) -> list[Row]:
    department = act.value("department")
    found = act.books.rows("disclosure_months", department=department) if isinstance(department, int) else []
    return [row for row in found if row.status != "void" and (act.row is None or row.entry != act.row.entry)]


def one_a_month(act: Act) -> Iterable[Reason]:
    """One sheet for a department and a month."""
    same = [row for row in _sheets(act) if row["month"] == act.value("month")]
    if same:
        text = f"这个部门 {act.value('month')} 已有 {same[0].number}；改数的办“更正”。"
        yield Reason("duplicate_month", text, "month", LAW)


def one_at_a_time(act: Act) -> Iterable[Reason]:
    """The months follow each other by themselves: a department that reports already is not begun again."""
    waits = [row for row in _sheets(act) if row.status == "awaited"]
    if waits:
        text = f"这个部门已经开始月报，{waits[0].number}（{waits[0]['month']}）等着报；报了以后下一个月自动列出。"
        yield Reason("duplicate_month", text, "department", LAW)


def month_is_over(act: Act) -> Iterable[Reason]:
    """A month is reported when it has passed."""
    month = act.value("month")
    if month and month >= act.day[:7]:
        text = f"{month} 还没有过完；确实不会再有公开的请确认。"
        yield Reason("month_not_over", text, "reported_on", LAW, Weight.ASK)


def lines_of(act: Act) -> list[Row]:
    """What was entered item by item of this department, and judged by it (or sent on) in this month."""
    department, month = act.value("department"), act.value("month") or "-"
    if not isinstance(department, int):
        return []
    rows = act.books.rows("disclosures", department=department)
    return [
        row
        for row in rows
        if row.status != "void" and str(row["decided_on"] or row["sent_on"] or "").startswith(month)
    ]


def counted(lines: Iterable[Row]) -> Counter[str]:
    """The counts of the sheet as single items give them: the department's own opinions, those sent on, channels."""
    found: Counter[str] = Counter()
    by_channel = dict(zip(CHANNELS, CHANNEL_KEYS, strict=True))
    for row in lines:
        found["submitted"] += 1
        way = "sent" if row["sent_on"] else STATUS_OF.get(row["opinion"] or "")
        if way:
            found[way] += 1
        if row["channel"]:
            found[by_channel[row["channel"]]] += 1
    return found


def counts_of_the_lines(act: Act) -> dict[str, Any]:
    """Where nothing is typed, what was entered item by item; what is left empty beside a number is none."""
    lines = lines_of(act)
    told: dict[str, Any] = {"lines": len(lines) or None}
    typed = {key: act.values[key] for key in COUNT_KEYS if act.values.get(key) is not None}
    if act.values.get("nothing"):
        return told
    if not typed and lines:
        found = counted(lines)
        return told | {key: found[key] for key in COUNT_KEYS}
    return told | ({key: typed.get(key, 0) for key in COUNT_KEYS} if typed else {})


def lines_now(act: Act) -> dict[str, Any]:
    """How many there are item by item when the sheet is corrected."""
    return {"lines": len(lines_of(act)) or None}


def nothing_this_month(act: Act) -> dict[str, Any]:
    """本期无."""
    return {"nothing": True, "lines": len(lines_of(act)) or None}


def is_late(act: Act) -> dict[str, Any]:
    """Whether it came after its day."""
    return {"late": True if act.day > (act.value("due") or act.day) else None}


def is_reported(act: Act) -> Iterable[Reason]:
    """What is awaited still has nothing to correct."""
    if act.row is not None and act.row.status != "reported":
        text = f"{act.row.number} 还没有报，请办“登记月报”或“本期无”；部门、月份登错的请作废。"
        yield Reason("wrong_state", text, "entry", LAW)


def head_has_signed(act: Act) -> Iterable[Reason]:
    """第50条: the head answers for the department's reviews; a nil return needs the one who filled it in."""
    if not act.value("nothing") and not act.value("head_by"):
        yield missing(act.register.field("head_by"))


def nothing_or_counts(act: Act) -> Iterable[Reason]:
    """A sheet tells counts, or 本期无; never both, never neither."""
    some = sum(act.value(key) or 0 for key in COUNT_KEYS)
    if act.value("nothing") and some:
        yield bad_value("nothing", "写了“本期无”，就不再写件数；有件数的，“本期无”请清空。", LAW)
    elif not act.value("nothing") and not act.value("submitted"):
        text = "请写“送审件数”；这个月没有公开信息的，“本期无”写“是”。"
        yield Reason("missing", text, "submitted", LAW)


def outcomes_add_up(act: Act) -> Iterable[Reason]:
    """Every item that was submitted ended in one way."""
    every, told = act.value("submitted") or 0, [act.value(key) or 0 for key in OUTCOME_KEYS]
    if sum(told) != every and every:
        text = (
            f"送审 {every} 件，同意、删改、不公开、报保密办合计 {sum(told)} 件，对不上；"
            "请与部门核对，没有审完的算在审完的那个月。"
        )
        yield Reason("count_mismatch", text, "submitted", LAW)


def channels_add_up(act: Act) -> Iterable[Reason]:
    """Each item is counted in its main channel; a sheet that counts otherwise is looked at."""
    every, told = act.value("submitted") or 0, sum(act.value(key) or 0 for key in CHANNEL_KEYS)
    if every and told != every:
        text = f"按渠道合计 {told} 件，送审 {every} 件；一件只算一个主要渠道，原表就是这样的请确认。"
        yield Reason("channels_differ", text, CHANNEL_KEYS[0], LAW, Weight.ASK)


def as_the_lines_tell(act: Act) -> Iterable[Reason]:
    """What the office saw item by item stands in the sheet too (第52条（二）)."""
    found = counted(lines_of(act))
    if not found["submitted"]:
        sent = act.value("sent") or 0
        if sent:
            text = f"报保密办 {sent} 件，“公开审查”里没有这个部门这个月的；请逐件登记送审。"
            yield Reason("sent_differ", text, "sent", "第52条（二）", Weight.WARN)
    elif act.value("nothing"):
        text = (
            f"这个部门 {act.value('month')} 逐件登记了 {found['submitted']} 件，不是本期无；请办“登记月报”。"
        )
        yield Reason("count_mismatch", text, "nothing", LAW)
    elif (act.value("submitted") or 0) < found["submitted"]:
        text = f"逐件登记的有 {found['submitted']} 件，月报只有 {act.value('submitted') or 0} 件；月报应包括它们，请核对。"
        yield Reason("count_mismatch", text, "submitted", LAW)
    elif (act.value("sent") or 0) != found["sent"]:
        text = f"报保密办 {act.value('sent') or 0} 件，“公开审查”里送来的是 {found['sent']} 件；请核对，漏登的补上。"
        yield Reason("sent_differ", text, "sent", "第52条（二）", Weight.WARN)
