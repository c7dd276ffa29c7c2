"""Rules of handing over (第25条, 第28条（六）, F15): three different people, nothing left behind, differences told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.clearance import may_be_given, may_handle
from secretdesk.domain.rules.common import LEDGER, bad_value, missing
from secretdesk.domain.rules.handover_list import (
    held,
    line_of,
    lines_of,
    missing_now,
    must_come_back,
    to_gather,
)
from secretdesk.domain.rules.keys import kept_apart, may_keep
from secretdesk.domain.terms import COUNT_WAYS, HANDOVER_KINDS, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

LEAVING, POST, SUBSTITUTE = HANDOVER_KINDS
FORM = "第25条、F15"
LISTED = 20  # numbers in one sentence


def fill_in_handover(act: Act) -> dict[str, Any]:
    """The giver's department and post, how many lines, the highest level among them."""
    giver = act.values.get("giver")
    person = act.books.get("people", giver) if isinstance(giver, int) else None
    rows = to_gather(act)
    values: dict[str, Any] = {"items": len(rows), "level": _highest(act, rows)}
    if person is not None and act.values.get("department") is None:
        values["department"] = person["department"]
    if person is not None and act.values.get("post") is None:
        values["post"] = person["post"]
    return values


def count_lines(act: Act) -> dict[str, Any]:
    """The same once lines were added or struck."""
    rows, lines = to_gather(act) if act.action.key == "add" else [], lines_of(act)
    struck = act.values.get("lines") or []
    left = [line for line in lines if line.entry not in struck]
    free = 1 if act.values.get("item") else 0
    levels = [line["level"] for line in left if line["level"]]
    levels += [one for one in (act.values.get("item_level"), _highest(act, rows)) if one]
    top = max(levels, key=lambda one: Level(one).rank, default=None)
    return {"items": len(left) + len(rows) + free, "level": top}


def day_of_reminder(act: Act) -> dict[str, Any]:
    """The day on which the receiver was reminded of their duty."""
    reminded = act.values.get("briefed_by") and not act.values.get("briefed_on")
    return {"briefed_on": act.day} if reminded else {}


def _highest(act: Act, rows: list[Row]) -> str | None:
    told = (line_of(act.books, row, act.value("giver")).get("level") for row in rows)
    return max((one for one in told if one), key=lambda one: Level(one).rank, default=None)


def giver_has_no_draft(act: Act) -> Iterable[Reason]:
    """One open list at a time for a person."""
    giver = act.values.get("giver")
    for other in act.books.rows("handovers", giver=giver, status="draft") if isinstance(giver, int) else []:
        yield bad_value("giver", f"{other.number} 还没有签，请在那一张上办，或先撤销它。", LEDGER)


def substitute_has_a_term(act: Act) -> Iterable[Reason]:
    """临时代管 is from a day to a day; the other kinds are for good."""
    kind, until, start = act.value("kind"), act.value("until"), act.value("from_on")
    if kind == SUBSTITUTE:
        yield from (missing(act.register.field(key)) for key in ("from_on", "until") if not act.value(key))
        if until and start and until < start:
            yield bad_value("until", "代管到期早于开始，请核对。", FORM)
    elif until:
        yield bad_value("until", f"“{kind}”没有到期日，请清空；临时的请选“{SUBSTITUTE}”。", FORM)


def three_people(act: Act) -> Iterable[Reason]:
    """F15: giver, receiver and witness are three different people."""
    giver, receiver, witness = (act.value(key) for key in ("giver", "receiver", "witness"))
    if receiver is not None and receiver == giver:
        yield Reason("two_persons", "接收人和移交人是同一个人，请另选接收人。", "receiver", FORM)
    if witness is not None and witness in {giver, receiver}:
        yield Reason("two_persons", "监交人须是第三个人，请另选。", "witness", FORM)


def all_named(act: Act) -> Iterable[Reason]:
    """Nobody signs for nobody."""
    yield from (missing(act.register.field(key)) for key in ("receiver", "witness") if act.value(key) is None)


def receiver_may_have_it(act: Act) -> Iterable[Reason]:
    """第17条: whoever takes over what holds state secrets may handle its level."""
    levels = [line["level"] for line in lines_of(act) if line["level"] and not line["note"]]
    top = max(levels, key=lambda one: Level(one).rank, default=None)
    yield from may_be_given(act, "receiver", top)
    yield from receiver_may_have_keys(act)


def receiver_may_have_keys(act: Act) -> Iterable[Reason]:
    """第35条: keys and codes go to one who is cleared, and those of an exam vault not into one hand."""
    receiver = act.value("receiver")
    rows = [act.books.get("keys", line["thing"]) for line in lines_of(act) if line["about"] == "keys"]
    taken = [row for row in rows if row is not None]
    wanted = []
    for row in taken if isinstance(receiver, int) else ():
        site = act.books.get("sites", row["site"]) if row["site"] else None
        yield from may_keep(act, "receiver", receiver, site)
        wanted.append((site, row["kind"], row["lock"]))
    if isinstance(receiver, int):
        yield from kept_apart(act, "receiver", receiver, wanted, tuple(row.entry for row in taken))


