"""Rules of a single shift: who stands in, who was missing, what was seen, who took over (第31条, F24)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.clearance import handles
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.rules.roster import Shift, holes
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_sites import IN_THE_VAULT, UNSOUND

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Books, Row

LAW = "第31条"
GONE = ("void", "cancelled")
TO_DO = ("planned", "done")
TOLD = ("locks", "alarms", "patrols", "guard_patrol", "people_in", "incident")


def least(act: Act) -> int:
    """How many stand on a shift at least: two by 第31条, more where a parameter says so."""
    return max(2, int(act.books.parameter("shift_persons", act.day)))


def moment(act: Act) -> str:
    """When the act happened; the end of the day where only that is told."""
    return act.on if len(act.on) > len("2026-06-05") else f"{act.on}T24:00"


def all_lines_of(act: Act) -> list[Row]:
    """Every shift of the period, those that are void or cancelled too."""
    return act.books.rows("shift_lines", period=act.row.entry) if act.row is not None else []


def lines_of(act: Act) -> list[Row]:
    """The shifts of the period that stand, in order."""
    return sorted(
        (one for one in all_lines_of(act) if one.status not in GONE), key=lambda one: str(one["begins_at"])
    )


def line_meant(act: Act) -> Row | None:
    """The shift that the act names."""
    line = act.values.get("line")
    return act.books.get("shift_lines", line) if isinstance(line, int) else None


def line_of_the_time(act: Act) -> dict[str, Any]:
    """The shift that stands at the time of the act, where none is named."""
    now = [one for one in lines_of(act) if one["begins_at"] <= act.on < one["ends_at"]]
    return {"line": now[0].entry} if now and act.values.get("line") is None else {}


def oldest_line(act: Act) -> dict[str, Any]:
    """The oldest that was not handed over, where none is named."""
    left = [one for one in lines_of(act) if one.status == "planned"]
    return {"line": left[0].entry} if left and act.values.get("line") is None else {}


def all_that_is_over(act: Act) -> dict[str, Any]:
    """The last day of which every shift is over, where none is typed."""
    if act.values.get("signed_through"):
        return {}
    over = [one["begins_at"][:10] for one in lines_of(act) if one["ends_at"] <= moment(act)]
    still = [one["begins_at"][:10] for one in lines_of(act) if one["ends_at"] > moment(act)]
    days = [day for day in over if day not in still]
    return {"signed_through": max(days or over)} if over else {}


def one_more_short(act: Act) -> dict[str, Any]:
    """How many shifts had too few on them, this one counted."""
    line, few = line_meant(act), least(act)
    others = [one for one in lines_of(act) if line is None or one.entry != line.entry]
    short = sum(len(one["on_duty"] or []) < few for one in others)
    return {"short": short + (line is not None and len(left_on(act)) < few)}


def left_on(act: Act) -> list[int]:
    """Who is on the shift once one is taken off it and another stands in."""
    line, absent, stand_in = line_meant(act), act.values.get("absent"), act.values.get("stand_in")
    before = (line["on_duty"] or []) if line is not None else []
    found = [stand_in if one == absent and stand_in is not None else one for one in before]
    return [one for one in found if one != absent]


def line_is_of_this(act: Act) -> Iterable[Reason]:
    """The shift is one of this period."""
    line = line_meant(act)
    if act.values.get("line") is None:
        yield Reason("missing", "那个时间没有排班，请写明“哪一班”的编号。", "line", "F24")
    elif line is not None and line.entry not in {one.entry for one in lines_of(act)}:
        yield bad_value("line", f"{line.number} 不是这一段值班的，或已取消，请核对。", "F24")


def still_to_be_done(act: Act) -> Iterable[Reason]:
    """A shift that was signed for is corrected by 撤销上一步."""
    line = line_meant(act)
    if line is not None and line.status != "planned":
        yield bad_value("line", f"{line.number} 已交班或签认，请核对是哪一班；漏记的缺岗办“缺岗”。", "F24")


def has_begun(act: Act) -> Iterable[Reason]:
    """What is told of a shift was seen on it."""
    line = line_meant(act)
    if line is not None and line["begins_at"][: len(act.on)] > act.on:
        yield bad_value(
            "line", f"{line.number} 在 {line['begins_at'].replace('T', ' ')} 才开始，请核对。", "F24"
        )


def was_on_it(act: Act) -> Iterable[Reason]:
    """Who is taken off a shift was on it."""
    line, absent = line_meant(act), act.values.get("absent")
    if line is not None and isinstance(absent, int) and absent not in (line["on_duty"] or []):
        yield bad_value("absent", f"这个人不在 {line.number} 的值班人里，请核对。", "F24")


def stand_in_is_free(act: Act) -> Iterable[Reason]:
    """Two persons are two: who stands in is not on the shift already, nor on the one before or after."""
    line, person = line_meant(act), act.values.get("stand_in")
    if line is None or not isinstance(person, int):
        return
    if person in (line["on_duty"] or []):
        yield Reason("two_persons", "顶替的人已在这一班上，请另选一个。", "stand_in", LAW)
        return
    for other in lines_of(act):
        beside = line["begins_at"] == other["ends_at"] or line["ends_at"] == other["begins_at"]
        if beside and person in (other["on_duty"] or []):
            text = f"顶替的人也排在相邻的 {other.number}，要连着值两班；请另选，确实只能这样的请确认。"
            yield Reason("no_rest", text, "stand_in", LAW, Weight.ASK)


def stand_in_is_cleared(act: Act) -> Iterable[Reason]:
    """专人: as of the roster (第17条)."""
    person = act.values.get("stand_in")
    if person is not None:
        yield from handles(act, "stand_in", person, str(Level.ORDINARY_SECRET))


def single_person_is_told(act: Act) -> Iterable[Reason]:
    """第31条 两人以上: one alone was against the rules; it is booked so."""
    line = line_meant(act)
    if line is not None and len(left_on(act)) < least(act):
        text = (
            f"{line.number} 在岗只有 {len(left_on(act))} 人，已照实登记并记入违规事项；今后缺人立即找人顶替。"
        )
        yield Reason("two_persons", text, "absent", LAW, Weight.WARN)


def something_is_told(act: Act) -> Iterable[Reason]:
    """A record records something."""
    if not any(act.values.get(key) for key in TOLD):
        yield bad_value("patrols", "没有要记的，请写巡查、检查、出入或异常情况。", "F24")


def unsound_is_told(act: Act) -> Iterable[Reason]:
    """第34条: what is wrong with seals, locks, alarms is told in words, and booked."""
    bad = [act.register.field(key).label for key in ("locks", "alarms") if act.values.get(key) == UNSOUND]
    if bad and not act.values.get("incident"):
        yield missing(act.register.field("incident"))
    elif bad:
        text = f"{'、'.join(bad)}异常，已记入违规事项；请立即查看试卷，报告带班领导。"
        yield Reason("site_problem", text, "incident", "第31条、第34条", Weight.WARN)


def next_ones_are_there(act: Act) -> Iterable[Reason]:
    """Nobody goes before the next ones are there, while papers lie in the site."""
    line = line_meant(act)
    after = next_line(act, line) if line is not None else None
    stored = papers_lie(act.books, act.row["site"]) if act.row is not None else False
    if line is not None and after is None and stored:
        text = "这是最后一班，试卷还在库，没有人接班；请先办“延长”，再交班。"
        yield Reason("shift_gap", text, "line", LAW)
    elif after is not None and len(after["on_duty"] or []) < least(act):
        text = f"接班的 {after.number} 只有 {len(after['on_duty'] or [])} 人；请立即找人顶替，办“缺岗”写明顶替的人。"
        yield Reason("two_persons", text, "line", LAW, Weight.WARN)


def next_line(act: Act, line: Row) -> Row | None:
    """The shift that follows."""
    return next((one for one in lines_of(act) if one["begins_at"] == line["ends_at"]), None)


def papers_lie(books: Books, site: int) -> bool:
    """Whether papers lie in a site."""
    return any(books.rows("papers", site=site, status=status) for status in IN_THE_VAULT)


def to_sign(act: Act) -> list[Row]:
    """The shifts that are over by the day to which it is signed, and not signed yet; at the end all that began."""
    if act.action.key == "end":
        return [one for one in lines_of(act) if one.status in TO_DO and one["begins_at"] < moment(act)]
    through = act.values.get("signed_through") or ""
    return [
        one
        for one in lines_of(act)
        if one.status in TO_DO and one["begins_at"][:10] <= through and one["ends_at"] <= moment(act)
    ]


def something_to_sign(act: Act) -> Iterable[Reason]:
    """One signs for what is over."""
    through = act.values.get("signed_through")
    if not to_sign(act):
        yield bad_value("signed_through", "没有要签认的班：都签过了，或还没有下班；请核对日期。", "F24")
    elif any(one["begins_at"][:10] <= through and one["ends_at"] > moment(act) for one in lines_of(act)):
        yield bad_value("signed_through", f"{through} 的班还没有值完，请签到前一天。", "F24")


def patrols_are_told(act: Act) -> Iterable[Reason]:
    """第31条: the guards of the college come by, too; told, where no shift of the sheet says so."""
    signed = to_sign(act)
    if signed and not any(one["guard_patrol"] for one in signed):
        text = "这几班都没有保卫处巡逻的记录；来过的请办“值班记录”补上，没有来的请督促保卫处。"
        yield Reason("no_patrol", text, "guard_patrol", LAW, Weight.WARN)


def holes_are_told(act: Act) -> Iterable[Reason]:
    """第31条: what the sheet shows of shifts with one person or none, in front of whoever signs it."""
    shifts = [Shift(one["begins_at"], one["ends_at"], tuple(one["on_duty"] or [])) for one in to_sign(act)]
    found = holes(shifts, least(act))
    if found:
        told = "、".join(f"{one.begins.replace('T', ' ')} {count} 人" for one, count in found[:5])
        text = f"有 {len(found)} 处不足两人或无人值守：{told}；签认前请带班领导看清，违规事项逐条办结。"
        yield Reason("two_persons", text, "signed_through", LAW, Weight.WARN)
