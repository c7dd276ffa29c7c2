"""What is decided after a report of somebody's own life (第20条, 第21条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.major_reports import reporter
from secretdesk.domain.terms_major import STOPPED, WHY_STOPPED

if TYPE_CHECKING:
    from collections.abc import Iterable


def keep_from_secrets(act: Act) -> Iterable[Change]:
    """Who is stopped handles no secrets from that day on."""
    person = reporter(act)
    if act.values.get("outcome") == STOPPED and person is not None and person.status == "cleared":
        yield Change("people", "suspend", person, "suspended", {"reason": WHY_STOPPED})
