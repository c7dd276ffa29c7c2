"""Whether a thing may leave its place: it is there, and of a kind that may go (第28条（一）（四）（六））."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from secretdesk.domain.effects.moves import AWAY, HOME, chosen, field_of, time_of
from secretdesk.domain.review import Act, Books, Change, Reason, Row
from secretdesk.domain.rules.common import LEDGER, bad_value
from secretdesk.domain.terms import CARRIER_TYPES, TERMINAL_STATUSES, THING_STATUSES, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

TAKEN = ("copies", "media", "devices", "right_copy", "copy")  # the fields by which an act takes things out
TOO_EARLY = "{number} 是 {got} 取得的，这一笔不能更早；请核对日期，或先更正取得的日期。"
TOLD = 5  # things in one answer
TELEGRAM = CARRIER_TYPES[3]


def copies_are_in(act: Act) -> Iterable[Reason]:
    """第28条（一）: only what lies in the cabinet can be taken out of it."""
    for thing in taken(act):
        yield from is_in(act, thing, _field(act, thing))


def is_in(act: Act, thing: Row, field: str) -> Iterable[Reason]:
    """Whether this thing is where it belongs; said at *field*."""
    told = THING_STATUSES[thing.register][thing.status]
    if thing.status in TERMINAL_STATUSES[thing.register]:
        text = f"{thing.number} 已是“{told}”，不在账上，请核对编号。"
        yield Reason("terminal", text, field, "第28条（一）")
    elif thing.status in AWAY:
        person = act.books.get("people", thing["holder"]) if thing["holder"] else None
        who = f"，在{person['name']}手里" if person else ""
        text = f"{thing.number} 现为“{told}”{who}；请先收回再办，借出时拿错了份的用“换份”。"
        yield Reason("already_out", text, field, "第28条（一）（四）")
    elif thing.status != HOME[thing.register]:
        then = "请先办回在库，或另选一份" if thing.register == "copies" else "请先办回在用，或另选"
        text = f"{thing.number} 现为“{told}”，不能取用；{then}。"
        yield Reason("not_in_cabinet", text, field, "第28条（一）")


def nothing_before_its_time(act: Act, moved: Iterable[Change]) -> Iterable[Reason]:
    """账本规则: a thing is moved after it was obtained, and in the order in which it happened.

    Every act is judged by this, since it is asked of what the act writes. Days are compared where one of the
    two has no time.
    """
    when = time_of(act)
    things = {change.row.entry: change.row for change in moved if change.row is not None}
    early = [text for thing in things.values() if (text := _too_early(act, thing, when))]
    yield from (bad_value(date_field(act), text, LEDGER) for text in early[:TOLD])


def date_field(act: Act) -> str:
    """The field that tells when it happened."""
    return "on" if act.command.on or not act.action.on_field else act.action.on_field


def _too_early(act: Act, thing: Row, when: str) -> str:
    got, moved, today = obtained(act.books, thing), thing["moved_on"] or "", act.now.date().isoformat()
    if when[:10] < got <= today:  # what a clock put into the future holds nothing up
        return TOO_EARLY.format(number=thing.number, got=got)
    if moved[:10] <= today and is_before(when, moved):
        told, at = THING_STATUSES[thing.register][thing.status], moved.replace("T", " ")
        return f"{thing.number} 从 {at} 起为“{told}”，这一笔不能更早；请核对，那一笔写错的请先撤销。"
    return ""


def is_before(one: str, other: str) -> bool:
    """Whether a moment lies before another; by the day where one of them has no time."""
    size = min(len(one), len(other))
    return one[:size] < other[:size]


def obtained(books: Books, thing: Row) -> str:
    """The day from which the college has had a thing or a paper: received, made, copied, in use."""
    source = thing
    if thing.register == "copies" and thing["made_from"] is None:
        source = books.get("documents", thing["document"] or 0) or thing  # whose day can be corrected
    days = (source[key] for key in ("received_on", "made_on", "obtained_on", "used_from"))
    return str(next((day for day in days if day), source.on))[:10]


def was_there(act: Act, rows: Iterable[Row], day: str, field: str) -> Iterable[Reason]:
    """The same of papers and copies that an act concerns and does not move: the college had them on that day."""
    for row in rows:
        if day[:10] < (got := obtained(act.books, row)):
            yield bad_value(field, TOO_EARLY.format(number=row.number, got=got), LEDGER)


def named_once(act: Act) -> Iterable[Reason]:
    """A list of things names each of them once."""
    for key in TAKEN[:3]:
        named = [one for one in act.values.get(key) or [] if one is not None]
        twice = next((one for one, times in Counter(named).items() if times > 1), None)
        thing = act.books.get(key, twice) if isinstance(twice, int) else None
        if thing is not None:
            yield bad_value(key, f"{thing.number} 写了两次，请删去一个。")


def no_cipher_telegram(act: Act) -> Iterable[Reason]:
    """密码电报 are read in the designated place alone: no loan, no copy (F05, 条例第29条（三）)."""
    for copy in taken(act):
        document = act.books.get("documents", copy["document"]) if copy["document"] else None
        if copy["carrier_type"] == TELEGRAM or (document is not None and document["cipher_telegram"]):
            text = f"{copy.number} 是密码电报，不得借阅、复制；请在机要室阅读。"
            yield Reason("cipher_telegram", text, _field(act, copy), "密码电报管理规定、条例第29条（三）")


def level_of_copy(act: Act, copy: Row) -> Level | None:
    """The level of a copy on that day; 非密 where its document is declassified (保密法第24条)."""
    document = act.books.get("documents", copy["document"]) if copy["document"] else None
    return _level(act, document or copy, copy)


def level_taken(act: Act) -> Level | None:
    """The highest level of what the act concerns: its copies, else its document, else as the matter's entry has it."""
    levels = [level for copy in taken(act) if (level := level_of_copy(act, copy)) is not None]
    document = act.value("document") if "document" in act.register.by_key else None
    row = act.books.get("documents", document) if isinstance(document, int) else None
    if not levels and row is not None:
        return _level(act, row, row)
    if not levels and act.row is not None and act.row["level"]:
        return Level(act.row["level"])
    return max(levels, key=lambda level: level.rank, default=None)


def _level(act: Act, document: Row, row: Row) -> Level | None:
    if document["declassified_on"] and document["declassified_on"] <= act.day:
        return Level.UNCLASSIFIED
    return Level(row["level"]) if row["level"] else None


def taken(act: Act) -> list[Row]:
    """What the act takes out of the cabinet."""
    return chosen(act, *_asked(act))


def _field(act: Act, thing: Row) -> str:
    return field_of(act, thing, _asked(act))


def _asked(act: Act) -> list[str]:
    """The fields of that kind that the action asks; a list that was computed is not taken once more."""
    return [key for key in TAKEN if key in act.action.asks]
