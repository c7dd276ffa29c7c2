"""Samples of an inspection: drawn from the books by a seed that is printed, scanned on the spot (F29; domain 4)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules import inspection_values as values
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.rules.stocktake_values import PRESENT
from secretdesk.domain.terms import TERMINAL_STATUSES, THING_STATUSES
from secretdesk.domain.terms_inspections import (
    AGREES,
    BOOKED,
    DIFFERS,
    KNOWN,
    SAMPLE_KINDS,
    TO_TICK,
    UNKNOWN,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Books, Row

FORM = "F29"
THINGS = dict(zip(SAMPLE_KINDS, ("copies", "media", "devices"), strict=True))
NAMED = {"copies": "copy", "media": "medium", "devices": "device"}  # register → the field of a line
UNSEEN = ("missing", "leak_case")  # nobody expects to find it


def rank(seed: str, register: str, entry: int) -> str:
    """By this the drawn are ordered: SHA-256 of seed, register and entry, which anybody can work out again."""
    return hashlib.sha256(f"{seed}|{register}|{entry}".encode()).hexdigest()


def pool(act: Act) -> list[tuple[str, int]]:
    """What is on the account: (register, entry); ids alone, counted by SQLite."""
    kinds = [act.value("of_things")] if act.value("of_things") else list(SAMPLE_KINDS)
    found = []
    for register in (THINGS[kind] for kind in kinds):
        gone = {*TERMINAL_STATUSES[register], *UNSEEN}
        living = [key for key in THING_STATUSES[register] if key not in gone]
        found += [(register, entry) for entry in act.books.tally(register, "entry", status=living)]
    return found


def drawn(act: Act) -> list[Row]:
    """The first of the pool by rank, without what was drawn before."""
    before = {(reg, row[key]) for row in values.living(act, values.SAMPLES) for reg, key in NAMED.items()}
    seed, count = str(act.values.get("seed") or ""), act.values.get("sample_size") or 0
    ordered = sorted((rank(seed, *one), one) for one in pool(act) if one not in before)
    found = (act.books.get(*one) for _, one in ordered[:count])
    return [row for row in found if row is not None]


def seed_and_size(act: Act) -> dict[str, Any]:
    """The seed is made of the day and the last line below this inspection, unless the inspectors name one."""
    size = act.values.get("sample_size") or int(act.books.parameter("sample_size", act.day))
    made = f"{act.day}-{act.row.seq if act.row is not None else 0}"
    return {"seed": act.values.get("seed") or made, "sample_size": size}


def something_to_draw(act: Act) -> Iterable[Reason]:
    """There is something on the account that was not drawn before."""
    if not drawn(act):
        text = "账上没有可抽的（或已经都抽过）；本库不登记载体、设备的，请用“现场扫描”或手工抽查。"
        yield bad_value("of_things", text, FORM)


def to_tick(act: Act) -> list[Row]:
    """What was drawn and is not ticked yet."""
    return [row for row in values.living(act, values.SAMPLES) if row["state"] == TO_TICK]


def not_found(act: Act) -> list[Row]:
    """What was drawn and is not there, by its number in the list."""
    absent = {one.lstrip("0") for one in act.values.get("not_found") or []}
    return [row for row in to_tick(act) if str(row["serial"]) in absent]


def ticks_are_of_the_list(act: Act) -> Iterable[Reason]:
    """What is not found was drawn; what was drawn and is missing is a matter of its own (条例第61条)."""
    waiting = to_tick(act)
    known = {str(row["serial"]) for row in waiting}
    if not waiting:
        yield Reason("wrong_state", "没有等着核对的抽样，请先办“抽样”。", "entry", FORM)
    strange = [one for one in act.values.get("not_found") or [] if one.lstrip("0") not in known]
    if strange and waiting:
        yield bad_value("not_found", f"抽样清单里没有待核对的第 {'、'.join(strange)} 件，请核对序号。", FORM)
    gone = [str(row["thing"]) for row in not_found(act)]
    if gone:
        text = f"现场没有：{'、'.join(gone[:5])}；已列入整改。再找一遍，确实不见的马上报失，24 小时内报告。"
        yield Reason("sample_absent", text, "not_found", "条例第61条（优先于第74条）", Weight.WARN)


@dataclass(frozen=True)
class Seen:
    """A number that was scanned on the spot: what it is by the books, and how that agrees."""

    typed: str
    thing: Row | None
    state: str
    booked: str


def booked_of(books: Books, thing: Row) -> str:
    """Where the books have it, in words: its status, and its holder or its place."""
    holder = books.get("people", thing["holder"]) if thing["holder"] else None
    place = books.get("places", thing["place"]) if thing["place"] and holder is None else None
    named = holder or place
    told = THING_STATUSES[thing.register].get(thing.status, thing.status)
    return BOOKED.format(status=told, where=f" {named['name']}" if named is not None else "")


def scanned(act: Act) -> list[Seen]:
    """Each number once, in the order of scanning."""
    text = str(act.values.get("scanned") or "").replace("，", "、").replace(",", "、").replace("\n", "、")
    typed = list(dict.fromkeys(one.strip() for one in text.split("、") if one.strip()))
    return [_seen(act, one) for one in typed]


def in_books(books: Books, typed: str) -> Row | None:
    """The one thing that a number, a 份号 or a serial number means; None where the books know none."""
    for register in THINGS.values():
        found = [row for row in books.find(register, typed) if row.status != "void"]
        if len(found) == 1:
            return found[0]
    return None


def _seen(act: Act, typed: str) -> Seen:
    thing = in_books(act.books, typed)
    if thing is None:
        return Seen(typed, None, UNKNOWN, "")
    return Seen(typed, thing, _state(act, thing), booked_of(act.books, thing))


def _state(act: Act, thing: Row) -> str:
    place, person = act.values.get("place"), act.values.get("person")
    if thing.status in TERMINAL_STATUSES[thing.register]:
        return DIFFERS
    if place is None and person is None:
        return KNOWN
    if person is not None:
        return AGREES if thing["holder"] == person else DIFFERS
    return AGREES if thing["place"] == place and thing.status in PRESENT else DIFFERS


def scan_is_of_one_place(act: Act) -> Iterable[Reason]:
    """Something was scanned, in one place or with one person, or wherever it was."""
    if not scanned(act):
        yield missing(act.register.field("scanned"))
    if act.values.get("place") is not None and act.values.get("person") is not None:
        yield bad_value("place", "存放处和保管人只写一个；几处分几次扫。", FORM)
    odd = [one.typed for one in scanned(act) if one.state in {DIFFERS, UNKNOWN}]
    if odd:
        text = f"{len(odd)} 件与账不符或账上没有：{'、'.join(odd[:5])}；已列入整改，请查明来历。"
        yield Reason("sample_differs", text, "scanned", FORM, Weight.WARN)
