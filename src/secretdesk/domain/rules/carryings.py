"""Rules of carrying things out of the college (第28条（四）（七）, 第67条, F32)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.availability import TAKEN, is_in, level_taken
from secretdesk.domain.rules.clearance import may_be_given
from secretdesk.domain.rules.common import LEDGER, bad_value, missing
from secretdesk.domain.rules.corrections import is_new
from secretdesk.domain.rules.holdings import overdue_held
from secretdesk.domain.rules.homecoming import came_from_it
from secretdesk.domain.terms import ABROAD, ABROAD_PLACES, ABROAD_WORDS, ON_THE_WAY, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

FORM = "第28条（四）、F32"
ABROAD_LAW = "第28条（七）、第67条"


def fill_in_carrying(act: Act) -> dict[str, Any]:
    """The level of what goes, the first carrier's department, the day of the reminder."""
    level = level_taken(act)
    values: dict[str, Any] = {"level": str(level) if level else None}
    carriers = act.values.get("carriers") or []
    person = act.books.get("people", carriers[0]) if carriers and isinstance(carriers[0], int) else None
    if act.values.get("department") is None and person is not None:
        values["department"] = person["department"]
    if not act.values.get("from_on"):
        values["from_on"] = act.day
    if act.values.get("briefed_by") and not act.values.get("briefed_on"):
        values["briefed_on"] = act.day
    return values


def something_is_carried(act: Act) -> Iterable[Reason]:
    """A carrying names what is carried."""
    if not any(act.values.get(key) for key in TAKEN):
        yield missing(act.register.field("copies"))


def stays_in_the_country(act: Act) -> Iterable[Reason]:
    """第28条（七）, 第67条, 保密法第28条: no carrier of secrets goes abroad, nobody's approval here allows it.

    A destination that begins with a place abroad lies there; one that merely has such a word in it may be an
    office at home, and is told to be looked at.
    """
    if act.value("region") == ABROAD:
        text = "禁止携带涉密载体出国（境），请留在学院；确需在境外使用的，报请上级按规定传递。"
        yield Reason("abroad", text, "region", ABROAD_LAW)
        return
    destination = act.value("destination") or ""
    if act.row is not None and destination == act.row["destination"]:
        return
    place = next((one for one in ABROAD_PLACES if destination.lstrip(ON_THE_WAY).startswith(one)), "")
    word = next((one for one in (*ABROAD_PLACES, *ABROAD_WORDS) if one in destination), "")
    if place:
        text = (
            f"目的地“{destination}”在境外，禁止携带涉密载体出国（境），请留在学院；"
            "其实在国内的，请从省、市、县写起。"
        )
        yield Reason("abroad", text, "destination", ABROAD_LAW)
    elif word:
        text = f"目的地写有“{word}”，请核对；在境外的一律不得携带。"
        yield Reason("abroad", text, "destination", ABROAD_LAW, Weight.WARN)


def two_carry_top_secret(act: Act) -> Iterable[Reason]:
    """条例第29条（二）: what is 绝密 is carried by two people or more."""
    if act.value("level") == Level.TOP_SECRET and len(set(act.value("carriers") or [])) < 2:
        text = "携带绝密件须两人以上同行，请再写一位携带人。"
        yield Reason("two_persons", text, "carriers", "条例第29条（二）")


def carriers_named_once(act: Act) -> Iterable[Reason]:
    """Each carrier stands on the sheet once."""
    named = [one for one in act.values.get("carriers") or [] if isinstance(one, int)]
    if len(set(named)) < len(named):
        yield bad_value("carriers", "同一个人写了两次，请删去一个。", FORM)


def carriers_may_have_it(act: Act) -> Iterable[Reason]:
    """第17条, 第21条, 第26条: whoever carries a state secret may handle it."""
    yield from may_be_given(act, "carriers", act.value("level"))


def carriers_owe_nothing(act: Act) -> Iterable[Reason]:
    """第28条（四）（六）: whoever has not brought back what was due is asked for that first."""
    yield from overdue_held(act, "carriers")


def carrying_is_approved(act: Act) -> Iterable[Reason]:
    """第28条（四）未经批准不得擅自携带外出; 工作秘密 and 内部 need no approval."""
    level = act.value("level")
    if not level or not Level(level).is_state_secret:
        return
    if not act.value("approved_by"):
        text = "请先请保密办负责人在携带外出审批表上签批，再填“批准人”。"
        yield Reason("approval_missing", text, "approved_by", FORM)
    if not act.value("measures"):
        yield missing(act.register.field("measures"))


def comes_back_later(act: Act) -> Iterable[Reason]:
    """The day of coming back lies behind that of going."""
    start, due = act.value("from_on"), act.value("due")
    if start and due and due < start:
        yield bad_value("due", "归还日期早于出发日期，请核对。", FORM)
    went = act.row["taken_out_on"] if act.row is not None else None
    if went and due and is_new(act, "due") and due < went[:10]:
        yield bad_value("due", f"{went[:10]} 才带出，归还日期不会更早，请核对。", FORM)


def taken_out_in_time(act: Act) -> Iterable[Reason]:
    """An approval holds for its days."""
    if act.row is None:
        return
    if act.row["due"] and act.day > act.row["due"]:
        text = f"批准的归还日期 {act.row['due']} 已过，请重新办理审批。"
        yield bad_value("taken_out_on", text, FORM)


def listed(act: Act) -> list[Row]:
    """What the sheet lists."""
    if act.row is None:
        return []
    named = ((key, one) for key in TAKEN[:3] for one in act.row[key] or [])
    return [row for key, one in named if (row := act.books.get(key, one)) is not None]


def things_are_still_in(act: Act) -> Iterable[Reason]:
    """What was approved still lies where it belongs when it is taken out."""
    for thing in listed(act):
        yield from is_in(act, thing, "entry")


def comes_from_this_carrying(act: Act) -> Iterable[Reason]:
    """What is brought back went out with this sheet and is out still."""
    yield from came_from_it(act, "back", "carried_out")


def changes_before_going(act: Act) -> Iterable[Reason]:
    """Where and until when is corrected before going; afterwards a new sheet is approved."""
    if act.row is not None and act.row.status != "approved" and "region" in act.values:
        yield bad_value("region", "已经带出，去向不能更正；改变去向须另行审批。", LEDGER)
