"""What a repair does to the device (第47条, F14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.devices import removed_disk
from secretdesk.domain.effects.irregularities import recorded
from secretdesk.domain.effects.moves import move_back, move_out, out_with
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.devices import disks_without
from secretdesk.domain.rules.repairs import device_of, differences
from secretdesk.domain.terms import IRREGULARITY_OF_ACTION

if TYPE_CHECKING:
    from collections.abc import Iterable


def go_to_repair(act: Act) -> Iterable[Change]:
    """The device is under repair, in nobody's hand of the college."""
    device = device_of(act)
    if device is not None and act.row is not None:
        yield move_out(device, "repairing", None, "repairs", act.row.entry)


def come_from_repair(act: Act) -> Iterable[Change]:
    """The device stands in its place again; a disk that was replaced is a medium of its level."""
    if act.row is None:
        return
    device, away = device_of(act), out_with(act, act.row)
    disks = disks_without(act, device)
    for one in away:
        back = move_back(one)
        back.set.update(disks)
        yield back
    if (
        device is not None and not away and disks
    ):  # it was lost there and found: it stands in its place already
        yield Change("devices", "move_on", device, set=disks)
    if device is not None:
        yield from removed_disk(act, device)


def book_differences(act: Act) -> Iterable[Change]:
    """What came back otherwise than it went is an irregularity."""
    told = differences(act)
    if act.row is None or not told:
        return
    about = {"device": act.row["device"]}
    what = IRREGULARITY_OF_ACTION["repairs.finish"]
    yield recorded(act, what, about, number=act.row.number, told="；".join(told))
