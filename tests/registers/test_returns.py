"""Handing in what its issuer wants back (第28条（一）（六）, F08): matched, approved, handed in; what is short and why."""

import re
from datetime import date

import pytest

from secretdesk.desk import checks, sheets
from secretdesk.desk.due import due
from secretdesk.desk.figures import lines_of
from secretdesk.domain.review import Refused
from tests.desk.test_receipt import GIVEN, codes, do, receive, row
from tests.desk.test_year import rows as year_rows
from tests.desk.test_year import value
from tests.output.pdf import pages_by_pdfium

RETURN = "退〔2026〕001号"
FIRST, SECOND, THIRD, FOURTH = (f"密收〔2026〕0001-{n}" for n in (1, 2, 3, 4))
OTHER = "密收〔2026〕0002-1"
COUNTED = "工收〔2026〕0001号"
NAMES = ("unknown_reference",)


@pytest.fixture
def books(desk):
    """Four copies of one paper, one of another issuer's, a 工作秘密 paper by count."""
    receive(desk, place="一室-1柜-1层")
    receive(desk, doc_number="2号", issuer="省委办公厅", copy_numbers="000201")
    receive(desk, doc_number="云教工〔2026〕3号", mark="工作秘密", copy_numbers=None, count=3, pages=None)
    return desk


def draft(desk, *, confirm=(), **values):
    return do(desk, "returns", "draft", confirm=confirm, **({"issuer": "省教育厅"} | values))


def act(desk, action, *, confirm=(), **values):
    return do(desk, "returns", action, RETURN, confirm=confirm, **values)


def refused(desk, action, entry=RETURN, *, confirm=(), **values):
    before = desk.head()
    with pytest.raises(Refused) as found:
        do(desk, "returns", action, entry, confirm=confirm, **values)
    assert desk.head() == before
    assert all(r.text.endswith("。") and r.origin for r in found.value.reasons)
    return codes(found)


def lines(desk):
    return [
        (r["doc_number"], r["count"], r["given"], r["short"], r["why"], r.status)
        for r in desk.rows("return_lines", ascending=True)
    ]


def status(desk, *numbers):
    return [row(desk, "copies", number).status for number in numbers]


def test_a_notice_is_matched_line_by_line(books):
    do(books, "copies", "archive", SECOND)
    do(books, "copies", "report_missing", THIRD, reason="找不到")
    given = {"copies": FOURTH, "borrower": "玉罕", "approved_by": "李建国", "briefed_by": "岩温"}
    do(books, "loans", "lend", confirm=("unknown_reference", "not_cleared"), **given)
    notice = [
        {"doc_number": GIVEN["doc_number"], "count": 4}, {"doc_number": "云教密〔2020〕77号", "count": 1},
        {"doc_number": "云教工〔2026〕3号", "count": 5},
    ]  # fmt: skip
    done = draft(books, lines=notice, act_by="2026-12-20")
    assert {w.code for w in done.warnings} == {"not_ours", "still_out", "lost_copy"}
    assert status(books, FIRST, SECOND, THIRD, FOURTH) == ["to_return", "archived", "missing", "on_loan"]
    first, second, third = lines(books)
    assert first[1:4] == (4, 1, 3)
    assert all(word in first[4] for word in ("已归档 1", "遗失待查 1", "在外未收回 1", FOURTH))
    assert second[1:] == (1, 0, 1, "账上没有", "listed")
    assert third[1:] == (5, 3, 2, "账上共 3 份", "listed")
    made = row(books, "returns", RETURN)
    assert (made["due_count"], made["given_count"], made["short_count"], made["level"]) == (10, 4, 6, "机密")
    assert [(d.what, d.when) for d in due(books) if d.register == "returns"] == []
    assert [(d.what, d.when) for d in due(books, on=date(2026, 12, 18)) if d.register == "returns"] == [
        ("return", "2026-12-20")
    ]  # fmt: skip
    with pytest.raises(Refused):
        do(books, "loans", "lend", document=COUNTED, count=1, borrower="玉罕", confirm=NAMES)


