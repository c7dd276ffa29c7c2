"""A line of a child register, numbered behind its parent (密收〔2026〕0012-3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.domain.review import Act


def entered(
    act: Act,
    register: str,
    parent: str,
    n: int,
    values: Mapping[str, Any],
    status: str,
    word: str = "",
) -> Change:
    """The n-th line of the entry that the act makes or is done to; ``parent`` is the field that names it.

    ``word`` stands before *n* where two registers have the same parent. Void lines keep
    their numbers, so that *n* goes on behind them.
    """
    kept = {key: value for key, value in values.items() if value is not None}
    of = act.main if act.row is None else act.row.entry
    return Change(
        register, "enter", status=status, set={parent: of, "serial": n, **kept}, number=f"\0child{word}{n}"
    )
