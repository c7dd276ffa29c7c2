"""Rules of handing in to the issuer what it wants back (第28条（一）（六）, 条例第27条（九）, F08)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.moves import AWAY, field_of, named_things, out_with
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules import return_values as values
from secretdesk.domain.rules.common import LEDGER, bad_value, can_be_undone, missing
from secretdesk.domain.rules.destruction_values import things_after
from secretdesk.domain.terms import NO_DOC_NUMBER, THING_STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable

FORM = "第28条（一）、F08"
OUT = ("removed", "removed_media", "removed_devices")


def something_is_named(act: Act) -> Iterable[Reason]:
    """An act that adds or takes out names something."""
    lists = ("copies", "media", "devices", "lines") if act.action.key == "add" else OUT
    if not any(act.values.get(key) for key in lists):
        yield missing(act.register.field(lists[0]))


def notice_is_matched(act: Act) -> Iterable[Reason]:
    """第28条（二）: what the notice asks for and is not in the cabinet is told at once: out, lost, not ours."""
    for n, line in enumerate(act.values.get("lines") or [], start=1):
        number = line.get("doc_number")
        if number == NO_DOC_NUMBER:
            yield bad_value("lines", f"第 {n} 行没有文号的，请写收文编号。", FORM)
            continue
        paper, copies = values.match(act, line)
        out = [copy.number for copy in copies if copy.status in AWAY]
        lost = [copy.number for copy in copies if copy.status in {"missing", "leak_case"}]
        if paper is None:
            text = f"第 {n} 行 {number} 账上没有；请核对文号，确未收到的复告发文机关。"
            yield Reason("not_ours", text, "lines", "第28条（二）", Weight.WARN)
        if out:
            text = f"第 {n} 行还有在外的：{'、'.join(out[:5])}；请先收回，再用“列入”扫描。"
            yield Reason("still_out", text, "lines", "第28条（六）", Weight.WARN)
        if lost:
            text = f"第 {n} 行有下落不明的：{'、'.join(lost[:5])}；清退时照实写明，并继续查找。"
            yield Reason("lost_copy", text, "lines", "第74条", Weight.WARN)


def issuer_is_theirs(act: Act) -> Iterable[Reason]:
    """A paper goes back to whoever issued it; through another body only where that was asked for."""
    issuer = act.value("issuer")
    others = []
    for thing in named_things(act):
        paper = act.books.get("documents", thing["document"]) if thing["document"] else None
        if paper is not None and paper["issuer"] is not None and paper["issuer"] != issuer:
            others.append(thing)
    if others and act.action.key in {"draft", "add"}:
        told = "、".join(one.number for one in others[:5])
        text = f"{told} 不是这个单位发的；请核对，受托代收的请确认。"
        yield Reason("other_issuer", text, field_of(act, others[0], ("copies",)), FORM, Weight.ASK)


def named_are_members(act: Act) -> Iterable[Reason]:
    """What is taken out is in this return."""
    if act.row is None:
        return
    members = {(row.register, row.entry) for row in out_with(act, act.row)}
    for thing in named_things(act):
        if (thing.register, thing.entry) not in members:
            yield bad_value(
                field_of(act, thing, OUT), f"{thing.number} 不在 {act.row.number} 里，请核对。", LEDGER
            )


def return_is_approved(act: Act) -> Iterable[Reason]:
    """F08 主管领导审核〔sig〕: approved on paper before it is handed in."""
    if act.row is not None and act.row.status == "draft":
        text = "请先请主管领导在清退登记表上审核签字，再办“审核”。"
        yield Reason("approval_missing", text, "", "F08")


def something_goes_back(act: Act) -> Iterable[Reason]:
    """What is approved and handed in holds something; each thing is there to be handed over."""
    if not sum(one.values["given"] for one in values.reckon(act)):
        row = act.row.number if act.row else ""
        yield bad_value("", f"{row} 里没有可退的，请先用“列入”；不退了的请作废。", FORM)
    lost = [thing for thing in things_after(act) if thing.status != "to_return"]
    if lost:
        told = THING_STATUSES[lost[0].register][lost[0].status]
        text = f"{'、'.join(one.number for one in lost[:5])} 现为“{told}”，请先用“移出”。"
        yield Reason("wrong_state", text, "", FORM)


def shortfall_is_looked_at(act: Act) -> Iterable[Reason]:
    """F08 差额及原因: what is not handed in is told with its reason, and seen before it is written."""
    short = [one for one in values.reckon(act) if one.values["short"]]
    if short:
        told = "；".join(
            f"{one.values['doc_number']} 差 {one.values['short']}：{one.values['why']}" for one in short[:5]
        )
        yield Reason("return_short", f"有差额：{told}。请核对原因后确认。", "", FORM, Weight.ASK)


def return_can_be_void(act: Act) -> Iterable[Reason]:
    """An emptied return is voided at any time; one that holds something while nothing came after its draft."""
    if act.row is not None and out_with(act, act.row):
        yield from can_be_undone(act)
