"""Rules on what goes round and who may read it: an approved scope of people (第28条（四）, F04)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from secretdesk.domain.effects.moves import chosen
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules import round_values as values
from secretdesk.domain.rules.availability import date_field, level_taken, was_there
from secretdesk.domain.rules.by_count import left_of
from secretdesk.domain.rules.clearance import may_handle
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.rules.people import group_members

if TYPE_CHECKING:
    from collections.abc import Iterable

FORM = "第28条（四）、F04"
MOST = 200  # readers of one round


def something_goes_round(act: Act) -> Iterable[Reason]:
    """Copies of one document, each its own; of a paper that is kept by count, how many (F34)."""
    copies = chosen(act, "copies")
    document = act.value("document")
    row = act.books.get("documents", document) if isinstance(document, int) else None
    named = copies or ([row] if row is not None else [])
    yield from was_there(act, named, act.day, date_field(act))
    if row is None:
        if len({copy["document"] for copy in copies}) > 1:
            yield bad_value("copies", "一张传阅单只传阅一个文件，请分开登记。", FORM)
        elif not copies:
            yield missing(act.register.field("document"))
    elif row.status == "void":
        yield bad_value("document", f"{row.number} 已作废，请核对编号。", FORM)
    elif any(copy["document"] != row.entry for copy in copies):
        yield bad_value("copies", f"有一份不是 {row.number} 的，请核对。", FORM)
    elif row["by_count"]:
        count, past = act.values.get("count") or 0, act.action.key == "enter_round"
        if not 0 < count <= (row["count"] or 0):
            yield bad_value("count", f"{row.number} 共 {row['count'] or 0} 份，请写传阅几份。", FORM)
        elif not past and count > left_of(act.books, row):
            text = f"{row.number} 在柜里还有 {left_of(act.books, row)} 份，请改少，或先收回在外的。"
            yield Reason("not_in_cabinet", text, "count", FORM)
    elif not copies:
        yield Reason("not_in_cabinet", f"{row.number} 没有一份在柜里，请先收回。", "copies", FORM)
    elif act.values.get("count") is not None:
        yield bad_value("count", "逐份传阅的不写份数，请清空。", FORM)


def not_round_already(act: Act) -> Iterable[Reason]:
    """A copy is on one open round at a time: who else shall read it is added there."""
    copies = {copy.entry: copy for copy in chosen(act, "copies")}
    for document in {copy["document"] for copy in copies.values()}:
        for other in act.books.rows("circulations", document=document, status="open"):
            for one in set(other["copies"] or []) & set(copies):
                text = (
                    f"{copies[one].number} 已在 {other.number} 上传阅；再给人看的，请在那里办“扩大知悉范围”。"
                )
                yield bad_value("copies", text, FORM)


def readers_are_named(act: Act) -> Iterable[Reason]:
    """The approved scope is people: typed, or a reader group prepared once."""
    group, readers = act.values.get("group"), act.values.get("readers") or []
    if group and not group_members(act.books, group):
        yield bad_value("group", f"没有“{group}”这个阅文组，请核对，或到“人员”里用“更正”编组。", FORM)
    elif not readers and act.action.key == "enter_round":
        text = "请照传阅单写批准的范围：“阅件人”“阅文组”“知悉范围”至少填一个。"
        yield Reason("missing", text, "readers", "保密法第21条、F04")
    elif not readers:
        yield missing(act.register.field("readers"))
    if len(readers) > MOST:
        yield bad_value("readers", f"一张传阅单最多 {MOST} 人，请核对知悉范围。", FORM)


def readers_may_have_it(act: Act) -> Iterable[Reason]:
    """第24条、第26条: nobody is put on the list who may not read it at all; what can be asked is asked when sent."""
    level = level_taken(act)
    for person in act.values.get("readers") or []:
        if person is not None:
            for reason in may_handle(act.with_values(reader=person), "reader", level):
                if reason.weight is Weight.REFUSE:
                    yield replace(reason, field="readers")


def round_is_approved(act: Act) -> Iterable[Reason]:
    """F04 范围批准人〔sig〕: the scope of a state secret is approved on paper first."""
    yield from _approved(
        act, "approved_by", "approved_on", "请先请有权批准的负责人在传阅单上批准知悉范围，再填“批准人”。"
    )


def widening_is_approved(act: Act) -> Iterable[Reason]:
    """保密法第21条: one more reader is approved by the head of the unit, or whom they charged with it."""
    text = (
        "扩大知悉范围须先经本单位主要负责人或其委托的人批准，请填“扩大批准人”；领导批示转办的写批示的领导。"
    )
    yield from _approved(act, "widened_by", "widened_on", text)


def _approved(act: Act, by: str, on: str, text: str) -> Iterable[Reason]:
    level = level_taken(act)
    if level is None or not level.is_state_secret:
        return
    approver = act.value(by) if by == "approved_by" else act.values.get(by)
    if not approver:
        yield Reason("approval_missing", text, by, "保密法第21条、F04")
    elif act.values.get(on) and act.values[on] > _begun(act):
        yield Reason("approval_missing", "批准日期晚于办理日期，须先批准后传阅，请核对。", on, FORM)


def _begun(act: Act) -> str:
    """The day before which the approval lies: a correction comes later than the opening that it concerns."""
    corrected = act.row is not None and act.action.key == "amend"
    return str(act.value("opened_on"))[:10] if corrected else act.day


def not_on_the_list_yet(act: Act) -> Iterable[Reason]:
    """Who is to read it stands on the list once; who has read it may be given it again."""
    reader = act.values.get("reader")
    own = [one for one in values.readings_of(act) if one["reader"] == reader and one.status != "done"]
    if own and isinstance(reader, int):
        yield bad_value(
            "reader", f"{values.name_of(act, reader)}已在阅件人之列（{own[0].number}），直接送阅即可。", FORM
        )


def reader_may_be_added(act: Act) -> Iterable[Reason]:
    """第24条、第26条: as for those on the list from the beginning."""
    for reason in may_handle(act, "reader", level_taken(act)):
        if reason.weight is Weight.REFUSE:
            yield reason
