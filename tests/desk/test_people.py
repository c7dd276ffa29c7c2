"""Cleared, suspended, left: what may be, and what is still in somebody's hands (第17条 to 第28条)."""

import pytest

from secretdesk.desk import checks
from secretdesk.domain.review import Act, Change, Refused, Weight
from secretdesk.domain.rules.clearance import may_handle
from secretdesk.domain.rules.people import group_members
from tests.desk.test_receipt import NAMES, codes, do

CLEARED = {"category": "重要", "pledged_on": "2026-01-05"}


@pytest.fixture
def person(desk):
    do(desk, "people", "enrol", name="玉罕")
    return "玉罕"


def one(desk, name):
    (row,) = desk.find("people", name)
    return row


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        ({"category": "核心", "pledged_on": "2026-01-05"}, {("core_category", "ask", "category")}),
        ({"category": "重要", "highest_level": "绝密"}, {("bad_value", "refuse", "highest_level"), ("no_pledge", "warn", "pledged_on")}),
        ({"category": "一般", "highest_level": "机密", "pledged_on": "2026-01-05"}, {("bad_value", "refuse", "highest_level")}),
        ({"category": "重要", "highest_level": "工作秘密", "pledged_on": "2026-01-05"}, {("bad_value", "refuse", "highest_level")}),
        ({"category": "重要", "pledged_on": "2026-12-01"}, {("future_date", "refuse", "pledged_on")}),
        ({"pledged_on": "2026-01-05"}, {("missing", "refuse", "category")}),
        ({**CLEARED, "cleared_from": "2026-12-01"}, {("future_date", "refuse", "cleared_from")}),
    ],
)  # fmt: skip
def test_clear_is_refused_or_asked(desk, person, given, reasons):
    with pytest.raises(Refused) as refused:
        do(desk, "people", "clear", person, **given)
    assert codes(refused) == reasons
    assert one(desk, person).status == "in_use"


@pytest.mark.parametrize(
    ("given", "confirm", "level", "warned"),
    [
        (CLEARED, (), "机密", []),
        ({**CLEARED, "category": "一般"}, (), "秘密", []),
        ({**CLEARED, "category": "核心"}, ("core_category",), "绝密", ["core_category"]),
        ({**CLEARED, "highest_level": "秘密"}, (), "秘密", []),
        ({"category": "重要"}, (), "机密", ["no_pledge"]),
    ],
)
def test_clear_computes_the_level(desk, person, given, confirm, level, warned):
    receipt = do(desk, "people", "clear", person, confirm=confirm, **given)
    row = one(desk, person)
    assert (row.status, row["highest_level"], row["cleared_from"]) == ("cleared", level, "2026-11-23")
    assert [r.code for r in receipt.warnings] == warned


def left(until, **changed):
    given = {"leave_reason": "调离", "approved_by": "李建国", "cooling_until": until} | changed
    return {k: v for k, v in given.items() if v is not None}


@pytest.mark.parametrize(
    ("category", "given", "reasons"),
    [
        ("重要", left("2028-11-22"), {("term_out_of_range", "refuse", "cooling_until")}),
        ("重要", left("2029-11-24"), {("term_out_of_range", "ask", "cooling_until")}),
        ("一般", left("2027-11-22"), {("term_out_of_range", "refuse", "cooling_until")}),
        ("一般", left("2028-11-24"), {("term_out_of_range", "ask", "cooling_until")}),
        ("重要", left(None), {("missing", "refuse", "cooling_until")}),
        ("重要", left("2028-11-23", approved_by=None), {("approval_missing", "refuse", "approved_by")}),
        ("重要", left("2028-11-23", leave_reason=None), {("missing", "refuse", "leave_reason")}),
        ("", left("2028-11-23"), {("bad_value", "refuse", "cooling_until")}),
    ],
)
def test_leave_is_refused_or_asked(desk, person, category, given, reasons):
    if category:
        do(desk, "people", "clear", person, **(CLEARED | {"category": category}))
    with pytest.raises(Refused) as refused:
        do(desk, "people", "leave", person, confirm=("no_departure",), **given)
    assert codes(refused) == reasons


