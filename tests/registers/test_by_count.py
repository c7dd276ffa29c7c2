"""What is kept by count (工作秘密, 内部; F34): never more out than there is, in somebody's hands until it is back."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.due import due
from secretdesk.desk.evening import back_command, whats_out
from secretdesk.domain.review import Refused
from tests.desk.test_receipt import NAMES, codes, do, receive, row

PAPER, LOAN = "工收〔2026〕0001号", "借〔2026〕0001号"
ROUND, READING = "传〔2026〕0001号", "传〔2026〕0001-1"
LEAVE = {"leave_reason": "调离"}


@pytest.fixture
def books(desk):
    """A 工作秘密 paper in five copies, an 内部 one in two that is wanted back; three people."""
    for number, more in (
        ("1号", {"mark": "工作秘密", "count": 5}),
        ("2号", {"mark": "内部", "count": 2, "must_return": True}),
    ):
        receive(desk, doc_number=number, copy_numbers=None, pages=None, short_title=f"件{number}", **more)
    for name in ("玉罕", "王勤", "张三"):
        do(desk, "people", "enrol", name=name)
    return desk


def lend(desk, count=2, **changed):
    return do(
        desk, "loans", "lend", **({"document": PAPER, "count": count, "borrower": "玉罕"} | changed)
    ).number


def send_round(desk, **changed):
    do(
        desk,
        "circulations",
        "open",
        **({"document": PAPER, "count": 1, "readers": ["玉罕", "王勤"]} | changed),
    )
    do(desk, "circulations", "send", ROUND)


def refused(desk, register, action, entry=None, *, confirm=(), **values):
    before = desk.head()
    with pytest.raises(Refused) as found:
        do(desk, register, action, entry, confirm=confirm, **values)
    assert desk.head() == before
    assert all(r.text.endswith("。") and r.origin for r in found.value.reasons)
    return codes(found)


def held(desk, name):
    return {
        one.number
        for one in desk.books.held_by(row(desk, "people", desk.find("people", name)[0].number).entry)
    }


LINE = {"kind": "文件资料", "document": PAPER, "count": 2}
PRINTER = {"kind": "复印机", "model": "C55", "serial": "C-1", "level": "机密", "use": "涉密单机", "keeper": "玉罕",
           "designated": True, "briefed_by": "岩温"}  # fmt: skip


def copied(desk, last="produce"):
    do(desk, "copyings", "apply", document=PAPER, applicant="玉罕", method="复印", count=2)
    if last == "apply":
        return
    do(desk, "copyings", "approve", "1", approved_by="李建国")
    do(desk, "devices", "enrol", confirm=("not_cleared",), **PRINTER)
    do(desk, "copyings", "produce", "1", device="C-1", made_by="岩温", supervised_by="李建国")


TAKEN = {
    "lent": (lend, LOAN),
    "sent": (lambda desk: do(desk, "dispatches", "send", document=PAPER, count=2, receiver="州局", channel="机要交通",
                             confirm=NAMES), "外〔2026〕0001号"),
    "read": (send_round, READING),
    "round": (lambda desk: do(desk, "circulations", "open", document=PAPER, count=1, readers=["玉罕"]), ROUND),
    "to_destroy": (lambda desk: do(desk, "destructions", "draft", lines=[LINE]), "销〔2026〕01-1"),
    "to_return": (lambda desk: do(desk, "returns", "draft", issuer="省教育厅", lines=[{"doc_number": "1号", "count": 2}]),
                  "退〔2026〕001-1"),
    "asked": (lambda desk: copied(desk, "apply"), "复〔2026〕001号"),
    "copied": (copied, "复〔2026〕001号"),
}  # fmt: skip


@pytest.mark.parametrize("how", TAKEN)
def test_a_receipt_is_not_void_while_some_of_it_is_elsewhere(books, how):
    take, number = TAKEN[how]
    take(books)
    with pytest.raises(Refused) as found:
        do(books, "documents", "void", PAPER, reason="误登")
    assert ("moved_since", "refuse", "entry") in codes(found)
    assert number in str(found.value)


def test_a_receipt_of_which_all_is_back_is_void(books):
    do(books, "loans", "take_back", lend(books))
    do(books, "documents", "void", PAPER, reason="误登")
    assert row(books, "documents", PAPER).status == "void"


@pytest.mark.parametrize("how", ["lent", "sent", "to_destroy", "to_return"])
def test_the_count_is_not_corrected_below_what_is_out(books, how):
    TAKEN[how][0](books)
    for count in (0, 1):
        assert ("bad_value", "refuse", "count") in refused(
            books, "documents", "amend", PAPER, count=count, reason="更正"
        )
    do(books, "documents", "amend", PAPER, count=2, reason="更正")
    assert ("not_in_cabinet", "refuse", "count") in refused(
        books, "loans", "lend", document=PAPER, count=1, borrower="王勤"
    )


@pytest.mark.parametrize(
    ("counts", "through"), [((3, 2), True), ((3, 3), False), ((2, 2, 2), False), ((5,), True), ((6,), False)]
)
@pytest.mark.parametrize("in_two_acts", [False, True])
def test_the_lines_of_a_batch_are_no_more_than_there_is(books, counts, through, in_two_acts):
    lines = [LINE | {"count": n} for n in counts]
    batch = None
    if in_two_acts and len(lines) > 1:
        batch = do(books, "destructions", "draft", lines=lines[:1]).number
        lines = lines[1:]
    action = "add" if batch else "draft"
    if through:
        do(books, "destructions", action, batch, lines=lines)
    else:
        assert ("not_in_cabinet", "refuse", "lines") in refused(
            books, "destructions", action, batch, lines=lines
        )


def test_the_lines_of_a_return_give_no_more_than_there_is(books):
    lines = [{"doc_number": "1号", "count": 3}, {"doc_number": "1号", "count": 3}]
    do(books, "returns", "draft", issuer="省教育厅", lines=lines)
    assert [(one["given"], one["short"]) for one in books.rows("return_lines", ascending=True)] == [
        (3, 0),
        (2, 1),
    ]
    do(books, "returns", "approve", "1", approved_by="李建国")
    do(books, "returns", "void", "1", reason="不退了")
    lend(books, count=5)


def test_a_return_of_counted_papers_that_was_approved_and_never_happened_is_void(books):
    TAKEN["to_return"][0](books)
    do(books, "returns", "approve", "1", approved_by="李建国")
    do(books, "returns", "void", "1", reason="不退了")
    assert {one.status for one in books.rows("return_lines")} == {"void"}
    assert list(checks.verify(books)) == []


def test_what_is_lent_or_read_is_in_somebodys_hands_until_it_is_back(books):
    lend(books)
    send_round(books, readers=["王勤", "张三"])
    assert (held(books, "玉罕"), held(books, "王勤"), held(books, "张三")) == ({LOAN}, {READING}, set())
    for name in ("玉罕", "王勤"):
        assert ("holdings_left", "refuse", "entry") in refused(books, "people", "leave", name, **LEAVE)
    do(books, "circulations", "send", ROUND, take_back_first=True)
    assert (held(books, "王勤"), held(books, "张三")) == (set(), {"传〔2026〕0001-2"})
    do(books, "circulations", "take_back", ROUND)
    do(books, "loans", "take_back", LOAN)
    for name in ("玉罕", "王勤", "张三"):
        assert held(books, name) == set()
        do(books, "people", "leave", name, confirm=("no_departure",), **LEAVE)
    assert list(checks.verify(books)) == []


def test_a_void_loan_is_in_nobodys_hands(books):
    do(books, "loans", "void", lend(books), reason="误记")
    assert held(books, "玉罕") == set()


def test_a_handover_lists_them_and_is_signed_once_they_are_back(books):
    lend(books, count=3)
    send_round(books)
    do(books, "handovers", "draft", kind="离岗", giver="玉罕", receiver="王勤", witness="张三")
    told = {one["item"]: one for one in books.rows("handover_items")}
    assert {key: (one["count"], one["name"], one["level"], one["condition"], one["note"]) for key, one in told.items()} == {
        LOAN: (3, "件1号", "工作秘密", "借出", "须先交回"), READING: (1, "件1号", "工作秘密", "在阅", "须先交回"),
    }  # fmt: skip
    sign = {"count_way": "全部清点"}
    with pytest.raises(Refused) as found:
        do(books, "handovers", "sign", "1", **sign)
    assert ("holdings_left", "refuse", "entry") in codes(found)
    assert LOAN in str(found.value) and READING in str(found.value)
    do(books, "loans", "take_back", LOAN)
    do(books, "circulations", "take_back", ROUND)
    do(books, "handovers", "sign", "1", **sign)
    do(books, "people", "leave", "玉罕", confirm=("no_departure",), **LEAVE)
    assert list(checks.verify(books)) == []


def test_the_evening_tells_them_and_takes_them_back(books):
    lend(books)
    send_round(books)
    assert [(one.thing.number, one.holder, one.due) for one in whats_out(books)] == [
        (READING, "玉罕", "2026-11-23"), (LOAN, "玉罕", "2026-12-23"),
    ]  # fmt: skip
    why = [{"thing": READING, "why": "在阅"}]
    assert ("not_explained", "refuse", "kept_out") in refused(books, "closings", "close", kept_out=why)
    do(books, "closings", "close", kept_out=[*why, {"thing": LOAN, "why": "期限未到"}])
    assert books.rows("closings")[0]["told"] == f"{LOAN} 玉罕：期限未到；{READING} 玉罕：在阅"
    assert [one["due"] for one in books.rows("closing_lines", ascending=True)] == ["2026-11-23", "2026-12-23"]
    for out in whats_out(books):
        books.perform(back_command(books, out))
    assert whats_out(books) == []
    assert (row(books, "loans", LOAN).status, row(books, "readings", READING).status) == ("returned", "done")
    do(books, "closings", "close")


@pytest.mark.parametrize("level", ["工作秘密", "内部"])
@pytest.mark.parametrize("kind", ["借阅", "承办"])
def test_they_are_due_after_the_usual_days_and_may_stay_longer(books, clock, level, kind):
    paper = PAPER if level == "工作秘密" else "内收〔2026〕0001号"
    lend(books, count=1, document=paper, kind=kind)
    lend(books, count=1, document=paper, kind=kind, due="2027-06-30")
    do(books, "parameters", "set", code="loan_days_work", value="10", origin="学院规定")
    lend(books, count=1, document=PAPER, kind=kind)
    assert [one["due"] for one in books.rows("loans", ascending=True)] == [
        "2026-12-23",
        "2027-06-30",
        "2026-12-03",
    ]
    clock.forward(days=31)
    assert {one.row.number for one in due(books) if one.what == "loan"} == {LOAN, "借〔2026〕0003号"}


def test_what_its_issuer_wants_back_is_not_sent_to_others(books):
    given = {"document": "内收〔2026〕0001号", "count": 1, "receiver": "州局", "channel": "机要交通"}
    assert ("must_return", "refuse", "document") in refused(
        books, "dispatches", "send", confirm=NAMES, **given
    )
    do(books, "dispatches", "send", confirm=NAMES, **(given | {"document": PAPER}))


def test_a_loan_comes_back_in_parts(books):
    lend(books, count=3)
    for wrong in (0, 4):
        assert ("bad_value", "refuse", "back_count") in refused(
            books, "loans", "take_back", LOAN, back_count=wrong
        )
    do(books, "loans", "take_back", LOAN, back_count=1)
    loan = row(books, "loans", LOAN)
    assert (loan.status, loan["count"], loan["came_back"], held(books, "玉罕")) == ("out", 3, 1, {LOAN})
    assert ("not_in_cabinet", "refuse", "count") in refused(
        books, "loans", "lend", document=PAPER, count=4, borrower="王勤"
    )
    second = lend(books, count=3, borrower="王勤")
    assert ("bad_value", "refuse", "back_count") in refused(books, "loans", "take_back", LOAN, back_count=3)
    do(books, "loans", "take_back", LOAN, back_count=2)
    loan = row(books, "loans", LOAN)
    assert (loan.status, loan["came_back"], loan["holder"]) == ("returned", 3, None)
    do(books, "loans", "take_back", second)
    lend(books, count=5)
    assert list(checks.verify(books)) == []


def test_handling_tells_its_outcome_with_the_last_that_comes_back(books):
    lend(books, count=2, kind="承办")
    do(books, "loans", "take_back", LOAN, back_count=1)
    assert ("missing", "refuse", "outcome") in refused(books, "loans", "take_back", LOAN)
    do(books, "loans", "take_back", LOAN, outcome="已办")
    assert row(books, "loans", LOAN).status == "returned"


def test_what_was_lent_one_by_one_comes_back_one_by_one(books):
    receive(books, mark="秘密★5年", doc_number="3号", copy_numbers="000301-000302")
    given = {
        "copies": ["密收〔2026〕0001-1"],
        "borrower": "玉罕",
        "approved_by": "李建国",
        "briefed_by": "岩温",
    }
    do(books, "loans", "lend", confirm=("not_cleared",), **given)
    assert ("bad_value", "refuse", "back_count") in refused(books, "loans", "take_back", LOAN, back_count=1)


@pytest.mark.parametrize(
    ("out", "count", "code"),
    [
        (0, 5, ""),
        (0, 6, "bad_value"),
        (4, 1, ""),
        (4, 2, "not_in_cabinet"),
        (5, None, "not_in_cabinet"),
        (0, 0, "bad_value"),
    ],
)
def test_what_goes_round_is_in_the_cabinet(books, out, count, code):
    if out:
        lend(books, count=out)
    given = {"document": PAPER, "readers": ["王勤"]} | ({} if count is None else {"count": count})
    if code:
        assert (code, "refuse", "count") in refused(books, "circulations", "open", **given)
    else:
        do(books, "circulations", "open", **given)


def test_a_round_of_the_past_asks_how_many_there_were(books):
    lend(books, count=5)
    lines = [{"reader": "王勤", "sent_at": "0910", "returned_at": "0930"}]
    given = {"document": PAPER, "lines": lines, "opened_on": "2026-11-23", "scope": "教务处"}
    assert ("bad_value", "refuse", "count") in refused(books, "circulations", "enter_round", count=6, **given)
    do(books, "circulations", "enter_round", count=2, **given)


def undo(desk, register, entry):
    return do(desk, register, "undo", entry, reason="点错了")


@pytest.mark.parametrize("back", [1, 2])
def test_a_loan_that_came_back_wrongly_is_out_again_unless_it_went_to_somebody_else(books, back):
    lend(books, count=2)
    before = row(books, "loans", LOAN)
    do(books, "loans", "take_back", LOAN, back_count=back)
    undo(books, "loans", LOAN)
    again = row(books, "loans", LOAN)
    assert (again.status, again.values) == (before.status, before.values | {"reason": "点错了"})
    assert held(books, "玉罕") == {LOAN}
    do(books, "loans", "take_back", LOAN, back_count=back)
    second = lend(books, count=3 + back, borrower="王勤")
    assert ("moved_since", "refuse", "entry") in refused(books, "loans", "undo", LOAN, reason="点错了")
    do(books, "loans", "take_back", second, back_count=back)
    undo(books, "loans", LOAN)
    assert list(checks.verify(books)) == []


BROUGHT_BACK = {
    "dispatches": (TAKEN["sent"][0], "come_back", {"reason": "错投"}),
    "circulations": (send_round, "take_back", {}),
    "destructions": (
        TAKEN["to_destroy"][0],
        "remove",
        {"removed_lines": ["销〔2026〕01-1"], "reason": "留用"},
    ),
}


@pytest.mark.parametrize("register", BROUGHT_BACK)
def test_no_step_is_undone_that_would_take_what_is_not_there(books, register):
    take, action, given = BROUGHT_BACK[register]
    take(books)
    do(books, register, action, "1", **given)
    loan = lend(books, count=5, borrower="王勤")
    assert ("moved_since", "refuse", "entry") in refused(books, register, "undo", "1", reason="点错了")
    do(books, "loans", "take_back", loan)
    undo(books, register, "1")
    assert ("not_in_cabinet", "refuse", "count") in refused(
        books, "loans", "lend", document=PAPER, count=5, borrower="王勤"
    )


def test_copies_that_are_lent_are_not_unmade(books):
    copied(books)
    lend(books, count=6)
    assert ("moved_since", "refuse", "entry") in refused(books, "copyings", "undo", "1", reason="点错了")
    do(books, "loans", "take_back", LOAN)
    undo(books, "copyings", "1")
    assert ("not_in_cabinet", "refuse", "count") in refused(
        books, "loans", "lend", document=PAPER, count=6, borrower="王勤"
    )


def test_nothing_of_a_void_receipt_is_out_again(books):
    do(books, "loans", "take_back", lend(books))
    do(books, "documents", "void", PAPER, reason="误登")
    assert ("wrong_state", "refuse", "entry") in refused(books, "loans", "undo", LOAN, reason="点错了")
