"""更正 goes round no rule: what an act demanded stays, days keep their order, the act's own rules are asked again."""

import pytest

from secretdesk.desk import checks
from secretdesk.domain.review import Refused
from tests.desk.test_receipt import codes, do, receive, row

FIRST, SECOND = "密收〔2026〕0001-1", "密收〔2026〕0001-2"
BATCH, RETURN, LOAN, COPYING = "销〔2026〕01号", "退〔2026〕001号", "借〔2026〕0001号", "复〔2026〕001号"
SHEET, CARRYING = "维〔2026〕001号", "携〔2026〕001号"
SITE = "州委机要和保密局指定销毁地点"
APPROVED = {"approved_by": "李建国"}
MADE = {"made_by": "岩温", "supervised_by": "李建国", "stamped": True, "waste_sheets": 0}
PLATE = {"keeper": "玉罕", "briefed_by": "岩温", "use": "涉密单机", "level": "机密"}
ASKED = ("not_cleared", "archive_first", "unknown_reference", "undeclared_site")


@pytest.fixture
def books(desk):
    """A 机密 paper in four copies, received on the 1st; two people, a copier, a PC."""
    receive(
        desk, received_on="2026-11-01", issued_on="2026-10-28", confirm=("unknown_reference", "late_entry")
    )
    for name in ("玉罕", "王勤"):
        do(desk, "people", "enrol", name=name)
    more = {"used_from": "2026-11-01"}
    do(
        desk,
        "devices",
        "enrol",
        kind="复印机",
        model="C55",
        serial="C-1",
        designated=True,
        confirm=ASKED,
        **PLATE,
        **more,
    )
    do(
        desk,
        "devices",
        "enrol",
        kind="台式机",
        model="P7",
        serial="S-1",
        disks="DK-1",
        confirm=ASKED,
        **PLATE,
        **more,
    )
    return desk


def act(desk, register, action, entry=None, on=None, **values):
    return do(desk, register, action, entry, on=on, confirm=(*ASKED, "late_entry"), **values)


def refused(desk, register, action, entry, **values):
    before = desk.head()
    with pytest.raises(Refused) as found:
        act(desk, register, action, entry, **values)
    assert desk.head() == before
    assert all(r.text.endswith("。") and r.origin for r in found.value.reasons)
    return codes(found)


def amend(desk, register, entry, **values):
    return refused(desk, register, "amend", entry, reason="更正", **values)


def handed_over(desk):
    act(desk, "destructions", "draft", drafted_on="2026-11-03", copies=[FIRST, SECOND])
    act(desk, "destructions", "approve", BATCH, approved_on="2026-11-05", **APPROVED)
    act(
        desk,
        "destructions",
        "seal",
        BATCH,
        sealed_on="2026-11-09",
        boxes=[{"box": "1箱", "seal_number": "封1"}],
    )
    act(desk, "destructions", "hand_over", BATCH, handed_on="2026-11-12", site=SITE, escorts="岩温、玉罕")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"approved_by": ""}, ("missing", "refuse", "approved_by")),
        ({"approved_by": " "}, ("missing", "refuse", "approved_by")),
        ({"approved_on": ""}, ("missing", "refuse", "approved_on")),
        ({"approved_on": "2026-12-30"}, ("future_date", "refuse", "approved_on")),
        ({"approved_on": "2026-11-02"}, ("bad_value", "refuse", "approved_on")),
        ({"approved_on": "2026-11-10"}, ("approval_missing", "refuse", "approved_on")),
        ({"sealed_on": "2026-11-04"}, ("approval_missing", "refuse", "sealed_on")),
        ({"sealed_on": "2026-11-13"}, ("bad_value", "refuse", "sealed_on")),
        ({"handed_on": "2026-11-08"}, ("bad_value", "refuse", "handed_on")),
        ({"handed_on": "2026-12-30"}, ("future_date", "refuse", "handed_on")),
        ({"site": ""}, ("missing", "refuse", "site")),
        ({"site": "路边站"}, ("undeclared_site", "refuse", "site")),
        ({"escorts": "岩温"}, ("two_persons", "refuse", "escorts")),
    ],
)
def test_a_batch_stays_approved_and_in_order(books, values, reason):
    handed_over(books)
    assert reason in amend(books, "destructions", BATCH, **values)


def test_what_keeps_the_order_is_corrected(books):
    handed_over(books)
    act(
        books, "destructions", "amend", BATCH, approved_on="2026-11-06", sealed_on="2026-11-10", reason="看错"
    )
    one = row(books, "destructions", BATCH)
    assert (one["approved_on"], one["sealed_on"]) == ("2026-11-06", "2026-11-10")
    assert list(checks.verify(books)) == []


def test_an_act_comes_after_that_on_which_it_rests(books):
    act(books, "destructions", "draft", drafted_on="2026-11-03", copies=[FIRST])
    act(books, "destructions", "approve", BATCH, approved_on="2026-11-09", **APPROVED)
    boxes = [{"box": "1箱", "seal_number": "封1"}]
    told = refused(books, "destructions", "seal", BATCH, sealed_on="2026-11-05", boxes=boxes)
    assert ("approval_missing", "refuse", "sealed_on") in told


