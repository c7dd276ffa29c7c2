"""定密 by its rules: authority, basis, source, term, carriers, changes, the yearly look (第10条 to 第16条, F20, F21, F21b)."""

from datetime import datetime

import pytest

from secretdesk.desk import checks
from secretdesk.desk.due import due
from secretdesk.desk.figures import lines_of
from secretdesk.domain.review import Command
from tests.desk.test_receipt import NAMES, do, receive, row
from tests.desk.test_year import rows as year_rows
from tests.desk.test_year import value
from tests.registers.test_making import PRINTER, make
from tests.registers.test_things import refused

NUMBER, FIRST, ADVICE = "密定〔2026〕001号", "密定〔2026〕001", "密建〔2026〕001号"
PAPER = "密制〔2026〕0001号"
RENEWED = {
    "granted_by": "省教育厅", "doc_number": "云教密授〔2026〕1号", "from_on": "2026-01-01", "until": "2030-12-31",
    "highest_level": "机密",
}  # fmt: skip
MATTER = {
    "kind": "原始定密", "title": "保密室突发事件处置预案", "department": "教务处", "handled_by": "玉罕",
    "basis": "（三）8 稳定和突发事件预案、措施、综合情况", "mark": "秘密★5年",
}  # fmt: skip
DERIVED = MATTER | {"kind": "派生定密", "basis": None, "mark": None}


@pytest.fixture
def books(desk):
    """A secretary, a president, somebody named for 秘密 alone, a clerk of a department; the authority has ended."""
    do(desk, "departments", "enrol", name="教务处")
    for name in ("段景明", "刀永红", "王勤", "玉罕", "张三"):
        do(desk, "people", "enrol", name=name, department="教务处")
    head = {"kind": "法定定密责任人", "from_on": "2025-01-01"}
    do(desk, "authorities", "appoint", person="段景明", office="党委书记", **head)
    do(
        desk, "authorities", "appoint", kind="指定定密责任人", person="王勤", office="其他", from_on="2026-01-01",
        until="2026-12-31", highest_level="秘密", granted_by="院长", doc_number="院保〔2026〕1号",
    )  # fmt: skip
    return desk


@pytest.fixture
def able(books):
    do(books, "authorities", "grant", **RENEWED)
    return books


def propose(desk, *, confirm=(), **changed):
    given = {k: v for k, v in (MATTER | changed).items() if v is not None}
    return do(desk, "classifications", "propose", confirm=confirm, **given)


def in_force(desk, **changed):
    propose(desk, **changed)
    do(desk, "classifications", "review", NUMBER, reviewed_by="刀永红")
    do(desk, "classifications", "approve", NUMBER, approved_by="段景明")
    do(desk, "classifications", "file", NUMBER, marks_made=True)


def matter(desk, number=NUMBER):
    return row(desk, "classifications", number)


def waiting(desk, *kinds):
    return {(d.what, d.state) for d in due(desk) if d.what in kinds}


def source(desk, **changed):
    return receive(desk, mark="秘密★5年", issued_on="2026-01-10", **changed)


# --- the authority ---


def test_a_new_vault_knows_that_the_authority_has_ended(desk):
    (grant,) = desk.rows("authorities")
    assert (grant["kind"], grant["until"], grant["highest_level"]) == ("定密授权", "2025-12-31", "机密")
    assert ("authority", "overdue") in waiting(desk, "authority")


def test_original_is_refused_and_told_that_derivative_stays_open(books):
    assert ("no_authority", "refuse", "kind") in refused(books, "classifications", "propose", **MATTER)
    told = books.foresee(_command(MATTER))
    (reason,) = [r for r in told if r.code == "no_authority"]
    assert "2025-12-31" in reason.text and "派生定密" in reason.text and "第13条" in reason.origin
    source(books)
    done = propose(books, **(DERIVED | {"sources": ["密收〔2026〕0001号"]}))
    assert done.number == NUMBER


def _command(values):
    return Command("", "classifications", "propose", None, values)


