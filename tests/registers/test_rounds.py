"""A round by its rules (第28条（四）, F04): one case a line for each; what moves, and what goes back."""

import pytest

from secretdesk.desk import checks, drafts
from secretdesk.desk.due import due
from secretdesk.desk.evening import back_command, whats_out
from secretdesk.domain.review import Command, Refused
from tests.desk.test_receipt import codes, do, receive, row

PAPER, FIRST, SECOND = "密收〔2026〕0001号", "密收〔2026〕0001-1", "密收〔2026〕0001-2"
ROUND = "传〔2026〕0001号"
READERS = ("段景明", "刀永红", "王勤")
GIVEN = {"document": PAPER, "readers": list(READERS), "approved_by": "李建国"}


@pytest.fixture
def books(desk):
    """A 机密 paper in four copies, a 秘密 one, a 工作秘密 one by count; three cleared readers, one who is not."""
    receive(desk, place="一室-1柜-1层")
    receive(desk, doc_number="2号", mark="秘密★5年", copy_numbers="000201")
    receive(desk, doc_number="无文号", mark="工作秘密", copy_numbers=None, count=2, pages=None)
    do(desk, "departments", "enrol", name="党委办公室")
    for n, name in enumerate(READERS):
        groups = "院领导" if n < 2 else None
        known = {"groups": groups, "rank": str(2 - n)} if groups else {}
        do(desk, "people", "enrol", name=name, department="党委办公室", **known)
        do(desk, "people", "clear", name, category="重要", pledged_on="2026-11-23")
    do(desk, "people", "enrol", name="玉罕", department="党委办公室")
    return desk


def open_round(desk, *, confirm=(), on=None, **changed):
    values = {k: v for k, v in (GIVEN | changed).items() if v is not None}
    return do(desk, "circulations", "open", confirm=confirm, on=on, **values)


def act(desk, action, entry=ROUND, *, confirm=(), **values):
    return do(desk, "circulations", action, entry, confirm=confirm, **values)


def refused(desk, action, entry=None, *, confirm=(), **values):
    before = desk.head()
    with pytest.raises(Refused) as found:
        do(desk, "circulations", action, entry, confirm=confirm, **values)
    assert desk.head() == before
    assert all(r.text.endswith("。") and r.origin for r in found.value.reasons)
    return codes(found)


def copy(desk, number=FIRST):
    return row(desk, "copies", number)


def readings(desk, number=ROUND):
    where = {"circulation": row(desk, "circulations", number).entry}
    return desk.rows("readings", where=where, ascending=True)


def states(desk, number=ROUND):
    return [one.status for one in readings(desk, number)]


def name(desk, person):
    return desk.names("people", [person])[person]


def test_a_round_makes_a_reading_for_each_reader_in_order(books):
    done = open_round(books)
    (one,) = books.rows("circulations")
    assert (one.number, one.status, one["level"]) == (ROUND, "open", "机密")
    assert one["copies"] == [copy(books).entry]
    assert [m.number for m in done.created] == [f"传〔2026〕0001-{n}" for n in (1, 2, 3)]
    assert [name(books, r["reader"]) for r in readings(books)] == list(READERS)
    assert states(books) == ["waiting"] * 3
    assert copy(books).status == "in_cabinet"


def test_a_group_stands_in_its_order_of_reading_and_others_behind_it(books):
    open_round(books, group="院领导", readers=["王勤", "段景明"])
    assert [name(books, r["reader"]) for r in readings(books)] == ["刀永红", "段景明", "王勤"]
    assert row(books, "circulations", ROUND)["scope"] == "院领导"


