"""An import is undone as a run: what it made is void, what it moved stands as before (design section 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.undo import NAMES
from secretdesk.domain.review import Act, Change

if TYPE_CHECKING:
    from collections.abc import Iterable


def undo_run(act: Act) -> Iterable[Change]:
    """A line on every entry that the run wrote on. A name enrolled in passing stays, as with any act."""
    if act.row is None or not act.row["first_line"]:
        return
    reason = {"reason": act.values.get("reason", "")}
    for one in act.books.written(act.row["first_line"], act.row["last_line"]):
        row, before = one.row, one.before
        if before is None:
            if row.status != "void" and (row.register not in NAMES or row.register == act.row["into"]):
                yield Change(row.register, "void", row, "void", dict(reason))
            continue
        back = {key: before[key] for key in one.keys if before[key] is not None}
        clear = tuple(key for key in one.keys if before[key] is None)
        for _ in range(one.acts):  # an undoing takes back one act on an entry
            yield Change(row.register, "undo", row, before.status, dict(back), clear)