def test_a_renewal_opens_it_again_from_its_day_and_up_to_its_level(able):
    assert propose(able).number == NUMBER
    do(able, "authorities", "void", "授〔2026〕04号", reason="登错")
    assert ("no_authority", "refuse", "kind") in refused(able, "classifications", "propose", **MATTER)
    do(able, "authorities", "grant", **(RENEWED | {"highest_level": "秘密"}))
    higher = MATTER | {"mark": "机密★5年", "basis": "（二）7 对外交流的内部政策和规定"}
    told = refused(able, "classifications", "propose", **higher)
    assert ("no_authority", "refuse", "kind") in told


def test_the_day_of_the_act_counts_not_the_day_of_the_entry(books):
    done = do(
        books, "classifications", "propose", on="2025-12-31", confirm=("late_entry",), **MATTER
    )  # the last day of the old authority
    assert done.number == "密定〔2025〕001号"


def test_what_is_ended_covers_nothing_more(able):
    do(able, "authorities", "end", "授〔2026〕04号", reason="收回")
    propose(able)  # the day itself is still covered
    assert matter(able).status == "proposed"
    assert row(able, "authorities", "授〔2026〕04号")["until"] == "2026-11-23"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"doc_number": None}, ("missing", "refuse", "doc_number")),
        ({"until": "2025-01-01"}, ("bad_value", "refuse", "until")),
        ({"highest_level": "内部"}, ("bad_value", "refuse", "highest_level")),
    ],
)
def test_what_is_refused_of_an_authority(books, changed, reason):
    assert reason in refused(books, "authorities", "grant", **(RENEWED | changed))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"office": "其他"}, ("bad_value", "refuse", "office")),
        ({"kind": "定密授权"}, ("bad_value", "refuse", "kind")),
        ({"kind": "指定定密责任人"}, ("missing", "refuse", "doc_number")),
        ({"person": "段景明"}, ("bad_value", "refuse", "person")),
    ],
)
def test_what_is_refused_of_an_appointment(books, changed, reason):
    given = {"kind": "法定定密责任人", "person": "刀永红", "office": "院长", "from_on": "2026-01-01"}
    assert reason in refused(books, "authorities", "appoint", **(given | changed))


# --- a matter ---


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"title": None}, ("missing", "refuse", "title")),
        ({"handled_by": None}, ("missing", "refuse", "handled_by")),
        ({"basis": None}, ("missing", "refuse", "basis")),
        ({"mark": "机密★5年"}, ("bad_value", "refuse", "basis")),
        ({"mark": "工作秘密"}, ("bad_value", "refuse", "mark")),
        ({"mark": "秘密"}, ("bad_value", "refuse", "mark")),
        ({"mark": "★秘密5年"}, ("bad_mark", "refuse", "mark")),
        ({"mark": "秘密★11年"}, ("term_above_limit", "ask", "mark")),
        ({"mark": "秘密★2036年12月1日"}, ("term_above_limit", "ask", "mark")),
        ({"mark": "秘密★长期"}, ("term_above_limit", "ask", "mark")),
        ({"basis": "（三）1 上级标明秘密的文件、密电、通报"}, ("bad_value", "refuse", "basis")),
        ({"basis": "（三）2 教育工作国家秘密范围的秘密事项"}, ("missing", "refuse", "basis_detail")),
        ({"basis": "（三）9 其他（兜底，须报上级确定）"}, ("basis_catch_all", "refuse", "basis")),
        ({"kind": "建议"}, ("bad_value", "refuse", "kind")),
        ({"kind": "科研项目"}, ("missing", "refuse", "project")),
        ({"kind": "派生定密"}, ("missing", "refuse", "sources")),
    ],
)
def test_what_is_refused_of_a_proposal(able, changed, reason):
    given = {k: v for k, v in (MATTER | changed).items() if v is not None}
    assert reason in refused(able, "classifications", "propose", **given)


def test_above_the_level_of_the_pc_stands_no_title(books):
    do(books, "authorities", "grant", **(RENEWED | {"highest_level": "绝密"}))
    top = MATTER | {
        "mark": "绝密★5年",
        "basis": "（一）2 教育工作国家秘密范围的绝密事项",
        "basis_detail": "第1条",
    }
    told = refused(books, "classifications", "propose", **top)
    assert ("level_above_vault", "refuse", "title") in told
    propose(books, **(top | {"title": None}))


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        ("机密★2年", ("above_source", "refuse", "mark")),
        ("秘密★6年", ("above_source", "refuse", "mark")),
        ("秘密★2031年1月11日", ("above_source", "refuse", "mark")),
        ("秘密★长期", ("above_source", "refuse", "mark")),
    ],
)
def test_derived_is_not_above_its_source(books, mark, reason):
    source(books)
    given = {k: v for k, v in (DERIVED | {"mark": mark, "sources": ["1"]}).items() if v is not None}
    assert reason in refused(books, "classifications", "propose", confirm=("term_above_limit",), **given)


