"""What a leak does: rows of reports and searches, carriers counted as leaked or put back (F28, F28b)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from secretdesk.domain.effects.children import entered
from secretdesk.domain.effects.moves import HOME, end_matter, in_nobodys_hand
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules import leak_values as values
from secretdesk.domain.rules.leaks import started, starting_with
from secretdesk.domain.terms_leaks import FIRST, FURTHER, LAST, SEARCH

if TYPE_CHECKING:
    from collections.abc import Iterable

REPORTS, SEARCHES = "incident_reports", "searches"


def book_reports(act: Act) -> Iterable[Change]:
    """A row for each that was told: when, how, who took it."""
    if act.row is None:
        return
    known = act.books.rows(REPORTS, incident=act.row.entry)
    told = {row["addressee"] for row in known if row.status == "sent"}
    for n, line in enumerate(act.values.get("reports") or [], start=len(known) + 1):
        again = FURTHER if line["addressee"] in told else FIRST
        stage = LAST if act.action.key == "report_result" else again
        yield entered(act, REPORTS, "incident", n, {**line, "stage": stage}, "sent")


def book_search(act: Act) -> Iterable[Change]:
    """A line of the search record (F28b)."""
    if act.row is None:
        return
    count = len(act.books.rows(SEARCHES, incident=act.row.entry))
    told = {key: act.values.get(key) for key in ("searched_by", "steps", "found_out")} | {
        "searched_on": act.day
    }
    yield entered(act, SEARCHES, "incident", count + 1, told, "logged", SEARCH)


def count_as_leaked(act: Act) -> Iterable[Change]:
    """What was not found in time is a case (domain 2.2 MISSING)."""
    for thing in values.things_of(act):
        if thing.status == "missing":
            yield Change(thing.register, "count_as_leak", thing, "leak_case")


def put_back(act: Act) -> Iterable[Change]:
    """What was found lies in its place, in nobody's hand."""
    for thing in values.things_of(act):
        if thing.status in values.GONE:
            own = replace(act, row=thing)
            told = {
                "place": act.values["place"],
                "reason": act.values.get("found_how") or act.value("number"),
            }
            gone = tuple(in_nobodys_hand(own))
            kept = {key: value for key, value in told.items() if value is not None}
            yield Change(thing.register, "found", thing, HOME[thing.register], kept, gone)
            yield from end_matter(own)


def incident_is_found(act: Act) -> Iterable[Change]:
    """With the last thing that was found its incident waits to be settled."""
    if act.row is None:
        return
    for incident in values.open_about(act.books, act.row):
        others = (act.books.get(key, one) for key in HOME for one in incident[key] or [])
        left = [
            one
            for one in others
            if one is not None and one.entry != act.row.entry and one.status in values.GONE
        ]
        if not left and incident.status != "found":
            clear = ("searching",) if incident["searching"] else ()
            yield Change("incidents", "settle", incident, "found", {"found_on": act.day}, clear)


def open_incident(act: Act) -> Iterable[Change]:
    """In one step from what is missing: the incident with all that the books know."""
    found = [one for one in starting_with(act) if not values.open_about(act.books, one)]
    if act.row is None or not found:
        return
    told = started(act, found)
    told |= values.terms(act, told) | {"searching": True}
    key = {"stocktakes": "stocktake", "irregularities": "irregularity"}.get(act.register.key)
    if key:
        told[key] = act.row.entry
    kept = {name: value for name, value in told.items() if value is not None}
    yield Change("incidents", "open", status="open", set=kept, series="incidents")
