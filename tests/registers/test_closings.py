"""日清: everything that is out is named with its reason, and nothing else (第28条（四）（六）)."""

import pytest

from secretdesk.desk import checks
from secretdesk.domain.review import Refused
from tests.desk.test_receipt import codes, do, receive

FIRST, SECOND = "密收〔2026〕0001-1", "密收〔2026〕0001-2"


@pytest.fixture
def books(desk):
    """Two copies are lent, to two people."""
    receive(desk)
    for name, copy in (("玉罕", FIRST), ("王勤", SECOND)):
        do(desk, "people", "enrol", name=name)
        do(
            desk,
            "loans",
            "lend",
            copies=[copy],
            borrower=name,
            approved_by="李建国",
            briefed_by="岩温",
            confirm=("not_cleared",),
        )
    return desk


def lines(*told):
    return [{"thing": number, "why": "承办中"} for number in told]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, ("not_explained", "refuse", "kept_out")),
        ({"kept_out": lines(FIRST)}, ("not_explained", "refuse", "kept_out")),
        ({"kept_out": lines(FIRST, SECOND, "密收〔2026〕0001-3")}, ("bad_value", "refuse", "kept_out")),
        ({"kept_out": [{"thing": FIRST}]}, ("bad_value", "refuse", "kept_out")),
        ({"kept_out": lines(FIRST, SECOND), "closed_on": "2026-11-22"}, ("bad_value", "refuse", "closed_on")),
    ],
)
def test_what_is_refused_of_a_closing(books, given, reason):
    with pytest.raises(Refused) as found:
        do(books, "closings", "close", **given)
    assert reason in codes(found)
    assert all(r.text.endswith("。") and r.origin for r in found.value.reasons)


def test_what_stays_out_stands_line_by_line(books, clock):
    clock.forward(days=2)
    done = do(books, "closings", "close", kept_out=lines(FIRST, SECOND), checked_by="李建国")
    (row,) = books.rows("closings")
    assert (row["out"], row["overdue"]) == (2, 2)
    assert row["told"] == f"{FIRST} 玉罕：承办中；{SECOND} 王勤：承办中"
    kept = books.rows("closing_lines", ascending=True)
    assert [(one["thing"], one["why"], one["due"]) for one in kept] == [
        (FIRST, "承办中", "2026-11-24"), (SECOND, "承办中", "2026-11-24"),
    ]  # fmt: skip
    assert {made.register for made in done.created} == {"closing_lines"}
    do(books, "loans", "take_back", "1", pages=12)
    do(books, "loans", "take_back", "2", pages=12)
    do(books, "closings", "close")
    last = books.rows("closings")[0]
    assert (last["out"], last["told"]) == (0, "全部在库")
    do(books, "closings", "void", row.number, reason="误记")
    assert {one.status for one in books.rows("closing_lines")} == {"void"}
    assert list(checks.verify(books)) == []
