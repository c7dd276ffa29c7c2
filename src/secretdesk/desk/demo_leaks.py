"""Leaks in the demo: one found again, one case to its end, one 工作秘密, one still searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.terms import Level

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

LOST, STILL = 262, 721  # days on which a copy is not in its place


def leaks_of(stage: Stage, day: int) -> None:
    """What happens on that day, if anything."""
    words = stage.data["leaks"]
    for one in words["cases"]:
        for turn, step in one["steps"].items():
            if day == one["day"] + int(turn):
                _step(stage, step)
    if day in (LOST, STILL):
        _lose(stage, words)
    elif day in (LOST + 1, STILL + 1):
        _do(stage, "search", words["search"])
    elif day == LOST + 5:
        _do(stage, "found", words["found"])
        _do(stage, "settle_found", {**words["settled"], "reports": _told(stage, "settled")})


def _lose(stage: Stage, words: dict[str, Any]) -> None:
    where = {"status": "in_cabinet", "level": str(Level.ORDINARY_SECRET)}
    found = stage.desk.rows("copies", where=where, ascending=True, limit=1)
    if found:
        stage.do("copies", "report_missing", found[0].entry, **words["missing"])
        stage.flush()
        stage.do("copies", "open_incident", found[0].entry)
        stage.flush()
        _do(stage, "report", {**words["first"], "reports": _told(stage, "first")})


def _step(stage: Stage, step: dict[str, Any]) -> None:
    given = {key: value for key, value in step.items() if key not in {"act", "tell"}}
    if step.get("tell"):
        given["reports"] = _told(stage, step["tell"])
    if step["act"] == "open":
        stage.do("incidents", "open", **given)
        stage.flush()
        return
    _do(stage, step["act"], given)


def _told(stage: Stage, key: str) -> list[dict[str, Any]]:
    """The rows of a report, at the minute that it is on the stage."""
    told = stage.data["leaks"]["told"][key]
    return [{**line, "reported_at": f"{stage.now:%Y-%m-%dT%H:%M}"} for line in told]


def _do(stage: Stage, action: str, given: dict[str, Any]) -> None:
    rows = stage.desk.rows("incidents", limit=1)
    if rows:
        stage.do("incidents", action, rows[0].entry, **given)
        stage.flush()
