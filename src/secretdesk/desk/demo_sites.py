"""Sites of the demo: an archive room and an exam vault, their keys, the checks of each quarter."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

FOUNDED, CONFIRMED = 300, 240  # days before the books begin
FIRST, EVERY, NEW_KEEPER = 30, 91, 170
VISITED, BREACH = 38, 410  # days between two visitors; one who was let in by nobody
HURT = (1, 5)  # which checks of the vault found something; the later one is not mended yet


def furnish_sites(stage: Stage) -> None:
    """Two rooms that the authority confirmed long ago, one that waits; their keys and codes."""
    words, day = stage.data["sites"], stage.now.date()
    for site in words["rooms"]:
        told = {"determined_on": (day - timedelta(days=FOUNDED)).isoformat(), **site}
        if "confirm_number" in site:
            told |= {
                "confirmed_on": (day - timedelta(days=CONFIRMED)).isoformat(),
                "confirmed_by": words["authority"],
            }
        stage.do("sites", "determine", **told)
    stage.flush()
    for key in words["keys"]:
        stage.do("keys", "enrol", **key)
    stage.flush()


def visits_of(stage: Stage, day: int) -> None:
    """A visitor every few weeks; one who was let in by nobody; the last is still inside."""
    words, last = stage.data["visits"], stage.end.date() == stage.now.date()
    since, until = (f"{stage.now - timedelta(minutes=n):%Y-%m-%dT%H:%M}" for n in (50, 5))
    if day % VISITED == VISITED - 1 or last:
        came = words["came"][(day // VISITED) % len(words["came"])]
        told = {"approved_by": stage.data["heads"][0], "escort": stage.data["heads"][1], **came}
        gone = {} if last else {"left_at": until, "checked": True}
        stage.do("visits", "enter", entered_at=since, **told, **gone)
    elif day == BREACH:
        stage.do("visits", "book_breach", entered_at=since, **words["breach"])


def lives_of_sites(stage: Stage, day: int) -> None:
    """Each quarter both rooms are checked; what is found is mended; the code goes to a newcomer."""
    words = stage.data["sites"]
    time, turn = divmod(day - FIRST, EVERY)
    if day >= FIRST and turn == 0:
        for n, site in enumerate(words["rooms"][:2]):
            hurt = n == 1 and time in HURT
            told = words["bad_check"] if hurt else words["good_check"]
            stage.do("sites", "check", site["name"], checked_by=words["checkers"], **told)
    elif day >= FIRST and turn == 9 and time == HURT[0]:
        stage.do("sites", "mend", words["rooms"][1]["name"], mended=words["mended"])
    elif day == NEW_KEEPER:
        (code,) = stage.desk.rows("keys", where={"kind": words["keys"][-1]["kind"]}, limit=1)
        stage.do("keys", "hand_over", code.entry, keeper=words["newcomer"], witness=stage.data["supervisor"])
        stage.do("keys", "change_code", code.entry, code_reason=words["why_changed"], **words["envelope"])
    visits_of(stage, day)
    stage.flush()
