"""What those who handle secrets report of their own lives, and what follows (第18条, 第20条; T6)."""

import pytest

from secretdesk.desk.due import due
from secretdesk.desk.figures import lines_of
from secretdesk.desk.year import figures
from tests.desk.test_receipt import do, row
from tests.registers.test_things import refused

NUMBER = "重报〔2026〕001号"
TOLD = {"person": "王勤", "kind": "婚姻变化", "matter": "本月登记结婚", "happened_on": "2026-11-20"}


@pytest.fixture
def books(desk):
    for name in ("王勤", "张三"):
        do(desk, "people", "enrol", name=name)
    do(desk, "people", "clear", "王勤", category="重要", pledged_on="2026-11-20")
    return desk


def test_a_report_waits_until_it_is_judged(books):
    do(books, "major_reports", "report", **TOLD)
    assert row(books, "major_reports", NUMBER)["category"] == "重要"
    assert [(one.what, one.row.number) for one in due(books) if one.register == "major_reports"] == [
        ("major", NUMBER)
    ]
    do(books, "major_reports", "judge", NUMBER, outcome="不影响在岗", office_by="李建国")
    assert not [one for one in due(books) if one.register == "major_reports"]


def test_only_of_those_who_handle_secrets(books):
    assert refused(books, "major_reports", "report", **TOLD | {"person": "张三"}) == {
        ("wrong_state", "refuse", "person")
    }


def test_who_is_stopped_handles_no_secrets_from_that_day(books):
    do(books, "major_reports", "report", **TOLD)
    assert ("missing", "refuse", "measures") in refused(
        books, "major_reports", "judge", NUMBER, outcome="暂停接触国家秘密", office_by="李建国"
    )
    do(
        books,
        "major_reports",
        "judge",
        NUMBER,
        outcome="暂停接触国家秘密",
        measures="等待复审",
        office_by="李建国",
    )
    assert books.find("people", "王勤")[0].status == "suspended"
    do(books, "major_reports", "undo", NUMBER, reason="误")
    assert books.find("people", "王勤")[0].status == "cleared"


def test_the_next_step_is_told(books):
    do(books, "major_reports", "report", **TOLD)
    done = do(
        books, "major_reports", "judge", NUMBER, outcome="提前复审", measures="核实", office_by="李建国"
    )
    assert [one.code for one in done.warnings] == ["review_early"]


def test_the_yearly_table_counts_it_and_leads_to_it(books):
    do(books, "major_reports", "report", **TOLD)
    do(books, "major_reports", "report", **TOLD | {"kind": "其他"})
    do(books, "major_reports", "void", "重报〔2026〕002号", reason="重复")
    table = next(t for t in figures(books, 2026).tables if t.declared.key == "T6")
    cell = next(r for r in table.rows if r[0] == "重要")[table.declared.keys.index("majors")]
    assert cell.value == 1
    assert [one.number for one in lines_of(books, cell)] == [NUMBER]