def test_derived_inherits_and_a_source_outside_the_books_counts_too(books):
    source(books)
    propose(books, **(DERIVED | {"sources": ["1"]}))
    assert (matter(books)["mark"], matter(books)["declassify_on"]) == ("秘密★2031年1月10日", "2031-01-10")
    told = {
        "source_text": "省保密局 云保发〔2026〕3号",
        "source_mark": "机密★3年",
        "source_issued_on": "2026-02-01",
    }
    given = {k: v for k, v in (DERIVED | told).items() if v is not None}
    assert ("above_source", "refuse", "mark") in refused(
        books, "classifications", "propose", **given, mark="机密★2029年2月2日"
    )
    asked = refused(books, "classifications", "propose", **given, mark="秘密★2029年2月1日")
    assert asked == {("below_source", "ask", "mark")}
    propose(books, **(DERIVED | told | {"mark": "机密★2029年2月1日"}))
    receive(books, mark="内部", count=2, copy_numbers=None, doc_number="3号", issued_on=None)
    plain = {
        k: v for k, v in (DERIVED | {"sources": ["内收〔2026〕0001号"], "mark": "秘密★1年"}).items() if v
    }
    assert ("bad_value", "refuse", "sources") in refused(books, "classifications", "propose", **plain)


def test_who_approves_is_responsible_on_that_day(able, clock):
    propose(able, mark="机密★5年", basis="（二）7 对外交流的内部政策和规定")
    do(able, "classifications", "review", NUMBER, reviewed_by="刀永红")
    for wrong in ("张三", "刀永红", "王勤"):  # nobody's; not entered; up to 秘密 alone
        assert ("not_officer", "refuse", "approved_by") in refused(
            able, "classifications", "approve", NUMBER, approved_by=wrong
        )
    clock.now = datetime(2027, 1, 4, 9, 0, tzinfo=clock.now.tzinfo)
    propose(able, confirm=("clock_leap",))
    do(able, "classifications", "review", "密定〔2027〕001号", reviewed_by="刀永红")
    assert ("not_officer", "refuse", "approved_by") in refused(  # his appointment ended with the year
        able, "classifications", "approve", "密定〔2027〕001号", approved_by="王勤"
    )
    do(able, "classifications", "approve", "密定〔2027〕001号", approved_by="段景明")


def test_nothing_is_filed_before_its_mark_is_made(able):
    propose(able)
    do(able, "classifications", "review", NUMBER, reviewed_by="刀永红")
    do(able, "classifications", "approve", NUMBER, approved_by="段景明")
    assert ("to_file", "waiting") in waiting(able, "to_file")
    assert ("marks_missing", "refuse", "marks_made") in refused(able, "classifications", "file", NUMBER)
    do(able, "classifications", "file", NUMBER, marks_made=True)
    told = matter(able)
    assert (told.status, told["declassify_on"], told["review_due"]) == ("filed", "2031-11-23", "2026-12-31")
    assert told["authority"] == row(able, "authorities", "授〔2026〕04号").entry


# --- carriers ---


@pytest.fixture
def carried(able):
    """A paper of our own in three copies, one of which 玉罕 has."""
    do(able, "places", "enrol", name="一室-1柜-1层")
    do(able, "people", "clear", "玉罕", category="重要", pledged_on="2026-11-20")
    do(able, "devices", "enrol", **PRINTER)
    make(able, mark="秘密★3年")
    do(able, "loans", "lend", copies=["000002"], borrower="玉罕", approved_by="李建国", due="2026-11-25")
    return able


