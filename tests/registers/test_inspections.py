"""Inspections, their samples, and what is to be put right (第7条（三）, 第82条; 条例第58条; F29, F29b, T11)."""

import hashlib

import pytest

from secretdesk.desk.due import due
from secretdesk.desk.figures import lines_of
from secretdesk.desk.opening import new_vault
from secretdesk.domain.catalogue import SHIPPED
from secretdesk.domain.review import Refused
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_inspections import DEDUCTED, HEADINGS, SCORED
from tests.conftest import CHEAP, PASSPHRASE
from tests.desk.test_receipt import codes, do, receive, row
from tests.registers.test_merits import table
from tests.registers.test_things import refused

VISIT = {"begun_on": "2026-11-23", "kind": "定期检查", "departments": "教务处", "inspectors": "玉罕、王勤"}
SELF = {"begun_on": "2026-11-23", "kind": "自查自评", "inspectors": "玉罕、王勤"}
ONE = "检〔2026〕001号"


@pytest.fixture
def books(desk):
    for name in ("教务处", "学生处"):
        do(desk, "departments", "enrol", name=name)
    do(desk, "departments", "amend", "教务处", head="岩叫", reason="写上")
    return desk


def lines(desk, register, **where):
    return desk.rows(register, where=where, ascending=True)


def assess(desk, *answers, rest="是"):
    do(desk, "inspections", "open", **SELF)
    do(desk, "inspections", "score", ONE, answers=list(answers), rest=rest)
    do(desk, "inspections", "conclude", ONE)
    return row(desk, "inspections", ONE)


# --- the sheet ---


def test_the_sheet_adds_up_and_has_thirteen_headings():
    assert [one.item for one in SHIPPED] == list(range(1, 60))
    scored = [one for one in SHIPPED if one.item_kind == SCORED]
    assert sum(one.points for one in scored) == 100 and len(scored) == 50
    assert len([one for one in SHIPPED if one.item_kind == DEDUCTED]) == 8
    assert {one.heading for one in scored} == set(HEADINGS) and len(HEADINGS) == 13
    assert sum(one.points for one in scored if one.heading == "责任制") == 14
    assert {one.item: one.points for one in SHIPPED}[58] == 6


def test_a_whole_sheet_takes_one_act_and_two_exceptions(books):
    done = assess(
        books, {"item": 45, "answer": "不适用"}, {"item": 29, "answer": "否", "got": 1, "note": "一份逾期"}
    )
    assert (done["answered"], done["failed"], done["problems"]) == (59, 1, 1)
    assert (done["got"], done["available"], done["score"], done["verdict"]) == (97, 98, "99.0%", "符合")
    (found,) = lines(books, "findings")
    assert found.number == "检〔2026〕001-1" and found["problem"] == "第29项：一份逾期"
    assert (found["heading"], found["article"], found["due"]) == ("载体", "第28条（六）", "2026-12-08")


@pytest.mark.parametrize(
    ("failed", "score", "verdict"),
    [
        ((1, 2, 3, 4, 5), "90.0%", "符合"),
        ((1, 2, 3, 4, 49), "89.0%", "基本符合"),
        ((51, 52, 53, 58), "82.0%", "基本符合"),
        ((51, 52, 53, 58, 55), "79.0%", "不符合"),
        ((59,), "100.0%", "不符合"),
    ],
)
def test_the_verdict_at_its_edges(books, failed, score, verdict):
    done = assess(books, *({"item": item, "answer": "否"} for item in failed))
    assert (done["score"], done["verdict"]) == (score, verdict)


def test_a_college_draws_its_own_line(books):
    do(books, "parameters", "set", code="score_good", value="95", effective_from="2026-01-01")
    done = assess(books, *({"item": item, "answer": "否"} for item in (1, 2, 3)))
    assert (done["score"], done["verdict"]) == ("94.0%", "基本符合")


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ([{"item": 1, "answer": "不适用"}], "answers"),
        ([{"item": 60, "answer": "是"}], "answers"),
        ([{"item": 1, "answer": "是"}, {"item": 1, "answer": "否"}], "answers"),
        ([{"item": 1, "answer": "否", "got": 2}], "answers"),
        ([{"item": 51, "answer": "否", "got": 1}], "answers"),
        ([{"item": 1, "answer": "是", "got": 1}], "answers"),
    ],
)
def test_answers_that_make_no_sense(books, answers, field):
    do(books, "inspections", "open", **SELF)
    assert ("bad_value", "refuse", field) in refused(books, "inspections", "score", ONE, answers=answers)


