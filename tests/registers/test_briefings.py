"""What is told by word of mouth counts as knowing (条例第20条, F04): one case a line for each rule."""

import pytest

from secretdesk.desk import checks
from secretdesk.domain.review import Refused
from tests.desk.test_receipt import codes, do, receive, row

PAPER, TOLD = "密收〔2026〕0001号", "达〔2026〕001号"
GIVEN = {
    "document": PAPER, "speaker": "段景明", "attendees": ["刀永红", "王勤"], "place": "办公楼三楼会议室",
    "approved_by": "李建国",
}  # fmt: skip


@pytest.fixture
def books(desk):
    """A 机密 paper, three cleared people, one who is not, one who has left."""
    receive(desk)
    receive(desk, doc_number="无文号", mark="工作秘密", copy_numbers=None, count=2, pages=None)
    for name in ("段景明", "刀永红", "王勤", "何建平"):
        do(desk, "people", "enrol", name=name)
        do(desk, "people", "clear", name, category="重要", pledged_on="2026-11-23")
    do(
        desk,
        "people",
        "leave",
        "何建平",
        confirm=("no_departure",),
        leave_reason="调离",
        cooling_until="2028-12-01",
        approved_by="李建国",
    )
    do(desk, "people", "enrol", name="玉罕")
    return desk


def hold(desk, *, confirm=(), **changed):
    values = {k: v for k, v in (GIVEN | changed).items() if v is not None}
    return do(desk, "briefings", "hold", None, confirm=confirm, **values)


def test_everyone_who_heard_is_named(books):
    hold(books, held_on="2026-11-23 09:00", attendees=["刀永红", "王勤", "刀永红"], occasion="党委会")
    one = row(books, "briefings", TOLD)
    names = books.names("people", one["attendees"])
    assert [names[n] for n in one["attendees"]] == ["刀永红", "王勤"]
    assert (one["level"], one["held_on"], one.status) == ("机密", "2026-11-23T09:00", "held")
    do(books, "briefings", "amend", TOLD, place="机要室", reason="写错")
    do(books, "briefings", "void", TOLD, reason="重记")
    assert list(checks.verify(books)) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"document": None}, ("missing", "refuse", "document")),
        ({"speaker": None}, ("missing", "refuse", "speaker")),
        ({"attendees": None}, ("missing", "refuse", "attendees")),
        ({"attendees": ["没登记的人"]}, ("unknown_reference", "ask", "attendees")),
        ({"approved_by": None}, ("approval_missing", "refuse", "approved_by")),
        ({"approved_on": "2026-11-24"}, ("approval_missing", "refuse", "approved_on")),
        ({"held_on": "2026-11-24"}, ("future_date", "refuse", "held_on")),
        ({"attendees": ["玉罕"]}, ("not_cleared", "ask", "attendees")),
        ({"attendees": ["玉罕"]}, ("missing", "refuse", "briefed_by")),
        ({"attendees": ["何建平"]}, ("in_cooling_off", "ask", "attendees")),
    ],
)
def test_what_is_refused_or_asked_of_a_telling(books, changed, reason):
    before = books.head()
    with pytest.raises(Refused) as found:
        hold(books, **changed)
    assert books.head() == before
    assert all(r.text.endswith("。") and r.origin for r in found.value.reasons)
    assert reason in codes(found)


def test_who_should_not_have_heard_is_booked_as_it_was(books):
    hold(books, attendees=["刀永红", "何建平"], confirm=("in_cooling_off",))
    (one,) = books.rows("irregularities")
    assert books.names("people", [one["person"]]) == {one["person"]: "何建平"}
    do(books, "briefings", "void", TOLD, reason="误记")
    assert books.rows("irregularities")[0].status == "void"


def test_work_secrets_ask_for_neither_approval_nor_clearance(books):
    hold(books, document="工收〔2026〕0001号", approved_by=None, attendees=["玉罕"])
    assert row(books, "briefings", TOLD)["level"] == "工作秘密"


def test_a_void_paper_is_told_to_nobody(books):
    do(books, "documents", "void", "工收〔2026〕0001号", reason="误登")
    with pytest.raises(Refused) as found:
        hold(books, document="工收〔2026〕0001号", approved_by=None)
    assert {("wrong_state", "refuse", "document"), ("bad_value", "refuse", "document")} & codes(found)


@pytest.mark.parametrize(
    ("changed", "confirm", "reason"),
    [
        ({"attendees": ["刀永红", "何建平"]}, (), ("in_cooling_off", "ask", "attendees")),
        ({"attendees": ["刀永红", "玉罕"]}, (), ("not_cleared", "ask", "attendees")),
        ({"attendees": ["刀永红", "玉罕"]}, ("not_cleared",), ("missing", "refuse", "briefed_by")),
        ({"document": "密收〔2026〕0002号"}, (), ("level_above_clearance", "ask", "attendees")),
    ],
)
def test_a_correction_asks_of_whom_it_adds_what_the_telling_asks(books, changed, confirm, reason):
    receive(books, doc_number="2号", mark="绝密★", title=None, copy_numbers="000301")
    hold(books, briefed_by="岩温")  # of those who heard it then, not of whom a correction adds
    before = books.head()
    with pytest.raises(Refused) as found:
        do(books, "briefings", "amend", TOLD, confirm=confirm, reason="漏记", **changed)
    assert books.head() == before
    assert reason in codes(found)


def test_whom_a_correction_adds_is_booked_and_whom_it_keeps_is_not_asked_again(books, clock):
    hold(books, held_on="2026-11-23", attendees=["刀永红", "何建平"], confirm=("in_cooling_off",))
    clock.forward(days=2)
    do(books, "briefings", "amend", TOLD, attendees=["刀永红", "何建平", "王勤"], reason="漏记一人")
    assert len(books.rows("irregularities")) == 1
    do(books, "people", "suspend", "段景明", reason="调查")
    given = {"attendees": ["刀永红", "段景明"], "reason": "写错"}
    do(books, "briefings", "amend", TOLD, confirm=("not_cleared",), **given)
    last = books.rows("irregularities")[0]
    assert (last["happened_on"], "段景明" in last["description"]) == ("2026-11-23", True)
    assert list(checks.verify(books)) == []
