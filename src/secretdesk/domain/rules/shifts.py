"""Rules of a period of shifts: two or more around the clock, no gap, no relative who sits the exam (第31条, F24)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.clearance import handles
from secretdesk.domain.rules.common import bad_value
from secretdesk.domain.rules.roster import Shift, gaps_of_day, overlaps, pattern_of, shifts_of, without_rest
from secretdesk.domain.rules.shift_lines import least, lines_of
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_sites import IN_THE_VAULT, LONGEST_PERIOD, SHIFT_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Books, Row

LAW = "第31条"
EXAMS = "第31条、国家教育考试安全保密规定"


def fill_in_plan(act: Act) -> dict[str, Any]:
    """The usual pattern and number of people; how many shifts that makes."""
    usual = {"pattern": SHIFT_PATTERN, "per_shift": least(act)}
    told = {key: value for key, value in usual.items() if act.values.get(key) is None}
    return {**told, "count": len(planned(act.with_values(**told)))}


def more_lines(act: Act) -> dict[str, Any]:
    """How many there are once it is longer."""
    return {"count": len(lines_of(act)) + len(planned(act))}


def until_then(act: Act) -> dict[str, Any]:
    """A period that ends early lasts until the day on which it ends."""
    return (
        {"until": min(act.row["until"], act.day), "signed_through": act.day, "signed_on": act.day}
        if act.row is not None
        else {}
    )


def planned(act: Act) -> list[Shift]:
    """The shifts that the act plans: of all days, or of those by which a period becomes longer."""
    parts, roster, each = pattern_of(act.value("pattern") or ""), act.value("roster"), act.value("per_shift")
    first, last = act.value("from_on"), act.values.get("until")
    if not parts or not roster or not each or not first or not last or len(roster) < each:
        return []
    done = 0
    if act.row is not None:
        first, done = _day_after(act.row["until"]), len(lines_of(act))
    if (date.fromisoformat(last) - date.fromisoformat(first)).days >= LONGEST_PERIOD:
        return []
    return shifts_of(parts, first, last, roster, each, done)


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def ends_later(act: Act) -> Iterable[Reason]:
    """A period has days, and not too many in one act."""
    first, last = act.value("from_on"), act.value("until")
    if first and last and last < first:
        yield bad_value("until", f"结束日期（{last}）早于开始日期（{first}），请核对。", LAW)
    elif first and last and (date.fromisoformat(last) - date.fromisoformat(first)).days >= LONGEST_PERIOD:
        yield bad_value("until", f"一次最多排 {LONGEST_PERIOD} 天，请核对日期；更长的以后办“延长”。", LAW)


def is_longer(act: Act) -> Iterable[Reason]:
    """Longer is longer; shorter is ended."""
    until = act.values.get("until")
    if act.row is not None and until and until <= act.row["until"]:
        yield bad_value("until", f"现在排到 {act.row['until']}；提前结束的请办“结束值班”。", LAW)


def no_gap_in_a_day(act: Act) -> Iterable[Reason]:
    """第31条: twenty-four hours."""
    pattern = act.value("pattern") or ""
    parts = pattern_of(pattern)
    if parts is None:
        yield bad_value("pattern", f"“班次”请写成 {SHIFT_PATTERN} 这样，几班用“/”分开。", LAW)
    elif gaps := gaps_of_day(parts):
        text = f"{'、'.join(gaps)} 没有人值班；试卷存放期间 24 小时不能有空档，请改班次。"
        yield Reason("shift_gap", text, "pattern", LAW)
    elif overlaps(parts):
        yield bad_value("pattern", "班次互相重叠，请核对起止时间。", LAW)


def two_at_least(act: Act) -> Iterable[Reason]:
    """第31条: two persons or more, different ones."""
    each, roster = act.value("per_shift") or 0, act.value("roster") or []
    if each < least(act):
        yield Reason("two_persons", f"每班至少 {least(act)} 人，请改“每班人数”。", "per_shift", LAW)
    if len(set(roster)) < max(each, least(act)):
        text = f"每班 {max(each, least(act))} 人，值班人只有 {len(set(roster))} 个，请补上。"
        yield Reason("two_persons", text, "roster", LAW)
    elif len(set(roster)) != len(roster):
        yield bad_value("roster", "同一个人写了两次，请核对。", LAW)


def they_rest(act: Act) -> Iterable[Reason]:
    """轮流: whoever has stood a shift does not stand the next one too."""
    found = without_rest(planned(act))
    if found:
        row = act.books.get("people", found[0][1])
        text = f"人数不够轮流，{row['name'] if row else ''}等要连着值两班；请添人，确实只能这样的请确认。"
        yield Reason("no_rest", text, "roster", LAW, Weight.ASK)


def relatives_sit_no_exam(act: Act) -> Iterable[Reason]:
    """Whose next of kin sits the exam does not guard its papers."""
    new = act.action.key == "plan" or act.values.get("stand_in") not in {None, *(act.value("roster") or [])}
    if new and act.values.get("relatives_declared") is not True:
        text = "值班人都要声明没有直系亲属参加这次考试，写“是”；有亲属参加的请换人。"
        yield Reason("relative_sits_exam", text, "relatives_declared", EXAMS)


def one_period_at_a_time(act: Act) -> Iterable[Reason]:
    """A site has one roster at a time."""
    site, first, last = (act.value(key) for key in ("site", "from_on", "until"))
    own = act.row.entry if act.row is not None else 0
    for other in act.books.rows("shifts", site=site) if isinstance(site, int) and first and last else ():
        apart = other["until"] < first or last < other["from_on"]
        if other.status != "void" and other.entry != own and not apart:
            text = f"{other.number} 已排了 {other['from_on']} 至 {other['until']}，日期重叠，请核对；接着排的从下一天起。"
            yield bad_value("from_on" if act.row is None else "until", text, LAW)


def goes_on_where_papers_lie(act: Act) -> Iterable[Reason]:
    """While papers lie there one period follows the other without a day between."""
    first = act.value("from_on")
    ends = [row["guarded_until"] for row in papers_in(act.books, act.value("site")) if row["guarded_until"]]
    if first and ends and _day_after(min(ends)) < first:
        text = f"试卷在库，上一段值班到 {min(ends)}，中间没有人值班；请从 {_day_after(min(ends))} 排起。"
        yield Reason("shift_gap", text, "from_on", LAW)


def papers_in(books: Books, site: Any) -> list[Row]:
    """The papers that lie in a site."""
    statuses = IN_THE_VAULT if isinstance(site, int) else ()
    return [row for status in statuses for row in books.rows("papers", site=site, status=status)]


def roster_is_cleared(act: Act) -> Iterable[Reason]:
    """专人: whoever guards papers may handle state secrets (第17条)."""
    for person in act.values.get("roster") or []:
        yield from handles(act, "roster", person, str(Level.ORDINARY_SECRET))


def has_started(act: Act) -> Iterable[Reason]:
    """What has not begun is void, not ended."""
    if act.row is not None and act.day < act.row["from_on"]:
        yield bad_value("ended_on", f"值班从 {act.row['from_on']} 起，还没有开始；不值了的请办“作废”。", LAW)


def nothing_to_guard(act: Act) -> Iterable[Reason]:
    """第31条 存放期间: no guard goes while papers lie there."""
    found = papers_in(act.books, act.row["site"]) if act.row is not None else []
    if found:
        names = "、".join(row.number for row in found[:5])
        text = f"试卷还在库：{names}；请先办出库或上交、销毁，再结束值班。"
        yield Reason("not_guarded", text, "entry", LAW)
