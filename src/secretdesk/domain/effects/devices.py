"""What a change of a device makes besides (F12, F13, 第46条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Change
from secretdesk.domain.terms import DISK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row


def keep_removed_disk(act: Act) -> Iterable[Change]:
    """A disk that was taken out is a medium of the device's level from then on."""
    if act.row is not None:
        yield from removed_disk(act, act.row)


def removed_disk(act: Act, device: Row) -> Iterable[Change]:
    """The medium that a disk becomes which the act takes out of a device, in the keeper's charge."""
    serial = act.values.get("removed_disk")
    if not serial:
        return
    told = {
        "kind": DISK,
        "serial": serial,
        "level": device["level"],
        "department": device["department"],
        "keeper": device["keeper"],
        "place": act.value("disk_place"),
        "used_from": act.day,
        "from_device": device.entry,
    }
    yield Change(
        "media",
        "take_in",
        status="in_use",
        set={key: value for key, value in told.items() if value is not None},
        series="media",
    )
