"""Copies for a meeting in the demo: asked for, approved, made, handed out; the loans bring them back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from secretdesk.domain.terms import COPY_METHODS, Level

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage
    from secretdesk.domain.review import Row

RECENT = 60  # copies of the last receipts stay in


def copyings_of(stage: Stage) -> None:
    """What was asked for yesterday is made today; now and then somebody asks."""
    made, data = stage.copied, stage.data
    stage.now += timedelta(minutes=9)
    for one in stage.desk.rows("copyings", where={"status": "approved"}, ascending=True):
        _make(stage, one)
    if made.random() < 0.02:
        where = {"status": "in_cabinet", "level": str(Level.ORDINARY_SECRET), "made_from": None}
        free = stage.desk.rows("copies", where=where, limit=RECENT + 60)[RECENT:]
        if free:
            stage.do(
                "copyings", "apply", applicant=made.choice(data["heads"]), original=made.choice(free).entry,
                method=COPY_METHODS[0], count=made.randint(3, 8), purpose=made.choice(data["meetings"]),
            )  # fmt: skip
            stage.flush()
            asked = stage.desk.rows("copyings", limit=1)[0]
            if made.random() < 0.1:
                why = data["words"]["no_copy"]
                stage.do("copyings", "refuse", asked.entry, approved_by=data["supervisor"], reason=why)
            else:
                stage.do("copyings", "approve", asked.entry, approved_by=data["supervisor"])
    stage.flush()


def _make(stage: Stage, asked: Row) -> None:
    """On the designated copier, and at once into the hands of the meeting."""
    where = {"status": "in_use", "designated": True}
    devices = stage.desk.rows("devices", where=where, ascending=True)
    if not devices:
        return
    data, some = stage.data, asked["count"]
    stage.do(
        "copyings", "produce", asked.entry, device=devices[-1].entry, made_by=data["clerk"],
        supervised_by=data["supervisor"], stamped=True, waste_sheets=1, waste_shredded=True,
        made_at=data["words"]["room"],
    )  # fmt: skip
    people = stage.copied.sample(stage.readers, min(some, len(stage.readers)))
    stage.do("copyings", "hand_out", asked.entry, recipients=people, briefed_by=data["clerk"])
    stage.flush()
