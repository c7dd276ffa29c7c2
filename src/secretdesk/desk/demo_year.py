"""The demo closes its first whole year in the middle of January."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.desk.year_close import close

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

FROM = (1, 12)  # month, day


def year_end_of(stage: Stage) -> None:
    """Once a year, with the explanation that missing copies call for."""
    number = stage.now.year - 1
    if (stage.now.month, stage.now.day) < FROM or stage.now.month > 1 or number in stage.closed:
        return
    stage.flush()
    stage.closed.add(number)
    close(stage.desk, number, note=stage.data["words"]["difference"], signed_by=stage.data["supervisor"])
