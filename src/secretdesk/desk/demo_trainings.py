"""Secrecy education in the demo: the law twice a year, a film for all, a newcomer, one planned (F30)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

LAW, FILM, LATER, NEWCOMER, PLANNED = (100, 280, 460, 640), (130, 500), 18, 151, 724


def trainings_of(stage: Stage, day: int) -> None:
    """What is taught on the day so many days after the beginning; one is absent and makes up for it."""
    words, absent = stage.data["trainings"], stage.data["heads"][3]
    if day in LAW:
        stage.do("trainings", "record", absent=[absent], **words["law"])
    elif day - LATER in LAW[:-1]:
        (row,) = stage.desk.rows("trainings", where={"audience": words["law"]["audience"]}, limit=1)
        stage.do("trainings", "make_up", row.entry, made_up=[absent])
    elif day in FILM:
        stage.do("trainings", "record", **words["film"])
    elif day == NEWCOMER:
        stage.do(
            "trainings", "record", people=[stage.data["secrecy"]["newcomer"]["name"]], **words["newcomer"]
        )
    elif day == PLANNED:
        due = (stage.now.date() + timedelta(days=14)).isoformat()
        stage.do("trainings", "plan", due=due, **words["planned"])
    stage.flush()
