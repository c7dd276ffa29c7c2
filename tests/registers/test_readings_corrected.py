"""The times of a reading are corrected into what can have been; know list, timeline and stays then agree."""

from itertools import pairwise

import pytest

from secretdesk.desk import checks
from secretdesk.desk.custody import had_it, stays
from secretdesk.desk.custody_of_people import stays_of_person
from secretdesk.desk.knowledge import who_knows
from secretdesk.domain.review import Refused
from tests.desk.test_receipt import codes, do, receive, row

PAPER, FIRST, ROUND = "密收〔2026〕0001号", "密收〔2026〕0001-1", "传〔2026〕0001号"
READERS = ("段景明", "刀永红", "王勤")
DAY = "2026-11-26"
APPROVED = {"approved_by": "李建国"}
LATE = ("late_entry", "unknown_reference", "not_cleared", "no_pledge")


@pytest.fixture
def books(desk, clock):
    """A 机密 paper received on the 20th, two read it on the 26th one after the other, the third waits; it is the 27th."""
    clock.forward(days=4)
    receive(desk, received_on="2026-11-20", place="一室-1柜-1层", confirm=LATE)
    for name in READERS:
        do(desk, "people", "enrol", name=name)
        do(desk, "people", "clear", name, category="重要", pledged_on="2026-11-01")
    do(desk, "circulations", "open", document=PAPER, copies=[FIRST], readers=READERS, opened_on="2026-11-25",
       approved_on="2026-11-25", **APPROVED)  # fmt: skip
    for sent, back in (("09:10", "09:30"), ("09:40", "10:00")):
        do(desk, "circulations", "send", ROUND, on=f"{DAY}T{sent}")
        do(desk, "circulations", "take_back", ROUND, on=f"{DAY}T{back}", pages=12)
    return desk


def amend(desk, reader, **values):
    return do(desk, "circulations", "amend", ROUND, reader=reader, reason="看错钟", **values)


def refused(desk, register, action, entry=None, **values):
    before = desk.head()
    with pytest.raises(Refused) as found:
        do(desk, register, action, entry, **values)
    assert desk.head() == before
    assert all(r.text.endswith("。") and r.origin for r in found.value.reasons)
    return codes(found)


def read_by(desk):
    """Reader, sent, returned: as the stays of the copy have it."""
    found = [
        one for one in stays(desk, "copies", row(desk, "copies", FIRST).entry) if one.status == "circulating"
    ]
    names = desk.names("people", [one.holder for one in found])
    return [(names[one.holder], one.since[5:], one.until[5:]) for one in found]


@pytest.mark.parametrize(
    ("reader", "values", "reason"),
    [
        ("段景明", {"returned_at": f"{DAY} 09:50"}, ("lateral_transfer", "refuse", "returned_at")),
        ("刀永红", {"sent_at": f"{DAY} 09:20"}, ("lateral_transfer", "refuse", "sent_at")),
        ("段景明", {"returned_at": f"{DAY} 09:05"}, ("bad_value", "refuse", "returned_at")),
        ("段景明", {"sent_at": f"{DAY} 09:35"}, ("bad_value", "refuse", "sent_at")),
        ("段景明", {"sent_at": "2026-11-24 09:00"}, ("bad_value", "refuse", "sent_at")),
        ("段景明", {"sent_at": "2026-11-24 09:00"}, ("approval_missing", "refuse", "sent_at")),
        ("段景明", {"sent_at": "2026-11-19 09:00"}, ("bad_value", "refuse", "sent_at")),
        ("刀永红", {"returned_at": "2026-12-30 09:00"}, ("future_date", "refuse", "returned_at")),
        ("段景明", {"sent_at": ""}, ("missing", "refuse", "sent_at")),
        ("王勤", {"sent_at": f"{DAY} 10:10"}, ("wrong_state", "refuse", "sent_at")),
        ("王勤", {"reading_place": "机要室"}, ("wrong_state", "refuse", "reading_place")),
    ],
)
def test_what_cannot_have_been_is_refused(books, reader, values, reason):
    assert reason in refused(books, "circulations", "amend", ROUND, reader=reader, reason="更正", **values)


