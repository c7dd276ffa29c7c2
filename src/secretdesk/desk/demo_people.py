"""Who is cleared in the demo: readers with their groups, one suspended for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from secretdesk.domain.terms import CATEGORIES
from secretdesk.domain.terms_office import DUTIES, FULL_TIME

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

_, IMPORTANT, GENERAL = CATEGORIES
CLEARED = 6  # of the heads; the first two read 机密
IMPORTANT_POSTS = 2


def enrol_people(stage: Stage) -> None:
    """The heads of departments, most of them cleared, the first in reader groups; and one who will leave."""
    words, heads = stage.data["words"], stage.data["heads"]
    for n, name in enumerate(heads):
        known = {"department": stage.data["departments"][n]}
        if n < len(stage.data["groups"]):
            known |= {
                "duty": DUTIES[min(n, 2)],
                "groups": stage.data["groups"][n],
                "post": stage.data["posts"][n],
                "rank": str(n + 1),
            }
        stage.do("people", "enrol", name=name, **known)
    stage.do("people", "enrol", name=words["leaver"], post=words["leaver_post"])
    clerk = stage.data["clerk"]
    stage.do("people", "enrol", name=clerk, department=stage.data["departments"][2], duty=FULL_TIME)
    stage.flush()
    pledged = (stage.now - timedelta(days=3)).date().isoformat()
    for n, name in enumerate([*heads[:CLEARED], words["leaver"]]):
        category = IMPORTANT if n < IMPORTANT_POSTS else GENERAL
        stage.do("people", "clear", name, category=category, pledged_on=pledged)
    stage.do("people", "clear", clerk, category=IMPORTANT, pledged_on=pledged)
    stage.flush()


def lives_of_people(stage: Stage, day: int) -> None:
    """What becomes of them on the day so many days after the beginning."""
    words = stage.data["words"]
    name = stage.data["heads"][CLEARED - 1]
    if day == 200:
        stage.do("people", "suspend", name, reason=words["suspended"])
    elif day == 230:
        stage.do("people", "resume", name, reason=words["resumed"])
    stage.flush()
