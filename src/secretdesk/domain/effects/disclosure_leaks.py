"""The incident of a secret that was public (第72条, 第74条; 条例第61条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.disclosure_leaks import opens_incident, started

if TYPE_CHECKING:
    from collections.abc import Iterable


def open_incident(act: Act) -> Iterable[Change]:
    """In the same act, so that nothing stands between the discovery and the clock."""
    if opens_incident(act):
        about = act.row.entry if act.row is not None else act.main
        yield Change(
            "incidents", "open", status="open", set={**started(act), "disclosure": about}, series="incidents"
        )
