"""Rules of a round that is over and entered afterwards in one grid (F04): it is booked as it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.moves import chosen
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules import round_values as values
from secretdesk.domain.rules.availability import is_before, level_taken
from secretdesk.domain.rules.clearance import may_handle
from secretdesk.domain.rules.common import bad_value, future_date, missing
from secretdesk.domain.rules.round_scope import FORM
from secretdesk.domain.rules.rounds import pages_differ, why_not_there
from secretdesk.domain.rules.whereabouts import END, had_by_others, told_of
from secretdesk.domain.terms import COPY_STATUSES, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LINES = "lines"
STILL_HERE = ("in_cabinet", "archived", "sealed_personal", "circulating", "on_loan")
AS_IT_WAS = "；已经发生的，确认后照实登记并记入违规事项。"


def lines_of(act: Act) -> list[dict[str, Any]]:
    """The typed lines that name a reader."""
    return [line for line in act.values.get(LINES) or [] if line.get("reader") is not None]


def lines_are_whole(act: Act) -> Iterable[Reason]:
    """A line with no time is somebody still to read (待补阅); one that was sent has come back."""
    lines = lines_of(act)
    now, opened = act.now.strftime("%Y-%m-%dT%H:%M"), act.day
    for line in lines:
        sent, back, name = line.get("sent_at"), line.get("returned_at"), values.name_of(act, line["reader"])
        if back and not sent:
            yield bad_value(LINES, f"{name}有退回时间，没有送阅时间，请补上。", FORM)
        elif sent and not back:
            yield bad_value(LINES, f"{name}还没有退回时间；没有交回的，请先“开传阅单”，再逐人送阅。", FORM)
        elif sent and back and back < sent:
            yield bad_value(LINES, f"{name}的退回时间早于送阅时间，请核对。", FORM)
        if max(sent or "", back or "") > now:
            yield future_date(LINES)
        if sent and sent[:10] < opened:
            yield bad_value(LINES, f"{name}的送阅时间早于开始传阅的日期，请核对。", FORM)


@dataclass(frozen=True)
class Odd:
    """Something that was done against the rules: what is asked, who it concerns, what is booked."""

    reason: Reason
    person: Any
    told: str


def as_it_was(reason: Reason, name: str, person: Any, key: str) -> Odd:
    """What would be refused beforehand: asked about afterwards, and booked in 违规事项 (design section 1)."""
    told = f"{name}：{reason.text.removesuffix('。')}"
    asked = replace(reason, text=f"{told}{AS_IT_WAS}", field=key, weight=Weight.ASK)
    return Odd(asked, person, f"{told}。")


def at_odds(act: Act) -> Iterator[Odd]:
    """What was done against the rules, line by line."""
    level = level_taken(act)
    for line in lines_of(act):
        if line.get("sent_at"):
            reader = line["reader"]
            reasons = [
                *may_handle(act.with_values(reader=reader), "reader", level),
                *why_not_there(act, line.get("reading_place")),
            ]
            name = values.name_of(act, reader)
            yield from _outside(act, reader)
            yield from (as_it_was(one, name, reader, LINES) for one in reasons if one.weight is Weight.REFUSE)
    yield from _overlaps(act)
    yield from _elsewhere(act)


def _outside(act: Act, reader: Any) -> Iterator[Odd]:
    """第28条（四）不得擅自扩大阅读范围: only who is on the approved list may have read it."""
    scope = act.values.get("readers") or []
    if scope and not any(reader is one or reader == one for one in scope):
        told = f"{values.name_of(act, reader)}不在批准的知悉范围内"
        text = f"{told}；其实经过批准的，请加到“阅件人”{AS_IT_WAS}"
        reason = Reason("outside_scope", text, LINES, "第28条（四）、保密法第21条", Weight.ASK)
        yield Odd(reason, reader, f"{told}，送阅未经批准。")


def _overlaps(act: Act) -> Iterator[Odd]:
    """More readers at a time than copies: one did not come back before it went on."""
    most = max(len(act.values.get("copies") or []), act.values.get("count") or 0, 1)
    timed = sorted((one for one in lines_of(act) if one.get("sent_at")), key=lambda one: str(one["sent_at"]))
    for n, line in enumerate(timed):
        others = [one for one in timed[:n] if (one.get("returned_at") or "") > line["sent_at"]]
        if len(others) >= most:
            names = "、".join(values.name_of(act, one["reader"]) for one in (*others, line))
            text = f"{names}的时间重叠，请核对；确是没有收回、由阅件人转交的，确认后照实登记并记入违规事项。"
            reason = Reason("lateral_transfer", text, LINES, "第28条（四）", Weight.ASK)
            yield Odd(reason, line["reader"], f"{names}之间未经收回、自行转交。")


def _elsewhere(act: Act) -> Iterator[Odd]:
    """By another round, a loan, a carrying, a dispatch it was in somebody else's hands; of several copies none tells who had which."""
    copies = chosen(act, "copies")
    if len(copies) != 1:
        return
    (copy,) = copies
    others = had_by_others(act.books, copy)
    for line in (one for one in lines_of(act) if one.get("sent_at") and one.get("returned_at")):
        for stay in others:
            if is_before(stay.since, line["returned_at"]) and is_before(line["sent_at"], stay.until or END):
                told, name = told_of(act.books, copy, stay), values.name_of(act, line["reader"])
                text = f"{told}，{name}的时间请核对；确是没有收回、自行转交的，确认后照实登记并记入违规事项。"
                reason = Reason("lateral_transfer", text, LINES, "第28条（四）", Weight.ASK)
                yield Odd(reason, line["reader"], f"{told}，未经收回就给了{name}。")


