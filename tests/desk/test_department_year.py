"""A page a year for each department: what the books tell of it, this year and last (第54条, 第84条)."""

from secretdesk.desk.department_year import ITEMS, department_year
from secretdesk.domain.terms_office import DEPARTMENT_ITEMS
from tests.desk.test_receipt import do
from tests.registers.test_merits import PRAISE, VETO


def told(desk, name):
    (row,) = desk.find("departments", name)
    return {one["item"]: (one["this_year"], one["last_year"]) for one in department_year(desk, row.entry)}


def test_each_line_has_its_words():
    assert [one.key for one in ITEMS] == list(DEPARTMENT_ITEMS)


def test_what_happened_counts_in_its_year_and_department(desk):
    for name in ("教务处", "学生处"):
        do(desk, "departments", "enrol", name=name)
    for name, department in (("玉罕", "教务处"), ("岩叫", "学生处")):
        do(desk, "people", "enrol", name=name, department=department)
    do(desk, "people", "clear", "玉罕", category="一般", pledged_on="2026-01-05")
    breach = {"kind": "擅自携带外出", "description": "带回家", "person": "玉罕"}
    do(desk, "irregularities", "record", happened_on="2026-11-12", **breach)
    do(desk, "irregularities", "record", happened_on="2025-11-12", **breach)
    do(desk, "merits", "record", **PRAISE, department="学生处")
    do(
        desk,
        "merits",
        "record",
        **{**VETO, "decided_on": "2025-12-30"},
        department="教务处",
        confirm=("late_entry",),
    )
    do(desk, "merits", "record", **VETO, department="教务处")
    do(desk, "merits", "void", "奖惩〔2026〕002号", reason="重复")
    teaching, students = told(desk, "教务处"), told(desk, "学生处")
    assert teaching["涉密人员（现在）"] == (1, None)
    assert teaching["违规事项"] == (1, 1)
    assert teaching["一票否决"] == (0, 1)
    assert teaching["表彰、建议采纳"] == (0, 0)
    assert students["表彰、建议采纳"] == (1, 0)
    assert students["违规事项"] == (0, 0)
