"""Leaving a post and 脱密期 by their rules (第24条 to 第26条, 条例第53条, 第54条; F17, F18)."""

import pytest

from secretdesk.desk import checks, keys
from secretdesk.desk.bulk import day_pack
from secretdesk.desk.due import due
from secretdesk.desk.sheets import print_form
from secretdesk.domain.review import Refused
from tests.conftest import CHEAP
from tests.desk.test_receipt import do, receive, row
from tests.registers.test_things import refused

SHEET, PLEDGE = "离〔2026〕001号", "承〔2026〕001号"
TODAY = "2026-11-23"
STEPS = {
    "carriers_on": TODAY, "devices_on": TODAY, "access_on": TODAY, "access_by": "赵䶮", "passports_fate": "没有因私证件",
    "talk_on": TODAY, "talked_by": "李建国",
}  # fmt: skip
SIGNED = {"department_by": "段景明", "personnel_by": "王勤", "office_by": "李建国", "group_by": "段景明"}
DECIDED = SIGNED | {"months": 12, "manager_unit": "组织人事部", "manager": "王勤", "pledged_on": TODAY}
APPLIED = {"person": "玉罕", "leave_reason": "调离", "destination": "州人社局", "touched_level": "秘密"}
CONTACT = {"contact_way": "电话", "findings": "没有异常", "contact_by": "王勤"}
TOLD = {"alerted_to": "州委机要和保密局", "measures": "撤销门禁"}


@pytest.fixture
def books(desk):
    """玉罕 and 王勤 are cleared, 张三 is not."""
    do(desk, "departments", "enrol", name="教务处")
    for name in ("玉罕", "王勤", "张三"):
        do(desk, "people", "enrol", name=name, department="教务处")
    for name in ("玉罕", "王勤"):
        do(desk, "people", "clear", name, category="一般", pledged_on="2026-01-05")
    return desk


def approved(desk, confirm=(), **changed):
    do(desk, "departures", "apply", **APPLIED)
    return do(desk, "departures", "approve", SHEET, confirm=confirm, **(STEPS | DECIDED | changed))


def person(desk, name="玉罕"):
    return desk.rows("people", where={"name": name})[0]


def waiting(desk, *registers):
    return {(d.what, d.state) for d in due(desk) if d.register in registers}


def told(done):
    return [(r.code, str(r.weight), r.field) for r in done.warnings]


# --- the sheet ---


def test_the_approval_is_printed_at_zero_alone(books):
    """F17: a sheet to be signed as an approval is not to be had while anything is left (domain 4, item 10)."""
    receive(books, mark="秘密★5年")
    given = {"copies": "密收〔2026〕0001-1", "borrower": "玉罕", "approved_by": "李建国", "due": "2026-11-24"}
    do(books, "loans", "lend", **given)
    do(books, "departures", "apply", **APPLIED)
    entry = row(books, "departures", SHEET).entry
    with pytest.raises(Refused) as found:
        print_form(books, "departure_sheet", entry=entry)
    (reason,) = found.value.reasons
    assert (reason.code, reason.origin) == ("holdings_left", "第25条、F17")
    assert "密收〔2026〕0001-1" in reason.text
    assert all(piece.form != "departure_sheet" for piece in day_pack(books, TODAY)), "a pack leaves it out"
    assert print_form(books, "departure_sheet", blank=True).pages == 1
    do(books, "loans", "take_back", "借〔2026〕0001号", pages=12)
    assert print_form(books, "departure_sheet", entry=entry).pages == 1
    assert [piece.of for piece in day_pack(books, TODAY) if piece.form == "departure_sheet"] == [SHEET]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"person": None}, ("missing", "refuse", "person")),
        ({"leave_reason": None}, ("missing", "refuse", "leave_reason")),
        ({"person": "张三"}, ("wrong_state", "refuse", "person")),
        ({"applied_on": "2026-11-24"}, ("future_date", "refuse", "applied_on")),
    ],
)
def test_what_is_refused_of_an_application(books, changed, reason):
    assert reason in refused(books, "departures", "apply", **(APPLIED | changed))