def test_the_rest_cannot_all_be_absent(books):
    do(books, "inspections", "open", **SELF)
    assert ("bad_value", "refuse", "rest") in refused(books, "inspections", "score", ONE, rest="不适用")
    assert ("missing", "refuse", "answers") in refused(books, "inspections", "score", ONE)


def test_a_self_assessment_is_whole_another_inspection_asks(books):
    do(books, "inspections", "open", **SELF)
    assert ("unanswered", "refuse", "entry") in refused(books, "inspections", "conclude", ONE)
    do(books, "inspections", "open", **VISIT)
    other = "检〔2026〕002号"
    assert ("unanswered", "ask", "entry") in refused(books, "inspections", "conclude", other)
    do(books, "inspections", "conclude", other, confirm=("unanswered",))
    assert row(books, "inspections", other)["verdict"] is None


def test_a_second_answer_takes_the_place_of_the_first(books):
    do(books, "inspections", "open", **SELF)
    do(books, "inspections", "score", ONE, answers=[{"item": 4, "answer": "否", "note": "没有"}])
    do(books, "inspections", "score", ONE, answers=[{"item": 4, "answer": "否", "got": 1}])
    assert len(lines(books, "findings")) == 1, "one thing that is wrong is found once"
    do(books, "inspections", "score", ONE, answers=[{"item": 4, "answer": "是"}], rest="是")
    do(books, "inspections", "conclude", ONE)
    assert row(books, "inspections", ONE)["score"] == "100.0%"


def test_the_college_words_items_of_its_own(books):
    do(books, "check_items", "word", item=60, heading="其他", text="校外考点有保密方案", points=4)
    do(books, "check_items", "word", item=1, dropped=True)
    assert ("bad_value", "refuse", "item") in refused(books, "check_items", "word", item=1, dropped=True)
    assert ("missing", "refuse", "points") in refused(
        books, "check_items", "word", item=61, heading="其他", text="又一项"
    )
    done = assess(books)
    assert (done["available"], done["answered"]) == (102, 59)
    do(books, "check_items", "restore", "项001", reason="不加了")
    assert {line["item"] for line in lines(books, "check_lines")} == {*range(2, 61)}, "as it was asked then"


def test_an_item_that_leaves_a_hundred_is_told(books):
    told = do(books, "check_items", "word", item=60, heading="其他", text="又一项", points=4)
    assert [reason.code for reason in told.warnings] == ["not_a_hundred"]


# --- who, what, when ---


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"inspectors": "玉罕"}, ("two_persons", "refuse", "inspectors")),
        ({"inspectors": "玉罕、玉罕"}, ("two_persons", "refuse", "inspectors")),
        ({"departments": None}, ("missing", "refuse", "departments")),
        ({"kind": "专项检查"}, ("missing", "refuse", "subject")),
        ({"kind": "上级检查"}, ("missing", "refuse", "from_whom")),
        ({"items": "1-3、77"}, ("bad_value", "refuse", "items")),
        ({"inspectors": "玉罕、岩叫"}, ("own_cause", "ask", "inspectors")),
    ],
)
def test_what_a_plan_must_tell(books, changed, reason):
    given = {key: value for key, value in (VISIT | changed).items() if value is not None}
    assert reason in refused(books, "inspections", "open", **given)


def test_a_plan_waits_for_its_day_then_the_inspection_for_its_end(books, clock):
    told = {key: value for key, value in VISIT.items() if key != "begun_on"}
    do(books, "inspections", "plan", planned_for="2026-11-25", **told)
    assert ("inspection", "soon") in {(d.what, d.state) for d in due(books)}
    clock.forward(days=3)
    assert ("inspection", "overdue") in {(d.what, d.state) for d in due(books)}
    do(books, "inspections", "begin", ONE)
    assert {d.what for d in due(books)} & {"inspection", "inspecting"} == {"inspecting"}
    asked = {line["item"] for line in lines(books, "check_lines")}
    assert asked == {one.item for one in SHIPPED if one.everywhere}


def test_a_correction_goes_round_no_rule(books):
    do(books, "inspections", "open", **VISIT)
    changed = {"inspectors": "玉罕", "reason": "写错"}
    assert ("two_persons", "refuse", "inspectors") in refused(books, "inspections", "amend", ONE, **changed)


def test_a_void_inspection_takes_its_lines_along(books):
    do(books, "inspections", "open", **VISIT)
    do(books, "inspections", "void", ONE, reason="登错")
    assert {line.status for line in lines(books, "check_lines")} == {"void"}


