"""Nothing is made public before it was reviewed: item by item, month by month, and in the year (第49条 to 第54条, F26, T9)."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.due import due
from secretdesk.desk.figures import lines_of
from secretdesk.desk.opening import new_vault
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_disclosure import SELF_CHECK
from secretdesk.store.slots import Cost
from tests.desk.test_receipt import do, row
from tests.registers.test_merits import table
from tests.registers.test_things import refused

FIRST, SHEET = "公审〔2026〕0001号", "公报〔2026〕0001号"
NO = dict.fromkeys(SELF_CHECK, False)
ITEM = {
    "submitted_on": "2026-11-20", "department": "教务处", "title": "大赛喜报", "form": "新闻稿", "channel": "校园网", **NO,
}  # fmt: skip
SIGNED = {"opinion": "可公开", "head_by": "段景明", "first_reviewer": "玉罕"}
OFFICE = {"office_opinion": "可公开", "office_by": "李建国"}
EDITED = SIGNED | {"opinion": "删改后公开", "edits": "删去身份证号"}
COUNTS = {"submitted": 3, "allowed": 2, "edited": 1, "by_campus": 2, "by_wechat": 1, "head_by": "段景明"}
UNASKED = {
    "department": "教务处", "title": "花名册", "channel": "部门网站", "exposed_on": "2026-11-18", "reason": "没有送审",
}  # fmt: skip


@pytest.fixture
def books(desk):
    do(desk, "departments", "enrol", name="教务处", reviewer="玉罕", head="段景明")
    do(desk, "departments", "enrol", name="学生处")
    return desk


def submitted(desk, **changed):
    return do(desk, "disclosures", "submit", **{k: v for k, v in (ITEM | changed).items() if v is not None})


def state(desk, number=FIRST):
    return row(desk, "disclosures", number).status


def waiting(desk):
    registers = {"disclosures", "disclosure_months"}
    return {(d.what, d.when, d.state) for d in due(desk) if d.register in registers}


# --- one item ---


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"department": None}, ("missing", "refuse", "department")),
        ({"title": None}, ("missing", "refuse", "title")),
        ({"channel": None}, ("missing", "refuse", "channel")),
        ({"channel": "朋友圈"}, ("bad_value", "refuse", "channel")),
        ({"other_channels": "朋友圈"}, ("bad_value", "refuse", "other_channels")),
        ({"other_channels": "公众号、校园网"}, ("bad_value", "refuse", "other_channels")),
        ({"in_progress": None}, ("missing", "refuse", "in_progress")),
        ({"marked": True}, ("missing", "refuse", "level")),
        ({"level": "秘密"}, ("bad_value", "refuse", "marked")),
        ({"marked": True, "level": "绝密"}, ("level_above_vault", "refuse", "title")),
        ({"submitted_on": "2026-11-24"}, ("future_date", "refuse", "submitted_on")),
        ({"planned_on": "2026-11-19"}, ("planned_passed", "ask", "planned_on")),
        (SIGNED | {"first_reviewer": "岩叫"}, ("other_reviewer", "ask", "first_reviewer")),
        (SIGNED | {"head_by": "王勤"}, ("other_approver", "ask", "head_by")),
        (SIGNED | {"head_by": None}, ("missing", "refuse", "head_by")),
        (SIGNED | {"department": "学生处", "first_reviewer": None}, ("missing", "refuse", "first_reviewer")),
    ],
)
def test_what_is_refused_of_an_item(books, changed, reason):
    assert reason in refused(books, "disclosures", "submit", **(ITEM | changed))


def test_the_rest_is_answered_at_once(books):
    told = {k: v for k, v in ITEM.items() if k not in SELF_CHECK}
    assert ("missing", "refuse", "marked") in refused(books, "disclosures", "submit", **told)
    do(books, "disclosures", "submit", **told, rest_no=True, privacy=True)
    found = row(books, "disclosures", FIRST)
    assert {key for key in SELF_CHECK if found[key]} == {"privacy"}
    assert all(found[key] is not None for key in SELF_CHECK)
    assert ("missing", "refuse", "marked") in refused(
        books, "disclosures", "amend", FIRST, marked="", reason="x"
    )


def test_one_item_one_review(books):
    submitted(books)
    assert ("duplicate_disclosure", "ask", "title") in refused(books, "disclosures", "submit", **ITEM)
    submitted(books, department="学生处")
    do(books, "disclosures", "void", FIRST, reason="登错")
    submitted(books)


@pytest.mark.parametrize(
    ("answer", "opinion", "reason"),
    [
        ({"marked": True, "level": "秘密"}, "可公开", ("not_public", "refuse", "marked")),
        ({"state_secret": True}, "删改后公开", ("not_public", "refuse", "state_secret")),
        ({"in_progress": True}, "可公开", ("not_public", "refuse", "in_progress")),
        ({"work_secret": True}, "删改后公开", ("not_public", "refuse", "work_secret")),
        ({"withheld": True}, "可公开", ("not_public", "refuse", "withheld")),
        ({"trade_secret": True}, "可公开", ("cut_out", "refuse", "opinion")),
        ({"privacy": True}, "可公开", ("cut_out", "refuse", "opinion")),
        ({"privacy": True}, "删改后公开", None),
        ({"unstable": True}, "可公开", ("unstable", "refuse", "opinion")),
        ({"unstable": True}, "不能确定送保密办", None),
        ({"reprint": True}, "可公开", ("reprint", "refuse", "opinion")),
        ({"reprint": True}, "删改后公开", ("reprint", "refuse", "source_link")),
        ({"reprint": True, "source_link": "省政府网站"}, "删改后公开", None),
        ({"state_secret": True}, "不公开", None),
    ],
)
def test_what_no_department_makes_public(books, answer, opinion, reason):
    submitted(books, **answer)
    edits = {"edits": "删去几处"} if opinion == "删改后公开" and "reprint" not in answer else {}
    told = SIGNED | {"opinion": opinion} | edits
    if reason:
        assert reason in refused(books, "disclosures", "decide", FIRST, **told)
    else:
        do(books, "disclosures", "decide", FIRST, **told)


def test_each_refusal_names_its_article_and_a_way_out(books):
    answers = {"in_progress": True, "work_secret": True}
    found = refused_reasons(books, **ITEM | answers | SIGNED)
    assert {r.field: r.origin for r in found} == {
        "in_progress": "第51条（二）", "work_secret": "第51条（三）",
    }  # fmt: skip
    assert all("；" in r.text for r in found)


def refused_reasons(desk, **values):
    from secretdesk.domain.review import Refused

    with pytest.raises(Refused) as found:
        do(desk, "disclosures", "submit", **values)
    return found.value.reasons


def test_submitted_decided_published_and_mended(books):
    done = submitted(books, planned_on="2026-11-25")
    assert (done.number, state(books)) == (FIRST, "submitted")
    assert waiting(books) == {("disclose_by", "2026-11-25", "soon")}
    assert ("missing", "refuse", "head_by") in refused(
        books, "disclosures", "decide", FIRST, opinion="可公开"
    )
    do(books, "disclosures", "decide", FIRST, opinion="可公开", head_by="段景明")
    assert row(books, "disclosures", FIRST)["first_reviewer"] == "玉罕"
    assert waiting(books) == set()
    assert ("missing", "refuse", "link") in refused(books, "disclosures", "publish", FIRST)
    do(books, "disclosures", "publish", FIRST, link="校园网首页")
    do(books, "disclosures", "correct", FIRST, correction="改正一个人名")
    done = do(books, "disclosures", "withdraw", FIRST, withdrawn_as="过期、其他", measures="撤下")
    assert (done.warnings, state(books)) == ((), "withdrawn")
    do(books, "disclosures", "undo", FIRST, reason="看错")
    assert state(books) == "published"
    assert list(checks.verify(books)) == []


def test_what_was_agreed_waits_to_be_published(books, clock):
    submitted(books, planned_on="2026-11-24", **SIGNED)
    assert state(books) == "allowed"
    clock.forward(days=2)
    assert waiting(books) == {("to_publish", "2026-11-24", "overdue")}


def test_edited_before_it_is_public(books):
    submitted(books, privacy=True, **EDITED)
    assert ("not_edited", "refuse", "edits_made") in refused(
        books, "disclosures", "publish", FIRST, link="公开栏"
    )
    do(books, "disclosures", "publish", FIRST, link="公开栏", edits_made=True)
    assert ("missing", "refuse", "edits") in refused(
        books, "disclosures", "amend", FIRST, edits="", reason="x"
    )


def test_refusing_says_why(books):
    submitted(books)
    told = SIGNED | {"opinion": "不公开"}
    assert ("missing", "refuse", "reason") in refused(books, "disclosures", "decide", FIRST, **told)
    do(books, "disclosures", "decide", FIRST, **told, reason="与已公开的重复")
    assert ("wrong_state", "refuse", "entry") in refused(books, "disclosures", "publish", FIRST, link="x")


def test_what_a_department_is_not_sure_of_goes_to_the_office(books):
    submitted(books, unstable=True, **SIGNED | {"opinion": "不能确定送保密办"})
    assert (state(books), row(books, "disclosures", FIRST)["sent_on"]) == ("sent", "2026-11-20")
    assert waiting(books) == {("disclosure", "", "waiting")}
    assert ("approval_missing", "refuse", "leader_by") in refused(
        books, "disclosures", "review", FIRST, **OFFICE
    )
    assert ("not_public", "refuse", "work_secret") in refused(
        books, "disclosures", "review", FIRST, **OFFICE, leader_by="院长", work_secret=True
    )
    do(books, "disclosures", "review", FIRST, **OFFICE, leader_by="院长")
    assert state(books) == "allowed"
    do(books, "disclosures", "send", FIRST, reason="又有新情况")
    assert (state(books), row(books, "disclosures", FIRST)["office_opinion"]) == ("sent", None)


def test_a_correction_goes_round_no_review(books):
    submitted(books, **SIGNED)
    for key in ("state_secret", "in_progress", "work_secret"):
        assert ("not_public", "refuse", key) in refused(
            books, "disclosures", "amend", FIRST, reason="x", **{key: True}
        )
    assert ("cut_out", "refuse", "opinion") in refused(
        books, "disclosures", "amend", FIRST, reason="x", privacy=True
    )
    assert ("missing", "refuse", "head_by") in refused(
        books, "disclosures", "amend", FIRST, reason="x", head_by=""
    )
    do(books, "disclosures", "amend", FIRST, reason="x", sender="岩叫")


# --- public before it was allowed ---


def test_public_without_a_review_is_booked_as_it_was(books):
    done = do(books, "disclosures", "book_unreviewed", **UNASKED)
    assert [(r.code, r.field) for r in done.warnings] == [("take_down", "entry")]
    (wrong,) = books.rows("irregularities")
    assert (wrong["happened_on"], wrong["article"]) == ("2026-11-18", "第53条、条例第42条")
    assert "教务处" in wrong["description"] and "花名册" in wrong["description"]
    assert waiting(books) == {("exposed", "", "waiting")}
    do(books, "disclosures", "withdraw", FIRST, withdrawn_as="不应公开", measures="撤下，清除缓存")
    assert len(books.rows("irregularities")) == 1, "told once"
    assert waiting(books) == set()


def test_public_without_a_review_and_reviewed_afterwards(books):
    do(books, "disclosures", "book_unreviewed", **UNASKED)
    assert ("missing", "refuse", "marked") in refused(books, "disclosures", "review", FIRST, **OFFICE)
    done = do(
        books,
        "disclosures",
        "review",
        FIRST,
        office_opinion="不公开",
        office_by="李建国",
        reason="含身份证号",
    )
    assert ([r.code for r in done.warnings], state(books)) == (["take_down"], "exposed")
    do(books, "disclosures", "undo", FIRST, reason="看错")
    do(books, "disclosures", "review", FIRST, **OFFICE, **NO)
    assert state(books) == "published"
    do(books, "disclosures", "undo", FIRST, reason="看错")
    do(books, "disclosures", "void", FIRST, reason="查明审过")
    assert [r.status for r in books.rows("irregularities")] == ["void"]
    assert list(checks.verify(books)) == []


@pytest.mark.parametrize("opinion", ["不公开", "不能确定送保密办"])
def test_public_against_the_review(books, opinion):
    submitted(books, **SIGNED | {"opinion": opinion, "reason": "不宜"})
    do(
        books,
        "disclosures",
        "book_exposed",
        FIRST,
        exposed_on="2026-11-21",
        reason="编辑自己发了",
        link="公众号",
    )
    (wrong,) = books.rows("irregularities")
    assert (wrong["kind"], wrong["happened_on"]) == ("审查没有同意即公开", "2026-11-21")
    assert state(books) == "exposed"


def test_what_should_not_have_been_public_may_be_a_leak(books):
    submitted(books, **SIGNED)
    assert ("wrong_state", "refuse", "entry") in refused(
        books, "disclosures", "withdraw", FIRST, withdrawn_as="不应公开", measures="撤下"
    )
    do(books, "disclosures", "publish", FIRST, link="校园网")
    done = do(books, "disclosures", "withdraw", FIRST, withdrawn_as="不应公开", measures="撤下")
    assert [(r.code, r.origin) for r in done.warnings] == [("may_be_leak", "条例第61条、第67条（五）")]
    assert [r["kind"] for r in books.rows("irregularities")] == ["公开了不应公开的信息"]


def test_a_vault_of_no_level_keeps_it_alone(tmp_path):
    office = new_vault(
        tmp_path / "v", "岩温", "紫色河流七块石头", Level.UNCLASSIFIED, groups="监督", cost=Cost(1, 8192)
    )
    do(office, "departments", "enrol", name="教务处")
    today = office.clock().date().isoformat()
    item = ITEM | {"submitted_on": today}
    assert ("level_above_vault", "refuse", "title") in refused(
        office, "disclosures", "submit", **(item | {"marked": True, "level": "秘密"})
    )
    do(office, "disclosures", "submit", **item)
    without = item | {"marked": True, "level": "秘密", "title": ""}
    do(office, "disclosures", "submit", **without)
    assert len(office.rows("disclosures")) == 2
    office.close()


# --- month by month ---


@pytest.mark.parametrize("month", ["202610", "2026-10", "2026.10", "2026年10月", "２０２６－１０"])
def test_a_month_as_it_is_typed(books, month):
    do(books, "disclosure_months", "expect", department="教务处", month=month)
    found = row(books, "disclosure_months", SHEET)
    assert (found["month"], found["due"], found.status) == ("2026-10", "2026-11-05", "awaited")


@pytest.mark.parametrize("month", ["2026-13", "十月", "2026-12"])
def test_what_is_no_month(books, month):
    assert ("bad_value", "refuse", "month") in refused(
        books, "disclosure_months", "expect", department="教务处", month=month
    )


@pytest.mark.parametrize(("day", "when"), [("5", "2026-03-05"), ("31", "2026-03-31"), ("0", "2026-03-01")])
def test_the_day_is_a_parameter(books, day, when):
    do(books, "parameters", "set", code="disclosure_month_day", value=day, effective_from="2026-01-01")
    do(books, "disclosure_months", "expect", department="教务处", month="2026-02")
    assert row(books, "disclosure_months", SHEET)["due"] == when


def test_months_follow_each_other_and_none_is_left_out(books, clock):
    do(books, "disclosure_months", "expect", department="教务处", month="2026-09")
    assert ("duplicate_month", "refuse", "department") in refused(
        books, "disclosure_months", "expect", department="教务处", month="2026-10"
    )
    assert waiting(books) == {("month_report", "2026-10-05", "overdue")}
    do(books, "disclosure_months", "report", SHEET, **COUNTS)
    assert row(books, "disclosure_months", SHEET)["late"] is True
    assert waiting(books) == {("month_report", "2026-11-05", "overdue")}
    do(books, "disclosure_months", "report_nothing", "公报〔2026〕0002号", reporter="玉罕")
    assert waiting(books) == set()
    assert ("month_not_over", "ask", "reported_on") in refused(
        books, "disclosure_months", "report", "公报〔2026〕0003号", **COUNTS
    )
    clock.forward(days=10)
    assert waiting(books) == {("month_report", "2026-12-05", "soon")}
    assert ("moved_since", "refuse", "entry") in refused(
        books, "disclosure_months", "undo", SHEET, reason="x"
    )
    do(books, "disclosure_months", "undo", "公报〔2026〕0002号", reason="有一件")
    assert row(books, "disclosure_months", "公报〔2026〕0003号").status == "void"
    do(books, "disclosure_months", "report", "公报〔2026〕0002号", **COUNTS)
    do(books, "disclosure_months", "stop", "公报〔2026〕0004号", reason="部门撤销")
    assert waiting(books) == set()
    assert list(checks.verify(books)) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"submitted": None}, ("missing", "refuse", "submitted")),
        ({"submitted": 4}, ("count_mismatch", "refuse", "submitted")),
        ({"by_wechat": 2}, ("channels_differ", "ask", "by_campus")),
        ({"nothing": True}, ("bad_value", "refuse", "nothing")),
        ({"head_by": None}, ("missing", "refuse", "head_by")),
        ({"allowed": 1, "sent": 1}, ("sent_differ", "warn", "sent")),
    ],
)
def test_counts_that_do_not_agree(books, changed, reason):
    do(books, "disclosure_months", "expect", department="教务处", month="2026-10")
    told = {k: v for k, v in (COUNTS | changed).items() if v is not None}
    if reason[1] == "warn":
        done = do(books, "disclosure_months", "report", SHEET, **told)
        assert [(r.code, str(r.weight), r.field) for r in done.warnings] == [reason]
    else:
        assert reason in refused(books, "disclosure_months", "report", SHEET, **told)


def test_an_awaited_sheet_has_nothing_to_correct_and_a_reported_one_keeps_adding_up(books):
    do(books, "disclosure_months", "expect", department="教务处", month="2026-10")
    assert ("wrong_state", "refuse", "entry") in refused(
        books, "disclosure_months", "amend", SHEET, reporter="玉罕", reason="x"
    )
    do(books, "disclosure_months", "report", SHEET, **COUNTS)
    assert ("count_mismatch", "refuse", "submitted") in refused(
        books, "disclosure_months", "amend", SHEET, allowed=1, reason="x"
    )
    do(books, "disclosure_months", "amend", SHEET, allowed=1, refused=1, reason="数错")


def test_single_items_fill_the_sheet_and_stand_against_a_nil_return(books, clock):
    submitted(books, **SIGNED)
    submitted(
        books, title="名单", channel="公众号", unstable=True, **SIGNED | {"opinion": "不能确定送保密办"}
    )
    submitted(books, title="还没有签意见的")
    do(books, "disclosure_months", "expect", department="教务处", month="2026-11")
    clock.forward(days=10)
    assert ("count_mismatch", "refuse", "nothing") in refused(
        books, "disclosure_months", "report_nothing", SHEET
    )
    assert ("count_mismatch", "refuse", "submitted") in refused(
        books, "disclosure_months", "report", SHEET, submitted=1, allowed=1, by_campus=1, head_by="段景明"
    )
    done = do(books, "disclosure_months", "report", SHEET, head_by="段景明")
    found = row(books, "disclosure_months", SHEET)
    assert (done.warnings, found["lines"]) == ((), 2)
    assert [found[k] for k in ("submitted", "allowed", "sent", "by_campus", "by_wechat", "refused")] == [
        2,
        1,
        1,
        1,
        1,
        0,
    ]


# --- the year ---


def figures_of(desk, department):
    keys = ["submitted", "allowed", "edited", "refused", "sent"]
    cells = table(desk, "T9")[department]
    return dict(zip(keys, cells, strict=False)), cells


def test_the_year_counts_sheets_or_single_items(books):
    do(books, "disclosure_months", "expect", department="教务处", month="2026-08")
    do(books, "disclosure_months", "report", SHEET, **COUNTS)
    submitted(books, **SIGNED)
    submitted(books, title="又一件", department="学生处", privacy=True, **EDITED)
    do(books, "disclosures", "book_unreviewed", **UNASKED)
    sheets, cells = figures_of(books, "教务处")
    assert {key: one.value for key, one in sheets.items()} == {
        "submitted": 3, "allowed": 2, "edited": 1, "refused": 0, "sent": 0,
    }  # fmt: skip
    reported, missing, late, outside, unreviewed = (one.value for one in cells[-5:])
    assert (reported, missing, late, outside, unreviewed) == (1, 2, 1, 1, 1)
    assert [r.number for r in lines_of(books, sheets["allowed"])] == [SHEET]
    single, _ = figures_of(books, "学生处")
    assert (single["submitted"].value, single["edited"].value, single["allowed"].value) == (1, 1, 0)
    assert [r["title"] for r in lines_of(books, single["edited"])] == ["又一件"]


def test_the_last_sheet_of_a_year_belongs_to_it(books, clock):
    do(books, "disclosure_months", "expect", department="教务处", month="2026-11")
    do(books, "disclosure_months", "report_nothing", SHEET, confirm=("month_not_over",))
    clock.forward(days=45)  # 2027-01-07
    do(books, "disclosure_months", "report", "公报〔2026〕0002号", **COUNTS, confirm=("clock_leap",))
    assert table(books, "T9", 2026)["教务处"][0].value == 3
    assert "教务处" not in table(books, "T9", 2027)


# --- a secret that was public is a leak (第72条, 条例第61条) ---


def published(desk, **changed):
    submitted(desk, **SIGNED, **changed)
    do(desk, "disclosures", "publish", FIRST, link="http://example.edu/1")


def leaks(desk):
    return [(one["level"], one["kind"], one.status, one["report_by"]) for one in desk.rows("incidents")]


def test_taking_down_a_secret_opens_its_incident_in_the_same_act(books):
    published(books)
    done = do(
        books,
        "disclosures",
        "withdraw",
        FIRST,
        withdrawn_as="不应公开",
        level="秘密",
        measures="撤下，清除缓存",
    )
    assert [(r.code, r.field) for r in done.warnings] == [("report_due", "level")]
    assert leaks(books) == [("秘密", "国家秘密", "open", "2026-11-24T09:30")]
    (incident,) = books.rows("incidents")
    assert (incident["title"], incident["carrier"]) == ("大赛喜报", "校园网")
    assert incident["disclosure"] == row(books, "disclosures", FIRST).entry
    do(books, "disclosures", "undo", FIRST, reason="误")
    assert (state(books), leaks(books)[0][2]) == ("published", "void")
    assert list(checks.verify(books)) == []


def test_a_work_secret_has_its_own_way_and_privacy_is_no_leak(books):
    published(books)
    do(books, "disclosures", "withdraw", FIRST, withdrawn_as="不应公开", measures="撤下")
    assert leaks(books) == []
    submitted(books, title="名单", **SIGNED)
    do(books, "disclosures", "publish", "公审〔2026〕0002号", link="x")
    told = {"withdrawn_as": "不应公开", "level": "工作秘密", "measures": "撤下"}
    do(books, "disclosures", "withdraw", "公审〔2026〕0002号", **told)
    assert leaks(books) == [("工作秘密", "工作秘密", "open", None)]


def test_taken_down_for_another_reason_nothing_has_leaked(books):
    published(books)
    do(books, "disclosures", "withdraw", FIRST, withdrawn_as="过期、其他", level="秘密", measures="撤下")
    assert leaks(books) == []


def test_what_was_public_without_a_review_starts_the_clock_when_it_is_found(books, clock):
    do(books, "disclosures", "book_unreviewed", **UNASKED, level="秘密")
    assert leaks(books) == [("秘密", "国家秘密", "open", "2026-11-24T09:30")]
    clock.forward(days=1)
    do(books, "disclosures", "withdraw", FIRST, withdrawn_as="不应公开", measures="撤下")
    assert len(leaks(books)) == 1, "one event, one report (第73条)"


def test_what_was_found_earlier_runs_from_then(books):
    do(books, "disclosures", "book_unreviewed", **UNASKED, found_on="2026-11-20")
    assert leaks(books) == []
    do(books, "disclosures", "withdraw", FIRST, withdrawn_as="不应公开", level="机密", measures="撤下")
    assert leaks(books) == [("机密", "国家秘密", "open", "2026-11-21T00:00")]


def test_a_ticked_secret_tells_its_level(books):
    submitted(books, **NO | {"state_secret": True}, opinion="不公开", head_by="段景明")
    told = {"exposed_on": "2026-11-22", "reason": "没等意见"}
    assert ("missing", "refuse", "level") in refused(books, "disclosures", "book_exposed", FIRST, **told)
    do(books, "disclosures", "book_exposed", FIRST, **told, level="秘密")
    assert [one[0] for one in leaks(books)] == ["秘密"]


def test_a_vault_that_keeps_no_leaks_says_where_to_go(books):
    published(books)
    do(books, "parameters", "set", code="groups", value="监督")
    told = {"withdrawn_as": "不应公开", "level": "秘密", "measures": "撤下"}
    done = do(books, "disclosures", "withdraw", FIRST, **told)
    assert ([r.code for r in done.warnings], leaks(books)) == (["may_be_leak"], [])
