"""Who had it on that day: by the days on which things happened, without what was voided."""

import pytest

from secretdesk.desk.custody import had_it, stays, within
from secretdesk.desk.custody_of_people import stays_of_person
from secretdesk.domain.terms import BY_HAND
from tests.desk.test_receipt import do, receive, row

FIRST = "密收〔2026〕0001-1"
GIVEN = {"borrower": "玉罕", "approved_by": "李建国", "briefed_by": "岩温"}


def told(desk, entry):
    people = desk.names("people", [s.holder for s in stays(desk, "copies", entry) if s.holder])
    return [
        (s.since[:10], s.until[:10], s.status, people.get(s.holder), s.matter and s.matter[0])
        for s in stays(desk, "copies", entry)
    ]


def test_who_had_it(desk, clock):
    receive(desk)
    do(desk, "people", "enrol", name="玉罕")
    do(desk, "people", "enrol", name="王勤")
    entry = row(desk, "copies", FIRST).entry
    clock.forward(days=2)
    do(desk, "loans", "lend", copies=[FIRST], confirm=("not_cleared",), **GIVEN)
    clock.forward(days=1)
    do(desk, "loans", "take_back", "1", pages=12)
    do(desk, "copies", "amend", FIRST, remark="有折痕", reason="补记")
    clock.forward(days=1)
    do(desk, "loans", "lend", copies=[FIRST], confirm=("not_cleared",), **(GIVEN | {"borrower": "王勤"}))
    assert told(desk, entry)[-1] == ("2026-11-27", "", "on_loan", "王勤", "loans")
    do(desk, "loans", "void", "2", reason="误记")
    assert told(desk, entry) == [
        ("2026-11-23", "2026-11-25", "in_cabinet", None, None),
        ("2026-11-25", "2026-11-26", "on_loan", "玉罕", "loans"),
        ("2026-11-26", "", "in_cabinet", None, None),
    ]
    had = [had_it(desk, "copies", entry, f"2026-11-{day}") for day in (22, 24, 25, 26, 30)]
    assert [h and h.status for h in had] == [None, "in_cabinet", "on_loan", "in_cabinet", "in_cabinet"]


def test_it_goes_by_the_day_it_happened_and_not_by_the_day_it_was_written(desk, clock):
    receive(desk)
    do(desk, "people", "enrol", name="玉罕")
    entry = row(desk, "copies", FIRST).entry
    clock.forward(days=3)
    do(desk, "loans", "lend", copies=[FIRST], on="2026-11-24T10:00", confirm=("not_cleared",), **GIVEN)
    do(desk, "loans", "take_back", "1", pages=12, on="2026-11-25T16:00")
    at = [
        had_it(desk, "copies", entry, when) for when in ("2026-11-24T09:59", "2026-11-24T10:00", "2026-11-25")
    ]
    assert [h.status for h in at] == ["in_cabinet", "on_loan", "in_cabinet"]


def person(desk, name):
    return desk.find("people", name)[0].entry


def had(desk, name, when=""):
    found = stays_of_person(desk, person(desk, name))
    told = []
    for one in within(found, when) if when else found:
        number = desk.names(one.register, [one.entry])[one.entry]
        told.append((one.since[5:], one.until[5:], number, one.matter[0] if one.matter else one.how))
    return told


