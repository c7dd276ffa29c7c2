"""The inverse of an act: what it made is void, what it moved stands as before (design section 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.declaration import UNDO
from secretdesk.domain.review import Act, Change

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES = frozenset({"departments", "correspondents", "places", "people"})  # an enrolled name stays


def undo(act: Act) -> Iterable[Change]:
    """A line on everything else that the voided act wrote on."""
    yield from _inverse(act, last=False)


def undo_last(act: Act) -> Iterable[Change]:
    """A line on everything else that the last act on the entry wrote on."""
    yield from _inverse(act, last=True)


def as_before(act: Act) -> dict[str, Any]:
    """The entry's own values and status as they stood before the last act on it."""
    if act.row is None:
        return {}
    own = act.books.touched(act.row, last=True)[0]
    if own.before is None:
        return {}
    values = {key: own.before[key] for key in own.keys if key != "reason"}
    return {**values, "status": own.before.status}


def _inverse(act: Act, *, last: bool) -> Iterable[Change]:
    if act.row is None:
        return
    for touched in act.books.touched(act.row, last=last):
        row, before = touched.row, touched.before
        if row.entry == act.row.entry and row.register == act.row.register:
            continue
        if before is None:
            if row.register not in NAMES and not touched.is_undone:
                yield Change(row.register, "void", row, "void", {"reason": act.values.get("reason", "")})
            continue
        back = {key: before[key] for key in touched.keys if before[key] is not None}
        clear = tuple(key for key in touched.keys if before[key] is None)
        yield Change(row.register, UNDO, row, before.status, back, clear)