def test_approval_marks_the_papers_and_their_copies_and_undo_takes_it_back(carried):
    propose(carried, papers=[PAPER])
    do(carried, "classifications", "review", NUMBER, reviewed_by="刀永红")
    done = do(carried, "classifications", "approve", NUMBER, approved_by="段景明")
    assert [(r.code, r.field) for r in done.warnings] == [("tell_holders", "papers")]
    paper = row(carried, "documents", PAPER)
    assert (paper["mark"], paper["notice_number"]) == ("秘密★5年", NUMBER)
    copies = carried.rows("copies", where={"document": paper.entry})
    assert {(c["mark"], c["declassify_on"]) for c in copies} == {("秘密★5年", "2031-11-23")}
    do(carried, "classifications", "undo", NUMBER, reason="看错")
    assert {c["mark"] for c in carried.rows("copies", where={"document": paper.entry})} == {"秘密★3年"}
    assert list(checks.verify(carried)) == []


def test_only_our_own_papers_that_are_kept_copy_by_copy(able):
    source(able)
    assert ("bad_value", "refuse", "papers") in refused(
        able, "classifications", "propose", **MATTER, papers=["密收〔2026〕0001号"]
    )
    make(able, mark="内部", basis=None, device=None, drafted_by=None)
    assert ("bad_value", "refuse", "papers") in refused(
        able, "classifications", "propose", **MATTER, papers=["内制〔2026〕0001号"]
    )


def test_holders_are_told_and_answer(carried):
    in_force(carried, papers=[PAPER])
    assert ("wrong_state", "refuse", "entry") in refused(carried, "classifications", "receipt", NUMBER)
    do(carried, "classifications", "notify", NUMBER)  # without lines: whoever has a copy
    (told,) = carried.rows("classification_notices")
    assert (told.number, told.status, carried.names("people", [told["person"]])[told["person"]]) == (
        f"{FIRST}-通1", "sent", "玉罕",
    )  # fmt: skip
    lines = [{"unit": "州教育体育局", "how": "机要交通"}]
    do(carried, "classifications", "notify", NUMBER, notices=lines, confirm=NAMES)
    assert ("bad_value", "refuse", "notices") in refused(
        carried, "classifications", "notify", NUMBER, notices=[{"how": "电话"}]
    )
    do(carried, "classifications", "receipt", NUMBER, received=[f"{FIRST}-通1"], receipt="本人签收")
    assert [n.status for n in carried.rows("classification_notices", ascending=True)] == ["received", "sent"]
    assert ("class_notice", "waiting") in waiting(carried, "class_notice")
    do(carried, "classifications", "receipt", NUMBER)
    assert waiting(carried, "class_notice") == set()
    change(carried, "extend", mark="秘密★6年")
    do(carried, "classifications", "notify", NUMBER)
    (changed,) = carried.rows("classification_changes")
    assert changed["told"] == "2026-11-23 玉罕"


# --- changes ---


def change(desk, action, **values):
    return do(desk, "classifications", action, NUMBER, approved_by="段景明", reason="情况变化", **values)


def no_change(desk, action, **values):
    given = {"approved_by": "段景明", "reason": "情况变化"} | values
    return refused(desk, "classifications", action, NUMBER, **given)


def test_the_term_is_extended_before_it_ends_and_not_after(carried, clock):
    in_force(carried, papers=[PAPER])
    assert ("bad_value", "refuse", "mark") in no_change(carried, "extend", mark="秘密★4年")
    assert ("bad_value", "refuse", "mark") in no_change(carried, "shorten", mark="秘密★6年")
    assert ("bad_value", "refuse", "mark") in no_change(carried, "extend", mark="机密★6年")
    assert ("term_above_limit", "ask", "mark") in no_change(carried, "extend", mark="秘密★11年")
    change(carried, "extend", mark="秘密★6年")
    assert row(carried, "documents", PAPER)["declassify_on"] == "2032-11-23"
    change(carried, "shorten", mark="秘密★2027年1月5日", corrects=True)
    assert ("class_expiry", "soon") in waiting(carried, "class_expiry")
    clock.now = datetime(2027, 1, 5, 9, 0, tzinfo=clock.now.tzinfo)
    assert ("term_over", "refuse", "entry") in no_change(
        carried, "extend", mark="秘密★7年", approved_by="段景明"
    )
    assert ("class_expiry", "today") in waiting(carried, "class_expiry")
    do(carried, "classifications", "declassify", NUMBER, confirm=("clock_leap",))
    told = matter(carried)
    assert (told.status, told["mark"], told["change_kind"]) == ("declassified", "解密", "到期解密")
    assert row(carried, "documents", PAPER)["declassified_on"] == "2027-01-05"
    kinds = [
        (c["kind"], c["old_mark"], c["new_mark"])
        for c in carried.rows("classification_changes", ascending=True)
    ]
    assert kinds == [
        ("延长", "秘密★5年", "秘密★6年"),
        ("缩短", "秘密★6年", "秘密★2027年1月5日"),
        ("到期解密", "秘密★2027年1月5日", "解密"),
    ]
    assert list(checks.verify(carried)) == []