def test_the_copy_goes_from_the_cabinet_to_a_reader_and_back(books):
    place = copy(books)["place"]
    open_round(books)
    act(books, "send", sent_at="0910")
    out, one = copy(books), readings(books)[0]
    assert (out.status, name(books, out["holder"])) == ("circulating", "段景明")
    assert out["circulation"] == row(books, "circulations", ROUND).entry
    assert (one.status, one["sent_at"], one["due"]) == ("out", "2026-11-23T09:10", "2026-11-23")
    assert row(books, "circulations", ROUND)["now_with"] == [out["holder"]]
    act(books, "take_back", returned_at="9:25", pages=12, instruction="阅。请教务处办理。")
    back, one = copy(books), readings(books)[0]
    assert (back.status, back["holder"], back["circulation"], back["place"]) == (
        "in_cabinet",
        None,
        None,
        place,
    )
    assert (one.status, one["returned_at"], one["pages_checked"]) == ("done", "2026-11-23T09:25", True)
    assert one["instruction"] == "阅。请教务处办理。"
    assert row(books, "circulations", ROUND)["now_with"] is None
    assert list(checks.verify(books)) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"document": None}, ("missing", "refuse", "document")),
        ({"document": "密收〔2026〕0009号"}, ("unknown_reference", "refuse", "document")),
        ({"copies": [FIRST, FIRST]}, ("bad_value", "refuse", "copies")),
        ({"copies": ["密收〔2026〕0002-1"]}, ("bad_value", "refuse", "copies")),
        ({"document": None, "copies": [FIRST, "密收〔2026〕0002-1"]}, ("bad_value", "refuse", "copies")),
        ({"count": 1}, ("bad_value", "refuse", "count")),
        ({"document": "工收〔2026〕0001号", "count": 3}, ("bad_value", "refuse", "count")),
        ({"readers": None}, ("missing", "refuse", "readers")),
        ({"readers": None, "group": "校领导"}, ("bad_value", "refuse", "group")),
        ({"readers": ["新来的人"]}, ("unknown_reference", "ask", "readers")),
        ({"approved_by": None}, ("approval_missing", "refuse", "approved_by")),
        ({"approved_on": "2026-11-24"}, ("approval_missing", "refuse", "approved_on")),
        ({"opened_on": "2026-11-24"}, ("future_date", "refuse", "opened_on")),
    ],
)
def test_what_is_refused_or_asked_of_a_round(books, changed, reason):
    values = {k: v for k, v in (GIVEN | changed).items() if v is not None}
    assert reason in refused(books, "open", **values)


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        (("copies", "archive", FIRST, {}), "not_in_cabinet"),
        (("copies", "report_missing", FIRST, {"reason": "找不到"}), "not_in_cabinet"),
        (
            ("loans", "lend", None, {"copies": FIRST, "borrower": "王勤", "approved_by": "李建国"}),
            "already_out",
        ),
    ],
)
def test_only_what_lies_in_the_cabinet_goes_round(books, before, reason):
    register, action, entry, values = before
    do(books, register, action, entry, **values)
    assert (reason, "refuse", "copies") in refused(books, "open", **(GIVEN | {"copies": [FIRST]}))


def test_a_copy_is_on_one_open_round_at_a_time(books):
    open_round(books)
    assert ("bad_value", "refuse", "copies") in refused(books, "open", **(GIVEN | {"copies": [FIRST]}))
    open_round(books, copies=[SECOND])


def test_nobody_who_may_not_read_it_is_put_on_the_list(books):
    do(books, "people", "suspend", "王勤", reason="审查")
    assert ("not_cleared", "refuse", "readers") in refused(books, "open", **GIVEN)
    open_round(books, readers=READERS[:2])
    asked = {"reader": "王勤", "widened_by": "段景明"}
    assert ("not_cleared", "refuse", "reader") in refused(books, "widen", ROUND, **asked)
    do(books, "people", "resume", "王勤", reason="结束")
    do(
        books,
        "people",
        "leave",
        "王勤",
        confirm=("no_departure",),
        leave_reason="调离",
        cooling_until="2029-01-01",
        approved_by="李建国",
    )
    assert ("in_cooling_off", "refuse", "reader") in refused(books, "widen", ROUND, **asked)


def test_from_reader_to_reader_it_comes_back_first_in_one_step(books):
    open_round(books)
    act(books, "send")
    told = refused(books, "send", ROUND, reader="刀永红")
    assert ("lateral_transfer", "refuse", "take_back_first") in told
    assert ("missing", "refuse", "pages") in refused(books, "send", ROUND, take_back_first=True)
    seq = copy(books).seq
    act(books, "send", take_back_first=True, pages=12, instruction="已阅")
    assert states(books) == ["done", "out", "waiting"]
    assert (readings(books)[0]["instruction"], readings(books)[1]["instruction"]) == ("已阅", None)
    now = copy(books)
    assert (now.status, name(books, now["holder"])) == ("circulating", "刀永红")
    assert now.seq - seq >= 4  # hub and spoke: a line that brings it back, a line that sends it on
    assert row(books, "circulations", ROUND)["now_with"] == [now["holder"]]
    assert list(checks.verify(books)) == []


