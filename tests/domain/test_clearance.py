"""Who may be given what (第17条至第21条, 第24条, 第26条): one case a line."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from secretdesk.domain.review import Act, Command, Row
from secretdesk.domain.rules.clearance import person_may_have_it
from secretdesk.registers.loans import LOANS

CLEARED = {
    "name": "玉罕", "category": "重要", "highest_level": "机密", "cleared_from": "2025-01-01", "pledged_on": "2025-01-02",
}  # fmt: skip


def judged(level, person, status="cleared", briefed="岩温"):
    rows = {
        "people": Row("people", 7, "人0001", status, 7, "2025-01-01", person),
        "copies": Row("copies", 8, "1-1", "in_cabinet", 8, "2025-01-01", {"level": level}),
    }
    books = SimpleNamespace(get=lambda register, _entry: rows.get(register))
    values = {"borrower": 7, "copies": [8], "briefed_by": briefed}
    now = datetime(2026, 11, 23, tzinfo=UTC)
    act = Act(
        Command("", "loans", "lend"), LOANS, LOANS.actions[0], None, values, "2026-11-23", now, books, "机密"
    )
    return {(r.code, str(r.weight), r.field) for r in person_may_have_it(act)}


@pytest.mark.parametrize(
    ("level", "changed", "reasons"),
    [
        ("机密", {}, set()),
        ("工作秘密", {"category": None}, set()),
        ("内部", {"category": None}, set()),
        ("秘密", {"category": None}, {("not_cleared", "ask", "borrower")}),
        ("机密", {"category": None}, {("not_cleared", "ask", "borrower")}),
        ("绝密", {"category": None}, {("not_cleared", "refuse", "borrower")}),
        ("机密", {"cleared_from": "2026-11-24"}, {("not_cleared", "ask", "borrower")}),
        ("机密", {"cleared_from": "2026-11-23"}, set()),
        ("机密", {"pledged_on": None}, {("no_pledge", "ask", "borrower")}),
        ("机密", {"pledged_on": "2026-11-24"}, {("no_pledge", "ask", "borrower")}),
        ("机密", {"highest_level": "秘密"}, {("level_above_clearance", "ask", "borrower")}),
        ("绝密", {}, {("level_above_clearance", "refuse", "borrower")}),
        ("绝密", {"highest_level": "绝密"}, set()),
    ],
)
def test_state_secrets_ask_for_clearance(level, changed, reasons):
    assert judged(level, CLEARED | changed) == reasons


def test_an_occasional_reader_was_reminded_by_somebody():
    assert ("missing", "refuse", "briefed_by") in judged("秘密", {"name": "玉罕"}, briefed=None)
    assert ("missing", "refuse", "briefed_by") not in judged("绝密", {"name": "玉罕"}, briefed=None)


@pytest.mark.parametrize(
    ("status", "until", "reasons"),
    [
        ("suspended", None, {("not_cleared", "ask", "borrower")}),
        ("left", None, {("in_cooling_off", "refuse", "borrower")}),
        ("cooling_off", "2026-11-24", {("in_cooling_off", "refuse", "borrower")}),
        ("cooling_off", "2026-11-23", set()),
    ],
)
def test_nobody_in_the_cooling_off_period(status, until, reasons):
    assert judged("机密", CLEARED | {"cooling_off_until": until}, status) == reasons