def test_level_and_scope_are_changed_the_term_is_not(able, clock):
    in_force(able)
    assert ("bad_value", "refuse", "mark") in no_change(able, "change", mark="秘密★6年")
    assert ("bad_value", "refuse", "mark") in no_change(able, "change")
    change(able, "change", access_scope="院领导")
    assert matter(able)["change_kind"] == "调整知悉范围"
    change(able, "change", mark="机密★5年")
    assert (matter(able)["level"], matter(able)["change_kind"]) == ("机密", "升密")
    do(able, "classifications", "undo", NUMBER, reason="看错")
    assert matter(able)["level"] == "秘密"
    do(able, "authorities", "end", "授〔2026〕04号", reason="收回")
    clock.forward(days=1)
    assert ("no_authority", "refuse", "mark") in no_change(able, "change", mark="机密★5年")


def test_early_only_by_a_decision_with_its_reason(able):
    in_force(able)
    told = refused(able, "classifications", "declassify", NUMBER)
    assert {("missing", "refuse", "approved_by"), ("missing", "refuse", "reason")} <= told
    change(able, "declassify")
    assert matter(able)["change_kind"] == "提前解密"
    do(able, "classifications", "undo", NUMBER, reason="看错")
    assert (matter(able).status, matter(able)["mark"]) == ("filed", "秘密★5年")


def test_derived_follows_its_source(books):
    source(books)
    in_force(books, **(DERIVED | {"sources": ["1"]}))
    assert ("source_unchanged", "refuse", "notice_number") in no_change(books, "declassify")
    assert ("above_source", "refuse", "mark") in no_change(
        books, "extend", mark="秘密★2031年2月1日", notice_number="云教函1号"
    )
    change(books, "shorten", mark="秘密★2029年1月1日", notice_number="云教函〔2026〕1号")


# --- beyond the authority ---


def test_plainly_secret_beyond_the_authority_is_protected_at_once_and_reported(books, clock):
    given = {k: v for k, v in MATTER.items() if k != "kind"}
    given["basis"] = "（三）9 其他（兜底，须报上级确定）"
    done = do(books, "classifications", "hold", **given)
    assert [(r.code, r.field) for r in done.warnings] == [("protect_at_once", "mark")]
    told = matter(books)
    assert (told.status, told["level"], told["report_due"]) == ("held", "秘密", "2026-12-07")
    assert waiting(books, "report_up") == {("report_up", "soon")}
    clock.forward(days=15)
    assert waiting(books, "report_up") == {("report_up", "overdue")}
    do(books, "classifications", "report_up", NUMBER, reported_to="省教育厅")
    assert matter(books)["decision_due"] == "2026-12-22"
    assert waiting(books, "report_up") == set()
    decision = {"decision": "属于国家秘密", "decision_number": "云教密函〔2026〕9号"}
    assert ("missing", "refuse", "decision_number") in refused(
        books, "classifications", "decide", NUMBER, decision="属于国家秘密"
    )
    do(books, "classifications", "decide", NUMBER, mark="秘密★2年", **decision)
    do(books, "classifications", "file", NUMBER, marks_made=True)
    assert (matter(books)["mark"], matter(books)["authority"]) == ("秘密★2年", None)


def test_the_days_are_working_days_of_the_parameters(books):
    do(books, "parameters", "set", code="unclear_report_days", value="1", effective_from="2026-01-01")
    do(books, "classifications", "hold", **{k: v for k, v in MATTER.items() if k != "kind"})
    assert matter(books)["report_due"] == "2026-11-24"


