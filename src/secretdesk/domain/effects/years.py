"""What closing a year keeps: a line for each table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.children import entered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Act, Change


def keep_tables(act: Act) -> Iterable[Change]:
    """The figures as they are now."""
    for n, line in enumerate(act.values.get("tables") or [], start=1):
        yield entered(act, "year_lines", "closing", n, line, "closed")
