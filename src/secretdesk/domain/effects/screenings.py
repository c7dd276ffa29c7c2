"""What the result of a screening makes of the person (第20条, F16)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.departures import end_of_term_by_clearing
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.screenings import person_of
from secretdesk.domain.terms import HIGHEST_OF_CATEGORY
from secretdesk.domain.terms_people import AGAIN

if TYPE_CHECKING:
    from collections.abc import Iterable


def clear_person(act: Act) -> Iterable[Change]:
    """Who passes is cleared for the post and its class; who passes again is due again later."""
    person = person_of(act)
    if person is None:
        return
    told: dict[str, Any] = {"reviewed_on": act.day, "review_due": act.values.get("next_on")}
    if act.value("kind") == AGAIN:
        yield Change("people", "review", person, set={k: v for k, v in told.items() if v is not None})
        return
    category = act.value("category")
    told |= {
        "secret_post": act.value("post"),
        "category": category,
        "highest_level": str(HIGHEST_OF_CATEGORY[category]),
        "cleared_from": act.day,
    }
    clear = ("cooling_until",) if person["cooling_until"] else ()
    yield Change("people", "clear", person, "cleared", told, clear)
    yield from end_of_term_by_clearing(act)


def suspend_person(act: Act) -> Iterable[Change]:
    """Who does not pass again is kept from secrets until it is settled (第20条, 第21条)."""
    person = person_of(act)
    if person is not None and person.status == "cleared":
        yield Change("people", "suspend", person, "suspended", {"reason": act.values.get("reason")})