def test_one_sheet_at_a_time_and_who_is_cleared_leaves_by_it(books):
    do(books, "departures", "apply", **APPLIED)
    assert ("bad_value", "refuse", "person") in refused(books, "departures", "apply", **APPLIED)
    left = {"leave_reason": "调离", "approved_by": "段景明", "cooling_until": "2028-01-01"}
    assert ("no_departure", "ask", "entry") in refused(books, "people", "leave", "玉罕", **left)
    do(books, "people", "leave", "张三", leave_reason="调离")  # never cleared: no sheet


@pytest.mark.parametrize(
    ("action", "more"), [("apply", {"leave_reason": "调离"}), ("find_gone", {}), ("book", {})]
)
def test_nobody_leaves_who_was_never_known(books, action, more):
    kept = {"manager_unit": "组织人事部", "manager": "王勤"} if action == "book" else {}
    assert ("wrong_state", "refuse", "person") in refused(
        books, "departures", action, confirm=("unknown_reference",), person="无此人", **more, **kept
    )


@pytest.mark.parametrize(
    ("without", "reason"),
    [
        *((key, ("step_left", "refuse", key)) for key in STEPS if key != "access_by"),
        *((key, ("approval_missing", "refuse", key)) for key in SIGNED),
        ("pledged_on", ("no_pledge", "refuse", "pledged_on")),
        ("months", ("missing", "refuse", "months")),
        ("manager", ("missing", "refuse", "manager")),
    ],
)
def test_every_step_and_every_opinion_comes_before_the_approval(books, without, reason):
    do(books, "departures", "apply", **APPLIED)
    given = {key: value for key, value in (STEPS | DECIDED).items() if key != without}
    assert reason in refused(books, "departures", "approve", SHEET, **given)


@pytest.mark.parametrize(("months", "weight"), [(11, "refuse"), (12, None), (24, None), (25, "ask")])
def test_the_term_follows_the_class(books, months, weight):
    do(books, "departures", "apply", **APPLIED)
    given = STEPS | DECIDED | {"months": months}
    if weight:
        assert ("term_out_of_range", weight, "months") in refused(
            books, "departures", "approve", SHEET, **given
        )
    if weight != "refuse":
        do(books, "departures", "approve", SHEET, confirm=("term_out_of_range",), **given)


def test_the_limits_are_parameters(books):
    do(
        books,
        "parameters",
        "set",
        code="cooling_least_general",
        value="18",
        origin="领导小组决定",
        effective_from=TODAY,
    )
    do(books, "departures", "apply", **APPLIED)
    assert ("term_out_of_range", "refuse", "months") in refused(
        books, "departures", "approve", SHEET, **(STEPS | DECIDED)
    )


def test_only_at_zero(books):
    receive(books, place="一室-1柜-1层")
    copy = "密收〔2026〕0001-1"
    do(books, "loans", "lend", copies=[copy], borrower="玉罕", purpose="拟稿", approved_by="李建国", due="2026-11-24",
       confirm=("level_above_clearance",), briefed_by="李建国")  # fmt: skip
    do(books, "passports", "enrol", owner="玉罕", kind="因私护照", document_no="E1")  # still with her
    do(books, "departures", "apply", **APPLIED)
    assert row(books, "departures", SHEET)["remaining"] == 2
    assert ("holdings_left", "refuse", "carriers_on") in refused(
        books, "departures", "step", SHEET, carriers_on=TODAY
    )
    given = STEPS | DECIDED
    assert ("holdings_left", "refuse", "entry") in refused(books, "departures", "approve", SHEET, **given)
    assert ("passports_fate") in {one[2] for one in refused(books, "departures", "approve", SHEET, **given)}
    do(books, "loans", "take_back", "借〔2026〕0001号", pages=12)
    do(books, "passports", "keep", "证0001", kept_at="人事部保险柜")
    do(books, "departures", "step", SHEET, carriers_on=TODAY)
    assert row(books, "departures", SHEET)["remaining"] == 0
    kept = given | {"passports_fate": "继续集中保管到期满"}
    do(books, "departures", "approve", SHEET, **kept)
    assert list(checks.verify(books)) == []


