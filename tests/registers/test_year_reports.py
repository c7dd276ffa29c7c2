"""The yearly report upward and what is owed once a year (条例第56条, 第28条（一）, 第37条)."""

from datetime import date

import pytest

from secretdesk.desk.due import due
from secretdesk.desk.month import month
from secretdesk.desk.year import figures
from secretdesk.desk.year_print import year_rows
from secretdesk.domain.terms_yearly import PARTS
from tests.desk.test_receipt import do, receive, row
from tests.registers.test_things import refused

NUMBER = "年报〔2026〕01号"
OFFICE = {"name": "州委机要和保密局", "reports_to": "保密行政管理部门"}
ALL = {key: f"{label}都办了" for key, label in PARTS.items()}


def owed(desk, day=None):
    return [(one.what, one.row.number, one.when, one.state) for one in due(desk, day)
            if one.what in {"stocktake_year", "year_report_none", "year_report"}]  # fmt: skip


@pytest.fixture
def sent(desk):
    do(desk, "correspondents", "enrol", **OFFICE)
    do(desk, "year_reports", "draft", of_year=2026, **ALL)
    do(desk, "year_reports", "send", NUMBER, signed_by="段景明", doc_number="保〔2026〕1号")
    return desk


def test_it_goes_to_the_authority_that_the_books_know(sent):
    report = row(sent, "year_reports", NUMBER)
    assert (report.status, report["addressee"]) == ("sent", row(sent, "correspondents", "单001").entry)
    (told,) = sent.rows("activities", where={"kind": "向上级报告"})
    assert (told["subject"], told["from_whom"]) == ("2026年度保密工作情况报告", "州委机要和保密局")


def test_without_an_authority_the_refusal_says_how_it_is_named(desk):
    do(desk, "year_reports", "draft", of_year=2026, **ALL)
    found = refused(desk, "year_reports", "send", NUMBER, signed_by="段景明")
    assert found == {("missing", "refuse", "addressee")}


def test_a_part_that_is_left_out_is_asked_about(desk):
    do(desk, "correspondents", "enrol", **OFFICE)
    do(desk, "year_reports", "draft", of_year=2026, leading="开会两次")
    assert ("part_missing", "ask", "rules") in refused(
        desk, "year_reports", "send", NUMBER, signed_by="段景明"
    )
    do(desk, "year_reports", "write", NUMBER, **{k: v for k, v in ALL.items() if k != "leading"})
    do(desk, "year_reports", "send", NUMBER, signed_by="段景明")


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"of_year": 2026}, ("bad_value", "refuse", "of_year")),  # a second one
        ({"of_year": 2027}, ("bad_value", "refuse", "of_year")),
        ({"of_year": 2025, "level": "绝密", "plans": "某事"}, ("level_above_vault", "refuse", "plans")),
    ],
)
def test_what_is_refused(sent, told, reason):
    assert reason in refused(sent, "year_reports", "draft", **told)


def test_undone_the_report_and_its_line_are_back(sent):
    do(sent, "year_reports", "undo", NUMBER, reason="误")
    assert row(sent, "year_reports", NUMBER).status == "draft"
    assert [one.status for one in sent.rows("activities")] == ["void"]


def test_the_table_prints_the_words_and_leads_to_the_report(sent):
    table = next(t for t in figures(sent, 2026).tables if t.declared.key == "T13w")
    assert [cells[:2] for cells in table.rows] == [(label, f"{label}都办了") for label in PARTS.values()]
    assert table.rows[0][2].where == {"entry": [row(sent, "year_reports", NUMBER).entry]}
    assert year_rows(sent, "year_t13w", 2026)[3]["text"] == "涉密人员都办了"


def test_what_is_secret_stays_in_the_report(sent):
    do(sent, "year_reports", "amend", NUMBER, level="秘密", reason="有涉密内容")
    table = next(t for t in figures(sent, 2026).tables if t.declared.key == "T13w")
    assert {cells[1] for cells in table.rows} == {f"（秘密，见 {NUMBER} 原件）"}


def test_a_year_without_a_report_is_owed_from_a_month_before(desk, clock):
    assert owed(desk) == []
    clock.forward(days=60)  # 2027-01-22
    assert owed(desk) == [("year_report_none", "2026年度", "2027-01-31", "soon")]
    assert [one.what for one in month(desk, 2027, 1)[30].dues] == ["year_report_none"]
    do(desk, "year_reports", "draft", of_year=2026, confirm=("clock_leap",))
    assert [one[:3] for one in owed(desk)] == [("year_report", "年报〔2027〕01号", "2027-01-31")]
    do(desk, "correspondents", "enrol", **OFFICE)
    do(desk, "year_reports", "send", "年报〔2027〕01号", signed_by="段景明", confirm=("part_missing",))
    assert owed(desk) == []


def test_a_late_report_is_owed_still_and_booked_as_late(desk, clock):
    clock.forward(days=80)  # 2027-02-11
    assert owed(desk) == [("year_report_none", "2026年度", "2027-01-31", "overdue")]
    do(desk, "correspondents", "enrol", **OFFICE, confirm=("clock_leap",))
    do(desk, "year_reports", "draft", of_year=2026, **ALL)
    done = do(desk, "year_reports", "send", "年报〔2027〕01号", signed_by="段景明")
    assert [one.code for one in done.warnings] == ["report_late"]


def test_a_place_that_holds_something_is_counted_once_a_year(desk, clock):
    for name in ("玉罕", "王勤"):
        do(desk, "people", "enrol", name=name)
    do(desk, "places", "enrol", name="空柜")
    receive(desk, place="一室-1柜")
    place = next(one for one in desk.rows("places") if one["name"] == "一室-1柜")
    last = date(2026, 12, 5)
    assert owed(desk) == []
    assert owed(desk, last) == [("stocktake_year", place.number, "2026-12-31", "soon")]
    assert [one.row.number for one in month(desk, 2026, 12)[30].dues] == [place.number]
    clock.forward(days=12)
    do(desk, "stocktakes", "start", place="一室-1柜")
    (one,) = desk.rows("stocktakes", where={"status": "open"})
    assert ("stocktake_year", place.number, "2026-12-31", "soon") in owed(desk), "begun is not done"
    do(desk, "stocktakes", "count", one.entry, copies=[copy.entry for copy in desk.rows("copies")])
    do(desk, "stocktakes", "finish", one.entry, counted_by=["玉罕", "王勤"])
    assert [what for what, *_ in owed(desk)] == []
    clock.forward(days=400)  # 2028-01-09: the year 2027 went by without a count
    late = [one for one in owed(desk) if one[0] == "stocktake_year"]
    assert late == [("stocktake_year", place.number, "2027-12-31", "overdue")]


def test_a_vault_that_keeps_neither_owes_neither(desk, clock):
    do(desk, "parameters", "set", code="groups", value="人员")
    clock.forward(days=80)
    assert owed(desk) == []
