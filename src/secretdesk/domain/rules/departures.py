"""Rules of leaving a post that handles secrets (第24条, 第25条; 条例第53条, 第54条; F17)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from secretdesk.domain.periods import add_months
from secretdesk.domain.review import Act, Change, Reason, Weight
from secretdesk.domain.rules.access import in_hand
from secretdesk.domain.rules.common import LEDGER, bad_value, missing
from secretdesk.domain.rules.cooling import next_contact_after
from secretdesk.domain.rules.holdings import numbers_of
from secretdesk.domain.rules.people import cooling_origin, cooling_range
from secretdesk.domain.terms import CLEARED_STATUSES
from secretdesk.domain.terms_people import ON_LEAVING, PASSPORT_FATES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

OPEN = ("applied", "to_report", "reported")
# What is done before anybody goes: by which step, demanded by what (第25条; the last four are of 条例第53条).
STEPS = {
    "carriers_on": "第25条",
    "devices_on": "第25条",
    "access_on": "条例第53条",
    "passports_fate": "第26条",
    "talk_on": "条例第53条",
    "talked_by": "条例第53条",
}
OF_THE_LEAVER = frozenset({"talk_on", "talked_by"})  # cannot be done with somebody who has vanished
SIGNED = ("department_by", "personnel_by", "office_by", "group_by")
DEVICES = frozenset({"devices", "media"})
LAW = "第25条、条例第53条"


def leaver(act: Act) -> Row | None:
    """Who leaves, as the books have them."""
    person = act.value("person")
    return act.books.get("people", person) if isinstance(person, int) else None


def held_by_leaver(act: Act) -> list[Row]:
    """What the books say is still in their hands or charge: the zero-balance meter (F17)."""
    person = leaver(act)
    return act.books.held_by(person.entry) if person is not None else []


def left_with(act: Act) -> int:
    """How much is between them and zero: what they hold, and keys of this vault (条例第53条)."""
    person = leaver(act)
    return len(in_hand(act.books, person)) if person is not None else 0


def fill_in_departure(act: Act) -> dict[str, Any]:
    """Department, post, class, since when, and how much is still in their hands."""
    person = leaver(act)
    if person is None:
        return {}
    return {
        "department": person["department"],
        "post": person["secret_post"],
        "category": person["category"],
        "since": act.values.get("since") or person["cleared_from"],
        "remaining": left_with(act),
    }


def count_left(act: Act) -> dict[str, Any]:
    """How much was left when the step was booked."""
    return {"remaining": left_with(act)}


def pledge_at_hand(act: Act) -> dict[str, Any]:
    """A pledge of leaving that is signed already belongs to this sheet (第25条)."""
    person = leaver(act)
    if person is None or act.value("pledge") or act.values.get("pledged_on"):
        return {}
    since = str(act.value("applied_on") or act.day)
    own = [one for one in act.books.rows("pledges", person=person.entry, status="in_force")
           if one["kind"] == ON_LEAVING and one["signed_on"] >= since]  # fmt: skip
    return {"pledge": own[-1].entry, "pledged_on": own[-1]["signed_on"]} if own else {}


def decide_cooling(act: Act) -> dict[str, Any]:
    """脱密期 runs from the day of approval; when to look after them first (第24条, 第26条)."""
    months = act.value("months")
    if not months:
        return {}
    until = add_months(date.fromisoformat(act.day), months).isoformat()
    return {
        "cooling_from": act.day,
        "cooling_until": until,
        "next_on": next_contact_after(act, act.day, until),
    }


def fill_in_cooling(act: Act) -> dict[str, Any]:
    """Of somebody who left already: the term as it stands with the person."""
    person = leaver(act)
    if person is None or not person["left_on"]:
        return {}
    until = person["cooling_until"]
    told = {"leave_reason": person["leave_reason"], "destination": act.values.get("destination") or person["destination"],
            "group_by": person["approved_by"], "approved_on": person["left_on"]}  # fmt: skip
    return {**told, "cooling_from": person["left_on"], "cooling_until": until,
            "next_on": next_contact_after(act, act.day, until) if until else None}  # fmt: skip


def vanished(act: Act) -> dict[str, Any]:
    """Reported on the day on which it is found out (条例第54条)."""
    return {"report_due": act.day}


def one_at_a_time(act: Act) -> Iterable[Reason]:
    """One open sheet for a person."""
    person = act.values.get("person")
    found = act.books.rows("departures", person=person) if isinstance(person, int) else []
    for other in (one for one in found if one.status in (*OPEN, "cooling")):
        yield bad_value("person", f"{other.number} 还没有办完，请在那一条上接着办。", LEDGER)


def is_on_a_post(act: Act) -> Iterable[Reason]:
    """F17 is the sheet of those who are cleared; others leave without it (第24条)."""
    person = leaver(act)
    if isinstance(act.value("person"), Change):
        yield Reason("wrong_state", "还没有登记过的人不会在涉密岗位上，请核对姓名。", "person", "第24条")
    if person is None or person.status in CLEARED_STATUSES:
        return
    gone = person.status == "left"
    then = "已经离岗；还在脱密期的请办“登记在管”" if gone else "没有确定涉密等级，离岗请在“人员”办“离岗”"
    yield Reason("wrong_state", f"{person['name']}{then}。", "person", "第24条")


def is_cooling(act: Act) -> Iterable[Reason]:
    """Looked after is who left with a 脱密期 that still runs (第26条)."""
    person = leaver(act)
    if isinstance(act.value("person"), Change):
        yield Reason("wrong_state", "还没有登记过的人不在脱密期内，请核对姓名。", "person", "第24条、第26条")
    if person is not None and (person.status != "left" or (person["cooling_until"] or "") < act.day):
        text = f"{person['name']}没有在脱密期内；在岗的离岗请办“申请离岗”。"
        yield Reason("wrong_state", text, "person", "第24条、第26条")


def something_is_done(act: Act) -> Iterable[Reason]:
    """An empty step tells nothing."""
    if not any(act.command.values.get(key) not in (None, "", []) for key in act.action.asks):
        yield missing(act.register.field("carriers_on"))


def ticks_are_true(act: Act) -> Iterable[Reason]:
    """第25条: handed in is what the books no longer find with them."""
    held = held_by_leaver(act)
    for key, what in (("carriers_on", False), ("devices_on", True)):
        left = [one for one in held if (one.register in DEVICES) is what]
        if act.values.get(key) and left:
            label = act.register.field(key).label
            text = f"名下还有 {len(left)} 件没有交清：{numbers_of(left)}；收回、移交以后再写“{label}”。"
            yield Reason("holdings_left", text, key, "第25条、第28条（六）")


def nothing_is_held(act: Act) -> Iterable[Reason]:
    """Only at zero the sheet is approved (第25条, F17)."""
    held, person = held_by_leaver(act), leaver(act)
    if held and person is not None:
        text = (f"{person['name']}名下还有 {len(held)} 件没有交清：{numbers_of(held)}；"
                "请先收回、清退或在“移交”里签给别人，清零后再批准。")  # fmt: skip
        yield Reason("holdings_left", text, "entry", "第25条、第28条（六）")


def handover_is_signed(act: Act) -> Iterable[Reason]:
    """The list that is named is theirs and all three have signed it (F15)."""
    entry = act.values.get("handover")
    row = act.books.get("handovers", entry) if isinstance(entry, int) else None
    if row is None:
        return
    if row["giver"] != act.value("person"):
        yield bad_value("handover", f"{row.number} 不是他的移交单，请核对。", "第25条")
    elif row.status == "draft":
        yield bad_value("handover", f"{row.number} 三方还没有签字，请先办“签移交”。", "第25条")


def pledge_is_of_leaving(act: Act) -> Iterable[Reason]:
    """The pledge that is named is theirs, of leaving, and in force (第25条)."""
    entry = act.values.get("pledge")
    row = act.books.get("pledges", entry) if isinstance(entry, int) else None
    if row is not None and (row["person"], row["kind"], row.status) != (
        act.value("person"),
        ON_LEAVING,
        "in_force",
    ):
        text = f"{row.number} 不是他有效的{ON_LEAVING}承诺书，请核对，或写“承诺书签订日期”随这一步登记。"
        yield bad_value("pledge", text, "第25条")


def passports_are_told(act: Act) -> Iterable[Reason]:
    """Whose passport is in the book has one (第26条)."""
    person = leaver(act)
    if person is None or act.values.get("passports_fate") != PASSPORT_FATES[0]:
        return
    own = [one for one in act.books.rows("passports", owner=person.entry)
           if one.status in {"in_custody", "out", "self_held"}]  # fmt: skip
    if own:
        text = f"账上有他的证件：{numbers_of(own)}；请改选怎样处理，脱密期内由学院或接收单位保管。"
        yield bad_value("passports_fate", text, "第26条")


def steps_are_done(act: Act) -> Iterable[Reason]:
    """Every step of 第25条 and 条例第53条 has its day before the group approves."""
    is_gone = act.row is not None and act.row.status == "reported"
    for key, origin in STEPS.items():
        if not act.value(key) and not (is_gone and key in OF_THE_LEAVER):
            label = act.register.field(key).label
            yield Reason("step_left", f"“{label}”还没有办；办好写上再批准。", key, origin)
    if not act.value("pledge") and not act.value("pledged_on") and not is_gone:
        text = f"还没有签{ON_LEAVING}承诺书；签好后写签订日期，随批准一并登记。"
        yield Reason("no_pledge", text, "pledged_on", "第25条")


def opinions_are_there(act: Act) -> Iterable[Reason]:
    """部门, 组织人事部, 保密办, then the leading group (第25条, F17)."""
    for key in SIGNED:
        if not act.value(key):
            label = act.register.field(key).label
            yield Reason("approval_missing", f"审批表上还缺“{label}”；请签好再办批准。", key, "第25条")


def stays_approved(act: Act) -> Iterable[Reason]:
    """A correction empties no opinion and no step by which it was approved."""
    if act.row is not None and act.row["talk_on"] and act.row["approved_on"]:
        yield from opinions_are_there(act)
        yield from steps_are_done(act)


def months_within_range(act: Act) -> Iterable[Reason]:
    """核心 36 to 60 months, 重要 24 to 36, 一般 12 to 24; longer in special cases (第24条, 保密法第46条)."""
    category, months = act.value("category"), act.values.get("months")
    start = act.value("cooling_from") or act.day
    bounds = cooling_range(act, category, start)
    if not months or bounds is None or bounds[0] <= months <= bounds[1]:
        return
    longer = months > bounds[1]
    then = "确经批准延长的，请核对审批件后确认" if longer else "请改在这个范围内"
    text = f"{category}涉密人员脱密期应在 {bounds[0]} 至 {bounds[1]} 个月之间；{then}。"
    weight = Weight.ASK if longer else Weight.REFUSE
    yield Reason("term_out_of_range", text, "months", cooling_origin(category), weight)


def report_vanished(act: Act) -> Iterable[Reason]:
    """Who goes without leave is reported at once, kept from secrets, and what they have is counted (条例第54条)."""
    person, held = leaver(act), held_by_leaver(act)
    if person is not None:
        more = f"；名下的 {len(held)} 件立即清点收回：{numbers_of(held)}" if held else ""
        text = (f"请立即向同级保密行政管理部门报告{person['name']}擅自离岗，撤销其权限，"
                f"报告后办“报告主管部门”写明对象和措施{more}。")  # fmt: skip
        yield Reason("report_at_once", text, "person", "条例第54条、第68条", Weight.WARN)


def reason_is_told(act: Act) -> Iterable[Reason]:
    """第24条: why, also of somebody who had gone without leave."""
    if not act.value("leave_reason"):
        yield missing(act.register.field("leave_reason"))
