"""What a handover gathers, and what signing it hands on (第25条, 第28条（六）, F15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.children import entered
from secretdesk.domain.effects.irregularities import NAMED, recorded
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.handover_list import (
    CHARGE,
    all_lines,
    line_of,
    lines_of,
    missing_now,
    must_come_back,
    to_gather,
)
from secretdesk.domain.rules.keys import code_is_due
from secretdesk.domain.terms import IRREGULARITY_OF_ACTION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

FREE = {
    "category": "category",
    "item": "name",
    "item_detail": "detail",
    "item_level": "level",
    "item_count": "count",
}


def list_what_is_held(act: Act) -> Iterable[Change]:
    """A line for each thing that the books say the giver holds or has charge of."""
    giver = act.value("giver")
    for n, row in enumerate(to_gather(act), start=1):
        yield entered(act, "handover_items", "handover", n, line_of(act.books, row, giver), "listed")


def list_more(act: Act) -> Iterable[Change]:
    """Lines for what has come since the draft, and one that was typed (keys, cards, accounts)."""
    if act.row is None:
        return
    giver, start = act.row["giver"], len(all_lines(act)) + 1
    told = [line_of(act.books, row, giver) for row in to_gather(act)]
    if act.values.get("item"):
        told.append({own: act.values[key] for key, own in FREE.items() if act.values.get(key) is not None})
    for n, one in enumerate(told, start=start):
        yield entered(act, "handover_items", "handover", n, one, "listed")


def strike_lines(act: Act) -> Iterable[Change]:
    """Lines that are not handed over."""
    for entry in act.values.get("lines") or []:
        row = act.books.get("handover_items", entry) if isinstance(entry, int) else None
        if row is not None:
            yield Change("handover_items", "settle", row, "removed")


def close_lines(act: Act) -> Iterable[Change]:
    """With a handover that does not come about its lines are done."""
    for line in lines_of(act):
        yield Change("handover_items", "settle", line, "removed")


def hand_on(act: Act) -> Iterable[Change]:
    """What is signed for is in the receiver's charge; what is short or missing stays in the giver's."""
    if act.row is None:
        return
    short = {*(act.values.get("short") or []), *(line.entry for line in missing_now(act))}
    for line in lines_of(act):
        if line.entry in short:
            yield Change("handover_items", "settle", line, "short")
            continue
        thing = act.books.get(line["about"], line["thing"]) if line["about"] else None
        if thing is not None and line["note"] and must_come_back(thing, act.row["giver"]):
            yield Change("handover_items", "settle", line, "removed")  # a substitute takes over no loans
            continue
        yield Change("handover_items", "settle", line, "handed")
        yield from _charge(act, line, act.row["giver"], act.value("receiver"))


def hand_back(act: Act) -> Iterable[Change]:
    """After a time as a substitute the charge goes back, where the substitute still has it."""
    if act.row is None:
        return
    for line in lines_of(act, "handed"):
        yield from _charge(act, line, act.row["receiver"], act.row["giver"])


def _charge(act: Act, line: Row, before: Any, after: Any) -> Iterable[Change]:
    key = CHARGE.get(line["about"] or "")
    thing = act.books.get(line["about"], line["thing"]) if key and line["thing"] else None
    if key and thing is not None and thing[key] == before:
        yield Change(thing.register, "hand_on", thing, set={key: after, **code_is_due(thing, act.day)})


def book_shortage(act: Act) -> Iterable[Change]:
    """A difference between book and things is an irregularity (第25条, F15 差异说明)."""
    if act.row is None or not act.values.get("difference"):
        return
    told = {"number": act.row.number, "difference": act.values["difference"]}
    about = {"person": act.row["giver"], **_about(act)}
    yield recorded(act, IRREGULARITY_OF_ACTION["handovers.sign"], about, **told)


def _about(act: Act) -> dict[str, int]:
    """The one thing that is short, where it is one."""
    short = [act.books.get("handover_items", one) for one in act.values.get("short") or []]
    line = short[0] if len(short) == 1 else None
    return {NAMED[line["about"]]: line["thing"]} if line is not None and line["about"] in NAMED else {}