def test_what_a_person_had(desk, clock):
    receive(desk, mark="秘密★10年")
    clock.forward(hours=9)
    for name in ("玉罕", "王勤", "岩温"):
        do(desk, "people", "enrol", name=name)
    asked = ("not_cleared", "no_pledge", "unknown_reference")
    loan = {"copies": [FIRST], **GIVEN}
    do(desk, "loans", "lend", on="2026-11-23T10:00", confirm=asked, **loan)
    do(desk, "loans", "take_back", "1", pages=12, on="2026-11-23T16:00")
    do(desk, "loans", "lend", on="2026-11-23T17:00", confirm=asked, **loan)  # undone: it never was
    do(desk, "loans", "void", "2", reason="误记")
    clock.forward(days=1)
    line = {"reader": "玉罕", "sent_at": "2026-11-24T09:10", "returned_at": "2026-11-24T10:30", "pages": 12}
    do(desk, "circulations", "enter_round", document="1", copies=[FIRST], opened_on="2026-11-24", lines=[line], scope="教务处",
       approved_by="李建国", approved_on="2026-11-24", briefed_by="岩温", confirm=asked)  # fmt: skip
    do(
        desk,
        "media",
        "enrol",
        kind="U盘",
        serial="U1",
        level="秘密",
        keeper="玉罕",
        briefed_by="岩温",
        confirm=asked,
    )
    clock.forward(days=2)
    do(
        desk,
        "media",
        "change_keeper",
        "介0001",
        keeper="王勤",
        briefed_by="岩温",
        reason="换岗",
        confirm=asked,
    )
    sent = {"receiver": "州委机要和保密局", "copies": ["000124"], "channel": BY_HAND}
    sent |= {
        "wrapping": "密封袋",
        "envelope": "F-1",
        "handled_by": "玉罕",
        "second_person": "岩温",
        "approved_by": "李建国",
    }
    do(desk, "dispatches", "send", confirm=asked, **sent)
    assert had(desk, "玉罕") == [
        ("11-26", "", "密收〔2026〕0001-2", "dispatches"),
        ("11-24T18:30", "11-26T18:30", "介0001", "keeper"),
        ("11-24T09:10", "11-24T10:30", FIRST, "circulations"),
        ("11-23T10:00", "11-23T16:00", FIRST, "loans"),
    ]
    assert had(desk, "岩温") == [("11-26", "", "密收〔2026〕0001-2", "dispatches")]
    assert had(desk, "王勤") == [("11-26T18:30", "", "介0001", "keeper")]
    assert [one[3] for one in had(desk, "玉罕", "2026-11-24")] == ["keeper", "circulations"]
    assert [one[3] for one in had(desk, "玉罕", "2026-11-23T15:59")] == ["loans"]
    assert had(desk, "玉罕", "2026-11-23T16:00") == had(desk, "玉罕", "2026-11-22") == []
    assert [one[3] for one in had(desk, "玉罕", "2026-11-30")] == ["dispatches"]


def test_what_was_carried_out_is_with_everyone_who_carried_it(desk, clock):
    receive(desk, mark="秘密★10年")
    clock.forward(hours=9)
    for name in ("玉罕", "王勤"):
        do(desk, "people", "enrol", name=name)
    given = {
        "carriers": ["玉罕", "王勤"],
        "copies": [FIRST, "000124"],
        "region": "州内",
        "destination": "州委",
    }
    given |= {"due": "2026-11-25", "measures": "随身", "approved_by": "李建国", "briefed_by": "岩温"}
    asked = ("not_cleared", "no_pledge")
    do(desk, "carryings", "approve", confirm=asked, **given)
    assert had(desk, "玉罕") == []
    do(desk, "carryings", "take_out", "1", taken_out_on="2026-11-23T10:00", checked_by="岩温", confirm=asked)
    do(desk, "carryings", "bring_back", "1", back=[FIRST], pages=12)
    assert had(desk, "王勤") == had(desk, "玉罕")
    assert sorted(one[2] for one in had(desk, "王勤")) == [FIRST, "密收〔2026〕0001-2"]
    assert [one[1] for one in had(desk, "玉罕") if one[2] != FIRST] == [""]


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("2026-11-22", []),
        ("2026-11-23", ["in_cabinet", "on_loan", "in_cabinet"]),
        ("2026-11-23T10:00", ["on_loan"]),
        ("2026-11-23T16:00", ["in_cabinet"]),
        ("2026-11-24", ["in_cabinet"]),
    ],
)
def test_who_had_a_thing_on_a_day_or_at_a_moment(desk, clock, when, told):
    receive(desk)
    clock.forward(hours=9)
    do(desk, "people", "enrol", name="玉罕")
    given = {"copies": [FIRST], **GIVEN}
    do(desk, "loans", "lend", on="2026-11-23T10:00", confirm=("not_cleared", "no_pledge"), **given)
    do(desk, "loans", "take_back", "1", pages=12, on="2026-11-23T16:00")
    found = within(stays(desk, "copies", row(desk, "copies", FIRST).entry), when)
    assert [stay.status for stay in found] == told
