"""Nothing is moved before the college had it, nor before its last move; typed later, it is typed in its order."""

import pytest

from secretdesk.desk import checks
from secretdesk.domain.review import Refused
from tests.desk.test_receipt import codes, do, receive, row

PAPER, FIRST, SECOND = "密收〔2026〕0001号", "密收〔2026〕0001-1", "密收〔2026〕0001-2"
COUNTED, LOAN, ROUND = "工收〔2026〕0001号", "借〔2026〕0001号", "传〔2026〕0001号"
LATE = ("late_entry", "unknown_reference", "archive_first", "other_issuer", "clock_leap")
SIGNED = {"approved_by": "李建国"}
LENT = {"copies": FIRST, "borrower": "玉罕", **SIGNED}
SENT = {
    "copies": FIRST,
    "receiver": "省教育厅",
    "channel": "机要交通",
    "handled_by": "岩温",
    "wrapping": "密封袋",
    "envelope": "F-1",
    "courier_number": "J1",
    **SIGNED,
}
TRANSFER = {"transferred_to": "省教育厅", "receipt_number": "回1", "reason": "划转", **SIGNED}
GOT = "2026-11-19"


@pytest.fixture
def books(desk, clock):
    """Four copies received on the 19th, a 工作秘密 paper by count, a stick in use since then; today is the 27th."""
    clock.forward(days=4)
    receive(desk, received_on=GOT, place="一室-1柜-1层", confirm=LATE)
    receive(desk, received_on=GOT, doc_number="无文号", mark="工作秘密", copy_numbers=None, count=3, pages=None,
            confirm=LATE)  # fmt: skip
    for name in ("玉罕", "王勤"):
        do(desk, "people", "enrol", name=name)
        do(desk, "people", "clear", name, category="重要", pledged_on="2026-11-01")
    do(desk, "media", "enrol", kind="U盘", serial="U-1", level="机密", keeper="王勤", used_from=GOT)
    return desk


def try_it(desk, register, action, entry=None, *, confirm=LATE, **values):
    return do(desk, register, action, entry, confirm=confirm, **values)


def refused(desk, register, action, entry=None, **values):
    before = desk.head()
    with pytest.raises(Refused) as found:
        try_it(desk, register, action, entry, **values)
    assert desk.head() == before
    assert all(r.text.endswith("。") and r.origin for r in found.value.reasons)
    return codes(found)


@pytest.mark.parametrize(
    ("register", "action", "entry", "values", "field"),
    [
        ("loans", "lend", None, {**LENT, "lent_on": "2026-11-18T09:00"}, "lent_on"),
        ("loans", "lend", None, {**LENT, "copies": None, "media": "U-1", "lent_on": "2026-11-18"}, "lent_on"),
        ("loans", "lend", None, {"document": COUNTED, "count": 1, "borrower": "玉罕", "lent_on": "2026-11-18"},
         "lent_on"),
        ("dispatches", "send", None, {**SENT, "sent_on": "2026-11-18"}, "sent_on"),
        ("copies", "transfer", FIRST, {**TRANSFER, "transferred_on": "2026-11-18"}, "transferred_on"),
        ("copies", "report_missing", FIRST, {"missing_since": "2026-11-18", "reason": "找不到"}, "missing_since"),
        ("media", "report_missing", "介0001", {"missing_since": "2026-11-18", "reason": "找不到"}, "missing_since"),
        ("destructions", "draft", None, {"copies": FIRST, "drafted_on": "2026-11-18"}, "drafted_on"),
        ("returns", "draft", None, {"copies": FIRST, "issuer": "省教育厅", "drafted_on": "2026-11-18"}, "drafted_on"),
        ("circulations", "open", None, {"document": PAPER, "readers": ["玉罕"], "opened_on": "2026-11-18", **SIGNED},
         "opened_on"),
        ("circulations", "open", None, {"document": COUNTED, "readers": ["玉罕"], "opened_on": "2026-11-18"},
         "opened_on"),
        ("circulations", "enter_round", None, {"document": PAPER, "opened_on": "2026-11-18", **SIGNED, "lines": [
            {"reader": "玉罕", "sent_at": "0900", "returned_at": "0930"}]}, "opened_on"),
        ("briefings", "hold", None, {"document": PAPER, "speaker": "玉罕", "attendees": ["王勤"], **SIGNED,
                                     "held_on": "2026-11-18 09:00"}, "held_on"),
    ],
)  # fmt: skip
def test_nothing_moves_before_the_college_had_it(books, register, action, entry, values, field):
    given = {k: v for k, v in values.items() if v is not None}
    assert ("bad_value", "refuse", field) in refused(books, register, action, entry, **given)


