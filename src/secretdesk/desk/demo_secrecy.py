"""Posts, screenings and pledges in the demo: the college decides its posts, then looks at who is on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.rules.screenings import CONTENTS

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

FIRST, AFTERWARDS, AGAIN_FROM, NEWCOMER = 1, 20, 400, 150
YEARLY = 365


def furnish_posts(stage: Stage) -> None:
    """The posts, before anybody is cleared for one."""
    words = stage.data["secrecy"]
    for post in words["posts"]:
        stage.do("posts", "determine", **post, approved_by=words["leader"])
    stage.flush()


def lives_of_posts(stage: Stage, day: int) -> None:
    """A newcomer is screened, passes or fails; who is on a post is looked at again and signs each year."""
    words = stage.data["secrecy"]
    if day == NEWCOMER:
        person = words["newcomer"]
        stage.do("people", "enrol", **person)
        _begin(stage, person["name"], words["kinds"][0], post=words["posts"][-1]["name"])
        stage.flush()
        _pass(stage, person["name"])
        _sign(stage, person["name"], words["pledge_kinds"][0])
    if day == NEWCOMER + 10:
        person = words["refused"]
        stage.do("people", "enrol", **person)
        _begin(stage, person["name"], words["kinds"][0], post=words["posts"][-1]["name"])
        stage.flush()
        stage.do("screenings", "fail", _open(stage, person["name"]), reason=words["why_refused"])
    for n, name in enumerate(stage.data["heads"][:2]):
        if day == AGAIN_FROM + 30 * n:
            _begin(stage, name, words["kinds"][1], post=words["posts"][n]["name"])
            stage.flush()
            _pass(stage, name)
        if day in (FIRST + n, FIRST + n + YEARLY):
            _sign(stage, name, words["pledge_kinds"][1])
    if day == 2 * YEARLY - AFTERWARDS:
        _begin(stage, stage.data["heads"][2], words["kinds"][1])
    stage.flush()


def _begin(stage: Stage, name: str, kind: str, **more: Any) -> None:
    stage.do("screenings", "begin", person=name, kind=kind, **more)


def _open(stage: Stage, name: str) -> int:
    (row,) = stage.desk.rows("screenings", text=name, where={"status": "open"})
    return row.entry


def _pass(stage: Stage, name: str) -> None:
    words = stage.data["secrecy"]
    told = dict(zip(CONTENTS, words["contents"], strict=True))
    stage.do("screenings", "pass", _open(stage, name), **told, **words["signed"])


def _sign(stage: Stage, name: str, kind: str) -> None:
    words, day = stage.data["secrecy"], stage.now.date()
    until = day.replace(year=day.year + 1, month=12, day=31).isoformat()
    stage.do("pledges", "sign", person=name, kind=kind, until=until, witness=words["witness"])
