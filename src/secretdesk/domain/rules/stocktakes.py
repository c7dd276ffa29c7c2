"""Rules of taking stock (第28条（一）, 第37条, F33): a place or a person, each thing once, two persons, every difference settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.moves import chosen, field_of
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules import stocktake_values as values
from secretdesk.domain.rules.common import LEDGER, bad_value, can_be_undone
from secretdesk.domain.rules.common import missing as empty
from secretdesk.domain.rules.destructions import two_persons

if TYPE_CHECKING:
    from collections.abc import Iterable


FORM = "第28条（一）、F33"
TOLD = 10


def one_scope(act: Act) -> Iterable[Reason]:
    """A stocktake is of one place or of one person."""
    place, person = act.value("place"), act.value("person")
    if (place is None) == (person is None):
        yield bad_value("place", "请写清查哪一处存放处，或谁手里的，两者写一个。", FORM)


def not_counted_twice(act: Act) -> Iterable[Reason]:
    """Each thing is counted once in a stocktake."""
    if act.row is None:
        return
    if not values.counted_now(act):
        yield empty(act.register.field("copies"))
    for thing in chosen(act, *values.COUNTED):
        key = values.COUNTED[thing.register]
        if act.books.rows(values.LINE, stocktake=act.row.entry, status="counted", **{key: thing.entry}):
            field = field_of(act, thing, tuple(values.COUNTED))
            yield bad_value(field, f"{thing.number} 已经清点过，不重复计。", FORM)


def two_counters(act: Act) -> Iterable[Reason]:
    """F33 清查人（2）: two different persons count."""
    yield from two_persons(act, "counted_by", "清查", FORM)


def differences_are_looked_at(act: Act) -> Iterable[Reason]:
    """What is missing is reported, what is misplaced is booked where it lies, before anything is written."""
    lost = values.missing(act)
    explained = {(row.register, row.entry) for row in chosen(act, *values.LOST)}
    gone = [thing for thing in lost if (thing.register, thing.entry) not in explained]
    elsewhere, more = values.found_elsewhere(act), values.surplus(act)
    if gone:
        text = f"没有清点到 {len(gone)} 件：{_told([thing.number for thing in gone])}；再找一遍，确实不见的确认后报失，24 小时内报告。"
        yield Reason("stock_missing", text, "explained", "条例第61条（优先于第74条）、F33", Weight.ASK)
    if elsewhere or more:
        astray = [thing.number for _, thing in elsewhere]
        found = [values.name_of(act, line) for line in more]
        named = (("错位", astray), ("多", found))
        told = "；".join(f"{word} {len(some)} 件：{_told(some)}" for word, some in named if some)
        text = f"{told}；确认后错位的登记在实际存放处，多的记违规事项。"
        yield Reason("stock_differs", text, "put_back", FORM, Weight.ASK)


def named_are_differences(act: Act) -> Iterable[Reason]:
    """What is explained was missing; what was put back was misplaced."""
    lost = {(row.register, row.entry) for row in values.missing(act)}
    moved = {(thing.register, thing.entry) for _, thing in values.found_elsewhere(act)}
    for keys, known, told in ((values.LOST, lost, "没有清点到的"), (values.BACK, moved, "错位的")):
        for thing in chosen(act, *keys):
            if (thing.register, thing.entry) not in known:
                yield bad_value(field_of(act, thing, keys), f"{thing.number} 不是{told}，请核对。", LEDGER)
    counted = {line["copy"] for line in values.lines_of(act)}
    for thing in values.misnumbered(act):
        if thing.entry not in counted:
            yield bad_value(values.WRONG, f"{thing.number} 这次没有清点到，请核对。", LEDGER)
    if chosen(act, *values.LOST) and not act.values.get("reason"):
        yield empty(act.register.field("reason"))


def stocktake_can_be_void(act: Act) -> Iterable[Reason]:
    """One that is not finished has moved nothing; of a finished one everything must stand as it left it."""
    if act.row is not None and act.row.status != "open":
        yield from can_be_undone(act)


def _told(numbers: list[str]) -> str:
    more = f" 等 {len(numbers)} 件" if len(numbers) > TOLD else ""
    return "、".join(numbers[:TOLD]) + more
