"""What becomes of the irregularities in the demo: something is done about each, and most are closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

SETTLED = 21  # days


def irregularities_of(stage: Stage) -> None:
    """A measure in the first days, an end after three weeks, where nothing is missing any more."""
    words = stage.data["words"]
    stage.now += timedelta(minutes=5)
    for one in stage.desk.rows("irregularities", where={"status": "open"}, ascending=True):
        days = (stage.now.date() - date.fromisoformat(one["happened_on"])).days
        copy = stage.desk.rows("copies", where={"entry": one["copy"]}) if one["copy"] else []
        if not one["measures"] and days > 1:
            stage.do("irregularities", "measure", one.entry, measures=words["measures"])
        elif one["measures"] and days > SETTLED and not any(c.status == "missing" for c in copy):
            stage.do(
                "irregularities",
                "close",
                one.entry,
                outcome=words["settled"],
                closed_by=stage.data["supervisor"],
            )
    stage.flush()