def test_an_approval_moves_the_person_and_signs_the_pledge(books):
    approved(books)
    sheet, who = row(books, "departures", SHEET), person(books)
    assert (sheet["cooling_from"], sheet["cooling_until"], sheet["next_on"]) == (
        TODAY,
        "2027-11-23",
        "2027-05-23",
    )
    assert (who.status, who["left_on"], who["cooling_until"], who["approved_by"]) == (
        "left", TODAY, "2027-11-23", "段景明",
    )  # fmt: skip
    pledge = row(books, "pledges", PLEDGE)
    assert (sheet["pledge"], pledge["kind"], pledge["person"]) == (pledge.entry, "离岗离职", who.entry)
    do(books, "departures", "undo", SHEET, reason="登错")
    assert (person(books).status, row(books, "pledges", PLEDGE).status) == ("cleared", "void")
    assert row(books, "departures", SHEET).status == "applied"
    do(books, "departures", "approve", SHEET, **(STEPS | DECIDED))
    assert list(checks.verify(books)) == []


def test_a_pledge_that_is_signed_already_is_found(books):
    do(books, "departures", "apply", **APPLIED)
    do(books, "pledges", "sign", kind="离岗离职", person="玉罕")
    do(books, "pledges", "sign", kind="离岗离职", person="王勤")
    given = {k: v for k, v in (STEPS | DECIDED).items() if k != "pledged_on"}
    assert ("bad_value", "refuse", "pledge") in refused(
        books, "departures", "approve", SHEET, pledge="承〔2026〕002号", **given
    )
    do(books, "departures", "approve", SHEET, **given)
    assert row(books, "departures", SHEET)["pledge"] == row(books, "pledges", PLEDGE).entry
    assert len(books.rows("pledges")) == 2


def test_a_handover_that_is_not_signed_or_another_ones_proves_nothing(books):
    do(books, "departures", "apply", **APPLIED)
    for giver in ("玉罕", "王勤"):
        do(books, "handovers", "draft", kind="离岗", giver=giver)
    for sheet in ("移〔2026〕001号", "移〔2026〕002号"):
        assert ("bad_value", "refuse", "handover") in refused(
            books, "departures", "step", SHEET, handover=sheet
        )


def test_a_correction_goes_round_no_step_and_moves_the_end(books):
    approved(books)
    for key, code in (("group_by", "approval_missing"), ("talk_on", "step_left")):
        assert (code, "refuse", key) in refused(
            books, "departures", "amend", SHEET, reason="更正", **{key: ""}
        )
    do(books, "departures", "amend", SHEET, months=18, reason="写错")
    assert row(books, "departures", SHEET)["cooling_until"] == person(books)["cooling_until"] == "2028-05-23"


# --- without leave ---


def test_gone_without_leave_is_reported_at_once(books):
    done = do(books, "departures", "find_gone", person="玉罕")
    assert told(done) == [("report_at_once", "warn", "person")]
    assert person(books).status == "suspended"
    assert [one["kind"] for one in books.rows("irregularities")] == ["擅自离岗"]
    assert waiting(books, "departures") == {("departure_report", "today")}
    do(books, "departures", "alert", SHEET, **TOLD)
    assert row(books, "departures", SHEET).status == "reported"
    assert waiting(books, "departures") == {("departure", "waiting")}
    given = {k: v for k, v in (STEPS | DECIDED).items() if k not in ("talk_on", "talked_by", "pledged_on")}
    assert ("missing", "refuse", "leave_reason") in refused(books, "departures", "approve", SHEET, **given)
    do(books, "departures", "approve", SHEET, leave_reason="开除", **given)
    assert (person(books).status, row(books, "departures", SHEET).status) == ("left", "cooling")
    assert list(checks.verify(books)) == []


