"""Lending by its rules (第28条（六）, F06): one case a line for each; what moves, and what goes back."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.due import due
from secretdesk.domain.review import Command, Refused
from tests.desk.test_receipt import codes, do, receive, row

FIRST, SECOND = "密收〔2026〕0001-1", "密收〔2026〕0001-2"
LOAN = "借〔2026〕0001号"
GIVEN = {
    "copies": [FIRST], "borrower": "玉罕", "purpose": "研究贯彻意见", "approved_by": "李建国", "briefed_by": "岩温",
}  # fmt: skip
CONSENT = ("not_cleared", "no_pledge")


@pytest.fixture
def books(desk):
    """A 机密 paper in four copies, a 秘密 one in one, a 工作秘密 one by count; two people."""
    receive(desk, place="一室-1柜-1层")
    receive(desk, doc_number="2号", mark="秘密★5年", copy_numbers="000201", act_by="2026-12-20")
    receive(desk, doc_number="无文号", mark="工作秘密", copy_numbers=None, count=3, pages=None)
    do(desk, "departments", "enrol", name="教务处")
    for name in ("玉罕", "王勤"):
        do(desk, "people", "enrol", name=name, department="教务处", phone="1390000")
    return desk


def lend(desk, *, confirm=CONSENT, on=None, **changed):
    values = {k: v for k, v in (GIVEN | changed).items() if v is not None}
    return do(desk, "loans", "lend", confirm=confirm, on=on, **values)


def refused(desk, action, entry=None, *, confirm=(), **values):
    before = desk.head()
    with pytest.raises(Refused) as found:
        do(desk, "loans", action, entry, confirm=confirm, **values)
    assert desk.head() == before
    assert all(r.text.endswith("。") and r.origin for r in found.value.reasons)
    return codes(found)


def copy(desk, number=FIRST):
    return row(desk, "copies", number)


def test_lending_moves_the_copy_to_the_borrower_and_back_to_its_place(books):
    place = copy(books)["place"]
    done = lend(books)
    out = copy(books)
    (loan,) = books.rows("loans")
    assert (out.status, out["holder"], out["loan"]) == ("on_loan", loan["borrower"], done.entry)
    assert (loan.number, loan.status, loan["level"], loan["due"]) == (LOAN, "out", "机密", "2026-11-24")
    assert books.names("departments", [loan["department"]]) == {loan["department"]: "教务处"}
    do(books, "loans", "take_back", LOAN, pages=12, intact=True)
    back = copy(books)
    assert (back.status, back["holder"], back["loan"], back["place"]) == ("in_cabinet", None, None, place)
    assert row(books, "loans", LOAN).status == "returned"
    assert list(checks.verify(books)) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"copies": None}, ("missing", "refuse", "copies")),
        ({"copies": [FIRST, FIRST]}, ("bad_value", "refuse", "copies")),
        ({"copies": ["密收〔2026〕0009-1"]}, ("unknown_reference", "refuse", "copies")),
        ({"count": 1}, ("bad_value", "refuse", "count")),
        ({"borrower": None}, ("missing", "refuse", "borrower")),
        ({"approved_by": None}, ("approval_missing", "refuse", "approved_by")),
        ({"approved_on": "2026-11-24"}, ("approval_missing", "refuse", "approved_on")),
        ({"briefed_by": None}, ("missing", "refuse", "briefed_by")),
        ({"due": "2026-11-22"}, ("bad_value", "refuse", "due")),
        ({"due": "2026-11-25"}, ("term_out_of_range", "refuse", "due")),
        ({"due": "2026-11-25", "kind": "承办"}, ("term_out_of_range", "ask", "due")),
        ({"due": "2026-12-01", "copies": ["2-1"]}, ("term_out_of_range", "refuse", "due")),
        ({"kind": "承办"}, ("missing", "refuse", "due")),
        ({"lent_on": "2026-11-24"}, ("future_date", "refuse", "lent_on")),
        ({"lent_on": ""}, ("missing", "refuse", "lent_on")),
        ({"copies": None, "document": "密收〔2026〕0001号"}, ("bad_value", "refuse", "document")),
        ({"copies": None, "document": "工收〔2026〕0001号", "count": 4}, ("not_in_cabinet", "refuse", "count")),
        ({"copies": None, "document": "工收〔2026〕0001号"}, ("not_in_cabinet", "refuse", "count")),
    ],
)  # fmt: skip
def test_what_is_refused_or_asked_of_a_loan(books, changed, reason):
    if changed.get("copies") == ["2-1"]:
        changed = {**changed, "copies": ["密收〔2026〕0002-1"]}
    values = {k: v for k, v in (GIVEN | changed).items() if v is not None}
    assert reason in refused(books, "lend", confirm=CONSENT, **values)


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        (("archive", {}), "not_in_cabinet"),
        (("report_missing", {"reason": "找不到"}), "not_in_cabinet"),
        (("void", {"reason": "多记"}), "wrong_state"),
        (("lend", {}), "already_out"),
    ],
)
def test_only_what_lies_in_the_cabinet_is_lent(books, before, reason):
    action, values = before
    if action == "lend":
        lend(books)
    else:
        do(books, "copies", action, FIRST, **values)
    assert (reason, "refuse", "copies") in refused(books, "lend", confirm=CONSENT, **GIVEN)


def test_a_cipher_telegram_and_top_secret_are_read_in_the_room(books):
    receive(books, doc_number="4号", copy_numbers="000301", cipher_telegram=True)
    receive(books, doc_number="5号", copy_numbers="000401", mark="绝密★", title=None)
    for number, code in (("密收〔2026〕0003-1", "cipher_telegram"), ("密收〔2026〕0004-1", "reading_place")):
        assert (code, "refuse", "copies") in refused(
            books, "lend", confirm=CONSENT, **(GIVEN | {"copies": number})
        )


def test_the_days_are_dated_parameters(books):
    do(books, "parameters", "set", code="loan_days_highly_secret", value="3", origin="学院规定")
    lend(books)
    assert row(books, "loans", LOAN)["due"] == "2026-11-26"


def test_work_secrets_go_by_count_without_approval_for_the_usual_days(books):
    done = do(books, "loans", "lend", document="工收〔2026〕0001号", count=2, borrower="玉罕")
    assert done.warnings == ()
    loan = row(books, "loans", LOAN)
    assert (loan["level"], loan["due"], loan["approved_by"]) == ("工作秘密", "2026-12-23", None)
    again = {"document": "工收〔2026〕0001号", "count": 2, "borrower": "王勤"}
    assert ("not_in_cabinet", "refuse", "count") in refused(books, "lend", **again)
    do(books, "loans", "take_back", LOAN)
    do(books, "loans", "lend", **again)


def test_a_declassified_paper_is_lent_freely(books):
    do(books, "documents", "declassify", "密收〔2026〕0001号", notice_number="解1号")
    do(books, "loans", "lend", copies=FIRST, borrower="玉罕")
    assert row(books, "loans", LOAN)["level"] == "非密"


def test_handling_takes_the_term_of_the_paper_and_tells_its_outcome(books):
    lend(books, kind="承办", copies=["密收〔2026〕0002-1"], confirm=(*CONSENT, "term_out_of_range"))
    assert row(books, "loans", LOAN)["due"] == "2026-12-20"
    assert ("missing", "refuse", "outcome") in refused(books, "take_back", LOAN)
    do(books, "loans", "take_back", LOAN, outcome="已办结", reply_number="西职院保〔2026〕3号")


def test_whoever_is_late_is_asked_for_that_first(books, clock):
    lend(books)
    clock.forward(days=2)
    values = GIVEN | {"copies": SECOND}
    assert ("overdue_held", "ask", "borrower") in refused(books, "lend", confirm=CONSENT, **values)
    assert [(d.what, d.state) for d in due(books) if d.register == "loans"] == [("loan", "overdue")]
    do(books, "loans", "remind", LOAN, reminded_how="当面", reminded_by="岩温")
    lend(books, copies=[SECOND], confirm=(*CONSENT, "overdue_held"))
    assert [loan["reminders"] for loan in books.rows("loans", ascending=True)] == [1, None]


def test_some_come_back_and_the_loan_goes_on(books):
    lend(books, copies=[FIRST, SECOND])
    assert ("bad_value", "refuse", "back") in refused(books, "take_back", LOAN, back="密收〔2026〕0001-3")
    assert ("missing", "refuse", "pages") in refused(books, "take_back", LOAN)
    do(books, "loans", "take_back", LOAN, back=SECOND, pages=12)
    assert (copy(books).status, copy(books, SECOND).status) == ("on_loan", "in_cabinet")
    assert row(books, "loans", LOAN).status == "out"
    do(books, "loans", "take_back", LOAN, pages=12)
    assert (copy(books).status, row(books, "loans", LOAN).status) == ("in_cabinet", "returned")


@pytest.mark.parametrize(("pages", "opened"), [(23, 1), (25, 0)])
def test_pages_that_differ_are_counted_again_and_fewer_open_an_irregularity(books, pages, opened):
    lend(books, copies=[FIRST, SECOND])
    assert ("pages_differ", "ask", "pages") in refused(books, "take_back", LOAN, pages=pages)
    do(books, "loans", "take_back", LOAN, pages=pages, confirm=("pages_differ",))
    found = books.rows("irregularities")
    assert len(found) == opened
    assert all("23 页" in one["description"] and one["person"] for one in found)


def test_one_that_was_mistaken_is_swapped_in_one_act(books):
    lend(books)
    third = "密收〔2026〕0001-3"
    given = {"wrong_copy": SECOND, "right_copy": third, "reason": "看错份号"}
    assert ("bad_value", "refuse", "wrong_copy") in refused(books, "swap", LOAN, **given)
    same = given | {"wrong_copy": FIRST, "right_copy": FIRST}
    assert ("already_out", "refuse", "right_copy") in refused(books, "swap", LOAN, **same)
    do(books, "loans", "swap", LOAN, confirm=CONSENT, **(given | {"wrong_copy": FIRST}))
    loan = row(books, "loans", LOAN)
    assert (copy(books).status, copy(books)["holder"]) == ("in_cabinet", None)
    assert (copy(books, third).status, copy(books, third)["holder"]) == ("on_loan", loan["borrower"])
    assert loan["copies"] == [copy(books, third).entry]


SIGNED = {"approved_by": "李建国", "approved_on": "2026-11-23"}


def renewal(**changed):
    return {k: v for k, v in ({"due": "2026-11-25", **SIGNED} | changed).items() if v is not None}


def test_renewing_puts_off_and_recalling_brings_forward(books, clock):
    lend(books)
    lend(books, copies=["密收〔2026〕0002-1"], borrower="王勤")
    second = "借〔2026〕0002号"
    for day, code in (("1124", "bad_value"), ("1126", "term_out_of_range")):
        assert (code, "refuse", "due") in refused(books, "renew", LOAN, confirm=CONSENT, **renewal(due=day))
    clock.forward(days=1)
    do(books, "loans", "renew", LOAN, confirm=CONSENT, **renewal(approved_on="2026-11-24"))
    assert ("bad_value", "refuse", "due") in refused(books, "recall", LOAN, due="2026-11-23")
    assert ("bad_value", "refuse", "due") in refused(
        books, "recall", LOAN, due="2026-11-26"
    )  # alone: it says so
    books.perform(Command("", "loans", "recall", [LOAN, second], {"due": "2026-11-26"}))
    loans = books.rows("loans", ascending=True)
    assert [(one["due"], one["renewals"]) for one in loans] == [("2026-11-25", 1), ("2026-11-26", None)]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (
            {"approved_by": None},
            ("approval_missing", "refuse", "approved_by"),
        ),  # that of the lending is another
        ({"approved_on": None}, ("missing", "refuse", "approved_on")),
        ({"approved_on": "2026-11-22"}, ("approval_missing", "refuse", "approved_on")),
        ({"approved_on": "2026-11-25"}, ("approval_missing", "refuse", "approved_on")),
    ],
)
def test_a_renewal_is_approved_anew(books, clock, changed, reason):
    lend(books, approved_on="2026-11-22")
    clock.forward(days=1)
    assert reason in refused(books, "renew", LOAN, confirm=CONSENT, **renewal(**changed))


def test_a_loan_is_renewed_no_more_often_than_the_college_has_set(books, clock):
    lend(books)
    for days, code in ((1, None), (1, "term_out_of_range")):
        clock.forward(days=days)
        day, due = (f"2026-11-{clock.now.day + n}" for n in (0, 1))
        given = renewal(due=due, approved_on=day)
        if code:
            assert refused(books, "renew", LOAN, confirm=CONSENT, **given) == {(code, "ask", "due")}
        do(books, "loans", "renew", LOAN, confirm=(*CONSENT, "term_out_of_range"), **given)
    do(books, "parameters", "set", code="loan_renewals", value="3", origin="学院规定")
    clock.forward(days=1)
    do(books, "loans", "renew", LOAN, confirm=CONSENT, **renewal(due="2026-11-27", approved_on="2026-11-26"))
    assert row(books, "loans", LOAN)["renewals"] == 3


def test_work_secrets_are_renewed_by_one_line(books):
    do(books, "loans", "lend", document="工收〔2026〕0001号", count=2, borrower="玉罕", due="2026-11-25")
    for day in ("2026-11-26", "2026-11-27"):
        do(books, "loans", "renew", LOAN, due=day)


def swapped(**changed):
    return {"wrong_copy": "密收〔2026〕0002-1", "right_copy": SECOND, "reason": "看错"} | changed


@pytest.mark.parametrize(
    ("kind", "due", "then", "code"),
    [
        ("借阅", None, "2026-11-24", None),  # 秘密 has seven days, 机密 one
        ("借阅", "2026-11-23", "2026-11-23", None),
        ("承办", "2026-11-29", "2026-11-29", ("term_out_of_range", "ask", "due")),
    ],
)
def test_one_of_a_higher_level_is_due_within_the_days_of_that_level(books, clock, kind, due, then, code):
    lend(books, copies=["密收〔2026〕0002-1"], kind=kind, due=due)
    clock.forward(days=2)
    if code:
        assert refused(books, "swap", LOAN, confirm=CONSENT, **swapped()) == {code}
    do(books, "loans", "swap", LOAN, confirm=(*CONSENT, "term_out_of_range"), **swapped())
    loan = row(books, "loans", LOAN)
    assert (loan["level"], loan["due"]) == ("机密", then)
    assert list(checks.verify(books)) == []


def test_one_of_the_same_level_keeps_its_term(books, clock):
    lend(books)
    clock.forward(days=1)
    do(books, "loans", "renew", LOAN, confirm=CONSENT, **renewal(approved_on="2026-11-24"))
    do(books, "loans", "swap", LOAN, confirm=CONSENT, **swapped(wrong_copy=FIRST))
    assert row(books, "loans", LOAN)["due"] == "2026-11-25"


def test_a_swap_asks_of_the_right_copy_what_its_level_asks(books):
    receive(books, doc_number="5号", copy_numbers="000401", mark="绝密★", title=None)
    do(books, "people", "clear", "玉罕", category="一般", pledged_on="2026-11-20")
    lend(books, copies=["密收〔2026〕0002-1"], briefed_by=None)
    found = refused(books, "swap", LOAN, **swapped())
    assert {("level_above_clearance", "ask", "borrower"), ("missing", "refuse", "briefed_by")} <= found
    found = refused(books, "swap", LOAN, **swapped(right_copy="密收〔2026〕0003-1"))
    assert ("reading_place", "refuse", "right_copy") in found
    assert ("level_above_clearance", "refuse", "borrower") in found


def test_void_right_after_restores_and_later_is_refused(books):
    before = {r.number: (r.status, r.values) for r in books.rows("copies")}
    lend(books, copies=[FIRST, SECOND])
    do(books, "loans", "void", LOAN, reason="误记")
    assert {r.number: (r.status, r.values) for r in books.rows("copies")} == before
    lend(books, copies=[FIRST, SECOND])
    do(books, "loans", "take_back", "借〔2026〕0002号", back=FIRST, pages=12)
    assert ("moved_since", "refuse", "entry") in refused(books, "void", "借〔2026〕0002号", reason="误记")
    assert list(checks.verify(books)) == []


def test_a_correction_asks_nothing_twice_and_moves_nothing(books):
    lend(books)
    do(books, "loans", "amend", LOAN, purpose="起草方案", reason="更正")
    assert ("bad_value", "refuse", "borrower") in refused(
        books, "amend", LOAN, borrower="王勤", reason="更正"
    )
    assert ("term_out_of_range", "refuse", "due") in refused(
        books, "amend", LOAN, due="2026-12-30", reason="更正"
    )
    assert ("missing", "refuse", "borrower") not in refused(books, "amend", LOAN, reason="更正")


def test_one_that_was_lost_on_loan_is_found_and_ends_the_loan(books):
    lend(books)
    do(books, "copies", "report_missing", FIRST, reason="借阅人找不到")
    assert copy(books)["holder"] is not None  # who had it last
    assert ("wrong_state", "refuse", "back") in refused(books, "take_back", LOAN, pages=12)
    do(books, "copies", "found", FIRST, place="一室-1柜-1层", reason="找到")
    assert (copy(books)["holder"], copy(books)["loan"]) == (None, None)
    assert row(books, "loans", LOAN).status == "returned"
    assert list(checks.verify(books)) == []


def test_the_day_of_the_approval_is_that_of_lending_where_none_is_typed(books):
    lend(books)
    lend(books, copies=["密收〔2026〕0002-1"], borrower="王勤", approved_on="2026-11-20")
    days = [(one["approved_on"], one["lent_on"][:10]) for one in books.rows("loans", ascending=True)]
    assert days == [("2026-11-23", "2026-11-23"), ("2026-11-20", "2026-11-23")]