def giver_may_have_it_back(act: Act) -> Iterable[Reason]:
    """第24条: to somebody who has left, or may not handle secrets for a time, nothing is given back."""
    levels = [line["level"] for line in lines_of(act, "handed") if line["level"]]
    top = max(levels, key=lambda one: Level(one).rank, default=None)
    for reason in may_handle(act, "giver", top):
        if reason.weight is Weight.REFUSE:
            yield replace(reason, field="entry")


def loans_are_back(act: Act) -> Iterable[Reason]:
    """第28条（四）（六）: what was lent to the giver comes back to the clerk, it goes to nobody else by hand."""
    if act.row is None or act.row["kind"] == SUBSTITUTE:
        return
    kept = {(line["about"], line["thing"]) for line in lines_of(act, "removed")} if _keeps(act) else set()
    out = [row for row in held(act) if must_come_back(row, act.row["giver"])]
    out = [row for row in out if (row.register, row.entry) not in kept]
    if out:
        text = f"移交人手里还有 {len(out)} 件没有交回：{_named(out)}；不得转手，请先归还、退回，再签移交。"
        yield Reason("holdings_left", text, "entry", "第28条（四）（六）、第25条")


def nothing_is_left(act: Act) -> Iterable[Reason]:
    """第25条: who leaves hands over everything; what came since the draft, or was struck, is put on the list."""
    if act.row is None or _keeps(act):
        return
    listed = {(line["about"], line["thing"]) for line in lines_of(act)}
    left = [row for row in held(act) if (row.register, row.entry) not in listed]
    left = [row for row in left if not must_come_back(row, act.row["giver"])]
    if left:
        text = f"移交人名下还有 {len(left)} 件没有列入：{_named(left)}；请先“增列”，或变更责任人，再签移交。"
        yield Reason("holdings_left", text, "entry", FORM)


def counted_as_demanded(act: Act) -> Iterable[Reason]:
    """F15 账物核对: who leaves is counted in full; a sample tells how many were counted."""
    way, sampled = act.value("count_way"), act.value("sampled")
    if act.row is not None and act.row["kind"] == LEAVING and way == COUNT_WAYS[1]:
        yield bad_value("count_way", f"离岗移交须逐件清点，请选“{COUNT_WAYS[0]}”。", "第25条")
    elif way == COUNT_WAYS[1] and not sampled:
        yield missing(act.register.field("sampled"))


def difference_is_told(act: Act) -> Iterable[Reason]:
    """What does not agree is told in words, and becomes an irregularity."""
    short = act.values.get("short") or []
    gone = [line["item"] for line in missing_now(act) if line.entry not in short]
    if (short or gone) and not act.values.get("difference"):
        which = f"（{'、'.join(one for one in gone if one)} 下落不明）" if gone else ""
        text = f"账物不符{which}，请写明“差异说明”；差额记入违规事项，仍在移交人名下。"
        yield Reason("missing", text, "difference", FORM)


def lines_are_on_it(act: Act) -> Iterable[Reason]:
    """Lines named in an act are lines of this handover that still stand."""
    standing = {line.entry for line in lines_of(act)}
    for key in ("lines", "short"):
        for entry in act.values.get(key) or []:
            line = act.books.get("handover_items", entry) if isinstance(entry, int) else None
            if line is not None and entry not in standing:
                yield bad_value(key, f"{line.number} 不在这张清单的待交各项里，请核对。", LEDGER)


def something_is_added(act: Act) -> Iterable[Reason]:
    """Adding adds something."""
    if not act.values.get("item") and not to_gather(act):
        text = "移交人名下没有新的东西；要添钥匙、证卡、账号的请写“项目”，要列回移出的请勾“列回移出的”。"
        yield bad_value("item", text, FORM)


def was_for_a_time(act: Act) -> Iterable[Reason]:
    """Only a substitute gives back."""
    if act.row is not None and act.row["kind"] != SUBSTITUTE:
        text = f"“{act.row['kind']}”不交还；要换回来请另办一次移交。"
        yield Reason("wrong_state", text, "entry", FORM)


def _keeps(act: Act) -> bool:
    """Whether the giver stays and may keep what was struck off the list."""
    return act.row is not None and act.row["kind"] != LEAVING


def _named(rows: list[Row]) -> str:
    more = f" 等 {len(rows)} 件" if len(rows) > LISTED else ""
    return "、".join(row.number for row in rows[:LISTED]) + more
