"""The batches of the demo: what has lain long enough goes to the designated site, a few times a year."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.rules.stocktake_values import COUNTED, LINE, PRESENT, scope_of
from secretdesk.domain.terms import (
    DEFAULT_SITES,
    DESTRUCTION_METHODS,
    SHREDDED_HERE,
    UNNUMBERED_KINDS,
    WASTE,
    Level,
)

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage
    from secretdesk.domain.review import Row

EVERY = 85  # days between two batches
COUNT_EVERY = 64  # days between two counts: not quite six a year
OLD = 150  # days that a copy lies before it goes
STEPS = 0.15  # how often an open batch goes a step further on a day


def destructions_of(stage: Stage, days: int) -> None:
    """Draft one now and then; an open one goes a step further on some days."""
    stage.now += timedelta(minutes=11)
    for batch in stage.desk.rows(
        "destructions", where={"status": ["draft", "approved", "sealed", "handed_over"]}
    ):
        if stage.batches.random() < STEPS:
            go_on(stage, batch)
    if days >= stage.counters.setdefault("destruction", 37):
        stage.counters["destruction"] += EVERY
        draft(stage)
    elif days >= stage.counters.setdefault("shredding", 10):
        stage.counters["shredding"] += 2 * EVERY
        lines = [{"kind": WASTE, "level": str(Level.HIGHLY_SECRET), "pages": 60, "kg": "0.4"}]
        words = stage.data["words"]
        stage.do("destructions", "draft", kind=SHREDDED_HERE, purpose=words["waste_of_the_room"], lines=lines,
                 handled_by=stage.data["clerk"])  # fmt: skip
    stage.flush()


def stocktakes_of(stage: Stage, days: int) -> None:
    """Every two months the next cabinet is counted, each about once a year; one copy lay elsewhere."""
    data, words = stage.data, stage.data["words"]
    for one in stage.desk.rows("stocktakes", where={"status": "open"}):
        two = [data["clerk"], stage.batches.choice(data["heads"])]
        _count_what_came(stage, one)
        stage.do(
            "stocktakes", "finish", one.entry, counted_by=two, supervised_by=data["supervisor"],
            remark=words["semester"],
        )  # fmt: skip
    stage.flush()
    if days >= stage.counters.setdefault("stocktake", 100):
        stage.counters["stocktake"] += COUNT_EVERY
        turn = stage.counters["counted"] = stage.counters.get("counted", -1) + 1
        where = data["places"][turn % len(data["places"])]
        place = stage.desk.find("places", where)[0].entry
        stage.do("stocktakes", "start", place=where, blind=stage.batches.random() < 0.5)
        stage.flush()
        (row,) = stage.desk.rows("stocktakes", limit=1)
        there = stage.desk.rows("copies", where={"place": place, "status": list(PRESENT)}, ascending=True)
        other = stage.desk.rows("copies", where={"status": "in_cabinet"}, ascending=True, limit=60)
        astray = [copy.entry for copy in other if copy["place"] != place][:1]
        media = [
            one.entry for one in stage.desk.rows("media", where={"place": place, "status": list(PRESENT)})
        ]
        stage.do(
            "stocktakes", "count", row.entry, copies=[copy.entry for copy in there] + astray, media=media
        )
        stage.flush()


def _count_what_came(stage: Stage, stocktake: Row) -> None:
    """What was put into the place since the count began is counted before it is finished."""
    left: dict[str, list[int]] = {}
    for register, key in COUNTED.items():
        counted = stage.desk.books.tally(LINE, key, stocktake=stocktake.entry, status="counted")
        scope = scope_of(register, stocktake["place"], stocktake["person"])
        came = [row.entry for row in stage.desk.rows(register, where=scope) if row.entry not in counted]
        if came:
            left[register] = came
    if left:
        stage.do("stocktakes", "count", stocktake.entry, **left)


def returns_of(stage: Stage, days: int) -> None:
    """Once a year an issuer wants its papers back: matched, approved, handed in within a few weeks."""
    for one in stage.desk.rows("returns", where={"status": ["draft", "approved"]}):
        if stage.batches.random() < STEPS:
            _go_on_with_return(stage, one)
    if days >= stage.counters.setdefault("return", 250):
        stage.counters["return"] += 365
        _draft_return(stage)
    stage.flush()


def _draft_return(stage: Stage) -> None:
    """The papers of one issuer, as its notice lists them; one that never came is on the list as well."""
    wanted = stage.desk.rows("documents", where={"must_return": True, "status": "registered"}, limit=40)
    issuer = wanted[0]["issuer"] if wanted else None
    own = [row for row in wanted if row["issuer"] == issuer and row["doc_number"] and not row["expunged_on"]]
    if not own:
        return
    words = stage.data["words"]
    lines = [{"doc_number": row["doc_number"], "count": row["count"]} for row in own[:8]]
    lines.append({"doc_number": words["never_came"], "count": 1})
    act_by = (stage.now + timedelta(days=45)).date().isoformat()
    stage.do(
        "returns", "draft", issuer=issuer, notice_number=words["return_notice"], act_by=act_by,
        handled_by=stage.data["clerk"], lines=lines,
    )  # fmt: skip


def _go_on_with_return(stage: Stage, one: Row) -> None:
    if stage.desk.rows("copies", where={"return": one.entry, "status": "missing"}):
        return
    if not stage.desk.rows("copies", where={"return": one.entry}, limit=1):
        stage.do("returns", "void", one.entry, reason=stage.data["words"]["nothing_to_return"])
    elif one.status == "draft":
        stage.do("returns", "approve", one.entry, approved_by=stage.data["supervisor"])
    else:
        words = stage.data["words"]
        stage.do(
            "returns", "hand_in", one.entry, receiver=words["query_contact"],
            receipt_number=f"{words['return_receipt']}{one.entry}", delivered_by=stage.data["clerk"],
        )  # fmt: skip


def draft(stage: Stage) -> None:
    """What has lain in the cabinet long enough and is not wanted back; test papers and drafts besides."""
    words, dice = stage.data["words"], stage.batches
    until = (stage.now - timedelta(days=OLD)).date().isoformat()
    kept = stage.desk.rows("copies", where={"status": "in_cabinet"}, ascending=True, limit=400)
    old = [c for c in kept if (c["obtained_on"] or "") <= until and not _wanted_back(stage, c)]
    chosen = [c.entry for c in old if dice.random() < 0.5][: dice.randint(8, 24)]
    scrapped = [
        m.entry for m in stage.desk.rows("media", where={"status": "to_destroy", "destruction": None})
    ]
    lines = [
        {"kind": UNNUMBERED_KINDS[1], "level": str(Level.ORDINARY_SECRET), "pages": dice.randint(10, 80)},
        {"kind": UNNUMBERED_KINDS[2], "level": str(Level.WORK_SECRET), "name": words["old_papers"],
         "count": dice.randint(30, 90), "kg": f"{dice.randint(4, 30) / 2}"},
    ]  # fmt: skip
    stage.do(
        "destructions", "draft", purpose=words["no_use"], department=dice.choice(stage.data["departments"]),
        handled_by=stage.data["clerk"], copies=chosen, media=scrapped, box=words["box"],
        lines=lines[: dice.randint(1, 2)],
    )  # fmt: skip


def go_on(stage: Stage, batch: Row) -> None:
    """The next step of a batch."""
    words, data = stage.data["words"], stage.data
    two = [data["clerk"], stage.batches.choice(data["heads"])]
    here = batch["kind"] == SHREDDED_HERE
    steps: dict[str, tuple[str, dict[str, Any]]] = {
        "draft": ("approve", {"approved_by": data["supervisor"], "counted_by": "、".join(two)}),
        "approved": (
            "seal",
            {"boxes": [{"box": words["box"], "seal_number": f"{words['seal']}{batch.entry:06d}"}]},
        ),
        "sealed": ("hand_over", {"site": DEFAULT_SITES, "escorts": two, "transport": words["transport"]}),
        "handed_over": (
            "confirm",
            {
                "receipt_number": f"{words['site_receipt']}{batch.entry:05d}",
                "method": stage.batches.choice(DESTRUCTION_METHODS[:2]),
                "supervisors": two,
            },
        ),
    }
    if here and batch.status == "approved":
        steps["approved"] = ("confirm", {"method": DESTRUCTION_METHODS[0], "supervisors": two})
    action, values = steps[batch.status]
    members = stage.desk.rows("copies", where={"destruction": batch.entry, "status": "missing"})
    if members and action in {"seal", "hand_over"}:
        return
    stage.do("destructions", action, batch.entry, **values)


def _wanted_back(stage: Stage, copy: Row) -> bool:
    paper = stage.desk.books.get("documents", copy["document"])
    return paper is None or bool(paper["must_return"])
