"""What a receipt brings with it: copies, an opened envelope, queries and irregularities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.irregularities import recorded
from secretdesk.domain.review import Act, Change, Row
from secretdesk.domain.terms import (
    NO_COPY_NUMBER,
    QUERY_OF_WARNING,
    SOURCE_OF_ACTION,
    TERMINAL_COPY_STATUSES,
    VIOLATION_OF_WARNING,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

CARRIED = ("level", "mark", "declassify_on", "pages", "carrier_type")


def make_copies(act: Act) -> Iterable[Change]:
    """Each copy becomes an entry with its 份号, n of N, in the cabinet (第28条（一）)."""
    if act.value("by_count"):
        return
    numbers = act.value("copy_numbers") or []
    count = act.value("count") or len(numbers)
    status = "sealed_personal" if act.value("sealed_personal") else "in_cabinet"
    shared = {key: act.value(key) for key in (*CARRIED, "place") if act.value(key) is not None}
    for n in range(1, count + 1):
        own: dict[str, Any] = {
            "document": act.main,
            "serial": n,
            "of": count,
            "copy_number": numbers[n - 1] if n <= len(numbers) else NO_COPY_NUMBER,
            "source": SOURCE_OF_ACTION.get(act.action.key, ""),
            "obtained_on": act.day,
        }
        yield Change("copies", "enter", status=status, set=shared | own, number=f"\0child{n}")


def open_envelope(act: Act) -> Iterable[Change]:
    """The envelope that the document came in is done; with the last one the arrival is."""
    arrival = act.value("arrival")
    if arrival is None:
        return
    envelope = next_envelope(act, arrival)
    if envelope is None:
        return
    status = "handed_unopened" if act.value("sealed_personal") else "registered"
    yield Change("envelopes", "settle", envelope, status, {"document": act.main})
    yield from close_arrival(act, arrival, envelope)


def close_arrival(act: Act, arrival: int, envelope: Row) -> Iterable[Change]:
    """The arrival is done when no other envelope waits."""
    waiting = act.books.rows("envelopes", arrival=arrival, status="to_open")
    row = act.books.get("arrivals", arrival)
    if row is not None and all(one.entry == envelope.entry for one in waiting):
        yield Change("arrivals", "settle", row, "opened")


def next_envelope(act: Act, arrival: int) -> Row | None:
    """The waiting envelope with this 机要号, else from this sender; None where none fits.

    Else the next whose sender is nobody's name in the books: senders are often written short on envelopes.
    """
    waiting = act.books.rows("envelopes", arrival=arrival, status="to_open")
    number = act.value("courier_number")
    if number:
        return next((e for e in waiting if e["courier_number"] == number), None)
    issuer = act.value("issuer")
    row = act.books.get("correspondents", issuer) if isinstance(issuer, int) else None
    name = row["name"] if row else issuer.set["name"] if isinstance(issuer, Change) else None
    own = next((e for e in waiting if name and e["sender"] == name), None)
    unknown = (e for e in waiting if not act.books.rows("correspondents", name=e["sender"]))
    return own or next(unknown, None)


def open_queries(act: Act) -> Iterable[Change]:
    """第28条（二）: what is found wrong is asked of the issuer; one query for each kind of thing wrong."""
    for code in act.warned:
        if code in QUERY_OF_WARNING:
            more = code == "slip_differs" and act.value("count") > act.value("slip_count")
            kind, text = QUERY_OF_WARNING[f"{code}.more" if more else code]
            asked = {"asked_unit": act.value("issuer")} if act.value("issuer") is not None else {}
            yield Change(
                "queries",
                "open",
                status="open",
                set={"document": act.main, "found_on": act.day, "kind": kind, "description": text, **asked},
                series="queries",
            )


def book_irregularities(act: Act) -> Iterable[Change]:
    """What came about against the rules is booked with its article and the true custody."""
    for code in act.warned:
        if code in VIOLATION_OF_WARNING:
            yield recorded(act, VIOLATION_OF_WARNING[code], {"document": act.main})


def carry_to_copies(act: Act) -> Iterable[Change]:
    """A new mark stands on every living copy as well (domain 2.3), and so does a corrected count of pages.

    A copy that was corrected by itself keeps its own value.
    """
    if act.row is None:
        return
    before = act.row
    changed = {k: act.values[k] for k in CARRIED if k in act.values and act.values[k] != before[k]}
    for copy in act.books.rows("copies", document=before.entry) if changed else []:
        own = {k: v for k, v in changed.items() if copy[k] == before[k] != v}
        if own and copy.status not in TERMINAL_COPY_STATUSES:
            yield Change(
                "copies",
                act.action.key,
                copy,
                set={k: v for k, v in own.items() if v is not None},
                clear=tuple(k for k, v in own.items() if v is None),
            )
