"""Where a release may go: the volumes that are plugged in now, each with what speaks against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from secretdesk.desk.release import passage
from secretdesk.desk.volumes import Volume, plugged
from secretdesk.domain.review import Refused

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Row

Plugged = Callable[[], list[tuple[Path, Volume]]]


@dataclass(frozen=True)
class Target:
    """A volume that is plugged in. Without an id it waits for its number and a second person."""

    place: Path
    volume: Volume
    medium: Row | None
    against: str = ""  # why it may not be written to

    @property
    def is_unread(self) -> bool:
        """Whether it goes by its number."""
        return not self.volume.id


def targets(desk: Desk, level: str, volumes: Plugged = plugged) -> list[Target]:
    """The removable volumes in this PC, those first that may take what is of *level*.

    Raises:
        StoreError: while reading.
    """
    found = [_judged(desk, place, volume, level) for place, volume in volumes()]
    return sorted(found, key=lambda one: (bool(one.against), one.is_unread))


def _judged(desk: Desk, place: Path, volume: Volume, level: str) -> Target:
    if not volume.id:
        return Target(place, volume, None)
    known = desk.rows("media", where={"volume_id": volume.id, "status": "in_use"}, limit=1)
    medium = known[0] if known else None
    try:
        passage(desk, place / "x", level, lambda _path: volume)
    except Refused as refused:
        return Target(place, volume, medium, "".join(reason.text for reason in refused.reasons))
    return Target(place, volume, medium)
