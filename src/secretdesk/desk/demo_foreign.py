"""Activities with foreigners in the demo: plans, experts and students (第58条 to 第71条)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

IN_DAYS = {"from_in": "from_on", "until_in": "until"}


def lives_with_foreigners(stage: Stage, day: int) -> None:
    """Each step on its day of the two years, as the words tell."""
    for what in stage.data["foreigners"]:
        for step in what["steps"]:
            if day == what["day"] + step.get("after", 0):
                _takes(stage, what, step)
                stage.flush()


def _takes(stage: Stage, what: dict[str, Any], step: dict[str, Any]) -> None:
    told = {key: value for key, value in step.items() if key not in {"do", "after", *IN_DAYS}}
    for key, field in IN_DAYS.items():
        if key in step:
            told[field] = (stage.now.date() + timedelta(days=step[key])).isoformat()
    if what["register"] == "foreign_people" and step["do"] in {"check", "admit"}:
        told["agreement_on"] = stage.now.date().isoformat()
    if step["do"] in {"plan", "apply", "admit"}:
        stage.do(what["register"], step["do"], **told)
        return
    found = stage.desk.rows(what["register"], text=what["name"], limit=1)
    if not found:
        return
    if "strike" in told:  # which line was not let through
        name = told.pop("strike")
        lines = stage.desk.rows("foreign_lines", where={"event": found[0].entry})
        told["struck"] = [line.entry for line in lines if line["name"] == name]
    stage.do(what["register"], step["do"], found[0].entry, **told)
