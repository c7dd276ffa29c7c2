"""撤销上一步: after it every row is as it was; what cannot be taken back says where else to go (decision 010)."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.balance import balance
from secretdesk.desk.custody import had_it
from secretdesk.domain.effects.undo import NAMES
from tests.desk.test_machine import tables, without_reason
from tests.desk.test_receipt import do, row
from tests.registers.test_loans import FIRST, LOAN, SECOND, books, copy, lend, refused  # noqa: F401

NOON = "2026-11-23T12:00"


def as_told(desk):
    return {
        key: {entry: without_reason(one) for entry, one in rows.items()} for key, rows in tables(desk).items()
    }


def undo(desk, register, entry, confirm=()):
    return do(desk, register, "undo", entry, confirm=confirm, reason="点错了一笔")


def same_as(desk, before):
    """Every row that was there is as it was; what came since is void."""
    now = as_told(desk)
    for key, rows in before.items():
        assert {entry: now[key][entry] for entry in rows} == rows, key
        made = {now[key][entry][1] for entry in now[key].keys() - rows.keys()}
        assert key in NAMES or made <= {"void"}, key
    assert list(checks.verify(desk)) == []
    return True


COPIER = {
    "kind": "复印机", "model": "C55", "serial": "C-1", "level": "机密", "use": "涉密单机", "keeper": "玉罕", "briefed_by": "岩温",
}  # fmt: skip
STEPS = {
    "remind": {"reminded_how": "电话"},
    "recall": {"due": "2026-11-23"},
    "take_back": {"pages": 9, "intact": False},  # 12 were lent: an irregularity in the same act
    "swap": {"wrong_copy": FIRST, "right_copy": SECOND, "reason": "拿错"},
}


@pytest.mark.parametrize("action", STEPS)
def test_a_step_of_a_loan_is_undone(books, action):  # noqa: F811
    lend(books)
    before = as_told(books)
    consent = ("pages_differ", "not_cleared", "no_pledge", "term_out_of_range")
    do(books, "loans", action, LOAN, confirm=consent, **STEPS[action])
    assert as_told(books) != before
    undo(books, "loans", LOAN)
    assert same_as(books, before)
    do(books, "loans", action, LOAN, confirm=consent, **STEPS[action])  # and done again, rightly


def test_one_goes_back_step_by_step_and_then_void(books):  # noqa: F811
    start = as_told(books)
    lend(books)
    lent = as_told(books)
    do(books, "loans", "remind", LOAN, reminded_how="电话")
    reminded = as_told(books)
    do(books, "loans", "take_back", LOAN, pages=12, intact=True)
    undo(books, "loans", LOAN)
    assert same_as(books, reminded)
    undo(books, "loans", LOAN)
    assert same_as(books, lent)
    do(books, "loans", "void", LOAN, reason="借错了")
    assert same_as(books, start)


def test_what_was_undone_never_happened_in_who_had_it(books):  # noqa: F811
    lend(books)
    do(books, "loans", "take_back", LOAN, pages=12, intact=True)
    undo(books, "loans", LOAN)
    now = had_it(books, "copies", copy(books).entry, "2026-11-23")
    assert (now.status, now.until) == ("on_loan", "")


def test_what_moved_on_is_named(books):  # noqa: F811
    lend(books)
    do(books, "loans", "take_back", LOAN, pages=12, intact=True)
    lend(books, borrower="王勤")
    with pytest.raises(Exception, match=f"不能撤销；有变动的是：{FIRST}"):
        undo(books, "loans", LOAN)
    assert refused(books, "undo", LOAN, reason="点错") == {("moved_since", "refuse", "entry")}


def test_only_its_own_steps(books):  # noqa: F811
    do(books, "devices", "enrol", confirm=("not_cleared", "no_pledge"), **COPIER)
    (device,) = books.rows("devices")
    lend(books, copies=None, devices=[device.number], briefed_by="岩温", briefed_on="2026-11-23")
    assert refused(books, "undo", LOAN, reason="点错") == {
        ("wrong_state", "refuse", "entry")
    }  # lending made it: that is for void
    with pytest.raises(Exception, match=f"{device.number} 的上一步是随 {LOAN} 办的"):
        undo(books, "devices", device.number)


def test_a_thing_that_left_the_account_comes_back_by_reinstatement_alone(books):  # noqa: F811
    do(books, "correspondents", "enrol", name="州教育局")
    sent = {
        "copies": [FIRST], "receiver": "州教育局", "channel": "机要交通", "courier_number": "J0042", "handled_by": "岩温",
        "wrapping": "密封袋", "envelope": "F-1",
    }  # fmt: skip
    done = do(books, "dispatches", "send", **sent)
    number = next(r.number for r in books.rows("dispatches") if r.entry == done.entry)
    before = as_told(books)
    do(books, "dispatches", "confirm", number, receipt_number="回执7")
    assert row(books, "copies", FIRST).status == "dispatch_confirmed"
    with pytest.raises(Exception, match=f"{FIRST} 已经销账.*冲正"):
        undo(books, "dispatches", number)
    assert before != as_told(books)


def test_a_stocktake_finished_too_early_is_undone(books):  # noqa: F811
    do(books, "stocktakes", "start", place="一室-1柜-1层")
    (open_one,) = books.rows("stocktakes")
    do(books, "stocktakes", "count", open_one.number, copies=[FIRST])
    before = as_told(books)
    account = balance(books, "2026-11-23", "2026-11-23")
    do(
        books,
        "stocktakes",
        "finish",
        open_one.number,
        counted_by="岩温、玉罕",
        confirm=("stock_missing", "unknown_reference"),
    )
    assert copy(books, SECOND).status == "missing"
    assert books.rows("irregularities")
    undo(books, "stocktakes", open_one.number)
    assert same_as(books, before)
    assert balance(books, "2026-11-23", "2026-11-23") == account
    undo(books, "stocktakes", open_one.number)  # the one scan, too
    do(books, "stocktakes", "count", open_one.number, copies=[FIRST])
    numbers = [line.number for line in books.rows("stocktake_lines")]
    assert len(set(numbers)) == len(numbers)


def test_archived_copies_are_called_back(books):  # noqa: F811
    do(books, "copies", "archive", FIRST, place="一室-1柜-1层")
    do(books, "copies", "call_back", FIRST, place="一室-1柜-1层")
    assert copy(books).status == "in_cabinet"
    lend(books)


def test_nothing_goes_back_to_somebody_who_left(books):  # noqa: F811
    lend(books)
    do(books, "loans", "take_back", LOAN, pages=12, intact=True)
    do(books, "people", "leave", "玉罕", confirm=("no_departure",), leave_reason="调离", approved_by="李建国")
    assert refused(books, "undo", LOAN, reason="点错") == {("holdings_left", "refuse", "entry")}
    do(books, "people", "rejoin", "玉罕", reason="还在")
    undo(books, "loans", LOAN)
    assert copy(books).status == "on_loan"
