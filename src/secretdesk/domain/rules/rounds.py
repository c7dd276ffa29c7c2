"""Rules of sending and taking back (第28条（四）, F04): one reader at a time, back to the cabinet in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules import round_values as values
from secretdesk.domain.rules.availability import is_before, is_in, level_taken
from secretdesk.domain.rules.by_count import left_of
from secretdesk.domain.rules.clearance import may_be_given
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.rules.holdings import overdue_held
from secretdesk.domain.terms import CLERK_WAITS, READING_ROOM, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

FORM = "第28条（四）、F04"


def reader_is_approved(act: Act) -> Iterable[Reason]:
    """第28条（四）不得擅自扩大或缩小阅读范围: only who stands on the list is sent it, each in their turn."""
    reading, reader = values.reading_meant(act), act.values.get("reader")
    name = values.name_of(act, reader)
    if reader is None:
        if not any(one.status == "waiting" for one in values.readings_of(act)):
            yield bad_value("reader", "没有待阅的人了；补阅的请写明是谁，全部阅毕的办“传阅完毕”。", FORM)
        return
    own = [one for one in values.readings_of(act) if one["reader"] == reader]
    if not own:
        text = f"{name}不在批准的知悉范围内，不得送阅；经批准的，请先办“扩大知悉范围”。"
        yield Reason("outside_scope", text, "reader", "第28条（四）、保密法第21条")
    elif reading is None:
        out = own[-1].status == "out"
        then = "正在阅" if out else "已经阅过；要再看的，请办“扩大知悉范围”"
        yield Reason("already_out" if out else "wrong_state", f"{name}{then}。", "reader", FORM)
    elif reading.status == "absent":
        text = f"{name}登记为不在、待补阅；确已回来的请确认。"
        yield Reason("absent_reader", text, "reader", FORM, Weight.ASK)
    elif act.row is not None and act.row.status == "closed":
        yield Reason("wrong_state", "传阅已办完毕，只能再送待补阅的人。", "reader", FORM)


def one_reader_at_a_time(act: Act) -> Iterable[Reason]:
    """第28条（四）不得让密件在各部门间横向传递: from a reader it comes back to the cabinet before it goes on."""
    if act.row is None or act.values.get("take_back_first"):
        return
    out = values.held(act)
    if out:
        who, to = (values.name_of(act, one) for one in (out[0]["reader"], act.values.get("reader")))
        text = (
            f"{who}还没有交回，不得由阅件人之间转交；请先收回再送{to or '下一位'}："
            "当面清点收回的，在“先收回再送”写“是”，一步办完。"
        )
        yield Reason("lateral_transfer", text, "take_back_first", "第28条（四）")


def copy_can_go(act: Act) -> Iterable[Reason]:
    """第28条（一）: what goes to a reader comes out of the cabinet, and belongs to this round."""
    if act.row is None:
        return
    copies = act.row["copies"] or []
    copy = act.books.get("copies", act.values.get("copy") or 0)
    document = act.books.get("documents", act.row["document"] or 0)
    if copy is None:
        if (
            document is not None
            and document["by_count"]
            and not values.held(act)
            and left_of(act.books, document) < 1
        ):
            yield Reason(
                "not_in_cabinet", f"{document.number} 在柜里一份也没有了，请先收回。", "reader", FORM
            )
    elif copy.entry not in copies:
        yield bad_value("copy", f"{copy.number} 不在 {act.row.number} 上，请核对。", FORM)
    elif copy.status != "circulating" or copy["circulation"] != act.row.entry:
        yield from is_in(act, copy, "copy")


def place_is_allowed(act: Act) -> Iterable[Reason]:
    """条例第29条（三）: 绝密 and 密码电报 are read in a designated place; whether a clerk may wait is a parameter."""
    yield from why_not_there(act, act.value("reading_place"))


def why_not_there(act: Act, place: str | None) -> Iterable[Reason]:
    """Why it can't be read in that place."""
    if not values.must_be_watched(act) or place == READING_ROOM:
        return
    if values.is_telegram(act):
        text = "密码电报只能在机要室阅读，请改“阅读地点”。"
        yield Reason("cipher_telegram", text, "reading_place", "密码电报管理规定、条例第29条（三）")
        return
    waiting = act.books.parameter("office_reading_top_secret", act.day) == "1"
    if not (waiting and place == CLERK_WAITS):
        then = "或由保密员送到办公室、在旁等候" if waiting else "不送到办公室"
        text = f"绝密件须在机要室阅读，{then}；请改“阅读地点”。"
        yield Reason("reading_place", text, "reading_place", "条例第29条（三）")