def test_on_the_day_itself_it_may(books):
    try_it(books, "loans", "lend", **LENT, lent_on=f"{GOT}T08:00")
    assert row(books, "copies", FIRST)["moved_on"] == f"{GOT}T08:00"


def test_a_corrected_day_of_receipt_counts(books):
    values = {**LENT, "lent_on": "2026-11-18T09:00"}
    try_it(books, "documents", "amend", PAPER, received_on="2026-11-18", reason="写错日期")
    try_it(books, "loans", "lend", **values)


@pytest.fixture
def lent(books):
    """The first copy was lent on the 20th and came back on the 23rd."""
    try_it(books, "loans", "lend", **LENT, lent_on="2026-11-20T10:00", due="2026-11-21")
    try_it(books, "loans", "take_back", LOAN, returned_on="2026-11-23", pages=12)
    return books


@pytest.mark.parametrize(
    ("register", "action", "entry", "values", "field"),
    [
        ("loans", "lend", None, {**LENT, "lent_on": "2026-11-21T10:00"}, "lent_on"),
        ("dispatches", "send", None, {**SENT, "sent_on": "2026-11-22"}, "sent_on"),
        ("copies", "archive", FIRST, {"on": "2026-11-22"}, "on"),
        ("copies", "transfer", FIRST, {**TRANSFER, "transferred_on": "2026-11-22"}, "transferred_on"),
        ("destructions", "draft", None, {"copies": FIRST, "drafted_on": "2026-11-22"}, "drafted_on"),
    ],
)  # fmt: skip
def test_nothing_moves_before_its_last_move(lent, register, action, entry, values, field):
    assert ("bad_value", "refuse", field) in refused(lent, register, action, entry, **values)
    later = {k: "2026-11-23" if k == field else v for k, v in values.items()}
    try_it(lent, register, action, entry, **later)
    assert list(checks.verify(lent)) == []


def test_what_comes_back_came_back_after_it_went(books):
    try_it(books, "loans", "lend", **LENT, lent_on="2026-11-20T10:00", due="2026-11-21")
    try_it(books, "copies", "report_missing", FIRST, missing_since="2026-11-24", reason="找不到")
    given = {"place": "一室-1柜-1层", "reason": "找到"}
    assert ("bad_value", "refuse", "on") in refused(books, "copies", "found", FIRST, on="2026-11-22", **given)
    try_it(books, "copies", "found", FIRST, on="2026-11-25", **given)


def test_minutes_are_compared_where_both_are_told(books):
    try_it(books, "circulations", "open", document=PAPER, readers=["玉罕", "王勤"], **SIGNED)
    try_it(books, "circulations", "send", ROUND, sent_at="0900")
    try_it(books, "circulations", "take_back", ROUND, returned_at="0920", pages=12)
    assert ("bad_value", "refuse", "sent_at") in refused(books, "circulations", "send", ROUND, sent_at="0910")
    try_it(
        books, "circulations", "amend", ROUND, reader="玉罕", returned_at="2026-11-27 09:05", reason="看错钟"
    )
    try_it(books, "circulations", "send", ROUND, sent_at="0910")
    assert list(checks.verify(books)) == []


