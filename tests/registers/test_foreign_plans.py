"""Plans for activities with foreigners, and foreigners who stay (第58条 to 第63条, 第69条 to 第71条, F25b)."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.due import due
from tests.desk.test_receipt import do, row
from tests.registers.test_sites import books  # noqa: F401
from tests.registers.test_things import refused
from tests.registers.test_visits import CAME

FIRST, EXPERT = "涉外案〔2026〕001号", "境外〔2026〕001号"
GUEST = {"kind": "境外人员", "name": "颂猜", "about": "某院 副院长", "background": "身份属实"}
PAPER = {"kind": "拟提供材料", "name": "学院简介", "about": "5 份", "background": "已公开"}
PLAN = {
    "department": "教务处", "activity": "代表团来访", "activity_type": "合作项目", "from_on": "2026-12-01",
    "until": "2026-12-02", "foreign_party": "某职业学院", "led_by": "玉罕", "measures": "固定路线，专人陪同",
    "talk_scope": "只谈公开的专业目录", "lines": [GUEST, PAPER],
}  # fmt: skip
HIRED = {"name": "玛丽", "country": "某国", "department": "学生处", "work": "口语教学", "until": "2026-12-20"}
PASSED = {"background": "属实", "checked_by": "赵䶮", "conclusion": "合格", "agreement_on": "2026-11-20"}


def planned(desk, **changed):
    return do(desk, "foreign_events", "plan", **{k: v for k, v in (PLAN | changed).items() if v is not None})


def approved(desk, **changed):
    planned(desk, **changed)
    do(desk, "foreign_events", "check", FIRST, exchange_by="赵䶮")
    do(desk, "foreign_events", "approve", FIRST, office_by="李建国")


def state(desk, register="foreign_events", number=FIRST):
    return row(desk, register, number).status


def waiting(desk, register="foreign_events"):
    return {(d.what, d.state) for d in due(desk) if d.register == register}


# --- the plan ---


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"department": None}, ("missing", "refuse", "department")),
        ({"led_by": None}, ("missing", "refuse", "led_by")),
        ({"measures": None}, ("missing", "refuse", "measures")),
        ({"lines": None}, ("missing", "refuse", "lines")),
        ({"lines": [PAPER]}, ("bad_value", "refuse", "lines")),
        ({"lines": [GUEST, {"kind": "拟提供材料"}]}, ("bad_value", "refuse", "lines")),
        ({"lines": [GUEST, PAPER | {"level": "秘密"}]}, ("secret_abroad", "refuse", "lines")),
        ({"lines": [GUEST, PAPER | {"level": "工作秘密"}]}, ("secret_abroad", "refuse", "lines")),
        ({"until": "2026-11-30"}, ("bad_value", "refuse", "until")),
        ({"talk_scope": None}, ("missing", "refuse", "talk_scope")),
        ({"project": "一号项目"}, ("approval_missing", "refuse", "project_by")),
        ({"contract": "备忘录"}, ("missing", "refuse", "clause")),
        ({"sites_seen": "机要室"}, ("approval_missing", "refuse", "sites_by")),
    ],
)
def test_what_is_refused_of_a_plan(books, changed, reason):  # noqa: F811
    assert reason in refused(books, "foreign_events", "plan", **(PLAN | changed))


def test_a_visit_without_talks_needs_no_wording(books):  # noqa: F811
    planned(books, activity_type="考察", talk_scope=None)


def test_planned_checked_approved_taught_and_told(books, clock):  # noqa: F811
    done = planned(books)
    assert (done.number, done.warnings, row(books, "foreign_events", FIRST)["kind"]) == (
        FIRST,
        (),
        "保密方案",
    )
    assert [one.number for one in done.created if one.register == "foreign_lines"] == [
        "涉外案〔2026〕001-1", "涉外案〔2026〕001-2",
    ]  # fmt: skip
    assert waiting(books) == {("foreign_plan", "soon")}
    assert ("wrong_state", "refuse", "entry") in refused(
        books, "foreign_events", "approve", FIRST, office_by="李"
    )
    do(books, "foreign_events", "check", FIRST, exchange_by="赵䶮", struck="涉外案〔2026〕001-2")
    lines = {r["name"]: (r.status, r["verdict"]) for r in books.rows("foreign_lines")}
    assert lines == {"颂猜": ("judged", "可以"), "学院简介": ("judged", "不可以")}
    do(books, "foreign_events", "approve", FIRST, office_by="李建国")
    clock.forward(days=5)
    assert waiting(books) == {("foreign_teach", "soon")}
    do(books, "foreign_events", "teach", FIRST, briefed_by="李建国")
    assert waiting(books) == set()
    assert ("wrong_state", "refuse", "told_on") in refused(
        books, "foreign_events", "tell", FIRST, aftermath="好"
    )
    clock.forward(days=5)
    assert waiting(books) == {("foreign_after", "overdue")}
    done = do(books, "foreign_events", "tell", FIRST, aftermath="没有异常")
    assert (done.warnings, state(books), books.rows("irregularities")) == ((), "told", [])
    assert list(checks.verify(books)) == []


def test_nobody_comes_unchecked_and_nothing_goes_unread(books):  # noqa: F811
    planned(books, lines=[GUEST, GUEST | {"name": "维拉", "background": None}])
    assert ("not_checked", "refuse", "struck") in refused(
        books, "foreign_events", "check", FIRST, exchange_by="赵"
    )
    other = "涉外案〔2026〕001-2"
    do(books, "foreign_events", "check", FIRST, exchange_by="赵", struck=other)
    do(books, "foreign_events", "undo", FIRST, reason="查到了")
    assert state(books, "foreign_lines", other) == "listed"
    do(books, "foreign_lines", "amend", other, background="属实", reason="补")
    assert ("bad_value", "refuse", "struck") in refused(
        books, "foreign_events", "check", FIRST, exchange_by="赵", struck=["涉外案〔2026〕001-1", other]
    )
    do(books, "foreign_events", "check", FIRST, exchange_by="赵")
    assert ("wrong_state", "refuse", "entry") in refused(
        books, "foreign_lines", "amend", other, name="别人", reason="换人"
    )


def test_who_is_added_is_looked_at_anew(books):  # noqa: F811
    approved(books)
    do(books, "foreign_events", "add", FIRST, lines=[GUEST | {"name": "维拉"}])
    found = row(books, "foreign_events", FIRST)
    assert (found.status, found["office_by"], found["exchange_by"]) == ("planned", None, None)
    assert books.rows("foreign_lines")[0].number == "涉外案〔2026〕001-3"
    do(books, "foreign_events", "undo", FIRST, reason="不来了")
    assert (state(books), row(books, "foreign_events", FIRST)["office_by"]) == ("approved", "李建国")
    assert list(checks.verify(books)) == []


def test_held_without_an_approved_plan_is_booked_as_it_was(books, clock):  # noqa: F811
    planned(books)
    clock.forward(days=9)
    assert waiting(books) == {("foreign_plan", "overdue")}
    do(books, "foreign_events", "check", FIRST, exchange_by="赵䶮")
    assert ("approved_late", "refuse", "office_on") in refused(
        books, "foreign_events", "approve", FIRST, office_by="李建国"
    )
    done = do(books, "foreign_events", "tell", FIRST, aftermath="先办了")
    assert {r.code for r in done.warnings} == {"not_briefed", "plan_not_approved"}
    (wrong,) = books.rows("irregularities")
    assert (wrong["happened_on"], wrong["article"]) == ("2026-12-01", "第59条（一）、第60条")
    assert "教务处" in wrong["description"]


def test_what_was_handed_out_besides_is_a_wrong(books, clock):  # noqa: F811
    approved(books)
    do(books, "foreign_events", "teach", FIRST, briefed_by="李建国")
    clock.forward(days=10)
    done = do(books, "foreign_events", "tell", FIRST, aftermath="好", given_besides="设备清单")
    assert [r.code for r in done.warnings] == ["given_besides"]
    assert [r["kind"] for r in books.rows("irregularities")] == ["涉外活动提供未经审批的材料"]
    do(books, "foreign_events", "undo", FIRST, reason="看错")
    assert [r.status for r in books.rows("irregularities")] == ["void"]


def test_a_correction_goes_round_no_rule(books):  # noqa: F811
    approved(books)
    amend = ("foreign_events", "amend", FIRST)
    assert ("missing", "refuse", "measures") in refused(books, *amend, measures="", reason="x")
    assert ("missing", "refuse", "talk_scope") in refused(books, *amend, talk_scope="", reason="x")
    assert ("approval_missing", "refuse", "project_by") in refused(books, *amend, project="一号", reason="x")
    assert ("secret_abroad", "refuse", "secret") in refused(books, *amend, secret=True, reason="x")
    assert ("missing", "refuse", "office_by") in refused(books, *amend, office_by="", reason="x")


def test_a_plan_that_is_refused_or_called_off(books):  # noqa: F811
    planned(books, secret=True)
    assert ("secret_abroad", "refuse", "secret") in refused(
        books, "foreign_events", "check", FIRST, exchange_by="赵"
    )
    assert ("missing", "refuse", "office_by") in refused(
        books, "foreign_events", "refuse", FIRST, reason="涉密"
    )
    do(books, "foreign_events", "refuse", FIRST, exchange_by="赵䶮", reason="涉密")
    planned(books)
    do(books, "foreign_events", "cancel", "涉外案〔2026〕002号", reason="对方不来")
    assert waiting(books) == set()


# --- experts and students ---


def test_an_expert_is_checked_taught_and_leaves(books, clock):  # noqa: F811
    do(books, "departments", "enrol", name="学生处")
    done = do(books, "foreign_people", "apply", **HIRED)
    assert (done.number, done.warnings) == (EXPERT, ())
    assert waiting(books, "foreign_people") == {("foreign_check", "waiting")}
    assert ("duplicate_name", "ask", "name") in refused(books, "foreign_people", "apply", **HIRED)
    done = do(books, "foreign_people", "check", EXPERT, **(PASSED | {"agreement_on": ""}))
    assert [r.code for r in done.warnings] == ["no_agreement"]
    assert waiting(books, "foreign_people") == {("foreign_untaught", "waiting"), ("foreign_until", "soon")}
    do(books, "foreign_people", "teach", EXPERT, briefed_by="李建国")
    opened = {"areas": "机要室", "office_by": "李建国", "reason": "调试设备"}
    assert ("no_agreement", "refuse", "agreement_on") in refused(
        books, "foreign_people", "open_area", EXPERT, **opened
    )
    do(books, "foreign_people", "amend", EXPERT, agreement_on="2026-11-23", reason="补签")
    do(books, "foreign_people", "open_area", EXPERT, **opened)
    assert ("bad_value", "refuse", "until") in refused(
        books, "foreign_people", "renew", EXPERT, until="2026-12-19"
    )
    clock.forward(days=28)
    assert waiting(books, "foreign_people") == {("foreign_until", "overdue")}
    do(books, "foreign_people", "leave", EXPERT, settled="门禁卡收回")
    assert (state(books, "foreign_people", EXPERT), row(books, "foreign_people", EXPERT)["areas"]) == (
        "left",
        None,
    )


def test_who_does_not_pass_is_not_hired(books):  # noqa: F811
    do(books, "departments", "enrol", name="学生处")
    do(books, "foreign_people", "apply", **HIRED)
    do(books, "foreign_people", "check", EXPERT, **(PASSED | {"conclusion": "不合格"}))
    assert state(books, "foreign_people", EXPERT) == "refused"


def test_a_unit_that_handles_secrets_hires_nobody(books):  # noqa: F811
    """教务处 is in charge of 机要室."""
    done = do(books, "foreign_people", "apply", **(HIRED | {"department": "教务处"}))
    assert [r.code for r in done.warnings] == ["secret_unit"]
    assert ("approval_missing", "refuse", "exception_by") in refused(
        books, "foreign_people", "check", EXPERT, **PASSED
    )
    do(books, "foreign_people", "check", EXPERT, **PASSED, exception_by="领导小组")
    assert ("approval_missing", "refuse", "exception_by") in refused(
        books, "foreign_people", "amend", EXPERT, exception_by="", reason="x"
    )


def test_no_student_enters_whatever_is_told(books):  # noqa: F811
    known = {
        "name": "阿雅",
        "country": "某国",
        "department": "教务处",
        "briefed_on": "2026-11-20",
        "briefed_by": "赵䶮",
    }
    assert ("missing", "refuse", "briefed_by") in refused(
        books, "foreign_people", "admit", **(known | {"briefed_by": ""})
    )
    do(books, "foreign_people", "admit", **known)
    opened = {"areas": "机要室", "office_by": "李建国", "reason": "参观"}
    assert ("foreign_student", "refuse", "entry") in refused(
        books, "foreign_people", "open_area", EXPERT, **opened
    )
    assert ("known_foreigner", "ask", "nationality") in refused(
        books, "visits", "enter", **(CAME | {"name": "阿雅"})
    )


def test_an_expert_enters_what_was_opened_to_them(books):  # noqa: F811
    do(books, "departments", "enrol", name="学生处")
    do(books, "foreign_people", "apply", **HIRED)
    do(books, "foreign_people", "check", EXPERT, **PASSED)
    came = CAME | {"name": "玛丽"}
    assert ("known_foreigner", "ask", "nationality") in refused(books, "visits", "enter", **came)
    abroad = came | {"nationality": "境外人员"}
    assert ("foreigner", "refuse", "office_by") in refused(books, "visits", "enter", **abroad)
    do(books, "foreign_people", "open_area", EXPERT, areas="机要室", office_by="李建国", reason="调试")
    do(books, "visits", "enter", **abroad, office_by="李建国")
