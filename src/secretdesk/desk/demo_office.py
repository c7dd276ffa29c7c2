"""The office's own work in the demo: meetings, rules, tasks from above, a secret meeting; merits."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

TASK_DAYS, DONE_AFTER, LAST = 20, 15, 700


def lives_of_the_office(stage: Stage, day: int) -> None:
    """Each thing on its day of the two years, as the words tell; a task is finished two weeks later."""
    words = stage.data["office"]
    for one in words["activities"]:
        for when in one["days"]:
            told = {key: value for key, value in one.items() if key != "days"}
            if day == when and one["kind"] == words["task"]:
                due = (stage.now.date() + timedelta(days=TASK_DAYS)).isoformat()
                stage.do("activities", "assign", due=due, **told)
            elif day == when:
                taught = {"taught_on": stage.now.date().isoformat()} if "measures" in told else {}
                stage.do("activities", "record", **told, **taught)
            elif day == when + DONE_AFTER and one["kind"] == words["task"] and when < LAST:
                (row,) = stage.desk.rows("activities", where={"status": "open"}, limit=1)
                stage.do("activities", "finish", row.entry, result=words["result"])
    _report(stage, day, words["report"])
    for one in words["merits"]:
        if day == one["day"]:
            stage.do("merits", "record", **{key: value for key, value in one.items() if key != "day"})
    stage.flush()


def _report(stage: Stage, day: int, words: dict[str, Any]) -> None:
    """In January the year that is over is told, and sent some days later (条例第56条)."""
    if day in words["days"]:
        stage.do(
            "year_reports",
            "draft",
            of_year=stage.now.year - 1,
            drafted_by=words["drafted_by"],
            **words["parts"],
        )
    for n, when in enumerate(words["days"]):
        if day == when + words["sent_after"]:
            (row,) = stage.desk.rows("year_reports", where={"status": "draft"}, limit=1)
            stage.do("year_reports", "send", row.entry, doc_number=words["numbers"][n], **words["signed"])