def test_a_return_stays_approved(books):
    act(books, "returns", "draft", drafted_on="2026-11-03", issuer="省教育厅", copies=[FIRST])
    act(books, "returns", "approve", RETURN, approved_on="2026-11-05", **APPROVED)
    assert ("missing", "refuse", "approved_by") in amend(books, "returns", RETURN, approved_by="")
    assert ("future_date", "refuse", "approved_on") in amend(
        books, "returns", RETURN, approved_on="2026-12-30"
    )
    assert ("bad_value", "refuse", "approved_on") in amend(books, "returns", RETURN, approved_on="2026-11-01")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"approved_by": ""}, ("missing", "refuse", "approved_by")),
        ({"method": "汇编"}, ("issuer_consent", "refuse", "issuer_consent")),
        ({"supervised_by": ""}, ("missing", "refuse", "supervised_by")),
        ({"supervised_by": "岩温"}, ("two_persons", "refuse", "supervised_by")),
        ({"stamped": False}, ("missing", "refuse", "stamped")),
        ({"waste_sheets": 3}, ("waste_left", "ask", "waste_shredded")),
    ],
)
def test_a_copying_stays_approved_consented_and_watched(books, values, reason):
    copier = books.rows("devices", where={"kind": "复印机"})[0].number
    act(books, "copyings", "apply", applicant="玉罕", original=FIRST, method="复印", count=1)
    act(books, "copyings", "approve", COPYING, **APPROVED)
    act(books, "copyings", "produce", COPYING, device=copier, **MADE)
    assert reason in amend(books, "copyings", COPYING, **values)


def test_a_compilation_is_not_made_without_its_issuers_consent(books):
    act(
        books,
        "copyings",
        "apply",
        applicant="玉罕",
        original=FIRST,
        method="汇编",
        count=1,
        issuer_consent="同意函1号",
    )
    told = amend(books, "copyings", COPYING, issuer_consent="")
    assert ("issuer_consent", "refuse", "issuer_consent") in told
    act(books, "copyings", "amend", COPYING, method="复印", issuer_consent="", reason="其实是复印")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"firm": "路边店"}, ("undeclared_site", "refuse", "firm")),
        ({"firm": ""}, ("missing", "refuse", "firm")),
        ({"repairers": ""}, ("missing", "refuse", "repairers")),
        ({"licence_until": "2026-11-04"}, ("licence_expired", "refuse", "licence_until")),
        ({"approved_by": ""}, ("missing", "refuse", "approved_by")),
        ({"due": "2026-11-04"}, ("bad_value", "refuse", "due")),
    ],
)
def test_a_repair_stays_with_whom_the_bureau_named(books, values, reason):
    computer = books.rows("devices", where={"kind": "台式机"})[0].number
    named = {"code": "repair_sites", "value": "定点站", "origin": "第48条"}
    act(books, "parameters", "set", effective_from="2026-11-01", **named)
    act(books, "repairs", "request", device=computer, fault="开机无显示", requested_on="2026-11-03")
    act(books, "repairs", "approve", SHEET, approved_on="2026-11-04", **APPROVED)
    here = {
        "way": "厂家上门",
        "storage": "现场监督",
        "firm": "定点站",
        "repairers": "刘某",
        "agreement": True,
    }
    more = {"supervisors": ["玉罕"], "licence_until": "2026-11-10"}
    act(books, "repairs", "start", SHEET, started_on="2026-11-05T09:00", **here, **more)
    assert reason in amend(books, "repairs", SHEET, **values)
    act(
        books, "repairs", "amend", SHEET, licence_until="2026-11-06", reason="证书已看"
    )  # by the day it began


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"briefed_by": ""}, ("missing", "refuse", "briefed_by")),
        ({"briefed_on": ""}, ("missing", "refuse", "briefed_on")),
        ({"briefed_on": "2026-11-20"}, ("bad_value", "refuse", "briefed_on")),
        ({"approved_by": ""}, ("approval_missing", "refuse", "approved_by")),
        ({"approved_on": "2026-11-20"}, ("approval_missing", "refuse", "approved_on")),
        ({"approved_on": "2026-12-30"}, ("future_date", "refuse", "approved_on")),
        ({"kind": "借阅"}, ("term_out_of_range", "refuse", "due")),
    ],
)
def test_a_loan_keeps_its_approval_and_reminder(books, values, reason):
    lent = {"copies": FIRST, "borrower": "玉罕", "kind": "承办", "due": "2026-12-10", "briefed_by": "岩温"}
    confirm = (*ASKED, "term_out_of_range", "late_entry")
    do(books, "loans", "lend", lent_on="2026-11-19T09:00", confirm=confirm, **lent, **APPROVED)
    assert reason in amend(books, "loans", LOAN, **values)
    act(books, "loans", "amend", LOAN, briefed_by="李建国", reason="写错人")


def test_a_carrying_does_not_come_back_before_it_went(books):
    given = {
        "carriers": "玉罕",
        "copies": FIRST,
        "region": "州内",
        "destination": "州委",
        "measures": "密码箱",
    }
    days = {"approved_on": "2026-11-03", "from_on": "2026-11-03", "due": "2026-11-20", "briefed_by": "岩温"}
    act(books, "carryings", "approve", **given, **days, **APPROVED)
    told = refused(books, "carryings", "take_out", CARRYING, taken_out_on="2026-11-02", checked_by="岩温")
    assert told & {("approval_missing", "refuse", "taken_out_on"), ("bad_value", "refuse", "taken_out_on")}
    act(books, "carryings", "take_out", CARRYING, taken_out_on="2026-11-10T09:00", checked_by="岩温")
    assert ("bad_value", "refuse", "due") in amend(books, "carryings", CARRYING, due="2026-11-09")
    assert ("missing", "refuse", "checked_by") in amend(books, "carryings", CARRYING, checked_by="")
