"""The college's own papers in the demo: a draft, then the paper itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from secretdesk.domain.terms import DRAFTS, STAR, Level

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage


def papers_of(stage: Stage) -> None:
    """Now and then one is finished; one in three was drafted on paper first."""
    made, data = stage.made, stage.data
    stage.now += timedelta(minutes=13)
    if made.random() > 0.05:
        return
    devices = stage.desk.rows("devices", where={"status": "in_use", "designated": True}, ascending=True)
    secret = made.random() < 0.6 and bool(devices)
    level = Level.ORDINARY_SECRET if secret else Level.WORK_SECRET
    title = made.choice(data["own_titles"])
    given = {
        "title": f"{title}（{stage.now:%Y年%m月}）",
        "mark": f"{level}{STAR}{data['terms'][level][0]}" if secret else str(level),
        "basis": data["words"]["basis"] if secret else None,
        "device": devices[0].entry if secret else None,
        "pages": made.randint(2, 14),
        "drafted_by": made.choice(data["heads"]),
        "place": made.choice(data["places"]),
    }
    if secret and made.random() < 0.35:
        stage.do("documents", "make", draft=DRAFTS[0], count=1, **given)
    stage.do("documents", "make", draft=DRAFTS[2], count=made.randint(2, 6), **given)
    stage.flush()