def test_several_copies_are_with_several_readers_at_once(books):
    open_round(books, copies=[FIRST, SECOND])
    act(books, "send")
    act(books, "send")
    assert states(books) == ["out", "out", "waiting"]
    assert (copy(books).status, copy(books, SECOND).status) == ("circulating", "circulating")
    assert ("lateral_transfer", "refuse", "take_back_first") in refused(books, "send", ROUND)
    assert ("missing", "refuse", "reader") in refused(books, "take_back", ROUND, pages=12)
    assert ("bad_value", "refuse", "copy") in refused(books, "send", ROUND, copy="密收〔2026〕0001-3")
    act(books, "take_back", reader="刀永红", pages=12)
    assert (copy(books).status, copy(books, SECOND).status) == ("circulating", "in_cabinet")
    act(books, "send", reader="王勤")
    assert name(books, copy(books, SECOND)["holder"]) == "王勤"


def test_only_who_is_on_the_list_is_sent_it(books):
    open_round(books, readers=READERS[:2])
    assert ("outside_scope", "refuse", "reader") in refused(books, "send", ROUND, reader="王勤")
    assert ("approval_missing", "refuse", "widened_by") in refused(books, "widen", ROUND, reader="王勤")
    act(books, "widen", reader="王勤", department="党委办公室", widened_by="段景明", widened_on="2026-11-23")
    assert ("bad_value", "refuse", "reader") in refused(
        books, "widen", ROUND, reader="王勤", widened_by="段景明"
    )
    act(books, "send", reader="王勤")
    last = readings(books)[-1]
    assert (last.number, last.status, last["approved_by"]) == ("传〔2026〕0001-3", "out", "段景明")
    assert row(books, "circulations", ROUND)["approved_by"] == "李建国"


def test_what_was_read_is_not_sent_again(books):
    open_round(books)
    act(books, "send")
    assert ("already_out", "refuse", "reader") in refused(books, "send", ROUND, reader="段景明")
    act(books, "take_back", pages=12)
    assert ("wrong_state", "refuse", "reader") in refused(books, "send", ROUND, reader="段景明")
    act(books, "widen", reader="段景明", widened_by="段景明")
    act(books, "send", reader="段景明")
    assert states(books) == ["done", "waiting", "waiting", "out"]


def test_who_is_absent_does_not_hold_up_the_round_and_reads_later(books):
    open_round(books)
    assert ("missing", "refuse", "reader") in refused(books, "absent", ROUND)
    act(books, "absent", reader="段景明", reason="出差")
    assert ("bad_value", "refuse", "reader") in refused(books, "absent", ROUND, reader="段景明")
    assert ("absent_reader", "ask", "reader") in refused(books, "send", ROUND, reader="段景明")
    for who in READERS[1:]:
        act(books, "send")
        assert name(books, copy(books)["holder"]) == who
        act(books, "take_back", pages=12)
    assert ("bad_value", "refuse", "reader") in refused(books, "send", ROUND)
    done = act(books, "close", outcome="归柜保存")
    assert [(r.code, str(r.weight)) for r in done.warnings] == [("absent_reader", "warn")]
    assert row(books, "circulations", ROUND)["closed_on"] == "2026-11-23"
    act(books, "send", reader="段景明", confirm=("absent_reader",))
    act(books, "take_back", pages=12)
    assert (states(books), row(books, "circulations", ROUND).status) == (["done"] * 3, "closed")
    assert ("wrong_state", "refuse", "entry") in refused(books, "widen", ROUND, reader="玉罕")


def test_a_round_is_not_over_while_somebody_waits_or_has_it(books):
    open_round(books, readers=READERS[:2])
    act(books, "send")
    found = refused(books, "close", ROUND)
    assert found == {("already_out", "refuse", "entry"), ("wrong_state", "refuse", "entry")}


