"""What a change of a device makes besides (F12, F13, 第46条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Change
from secretdesk.domain.terms import DISK

if TYPE_CHECKING:
    from collections.abc import Iterable


def keep_removed_disk(act: Act) -> Iterable[Change]:
    """A disk that was taken out is a medium of the device's level from then on, in the keeper's charge."""
    serial = act.values.get("removed_disk")
    if act.row is None or not serial:
        return
    told = {
        "kind": DISK,
        "serial": serial,
        "level": act.row["level"],
        "department": act.row["department"],
        "keeper": act.row["keeper"],
        "place": act.values.get("disk_place"),
        "used_from": act.day,
        "from_device": act.row.entry,
    }
    yield Change(
        "media",
        "take_in",
        status="in_use",
        set={key: value for key, value in told.items() if value is not None},
        series="media",
    )
