"""What a check of a site writes, and what mending settles (第33条, 第34条, F22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.children import entered
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.sites import FOUND, found_bad
from secretdesk.domain.terms_sites import SITE_PROBLEM

if TYPE_CHECKING:
    from collections.abc import Iterable

TOLD = ("checked_on", "checked_by", *FOUND, "findings")


def list_check(act: Act) -> Iterable[Change]:
    """One line for each check; one that found something waits to be mended."""
    if act.row is None:
        return
    n = len(act.books.rows("site_checks", site=act.row.entry)) + 1
    told = {key: act.values.get(key) for key in TOLD}
    yield entered(act, "site_checks", "site", n, told, SITE_PROBLEM if found_bad(act) else "good")


def settle_check(act: Act) -> Iterable[Change]:
    """What was found is mended."""
    problem = act.values.get("problem")
    row = act.books.get("site_checks", problem) if isinstance(problem, int) else None
    if row is not None:
        told = {"mended_on": act.day, "mended": act.values.get("mended")}
        yield Change("site_checks", "settle", row, "mended", told)
