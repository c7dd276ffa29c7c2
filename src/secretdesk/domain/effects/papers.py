"""What broken seals and missing bags book (第31条, 条例第61条, F24)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.irregularities import recorded
from secretdesk.domain.rules.papers import newly_missing
from secretdesk.domain.terms_sites import NEW_PAPERS, PAPER_IRREGULARITIES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from secretdesk.domain.review import Act, Change


def book_seal(act: Act) -> Iterable[Change]:
    """A seal that is broken on coming or going."""
    if "seal_broken" in act.warned:
        yield recorded(act, PAPER_IRREGULARITIES["seal"], {}, **_told(act))


def book_shortage(act: Act) -> Iterable[Change]:
    """Bags that are not there."""
    if newly_missing(act) > 0:
        yield recorded(act, PAPER_IRREGULARITIES["short"], {}, missing=newly_missing(act), **_told(act))


def _told(act: Act) -> dict[str, Any]:
    own = act.row.number if act.row is not None else NEW_PAPERS
    known = {key: act.value(key) or "" for key in ("exam", "subject")}
    return {"number": own, "when": act.action.label, "reason": act.values.get("reason") or "", **known}
