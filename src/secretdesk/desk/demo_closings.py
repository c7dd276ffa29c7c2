"""The end of each working day in the last weeks of the demo."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from secretdesk.domain.rules.closings import due_of, things_out

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

LAST = timedelta(days=60)


def closing_of(stage: Stage) -> None:
    """What is out is named with a reason."""
    if stage.end - stage.now > LAST:
        return
    stage.now = stage.now.replace(hour=17, minute=40)
    day, words = stage.now.date().isoformat(), stage.data["words"]
    lines = []
    for thing in things_out(stage.desk.books):
        late = "" < due_of(stage.desk.books, thing) < day
        lines.append({"thing": thing.number, "why": words["stays_out_late" if late else "stays_out"]})
    stage.do("closings", "close", kept_out=lines, checked_by=stage.data["supervisor"])
    stage.flush()
