"""Secrecy education: rolls, hours by person and year, who is short, the yearly tables (第7条（五）, 第21条, F30)."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.due import due
from secretdesk.desk.month import month
from secretdesk.desk.shown import Shown
from secretdesk.desk.trainings import training_hours
from secretdesk.domain.rules.trainings import half_hours, in_hours
from tests.desk.test_receipt import do, row
from tests.desk.test_year_tables import told
from tests.registers.test_things import refused

HELD = "教〔2026〕001号"
LESSON = {"topic": "保密法", "form": "集中授课", "hours": "2", "audience": "涉密人员"}


@pytest.fixture
def books(desk):
    """玉罕 and 王勤 are cleared, 张三 is not."""
    for name in ("玉罕", "王勤", "张三"):
        do(desk, "people", "enrol", name=name)
    for name in ("玉罕", "王勤"):
        do(desk, "people", "clear", name, category="一般", pledged_on="2026-01-05")
    return desk


def roll(desk):
    names = {one.entry: one["name"] for one in desk.rows("people")}
    return {names[one["person"]]: (one.status, one["hours"]) for one in desk.rows("attendances")}


def short(desk):
    return {one.row["name"] for one in due(desk) if one.what == "training_short"}


@pytest.mark.parametrize(
    ("typed", "halves"),
    [("2", 4), ("1.5", 3), ("０.５", 1), ("1.2", None), ("两", None), ("100", None), ("", None)],
)
def test_hours_are_whole_or_half(typed, halves):
    assert half_hours(typed) == halves
    assert halves is None or half_hours(in_hours(halves)) == halves


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"topic": None}, ("missing", "refuse", "topic")),
        ({"hours": "一下午"}, ("bad_value", "refuse", "hours")),
        ({"whole_roll": None}, ("missing", "refuse", "present")),
        ({"whole_roll": None, "expected": 5, "present": 6}, ("bad_value", "refuse", "present")),
        ({"absent": ["张三"]}, ("bad_value", "refuse", "absent")),
        ({"absent": ["玉罕", "王勤"]}, ("missing", "refuse", "present")),
        ({"held_on": "2026-11-24"}, ("future_date", "refuse", "held_on")),
    ],
)
def test_what_is_refused_of_a_training(books, changed, reason):
    assert reason in refused(books, "trainings", "record", **(LESSON | {"whole_roll": True} | changed))


def test_the_whole_roll_less_the_absent_and_what_is_made_up_for(books, clock):
    done = do(books, "trainings", "record", whole_roll=True, absent=["王勤"], **LESSON)
    assert [one.code for one in done.warnings] == ["absent_trained"]
    assert roll(books) == {"玉罕": ("attended", "2"), "王勤": ("absent", None)}
    assert (row(books, "trainings", HELD)["expected"], row(books, "trainings", HELD)["present"]) == (2, 1)
    assert ("bad_value", "refuse", "made_up") in refused(
        books, "trainings", "make_up", HELD, made_up=["玉罕"]
    )
    clock.forward(days=1)
    do(books, "trainings", "make_up", HELD, made_up=["王勤"])
    assert roll(books)["王勤"] == ("made_up", "2")
    assert books.rows("attendances", where={"status": "made_up"})[0]["held_on"] == "2026-11-24"
    do(books, "trainings", "undo", HELD, reason="没有补")
    assert roll(books)["王勤"] == ("absent", None)
    do(books, "trainings", "void", HELD, reason="重复")
    assert {one.status for one in books.rows("attendances")} == {"void"}
    assert list(checks.verify(books)) == []


def test_a_plan_prints_its_roll_and_is_held_or_not(books):
    do(books, "trainings", "plan", due="2026-12-01", people=["玉罕", "张三"], **LESSON)
    assert roll(books) == {"玉罕": ("listed", None), "张三": ("listed", None)}
    assert {one.what for one in due(books) if one.register == "trainings"} == set()  # more than a week ahead
    do(books, "trainings", "hold", HELD, people=["王勤"], absent=["张三"], exam="闭卷", failed=["玉罕"])
    assert roll(books) == {"玉罕": ("attended", "0"), "张三": ("absent", None), "王勤": ("attended", "2")}
    assert {one["result"] for one in books.rows("attendances", where={"status": "attended"})} == {
        "合格",
        "不合格",
    }
    do(books, "trainings", "plan", due="2026-11-25", people=["玉罕"], **LESSON)
    assert {one.what for one in due(books) if one.register == "trainings"} == {"training"}
    do(books, "trainings", "cancel", "教〔2026〕002号", reason="改期")
    assert {one.what for one in due(books) if one.register == "trainings"} == set()


def test_who_was_forgotten_is_added_and_hours_are_corrected_for_all(books):
    do(books, "trainings", "record", people=["玉罕"], **LESSON)
    assert ("bad_value", "refuse", "people") in refused(books, "trainings", "add", HELD, people=["玉罕"])
    do(books, "trainings", "add", HELD, people=["王勤"])
    assert row(books, "trainings", HELD)["present"] == 2
    do(books, "trainings", "amend", HELD, hours="3", reason="写错")
    assert roll(books) == {"玉罕": ("attended", "3"), "王勤": ("attended", "3")}


def test_somebody_new_is_enrolled_with_the_roll(books):
    do(books, "trainings", "record", people=["新来的", "玉罕"], confirm=("unknown_reference",), **LESSON)
    assert roll(books) == {"新来的": ("attended", "2"), "玉罕": ("attended", "2")}
    assert ("bad_value", "refuse", "absent") in refused(
        books,
        "trainings",
        "record",
        people=["玉罕"],
        absent=["无此人"],
        confirm=("unknown_reference",),
        **LESSON,
    )


def test_who_is_short_is_told_in_the_last_quarter_and_listed(books, clock):
    assert short(books) == set()  # a vault without trainings tells nothing
    do(books, "trainings", "record", people=["玉罕"], **(LESSON | {"hours": "3.5"}))
    assert short(books) == {"玉罕", "王勤"}
    do(books, "trainings", "record", people=["玉罕"], **(LESSON | {"hours": "0.5"}))
    assert short(books) == {"王勤"}
    assert [(one["hours"], one["state"]) for one in training_hours(books)] == [
        ("4/4", "已达标"),
        ("0/4", "未达标"),
    ]
    do(
        books,
        "parameters",
        "set",
        code="training_hours",
        value="10",
        origin="领导小组决定",
        effective_from="2026-01-01",
    )
    assert short(books) == {"玉罕", "王勤"}
    clock.forward(days=60)
    assert short(books) == set()


def test_the_book_of_people_shows_the_hours(books):
    do(books, "trainings", "record", whole_roll=True, **LESSON)
    do(books, "trainings", "record", people=["玉罕"], **(LESSON | {"hours": "1.5"}))
    (person,) = books.rows("people", where={"name": "玉罕"})
    shown = Shown(books, books.registers["people"], [person], ["training_hours"])
    assert shown.text(person, "training_hours") == "2026年 3.5"
    before = Shown(books, books.registers["people"], [person], ["training_hours"], person.seq)
    assert before.text(person, "training_hours") == ""


def test_the_yearly_tables_count_who_was_taught(books):
    do(books, "trainings", "record", whole_roll=True, absent=["王勤"], **(LESSON | {"hours": "4"}))
    do(
        books,
        "trainings",
        "record",
        topic="警示片",
        form="观看视频",
        hours="1",
        audience="全体教职工",
        present=300,
    )
    (general,) = told(books, "T6")
    assert (general["trained"], general["enough"], general["hours_rate"]) == (1, 1, "50%")
    taught, film = told(books, "T10")
    assert taught == {
        "audience": "涉密人员", "form": "集中授课", "sessions": 1, "present": 1, "hours": "4", "person_hours": "4",
    }  # fmt: skip
    assert (film["present"], film["person_hours"]) == (300, "300")


def test_the_wall_of_december_shows_who_is_short(books):
    do(books, "trainings", "record", people=["玉罕"], **(LESSON | {"hours": "4"}))
    last = month(books, 2026, 12)[-1]
    assert [(one.what, one.row["name"]) for one in last.dues] == [("training_short", "王勤")]
    assert month(books, 2027, 12)[-1].dues == []