def test_gone_without_leave_is_undone_with_all_it_wrote(books):
    do(books, "departures", "find_gone", person="玉罕")
    do(books, "departures", "void", SHEET, reason="已返回，是请假")
    assert person(books).status == "cleared"
    assert [one.status for one in books.rows("irregularities")] == ["void"]


# --- the term ---


def test_contacts_are_lines_and_fall_due(books, clock):
    approved(books)
    clock.forward(days=168)
    assert waiting(books, "departures") == {("cooling_contact", "soon")}
    clock.forward(days=20)
    assert waiting(books, "departures") == {("cooling_contact", "overdue")}
    do(books, "departures", "contact", SHEET, confirm=("clock_leap",), **CONTACT)
    assert waiting(books, "departures") == set()
    assert row(books, "departures", SHEET)["next_on"] is None  # the term ends before half a year is over
    (line,) = books.rows("departure_contacts")
    assert (line["kind"], line["way"], line["findings"]) == ("定期联系", "电话", "没有异常")


@pytest.mark.parametrize(
    ("kind", "forbidden"),
    [("境内机关、企事业单位", False), ("外资企业", True), ("境外驻华机构、组织", True)],
)
def test_jobs_are_watched(books, kind, forbidden):
    approved(books)
    done = do(books, "departures", "job", SHEET, employer_kind=kind, employer="某单位", contact_by="王勤")
    assert bool(told(done)) is bool(books.rows("irregularities")) is forbidden
    assert (("departure_report", "today") in waiting(books, "departures")) is forbidden


def test_a_breach_is_reported_before_anything_ends(books, clock):
    approved(books)
    assert ("wrong_state", "refuse", "entry") in refused(books, "departures", "alert", SHEET, **TOLD)
    do(books, "departures", "breach", SHEET, breach_kind="擅自出境", breach="经口岸出境")
    clock.forward(days=366)
    assert {("departure_report", "overdue"), ("cooling_end", "overdue")} <= waiting(books, "departures")
    over = {"released_by": "段景明", "noticed_on": "2027-11-24"}
    assert ("report_at_once", "refuse", "entry") in refused(
        books, "departures", "release", SHEET, confirm=("clock_leap",), **over
    )
    do(books, "departures", "alert", SHEET, confirm=("clock_leap",), **TOLD)
    do(books, "departures", "release", SHEET, **over)
    assert (row(books, "departures", SHEET).status, waiting(books, "departures")) == ("released", set())
    assert [one["kind"] for one in books.rows("departure_contacts", ascending=True)] == [
        "发现违反", "报告主管部门", "期满解除",
    ]  # fmt: skip


def test_the_term_is_extended_and_ends_when_it_ends(books, clock):
    approved(books)
    longer = {"more_months": 13, "extended_by": "段景明", "why_longer": "接触数量多"}
    assert ("term_out_of_range", "ask", "more_months") in refused(
        books, "departures", "extend", SHEET, **longer
    )
    do(books, "departures", "extend", SHEET, **(longer | {"more_months": 2}))
    assert row(books, "departures", SHEET)["cooling_until"] == person(books)["cooling_until"] == "2028-01-23"
    over = {"released_by": "段景明", "noticed_on": TODAY}
    assert ("term_runs", "refuse", "entry") in refused(books, "departures", "release", SHEET, **over)
    clock.forward(days=426)
    over["noticed_on"] = "2028-01-23"
    leap = ("clock_leap",)
    assert ("term_runs", "refuse", "entry") in refused(
        books, "departures", "release", SHEET, confirm=leap, **over
    )
    clock.forward(days=1)
    do(books, "departures", "release", SHEET, confirm=leap, **over)


def test_who_left_by_an_old_book_is_looked_after(books):
    left = {"leave_reason": "调离", "approved_by": "段景明", "cooling_until": "2028-01-01"}
    kept = {"manager_unit": "组织人事部", "manager": "王勤"}
    assert ("wrong_state", "refuse", "person") in refused(books, "departures", "book", person="玉罕", **kept)
    do(books, "people", "leave", "玉罕", confirm=("no_departure",), **left)
    do(books, "departures", "book", person="玉罕", **kept)
    assert row(books, "departures", SHEET)["cooling_until"] == "2028-01-01"
    assert ("bad_value", "refuse", "person") in refused(books, "departures", "book", person="玉罕", **kept)