@pytest.mark.parametrize(("pages", "opened"), [(11, 1), (13, 0)])
def test_pages_that_differ_are_counted_again_and_fewer_open_an_irregularity(books, pages, opened):
    open_round(books)
    act(books, "send")
    assert ("missing", "refuse", "pages") in refused(books, "take_back", ROUND)
    assert ("missing", "refuse", "pages") in refused(books, "take_back", ROUND, pages_checked=False)
    assert ("pages_differ", "ask", "pages") in refused(books, "take_back", ROUND, pages=pages)
    act(books, "take_back", pages=pages, confirm=("pages_differ",))
    assert readings(books)[0]["pages_checked"] is False
    found = books.rows("irregularities")
    assert len(found) == opened
    assert all(f"{pages} 页" in one["description"] and one["person"] and one["copy"] for one in found)


def test_fewer_pages_at_a_step_from_reader_to_reader_are_booked_too(books):
    open_round(books)
    act(books, "send")
    act(books, "send", take_back_first=True, pages=11, confirm=("pages_differ",))
    (one,) = books.rows("irregularities")
    assert name(books, one["person"]) == "段景明"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"sent_at": "2359"}, ("future_date", "refuse", "sent_at")),
        ({"sent_at": "0960"}, ("bad_value", "refuse", "sent_at")),
        ({"sent_at": "2026-11-20 0900"}, ("bad_value", "refuse", "sent_at")),
        ({"reader": "不认识的人"}, ("unknown_reference", "ask", "reader")),
    ],
)
def test_what_is_refused_of_a_sending(books, values, reason):
    open_round(books)
    assert reason in refused(books, "send", ROUND, **values)


def test_nothing_comes_back_before_it_went_out(books):
    open_round(books)
    assert ("bad_value", "refuse", "reader") in refused(books, "take_back", ROUND, pages=12)
    act(books, "send", sent_at="0915")
    asked = {"pages": 12, "returned_at": "0910"}
    assert ("bad_value", "refuse", "returned_at") in refused(books, "take_back", ROUND, **asked)


@pytest.mark.parametrize("secret", ["top", "telegram"])
def test_top_secret_and_telegrams_are_read_in_the_room(books, secret):
    code = "reading_place" if secret == "top" else "cipher_telegram"
    kind = {"mark": "绝密★", "title": None} if secret == "top" else {"cipher_telegram": True}
    receive(books, doc_number="5号", copy_numbers="000401", **kind)
    for who in READERS:
        do(
            books,
            "people",
            "clear",
            who,
            category="核心",
            pledged_on="2026-11-23",
            confirm=("core_category",),
        )
    open_round(books, document="密收〔2026〕0003号")
    office, waits = "本人办公室", "本人办公室（保密员在旁等候）"
    for place in (None, office, waits):
        given = {"reading_place": place} if place else {}
        assert (code, "refuse", "reading_place") in refused(books, "send", ROUND, **given)
    do(books, "parameters", "set", code="office_reading_top_secret", value="1", origin="学院规定")
    if secret == "top":
        act(books, "send", reading_place=waits)
        act(books, "take_back", pages=12)
    else:
        assert (code, "refuse", "reading_place") in refused(books, "send", ROUND, reading_place=waits)
    act(books, "send", reading_place="机要室")


def test_top_secret_is_not_sent_to_who_is_not_cleared_for_it(books):
    receive(books, doc_number="5号", copy_numbers="000401", mark="绝密★", title=None)
    given = GIVEN | {"document": "密收〔2026〕0003号"}
    assert ("level_above_clearance", "refuse", "readers") in refused(books, "open", **given)


def test_an_occasional_reader_is_reminded_of_their_duty(books):
    open_round(books, readers=["玉罕"])
    found = refused(books, "send", ROUND)
    assert {("not_cleared", "ask", "reader"), ("missing", "refuse", "briefed_by")} <= found
    act(books, "send", briefed_by="岩温", confirm=("not_cleared", "no_pledge"))
    assert (readings(books)[0]["briefed_by"], readings(books)[0]["briefed_on"]) == ("岩温", "2026-11-23")
    act(books, "take_back", pages=12)
    act(books, "widen", reader="段景明", widened_by="李建国")
    act(books, "send")  # the reminder was the other reader's
    assert row(books, "circulations", ROUND)["briefed_by"] is None


