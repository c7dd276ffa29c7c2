"""Who leaves stands on no list of those who may enter (第36条, 条例第53条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.access import leaver, sites_open_to
from secretdesk.domain.terms_sites import OFF_THE_LIST

if TYPE_CHECKING:
    from collections.abc import Iterable


def off_the_lists(act: Act) -> Iterable[Change]:
    """Every site that named them: a change of its list, as the department in charge would book it."""
    person = leaver(act)
    if person is None:
        return
    for site in sites_open_to(act.books, person.entry):
        left = [one for one in site["allowed"] if one != person.entry]
        told = {"changed_on": act.day, "reason": OFF_THE_LIST.format(name=person["name"]), "allowed": left}
        kept = {key: value for key, value in told.items() if value}
        yield Change("sites", "change", site, None, kept, () if left else ("allowed",))
