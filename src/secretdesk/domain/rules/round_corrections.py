"""Rules of correcting a reading: its times lie where it can have been read (第28条（四）, F04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Reason
from secretdesk.domain.rules import round_values as values
from secretdesk.domain.rules.availability import is_before, obtained
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.rules.rounds import FORM, why_not_there
from secretdesk.domain.rules.whereabouts import END, had_by_others, told_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

TIMES = ("sent_at", "returned_at")
OF_READING = (*TIMES, "reading_place", "instruction")


def correction_has_its_reader(act: Act) -> Iterable[Reason]:
    """A time or 批示 of a reading is corrected with the name of its reader."""
    told = [key for key in OF_READING if act.values.get(key) is not None]
    if told and values.reading_meant(act) is None:
        yield missing(act.register.field("reader"))


def was_read(act: Act) -> Iterable[Reason]:
    """What did not happen yet has no time to correct; what did keeps one."""
    reading = values.reading_meant(act)
    if reading is None:
        return
    name = values.name_of(act, reading["reader"])
    for key in OF_READING:
        value = act.values.get(key)
        if key in TIMES and key in act.values and value is None and reading[key]:
            yield missing(act.register.field(key))
        elif value is not None and reading.status in values.TO_COME:
            yield Reason("wrong_state", f"{name}还没有送阅，没有可更正的；请办“送阅”。", key, FORM)
        elif value is not None and key == "returned_at" and reading.status == "out":
            yield Reason("wrong_state", f"{name}还没有交回，请办“收回”。", key, FORM)


def place_was_allowed(act: Act) -> Iterable[Reason]:
    """条例第29条（三）: no correction tells of a place where it could not be read."""
    place = act.values.get("reading_place")
    if place is not None:
        yield from why_not_there(act, place)


def read_when_it_was_there(act: Act) -> Iterable[Reason]:
    """第28条（四）: after the round began and the copy was there, while nobody else had it."""
    reading = values.reading_meant(act)
    key = next((key for key in TIMES if act.values.get(key)), None)
    if act.row is None or reading is None or key is None or reading.status in values.TO_COME:
        return
    sent = act.values.get("sent_at") or reading["sent_at"] or END
    back = act.values.get("returned_at") or reading["returned_at"] or END
    opened, copy = act.row["opened_on"], act.books.get("copies", reading["copy"] or 0)
    if "sent_at" in act.values and opened and is_before(sent, opened):
        yield bad_value("sent_at", f"{act.row.number} 从 {opened} 开始传阅，送阅时间不会更早，请核对。", FORM)
    if copy is None:
        yield from _more_than_there_are(act, reading, sent, back, key)
        return
    if is_before(sent, got := obtained(act.books, copy)):
        yield bad_value("sent_at", f"{copy.number} 是 {got} 取得的，送阅时间不会更早，请核对。", FORM)
    for stay in had_by_others(act.books, copy, reading):
        if is_before(stay.since, back) and is_before(sent, stay.until or END):
            text = f"{told_of(act.books, copy, stay)}，不会同时给{values.name_of(act, reading['reader'])}，请核对时间。"
            yield Reason("lateral_transfer", text, key, FORM)


def _more_than_there_are(act: Act, reading: Row, sent: str, back: str, key: str) -> Iterable[Reason]:
    """Of what is kept by count no more are read at a time than go round."""
    others = [
        one
        for one in values.readings_of(act)
        if one.entry != reading.entry and one["sent_at"] and one.status in {"out", "done"}
        and is_before(one["sent_at"], back) and is_before(sent, one["returned_at"] or END)
    ]  # fmt: skip
    if act.row is not None and len(others) >= (act.row["count"] or 1):
        names = "、".join(values.name_of(act, one["reader"]) for one in others)
        yield Reason("lateral_transfer", f"那时在{names}手里，没有多的份，请核对时间。", key, FORM)
