"""Handing over by its rules (第25条, 第28条（六）, F15): everything listed, three people, nothing left behind."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.due import due
from tests.desk.test_receipt import do, receive, row
from tests.registers.test_things import PC, PRINTER, STICK, books, refused  # noqa: F401

SHEET, COPY = "移〔2026〕001号", "密收〔2026〕0001-1"
LEAVE = {"leave_reason": "调离", "approved_by": "李建国", "cooling_until": "2029-01-01"}
SIGN = {"receiver": "王勤", "witness": "张三", "count_way": "全部清点"}


@pytest.fixture
def held(books):  # noqa: F811
    """玉罕 keeps three devices, a department's charge and a cabinet with copies of two papers; 王勤 a stick."""
    do(books, "places", "enrol", name="一室-1柜-1层", responsible="玉罕")
    receive(books, place="一室-1柜-1层")
    receive(
        books,
        doc_number="无文号",
        mark="工作秘密",
        copy_numbers=None,
        count=3,
        pages=None,
        place="一室-1柜-1层",
    )
    return books


def draft(desk, *, confirm=(), **changed):
    given = {"kind": "离岗", "giver": "玉罕"} | changed
    return do(
        desk, "handovers", "draft", confirm=confirm, **{k: v for k, v in given.items() if v is not None}
    )


def lines(desk):
    return {one["item"] or one["name"]: one for one in desk.rows("handover_items", ascending=True)}


def test_the_draft_lists_what_the_books_say_is_held(held):
    done = draft(held)
    sheet, found = row(held, "handovers", SHEET), lines(held)
    assert set(found) == {PC, "设0002", PRINTER, "部001", "处002"}
    assert (sheet["items"], sheet["level"], sheet.status) == (5, "机密", "draft")
    assert held.names("departments", [sheet["department"]]) == {sheet["department"]: "教务处"}
    place = found["处002"]
    assert (place["detail"], place["count"], place["level"]) == ("机密 4 份、工作秘密 1 件", 5, "机密")
    assert found[PC].number == "移〔2026〕001-1" or found[PC].number.startswith("移〔2026〕001-")
    assert (found[PC]["name"], found[PC]["detail"], found[PC]["category"]) == (
        "台式机 某牌 D7",
        "S-1",
        "信息设备",
    )
    before = {one.number: (one.status, one.values) for one in held.rows("devices")}
    do(held, "handovers", "void", done.number, reason="误拟")
    assert {one.status for one in held.rows("handover_items")} == {"void"}
    assert {one.number: (one.status, one.values) for one in held.rows("devices")} == before


def test_signing_hands_everything_on_and_then_one_may_leave(held):
    draft(held)
    assert ("holdings_left", "refuse", "entry") in refused(held, "people", "leave", "玉罕", **LEAVE)
    do(held, "handovers", "sign", SHEET, **SIGN)
    person = held.find("people", "王勤")[0].entry
    assert {row(held, "devices", one)["keeper"] for one in (PC, PRINTER)} == {person}
    assert row(held, "places", "处002")["responsible"] == person
    assert row(held, "departments", "部001")["device_keeper"] == person
    assert {one.status for one in held.rows("handover_items")} == {"handed"}
    assert held.books.held_by(held.find("people", "玉罕")[0].entry) == []
    do(held, "people", "leave", "玉罕", confirm=("no_departure",), **LEAVE)
    assert list(checks.verify(held)) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"receiver": None}, ("missing", "refuse", "receiver")),
        ({"witness": None}, ("missing", "refuse", "witness")),
        ({"receiver": "玉罕"}, ("two_persons", "refuse", "receiver")),
        ({"witness": "玉罕"}, ("two_persons", "refuse", "witness")),
        ({"witness": "王勤"}, ("two_persons", "refuse", "witness")),
        ({"receiver": "张三", "witness": "王勤"}, ("not_cleared", "ask", "receiver")),
        ({"receiver": "张三", "witness": "王勤"}, ("missing", "refuse", "briefed_by")),
        ({"count_way": None}, ("missing", "refuse", "count_way")),
        ({"count_way": "抽查"}, ("bad_value", "refuse", "count_way")),
        ({"short": ["移〔2026〕001-1"]}, ("missing", "refuse", "difference")),
    ],
)
def test_what_is_refused_or_asked_at_signing(held, changed, reason):
    draft(held)
    assert reason in refused(held, "handovers", "sign", SHEET, **(SIGN | changed))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"giver": None}, ("missing", "refuse", "giver")),
        ({"receiver": "玉罕"}, ("two_persons", "refuse", "receiver")),
        ({"until": "2026-12-01"}, ("bad_value", "refuse", "until")),
        ({"kind": "临时代管"}, ("missing", "refuse", "until")),
        (
            {"kind": "临时代管", "from_on": "2026-11-25", "until": "2026-11-24"},
            ("bad_value", "refuse", "until"),
        ),
    ],
)
def test_what_is_refused_of_a_draft(held, changed, reason):
    given = {"kind": "离岗", "giver": "玉罕"} | changed
    assert reason in refused(held, "handovers", "draft", **given)


def test_a_person_has_one_open_list(held):
    draft(held)
    assert ("bad_value", "refuse", "giver") in refused(held, "handovers", "draft", kind="离岗", giver="玉罕")
    assert [one.what for one in due(held) if one.register == "handovers"] == ["handover"]
    do(held, "handovers", "cancel", SHEET, reason="不走了")
    assert {one.status for one in held.rows("handover_items")} == {"removed"}
    draft(held)