def copies_were_there(act: Act) -> Iterable[Reason]:
    """What had left by then, or was lost, was read by nobody."""
    last = max((line.get("returned_at") or "" for line in lines_of(act)), default="")
    for copy in chosen(act, "copies"):
        moved = copy["moved_on"] or ""
        if copy.status not in STILL_HERE and last and moved and is_before(moved, last):
            told = COPY_STATUSES[copy.status]
            text = f"{copy.number} 从 {moved.replace('T', ' ')} 起为“{told}”，不能在那以后送阅；请核对时间。"
            yield bad_value(LINES, text, FORM)


def against_the_rules(act: Act) -> Iterable[Reason]:
    """Happened already: asked, and booked in 违规事项 in the same act (design section 1)."""
    yield from (odd.reason for odd in at_odds(act))


def line_readers_may_have_it(act: Act) -> Iterable[Reason]:
    """第17条: an occasional reader of 机密 or 秘密 was reminded of their duty."""
    level, asked = level_taken(act), False
    for line in (one for one in lines_of(act) if one.get("sent_at")):
        for reason in may_handle(act.with_values(reader=line["reader"]), "reader", level):
            if reason.weight is Weight.ASK:
                asked = True
                yield replace(reason, field=LINES)
    if asked and not act.values.get("briefed_by"):
        yield missing(act.register.field("briefed_by"))


def line_pages_agree(act: Act) -> Iterable[Reason]:
    """页数核对✓ of each line."""
    recorded = values.pages_of(act, next(iter(act.values.get("copies") or []), None))
    for line in lines_of(act):
        found = line.get("pages")
        if found is not None and recorded is not None and found != recorded:
            yield pages_differ(found, recorded, LINES, f"{values.name_of(act, line['reader'])}：")


def nothing_above_the_vault(act: Act) -> Iterable[Reason]:
    """A 批示 on a paper above the level of this PC must not be typed (第44条)."""
    level = level_taken(act)
    if level is not None and level.rank > Level(act.level).rank:
        for line in lines_of(act):
            if line.get("instruction"):
                name = values.name_of(act, line["reader"])
                text = f"本机为{act.level}级，{level}件的批示不得录入，请清空{name}一行的批示，只留在纸上。"
                yield Reason("level_above_vault", text, LINES, "第44条、第46条")
                return
