"""Rules of sending out (第28条（三）, F07): by which way, with whom, and the receipt that is waited for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.moves import chosen
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.availability import level_taken
from secretdesk.domain.rules.common import missing
from secretdesk.domain.rules.homecoming import came_from_it
from secretdesk.domain.terms import BY_HAND, EXCHANGE_STATION, FORBIDDEN_CHANNELS, SENDING_CHANNELS, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKING = ("wrapping", "envelope")
TRACED = SENDING_CHANNELS[:2]
ARTICLE = "第28条（三）"


def fill_in_dispatch(act: Act) -> dict[str, Any]:
    """The level of what goes, whose paper it is, how many copies."""
    copies = chosen(act, "copies")
    documents = {copy["document"] for copy in copies}
    level = level_taken(act)
    values: dict[str, Any] = {"level": str(level) if level else None}
    if copies:
        values["document"] = documents.pop() if len(documents) == 1 else None
    return values


def receipt_expected(act: Act) -> dict[str, Any]:
    """When a receipt that has not come is asked for: 30 and 60 days (F07; the 机要号 is traced for two years)."""
    day = date.fromisoformat(act.day)
    days = (int(act.books.parameter(f"dispatch_{what}_days", act.day)) for what in ("receipt", "search"))
    ends = [(day + timedelta(days=n)).isoformat() for n in days]
    return dict(zip(("receipt_due", "search_due"), ends, strict=True))


def channel_is_allowed(act: Act) -> Iterable[Reason]:
    """密件 go by 机要 channels, never by post, express or a network; no 绝密 through an exchange station."""
    level, channel = level_taken(act), act.value("channel")
    if level is None or level.rank < Level.WORK_SECRET.rank:
        return
    if channel in FORBIDDEN_CHANNELS:
        text = f"{level}件不得经{channel}传递；请改用机要交通、机要通信，或派专人两人递送。"
        yield Reason("forbidden_channel", text, "channel", "第28条（三）、保密法第28条")
    elif channel == EXCHANGE_STATION and level is Level.TOP_SECRET:
        text = "机要交换站不收绝密件；请经机要交通，或派两人专车递送。"
        yield Reason("forbidden_channel", text, "channel", "条例第29条（二）")


def by_hand_of_two(act: Act) -> Iterable[Reason]:
    """专人递送: two people, different ones (第28条（三）, 条例第29条（二）)."""
    level = level_taken(act)
    if act.value("channel") != BY_HAND or level is None or not level.is_state_secret:
        return
    first, second = act.value("handled_by"), act.value("second_person")
    if not first:
        yield missing(act.register.field("handled_by"))
    if not second or second == first:
        text = "专人递送涉密载体须两人同行，请填写另一人作“同行人”。"
        yield Reason("two_persons", text, "second_person", "第28条（三）、条例第29条（二）")


def packing_is_told(act: Act) -> Iterable[Reason]:
    """F07: envelope, wrapping, who handed it over; the 机要号 by which 机要 traces it. What is not known yet is asked."""
    level = level_taken(act)
    if level is None or not level.is_state_secret:
        return
    channel = act.value("channel")
    demanded = (
        [*PACKING, "handled_by"] if channel != BY_HAND else [*PACKING]
    )  # of two who bring it both are needed
    demanded += ["courier_number"] if channel in TRACED else []
    empty = [act.register.field(key) for key in demanded if not act.value(key)]
    if empty:
        named = "、".join(f"“{field.label}”" for field in empty)
        text = f"{named}没有填；请照信封和交寄单补上，确实还没有的请确认，拿到后用“更正”补写。"
        yield Reason("packing_untold", text, empty[0].key, "第28条（三）、F07", Weight.ASK)


def issuer_wants_it_back(act: Act) -> Iterable[Reason]:
    """What the issuer wants back goes to nobody else (第28条（一）: 清退)."""
    for copy in chosen(act, "copies"):
        document = act.books.get("documents", copy["document"]) if copy["document"] else None
        if document is not None and document["must_return"]:
            text = f"{copy.number} 是须清退的件，不得外发；请列入“清退”交还原发文单位。"
            yield Reason("must_return", text, "copies", "第28条（一）")
    named = act.values.get("document")
    paper = act.books.get("documents", named) if isinstance(named, int) else None
    if paper is not None and paper["by_count"] and paper["must_return"]:
        text = f"{paper.number} 是须清退的件，不得外发；请列入“清退”交还原发文单位。"
        yield Reason("must_return", text, "document", "第28条（一）")


def went_with_this(act: Act) -> Iterable[Reason]:
    """What comes back went out with this dispatch."""
    yield from came_from_it(act, "back", "dispatched")
