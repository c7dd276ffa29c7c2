"""Carrying out by its rules (第28条（四）（七）, 第67条, F32)."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.due import due
from tests.desk.test_receipt import do, receive, row
from tests.registers.test_things import PC, STICK, books, refused  # noqa: F401

COPY, SHEET = "密收〔2026〕0001-1", "携〔2026〕001号"
GIVEN = {
    "carriers": ["玉罕"], "copies": [COPY], "media": [STICK], "purpose": "报送", "region": "省内",
    "destination": "省教育厅", "due": "2026-11-26", "measures": "密码箱", "approved_by": "李建国",
}  # fmt: skip


@pytest.fixture
def papers(books):  # noqa: F811
    receive(books, place="一室-1柜-1层")
    receive(books, doc_number="2号", copy_numbers="000301", mark="绝密★", title=None)
    receive(books, doc_number="3号", copy_numbers="000401", cipher_telegram=True)
    return books


def approve(desk, *, confirm=(), **changed):
    values = {k: v for k, v in (GIVEN | changed).items() if v is not None}
    return do(desk, "carryings", "approve", confirm=confirm, **values)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"region": "国（境）外"}, ("abroad", "refuse", "region")),
        ({"destination": "老挝万象"}, ("abroad", "refuse", "destination")),
        ({"destination": "赴 泰国清迈大学"}, ("abroad", "refuse", "destination")),
        ({"destination": "境外合作院校"}, ("abroad", "refuse", "destination")),
        ({"region": None}, ("missing", "refuse", "region")),
        ({"approved_by": None}, ("approval_missing", "refuse", "approved_by")),
        ({"measures": None}, ("missing", "refuse", "measures")),
        ({"due": None}, ("missing", "refuse", "due")),
        ({"due": "2026-11-22", "from_on": "2026-11-23"}, ("bad_value", "refuse", "due")),
        ({"copies": None, "media": None}, ("missing", "refuse", "copies")),
        ({"copies": [COPY, COPY]}, ("bad_value", "refuse", "copies")),
        ({"media": [STICK, STICK]}, ("bad_value", "refuse", "media")),
        ({"copies": ["密收〔2026〕0003-1"]}, ("cipher_telegram", "refuse", "copies")),
        ({"carriers": ["玉罕", "玉罕"]}, ("bad_value", "refuse", "carriers")),
        ({"carriers": ["玉罕", "张三"]}, ("not_cleared", "ask", "carriers")),
        ({"carriers": ["张三"]}, ("missing", "refuse", "briefed_by")),
        ({"copies": ["密收〔2026〕0002-1"]}, ("two_persons", "refuse", "carriers")),
        ({"copies": ["密收〔2026〕0002-1"]}, ("level_above_clearance", "refuse", "carriers")),
        ({"approved_on": "2026-11-24"}, ("future_date", "refuse", "approved_on")),
    ],
)
def test_what_is_refused_or_asked_of_a_carrying(papers, changed, reason):
    given = {k: v for k, v in (GIVEN | changed).items() if v is not None}
    assert reason in refused(papers, "carryings", "approve", **given)


@pytest.mark.parametrize(
    ("destination", "told"),
    [("省教育厅", ()), ("昆明市老挝语培训中心", ("abroad",)), ("省出国留学服务中心", ("abroad",))],
)
def test_an_office_at_home_that_sounds_of_abroad_is_told_alone(papers, destination, told):
    done = approve(papers, destination=destination)
    assert tuple(one.code for one in done.warnings) == told
    given = {"destination": "缅甸仰光", "reason": "改"}
    assert ("abroad", "refuse", "destination") in refused(papers, "carryings", "amend", SHEET, **given)
    assert do(papers, "carryings", "amend", SHEET, remark="改", reason="改").warnings == ()


def test_who_is_late_with_something_is_asked_for_that_first(papers, clock):
    approve(papers)
    do(papers, "loans", "lend", copies="密收〔2026〕0001-2", borrower="玉罕", approved_by="李建国")
    clock.forward(days=2)
    late = ("overdue_held", "ask", "carriers")
    assert late in refused(papers, "carryings", "approve", **(GIVEN | {"copies": None}))
    assert late in refused(papers, "carryings", "take_out", SHEET, checked_by="岩温")
    do(papers, "carryings", "take_out", SHEET, checked_by="岩温", confirm=("overdue_held",))


def test_two_carry_what_is_top_secret(papers):
    for person in ("玉罕", "王勤"):
        do(papers, "people", "clear", person, category="核心", confirm=("core_category",))
    assert ("two_persons", "refuse", "carriers") in refused(
        papers, "carryings", "approve", **(GIVEN | {"copies": ["密收〔2026〕0002-1"]})
    )
    approve(papers, copies=["密收〔2026〕0002-1"], carriers=["玉罕", "王勤"])


def test_work_secrets_need_no_approval(papers):
    do(papers, "media", "enrol", kind="U盘", serial="U-5", level="工作秘密", keeper="张三")
    approve(papers, copies=None, media=["U-5"], carriers=["张三"], approved_by=None, measures=None)


def test_things_go_out_with_the_first_carrier_and_come_back(papers, clock):
    approve(papers, carriers=["王勤", "玉罕"], devices=[PC])
    assert row(papers, "media", STICK).status == "in_use"
    assert ("missing", "refuse", "checked_by") in refused(papers, "carryings", "take_out", SHEET)
    do(papers, "carryings", "take_out", SHEET, checked_by="岩温")
    sheet, person = row(papers, "carryings", SHEET), papers.find("people", "王勤")[0].entry
    for register, number in (("copies", COPY), ("media", STICK), ("devices", PC)):
        thing = row(papers, register, number)
        assert (thing.status, thing["holder"], thing["carrying"]) == ("carried_out", person, sheet.entry)
    assert (sheet["level"], sheet.status) == ("机密", "out")
    assert ("already_out", "refuse", "copies") in refused(papers, "carryings", "approve", **GIVEN)
    clock.forward(days=4)
    assert [(d.what, d.state) for d in due(papers) if d.register == "carryings"] == [("carrying", "overdue")]
    assert ("missing", "refuse", "pages") in refused(papers, "carryings", "bring_back", SHEET)
    assert ("bad_value", "refuse", "back") in refused(
        papers, "carryings", "bring_back", SHEET, back=["密收〔2026〕0001-2"]
    )
    do(papers, "carryings", "bring_back", SHEET, back_media=[STICK])
    assert row(papers, "carryings", SHEET).status == "out"
    assert ("pages_differ", "ask", "pages") in refused(papers, "carryings", "bring_back", SHEET, pages=11)
    do(papers, "carryings", "bring_back", SHEET, pages=11, confirm=("pages_differ",), received_by="岩温")
    assert row(papers, "carryings", SHEET).status == "returned"
    assert row(papers, "copies", COPY).status == "in_cabinet"
    (found,) = papers.rows("irregularities")
    assert (found["person"], "11 页" in found["description"]) == (person, True)
    assert list(checks.verify(papers)) == []


def test_an_approval_holds_for_its_days_and_for_what_is_still_there(papers, clock):
    approve(papers)
    do(papers, "copies", "archive", COPY)
    assert ("not_in_cabinet", "refuse", "entry") in refused(
        papers, "carryings", "take_out", SHEET, checked_by="岩温"
    )
    clock.forward(days=5)
    assert ("bad_value", "refuse", "taken_out_on") in refused(
        papers, "carryings", "take_out", SHEET, checked_by="岩温"
    )
    do(papers, "carryings", "cancel", SHEET, reason="不去了")
    assert row(papers, "carryings", SHEET).status == "cancelled"


def test_a_correction_does_not_send_it_elsewhere_once_it_is_out(papers):
    approve(papers)
    do(papers, "carryings", "amend", SHEET, region="州内", destination="州教育局", reason="改去州里")
    do(papers, "carryings", "take_out", SHEET, checked_by="岩温")
    assert ("bad_value", "refuse", "region") in refused(
        papers, "carryings", "amend", SHEET, region="省外", reason="改"
    )
    assert ("moved_since", "refuse", "entry") in refused(papers, "carryings", "void", SHEET, reason="误记")