def test_what_a_reader_keeps_overnight_is_overdue(books, clock):
    open_round(books)
    open_round(books, document="密收〔2026〕0002号", readers=["段景明"])
    act(books, "send")
    assert [(d.what, d.state) for d in due(books) if d.register == "readings"] == [("reading", "today")]
    assert [d.what for d in due(books) if d.register == "circulations"] == ["round", "round"]
    clock.forward(days=1)
    assert [(d.what, d.state) for d in due(books) if d.register == "readings"] == [("reading", "overdue")]
    second = "传〔2026〕0002号"
    assert ("overdue_held", "ask", "reader") in refused(books, "send", second)
    borrowed = {"copies": SECOND, "borrower": "段景明", "approved_by": "李建国"}
    with pytest.raises(Refused) as found:
        do(books, "loans", "lend", None, **borrowed)
    assert ("overdue_held", "ask", "borrower") in codes(found)
    act(books, "send", second, confirm=("overdue_held",))


def test_a_folder_of_several_rounds_goes_to_one_reader(books):
    open_round(books)
    open_round(books, document="密收〔2026〕0002号")
    both = [ROUND, "传〔2026〕0002号"]
    books.perform(Command("", "circulations", "send", both, {"reader": "刀永红"}))
    assert [c.status for c in (copy(books), copy(books, "密收〔2026〕0002-1"))] == ["circulating"] * 2
    books.perform(Command("", "circulations", "take_back", both, {"pages_checked": True}))
    assert states(books) == states(books, both[1]) == ["waiting", "done", "waiting"]
    assert list(checks.verify(books)) == []


def test_work_secrets_go_round_by_count_and_know_no_clearance(books):
    open_round(
        books, document="工收〔2026〕0001号", readers=["玉罕", "王勤", "段景明"], approved_by=None, count=2
    )
    act(books, "send")
    act(books, "send")
    assert ("lateral_transfer", "refuse", "take_back_first") in refused(books, "send", ROUND)
    lent = {"document": "工收〔2026〕0001号", "count": 1, "borrower": "玉罕"}
    with pytest.raises(Refused) as found:
        do(books, "loans", "lend", None, **lent)
    assert ("not_in_cabinet", "refuse", "count") in codes(found)
    act(books, "take_back", reader="玉罕")
    do(books, "loans", "lend", None, **lent)
    assert ("not_in_cabinet", "refuse", "reader") in refused(books, "send", ROUND)
    act(books, "send", take_back_first=True)
    assert states(books) == ["done", "done", "out"]


def test_void_right_after_restores_and_later_is_refused(books):
    before = {r.number: (r.status, r.values) for r in books.rows("copies")}
    open_round(books)
    act(books, "void", reason="误开")
    assert {r.number: (r.status, r.values) for r in books.rows("copies")} == before
    assert states(books) == ["void"] * 3
    open_round(books)
    second = "传〔2026〕0002号"
    act(books, "send", second)
    assert ("moved_since", "refuse", "entry") in refused(books, "void", second, reason="误开")
    assert list(checks.verify(books)) == []


def test_one_that_a_reader_lost_is_found_and_the_round_goes_on(books):
    open_round(books)
    act(books, "send")
    do(books, "copies", "report_missing", FIRST, reason="阅件人找不到")
    assert ("wrong_state", "refuse", "reader") in refused(books, "take_back", ROUND, pages=12)
    do(books, "copies", "found", FIRST, place="一室-1柜-1层", reason="找到")
    assert (copy(books)["holder"], copy(books)["circulation"]) == (None, None)
    act(books, "take_back", pages=12)
    assert states(books) == ["done", "waiting", "waiting"]
    act(books, "send")
    assert list(checks.verify(books)) == []


def test_a_correction_mends_the_reading_that_was_mistyped(books):
    open_round(books)
    act(books, "send", sent_at="0920")
    act(books, "amend", sent_at="0910", reason="看错钟")
    assert readings(books)[0]["sent_at"] == "2026-11-23T09:10"
    act(books, "take_back", pages=12, instruction="圆")
    act(books, "send")
    act(books, "amend", reader="段景明", instruction="阅", reason="错字")
    assert [r["instruction"] for r in readings(books)] == ["阅", None, None]
    assert ("approval_missing", "refuse", "approved_by") in refused(
        books, "amend", ROUND, approved_by="", reason="更正"
    )
    assert ("bad_value", "refuse", "document") in refused(
        books, "amend", ROUND, document=PAPER, reason="更正"
    )


