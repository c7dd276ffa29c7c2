"""Who had it on that day: by the days on which things happened, without what was voided."""

from secretdesk.desk.custody import had_it, stays
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