def test_the_approval_came_before_the_opening(books):
    told = refused(books, "circulations", "amend", ROUND, approved_on="2026-11-26", reason="更正")
    assert ("approval_missing", "refuse", "approved_on") in told
    do(books, "circulations", "amend", ROUND, approved_on="2026-11-24", reason="看错")


def test_who_is_absent_or_has_it_still_has_no_time_to_correct(books):
    do(books, "circulations", "absent", ROUND, reader="王勤")
    told = refused(books, "circulations", "amend", ROUND, reader="王勤", instruction="阅", reason="更正")
    assert ("wrong_state", "refuse", "instruction") in told
    do(books, "circulations", "send", ROUND, reader="王勤", on="2026-11-27T08:00", confirm=("absent_reader",))
    told = refused(books, "circulations", "amend", ROUND, reader="王勤", returned_at="0810", reason="更正")
    assert ("wrong_state", "refuse", "returned_at") in told
    told = refused(
        books, "circulations", "amend", ROUND, reader="王勤", sent_at=f"{DAY} 09:50", reason="更正"
    )
    assert ("lateral_transfer", "refuse", "sent_at") in told


def test_a_loan_in_between_holds_too(books):
    lent = {"copies": FIRST, "borrower": "王勤", **APPROVED}
    do(books, "loans", "lend", on=f"{DAY}T11:00", **lent)
    do(books, "loans", "take_back", "1", on=f"{DAY}T12:00", pages=12)
    told = refused(
        books, "circulations", "amend", ROUND, reader="刀永红", returned_at=f"{DAY} 11:30", reason="更正"
    )
    assert ("lateral_transfer", "refuse", "returned_at") in told
    amend(books, "刀永红", returned_at=f"{DAY} 11:00")


def test_stays_timeline_and_know_list_follow_a_corrected_time(books):
    amend(books, "段景明", sent_at=f"{DAY} 08:50", returned_at=f"{DAY} 09:20")
    assert read_by(books) == [
        ("段景明", "11-26T08:50", "11-26T09:20"),
        ("刀永红", "11-26T09:40", "11-26T10:00"),
    ]
    copy, paper = row(books, "copies", FIRST).entry, row(books, "documents", PAPER).entry
    at = [
        had_it(books, "copies", copy, f"{DAY}T{when}").status for when in ("08:49", "08:50", "09:25", "09:45")
    ]
    assert at == ["in_cabinet", "circulating", "in_cabinet", "circulating"]
    person = row(books, "people", books.rows("people", where={"name": "段景明"})[0].number).entry
    assert [(one.since, one.until) for one in stays_of_person(books, person)] == [
        (f"{DAY}T08:50", f"{DAY}T09:20")
    ]
    assert who_knows(books, paper)[0].when == f"{DAY}T08:50"
    assert list(checks.verify(books)) == []


def test_what_is_read_in_the_room_is_not_corrected_into_an_office(desk):
    receive(desk, mark="绝密★", title=None)
    for name in READERS[:2]:
        do(desk, "people", "enrol", name=name)
        do(
            desk,
            "people",
            "clear",
            name,
            category="核心",
            pledged_on="2026-11-23",
            confirm=("core_category",),
        )
    do(desk, "circulations", "open", document=PAPER, readers=READERS[:2], **APPROVED)
    do(desk, "circulations", "send", ROUND, reading_place="机要室")
    given = {"reader": "段景明", "reading_place": "本人办公室", "reason": "更正"}
    assert ("reading_place", "refuse", "reading_place") in refused(
        desk, "circulations", "amend", ROUND, **given
    )


# --- a round typed afterwards ---


def enter(desk, sent, back, confirm=LATE, day="2026-11-25", **more):
    line = {"reader": "王勤", "sent_at": f"{day} {sent}", "returned_at": f"{day} {back}"}
    values = {"copies": FIRST, "opened_on": day, "lines": [line], "scope": "院领导", **APPROVED} | more
    return do(desk, "circulations", "enter_round", None, confirm=confirm, **values)


