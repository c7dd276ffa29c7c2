"""Who may classify, what is classified and what becomes of it, in the demo (F20, F21, F21b)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.terms import SOURCE_OF_ACTION
from secretdesk.domain.terms_classification import DESIGNATED, KEPT, OFFICES, STATUTORY

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

LOOKS = (390, 755)  # the looks of December and of the year after
END_OF_AUTHORITY = 402  # the college's authority ended on 2025-12-31


def furnish_authorities(stage: Stage) -> None:
    """Secretary and president by law, one more by a document."""
    words, heads = stage.data["classification"], stage.data["heads"]
    first = stage.now.date().isoformat()
    for name, office in zip(heads[:2], words["offices"], strict=True):
        stage.do("authorities", "appoint", kind=STATUTORY, person=name, office=office, from_on=first)
    given = {
        "kind": DESIGNATED,
        "person": heads[2],
        "office": OFFICES[2],
        "from_on": first,
        **words["designated"],
    }
    stage.do("authorities", "appoint", **given)
    stage.flush()


def classifications_of(stage: Stage, day: int) -> None:
    """A few matters, each through its life; what comes after the authority's end is derived."""
    words = stage.data["classification"]
    for n, one in enumerate(words["matters"]):
        turn = day - one["day"]
        if turn == 0:
            _propose(stage, one)
        elif turn in one["steps"]:
            row = _row(stage, one["title"])
            if row is not None:
                _step(stage, row, one["steps"][turn], n)
    if day in LOOKS:
        _look(stage, words)
    stage.flush()


def furnish_steps(stage: Stage) -> None:
    """The turns of the demo's words are numbers of days."""
    for one in stage.data["classification"]["matters"]:
        one["steps"] = {int(day): step for day, step in one["steps"].items()}


def _propose(stage: Stage, one: dict[str, Any]) -> None:
    given = {k: one[k] for k in one if k not in {"day", "steps", "act", "derive", "carried"}}
    department = stage.data["classification"]["department"]
    if one.get("act") == "suggest":
        del given["title"]
    given |= {"handled_by": stage.data["heads"][3], "department": department}
    if one.get("derive"):
        source = _paper(stage, one["derive"], own=False)
        given |= {"sources": [source.entry]} if source else {}
    if one.get("carried"):
        paper = _paper(stage, one["carried"], own=True)
        given |= {"papers": [paper.entry]} if paper else {}
    stage.do("classifications", one.get("act", "propose"), **given)
    stage.flush()


def _paper(stage: Stage, level: str, *, own: bool) -> Any:
    source = SOURCE_OF_ACTION["make" if own else "receive"]
    where = {
        "source": source,
        "level": level,
        "status": "registered",
        "declassified_on": None,
        "expunged_on": None,
    }
    later = stage.now.date().isoformat()
    found = [r for r in stage.desk.rows("documents", where=where) if (r["declassify_on"] or "") > later]
    return found[0] if found else None


def _row(stage: Stage, title: str) -> Any:
    found = stage.desk.rows("classifications", text=title, limit=1)
    return found[0] if found else None


def _step(stage: Stage, row: Any, step: dict[str, Any], n: int) -> None:
    given = {key: value for key, value in step.items() if key != "act"}
    if step["act"] in {"approve", "change", "extend", "shorten", "declassify"}:
        given.setdefault("approved_by", stage.data["heads"][n % 2])
    stage.do("classifications", step["act"], row.entry, **given)
    stage.flush()


def _look(stage: Stage, words: dict[str, Any]) -> None:
    rows = stage.desk.rows("classifications", where={"status": ["approved", "filed"]}, ascending=True)
    if rows:
        told = {"yearly_outcome": KEPT, "yearly_by": words["reviewer"]}
        stage.do("classifications", "review_yearly", [row.entry for row in rows], **told)
