"""What a pledge makes of older ones and of the person (第21条, F19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Change
from secretdesk.domain.terms_people import ON_POST, OUTSIDER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row


def replace_older(act: Act) -> Iterable[Change]:
    """One pledge of a kind is in force for a person; one for a post takes the place of any for a post."""
    kind, person = act.value("kind"), act.value("person")
    if kind == OUTSIDER or not isinstance(person, int):
        return
    kinds = ON_POST if kind in ON_POST else (kind,)
    for older in act.books.rows("pledges", person=person, status="in_force"):
        if older["kind"] in kinds and older["signed_on"] <= act.day:
            yield Change("pledges", "replace", older, "replaced")


def tell_person(act: Act) -> Iterable[Change]:
    """The day of the newest pledge for a post, and until when it holds, stand with the person (F16)."""
    row = _on_post(act)
    if row is not None and (row["pledged_on"] or "") <= act.day:
        yield _told(row, act.day, act.value("until"))


def tell_new_term(act: Act) -> Iterable[Change]:
    """A correction of its term is one of the person's too, while it is their pledge."""
    row = _on_post(act)
    if row is not None and "until" in act.values and act.row and row["pledged_on"] == act.row["signed_on"]:
        yield _told(row, row["pledged_on"], act.values["until"])


def take_from_person(act: Act) -> Iterable[Change]:
    """What has lapsed is no pledge: whoever is given something is asked for a new one."""
    row = _on_post(act)
    if row is not None and act.row and row["pledged_on"] == act.row["signed_on"]:
        clear = tuple(key for key in ("pledged_on", "pledge_until") if row[key])
        yield Change("people", "pledge", row, clear=clear)


def _on_post(act: Act) -> Row | None:
    person = act.value("person")
    if act.value("kind") not in ON_POST or not isinstance(person, int):
        return None
    return act.books.get("people", person)


def _told(row: Row, day: str, until: str | None) -> Change:
    told = {"pledged_on": day} | ({"pledge_until": until} if until else {})
    clear = ("pledge_until",) if row["pledge_until"] and not until else ()
    return Change("people", "pledge", row, set=told, clear=clear)