def test_a_round_typed_afterwards_is_in_the_stays_of_its_copy(books):
    enter(books, "09:00", "09:30")
    assert read_by(books)[0] == ("王勤", "11-25T09:00", "11-25T09:30")
    copy = row(books, "copies", FIRST).entry
    at = [had_it(books, "copies", copy, f"2026-11-25T{when}").status for when in ("08:59", "09:00", "09:30")]
    assert at == ["in_cabinet", "circulating", "in_cabinet"]
    spans = [(one.since, one.until) for one in stays(books, "copies", copy)]
    assert all(until == since for (_, until), (since, _) in pairwise(spans))
    told = refused(
        books, "circulations", "amend", ROUND, reader="段景明", sent_at="2026-11-25 09:10", reason="更正"
    )
    assert ("lateral_transfer", "refuse", "sent_at") in told


@pytest.mark.parametrize("how", ["carryings", "dispatches", "loans"])
def test_where_else_it_was_is_told_whatever_took_it_there(books, how):
    day = "2026-11-26"
    if how == "carryings":
        given = {
            "carriers": "玉罕",
            "copies": FIRST,
            "region": "州内",
            "destination": "州委",
            "measures": "密码箱",
        }
        do(books, "people", "enrol", name="玉罕")
        do(
            books,
            how,
            "approve",
            approved_on=day,
            due="2026-11-28",
            briefed_by="岩温",
            confirm=LATE,
            **given,
            **APPROVED,
        )
        do(books, how, "take_out", "1", taken_out_on=f"{day}T11:00", checked_by="岩温", confirm=LATE)
        do(books, how, "bring_back", "1", on=f"{day}T15:00", pages=12)
    elif how == "dispatches":
        do(
            books,
            how,
            "send",
            sent_on=day,
            receiver="省教育厅",
            channel="机要交通",
            wrapping="双层密封",
            envelope="F-1",
            handled_by="岩温",
            courier_number="J1",
            copies=[FIRST],
            **APPROVED,
        )
        do(books, how, "come_back", "1", pages=12, reason="查无此人")
    else:
        receive(
            books,
            doc_number="2号",
            mark="秘密★5年",
            copy_numbers="000201",
            received_on="2026-11-25",
            confirm=LATE,
        )
        both = [FIRST, "密收〔2026〕0002-1"]  # of two papers together
        do(books, how, "lend", lent_on=f"{day}T11:00", copies=both, borrower="刀永红", **APPROVED)
        do(books, how, "take_back", "1", on=f"{day}T15:00", pages=24)
    day, hour = (
        ("2026-11-27", "08") if how == "dispatches" else (day, "13")
    )  # sent on a day, came back on the next
    given = {"reader": "王勤", "sent_at": f"{day} {hour}:00", "returned_at": f"{day} {hour}:20"}
    values = {"copies": FIRST, "opened_on": day, "lines": [given], "scope": "院领导", **APPROVED}
    assert ("lateral_transfer", "ask", "lines") in refused(books, "circulations", "enter_round", **values)
    do(books, "circulations", "enter_round", confirm=("lateral_transfer",), **values)
    (one,) = books.rows("irregularities")
    assert FIRST in one["description"]
    assert list(checks.verify(books)) == []


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"scope": None}, ("missing", "refuse", "readers")),
        ({"scope": None, "readers": ["刀永红"]}, ("outside_scope", "ask", "lines")),
    ],
)
def test_a_round_typed_afterwards_had_an_approved_scope(books, given, reason):
    line = {"reader": "王勤", "sent_at": "2026-11-25 09:00", "returned_at": "2026-11-25 09:30"}
    values = {"copies": FIRST, "opened_on": "2026-11-25", "lines": [line], **APPROVED} | given
    values = {k: v for k, v in values.items() if v is not None}
    assert reason in refused(books, "circulations", "enter_round", **values)
