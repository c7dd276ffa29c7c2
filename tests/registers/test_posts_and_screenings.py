"""Posts, screenings and pledges by their rules (第17条 to 第21条, F16, F19), and what they make of the person."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.due import due
from tests.desk.test_receipt import do, receive, row
from tests.registers.test_things import refused

POST = {"name": "考务管理岗", "department": "教务处", "category": "一般", "approved_by": "段景明"}
CONTENTS = {
    "nationality": "中国", "politics": "坚定", "conduct": "正派", "history": "2010年到校", "family": "已婚",
    "performance": "良好", "relations": "清楚", "foreign_contacts": "无",
}  # fmt: skip
SIGNED = {"department_by": "段景明", "personnel_by": "王勤", "office_by": "李建国", "group_by": "段景明"}
SHEET, PLEDGE = "涉审〔2026〕001号", "承〔2026〕001号"


@pytest.fixture
def books(desk):
    do(desk, "departments", "enrol", name="教务处")
    do(desk, "posts", "determine", **POST)
    do(desk, "posts", "determine", **(POST | {"name": "试卷管理岗", "category": "重要"}))
    do(desk, "people", "enrol", name="玉罕", department="教务处")
    return desk


def person(desk, name="玉罕"):
    (found,) = desk.find("people", name)
    return found


def begin(desk, **changed):
    given = {"person": "玉罕", "kind": "上岗审查", "post": "考务管理岗"} | changed
    return do(desk, "screenings", "begin", **{k: v for k, v in given.items() if v is not None})


def passed(desk, sheet=SHEET, *, confirm=(), **changed):
    given = {**CONTENTS, **SIGNED} | changed
    given = {k: v for k, v in given.items() if v is not None}
    return do(desk, "screenings", "pass", sheet, confirm=confirm, **given)


def sign(desk, **changed):
    given = {"person": "玉罕", "kind": "上岗"} | changed
    return do(desk, "pledges", "sign", **{k: v for k, v in given.items() if v is not None})


# --- posts ---


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"name": "考务管理岗"}, ("duplicate_name", "refuse", "name")),
        ({"category": "核心"}, ("core_disabled", "refuse", "category")),
        ({"category": None}, ("missing", "refuse", "category")),
        ({"department": None}, ("missing", "refuse", "department")),
        ({"approved_by": None}, ("missing", "refuse", "approved_by")),
        ({"determined_on": "2026-11-24"}, ("future_date", "refuse", "determined_on")),
    ],
)
def test_what_is_refused_of_a_post(books, changed, reason):
    assert reason in refused(books, "posts", "determine", **({**POST, "name": "机要岗"} | changed))


def test_core_posts_are_there_once_the_supervisor_says_so(books):
    do(books, "parameters", "set", code="core_posts", value="1", effective_from="2026-01-01")
    do(books, "posts", "determine", **(POST | {"name": "机要岗", "category": "核心"}))


def test_a_post_that_somebody_is_on_is_not_given_up(books):
    begin(books)
    passed(books)
    assert ("bad_value", "refuse", "category") in refused(
        books, "posts", "change", "考务管理岗", category="一般", approved_by="段景明", reason="x"
    )
    assert ("post_held", "refuse", "entry") in refused(
        books, "posts", "retire", "考务管理岗", approved_by="段景明", reason="不再承担"
    )
    done = do(
        books, "posts", "change", "考务管理岗", category="重要", approved_by="段景明", reason="增加机密件"
    )
    assert [(r.code, str(r.weight), r.field) for r in done.warnings] == [("post_held", "warn", "category")]
    do(books, "people", "clear", "玉罕", secret_post="考务管理岗", reason="岗位调整")  # its class follows
    assert (person(books)["category"], person(books)["highest_level"]) == ("重要", "机密")
    do(books, "posts", "retire", "试卷管理岗", approved_by="段景明", reason="不再承担")


def test_nobody_is_cleared_otherwise_than_their_post(books):
    assert ("post_category", "refuse", "category") in refused(
        books, "people", "clear", "玉罕", secret_post="试卷管理岗", category="一般"
    )
    do(books, "people", "clear", "玉罕", category="一般", pledged_on="2026-01-05")
    assert ("post_category", "refuse", "category") in refused(
        books, "people", "amend", "玉罕", secret_post="试卷管理岗", reason="x"
    )


# --- screenings ---


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"post": None}, ("missing", "refuse", "post")),
        ({"person": None}, ("missing", "refuse", "person")),
        ({"kind": None}, ("missing", "refuse", "kind")),
        ({"kind": "复审"}, ("wrong_state", "refuse", "person")),
        ({"person": "查无此人"}, ("unknown_reference", "ask", "person")),
        ({"post": "没有的岗"}, ("unknown_reference", "refuse", "post")),
        ({"nationality": "傣"}, ("bad_value", "refuse", "nationality")),
    ],
)
def test_what_is_refused_of_a_sheet(books, changed, reason):
    given = {"person": "玉罕", "kind": "上岗审查", "post": "考务管理岗"} | changed
    assert reason in refused(books, "screenings", "begin", **given)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [(({key: None}), ("missing", "refuse", key)) for key in CONTENTS]
    + [
        ({"personnel_by": None}, ("approval_missing", "refuse", "personnel_by")),
        ({"office_by": None}, ("approval_missing", "refuse", "office_by")),
        ({"nationality": "外国或双重国籍"}, ("foreign_national", "refuse", "nationality")),
        ({"residence_abroad": True}, ("residence_abroad", "ask", "residence_abroad")),
        ({"decided_on": "2026-11-20"}, ("bad_value", "refuse", "decided_on")),
        ({"decided_on": "2026-11-24"}, ("future_date", "refuse", "decided_on")),
    ],
)
def test_nobody_passes_without_the_eight_contents_and_two_offices(books, changed, reason):
    begin(books)
    assert reason in refused(books, "screenings", "pass", SHEET, **({**CONTENTS, **SIGNED} | changed))


def test_who_passes_is_cleared_for_the_post(books):
    begin(books)
    assert ("bad_value", "refuse", "person") in refused(
        books, "screenings", "begin", person="玉罕", kind="上岗审查", post="试卷管理岗"
    )
    do(books, "screenings", "describe", SHEET, **CONTENTS)
    done = do(books, "screenings", "pass", SHEET, **SIGNED)
    assert [(r.code, r.field) for r in done.warnings] == [("no_pledge", "person")]
    one = person(books)
    assert (one.status, one["category"], one["highest_level"]) == ("cleared", "一般", "秘密")
    assert (one["cleared_from"], one["reviewed_on"], one["review_due"]) == (
        "2026-11-23",
        "2026-11-23",
        "2031-11-23",
    )
    assert row(books, "screenings", SHEET)["next_on"] == "2031-11-23"
    do(books, "screenings", "undo", SHEET, reason="登错")
    assert row(books, "screenings", SHEET).status == "open"
    one = person(books)
    assert (one.status, one["category"], one["secret_post"], one["review_due"]) == (
        "in_use",
        None,
        None,
        None,
    )
    assert list(checks.verify(books)) == []


def test_who_does_not_pass_again_is_kept_from_secrets(books):
    begin(books)
    passed(books)
    do(books, "places", "enrol", name="一室-1柜", responsible="玉罕")
    begin(books, kind="复审", post=None)
    done = do(books, "screenings", "fail", "涉审〔2026〕002号", reason="长期在外")
    assert [(r.code, str(r.weight)) for r in done.warnings] == [("holdings_left", "warn")]
    assert person(books).status == "suspended"
    assert ("wrong_state", "refuse", "person") in refused(
        books, "screenings", "begin", person="玉罕", kind="上岗审查", post="考务管理岗"
    )
    do(books, "screenings", "undo", "涉审〔2026〕002号", reason="误办")
    assert (person(books).status, row(books, "screenings", "涉审〔2026〕002号").status) == ("cleared", "open")
    assert list(checks.verify(books)) == []


@pytest.mark.parametrize(("post", "years"), [("考务管理岗", 5), ("试卷管理岗", 3)])
def test_the_next_examination_comes_after_the_years_of_the_class(books, clock, post, years):
    begin(books, post=post)
    passed(books)
    when = f"{2026 + years}-11-23"
    assert person(books)["review_due"] == when
    clock.now = clock.now.replace(year=2026 + years)
    assert [(d.what, d.state) for d in due(books) if d.register == "people"] == [("review", "today")]
    do(books, "people", "amend", "玉罕", reason="x", phone="1", confirm=("clock_leap",))
    begin(books, kind="复审", post=None)
    passed(books, f"涉审〔{2026 + years}〕001号")
    assert person(books)["review_due"] == f"{2026 + 2 * years}-11-23"
    assert [d for d in due(books) if d.register == "people"] == []


def test_the_years_are_a_parameter_and_a_later_one_moves_nothing_given(books):
    begin(books)
    passed(books)
    do(books, "parameters", "set", code="review_years_general", value="2", effective_from="2026-01-01")
    assert person(books)["review_due"] == "2031-11-23"
    do(books, "people", "clear", "玉罕", category="一般", reviewed_on="2026-11-01")
    assert person(books)["review_due"] == "2028-11-01"


def test_who_has_left_comes_back_first(books):
    do(books, "people", "leave", "玉罕", confirm=("no_departure",), leave_reason="调离")
    assert ("wrong_state", "refuse", "person") in refused(
        books, "screenings", "begin", person="玉罕", kind="上岗审查", post="考务管理岗"
    )


def test_a_correction_empties_nothing_that_it_passed_by(books):
    begin(books)
    passed(books)
    given = {"politics": "", "personnel_by": "", "reason": "x"}
    assert refused(books, "screenings", "amend", SHEET, **given) >= {
        ("missing", "refuse", "politics"), ("approval_missing", "refuse", "personnel_by"),
    }  # fmt: skip
    assert ("foreign_national", "refuse", "nationality") in refused(
        books, "screenings", "amend", SHEET, nationality="外国或双重国籍", reason="x"
    )


# --- pledges ---


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"person": None}, ("missing", "refuse", "person")),
        ({"kind": None}, ("missing", "refuse", "kind")),
        ({"signer": "某人"}, ("bad_value", "refuse", "signer")),
        ({"kind": "外来维修", "person": None}, ("missing", "refuse", "signer")),
        ({"kind": "外来维修", "person": None, "signer": "某人"}, ("missing", "refuse", "unit")),
        ({"until": "2026-11-22"}, ("bad_value", "refuse", "until")),
        ({"signed_on": "2026-11-24"}, ("future_date", "refuse", "signed_on")),
    ],
)
def test_what_is_refused_of_a_pledge(books, changed, reason):
    assert reason in refused(books, "pledges", "sign", **({"person": "玉罕", "kind": "上岗"} | changed))


def test_a_pledge_stands_with_the_person_until_it_is_voided(books):
    sign(books, until="2027-12-31")
    one, pledge = person(books), row(books, "pledges", PLEDGE)
    assert (one["pledged_on"], one["pledge_until"]) == ("2026-11-23", "2027-12-31")
    assert (pledge["sheets"], pledge["kept_at"]) == (4, "部门、保密办、组织人事部、本人")
    do(books, "pledges", "amend", PLEDGE, until="2028-12-31", reason="看错")
    assert person(books)["pledge_until"] == "2028-12-31"
    sign(books, kind="在岗")
    assert row(books, "pledges", PLEDGE).status == "replaced"
    assert person(books)["pledge_until"] is None
    do(books, "pledges", "void", "承〔2026〕002号", reason="登错")
    assert (row(books, "pledges", PLEDGE).status, person(books)["pledge_until"]) == ("in_force", "2028-12-31")
    do(books, "pledges", "end", PLEDGE, reason="岗位变动")
    assert person(books)["pledged_on"] is None
    assert list(checks.verify(books)) == []


def test_a_pledge_for_something_else_is_no_pledge_for_the_post(books):
    sign(books, kind="专项")
    assert person(books)["pledged_on"] is None
    sign(books, kind="外来维修", person=None, signer="某工程师", unit="某公司")
    assert [p.status for p in books.rows("pledges")] == ["in_force", "in_force"]


def test_who_has_left_signs_no_pledge_for_a_post(books):
    do(books, "people", "leave", "玉罕", confirm=("no_departure",), leave_reason="调离")
    assert ("wrong_state", "refuse", "person") in refused(
        books, "pledges", "sign", person="玉罕", kind="在岗"
    )
    sign(books, kind="离岗离职")


@pytest.mark.parametrize(
    ("lent_on", "asked"), [("2026-12-31", False), ("2027-01-04", True)],
)  # fmt: skip
def test_nothing_is_lent_on_a_pledge_that_has_run_out(books, clock, lent_on, asked):
    begin(books)
    passed(books)
    sign(books, until="2026-12-31")
    receive(books, mark="秘密★5年")
    clock.now = clock.now.replace(*map(int, lent_on.split("-")))
    lent = {"copies": "密收〔2026〕0001-1", "borrower": "玉罕", "approved_by": "李建国"}
    told = refused(books, "loans", "lend", **lent, kind="不存在", confirm=("clock_leap",))
    assert (("no_pledge", "ask", "borrower") in told) is asked
    assert ("pledge" in {d.what for d in due(books) if d.state == "overdue"}) is asked