def reader_may_have_it(act: Act) -> Iterable[Reason]:
    """第17条、第18条、第21条: whoever is handed a state secret is cleared, has pledged, and is of enough level."""
    yield from may_be_given(act, "reader", level_taken(act))


def reader_owes_nothing(act: Act) -> Iterable[Reason]:
    """第28条（四）及时掌握文件走向: who has kept something overnight is asked for it first."""
    yield from overdue_held(act, "reader")


def something_comes_back(act: Act) -> Iterable[Reason]:
    """What is taken back is out with a reader of this round, and not reported missing."""
    reading = values.reading_meant(act)
    if act.action.key == "send":
        out = values.held(act)
        reading = out[0] if act.values.get("take_back_first") and out else None
        if reading is None:
            return
    if reading is None:
        out = [one for one in values.readings_of(act) if one.status == "out"]
        if len(out) > 1 and act.values.get("reader") is None:
            yield missing(act.register.field("reader"))
        else:
            who = values.name_of(act, act.values.get("reader"))
            yield bad_value(
                "reader", f"{who or '没有人'}手里{'没有' if who else '有'}这张传阅单的文件，请核对。", FORM
            )
        return
    copy = act.books.get("copies", reading["copy"] or 0)
    if copy is not None and copy.status == "missing":
        yield Reason("wrong_state", f"{copy.number} 已报失，请先到“份”里办理找回。", "reader", "第74条")
    yield from _pages(act, reading)


def _pages(act: Act, reading: Row) -> Iterable[Reason]:
    """页数核对 (F04): counted face to face from 机密 upwards; fewer pages is an irregularity (domain 4)."""
    recorded, found = values.pages_of(act, reading["copy"]), act.values.get("pages")
    level = Level(reading["level"]) if reading["level"] else None
    if recorded is None:
        return
    if found is None and act.values.get("pages_checked") is not True:
        if act.values.get("pages_checked") is False or (level and level.rank >= Level.HIGHLY_SECRET.rank):
            yield missing(act.register.field("pages"))
    elif found is not None and found != recorded:
        yield pages_differ(found, recorded, "pages")


def pages_differ(found: int, recorded: int, key: str, who: str = "") -> Reason:
    """The count that was made is not that of the receipt."""
    then = "确实缺页的，确认后照实登记并记入违规事项" if found < recorded else "登记有误的另办更正"
    text = f"{who}登记 {recorded} 页，交回 {found} 页；请再数一遍，{then}。"
    return Reason("pages_differ", text, key, "第28条（二）（四）", Weight.ASK)


def times_in_order(act: Act) -> Iterable[Reason]:
    """Nothing comes back before it went out, nor goes out before whoever reads it was approved (第28条（四）)."""
    reading = values.reading_meant(act)
    if reading is None:
        return
    correcting = act.action.key == "amend"
    sent = act.values.get("sent_at") or reading["sent_at"]
    back = act.values.get("returned_at") or (reading["returned_at"] if correcting else None)
    if sent and back and is_before(back, sent):
        key = "returned_at" if act.values.get("returned_at") else "sent_at"
        yield bad_value(key, f"退回时间早于送阅时间（{sent.replace('T', ' ')}），请核对。", FORM)
    approved = reading["approved_on"]
    if act.values.get("sent_at") and approved and is_before(sent, approved):
        text = f"{approved} 才批准给{values.name_of(act, reading['reader'])}看，送阅不会更早，请核对。"
        yield Reason("approval_missing", text, "sent_at", FORM)


def waits_still(act: Act) -> Iterable[Reason]:
    """Only who has not had it is put down as absent."""
    if values.reading_meant(act) is None:
        who = values.name_of(act, act.values.get("reader")) or "这个人"
        yield bad_value("reader", f"{who}不在待阅之列，请核对。", FORM)


def all_have_read(act: Act) -> Iterable[Reason]:
    """A round ends when everyone on the list has read it or is put down as absent (不得擅自缩小阅读范围)."""
    readings = values.readings_of(act)
    for status, code, told in (
        ("out", "already_out", "手里还没有交回，请先收回"),
        ("waiting", "wrong_state", "还没有阅；请送阅，不在的记“待补阅”"),
    ):
        names = [values.name_of(act, one["reader"]) for one in readings if one.status == status]
        if names:
            yield Reason(code, f"{'、'.join(names[:10])}{told}。", "entry", FORM)
    absent = [values.name_of(act, one["reader"]) for one in readings if one.status == "absent"]
    if absent:
        text = f"{'、'.join(absent[:10])}待补阅；回来后仍可在这张传阅单上送阅。"
        yield Reason("absent_reader", text, "", FORM, Weight.WARN)
