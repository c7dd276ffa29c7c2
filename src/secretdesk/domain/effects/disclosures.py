"""What was made public without a review, or against it, is booked as a wrong (第51条, 第53条, F26)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.irregularities import recorded
from secretdesk.domain.rules.disclosures import department_of
from secretdesk.domain.terms_disclosure import (
    NO_TITLE,
    NOT_ALLOWED,
    NOT_TO_BE_PUBLIC,
    SOMEWHERE,
    UNREVIEWED,
    WRONGLY,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Act, Change


def book_exposed(act: Act) -> Iterable[Change]:
    """Public before a review was asked for or allowed it; it happened on the day it was published."""
    what = UNREVIEWED if act.row is None else NOT_ALLOWED
    yield recorded(act, what, {"happened_on": act.value("exposed_on")}, **_told(act))


def book_wrongly(act: Act) -> Iterable[Change]:
    """Allowed, and found out later: what was never reviewed stands among what went wrong already."""
    if act.value("withdrawn_as") == NOT_TO_BE_PUBLIC and not act.value("unreviewed"):
        yield recorded(act, WRONGLY, {}, **_told(act))


def _told(act: Act) -> dict[str, Any]:
    department = department_of(act)
    return {
        "number": act.row.number if act.row is not None else "",
        "department": department["name"] if department is not None else "",
        "item": act.value("title") or NO_TITLE,
        "where": act.value("channel") or SOMEWHERE,
        "more": act.values.get("reason") or "",
    }
