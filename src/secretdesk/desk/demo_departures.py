"""Who leaves a post in the demo: one to the end of the term, one without leave, one whose sheet is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

LEAVES, CONTACTS, ENDS = 300, (480, 655), 668  # days after the beginning
ARRIVES, VANISHES, FOUND_AGAIN, TAKES_A_JOB = 500, 560, 590, 640
APPLIES = 722


def lives_of_leavers(stage: Stage, day: int) -> None:
    """What becomes of them on the day so many days after the beginning."""
    words = stage.data["departures"]
    leaver, other, third = stage.data["words"]["leaver"], words["vanished"], words["third"]
    if day == LEAVES - 6:
        stage.do("departures", "apply", person=leaver, **words["told"])
    elif day == LEAVES - 1:
        (sheet,) = stage.desk.rows("handovers", limit=1)
        stage.do(
            "departures", "step", _of(stage, leaver), handover=sheet.entry, **words["steps"], **_days(stage)
        )
    elif day == LEAVES:
        stage.do(
            "departures",
            "approve",
            _of(stage, leaver),
            pledged_on=_today(stage),
            months=12,
            **words["decided"],
        )
    elif day in CONTACTS:
        stage.do("departures", "contact", _of(stage, leaver), **words["contact"])
    elif day == CONTACTS[0] + 12:
        stage.do("departures", "job", _of(stage, leaver), **words["job"])
    elif day == ENDS:
        stage.do("departures", "release", _of(stage, leaver), noticed_on=_today(stage), **words["released"])
    _without_leave(stage, day, other)
    if day in (ARRIVES, APPLIES - 100):
        person = other if day == ARRIVES else third
        stage.do("people", "enrol", name=person, **words["known"])
        stage.flush()
        stage.do("people", "clear", person, category=words["category"], pledged_on=_today(stage))
    elif day == APPLIES:
        stage.do("departures", "apply", person=third, **words["told"])
    stage.flush()


def _without_leave(stage: Stage, day: int, person: str) -> None:
    words = stage.data["departures"]
    if day == VANISHES:
        stage.do("departures", "find_gone", person=person)
        stage.flush()
        stage.do("departures", "alert", _of(stage, person), **words["alerted"])
    elif day == FOUND_AGAIN:
        stage.do("departures", "approve", _of(stage, person), months=24, leave_reason=words["why_gone"],
                 **words["steps"], **_days(stage), **words["decided"])  # fmt: skip
    elif day == TAKES_A_JOB:
        stage.do("departures", "job", _of(stage, person), **words["bad_job"])
        stage.flush()
        stage.do("departures", "alert", _of(stage, person), **words["alerted"])


def _of(stage: Stage, person: str) -> int | None:
    """The sheet of theirs that is not done."""
    where = {"status": ["applied", "cooling", "to_report", "reported"]}
    found = stage.desk.rows("departures", text=person, where=where, limit=1)
    return found[0].entry if found else None


def _days(stage: Stage) -> dict[str, Any]:
    """Every step on this day."""
    return dict.fromkeys(("carriers_on", "devices_on", "access_on", "passports_on", "talk_on"), _today(stage))


def _today(stage: Stage) -> str:
    return stage.now.date().isoformat()
