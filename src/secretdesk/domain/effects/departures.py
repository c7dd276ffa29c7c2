"""What leaving does to the person, what is written afterwards (第24条 to 第26条, 条例第54条, F17, F18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.children import entered
from secretdesk.domain.effects.irregularities import recorded
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.departures import leaver
from secretdesk.domain.rules.pledges import KEPT_AT, SHEETS
from secretdesk.domain.terms_people import (
    AUTHORITY_TOLD,
    BREACH_FOUND,
    CONTACTED,
    DEPARTURE_IRREGULARITIES,
    EXTENDED,
    FORBIDDEN_EMPLOYERS,
    JOB_TOLD,
    NOT_TOLD,
    ON_LEAVING,
    RELEASED,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

# action → kind of its line, and where its way, its findings and whoever did it stand
LINES = {
    "contact": (CONTACTED, "contact_way", "findings", "contact_by"),
    "job": (JOB_TOLD, "employer_kind", "employer", "contact_by"),
    "breach": (BREACH_FOUND, "breach_kind", "breach", "contact_by"),
    "alert": (AUTHORITY_TOLD, "alerted_to", "measures", "contact_by"),
    "extend": (EXTENDED, "cooling_until", "why_longer", "extended_by"),
    "release": (RELEASED, "noticed_on", "conclusion", "released_by"),
}


def leave_post(act: Act) -> Iterable[Change]:
    """The person has left, and is in 脱密期 from this day (第24条, 第25条)."""
    person = leaver(act)
    if person is not None:
        kept = ("leave_reason", "destination", "cooling_until")
        told = {
            "left_on": act.day,
            "approved_by": act.value("group_by"),
            **{key: act.value(key) for key in kept},
        }
        yield Change("people", "leave", person, "left", {key: one for key, one in told.items() if one})


def sign_pledge(act: Act) -> Iterable[Change]:
    """The pledge of leaving that was signed with the sheet stands in its own book (第25条, F19)."""
    day, person = act.value("pledged_on"), leaver(act)
    if act.value("pledge") or not day or person is None or act.main is None:
        return
    for older in act.books.rows("pledges", person=person.entry, status="in_force"):
        if older["kind"] == ON_LEAVING and older["signed_on"] <= day:
            yield Change("pledges", "replace", older, "replaced")
    told = {"signed_on": day, "kind": ON_LEAVING, "person": person.entry, "department": person["department"],
            "sheets": SHEETS, "kept_at": KEPT_AT, "witness": act.value("talked_by")}  # fmt: skip
    signed = Change("pledges", "sign", status="in_force", series="pledges",
                    set={key: one for key, one in told.items() if one is not None})  # fmt: skip
    act.main.set["pledge"] = signed
    yield signed


def keep_from_secrets(act: Act) -> Iterable[Change]:
    """Who has gone without leave handles no secrets from now on (条例第54条)."""
    person = leaver(act)
    if person is not None and person.status == "cleared":
        yield Change("people", "suspend", person, "suspended", {"reason": _what("find_gone", person)[2]})


def term_of_person(act: Act) -> Iterable[Change]:
    """Another end of the term is one of the person's, too."""
    person, until = leaver(act), act.values.get("cooling_until")
    if person is not None and until and person.status == "left" and until != person["cooling_until"]:
        yield Change("people", "cool", person, set={"cooling_until": until})


def write_line(act: Act) -> Iterable[Change]:
    """One line for each contact, report, breach and decision (F18)."""
    if act.row is None:
        return
    kind, way, findings, by = LINES[act.action.key]
    n = len(act.books.rows("departure_contacts", departure=act.row.entry)) + 1
    own = {"way": way, "findings": findings, "by": by}
    told = {"told_on": act.day, "kind": kind, **{key: act.values.get(name) for key, name in own.items()}}
    yield entered(act, "departure_contacts", "departure", n, told, "told")


def book_breach(act: Act) -> Iterable[Change]:
    """What was done against 第26条 stands in 违规事项."""
    person = leaver(act)
    if person is None or (
        act.action.key == "job" and act.values.get("employer_kind") not in FORBIDDEN_EMPLOYERS
    ):
        return
    what = act.values.get("employer_kind") or act.values.get("breach_kind")
    more = act.values.get("employer") or act.values.get("breach") or NOT_TOLD
    told: dict[str, Any] = {"employer": what, "told": more}
    yield recorded(act, _what(act.action.key, person, **told), {"person": person.entry})


def end_of_term_by_clearing(act: Act) -> Iterable[Change]:
    """Who is cleared for a post again is looked after no more (第20条, 第24条)."""
    person = act.row.entry if act.row is not None and act.row.register == "people" else act.value("person")
    for row in (
        act.books.rows("departures", person=person, status="cooling") if isinstance(person, int) else ()
    ):
        yield Change("departures", "rejoin", row, "rejoined", clear=("next_on",) if row["next_on"] else ())


def _what(action: str, person: Row, **told: Any) -> tuple[str, str, str]:
    kind, article, text = DEPARTURE_IRREGULARITIES[f"departures.{action}"]
    return kind, article, text.format(name=person["name"], **told)
