"""Who comes into a site from outside (第36条, 第38条, 第70条, 第71条, F23)."""

import pytest

from secretdesk.desk import checks
from tests.desk.test_receipt import do, row
from tests.registers.test_sites import books, told, waiting
from tests.registers.test_things import refused

__all__ = ["books"]
FIRST = "访〔2026〕0001号"
CAME = {
    "entered_at": "0910", "name": "马春", "unit": "某公司", "id_number": "5328", "nationality": "中国", "site": "机要室",
    "matter": "设备维修", "devices": "手机", "locker": "3", "approved_by": "段景明", "escort": "玉罕",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"approved_by": None}, ("approval_missing", "refuse", "approved_by")),
        ({"escort": None}, ("no_escort", "refuse", "escort")),
        ({"id_number": None}, ("missing", "refuse", "id_number")),
        ({"devices": None}, ("missing", "refuse", "devices")),
        ({"locker": None}, ("device_inside", "refuse", "locker")),
        ({"carried_in": "笔记本电脑"}, ("device_inside", "refuse", "carried_in_by")),
        ({"matter": "其他"}, ("missing", "refuse", "details")),
        ({"matter": "参观"}, ("bad_value", "refuse", "matter")),
        ({"nationality": "境外人员"}, ("foreigner", "refuse", "office_by")),
        ({"nationality": "外国留学生"}, ("foreign_student", "refuse", "nationality")),
        ({"nationality": "外国留学生", "office_by": "李建国"}, ("foreign_student", "refuse", "nationality")),
        ({"escort": "王勤"}, ("escort_not_allowed", "ask", "escort")),
        ({"entered_at": "0940"}, ("future_date", "refuse", "entered_at")),
        ({"left_at": "0920"}, ("missing", "refuse", "checked")),
        ({"left_at": "0905", "checked": True}, ("bad_value", "refuse", "left_at")),
        ({"site": "食堂"}, ("unknown_reference", "refuse", "site")),
    ],
)
def test_who_is_not_let_in(books, changed, reason):
    assert reason in refused(books, "visits", "enter", **(CAME | changed))


def test_the_head_of_the_department_lets_in(books):
    do(books, "departments", "amend", "教务处", head="玉罕", reason="任命")
    assert ("other_approver", "ask", "approved_by") in refused(books, "visits", "enter", **CAME)
    do(books, "visits", "enter", **(CAME | {"approved_by": "玉罕"}))


def test_in_and_out_with_a_check(books, clock):
    done = do(books, "visits", "enter", **(CAME | {"devices": "无", "locker": ""}))
    assert (done.number, done.warnings) == (FIRST, ())
    assert waiting(books, "visits") == {("visitor", "today")}
    clock.forward(hours=1)
    assert ("missing", "refuse", "checked") in refused(books, "visits", "leave", FIRST, left_at="1000")
    assert ("bad_value", "refuse", "left_at") in refused(
        books, "visits", "leave", FIRST, left_at="0900", checked=True
    )
    do(books, "visits", "leave", FIRST, left_at="1000", checked=True)
    found = row(books, "visits", FIRST)
    assert (found.status, found["left_at"]) == ("left", "2026-11-23T10:00")
    assert waiting(books, "visits") == set()


def test_who_is_still_inside_is_late_the_next_day(books, clock):
    do(books, "visits", "enter", **CAME)
    clock.forward(days=1)
    assert waiting(books, "visits") == {("visitor", "overdue")}
    assert ("site_in_use", "refuse", "entry") in refused(books, "sites", "close", "要001", reason="x")
    done = do(books, "visits", "leave", FIRST, left_at="2026-11-23T17:00", checked=False)
    assert told(done) == [("not_checked", "warn", "checked")]


def test_one_who_has_left_is_entered_at_once(books):
    do(books, "visits", "enter", **CAME, left_at="0925", checked=True)
    found = row(books, "visits", FIRST)
    assert (found.status, found["checked_by"]) == ("left", "玉罕")


def test_a_foreigner_comes_with_the_offices_approval(books):
    do(books, "visits", "enter", **(CAME | {"nationality": "境外人员", "office_by": "李建国"}))
    assert ("foreigner", "refuse", "office_by") in refused(
        books, "visits", "amend", FIRST, office_by="", reason="x"
    )
    assert ("no_escort", "refuse", "escort") in refused(
        books, "visits", "amend", FIRST, escort="", reason="x"
    )


def test_a_visit_against_the_rules_is_booked_with_its_irregularity(books):
    assert ("wrong_state", "refuse", "entry") in refused(books, "visits", "book_breach", **CAME, reason="x")
    given = CAME | {"approved_by": "", "escort": "", "nationality": "境外人员"}
    done = do(books, "visits", "book_breach", **given, reason="门开着，自行走入")
    assert told(done) == [("booked_as_breach", "warn", "approved_by")]
    (found,) = books.rows("irregularities")
    assert (found["kind"], found["article"]) == ("违规进入要害部门部位", "第36条、第70条")
    for part in (
        "马春",
        "机要室",
        "没有负责人批准",
        "没有专人全程陪同",
        "境外人员未经保密办审批",
        "自行走入",
    ):
        assert part in found["description"]
    assert row(books, "visits", FIRST)["breach"] is True
    do(books, "visits", "amend", FIRST, details="送货", reason="补充")
    do(books, "visits", "void", FIRST, reason="查明没有进入")
    assert [one.status for one in books.rows("irregularities")] == ["void"]
    assert list(checks.verify(books)) == []
