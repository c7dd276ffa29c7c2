"""Praise and blame: who is barred from the year's awards, and the tables of the unit (第83条, 第84条, T1, T13)."""

import pytest

from secretdesk.desk.figures import lines_of
from secretdesk.desk.year import figures
from tests.desk.test_receipt import do
from tests.registers.test_leaks import opened
from tests.registers.test_things import refused

PRAISE = {"decided_on": "2026-11-20", "kind": "表彰奖励", "matter": "无差错", "decided_by": "领导小组"}
VETO = {"decided_on": "2026-11-10", "kind": "一票否决", "matter": "丢失文件", "decided_by": "学院党委"}


@pytest.fixture
def books(desk):
    for name in ("教务处", "学生处"):
        do(desk, "departments", "enrol", name=name)
    for name, department in (("玉罕", "教务处"), ("岩叫", "学生处")):
        do(desk, "people", "enrol", name=name, department=department, duty="领导小组成员")
    return desk


def table(desk, key, year=2026):
    return {
        row[0]: row[1:] for row in next(t for t in figures(desk, year).tables if t.declared.key == key).rows
    }


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, ("missing", "refuse", "person")),
        ({"person": "玉罕", "of_year": 2027}, ("bad_value", "refuse", "of_year")),
        ({"person": "玉罕", "matter": None}, ("missing", "refuse", "matter")),
        ({"person": "玉罕", "decided_by": None}, ("missing", "refuse", "decided_by")),
    ],
)
def test_what_is_refused(books, changed, reason):
    assert reason in refused(books, "merits", "record", **(PRAISE | changed))


def test_a_department_that_was_barred_gets_no_award_of_that_year(books):
    do(books, "merits", "record", **VETO, department="教务处")
    assert ("vetoed", "refuse", "department") in refused(
        books, "merits", "record", **PRAISE, department="教务处"
    )
    assert ("department_vetoed", "ask", "person") in refused(
        books, "merits", "record", **PRAISE, person="玉罕"
    )
    do(books, "merits", "record", **PRAISE, person="岩叫", department="学生处")
    do(books, "merits", "record", **PRAISE, department="教务处", of_year=2025)
    do(books, "merits", "revoke", "奖惩〔2026〕001号", reason="申诉成立")
    do(books, "merits", "record", **PRAISE, department="教务处")


def test_a_person_that_was_barred(books):
    do(books, "merits", "record", **VETO, person="玉罕", department="教务处")
    assert ("vetoed", "refuse", "person") in refused(books, "merits", "record", **PRAISE, person="玉罕")
    do(books, "merits", "record", **PRAISE, department="教务处")  # the department itself was not


def test_a_correction_goes_round_no_rule(books):
    do(books, "merits", "record", **VETO, department="教务处")
    do(books, "merits", "record", **PRAISE, department="学生处")
    changed = {"department": "教务处", "reason": "写错"}
    assert ("vetoed", "refuse", "department") in refused(
        books, "merits", "amend", "奖惩〔2026〕002号", **changed
    )


def test_an_open_breach_is_looked_at_first(books):
    breach = {"happened_on": "2026-11-12", "kind": "擅自携带外出", "description": "带回家"}
    do(books, "irregularities", "record", **breach, person="玉罕")
    assert ("breach_open", "ask", "person") in refused(books, "merits", "record", **PRAISE, person="玉罕")
    do(books, "merits", "record", **PRAISE, person="玉罕", confirm=("breach_open",))


def test_the_year_counts_them_with_their_lines(books):
    do(books, "merits", "record", **VETO, department="教务处")
    do(books, "merits", "record", **PRAISE, person="岩叫")
    do(
        books,
        "activities",
        "record",
        happened_on="2026-11-02",
        kind="领导小组会议",
        subject="研究",
        people_count=7,
    )
    do(books, "activities", "record", happened_on="2026-11-03", kind="经费", subject="购柜", money=1200)
    do(books, "activities", "record", happened_on="2025-12-03", kind="经费", subject="购柜", money=9000)
    told = table(books, "T13")
    assert [figure.value for figure in told["一票否决"]] == [0, 1, 1]
    assert [figure.value for figure in told["表彰奖励"]] == [1, 0, 1]
    basics = {item: cells[0] for item, cells in table(books, "T1").items()}
    assert (basics["领导小组人数"].value, basics["领导小组会议次数"].value) == (2, 1)
    assert basics["保密经费（元）"].value == 1200
    assert [row["subject"] for row in lines_of(books, basics["保密经费（元）"])] == ["购柜"]


def test_a_leak_of_that_year_bars_without_more(books):
    opened(books, discovered_at="2026-11-22T10:00", person="玉罕")
    assert ("vetoed", "refuse", "person") in refused(books, "merits", "record", **PRAISE, person="玉罕")
    do(books, "merits", "record", **PRAISE, person="玉罕", of_year=2025)
