"""Rules of the college's own papers (第13条 to 第16条, 第28条（五）, 第39条): mark, basis, device, 份号."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.marks import parse_mark
from secretdesk.domain.review import Act, Reason
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.rules.devices import device_is_declared
from secretdesk.domain.rules.receipt_values import level_of
from secretdesk.domain.terms import PAPER, SOURCE_OF_ACTION, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

MADE = SOURCE_OF_ACTION["make"]
MOST = 2000  # copies in one act
LISTED_BY_ONE = (Level.TOP_SECRET, Level.HIGHLY_SECRET, Level.ORDINARY_SECRET)


def number_the_copies(act: Act) -> dict[str, Any]:
    """Our own copies are numbered 000001 to N, unless their 份号 were typed (公文处理工作条例第9条)."""
    count, level = act.values.get("count"), level_of(act)
    if act.values.get("copy_numbers") or not count or count > MOST or level not in LISTED_BY_ONE:
        return {}
    return {"copy_numbers": [f"{n:06d}" for n in range(1, count + 1)]}


def issued_when_made(act: Act) -> dict[str, Any]:
    """The term runs from the day of making, where no other date stands on the paper (条例第19条)."""
    return {} if act.values.get("issued_on") else {"issued_on": act.day}


def mark_is_right(act: Act) -> Iterable[Reason]:
    """What we mark ourselves is marked by the rules: 机密★10年, no ★ on 工作秘密 (保密法第22条, 条例第21条)."""
    text = act.value("mark")
    mark = parse_mark(str(text)) if text else None
    if mark is None or act.value("source") != MADE:
        return
    if not mark.level.is_state_secret and mark.starred:
        told = f"{mark.level}不得标注国家秘密标志“★”；请只写“{mark.level}”。"
        yield Reason("mark_on_work_secret", told, "mark", "保密法第22条")
    elif not mark.regular:
        told = f"本院制发的须写作“{mark.text}”，请改正标志。"
        yield Reason("bad_mark", told, "mark", "条例第21条、GB/T 7156")


def what_making_needs(act: Act) -> Iterable[Reason]:
    """A state secret of our own has its basis, its device, its pages and its number of copies."""
    level = level_of(act)
    above = level is not None and level.rank > Level(act.level).rank
    if not act.value("title") and not above:
        yield missing(act.register.field("title"))
    if act.value("count") is None and not act.value("copy_numbers"):
        yield missing(act.register.field("count"))
    if level is None or not level.is_state_secret:
        return
    for key in ("basis", "device"):
        if act.value(key) is None:
            yield missing(act.register.field(key))
    if act.value("pages") is None and act.value("carrier_type") in PAPER:
        yield missing(act.register.field("pages"))


def count_is_sound(act: Act) -> Iterable[Reason]:
    """份号 and 份数 agree."""
    numbers, count = act.value("copy_numbers") or [], act.value("count")
    if count is not None and not 0 < count <= MOST:
        yield bad_value("count", f"份数应在 1 至 {MOST} 之间，请核对。", "第28条（五）")
    elif numbers and count is not None and count != len(numbers):
        text = f"份号有 {len(numbers)} 个，份数写的是 {count}，请数一遍再改。"
        yield Reason("count_mismatch", text, "count", "第28条（二）")


def made_on_a_designated_device(act: Act) -> Iterable[Reason]:
    """第28条（五）, 第39条: printed on a designated device of enough level."""
    level = level_of(act)
    if level is not None and level.rank >= Level.WORK_SECRET.rank:
        yield from device_is_declared(act, "device", str(level))