# --- a round that is over, typed afterwards ---

LINES = [
    {"reader": "段景明", "sent_at": "0810", "returned_at": "0825", "pages": 12, "instruction": "阅"},
    {"reader": "刀永红", "sent_at": "0830", "returned_at": "0845"},
    {"reader": "王勤"},
]
OVER = {"document": PAPER, "scope": "院领导、党委办公室", "approved_by": "李建国", "lines": LINES}


def enter(desk, *, confirm=(), **changed):
    values = {k: v for k, v in (OVER | changed).items() if v is not None}
    return do(desk, "circulations", "enter_round", None, confirm=confirm, **values)


def test_a_whole_round_is_typed_in_one_grid_and_moves_nothing(books):
    before = copy(books)
    enter(books, outcome="归柜保存")
    one = row(books, "circulations", ROUND)
    assert (one.status, one["closed_on"], one["outcome"]) == ("closed", "2026-11-23", "归柜保存")
    assert states(books) == ["done", "done", "absent"]
    first = readings(books)[0]
    assert (first["sent_at"], first["returned_at"]) == ("2026-11-23T08:10", "2026-11-23T08:25")
    assert (first["pages_checked"], first["instruction"], first["copy"]) == (True, "阅", before.entry)
    assert copy(books) == before
    do(books, "circulations", "void", ROUND, reason="误记")
    assert states(books) == ["void"] * 3
    assert list(checks.verify(books)) == []


def test_who_reminded_the_readers_is_kept_with_what_they_read(books):
    given = {"briefed_by": "岩温", "lines": line(1, reader="玉罕")}
    enter(books, confirm=("not_cleared",), **given)
    kept = [(one.status, one["briefed_by"], one["briefed_on"]) for one in readings(books)]
    assert kept == [("done", "岩温", "2026-11-23")] * 2 + [("absent", None, None)]


def test_a_reminder_is_of_the_reader_to_whom_it_was_given(books):
    do(books, "people", "enrol", name="张三")
    open_round(books, readers=["玉罕", "张三"])
    act(books, "send", briefed_by="岩温", briefed_on="2026-11-22", confirm=("not_cleared",))
    assert readings(books)[0]["briefed_on"] == "2026-11-22"
    act(books, "take_back", pages=12)
    assert ("missing", "refuse", "briefed_by") in refused(books, "send", ROUND, confirm=("not_cleared",))


def test_a_time_alone_is_meant_on_the_day_of_the_round(books, clock):
    clock.forward(days=2)
    enter(books, opened_on="2026-11-23")
    assert readings(books)[1]["sent_at"] == "2026-11-23T08:30"
    assert row(books, "circulations", ROUND)["closed_on"] == "2026-11-23"


def line(n, **changed):
    return [one if k != n else {**one, **changed} for k, one in enumerate(LINES)]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"lines": None}, ("missing", "refuse", "lines")),
        ({"lines": [{"sent_at": "0810"}]}, ("bad_value", "refuse", "lines")),
        ({"lines": line(0, sent_at="8点")}, ("bad_value", "refuse", "lines")),
        ({"lines": line(0, sent_at=None)}, ("bad_value", "refuse", "lines")),
        ({"lines": line(0, returned_at=None)}, ("bad_value", "refuse", "lines")),
        ({"lines": line(0, returned_at="0800")}, ("bad_value", "refuse", "lines")),
        ({"lines": line(1, returned_at="1000")}, ("future_date", "refuse", "lines")),
        ({"lines": line(0, sent_at="2026-11-20 0800")}, ("bad_value", "refuse", "lines")),
        ({"lines": line(0, pages=11)}, ("pages_differ", "ask", "lines")),
        ({"lines": line(1, sent_at="0820")}, ("lateral_transfer", "ask", "lines")),
        ({"lines": line(2, reader="某人")}, ("unknown_reference", "ask", "lines")),
        ({"lines": line(1, reader="玉罕")}, ("not_cleared", "ask", "lines")),
        ({"lines": line(1, reader="玉罕")}, ("missing", "refuse", "briefed_by")),
        ({"group": "院领导", "lines": line(1, reader="王勤")}, ("outside_scope", "ask", "lines")),
        ({"approved_by": None}, ("approval_missing", "refuse", "approved_by")),
    ],
)
def test_what_is_refused_or_asked_of_a_round_typed_afterwards(books, changed, reason):
    values = {k: v for k, v in (OVER | changed).items() if v is not None}
    assert reason in refused(books, "enter_round", **values)


