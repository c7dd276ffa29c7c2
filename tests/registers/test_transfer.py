"""Copies given over to another body for good (第28条（一）（三）)."""

import pytest

from secretdesk.desk import checks
from secretdesk.domain.review import Command
from tests.desk.test_receipt import do, receive, row
from tests.registers.test_things import refused

FIRST, SECOND, WANTED = "密收〔2026〕0001-1", "密收〔2026〕0001-2", "密收〔2026〕0002-1"
GIVEN = {"transferred_to": "省教育厅", "receipt_number": "回1号", "approved_by": "李建国"}


@pytest.fixture
def papers(desk):
    receive(desk)
    receive(desk, doc_number="2号", copy_numbers="000201", must_return=True)
    return desk


@pytest.mark.parametrize(
    ("number", "changed", "reason"),
    [
        (FIRST, {"approved_by": None}, ("approval_missing", "refuse", "approved_by")),
        (FIRST, {"receipt_number": None}, ("missing", "refuse", "receipt_number")),
        (FIRST, {"transferred_to": None}, ("missing", "refuse", "transferred_to")),
        (FIRST, {"transferred_on": "2026-11-24"}, ("future_date", "refuse", "transferred_on")),
        (WANTED, {}, ("must_return", "refuse", "entry")),
    ],
)
def test_what_is_refused(papers, number, changed, reason):
    assert reason in refused(papers, "copies", "transfer", number, **(GIVEN | changed))


def test_several_go_in_one_act_and_leave_the_account(papers):
    papers.perform(Command("", "copies", "transfer", [FIRST, SECOND], GIVEN))
    assert {row(papers, "copies", one).status for one in (FIRST, SECOND)} == {"transferred"}
    assert ("terminal", "refuse", "entry") in refused(papers, "copies", "transfer", FIRST, **GIVEN)
    assert list(checks.verify(papers)) == []


def test_only_what_is_here_goes(papers):
    do(papers, "copies", "report_missing", FIRST, reason="找不到")
    assert ("wrong_state", "refuse", "entry") in refused(papers, "copies", "transfer", FIRST, **GIVEN)


def test_one_that_is_reinstated_is_with_nobody_else(papers):
    do(papers, "copies", "transfer", FIRST, **GIVEN)
    given = {"place": "一室-1柜-1层", "evidence": "退回函", "reason": "对方退回"}
    do(papers, "copies", "reinstate", FIRST, confirm=("unknown_reference",), **given)
    found = row(papers, "copies", FIRST)
    assert (found.status, found["transferred_to"], found["receipt_number"]) == ("in_cabinet", None, None)


def test_a_declassified_or_work_secret_copy_needs_no_approval(papers):
    do(papers, "documents", "declassify", "密收〔2026〕0001号", notice_number="解1号")
    do(papers, "copies", "transfer", FIRST, **{k: v for k, v in GIVEN.items() if k != "approved_by"})
