"""What a visit against the rules books (第36条, 第82条, F23)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.irregularities import recorded
from secretdesk.domain.rules.sites import site_of
from secretdesk.domain.rules.visits import wrongs_of
from secretdesk.domain.terms_sites import BREACH, BREACH_TOLD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Act, Change


def book_breach(act: Act) -> Iterable[Change]:
    """One irregularity that names everything that was wrong, with the articles."""
    wrongs, site = wrongs_of(act), site_of(act)
    kind, text = BREACH
    told = {
        "name": act.values.get("name"),
        "unit": act.values.get("unit") or "",
        "site": site["name"] if site else "",
        "told": "、".join(dict.fromkeys(BREACH_TOLD[one.code] for one in wrongs)),
        "more": act.values.get("reason") or "",
    }
    article = "、".join(dict.fromkeys(one.origin for one in wrongs))
    yield recorded(act, (kind, article, text), {"person": act.values.get("escort")}, **told)