@pytest.mark.parametrize(
    ("category", "until"),
    [
        ("重要", "2028-11-23"),
        ("重要", "2029-11-23"),
        ("一般", "2027-11-23"),
        ("一般", "2028-11-23"),
        ("", None),
    ],
)
def test_leave_within_the_range(desk, person, category, until):
    if category:
        do(desk, "people", "clear", person, **(CLEARED | {"category": category}))
    do(desk, "people", "leave", person, confirm=("no_departure",), **left(until))
    row = one(desk, person)
    assert (row.status, row["left_on"], row["cooling_until"]) == ("left", "2026-11-23", until)


def test_the_range_is_a_parameter(desk, person):
    do(desk, "people", "clear", person, **CLEARED)
    do(desk, "parameters", "set", code="cooling_least_important", value="18", effective_from="2026-01-01")
    do(desk, "people", "leave", person, confirm=("no_departure",), **left("2028-05-23"))


@pytest.mark.parametrize("cleared", [True, False])
def test_who_leaves_has_handed_everything_in(desk, person, cleared):
    if cleared:
        do(desk, "people", "clear", person, **CLEARED)
    do(desk, "places", "enrol", name="一室-1柜", responsible=person)
    do(desk, "departments", "enrol", name="教务处", device_keeper=person)
    until = "2028-11-23" if cleared else None
    with pytest.raises(Refused) as refused:
        do(desk, "people", "leave", person, confirm=("no_departure",), **left(until))
    assert codes(refused) == {("holdings_left", "refuse", "entry")}
    (reason,) = refused.value.reasons
    assert "2 件" in reason.text and "处001" in reason.text and "部001" in reason.text
    assert reason.origin == "第25条、第28条（六）"
    do(desk, "people", "enrol", name="岩叫")
    do(desk, "places", "amend", "处001", responsible="岩叫", reason="移交")
    do(desk, "departments", "retire", "教务处")  # what is out of use is in nobody's charge
    do(desk, "people", "leave", person, confirm=("no_departure",), **left(until))


def test_retiring_a_name_asks_for_the_holdings_too(desk, person):
    do(desk, "places", "enrol", name="一室-1柜", responsible=person)
    with pytest.raises(Refused) as refused:
        do(desk, "people", "retire", person)
    assert codes(refused) == {("holdings_left", "refuse", "entry")}


def test_suspending_tells_what_they_hold(desk, person):
    do(desk, "people", "clear", person, **CLEARED)
    do(desk, "places", "enrol", name="一室-1柜", responsible=person)
    receipt = do(desk, "people", "suspend", person, reason="出国审查")
    assert [(r.code, r.weight) for r in receipt.warnings] == [("holdings_left", Weight.WARN)]
    assert one(desk, person).status == "suspended"
    do(desk, "people", "resume", person, reason="审查结束")
    assert one(desk, person).status == "cleared"


def test_who_comes_back_is_cleared_anew(desk, person):
    do(desk, "people", "clear", person, **CLEARED)
    do(desk, "people", "leave", person, confirm=("no_departure",), **left("2028-11-23"))
    with pytest.raises(Refused) as refused:
        do(desk, "people", "clear", person, **CLEARED)
    assert codes(refused) == {("wrong_state", "refuse", "entry")}
    do(desk, "people", "rejoin", person, reason="调回")
    row = one(desk, person)
    assert (row.status, row["category"], row["left_on"]) == ("in_use", None, None)
    assert row["cooling_until"] == "2028-11-23"  # goes on until they are on a post that handles secrets
    do(desk, "people", "clear", person, **CLEARED)
    assert one(desk, person)["cooling_until"] is None
    assert list(checks.verify(desk)) == []


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        ({"cooling_until": "2028-12-01"}, set()),
        ({"cooling_until": "2028-01-01"}, {("term_out_of_range", "refuse", "cooling_until")}),
    ],
)
def test_a_wrong_cooling_off_is_corrected(desk, person, given, reasons):
    do(desk, "people", "clear", person, **CLEARED)
    do(desk, "people", "leave", person, confirm=("no_departure",), **left("2028-11-23"))
    if not reasons:
        do(desk, "people", "amend", person, reason="抄错", **given)
        return
    with pytest.raises(Refused) as refused:
        do(desk, "people", "amend", person, reason="抄错", **given)
    assert codes(refused) == reasons


def test_a_leaving_is_not_made_up_by_correction(desk, person):
    with pytest.raises(Refused) as refused:
        do(desk, "people", "amend", person, reason="x", destination="州教育局", cooling_until="2028-11-23")
    assert {(r.code, r.field) for r in refused.value.reasons} == {
        ("bad_value", "destination"), ("bad_value", "cooling_until"),
    }  # fmt: skip


