"""Inspections of the demo: samples, answers, what was put right; the next one is planned."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.terms_inspections import PASSED, YES

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

OTHERWISE = {"day", "failed", "draw", "scan"}
SERVED, MENDED, RECHECKED, LAST = (
    2,
    11,
    15,
    700,
)  # days after an inspection; what comes later is not mended yet
WORDED, AHEAD = 15, 4


def lives_of_inspections(stage: Stage, day: int) -> None:
    """Each visit on its day: sampled, answered, ended; what was found is served, mended, looked at."""
    words = stage.data["inspections"]
    if day == WORDED:
        stage.do("check_items", "word", **words["item"])
    for one in words["visits"]:
        if day == one["day"]:
            _visit(stage, words, one)
        elif day - one["day"] in (SERVED, MENDED, RECHECKED) and one["day"] + RECHECKED < LAST:
            _put_right(stage, words, day - one["day"])
    if stage.now.date() == stage.end.date():
        when = (stage.now.date() + timedelta(days=AHEAD)).isoformat()
        stage.do("inspections", "plan", planned_for=when, **words["next"])
    stage.flush()


def _visit(stage: Stage, words: dict[str, Any], one: dict[str, Any]) -> None:
    told = {key: value for key, value in one.items() if key not in OTHERWISE}
    stage.do("inspections", "open", **told)
    stage.flush()
    entry = stage.desk.rows("inspections", limit=1)[0].entry
    if one.get("draw"):
        stage.do("inspections", "draw", entry, seed=f"{stage.now:%Y%m%d}", sample_size=one["draw"])
        stage.flush()
        stage.do("inspections", "tick", entry)
    if one.get("scan"):
        stage.do("inspections", "scan", entry, scanned=words["scanned"])
    stage.do("inspections", "score", entry, answers=one["failed"], rest=YES)
    stage.do("inspections", "conclude", entry, conclusion=words["opinion"])
    stage.flush()


def _put_right(stage: Stage, words: dict[str, Any], since: int) -> None:
    where = {"status": {SERVED: "open", MENDED: "served", RECHECKED: "mended"}[since]}
    for row in stage.desk.rows("findings", where=where):
        if since == SERVED:
            stage.do("findings", "serve", row.entry, received_by=stage.data["heads"][0])
        elif since == MENDED:
            stage.do("findings", "mend", row.entry, measures=words["measures"])
        else:
            told = {"rechecked_by": words["rechecked_by"], "result": PASSED}
            stage.do("findings", "recheck", row.entry, **told)
