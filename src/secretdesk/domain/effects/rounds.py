"""What a round does: a reading for each reader, the copy out to one of them at a time and back (F04)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.children import entered
from secretdesk.domain.effects.irregularities import named, recorded
from secretdesk.domain.effects.moves import move_back, move_out
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules import round_values as values
from secretdesk.domain.rules.round_lines import at_odds, lines_of
from secretdesk.domain.terms import IRREGULARITY_OF_ACTION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

FROM_LINE = ("sent_at", "returned_at", "reading_place", "pages", "instruction")


def open_readings(act: Act) -> Iterable[Change]:
    """One reading for each reader, in order; they wait."""
    approval = {"approved_by": act.value("approved_by"), "approved_on": act.value("approved_on")}
    for n, reader in enumerate(act.values.get("readers") or [], start=1):
        yield _reading(act, n, "waiting", {"reader": reader, **approval})


def add_reading(act: Act) -> Iterable[Change]:
    """One more at the end."""
    if act.row is None:
        return
    n = len(act.books.rows("readings", circulation=act.row.entry)) + 1
    own = {"reader": act.values["reader"], "department": act.values.get("department")}
    approval = {"approved_by": act.values.get("widened_by"), "approved_on": act.values.get("widened_on")}
    yield _reading(act, n, "waiting", own | approval)


def enter_readings(act: Act) -> Iterable[Change]:
    """A round that is over: what was read is read, the copies have not moved."""
    copy = next(iter(act.values.get("copies") or []), None)
    recorded = values.pages_of(act, copy)
    scope = list(act.values.get("readers") or [])
    approval = {"approved_by": act.value("approved_by"), "approved_on": act.value("approved_on")}
    told = lines_of(act)
    left = [one for one in scope if not any(one is line["reader"] or one == line["reader"] for line in told)]
    for n, line in enumerate([*told, *({"reader": one} for one in left)], start=1):
        own: dict[str, Any] = {"reader": line["reader"], "copy": copy, **approval}
        own |= {key: line.get(key) for key in FROM_LINE}
        if line.get("pages") is not None and recorded is not None:
            own["pages_checked"] = line["pages"] == recorded
        own |= _reminder(act) if line.get("sent_at") else {}
        yield _reading(act, n, "done" if line.get("sent_at") else "absent", own)


def _reminder(act: Act) -> dict[str, Any]:
    """Who reminded the reader of their duty, and when (第17条)."""
    return {key: act.values.get(key) for key in ("briefed_by", "briefed_on")}


def _reading(act: Act, n: int, status: str, own: dict[str, Any]) -> Change:
    reader = own["reader"]
    person = act.books.get("people", reader) if isinstance(reader, int) else None
    if own.get("department") is None and person is not None:
        own["department"] = person["department"]
    shared = {key: act.value(key) for key in ("document", "level")}
    return entered(act, "readings", "circulation", n, shared | own, status)


def send_to_reader(act: Act) -> Iterable[Change]:
    """The reading is out, the copy in the reader's hand; what was with another came back before."""
    reading = values.reading_meant(act)
    if act.row is None or reading is None:
        return
    if act.values.get("take_back_first"):
        for other in values.held(act)[:1]:
            yield from _back(act, other, act.on)
    copy = act.values.get("copy")
    told = {
        "sent_at": act.values.get("sent_at"),
        "reading_place": act.values.get("reading_place"),
        **_reminder(act),
        "copy": copy,
        "due": values.due_day(act, act.on),
        "holder": act.values["reader"] if copy is None else None,  # kept by count: no copy tells who has it
    }
    yield Change("readings", "send", reading, "out", {k: v for k, v in told.items() if v is not None})
    thing = act.books.get("copies", copy) if isinstance(copy, int) else None
    if thing is not None:
        yield move_out(thing, "circulating", act.values["reader"], "circulations", act.row.entry)


def take_back_reading(act: Act) -> Iterable[Change]:
    """The reading is done, the copy lies in its place again."""
    reading = values.reading_meant(act)
    if reading is not None:
        yield from _back(act, reading, act.on)


def _back(act: Act, reading: Row, when: str) -> Iterable[Change]:
    told = {
        "returned_at": when,
        "pages": act.values.get("pages"),
        "pages_checked": act.values.get("pages_checked"),
        "instruction": act.values.get("instruction"),
    }
    told |= values.checked(act, reading)
    known = {key: value for key, value in told.items() if value is not None}
    held = ("holder",) if reading["holder"] is not None else ()
    yield Change("readings", "take_back", reading, "done", known, held)
    copy = act.books.get("copies", reading["copy"] or 0)
    if copy is not None and act.row is not None and copy["circulation"] == act.row.entry:
        yield move_back(copy)


def mark_absent(act: Act) -> Iterable[Change]:
    """待补阅: the round goes on without them."""
    reading = values.reading_meant(act)
    if reading is not None:
        yield Change("readings", "mark_absent", reading, "absent")


def correct_reading(act: Act) -> Iterable[Change]:
    """A time, a place, a 批示 that was mistyped, on the reader's line as well."""
    reading = values.reading_meant(act)
    keys = ("sent_at", "returned_at", "reading_place", "instruction")
    told = {key: act.values[key] for key in keys if act.values.get(key) is not None}
    if reading is not None and told:
        yield Change("readings", "amend", reading, set=told | {"reason": act.values.get("reason", "")})
        yield from _moved_then(act, reading, told)


def _moved_then(act: Act, reading: Row, told: dict[str, Any]) -> Iterable[Change]:
    """Where the time was that of the copy's last move, that is corrected with it."""
    copy = act.books.get("copies", reading["copy"] or 0)
    for key in ("sent_at", "returned_at"):
        if copy is not None and key in told and copy["moved_on"] == reading[key]:
            yield Change("copies", "amend", copy, set={"moved_on": told[key]})


def book_missing_pages(act: Act) -> Iterable[Change]:
    """It came back with fewer pages than it had (domain 4, 页数核对)."""
    reading = values.reading_meant(act)
    if act.action.key == "send":
        out = values.held(act)
        reading = out[0] if act.values.get("take_back_first") and out else None
    if reading is None or act.row is None or "pages_differ" not in act.warned:
        return
    before, found = values.pages_of(act, reading["copy"]), act.values.get("pages")
    copy = act.books.get("copies", reading["copy"] or 0)
    if copy is None or before is None or found is None or found >= before:
        return
    about = {**named(copy), "person": reading["reader"]}
    what = IRREGULARITY_OF_ACTION["coming_back"]
    yield recorded(act, what, about, number=copy.number, pages=found, recorded=before)


def book_what_was_wrong(act: Act) -> Iterable[Change]:
    """Of a round entered afterwards: each thing against the rules, with its reader; fewer pages too."""
    kind, article, text = IRREGULARITY_OF_ACTION["circulations.enter_round"]
    copy = next(iter(act.values.get("copies") or []), None)
    for odd in at_odds(act):
        about = {"document": act.value("document"), "copy": copy, "person": odd.person}
        yield recorded(act, (kind, odd.reason.origin or article, text), about, told=odd.told)
    before, row = values.pages_of(act, copy), act.books.get("copies", copy or 0)
    for line in lines_of(act):
        found = line.get("pages")
        if row is not None and before is not None and found is not None and found < before:
            about = {**named(row), "person": line["reader"]}
            what = IRREGULARITY_OF_ACTION["coming_back"]
            yield recorded(act, what, about, number=row.number, pages=found, recorded=before)