def test_the_last_step_can_be_undone(books):
    do(books, "inspections", "open", **SELF)
    do(books, "inspections", "score", ONE, answers=[{"item": 4, "answer": "否"}])
    do(books, "inspections", "undo", ONE, reason="答错")
    assert lines(books, "check_lines", answer="否") == []
    assert {found.status for found in lines(books, "findings")} == {"void"}
    do(books, "inspections", "score", ONE, answers=[{"item": 4, "answer": "否"}])
    assert [found.status for found in lines(books, "findings")] == ["void", "open"]


# --- samples ---


def test_a_seed_draws_what_anybody_can_work_out(books):
    receive(books)
    do(books, "inspections", "open", **VISIT)
    do(books, "inspections", "draw", ONE, seed="2026", sample_size=2)
    pool = [copy.entry for copy in lines(books, "copies")]
    ranked = sorted(pool, key=lambda entry: hashlib.sha256(f"2026|copies|{entry}".encode()).hexdigest())
    assert [one["copy"] for one in lines(books, "inspection_samples")] == ranked[:2]
    do(books, "inspections", "draw", ONE, seed="2026", sample_size=5)
    assert sorted(one["copy"] for one in lines(books, "inspection_samples")) == sorted(pool), "each once"
    assert ("bad_value", "refuse", "of_things") in refused(books, "inspections", "draw", ONE, seed="7")


def test_what_was_drawn_and_is_not_there_is_found_and_told(books):
    receive(books)
    do(books, "inspections", "open", **VISIT)
    do(books, "inspections", "draw", ONE, seed="7", sample_size=3)
    asked = refused(books, "inspections", "conclude", ONE, confirm=("unanswered",))
    assert ("samples_open", "ask", "entry") in asked
    assert ("bad_value", "refuse", "not_found") in refused(books, "inspections", "tick", ONE, not_found="4")
    told = do(books, "inspections", "tick", ONE, not_found="2")
    assert [(r.code, r.origin) for r in told.warnings] == [("sample_absent", "条例第61条（优先于第74条）")]
    found = lines(books, "inspection_samples")
    assert [one["state"] for one in found] == ["账物相符", "现场没有", "账物相符"]
    (wrong,) = lines(books, "findings")
    assert found[1]["thing"] in wrong["problem"] and "在库" in wrong["problem"]
    assert ("wrong_state", "refuse", "entry") in refused(books, "inspections", "tick", ONE)


def test_what_is_scanned_is_known_elsewhere_or_unknown(books):
    receive(books, place="一室-1柜-1层")
    do(books, "places", "enrol", name="二室-1柜-1层")
    do(books, "inspections", "open", **VISIT)
    do(books, "inspections", "scan", ONE, scanned="1-1\n000124、X-9")
    do(books, "inspections", "scan", ONE, scanned="1-3", place="一室-1柜-1层")
    told = do(books, "inspections", "scan", ONE, scanned="1-4", place="二室-1柜-1层")
    assert [one["state"] for one in lines(books, "inspection_samples")] == [
        "账上有", "账上有", "账上没有", "账物相符", "与账不符",
    ]  # fmt: skip
    assert [reason.code for reason in told.warnings] == ["sample_differs"]
    assert ["X-9" in f["problem"] for f in lines(books, "findings")] == [True, False]
    assert lines(books, "inspection_samples")[0]["booked"] == "在库 一室-1柜-1层"


def test_a_vault_of_supervision_alone_inspects_without_carriers(tmp_path, clock):
    desk = new_vault(
        tmp_path / "office", "岩温", PASSPHRASE, Level.UNCLASSIFIED, clock=clock, cost=CHEAP, groups="监督"
    )
    do(desk, "departments", "enrol", name="教务处")
    done = assess(desk)
    assert done["verdict"] == "符合"
    do(desk, "inspections", "open", **VISIT)
    assert ("bad_value", "refuse", "of_things") in refused(desk, "inspections", "draw", "检〔2026〕002号")
    do(desk, "inspections", "scan", "检〔2026〕002号", scanned="密收〔2026〕0001-1")
    desk.close()


# --- putting right ---


@pytest.fixture
def found(books):
    do(books, "inspections", "open", **VISIT)
    do(books, "inspections", "find", ONE, heading="载体", problem="柜门未锁", article="第28条（一）")
    return "检〔2026〕001-1"


