"""The rounds of a day in the demo: leaders read, one is away, one keeps it overnight; a paper is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.desk.demo_loans import RECENT
from secretdesk.domain.terms import Level

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage
    from secretdesk.domain.review import Row

LAST = 3  # days before the end of the demo: what was sent then is not back yet
READERS = 5  # of the heads: those who are cleared all the time


def rounds_of(stage: Stage) -> None:
    """What was kept overnight comes back, what is open goes on, and now and then something new goes round."""
    read = stage.read
    stage.now += timedelta(minutes=11)
    ending = (stage.end.date() - stage.now.date()).days < LAST
    for one in stage.desk.rows("circulations", where={"status": "open"}, ascending=True):
        if not ending:
            go_on(stage, one)
    if ending:
        leave_open(stage)
    elif read.random() < 0.16:
        open_round(stage)
    elif read.random() < 0.12:
        enter_round(stage)
    elif read.random() < 0.08:
        tell(stage)


def paper(stage: Stage) -> Row | None:
    """A copy of a paper that lies in the cabinet and has pages to count."""
    levels = [str(Level.HIGHLY_SECRET), str(Level.ORDINARY_SECRET), str(Level.ORDINARY_SECRET)]
    where = {"status": "in_cabinet", "level": stage.read.choice(levels)}
    free = [c for c in stage.desk.rows("copies", where=where, limit=RECENT + 60)[RECENT:] if c["pages"]]
    busy = {
        n for one in stage.desk.rows("circulations", where={"status": "open"}) for n in one["copies"] or []
    }
    left = [copy for copy in free if copy.entry not in busy]
    return stage.read.choice(left) if left else None


def approval(stage: Stage) -> dict[str, Any]:
    """Who approved the scope, that day."""
    return {"approved_by": stage.data["supervisor"], "approved_on": stage.now.date().isoformat()}


def open_round(stage: Stage) -> None:
    """Two of the leaders as a group, and somebody of a department."""
    copy, words = paper(stage), stage.data["words"]
    if copy is None:
        return
    others = stage.read.sample(stage.data["heads"][2:READERS], stage.read.randint(1, 2))
    group = stage.data["groups"][1]
    stage.do("circulations", "open", copies=[copy.entry], group=group, readers=others, scope=words["scope"],
             **approval(stage))  # fmt: skip
    stage.flush()
    go_on(stage, stage.desk.rows("circulations", limit=1)[0])


def leave_open(stage: Stage) -> None:
    """The books end with a round under way: one leader is away, the next has kept it overnight."""
    copy, words = paper(stage), stage.data["words"]
    if copy is None or stage.desk.count("circulations", where={"status": "open"}):
        return
    away, keeps, *_ = stage.data["heads"]
    given = {"copies": [copy.entry], "readers": stage.data["heads"][:4], "scope": words["scope"]}
    stage.do("circulations", "open", **given, **approval(stage))
    stage.flush()
    (one,) = stage.desk.rows("circulations", limit=1)
    stage.do("circulations", "absent", one.entry, reader=away, reason=words["absent"])
    stage.do("circulations", "send", one.entry, reader=keeps, reading_place=words["office"])
    stage.flush()


def go_on(stage: Stage, one: Row) -> None:
    """Reader after reader; now and then somebody is away, or keeps it until the next day."""
    words, read = stage.data["words"], stage.read
    for reading in stage.desk.rows("readings", where={"circulation": one.entry}, ascending=True):
        copy = stage.desk.find("copies", one["copies"][0])[0]
        if reading.status == "waiting" and read.random() < 0.06:
            stage.do("circulations", "absent", one.entry, reader=reading["reader"], reason=words["absent"])
        elif reading.status in {"waiting", "out"}:
            if copy.status not in {"in_cabinet", "circulating"}:
                return
            if reading.status == "waiting":
                place = words["office"] if read.random() < 0.7 else words["reading_room"]
                stage.do("circulations", "send", one.entry, reader=reading["reader"], reading_place=place,
                         briefed_by=stage.data["clerk"])  # fmt: skip
                stage.flush()
                stage.now += timedelta(minutes=read.randint(9, 31))
                if read.random() < 0.05:
                    return
            said = read.random() < 0.6
            given = {"instruction": read.choice(words["instructions"])} if said else {}
            stage.do(
                "circulations", "take_back", one.entry, reader=reading["reader"], pages=copy["pages"], **given
            )
        stage.flush()
        stage.now += timedelta(minutes=read.randint(2, 6))
    if one.status == "open":
        stage.do("circulations", "close", one.entry, outcome=words["round_end"])
        stage.flush()


def enter_round(stage: Stage) -> None:
    """A round of yesterday's paper slip, typed in one grid."""
    copy, words, read = paper(stage), stage.data["words"], stage.read
    if copy is None:
        return
    minutes, lines = 8 * 60 + 5, []
    for name in stage.data["heads"][: read.randint(2, 4)]:
        back = minutes + read.randint(8, 19)
        lines.append({
            "reader": name, "sent_at": f"{minutes // 60:02d}{minutes % 60:02d}",
            "returned_at": f"{back // 60:02d}{back % 60:02d}", "pages": copy["pages"],
            "reading_place": words["office"], "instruction": read.choice(words["instructions"]),
        })  # fmt: skip
        minutes = back + read.randint(1, 4)
    if f"{stage.now:%H%M}" < lines[-1]["returned_at"]:
        stage.now = stage.now.replace(hour=minutes // 60, minute=minutes % 60)
    stage.do("circulations", "enter_round", copies=[copy.entry], scope=words["scope"], lines=lines,
             briefed_by=stage.data["clerk"], outcome=words["round_end"], **approval(stage))  # fmt: skip
    stage.flush()


def tell(stage: Stage) -> None:
    """A paper is read out at a meeting; everyone who heard it is named."""
    copy, words, read = paper(stage), stage.data["words"], stage.read
    if copy is None:
        return
    heads = stage.data["heads"][:READERS]
    told = {"document": copy["document"], "speaker": heads[0], "attendees": read.sample(heads[1:], 3)}
    where = {"place": words["meeting_room"], "occasion": read.choice(words["occasions"])}
    stage.do("briefings", "hold", **told, **where, briefed_by=stage.data["clerk"], **approval(stage))
    stage.flush()
