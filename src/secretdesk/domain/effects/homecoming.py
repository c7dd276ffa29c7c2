"""Coming back: things lie in their places, the matter is done with the last, lost pages are booked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.irregularities import recorded
from secretdesk.domain.effects.moves import MATTERS, move_back
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.homecoming import coming_back, is_all_back, pages_recorded
from secretdesk.domain.terms import IRREGULARITY_OF_ACTION

if TYPE_CHECKING:
    from collections.abc import Iterable


def comes_home(act: Act) -> Iterable[Change]:
    """What comes back lies in its place again; with the last thing the matter is done."""
    if act.row is None:
        return
    back = coming_back(act)
    for thing in back:
        yield move_back(thing)
    if is_all_back(act):
        held = ("holder",) if act.row["holder"] is not None else ()
        yield Change(act.register.key, "settle", act.row, MATTERS[act.register.key][1], clear=held)


def book_missing_pages(act: Act) -> Iterable[Change]:
    """Something that came back with fewer pages than it had is an irregularity (domain 4, 页数核对)."""
    before, found = pages_recorded(act), act.values.get("pages")
    if act.row is None or "pages_differ" not in act.warned or before is None:
        return
    if found is None or found >= before:
        return
    back = coming_back(act)
    told = "、".join(thing.number for thing in back)
    person = act.row["borrower"] or next(iter(act.row["carriers"] or []), None)
    alone = back[0].entry if len(back) == 1 and back[0].register == "copies" else None
    about = {"document": act.row["document"], "copy": alone, "person": person}
    what = IRREGULARITY_OF_ACTION["coming_back"]
    yield recorded(act, what, about, number=told, pages=found, recorded=before)