def test_from_the_notice_to_the_end(books, found, clock):
    department = lines(books, "departments")[0].entry
    assert row(books, "findings", found)["department"] == department, "the only one that was inspected"
    do(books, "findings", "serve", found)
    assert "unserved" in {d.what for d in due(books)}
    do(books, "findings", "sign_for", found, received_by="岩叫")
    clock.forward(days=16)
    assert ("finding", "overdue") in {(d.what, d.state) for d in due(books)}
    told = do(books, "findings", "mend", found, measures="换锁")
    assert [reason.code for reason in told.warnings] == ["mended_late"]
    assert "recheck" in {d.what for d in due(books)}
    asked = refused(books, "findings", "recheck", found, rechecked_by="岩叫", result="合格")
    assert ("own_cause", "ask", "rechecked_by") in asked
    asked = refused(books, "findings", "recheck", found, rechecked_by="玉罕", result="不合格")
    assert ("bad_value", "refuse", "due") in asked
    do(books, "findings", "recheck", found, rechecked_by="玉罕", result="不合格", due="2026-12-20")
    again = row(books, "findings", found)
    assert (again.status, again["mended_on"], again["due"]) == ("open", None, "2026-12-20")
    do(books, "findings", "mend", found, measures="换柜")
    do(books, "findings", "recheck", found, rechecked_by="玉罕", result="合格")
    assert row(books, "findings", found).status == "closed"
    assert not {"finding", "recheck", "unserved"} & {d.what for d in due(books)}


def test_an_extension_reaches_further_and_has_an_approver(books, found):
    more = {"approved_by": "李建国", "reason": "等采购"}
    assert ("bad_value", "refuse", "due") in refused(
        books, "findings", "extend", found, due="2026-12-08", **more
    )
    do(books, "findings", "extend", found, due="2026-12-31", **more)
    assert row(books, "findings", found)["due"] == "2026-12-31"


def test_an_inspection_whose_findings_went_on_is_not_void(books, found):
    do(books, "findings", "mend", found, measures="换锁")
    with pytest.raises(Refused) as told:
        do(books, "inspections", "void", ONE, reason="登错")
    assert codes(told)


# --- the year (T11) ---


def test_the_year_counts_them_with_their_lines(books, clock):
    told = {key: value for key, value in VISIT.items() if key != "begun_on"}
    do(books, "inspections", "plan", planned_for="2026-12-20", **told)
    do(books, "inspections", "open", **VISIT)
    do(books, "inspections", "find", "检〔2026〕002号", heading="载体", problem="柜门未锁", due="2026-11-25")
    do(books, "inspections", "find", "检〔2026〕002号", heading="其他", problem="没有预案")
    do(books, "findings", "mend", "检〔2026〕002-2", measures="补上")
    do(books, "findings", "recheck", "检〔2026〕002-2", rechecked_by="玉罕", result="合格")
    do(books, "inspections", "open", **SELF)
    do(books, "inspections", "score", "检〔2026〕003号", answers=[{"item": 4, "answer": "否"}], rest="是")
    do(books, "inspections", "conclude", "检〔2026〕003号")
    clock.forward(days=3)
    counted = table(books, "T11")
    assert {item: cells[0].value for item, cells in counted.items() if cells[0].value} == {
        "定期检查（次）": 1, "自查自评（次）": 1, "检查覆盖部门": 1, "问题：责任制": 1, "问题：载体": 1, "问题：其他": 1,
        "问题已整改": 1, "问题逾期未整改": 1, "问题整改中": 1, "自评得分（取整）": 98,
    }  # fmt: skip
    assert counted["检查覆盖部门"][1] == "在册 2 个，覆盖 50%"
    assert counted["自评得分（取整）"][1] == "98.0%，符合"
    assert [row["problem"] for row in lines_of(books, counted["问题逾期未整改"][0])] == ["柜门未锁"]
    assert table(books, "T11", 2025) == {}


def test_an_inspection_of_a_site_is_one_of_its_checks(books):
    known = {"kind": "要害部位", "department": "教务处", "responsible": "玉罕", "highest_level": "秘密", "guards": "专人",
             "technical": "监控", "physical": "铁门", "determined_on": "2026-11-20", "location": "三楼"}  # fmt: skip
    for name in ("玉罕", "王勤"):
        if not books.find("people", name):
            do(books, "people", "enrol", name=name)
    do(books, "sites", "determine", name="机要室", confirm=("not_cleared", "no_pledge"), **known)
    told = {"begun_on": "2026-11-23", "kind": "要害部位检查", "subject": "机要室", "site": "机要室"}
    do(books, "inspections", "open", inspectors="玉罕、王勤", **told)
    do(books, "inspections", "score", ONE, rest="是")
    do(books, "inspections", "conclude", ONE, conclusion="好", head="岩叫")
    (line,) = books.rows("site_checks")
    assert (line["checked_on"], ONE in line["findings"], line.status) == ("2026-11-23", True, "good")
    (site,) = books.rows("sites")
    assert (site["checked_on"], site["next_on"]) == ("2026-11-23", "2027-02-21")
    do(books, "inspections", "undo", ONE, reason="误")
    assert books.rows("site_checks")[0].status == "void"
    assert books.rows("sites")[0]["checked_on"] is None
