"""What void takes back, and what it leaves alone; several entries in one act."""

import pytest

from secretdesk.desk import checks
from secretdesk.domain.review import Command, Refused
from tests.desk.test_receipt import codes, do, receive, row


def statuses(desk, *registers):
    return {r.number: r.status for key in registers for r in desk.rows(key)}


def test_a_query_that_a_receipt_opened_is_voided_alone(desk):
    done = receive(desk, slip_count=9, channel="快递")
    before = statuses(desk, "documents", "copies", "correspondents")
    for register in ("queries", "irregularities"):
        (opened,) = desk.rows(register)
        do(desk, register, "void", opened.entry, reason="核对无误")
        assert desk.rows(register)[0].status == "void"
    assert statuses(desk, "documents", "copies", "correspondents") == before
    do(desk, "documents", "void", done.entry, reason="重登")  # what is void already is in nobody's way
    assert set(statuses(desk, "documents", "copies").values()) == {"void"}
    assert list(checks.verify(desk)) == []


def test_a_receipt_is_voided_after_one_of_its_copies_was(desk):
    done = receive(desk)
    do(desk, "copies", "void", "1-2", reason="多记")
    assert row(desk, "documents", done.number)["count"] == 3
    do(desk, "documents", "void", done.entry, reason="重登")
    assert set(statuses(desk, "documents", "copies").values()) == {"void"}
    assert list(checks.verify(desk)) == []


def test_a_query_that_was_answered_stands_in_the_way(desk):
    done = receive(desk, slip_count=9)
    (query,) = desk.rows("queries")
    do(desk, "queries", "answer", query.entry, reply="少装一份")
    with pytest.raises(Refused) as refused:
        do(desk, "documents", "void", done.entry, reason="重登")
    assert ("moved_since", "refuse", "entry") in codes(refused)
    assert query.number in refused.value.reasons[0].text


@pytest.mark.parametrize("entries", [["1-1", "1-2"], []])
def test_several_at_once_only_where_the_action_takes_several(desk, entries):
    receive(desk)
    head = desk.head()
    command = Command("", "copies", "void", entries, {"reason": "多记"})
    assert [reason.code for reason in desk.foresee(command)] == ["bad_value"]
    with pytest.raises(Refused) as refused:
        desk.perform(command)
    assert codes(refused) == {("bad_value", "refuse", "entry")}
    assert desk.head() == head


def test_an_entry_named_twice_is_moved_once(desk):
    receive(desk)
    entry = row(desk, "copies", "密收〔2026〕0001-1").entry
    seq = desk.head()[0]
    named = ["1-1", f"e{entry}", entry, "1-2"]
    do(desk, "copies", "relocate", named, place="一室-1柜-1层", confirm=["unknown_reference"])
    assert desk.head()[0] == seq + 3  # two copies and the place
    assert list(checks.verify(desk)) == []
