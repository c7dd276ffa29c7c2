"""One courier's morning in the demo: envelopes, receipts, and now and then something that goes wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.desk.demo_rarities import rarity
from secretdesk.domain.terms import CHANNELS, NO_DOC_NUMBER, OUTPUT_KINDS, STAR, WORK_ITEMS, Level

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage
    from secretdesk.domain.review import Row

TOP, HIGH, LOW, WORK, INTERNAL = (str(level) for level in Level if level is not Level.UNCLASSIFIED)
LEVELS = (HIGH, LOW, LOW, LOW, WORK, WORK, INTERNAL)


def receipts_of(stage: Stage) -> None:
    """Sign for the envelopes, enter what was in them, and do one further thing of the day."""
    dice, issuers = stage.dice, stage.data["issuers"]
    brought = [dice.choice(issuers) for _ in range(dice.randint(1, 4))]
    levels = [dice.choice(LEVELS) for _ in brought]
    envelopes = [
        {"sender": issuer["name"], "courier_number": f"J{_count(stage, 'courier'):06d}", "level": level}
        for issuer, level in zip(brought, levels, strict=True)
    ]
    if dice.random() < 0.04:
        envelopes[0]["intact"] = False
    slip = f"{stage.now:%m%d}-{dice.randrange(100):02d}"
    stage.do("arrivals", "sign", courier=stage.pick("couriers"), slip_number=slip, envelopes=envelopes)
    stage.flush()
    arrival = stage.desk.rows("arrivals", limit=1)[0].number
    missent = dice.random() < 0.03 and len(brought) > 1
    for n, (issuer, level) in enumerate(zip(brought, levels, strict=True)):
        stage.now += timedelta(minutes=dice.randint(2, 9))
        if missent and n == len(brought) - 1:
            stage.do("arrivals", "send_back", arrival, envelope=n + 1, reason=stage.data["words"]["missent"])
            continue
        receive(stage, issuer, level, arrival)
    if dice.random() < 0.05:
        brought_back = {
            "channel": CHANNELS[4],
            "meeting": stage.pick("meetings"),
            "meeting_ended_on": f"{stage.now:%Y-%m-%d}",
            "handed_in_by": stage.pick("heads"),
        }
        receive(stage, dice.choice(issuers), LOW, None, **brought_back)
    stage.flush()
    stage.now += timedelta(minutes=20)
    something_else(stage)
    rarity(stage)


def _count(stage: Stage, key: str) -> int:
    stage.counters[key] = stage.counters.get(key, 100) + 1
    return stage.counters[key]


def _doc_number(stage: Stage, word: str, year: int) -> str:
    number = _count(stage, f"{word}{year}") - 100
    return str(stage.data["words"]["doc_number"].format(word=word, year=year, n=number))


def receive(stage: Stage, issuer: dict[str, str], level: str, arrival: str | None, **more: Any) -> None:
    """One receipt, as a clerk would enter it."""
    dice, words = stage.dice, stage.data["words"]
    title = dice.choice(stage.data["titles"][level])
    values: dict[str, Any] = {
        "arrival": arrival,
        "issuer": issuer["name"],
        "title": words["title"].format(title=title, year=stage.now.year, n=_count(stage, title) - 100),
        "place": stage.pick("places"),
    }
    if level in stage.data["terms"]:
        first, many = _count(stage, issuer["word"]) * 7, dice.choice((1, 1, 1, 2, 3))
        issued = stage.now.date() - timedelta(days=dice.randint(2, 12))
        values |= {
            "doc_number": _doc_number(stage, issuer["word"], issued.year),
            "mark": f"{level}{STAR}{dice.choice(stage.data['terms'][level])}",
            "copy_numbers": f"{first:06d}" if many == 1 else f"{first:06d}-{first + many - 1:06d}",
            "pages": dice.randint(2, 28),
            "issued_on": issued.isoformat(),
            "access_scope": stage.pick("scopes"),
            "must_return": dice.random() < 0.3,
            "channel": CHANNELS[0] if dice.random() < 0.8 else CHANNELS[2],
            "department": stage.pick("departments"),
            "proposal": stage.pick("proposals"),
        }
        values |= _oddity(stage, values, many)
    else:
        values |= {"mark": level, "count": dice.randint(1, 5), "doc_number": NO_DOC_NUMBER}
        item = stage.data["work_item"].get(title)
        if item is not None and level == WORK:
            values["work_item"] = WORK_ITEMS[item]
    if level == HIGH and dice.random() < 0.03:
        values |= {"sealed_personal": True, "title": "", "remark": words["personal_sender"]}
    stage.do("documents", "receive", **(values | more))


def _oddity(stage: Stage, values: dict[str, Any], many: int) -> dict[str, Any]:
    """Now and then a slip that differs, a mark in the wrong form, an express letter, no 份号."""
    dice, words = stage.dice, stage.data["words"]
    lot = dice.random()
    if lot < 0.02:
        return {"slip_count": many + 1}
    if lot < 0.035:
        return {"mark": STAR + str(values["mark"]).replace(STAR, "")}
    if lot < 0.045:
        return {"channel": words["express"]}
    if lot < 0.065:
        return {"copy_numbers": None, "count": many, "no_copy_number_reason": words["no_number"]}
    return {}


def something_else(stage: Stage) -> None:
    """A correction, a void, an answer, a move, a change of mark …: what else the day brings."""
    dice, words = stage.dice, stage.data["words"]
    lot = dice.random()
    latest = stage.desk.rows("documents", where={"status": "registered"}, limit=20)
    document = dice.choice(latest)
    if lot < 0.08 and document["pages"]:
        pages = document["pages"] + 1
        stage.do("documents", "amend", document.entry, pages=pages, reason=stage.pick("amend_reasons"))
    elif lot < 0.10 and latest[0]["arrival"] is not None:
        _enter_anew(stage, latest[0])
    elif lot < 0.30:
        _answer(stage)
    elif lot < 0.36:
        copy = _copy(stage, "in_cabinet")
        place = stage.pick("places")
        if copy and stage.desk.find("places", place)[0].entry != copy["place"]:
            stage.do("copies", "relocate", copy.entry, place=place)
    elif lot < 0.38 and document["level"] == LOW:
        notice = _doc_number(stage, words["change_notice"], stage.now.year)
        if document["mark"] != stage.data["words"]["raised_mark"]:
            stage.do(
                "documents",
                "change_mark",
                document.entry,
                mark=stage.data["words"]["raised_mark"],
                notice_number=notice,
            )
    elif lot < 0.40:
        _lose_and_find(stage)
    elif lot < 0.44:
        old = stage.desk.rows("copies", where={"status": "in_cabinet"}, ascending=True, limit=3)
        if old and (stage.end - stage.now).days < 400:
            stage.do("copies", "archive", [c.entry for c in old], reason=words["archive"])
    elif lot < 0.48:
        day = stage.now.date().isoformat()
        where = {"declassified_on": None}
        rows = stage.desk.rows("documents", where=where, order="declassify_on", ascending=True, limit=5)
        due = [
            r.entry for r in rows if r["declassify_on"] and r["declassify_on"] <= day and r.status != "void"
        ]
        if due:
            stage.do("documents", "confirm_expiry", due)
    elif lot < 0.50 and "expunged" not in stage.counters and (stage.end - stage.now).days < 300:
        _count(stage, "expunged")
        stage.do("documents", "expunge", document.entry, reason=words["expunge"])
    elif lot < 0.53:
        issuer = stage.pick("issuers")
        stage.do(
            "documents", "take_stock", issuer=issuer["name"], title=dice.choice(stage.data["titles"][LOW]),
            mark=words["stock_mark"], copy_numbers=f"{_count(stage, 'stock'):06d}", pages=4,
            doc_number=NO_DOC_NUMBER,
            issued_on="2019-05-06", place=stage.pick("places"), remark=words["stock"],
        )  # fmt: skip
    elif lot < 0.55:
        made = {
            key: words[f"output_{key}"] for key in ("name", "purpose", "applicant", "device", "approved_by")
        }
        stage.do(
            "outputs", "record", kind=OUTPUT_KINDS[0], level=LOW, copies=dice.randint(1, 6), pages=3, **made
        )
    stage.flush()


def _enter_anew(stage: Stage, wrong: Row) -> None:
    """A receipt that was entered wrongly is void, and its envelope entered again."""
    stage.do("documents", "void", wrong.entry, reason=stage.data["words"]["duplicate"])
    stage.flush()
    name = stage.desk.names("correspondents", [wrong["issuer"]])[wrong["issuer"]]
    issuer = next(one for one in stage.data["issuers"] if one["name"] == name)
    arrival = stage.desk.names("arrivals", [wrong["arrival"]])[wrong["arrival"]]
    receive(stage, issuer, wrong["level"], arrival, courier_number=wrong["courier_number"])


def _copy(stage: Stage, status: str) -> Row | None:
    found = stage.desk.rows("copies", where={"status": status}, limit=30)
    return stage.dice.choice(found) if found else None


def _answer(stage: Stage) -> None:
    """The oldest open query is answered, an answered one closed."""
    words = stage.data["words"]
    for row in stage.desk.rows("queries", where={"status": ["open", "answered"]}, ascending=True, limit=1):
        if row.status == "open":
            reply = stage.pick("query_replies")
            stage.do("queries", "answer", row.entry, contact=words["query_contact"], reply=reply)
        else:
            stage.do("queries", "close", row.entry, outcome=words["closing"])


def _lose_and_find(stage: Stage) -> None:
    words = stage.data["words"]
    missing = _copy(stage, "missing")
    if missing is not None:
        stage.do("copies", "found", missing.entry, place=stage.pick("places"), reason=words["found"])
    elif "lost" not in stage.counters:
        copy = _copy(stage, "in_cabinet")
        if copy is not None:
            _count(stage, "lost")
            stage.do(
                "copies", "report_missing", copy.entry, last_seen=words["last_seen"], reason=words["missing"]
            )