@pytest.mark.parametrize("way", ["clear", "screening"])
def test_a_new_clearance_ends_it(books, way):
    approved(books)
    do(books, "people", "rejoin", "玉罕", reason="返岗")
    if way == "clear":
        do(books, "people", "clear", "玉罕", category="一般")
    else:
        from tests.registers.test_posts_and_screenings import begin, passed

        do(
            books,
            "posts",
            "determine",
            name="考务岗",
            department="教务处",
            category="一般",
            duties="考务",
            approved_by="段景明",
        )
        begin(books, post="考务岗")
        passed(books)
    assert row(books, "departures", SHEET).status == "rejoined"
    assert waiting(books, "departures") == set()


def test_journeys_asked_for_meanwhile_belong_to_it(books):
    approved(books)
    do(books, "trips", "apply", person="玉罕", errand="因私", country="泰国", matter="探亲", from_on="2026-12-01",
       until="2026-12-08")  # fmt: skip
    assert row(books, "trips", "出〔2026〕001号")["departure"] == row(books, "departures", SHEET).entry


# --- doors and keys of whoever leaves (第36条, 条例第53条) ---


@pytest.fixture
def rooms(books):
    """Two rooms with a list; 玉罕 is on both."""
    known = {"kind": "要害部位", "department": "教务处", "responsible": "王勤", "highest_level": "秘密",
             "guards": "专人", "technical": "监控", "physical": "铁门", "determined_on": TODAY, "location": "三楼"}  # fmt: skip
    do(books, "sites", "determine", name="机要室", allowed="玉罕、王勤", **known)
    do(books, "sites", "determine", name="保密室", allowed="玉罕", **known)
    return books


def lists(desk):
    return {one["name"]: len(one["allowed"] or []) for one in desk.rows("sites")}


def test_who_leaves_stands_on_no_list(rooms):
    done = approved(rooms)
    assert ("off_the_lists", "warn", "") in told(done)
    assert lists(rooms) == {"机要室": 1, "保密室": 0}
    do(rooms, "departures", "undo", SHEET, reason="误")
    assert lists(rooms) == {"机要室": 2, "保密室": 1}
    assert list(checks.verify(rooms)) == []


def test_nor_does_whoever_has_vanished_or_leaves_by_the_book_of_people(rooms):
    do(rooms, "departures", "find_gone", person="玉罕")
    assert lists(rooms) == {"机要室": 1, "保密室": 0}
    do(rooms, "sites", "change", "机要室", allowed="张三、王勤", reason="调整", confirm=("not_cleared",))
    assert lists(rooms)["机要室"] == 2
    do(rooms, "people", "leave", "张三", leave_reason="调离")
    assert lists(rooms)["机要室"] == 1


def test_who_opens_this_vault_has_not_left(books):
    """条例第53条: access is revoked; a live key is an item of the meter with its way out."""
    keys.add(books, "玉罕", "auditor", "lantern 8 mulberry", cost=CHEAP)
    do(books, "departures", "apply", **APPLIED)
    assert row(books, "departures", SHEET)["remaining"] == 1
    assert ("slot_left", "refuse", "access_on") in refused(
        books, "departures", "step", SHEET, access_on=TODAY
    )
    found = refused(books, "departures", "approve", SHEET, **(STEPS | DECIDED))
    assert ("slot_left", "refuse", "entry") in found
    with pytest.raises(Refused):
        print_form(books, "departure_sheet", entry=row(books, "departures", SHEET).entry)
    keys.remove(books, "玉罕")
    do(books, "departures", "approve", SHEET, **(STEPS | DECIDED))
    assert row(books, "departures", SHEET)["remaining"] == 0
