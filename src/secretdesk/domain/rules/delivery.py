"""Rules on how a paper came: channel, envelope, wrapping, slip, days, meeting (第28条（二）（三）, F01, F03)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from secretdesk.domain.effects.receipt import next_envelope
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import bad_value
from secretdesk.domain.rules.receipt_values import level_of
from secretdesk.domain.terms import (
    FORBIDDEN_CHANNELS,
    MEETING_CHANNEL,
    Level,
)
from secretdesk.domain.working_days import WorkingDays

if TYPE_CHECKING:
    from collections.abc import Iterable


def slip_agrees(act: Act) -> Iterable[Reason]:
    """应收 against 实收: booked as it is, and asked of the issuer (第28条（二）)."""
    slip, count = act.value("slip_count"), act.value("count")
    if slip is not None and count is not None and slip != count:
        yield Reason(
            "slip_differs",
            f"清单应收 {slip} 份，实收 {count} 份；照实登记，已为您开出查询单。",
            "slip_count",
            "第28条（二）",
            Weight.WARN,
        )


def channel_is_allowed(act: Act) -> Iterable[Reason]:
    """密件 come by 机要 channels; what came otherwise is booked as it is (第28条（三）, 保密法第28条)."""
    level = level_of(act)
    if act.value("channel") in FORBIDDEN_CHANNELS and level and level.rank >= Level.WORK_SECRET.rank:
        yield Reason(
            "forbidden_channel",
            f"{level}件不得经{act.value('channel')}传递；照实登记，并已记入违规事项。",
            "channel",
            "第28条（三）",
            Weight.WARN,
        )


def handed_in_after_meeting(act: Act) -> Iterable[Reason]:
    """What came back from a meeting tells which and by whom, and was handed in at once (第28条（二）, F03).

    "At once" is a parameter in working days.
    """
    level = level_of(act)
    if act.value("channel") != MEETING_CHANNEL or level is None or level.rank < Level.WORK_SECRET.rank:
        return
    above = level.rank > Level(act.level).rank  # the meeting's name is content too
    for key in ("meeting", "handed_in_by"):
        if act.value(key) is None and not (above and act.register.field(key).secret):
            yield Reason(
                "hand_in_incomplete",
                f"会议带回的应履行移交手续，“{act.register.field(key).label}”空着；问明后请补上。",
                key,
                "第28条（二）",
                Weight.WARN,
            )
    ended = act.value("meeting_ended_on")
    limit = int(act.books.parameter("meeting_hand_in_days", act.day))
    worked = WorkingDays(act.books, act.day)
    passed = worked.between(date.fromisoformat(ended), date.fromisoformat(act.day)) if ended else 0
    if passed > limit:
        yield Reason(
            "late_hand_in",
            f"会议 {ended} 结束，过了 {passed} 个工作日才移交（期限 {limit} 个）；"
            "个人留存的，请记入违规事项。",
            "meeting_ended_on",
            "第28条（二）",
            Weight.WARN,
        )


def wrapping_is_intact(act: Act) -> Iterable[Reason]:
    """A broken wrapping is asked of the issuer (F01 column 11, F02)."""
    if act.value("wrapping_intact") is False:
        yield Reason(
            "wrapping_broken",
            "封装不完好；照实登记，已为您开出查询单，请保留封套。",
            "wrapping_intact",
            "第28条（二）",
            Weight.WARN,
        )


def issued_before_received(act: Act) -> Iterable[Reason]:
    """A paper is not received before it is issued."""
    issued, received = act.value("issued_on"), act.value("received_on")
    if issued and received and issued > received:
        yield Reason(
            "issued_after_received",
            f"制发日期（{issued}）晚于收文日期（{received}），请核对。",
            "issued_on",
            "F01",
            Weight.WARN,
        )


def envelope_is_there(act: Act) -> Iterable[Reason]:
    """What came with a courier came in one of the envelopes signed for (第28条（二）清点、核对)."""
    arrival = act.value("arrival")
    if arrival is None or next_envelope(act, arrival) is not None:
        return
    issuer = act.value("issuer")
    row = act.books.get("correspondents", issuer) if isinstance(issuer, int) else None
    envelopes = act.books.rows("envelopes", arrival=arrival)
    waiting = [e for e in envelopes if e.status == "to_open"]
    done = [e for e in envelopes if e.status != "to_open"]  # one may hold several papers
    number = act.value("courier_number")
    opened = any(
        e["courier_number"] == number if number else row and e["sender"] == row["name"] for e in done
    )
    if waiting and not opened:
        yield Reason(
            "no_envelope",
            f"这次签收的待拆信封里没有这一件（待拆：{'、'.join(sorted({e['sender'] for e in waiting}))}）；"
            "照实登记，请核对来文单位和机要号。",
            "courier_number" if number else "issuer",
            "第28条（二）",
            Weight.WARN,
        )


def received_after_arrival(act: Act) -> Iterable[Reason]:
    """What came with the courier was not received before the courier came."""
    arrival = act.books.get("arrivals", act.value("arrival")) if act.value("arrival") else None
    if arrival is not None and act.day < arrival.on[:10]:
        yield bad_value(
            "received_on", f"收文日期早于 {arrival.number} 的签收日（{arrival.on[:10]}），请核对。", "F01"
        )
