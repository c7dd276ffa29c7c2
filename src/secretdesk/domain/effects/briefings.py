"""What a telling against the rules brings with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.irregularities import recorded
from secretdesk.domain.rules.briefings import as_held, at_odds
from secretdesk.domain.terms import IRREGULARITY_OF_ACTION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Act, Change


def book_who_should_not_have_heard(act: Act) -> Iterable[Change]:
    """One entry in 违规事项 for each who heard what they may not handle."""
    kind, article, text = IRREGULARITY_OF_ACTION["briefings.hold"]
    for odd in at_odds(act):
        about = {"document": act.value("document"), "person": odd.person}
        what = (kind, odd.reason.origin or article, text)
        yield recorded(as_held(act), what, about, told=odd.told)
