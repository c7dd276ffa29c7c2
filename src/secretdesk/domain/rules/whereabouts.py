"""Where a thing was, by the days on which it happened: its own moves, and the readings that tell their times.

The times of a reading are corrected on the reading, and a round that is typed afterwards moves no copy: so
of a copy the readings tell who read it when, and its lines tell the rest.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from secretdesk.domain.effects.moves import HOME
from secretdesk.domain.review import Stay
from secretdesk.domain.rules.availability import obtained
from secretdesk.domain.terms import THING_STATUSES

if TYPE_CHECKING:
    from secretdesk.domain.review import Books, Row

END = "9999"  # of what is not back yet
ROUNDS, READ = "circulations", "circulating"


def stays_of(books: Books, thing: Row) -> list[Stay]:
    """Every stay of a thing, oldest first."""
    found = books.stays(thing)
    if thing.register != "copies" or not found:
        return found
    got = obtained(books, thing)  # the day of receipt may have been corrected
    if found[0].since[:10] != got and got <= (found[0].until or END):
        found[0] = replace(found[0], since=got)
    read = [one for one in books.rows("readings", copy=thing.entry, status=["out", "done"]) if one["sent_at"]]
    for n, stay in enumerate(found):
        if stay.status == READ and stay.matter is not None and stay.matter[0] == ROUNDS:
            whose = (stay.matter[1], stay.holder)
            own = next((one for one in read if (one["circulation"], one["reader"]) == whose), None)
            if own is not None:
                read.remove(own)
                _at_its_times(found, n, own)
    for one in read:
        found = _with_reading(found, one)
    return found


def _at_its_times(found: list[Stay], n: int, reading: Row) -> None:
    sent, back = reading["sent_at"], reading["returned_at"]
    if n:
        found[n - 1] = replace(found[n - 1], until=sent)
    found[n] = replace(found[n], since=sent, reading=reading.entry)
    after = found[n + 1] if n + 1 < len(found) else None
    if back and after is not None and after.status == HOME["copies"]:  # one that was lost ends otherwise
        found[n] = replace(found[n], until=back)
        found[n + 1] = replace(after, since=back)


def _with_reading(found: list[Stay], reading: Row) -> list[Stay]:
    """A reading of which no line of the copy tells: what it lay in is told before and after it."""
    sent, back = reading["sent_at"], reading["returned_at"] or ""
    matter = (ROUNDS, reading["circulation"])
    own = Stay(sent, back, READ, reading["reader"], None, matter, reading.entry)
    before, after = [], []
    for stay in found:
        if stay.until and stay.until <= sent:
            before.append(stay)
        elif back and stay.since >= back:
            after.append(stay)
        else:
            goes_on = bool(back) and (not stay.until or stay.until > back)
            if stay.since < sent:
                before.append(replace(stay, until=sent))
            if goes_on:
                after.append(replace(stay, since=back))
            elif stay.since >= sent and stay.since != stay.until:
                after.append(stay)  # within it: both stand
    return [*before, own, *after]


def had_by_others(books: Books, copy: Row, reading: Row | None = None) -> list[Stay]:
    """When a copy was out with somebody, or away, by another matter than this reading."""
    own = reading.entry if reading is not None else -1
    return [stay for stay in stays_of(books, copy) if stay.matter is not None and stay.reading != own]


def told_of(books: Books, copy: Row, stay: Stay) -> str:
    """Who had it then, by what, for a sentence."""
    person = books.get("people", stay.holder) if stay.holder else None
    matter = books.get(*stay.matter) if stay.matter is not None else None
    by = f"（{matter.number}）" if matter is not None else ""
    where = (
        f"在{person['name']}手里" if person is not None else f"为“{THING_STATUSES['copies'][stay.status]}”"
    )
    return f"{copy.number} 那时{where}{by}"


def first_moved(books: Books, thing: Row) -> str:
    """When it first left where it was put, or changed otherwise; "" where it never did."""
    return next((stay.since for stay in stays_of(books, thing)[1:]), "")


# registers that concern a paper without a copy of its own telling → the field that tells when
USES = {"loans": "lent_on", "dispatches": "sent_on", "readings": "sent_at", "briefings": "held_on"}


def first_used(books: Books, paper: Row) -> str:
    """When a paper was first lent, read, sent, told, copied, or one of its copies moved; "" where it never was."""
    copies = books.rows("copies", document=paper.entry)
    found = [first_moved(books, copy) for copy in copies]
    found += [obtained(books, copy) for copy in copies if copy["made_from"] is not None]
    for register, key in USES.items():
        found += [
            one[key]
            for one in books.rows(register, document=paper.entry)
            if one[key] and one.status != "void"
        ]
    return min((day for day in found if day), default="")