REFUSE, ASK = Weight.REFUSE, Weight.ASK


@pytest.mark.parametrize(
    ("state", "level", "expected"),
    [
        ("cleared", "机密", []),
        ("cleared", "秘密", []),
        ("cleared", "绝密", [("level_above_clearance", REFUSE)]),
        ("general", "机密", [("level_above_clearance", ASK)]),
        ("no pledge", "秘密", [("no_pledge", ASK)]),
        ("no pledge", "绝密", [("level_above_clearance", REFUSE), ("no_pledge", REFUSE)]),
        ("in_use", "秘密", [("not_cleared", ASK)]),
        ("in_use", "绝密", [("not_cleared", REFUSE)]),
        ("in_use", "工作秘密", []),
        ("in_use", "内部", []),
        ("suspended", "秘密", [("not_cleared", REFUSE)]),
        ("left", "秘密", [("in_cooling_off", REFUSE)]),
        ("left", "工作秘密", []),
        ("rejoined", "秘密", [("in_cooling_off", REFUSE)]),
        ("just enrolled", "机密", [("not_cleared", ASK)]),
    ],
)
def test_may_handle(desk, clock, person, state, level, expected):
    if state not in {"in_use", "just enrolled"}:
        given = dict(CLEARED)
        given |= {"category": "一般"} if state == "general" else {}
        given |= {"pledged_on": None} if state == "no pledge" else {}
        do(desk, "people", "clear", person, **given)
    if state == "suspended":
        do(desk, "people", "suspend", person, reason="审查")
    if state in {"left", "rejoined"}:
        do(desk, "people", "leave", person, confirm=("no_departure",), **left("2028-11-23"))
    if state == "rejoined":
        do(desk, "people", "rejoin", person, reason="调回")
    named = (
        Change("people", "enrol", set={"name": "新来的"})
        if state == "just enrolled"
        else one(desk, person).entry
    )
    register = desk.registers["irregularities"]
    act = Act(
        None,
        register,
        register.action("record"),
        None,
        {"person": named},
        "2026-11-23",
        clock(),
        desk.books,
        "机密",
    )
    found = list(may_handle(act, "person", level))
    assert [(r.code, r.weight) for r in found] == expected
    assert all(r.field == "person" and r.origin and r.text.endswith("。") for r in found)


def test_a_reader_group_reads_in_order(desk):
    for name, groups, rank in [
        ("王一", "院领导", "2"), ("王二", "院领导、领导小组", "1"), ("王三", "领导小组", None), ("王四", "院领导", None),
        ("王五", "院领导", "3"),
    ]:  # fmt: skip
        do(desk, "people", "enrol", name=name, groups=groups, **({"rank": rank} if rank else {}))
    do(desk, "people", "leave", "王五", confirm=("no_departure",), leave_reason="退休")
    assert [r["name"] for r in group_members(desk.books, "院领导")] == ["王二", "王一", "王四"]
    assert [r["name"] for r in group_members(desk.books, "领导小组")] == ["王二", "王三"]
    assert group_members(desk.books, "没有的组") == []


def test_a_device_keeper_is_enrolled_in_passing(desk):
    do(desk, "departments", "enrol", name="教务处", device_keeper="岩罕", confirm=NAMES)
    held = desk.books.held_by(one(desk, "岩罕").entry)
    assert [r.number for r in held] == ["部001"]


def test_who_is_cleared_for_less_is_told_what_they_keep_above_it(desk, person):
    do(desk, "people", "clear", person, **CLEARED)
    given = {"kind": "U盘", "serial": "U1", "keeper": person, "briefed_by": "岩温"}
    for serial, level in (("U1", "机密"), ("U2", "秘密")):
        do(desk, "media", "enrol", **(given | {"serial": serial, "level": level}))
    lower = {"category": "一般", "pledged_on": "2026-01-05"}
    found = do(desk, "people", "clear", person, **lower).warnings
    (told,) = [r for r in found if r.code == "holdings_left"]
    assert (told.weight, told.field) == (Weight.WARN, "highest_level")
    assert "高于秘密的 1 件：介0001；" in told.text
    do(desk, "media", "scrap", "介0001", approved_by="李建国", reason="坏了")
    do(desk, "people", "clear", person, **CLEARED)
    assert not [
        r for r in do(desk, "people", "clear", person, **CLEARED).warnings if r.code == "holdings_left"
    ]