def test_what_was_lent_comes_back_first_and_goes_to_nobody_by_hand(held):
    given = {"borrower": "玉罕", "approved_by": "李建国", "due": "2026-11-24"}
    lent = do(held, "loans", "lend", copies=[COPY], media=[STICK], **given).number
    draft(held)
    found = lines(held)
    assert {found[COPY]["note"], found[STICK]["note"]} == {"须先交回"}
    assert ("holdings_left", "refuse", "entry") in refused(held, "handovers", "sign", SHEET, **SIGN)
    do(held, "loans", "take_back", lent, pages=12)
    do(held, "handovers", "sign", SHEET, **SIGN)
    do(held, "people", "leave", "玉罕", confirm=("no_departure",), **LEAVE)


def test_what_came_since_and_what_was_struck_is_listed_again(held):
    draft(held)
    assert ("bad_value", "refuse", "item") in refused(held, "handovers", "add", SHEET)
    do(held, "media", "change_keeper", STICK, keeper="玉罕")
    assert ("holdings_left", "refuse", "entry") in refused(held, "handovers", "sign", SHEET, **SIGN)
    do(held, "handovers", "add", SHEET, category="钥匙", item="柜钥匙", item_count=2)
    assert {"介0001", "柜钥匙"} <= set(lines(held))
    assert row(held, "handovers", SHEET)["items"] == 7
    stick = lines(held)[STICK].number
    do(held, "handovers", "remove", SHEET, lines=[stick], reason="另行移交")
    assert row(held, "handovers", SHEET)["items"] == 6
    assert ("wrong_state", "refuse", "lines") in refused(
        held, "handovers", "remove", SHEET, lines=[stick], reason="另行移交"
    )
    assert ("holdings_left", "refuse", "entry") in refused(held, "handovers", "sign", SHEET, **SIGN)
    do(held, "handovers", "add", SHEET, again=True)
    do(held, "handovers", "sign", SHEET, **SIGN)
    assert row(held, "media", STICK)["keeper"] == held.find("people", "王勤")[0].entry


def test_who_changes_post_keeps_what_was_struck(held):
    draft(held, kind="岗位交接")
    do(held, "handovers", "remove", SHEET, lines=[lines(held)[PC].number], reason="自用机带到新岗位")
    assert ("missing", "refuse", "sampled") in refused(
        held, "handovers", "sign", SHEET, **(SIGN | {"count_way": "抽查"})
    )
    do(held, "handovers", "sign", SHEET, **(SIGN | {"count_way": "抽查", "sampled": 5}))
    keepers = {one.number: one["keeper"] for one in held.rows("devices")}
    assert keepers[PC] == held.find("people", "玉罕")[0].entry != keepers[PRINTER]


def test_a_difference_is_an_irregularity_and_stays_with_the_giver(held):
    draft(held)
    given = {"short": [lines(held)[PRINTER].number], "difference": "打印机不在办公室"}
    do(held, "handovers", "sign", SHEET, **SIGN, **given)
    (found,) = held.rows("irregularities")
    printer = row(held, "devices", PRINTER)
    assert (found["device"], found["person"]) == (printer.entry, printer["keeper"])
    assert lines(held)[PRINTER].status == "short"
    assert ("holdings_left", "refuse", "entry") in refused(held, "people", "leave", "玉罕", **LEAVE)


def test_what_is_missing_is_signed_for_by_nobody(held):
    draft(held)
    do(held, "devices", "report_missing", PRINTER, reason="找不到")
    assert ("missing", "refuse", "difference") in refused(held, "handovers", "sign", SHEET, **SIGN)
    do(held, "handovers", "sign", SHEET, **SIGN, difference="打印机下落不明")
    assert row(held, "devices", PRINTER)["keeper"] == held.find("people", "玉罕")[0].entry


def test_a_substitute_gives_back(held, clock):
    lent = {"borrower": "玉罕", "approved_by": "李建国", "due": "2026-11-24"}
    do(held, "loans", "lend", copies=[COPY], **lent)
    draft(held, kind="临时代管", from_on="2026-11-23", until="2026-11-30", matters="清退差两份")
    do(held, "handovers", "sign", SHEET, **SIGN)
    assert row(held, "devices", PC)["keeper"] == held.find("people", "王勤")[0].entry
    assert lines(held)[COPY].status == "removed"
    clock.forward(days=8)
    assert [(d.what, d.state) for d in due(held) if d.register == "handovers"] == [("substitute", "overdue")]
    do(held, "handovers", "end", SHEET)
    assert row(held, "devices", PC)["keeper"] == held.find("people", "玉罕")[0].entry
    assert list(checks.verify(held)) == []


def test_nothing_is_given_back_to_who_has_left(held):
    draft(held, kind="临时代管", from_on="2026-11-23", until="2026-11-30")
    do(held, "handovers", "sign", SHEET, **SIGN)
    do(held, "people", "leave", "玉罕", confirm=("no_departure",), **LEAVE)
    assert ("in_cooling_off", "refuse", "entry") in refused(held, "handovers", "end", SHEET)


def test_only_a_substitute_gives_back(held):
    draft(held)
    do(held, "handovers", "sign", SHEET, **SIGN)
    assert ("wrong_state", "refuse", "entry") in refused(held, "handovers", "end", SHEET)
    assert ("moved_since", "refuse", "entry") in refused(held, "handovers", "void", SHEET, reason="误签")
