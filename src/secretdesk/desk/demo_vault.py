"""Exams in the demo: papers come into the vault, are guarded around the clock, and go out on their day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage
    from secretdesk.domain.review import Row

EXAMS = (45, 215, 385, 585, 729)  # days on which papers come; the last lie there still
LASTS = 3  # days from coming to leaving
SWAPPED, ALONE = 0, 1  # of which exam somebody changed places, or did not come


def exams_of(stage: Stage, day: int) -> None:
    """What the day brings to the vault."""
    for n, first in enumerate(EXAMS):
        if 0 <= day - first <= LASTS:
            (_papers_come, _a_day_passes, _papers_go, _all_is_settled)[day - first](stage, n)
    stage.flush()


def _papers_come(stage: Stage, n: int) -> None:
    words, day = stage.data["vault"], stage.now.date()
    until = (day + timedelta(days=LASTS)).isoformat()
    exam = words["exams"][n % len(words["exams"])]
    who = {"roster": stage.data["heads"][1:5], "leader": stage.data["heads"][0], "relatives_declared": True}
    stage.do("shifts", "plan", site=words["site"], exam=exam, from_on=day.isoformat(), until=until, **who)
    stage.flush()
    opens = f"{day + timedelta(days=2)} 08:00"
    for m, subject in enumerate(words["subjects"]):
        told: dict[str, Any] = {
            "seal_numbers": f"{words['seal']}{n}{m}1-{n}{m}6",
            "brought_by": words["brought_by"],
        }
        told |= {"exam": exam, "subject": subject, "bags": 4 + 2 * m, "opens_at": opens, "in_by": _two(stage)}
        told |= {"paper_level": words["level"], "sealed_well": True}
        stage.do("papers", "store", site=words["site"], **told)


def _a_day_passes(stage: Stage, n: int) -> None:
    words, period = stage.data["vault"], _period(stage)
    lines = _lines(stage, period)
    stage.do("shifts", "record", period.entry, line=lines[0].entry, **words["round"])
    ahead, behind = lines[4], lines[1]
    free = [name for name in stage.data["heads"][1:6] if name not in _names(stage, ahead)]
    if n == SWAPPED:
        told = {"absent": _names(stage, ahead)[0], "stand_in": free[-1], "reason": words["swapped"]}
        told |= {"approved_by": stage.data["heads"][0], "relatives_declared": True}
        stage.do("shifts", "swap", period.entry, line=ahead.entry, **told)
    elif n == ALONE:
        told = {"absent": _names(stage, behind)[1], "reason": words["alone"]}
        stage.do("shifts", "absence", period.entry, line=behind.entry, **told)


def _papers_go(stage: Stage, _n: int) -> None:
    words, period = stage.data["vault"], _period(stage)
    stage.do("shifts", "sign", period.entry, signed_by=stage.data["heads"][0])
    for row in stage.desk.rows("papers", where={"status": "stored"}, ascending=True):
        told = {
            "out_bags": row["bags"],
            "out_sealed": True,
            "out_by": _two(stage),
            "taken_by": words["taken_by"],
        }
        stage.do("papers", "take_out", row.entry, **told)
        stage.do("papers", "bring_back", row.entry, back_bags=row["bags"], back_by=_two(stage))


def _all_is_settled(stage: Stage, n: int) -> None:
    words, period = stage.data["vault"], _period(stage)
    for m, row in enumerate(stage.desk.rows("papers", where={"status": "back"}, ascending=True)):
        receipt = f"{words['receipt']}{n}{m}"
        stage.do("papers", "hand_up", row.entry, ended_bags=row["bags"], ended_by=_two(stage),
                 ended_to=words["ended_to"], receipt_number=receipt)  # fmt: skip
    stage.flush()
    stage.do("shifts", "end", period.entry, signed_by=stage.data["heads"][0])


def _two(stage: Stage) -> list[str]:
    return list(stage.data["heads"][1:3])


def _period(stage: Stage) -> Row:
    (row,) = stage.desk.rows("shifts", where={"status": "running"}, limit=1)
    return row


def _lines(stage: Stage, period: Row) -> list[Row]:
    return stage.desk.rows("shift_lines", where={"period": period.entry}, ascending=True)


def _names(stage: Stage, line: Row) -> list[str]:
    known = stage.desk.names("people", line["on_duty"])
    return [known[one] for one in line["on_duty"]]
