"""The wall of deadlines: what falls due in a month, day by day, and 今日待办 on paper with numbers alone."""

from datetime import date

from secretdesk.desk.due import due
from secretdesk.desk.lists import open_items
from secretdesk.desk.month import month, weeks
from secretdesk.desk.sheets import print_form
from tests.desk.test_receipt import do, receive
from tests.output.pdf import pages_by_pdfium


def days(desk, year=2026, number=11):
    return {one.day.isoformat(): one for one in month(desk, year, number)}


def test_what_falls_due_stands_on_its_day(desk):
    receive(desk, act_by="2026-11-27")
    receive(desk, doc_number="云教密〔2026〕10号", act_by="2026-12-02")
    found = days(desk)
    assert [(one.what, one.state) for one in found["2026-11-27"].dues] == [("act_by", "soon")]
    assert sum(len(one.dues) for one in found.values()) == 1
    assert [one.what for one in days(desk, number=12)["2026-12-02"].dues] == ["act_by"]


def test_every_deadline_of_due_is_on_the_wall_of_its_month(desk):
    receive(desk, act_by="2026-11-20")
    receive(desk, doc_number="云教密〔2026〕10号", act_by="2026-11-28")
    dated = {(one.what, one.row.entry, one.when) for one in due(desk) if one.when.startswith("2026-11")}
    walled = {(one.what, one.row.entry, one.when) for day in days(desk).values() for one in day.dues}
    assert dated
    assert dated <= walled


def test_it_knows_the_days_of_rest_and_the_backup(desk):
    assert not any(one.backup for one in month(desk, 2026, 11)), "there is nothing to lose yet"
    receive(desk)
    assert [one.day.isoformat() for one in month(desk, 2026, 11) if one.backup] == ["2026-11-23"]
    october = days(desk, number=10)
    assert not october["2026-10-01"].is_working
    assert october["2026-10-10"].is_working


def test_weeks_begin_on_monday(desk):
    for number in (2, 11, 12):
        rows = weeks(month(desk, 2026, number))
        assert all(len(row) == 7 for row in rows)
        assert all(one.day.weekday() == n for row in rows for n, one in enumerate(row) if one)
        told = [one.day for row in rows for one in row if one]
        assert told[0] == date(2026, number, 1)
        assert told == sorted(set(told))


def test_what_waits_on_paper_names_no_title_and_bears_no_level(desk):
    receive(desk, act_by="2026-11-20", title="招生计划安排意见")
    receive(desk, doc_number="云教密〔2026〕10号", act_by="2026-11-28", short_title="教育通知一")
    do(desk, "parameters", "set", code="unit_name", value="某学院")
    text = "".join(pages_by_pdfium(print_form(desk, "todo_list").pdf)).replace("\n", "")
    assert "密收〔2026〕0001号" in text
    assert "教育通知一" in text
    assert "招生计划" not in text
    assert "★" not in text


def test_a_slip_to_carry_stays_short_where_many_wait_for_one_reason(desk):
    for n in range(9):
        receive(desk, doc_number=f"云教密〔2026〕{n + 30}号", act_by="2026-11-20")
    slip = open_items(desk, 5)
    assert [row["serial"] for row in slip] == list(range(1, len(slip) + 1))
    late = [row for row in slip if row["due"] == "2026-11-20" or "另有" in row["about"]]
    assert len(late) == 6
    assert late[-1]["about"].startswith("另有 4 件")
    assert len([row for row in open_items(desk) if row["due"] == "2026-11-20"]) == 9
    assert open_items(desk, 9)[-1]["about"].endswith("号")
    assert "另有4件" in "".join(pages_by_pdfium(print_form(desk, "todo_list").pdf)).replace("\n", "")