def test_what_turns_out_to_be_no_secret_loses_its_mark(carried):
    held = {k: v for k, v in MATTER.items() if k != "kind"}
    do(carried, "classifications", "hold", **held, papers=[PAPER])
    assert row(carried, "documents", PAPER)["mark"] == "秘密★5年"  # protected at once
    do(carried, "classifications", "report_up", NUMBER, reported_to="省教育厅")
    no = {"decision": "不属于国家秘密", "decision_number": "云教密函〔2026〕9号"}
    assert ("missing", "refuse", "mark") in refused(carried, "classifications", "decide", NUMBER, **no)
    do(carried, "classifications", "decide", NUMBER, mark="内部", **no)
    assert matter(carried).status == "refused"
    copies = carried.rows("copies", where={"document": row(carried, "documents", PAPER).entry})
    assert {c["level"] for c in copies} == {"内部"}


# --- every year ---


def test_everything_in_force_is_looked_at_every_december(able, clock):
    in_force(able)
    propose(able, title="另一件")
    clock.now = datetime(2026, 12, 10, 9, 0, tzinfo=clock.now.tzinfo)
    assert waiting(able, "class_review") == {("class_review", "soon")}
    told = {"yearly_outcome": "变更", "yearly_by": "段景明"}
    assert ("missing", "refuse", "yearly_by") in refused(
        able, "classifications", "review_yearly", NUMBER, yearly_outcome="维持"
    )
    done = do(able, "classifications", "review_yearly", NUMBER, **told)
    assert [r.code for r in done.warnings] == ["review_to_follow"]
    assert waiting(able, "class_review", "review_todo") == {("review_todo", "waiting")}
    assert matter(able)["review_due"] == "2027-12-31"
    change(able, "shorten", mark="秘密★2年")
    assert waiting(able, "review_todo") == set()


# --- what others classified ---


def test_of_others_papers_the_college_only_suggests(able):
    source(able)
    in_force(able)
    make_ours = {"sources": ["1"], "advice": "解密", "reason": "内容已经公布"}
    done = do(able, "classifications", "suggest", **make_ours)
    told = matter(able, ADVICE)
    assert (done.number, told["mark"], told["asked_unit"]) == (
        ADVICE, "秘密★5年", row(able, "documents", "密收〔2026〕0001号")["issuer"],
    )  # fmt: skip
    assert ("advice", "waiting") in waiting(able, "advice")
    do(able, "classifications", "answer", ADVICE, reply="同意，另行发文")
    assert waiting(able, "advice") == set()
    make(able, mark="内部", basis=None, device=None, drafted_by=None)
    assert ("bad_value", "refuse", "sources") in refused(
        able, "classifications", "suggest", **(make_ours | {"sources": ["内制〔2026〕0001号"]})
    )


def test_terms_that_end_tell_whether_the_college_decides(carried):
    receive(carried, mark="秘密★5年", issued_on="2021-12-15", title="将到期的来文")
    make(carried, mark="秘密★2027年1月10日", title="将到期的自制件", copy_numbers="000700-000702")
    found = {(d.what, d.row["title"]) for d in due(carried) if d.what in {"expiry", "own_expiry"}}
    assert found == {("own_expiry", "将到期的自制件"), ("expiry", "将到期的来文")}


# --- T2 ---


def test_the_yearly_table_counts_what_happened(able):
    in_force(able, secret_points="第三段")
    source(able)
    propose(able, **(DERIVED | {"sources": ["1"]}))
    other = "密定〔2026〕002号"
    do(able, "classifications", "review", other, reviewed_by="刀永红")
    do(able, "classifications", "approve", other, approved_by="段景明")
    change(able, "change", mark="机密★5年", corrects=True)
    change(able, "extend", mark="机密★6年")
    held = {k: v for k, v in MATTER.items() if k != "kind"} | {"title": "第三件"}
    do(able, "classifications", "hold", **held)
    do(able, "classifications", "report_up", "密定〔2026〕003号", reported_to="省教育厅")
    found = {r["level"]: {k: value(c) for k, c in r.items() if value(c)} for r in year_rows(able, "T2")}
    assert found["秘密"] == {
        "level": "秘密", "original": 1, "derived": 1, "pointed": 1, "raised": 1, "in_force": 1, "unclear": 1,
        "corrected": 1,
    }  # fmt: skip
    assert found["机密"] == {"level": "机密", "extended": 1, "in_force": 1}
    (secret,) = [r for r in year_rows(able, "T2") if r["level"] == "秘密"]
    assert [r.number for r in lines_of(able, secret["original"])] == [NUMBER]
