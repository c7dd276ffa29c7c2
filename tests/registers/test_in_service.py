"""Whoever has left or is suspended takes no part; what rises in level has single copies and cleared holders."""

import pytest

from secretdesk.desk import checks
from secretdesk.domain.review import Refused
from tests.desk.test_receipt import codes, do, receive, row

GONE = {"leave_reason": "调离", "approved_by": "李建国", "left_on": "2026-11-20"}
COUNTED = "工收〔2026〕0001号"


@pytest.fixture
def books(desk, clock):
    """A 机密 paper in four copies, a 工作秘密 one by count of thirty; two people, one of whom has left."""
    for name in ("玉罕", "王勤", "李明"):
        do(desk, "people", "enrol", name=name, on="2026-11-16")
    receive(desk, place="一室-1柜-1层")
    receive(desk, doc_number="无文号", mark="工作秘密", copy_numbers=None, count=30, pages=None)
    do(desk, "people", "leave", "王勤", confirm=("no_departure",), **GONE)
    clock.forward(days=2)
    return desk


def refused(desk, register, action, entry=None, *, confirm=(), **values):
    before = desk.head()
    with pytest.raises(Refused) as found:
        do(desk, register, action, entry, confirm=confirm, **values)
    assert desk.head() == before
    return codes(found)


@pytest.mark.parametrize(
    ("register", "action", "field", "values"),
    [
        ("places", "enrol", "responsible", {"name": "二室-1柜"}),
        ("departments", "enrol", "device_keeper", {"name": "学生处"}),
        ("copyings", "apply", "applicant", {"original": "密收〔2026〕0001-1", "method": "复印", "count": 1, "purpose": "会议"}),
        ("documents", "make", "drafted_by", {"title": "自制一件", "mark": "秘密★5年", "count": 1, "basis": "第5条"}),
        ("handovers", "draft", "receiver", {"kind": "岗位交接", "giver": "玉罕"}),
    ],
)  # fmt: skip
def test_whoever_has_left_takes_no_part(books, register, action, field, values):
    assert ("in_cooling_off", "refuse", field) in refused(
        books, register, action, **{**values, field: "王勤"}
    )


def test_escorts_and_supervisors_are_in_service(books):
    do(books, "destructions", "draft", kind="送销", copies=["密收〔2026〕0001-1"], confirm=("archive_first",))
    (batch,) = books.rows("destructions")
    do(books, "destructions", "approve", batch.number, approved_by="李建国")
    do(books, "destructions", "seal", batch.number, boxes=[{"box": "1箱", "seal_number": "F1"}])
    site = {"site": "州委机要和保密局指定销毁地点"}
    found = refused(books, "destructions", "hand_over", batch.number, escorts=["王勤", "李明"], **site)
    assert ("in_cooling_off", "refuse", "escorts") in found
    do(
        books,
        "people",
        "clear",
        "李明",
        category="重要",
        highest_level="机密",
        cleared_from="2026-11-20",
        pledged_on="2026-11-20",
    )
    do(books, "people", "suspend", "李明", reason="配合调查")
    found = refused(books, "destructions", "hand_over", batch.number, escorts=["玉罕", "李明"], **site)
    assert ("not_cleared", "refuse", "escorts") in found


def test_before_they_left_they_were_in_service(books):
    """An act booked late is judged by its own day."""
    do(books, "places", "enrol", name="三室-1柜", responsible="王勤", on="2026-11-18")
    assert any(place["name"] == "三室-1柜" and place["responsible"] for place in books.rows("places"))


def test_a_paper_kept_by_count_does_not_become_a_state_secret_without_copies(books):
    told = {"mark": "秘密★10年", "notice_number": "通1", "reason": "通知"}
    found = refused(books, "documents", "change_mark", COUNTED, **told)
    assert ("wrong_state", "refuse", "mark") in found
    do(books, "documents", "change_mark", COUNTED, mark="内部", notice_number="通1", reason="通知")


def test_a_rising_level_names_who_holds_a_copy_and_may_not(books):
    receive(
        books,
        doc_number="无文号2",
        mark="工作秘密",
        copy_numbers="000801、000802",
        count=2,
        place="一室-1柜-1层",
    )
    paper = books.rows("documents", limit=1)[0]
    do(books, "loans", "lend", copies=[f"{paper.number.rstrip('号')}-1"], borrower="玉罕")
    done = do(
        books, "documents", "change_mark", paper.number, mark="机密★10年", notice_number="通1", reason="通知"
    )
    warned = [w for w in done.warnings if w.code == "not_cleared"]
    assert len(warned) == 1
    assert "-1 在外" in warned[0].text
    assert "请立即收回" in warned[0].text


def test_of_what_is_kept_by_count_no_more_goes_out_than_there_was_on_that_day(books, clock):
    lend = {"document": COUNTED, "count": 30}
    do(books, "loans", "lend", borrower="玉罕", on="2026-11-24", **lend)
    clock.forward(days=2)
    do(books, "loans", "take_back", books.rows("loans")[0].number)
    clock.forward(days=1)
    found = refused(books, "loans", "lend", borrower="李明", on="2026-11-25", **lend)
    assert ("not_in_cabinet", "refuse", "count") in found
    do(books, "loans", "lend", borrower="李明", **lend)
    assert list(checks.verify(books)) == []


def test_an_undo_names_the_entry_whose_step_it_was(books):
    """What came back by another entry's act says by whose."""
    do(books, "loans", "lend", copies=["密收〔2026〕0001-1"], borrower="玉罕", approved_by="李建国", briefed_by="岩温",
       confirm=("not_cleared", "no_pledge"))  # fmt: skip
    loan = books.rows("loans")[0].number
    do(books, "copies", "report_missing", "密收〔2026〕0001-1", reason="找不到")
    do(books, "copies", "found", "密收〔2026〕0001-1", place="一室-1柜-1层", pages=12, reason="在抽屉里")
    with pytest.raises(Refused, match="密收〔2026〕0001-1 办的"):
        do(books, "loans", "undo", loan, reason="点错")
    do(books, "copies", "undo", "密收〔2026〕0001-1", reason="不是这一份")
    assert row(books, "copies", "密收〔2026〕0001-1").status == "missing"
    assert books.rows("loans")[0].status == "out"
    assert list(checks.verify(books)) == []