def test_from_the_notice_to_the_receipt(books):
    draft(books, lines=[{"doc_number": GIVEN["doc_number"], "copy_numbers": "000123-000124"}])
    assert status(books, FIRST, SECOND, THIRD) == ["to_return", "to_return", "in_cabinet"]
    act(books, "add", copies=[THIRD])
    assert [one[1:4] for one in lines(books)] == [(2, 2, 0), (1, 1, 0)]
    act(books, "remove", removed=[SECOND])
    assert lines(books)[0][1:5] == (2, 1, 1, f"留用备查 1（{SECOND}）")
    assert ("approval_missing", "refuse", "") in refused(books, "hand_in", receiver="王主任")
    act(books, "approve", approved_by="李建国")
    assert ("missing", "refuse", "receiver") in refused(books, "hand_in")
    assert ("return_short", "ask", "") in refused(books, "hand_in", receiver="王主任")
    act(books, "hand_in", receiver="王主任", receipt_number="收1", confirm=("return_short",))
    assert status(books, FIRST, SECOND, THIRD) == ["returned", "in_cabinet", "returned"]
    assert {one[5] for one in lines(books)} == {"returned"}
    assert ("terminal", "refuse", "entry") in refused(books, "amend", remark="改", reason="更正")
    text = re.sub(
        r"\s", "", "".join(pages_by_pdfium(sheets.print_form(books, "return_list", entry=row(books, "returns", RETURN).entry).pdf))
    )  # fmt: skip
    assert all(
        word in text for word in ("云教密〔2026〕8号", "退〔2026〕001号", "留用备查1", "本页3份应退2份实退")
    )
    assert list(checks.verify(books)) == []
    (year,) = year_rows(books, "T5")
    assert [value(year[key]) for key in ("due", "given", "short", "kept", "missing")] == [3, 2, 1, 1, 0]
    assert [line["short"] for line in lines_of(books, year["kept"])] == [1]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"issuer": None}, ("missing", "refuse", "issuer")),
        ({"copies": [OTHER]}, ("other_issuer", "ask", "copies")),
        ({"copies": [FIRST, FIRST]}, ("bad_value", "refuse", "copies")),
        ({"lines": [{"doc_number": "无文号", "count": 1}]}, ("bad_value", "refuse", "lines")),
        ({"lines": [{"count": 1}]}, ("bad_value", "refuse", "lines")),
        ({"drafted_on": "2026-11-24"}, ("future_date", "refuse", "drafted_on")),
    ],
)
def test_what_is_refused_or_asked(books, values, reason):
    given = {k: v for k, v in ({"issuer": "省教育厅"} | values).items() if v is not None}
    assert reason in refused(books, "draft", None, **given)


def test_only_what_lies_in_the_cabinet_goes_back(books):
    do(books, "copies", "archive", SECOND)
    assert ("not_in_cabinet", "refuse", "copies") in refused(
        books, "draft", None, issuer="省教育厅", copies=[SECOND]
    )
    draft(books)
    assert ("missing", "refuse", "copies") in refused(books, "add")
    assert ("bad_value", "refuse", "") in refused(books, "approve", approved_by="李建国")
    act(books, "add", copies=[FIRST])
    assert ("bad_value", "refuse", "removed") in refused(books, "remove", removed=[THIRD])
    act(books, "approve", approved_by="李建国")
    do(books, "copies", "report_missing", FIRST, reason="点交前不见")
    assert ("wrong_state", "refuse", "") in refused(books, "hand_in", receiver="王主任")
    act(books, "remove", removed=[FIRST])
    assert status(books, FIRST) == ["missing"]
    assert row(books, "copies", FIRST)["return"] is None


def test_void_right_after_restores_and_an_emptied_one_is_void(books):
    def state():
        return {r.number: (r.status, {**r.values, "moved_on": None}) for r in books.rows("copies")}

    before = state()
    draft(books, lines=[{"doc_number": GIVEN["doc_number"], "count": 2}])
    act(books, "void", reason="误拟")
    assert state() == before
    second = "退〔2026〕002号"
    draft(books, copies=[FIRST])
    do(books, "returns", "add", second, copies=[SECOND])
    assert ("moved_since", "refuse", "entry") in refused(books, "void", second, reason="误拟")
    do(books, "returns", "remove", second, removed=[FIRST, SECOND])
    do(books, "returns", "void", second, reason="不退了")
    assert state() == before
    assert {one[5] for one in lines(books)} == {"void"}
    assert list(checks.verify(books)) == []
