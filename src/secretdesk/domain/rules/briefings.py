"""Rules of what is told by word of mouth (条例第20条, F04): it counts as knowing, and is booked as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.availability import level_taken, was_there
from secretdesk.domain.rules.clearance import may_handle
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.rules.round_lines import Odd, as_it_was
from secretdesk.domain.rules.round_values import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEARD = "attendees"
ORIGIN = "条例第20条、F04"


def fill_in_briefing(act: Act) -> dict[str, Any]:
    """The level of what was told; each who heard it once; the day of the reminder."""
    level = level_taken(as_held(act))
    heard: list[Any] = []
    for one in act.values.get(HEARD) or []:
        if one is not None and not any(one is other or one == other for other in heard):
            heard.append(one)
    values: dict[str, Any] = {"level": str(level) if level else None}
    if HEARD in act.values:
        values[HEARD] = heard or None
    if act.values.get("briefed_by") and not act.values.get("briefed_on"):
        values["briefed_on"] = act.day
    return values


def paper_stands(act: Act) -> Iterable[Reason]:
    """What was told stands in the books, and was there when it was told."""
    document = act.value("document")
    row = act.books.get("documents", document) if isinstance(document, int) else None
    if row is not None and row.status == "void":
        yield bad_value("document", f"{row.number} 已作废，请核对编号。", ORIGIN)
    elif row is not None:
        yield from was_there(act, [row], act.value("held_on") or act.on, "held_on")


def telling_is_approved(act: Act) -> Iterable[Reason]:
    """第28条（四）不得擅自扩大阅读范围: who shall hear of it is approved as who shall read it."""
    level = level_taken(act)
    if level is None or not level.is_state_secret:
        return
    if not act.value("approved_by"):
        text = "传达国家秘密的范围须经批准，请填“批准人”；来文已限定传达范围的写来文单位。"
        yield Reason("approval_missing", text, "approved_by", "第28条（四）、保密法第21条")
    elif act.value("approved_on") and act.value("approved_on") > str(act.value("held_on"))[:10]:
        text = "批准日期晚于传达日期，须先批准后传达，请核对。"
        yield Reason("approval_missing", text, "approved_on", "第28条（四）")


def as_held(act: Act) -> Act:
    """The act as of the day of the telling: a correction comes later, and judges what was known then."""
    return replace(act, on=act.value("held_on") or act.on)


def _heard_now(act: Act) -> list[Any]:
    """Who is new to it: those whom a correction adds; everyone, where what was told is itself another paper."""
    heard = act.value(HEARD) or []
    if act.row is None or act.value("document") != act.row["document"]:
        return heard
    return [one for one in heard if one not in (act.row[HEARD] or [])]


def _may_they(act: Act) -> Iterator[tuple[Any, Reason]]:
    then = as_held(act)
    level = level_taken(then)
    for person in _heard_now(act):
        for reason in may_handle(then.with_values(**{HEARD: person}), HEARD, level):
            yield person, reason


def at_odds(act: Act) -> Iterator[Odd]:
    """Who heard what they may not handle at all."""
    for person, reason in _may_they(act):
        if reason.weight is Weight.REFUSE:
            yield as_it_was(reason, name_of(act, person), person, HEARD)


def hearers_may_know(act: Act) -> Iterable[Reason]:
    """第17条、第24条: as of readers; what has been told cannot be untold, so it is asked and booked."""
    yield from (odd.reason for odd in at_odds(act))
    asked = [reason for _, reason in _may_they(act) if reason.weight is Weight.ASK]
    yield from asked
    if asked and not act.values.get("briefed_by"):
        yield missing(act.register.field("briefed_by"))
