"""Passports, journeys and reports of contacts with foreign bodies in the demo."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from secretdesk.domain.periods import add_months
from secretdesk.domain.terms_people import ERRANDS

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

BEGIN, EVERY, LAST = 5, 97, 700  # days of the first, between, and the one that is not back yet


def furnish_passports(stage: Stage) -> None:
    """What was handed in when the posts were decided; one is still with its owner."""
    words, dice = stage.data["abroad"], random.Random(stage.data["unit"])  # noqa: S311
    until = add_months(stage.now.date(), 80).isoformat()
    for n, name in enumerate(stage.data["heads"][:5]):
        number = f"E{dice.randrange(10_000_000):08d}"
        where = {"kept_at": words["kept_at"]} if n < 4 else {}
        known = {"kind": words["kind"], "document_no": number, "valid_until": until}
        stage.do("passports", "enrol", owner=name, **known, **where)
    stage.flush()


def lives_abroad(stage: Stage, day: int) -> None:
    """Every quarter somebody applies, goes, comes back and reports; the last is still on the way."""
    if day < BEGIN:
        return
    time, turn = divmod(day - BEGIN, EVERY)
    name, words = stage.data["heads"][time % 3], stage.data["abroad"]
    if turn == 0:
        _applies(stage, name, time)
    elif turn == 4 and (row := _open(stage, name, "applied")):
        stage.do("trips", "approve", row, **words["signed"])
    elif turn == 15 and (row := _open(stage, name, "approved")):
        stage.do("trips", "brief", row, briefed_by=words["briefed_by"])
    elif turn == 16 and (row := _open(stage, name, "approved")):
        stage.do("trips", "hand_out", row)
    elif turn == 28 and day < LAST and (row := _open(stage, name, "approved")):
        stage.do("trips", "come_back", row, departed_on=add_days(stage, -8))
    elif turn == 31 and (row := _open(stage, name, "back")):
        stage.do("trips", "give_back", row)
        stage.do("trips", "report", row, talked_by=words["briefed_by"], report=words["report"])
    if day in (60, 320, 600):
        _meets_foreigners(stage, name)
    elif day in (70, 330):
        (event,) = stage.desk.rows("foreign_events", where={"status": "allowed"}, limit=1)
        stage.do("foreign_events", "tell", event.entry, aftermath=words["aftermath"])
    if day in (150, 720):
        late = day > LAST
        stage.do("major_reports", "report", person=stage.data["heads"][1 + late], **words["major"][late])
    elif day == 153:
        (told,) = stage.desk.rows("major_reports", where={"status": "reported"}, limit=1)
        stage.do("major_reports", "judge", told.entry, **words["judged"])
    stage.flush()


def _applies(stage: Stage, name: str, time: int) -> None:
    words, errand = stage.data["abroad"], ERRANDS[time % 2]
    told = {"country": words["countries"][time % len(words["countries"])], "matter": words["matter"][errand]}
    told |= {"funding": words["funding"], "carried": words["carried"], "carries_secrets": False}
    there, back = add_days(stage, 20), add_days(stage, 27)
    stage.do("trips", "apply", person=name, errand=errand, from_on=there, until=back, **told)


def _meets_foreigners(stage: Stage, name: str) -> None:
    words = stage.data["abroad"]
    stage.do("foreign_events", "report", person=name, from_on=add_days(stage, 5), **words["event"])
    stage.flush()
    (row,) = stage.desk.rows("foreign_events", where={"status": "reported"}, limit=1)
    stage.do("foreign_events", "allow", row.entry, **words["allowed"])


def _open(stage: Stage, name: str, status: str) -> int | None:
    found = stage.desk.rows("trips", text=name, where={"status": status}, limit=1)
    return found[0].entry if found else None


def add_days(stage: Stage, days: int) -> str:
    """So many days from the stage's today."""
    return (stage.now.date() + timedelta(days=days)).isoformat()