def test_what_was_undone_never_was(books):
    try_it(books, "loans", "lend", **LENT, lent_on="2026-11-25T10:00")
    try_it(books, "loans", "void", LOAN, reason="日期写错")
    assert row(books, "copies", FIRST)["moved_on"] is None
    try_it(books, "loans", "lend", **LENT, lent_on="2026-11-24T10:00", due="2026-11-25")
    again = "借〔2026〕0002号"
    try_it(books, "loans", "take_back", again, returned_on="2026-11-26", pages=12)
    try_it(books, "loans", "undo", again, reason="没有交回")
    try_it(books, "loans", "take_back", again, returned_on="2026-11-25", pages=12)


def test_a_correction_of_the_entry_moves_nothing(lent):
    try_it(lent, "copies", "amend", FIRST, pages=12, remark="右上角有折痕", reason="补记")
    try_it(lent, "copies", "relocate", FIRST, place="一室-2柜-1层")
    try_it(lent, "loans", "lend", **LENT, lent_on="2026-11-24T10:00", due="2026-11-25")


# --- a round that is over, typed afterwards ---


def typed(sent, returned, day="2026-11-25", **changed):
    line = {"reader": "王勤", "sent_at": f"{day} {sent}", "returned_at": f"{day} {returned}"}
    return {"copies": FIRST, "opened_on": day, "lines": [line], "scope": "院领导", **SIGNED} | changed


def test_two_rounds_typed_afterwards_do_not_have_one_copy_at_a_time(books):
    try_it(books, "circulations", "enter_round", **typed("09:00", "10:00"))
    apart = [typed("10:00", "10:30"), typed("09:00", "10:00", copies=SECOND), typed("08:00", "09:00")]
    for values in apart:
        try_it(books, "circulations", "enter_round", **values)
    asked = refused(books, "circulations", "enter_round", **typed("09:30", "10:15"))
    assert asked == {("lateral_transfer", "ask", "lines")}
    try_it(
        books, "circulations", "enter_round", confirm=(*LATE, "lateral_transfer"), **typed("09:30", "09:45")
    )
    (one,) = books.rows("irregularities")
    assert (ROUND[:-1] in one["description"], one["happened_on"]) == (True, "2026-11-25")


def test_a_round_typed_afterwards_leaves_alone_what_was_lent_then(lent):
    asked = refused(lent, "circulations", "enter_round", **typed("09:00", "10:00", "2026-11-21"))
    assert asked == {("lateral_transfer", "ask", "lines")}
    try_it(lent, "circulations", "enter_round", **typed("09:00", "10:00", "2026-11-24"))
    try_it(lent, "circulations", "enter_round", **typed("09:00", "09:30", "2026-11-20"))


def test_what_had_left_was_read_by_nobody(books):
    try_it(books, "dispatches", "send", **SENT, sent_on="2026-11-24")
    asked = refused(books, "circulations", "enter_round", **typed("09:00", "10:00"))
    assert ("bad_value", "refuse", "lines") in asked
    try_it(books, "circulations", "enter_round", **typed("09:00", "10:00", "2026-11-23"))


@pytest.mark.parametrize(
    ("register", "action", "values"),
    [
        ("loans", "lend", {**LENT, "lent_on": "2026-11-24T10:00"}),
        (
            "loans",
            "lend",
            {"document": COUNTED, "count": 1, "borrower": "玉罕", "lent_on": "2026-11-24T10:00"},
        ),
        ("circulations", "enter_round", {**typed("09:00", "10:00", "2026-11-24")}),
        ("loans", "lend", {**LENT, "copies": None, "media": "U-1", "lent_on": "2026-11-24T10:00"}),
    ],
)
def test_it_is_not_corrected_to_have_come_after_it_went(books, register, action, values):
    given = {k: v for k, v in values.items() if v is not None}
    try_it(books, register, action, **given)
    what = ("media", "介0001", "used_from") if "media" in given else ("documents", PAPER, "received_on")
    what = ("documents", COUNTED, "received_on") if given.get("document") == COUNTED else what
    kind, entry, field = what
    told = refused(books, kind, "amend", entry, **{field: "2026-11-25"}, reason="写错日期")
    assert ("bad_value", "refuse", field) in told
    try_it(books, kind, "amend", entry, **{field: "2026-11-24"}, reason="写错日期")
    assert list(checks.verify(books)) == []
