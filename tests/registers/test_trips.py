"""Going abroad, passports in custody, contacts with foreign bodies by their rules (第22条, 第23条, 第64条 to 第68条, F25, F27)."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.due import due
from tests.desk.test_receipt import do, row
from tests.registers.test_things import refused

TRIP, PASSPORT, EVENT = "出〔2026〕001号", "证0001", "涉外〔2026〕001号"
PLAN = {
    "person": "玉罕", "errand": "因私", "country": "泰国", "matter": "探亲", "from_on": "2026-12-01",
    "until": "2026-12-08",
}  # fmt: skip
SIGNED = {
    "department_by": "段景明", "personnel_by": "王勤", "office_by": "李建国", "exchange_by": "赵䶮", "approved_by": "段景明",
}  # fmt: skip
BOOK = {"owner": "玉罕", "kind": "因私护照", "document_no": "E00000001", "kept_at": "人事部保险柜"}
REPORT = {
    "person": "玉罕", "activity": "研讨会", "activity_type": "学术交流", "from_on": "2026-12-01",
    "foreign_party": "友好院校", "content": "专业建设",
}  # fmt: skip


@pytest.fixture
def books(desk):
    """玉罕 is cleared, 张三 is not, 岩叫 has left and is in 脱密期."""
    do(desk, "departments", "enrol", name="教务处")
    for name in ("玉罕", "张三", "岩叫"):
        do(desk, "people", "enrol", name=name, department="教务处", post="干事")
    for name in ("玉罕", "岩叫"):
        do(desk, "people", "clear", name, category="一般", pledged_on="2026-01-05")
    left = {"leave_reason": "调离", "approved_by": "段景明", "cooling_until": "2028-01-01"}
    do(desk, "people", "leave", "岩叫", confirm=("no_departure",), **left)
    return desk


def applied(desk, **changed):
    return do(desk, "trips", "apply", **{k: v for k, v in (PLAN | changed).items() if v is not None})


def approved(desk, **changed):
    applied(desk, **changed)
    signed = SIGNED | ({"group_by": "段景明"} if changed.get("person") == "岩叫" else {})
    do(desk, "trips", "approve", TRIP, **signed)


def briefed(desk):
    approved(desk)
    do(desk, "passports", "enrol", **BOOK)
    do(desk, "trips", "brief", TRIP, briefed_by="李建国")


def state(desk, register, number):
    return row(desk, register, number).status


def waiting(desk, *registers):
    return {(d.what, d.state) for d in due(desk) if d.register in registers}


# --- the application ---


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"person": None}, ("missing", "refuse", "person")),
        ({"errand": None}, ("missing", "refuse", "errand")),
        ({"country": None}, ("missing", "refuse", "country")),
        ({"until": "2026-11-30"}, ("bad_value", "refuse", "until")),
        ({"carries_secrets": True}, ("abroad", "refuse", "carries_secrets")),
        ({"applied_on": "2026-11-24"}, ("future_date", "refuse", "applied_on")),
    ],
)
def test_what_is_refused_of_an_application(books, changed, reason):
    assert reason in refused(books, "trips", "apply", **(PLAN | changed))


def test_it_is_settled_before_the_next(books):
    applied(books)
    assert ("bad_value", "refuse", "person") in refused(books, "trips", "apply", **PLAN)
    do(books, "trips", "cancel", TRIP, reason="不去了")
    applied(books)
    do(books, "trips", "void", "出〔2026〕002号", reason="登错")
    assert list(checks.verify(books)) == []


@pytest.mark.parametrize(
    ("person", "errand", "without", "wanted"),
    [
        ("玉罕", "因私", "personnel_by", True),
        ("玉罕", "因私", "office_by", True),
        ("玉罕", "因私", "exchange_by", False),
        ("玉罕", "因公", "exchange_by", True),
        ("张三", "因私", "office_by", False),
        ("张三", "因公", "exchange_by", True),
        ("岩叫", "因私", "personnel_by", True),
        ("岩叫", "因私", "group_by", True),
    ],
)
def test_whose_opinion_is_wanted(books, person, errand, without, wanted):
    applied(books, person=person, errand=errand)
    given = SIGNED | {"group_by": "段景明"}
    given = {k: v for k, v in given.items() if k != without}
    if wanted:
        assert ("approval_missing", "refuse", without) in refused(books, "trips", "approve", TRIP, **given)
        return
    do(books, "trips", "approve", TRIP, **given)


def test_a_correction_goes_round_no_opinion(books):
    approved(books)
    assert ("approval_missing", "refuse", "office_by") in refused(
        books, "trips", "amend", TRIP, office_by="", reason="x"
    )
    assert ("abroad", "refuse", "carries_secrets") in refused(
        books, "trips", "amend", TRIP, carries_secrets=True, reason="x"
    )
    assert ("missing", "refuse", "approved_by") in refused(
        books, "trips", "amend", TRIP, approved_by="", reason="x"
    )


# --- the journey ---


def test_no_passport_before_the_education(books):
    approved(books)
    do(books, "passports", "enrol", **BOOK)
    assert ("not_briefed", "refuse", "entry") in refused(books, "trips", "hand_out", TRIP)
    do(books, "trips", "brief", TRIP, briefed_by="李建国")
    do(books, "passports", "enrol", **(BOOK | {"owner": "张三", "document_no": "E2"}))
    do(books, "passports", "enrol", **(BOOK | {"document_no": "E3", "kept_at": ""}))
    for wrong in ("证0002", "证0003"):
        assert ("bad_value", "refuse", "passports") in refused(
            books, "trips", "hand_out", TRIP, passports=wrong
        )
    done = do(books, "trips", "hand_out", TRIP)
    assert done.changed == {"trips", "passports"}
    book = row(books, "passports", PASSPORT)
    assert (book.status, book["due"], book["trip"] is not None) == ("out", "2026-12-15", True)
    assert state(books, "passports", "证0003") == "self_held"


def test_out_and_back_and_everything_settled(books, clock):
    briefed(books)
    do(books, "trips", "hand_out", TRIP)
    (one,) = books.find("people", "玉罕")
    assert [r.number for r in books.books.held_by(one.entry)] == [PASSPORT]
    assert ("passport_out", "refuse", "entry") in refused(books, "trips", "cancel", TRIP, reason="不去")
    clock.forward(days=14)  # 2026-12-07: back a day early
    do(books, "trips", "come_back", TRIP, departed_on="2026-12-01")
    assert row(books, "passports", PASSPORT)["due"] == "2026-12-14"
    assert row(books, "trips", TRIP)["report_due"] == "2026-12-17"
    clock.forward(days=8)
    assert waiting(books, "trips", "passports") == {("passport", "overdue"), ("trip_report", "soon")}
    do(books, "trips", "give_back", TRIP)
    assert (state(books, "passports", PASSPORT), state(books, "trips", TRIP)) == ("in_custody", "back")
    do(books, "trips", "report", TRIP, talked_by="李建国", report="没有异常")
    assert state(books, "trips", TRIP) == "closed"
    assert waiting(books, "trips", "passports") == set()
    do(books, "trips", "undo", TRIP, reason="看错")
    assert state(books, "trips", TRIP) == "back"
    do(books, "trips", "undo", TRIP, reason="看错")
    assert state(books, "passports", PASSPORT) == "out"
    assert list(checks.verify(books)) == []


def test_reported_first_and_the_passport_last(books, clock):
    briefed(books)
    do(books, "trips", "hand_out", TRIP)
    clock.forward(days=15)
    do(books, "trips", "come_back", TRIP, departed_on="2026-12-01")
    do(books, "trips", "report", TRIP, talked_by="李建国", report="没有异常")
    assert state(books, "trips", TRIP) == "back"
    do(books, "trips", "give_back", TRIP)
    assert state(books, "trips", TRIP) == "closed"
    assert ("wrong_state", "refuse", "entry") in refused(books, "trips", "give_back", TRIP)


def test_who_went_without_education_is_booked_as_it_was(books, clock):
    approved(books)
    clock.forward(days=16)
    assert waiting(books, "trips") == {("trip_back", "overdue")}
    done = do(books, "trips", "come_back", TRIP, departed_on="2026-12-01")
    assert [(r.code, str(r.weight), r.field) for r in done.warnings] == [
        ("not_briefed", "warn", "departed_on")
    ]
    do(books, "trips", "report", TRIP, talked_by="李建国", report="没有异常")
    assert state(books, "trips", TRIP) == "closed"  # there was no passport to bring back


@pytest.mark.parametrize("code", ["passport_days", "trip_report_days"])
def test_the_days_are_parameters(books, code, clock):
    do(books, "parameters", "set", code=code, value="1", effective_from="2026-01-01")
    briefed(books)
    do(books, "trips", "hand_out", TRIP)
    clock.forward(days=15)
    do(books, "trips", "come_back", TRIP, departed_on="2026-12-01")
    given = {"passport_days": row(books, "passports", PASSPORT)["due"],
             "trip_report_days": row(books, "trips", TRIP)["report_due"]}  # fmt: skip
    assert given[code] == "2026-12-09"


# --- gone without leave ---


@pytest.mark.parametrize("person", ["玉罕", "岩叫"])
def test_gone_without_leave_is_to_be_reported_at_once(books, clock, person):
    done = do(books, "trips", "find_gone", person=person, country="缅甸", departed_on="2026-11-21")
    assert [(r.code, str(r.weight), r.field) for r in done.warnings] == [("report_at_once", "warn", "person")]
    (found,) = books.rows("irregularities")
    assert (found["kind"], found["person"]) == ("擅自出国（境）", row(books, "trips", TRIP)["person"])
    assert "缅甸" in found["description"]
    assert waiting(books, "trips") == {("unauthorised", "today")}
    clock.forward(days=1)
    assert waiting(books, "trips") == {("unauthorised", "overdue")}
    assert ("missing", "refuse", "measures") in refused(books, "trips", "alert", TRIP, alerted_to="州委")
    do(books, "trips", "alert", TRIP, alerted_to="州委机要和保密局、公安机关", measures="收回权限，联系家属")
    assert waiting(books, "trips") == set()


def test_gone_without_leave_is_undone_with_its_irregularity(books):
    do(books, "trips", "find_gone", person="玉罕", country="缅甸")
    do(books, "trips", "void", TRIP, reason="查明没有出境")
    assert [r.status for r in books.rows("irregularities")] == ["void"]
    assert list(checks.verify(books)) == []


def test_only_who_is_bound_can_go_without_leave(books):
    assert ("bad_value", "refuse", "person") in refused(
        books, "trips", "find_gone", person="张三", country="缅甸"
    )


# --- passports ---


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"owner": None}, ("missing", "refuse", "owner")),
        ({"document_no": None}, ("missing", "refuse", "document_no")),
        ({"kind": "身份证"}, ("bad_value", "refuse", "kind")),
        ({"document_no": "E00000001"}, ("duplicate_name", "refuse", "document_no")),
    ],
)
def test_what_is_refused_of_a_passport(books, changed, reason):
    do(books, "passports", "enrol", **BOOK)
    assert reason in refused(books, "passports", "enrol", **(BOOK | {"document_no": "E9"} | changed))


def test_one_that_is_not_handed_in_waits(books):
    done = do(books, "passports", "enrol", **(BOOK | {"kept_at": ""}))
    assert [(r.code, r.field) for r in done.warnings] == [("passport_not_kept", "kept_at")]
    assert waiting(books, "passports") == {("self_held", "waiting")}
    do(books, "passports", "keep", PASSPORT, kept_at="人事部保险柜")
    assert waiting(books, "passports") == set()
    assert books.books.held_by(row(books, "passports", PASSPORT)["owner"]) == []


def test_for_another_purpose_it_is_lent_with_a_day(books, clock):
    do(books, "passports", "enrol", **BOOK)
    given = {"purpose": "换发新证", "approved_by": "李建国", "due": "2026-11-25"}
    assert ("missing", "refuse", "due") in refused(
        books, "passports", "hand_out", PASSPORT, **(given | {"due": ""})
    )
    assert ("bad_value", "refuse", "due") in refused(
        books, "passports", "hand_out", PASSPORT, **(given | {"due": "2026-11-22"})
    )
    do(books, "passports", "hand_out", PASSPORT, **given)
    clock.forward(days=3)
    assert waiting(books, "passports") == {("passport", "overdue")}
    do(books, "passports", "bring_back", PASSPORT)
    assert waiting(books, "passports") == set()
    do(books, "passports", "cancel", PASSPORT, reason="换发后注销")
    assert state(books, "passports", PASSPORT) == "cancelled"


def test_it_is_not_given_back_to_somebody_who_is_bound(books):
    do(books, "passports", "enrol", **BOOK)
    do(books, "passports", "enrol", **(BOOK | {"owner": "岩叫", "document_no": "E2"}))
    do(books, "passports", "enrol", **(BOOK | {"owner": "张三", "document_no": "E3"}))
    given = {"approved_by": "李建国", "reason": "申请"}
    for number in (PASSPORT, "证0002"):
        assert ("passport_must_be_kept", "refuse", "entry") in refused(
            books, "passports", "give_back", number, **given
        )
    lent = {"purpose": "办事", "approved_by": "李建国", "due": "2026-11-25"}
    assert ("in_cooling_off", "refuse", "entry") in refused(books, "passports", "hand_out", "证0002", **lent)
    do(books, "passports", "give_back", "证0003", **given)


# --- contacts with foreign bodies ---


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"person": None}, ("missing", "refuse", "person")),
        ({"foreign_party": None}, ("missing", "refuse", "foreign_party")),
        ({"activity_type": "聚餐"}, ("bad_value", "refuse", "activity_type")),
        ({"until": "2026-11-30"}, ("bad_value", "refuse", "until")),
    ],
)
def test_what_is_refused_of_a_report(books, changed, reason):
    assert reason in refused(books, "foreign_events", "report", **(REPORT | changed))


def test_reported_reminded_and_told_of(books, clock):
    done = do(books, "foreign_events", "report", **REPORT)
    assert done.warnings == ()
    assert row(books, "foreign_events", EVENT)["kind"] == "活动报告"
    assert waiting(books, "foreign_events") == {("foreign_event", "waiting")}
    assert ("missing", "refuse", "briefed_by") in refused(
        books, "foreign_events", "allow", EVENT, office_by="李建国"
    )
    do(books, "foreign_events", "allow", EVENT, office_by="李建国", briefed_by="李建国")
    assert ("secret_abroad", "refuse", "secret") in refused(
        books, "foreign_events", "amend", EVENT, secret=True, reason="x"
    )
    clock.forward(days=10)
    assert waiting(books, "foreign_events") == {("foreign_after", "overdue")}
    do(books, "foreign_events", "tell", EVENT, aftermath="没有异常")
    assert waiting(books, "foreign_events") == set()
    do(books, "foreign_events", "undo", EVENT, reason="看错")
    assert state(books, "foreign_events", EVENT) == "allowed"
    assert list(checks.verify(books)) == []


def test_nothing_secret_is_told_to_foreigners(books):
    do(books, "foreign_events", "report", **(REPORT | {"secret": True}))
    assert ("secret_abroad", "refuse", "secret") in refused(
        books, "foreign_events", "allow", EVENT, office_by="李建国", briefed_by="李建国"
    )
    do(books, "foreign_events", "refuse", EVENT, office_by="李建国", reason="涉密")


def test_a_late_report_is_booked_and_told(books):
    done = do(books, "foreign_events", "report", **(REPORT | {"from_on": "2026-11-20"}))
    assert [(r.code, str(r.weight), r.field) for r in done.warnings] == [("reported_late", "warn", "from_on")]
    done = do(books, "foreign_events", "tell", EVENT, aftermath="没有异常")
    assert [(r.code, str(r.weight), r.field) for r in done.warnings] == [("not_briefed", "warn", "entry")]