@pytest.mark.parametrize(
    ("changed", "code", "person"),
    [
        ({"lines": line(0, pages=11)}, "pages_differ", "段景明"),
        ({"lines": line(1, sent_at="0820")}, "lateral_transfer", "刀永红"),
        ({"lines": line(1, reader="何建平")}, "in_cooling_off", "何建平"),
        ({"group": "院领导", "lines": line(1, reader="王勤")}, "outside_scope", "王勤"),
    ],
)
def test_what_was_done_against_the_rules_is_booked_as_it_was(books, changed, code, person):
    do(books, "people", "enrol", name="何建平")
    do(books, "people", "clear", "何建平", category="一般", pledged_on="2026-11-23")
    do(
        books,
        "people",
        "leave",
        "何建平",
        confirm=("no_departure",),
        leave_reason="调离",
        cooling_until="2028-01-01",
        approved_by="李建国",
    )
    enter(books, confirm=(code,), **changed)
    (one,) = books.rows("irregularities")
    assert name(books, one["person"]) == person
    assert "确认" not in one["description"]
    assert one["description"].endswith("。")


def test_those_of_the_group_without_a_line_read_it_later(books):
    enter(books, group="院领导", lines=[LINES[0]])
    assert states(books) == ["done", "absent"]


def test_an_unknown_reader_of_a_line_is_enrolled_in_the_same_act(books):
    done = enter(books, lines=line(2, reader="新副院长"), confirm=("unknown_reference",))
    assert "people" in {m.register for m in done.created}
    assert name(books, readings(books)[2]["reader"]) == "新副院长"


def test_at_closing_time_a_round_is_taken_back_with_one_key(books):
    open_round(books)
    act(books, "send")
    (out,) = whats_out(books)
    assert (out.holder, out.due, out.matter.number) == ("段景明", "2026-11-23", ROUND)
    books.perform(back_command(books, out))
    assert (whats_out(books), states(books)) == ([], ["done", "waiting", "waiting"])
    assert readings(books)[0]["pages_checked"] is True


def test_an_instruction_on_a_paper_above_this_pc_stays_on_the_paper(books):
    receive(books, doc_number="5号", copy_numbers="000401", mark="绝密★", title=None)
    for who in READERS:
        do(
            books,
            "people",
            "clear",
            who,
            category="核心",
            pledged_on="2026-11-23",
            confirm=("core_category",),
        )
    top = {"document": "密收〔2026〕0003号"}
    room = [{**one, "reading_place": "机要室"} for one in LINES]
    values = {k: v for k, v in (OVER | top | {"lines": room}).items() if v is not None}
    assert ("level_above_vault", "refuse", "lines") in refused(books, "enter_round", **values)
    open_round(books, **top)
    act(books, "send", reading_place="机要室")
    asked = {"pages": 12, "instruction": "请办"}
    assert ("level_above_vault", "refuse", "instruction") in refused(books, "take_back", ROUND, **asked)
    act(books, "take_back", pages=12)
    typed = {"pages": "12", "instruction": "请办"}
    entry = row(books, "circulations", ROUND).entry
    drafts.save(books, "circulations", "take_back", entry, typed)
    assert drafts.load(books, "circulations", "take_back", entry) == {"pages": "12"}
    for paper in ({"document": "密收〔2026〕0003号"}, {"copies": "1-1、3-1"}):
        drafts.save(
            books,
            "circulations",
            "enter_round",
            0,
            paper | {"lines": [{"reader": "王勤", "instruction": "办"}]},
        )
        assert drafts.load(books, "circulations", "enter_round") == paper | {"lines": [{"reader": "王勤"}]}
    drafts.save(books, "circulations", "enter_round", 0, {"document": "1", "lines": [{"instruction": "办"}]})
    assert drafts.load(books, "circulations", "enter_round")["lines"] == [{"instruction": "办"}]


def test_the_day_of_the_approval_is_that_of_opening_where_none_is_typed(books):
    open_round(books)
    assert row(books, "circulations", ROUND)["approved_on"] == "2026-11-23"
