"""The year's tables add up, and every figure leads to the lines that it counts (domain section 5)."""

import pytest

from secretdesk.desk.year import Figure, figures, lines_of, span_of
from secretdesk.domain.review import Refused
from secretdesk.domain.terms import TERMINAL_COPY_STATUSES
from tests.desk.test_receipt import do, receive
from tests.registers.test_loans import LOAN, lend


@pytest.fixture
def books(desk, clock):
    """A year with receipts, a loan that came back late, a copy transferred, one missing, a mark lowered."""
    receive(desk, place="一室-1柜-1层")
    receive(desk, doc_number="2号", mark="秘密★5年", copy_numbers="000201", place="一室-1柜-1层")
    do(desk, "people", "enrol", name="玉罕")
    lend(desk)
    clock.forward(days=3)
    do(desk, "loans", "take_back", LOAN, pages=12, intact=True, confirm=("late_entry",))
    do(desk, "copies", "report_missing", "密收〔2026〕0001-2", reason="找不到")
    do(desk, "correspondents", "enrol", name="州档案馆")
    do(
        desk, "copies", "transfer", "密收〔2026〕0001-3", transferred_to="州档案馆", receipt_number="回1",
        approved_by="李建国",
    )  # fmt: skip
    return desk


def table(desk, key, year=2026):
    return next(t for t in figures(desk, year).tables if t.declared.key == key)


def rows(desk, key, year=2026):
    found = table(desk, key, year)
    keys = [k for k, _ in found.declared.columns]
    return [dict(zip(keys, row, strict=True)) for row in found.rows]


def value(cell):
    return cell.value if isinstance(cell, Figure) else cell


def test_the_balance_adds_up_and_ends_where_the_books_stand(books):
    alive = [c for c in books.rows("copies") if c.status not in TERMINAL_COPY_STATUSES]
    found = rows(books, "T3")
    for row in found:
        flows = [
            value(cell) for key, cell in row.items() if key not in {"level", "carrier", "before", "after"}
        ]
        assert value(row["before"]) + sum(flows) == value(row["after"]), row
    assert sum(value(row["after"]) for row in found) == len(alive)
    secret = next(row for row in found if row["level"] == "机密")
    assert (value(secret["received"]), value(secret["transferred"]), value(secret["after"])) == (4, -1, 3)
    assert [line.number for line in lines_of(books, secret["transferred"])] == ["密收〔2026〕0001-3"]


def test_the_next_year_begins_where_this_one_ended(books, clock):
    ended = {(r["level"], r["carrier"]): value(r["after"]) for r in rows(books, "T3")}
    clock.forward(days=60)
    begun = {(r["level"], r["carrier"]): value(r["before"]) for r in rows(books, "T3", 2027)}
    assert begun == ended


def test_every_figure_counts_what_it_leads_to(books):
    for found in figures(books, 2026).tables:
        keys = [k for k, _ in found.declared.columns]
        for row in found.rows:
            for key, cell in zip(keys, row, strict=True):
                counted_otherwise = found.declared.key == "T4" or (found.declared.key, key) in {
                    ("T5", "due"), ("T5", "given"), ("T5", "short"), ("T7", "repaired"),
                }  # fmt: skip
                if isinstance(cell, Figure) and not counted_otherwise:
                    assert len(lines_of(books, cell)) == abs(cell.value), (found.declared.key, key)


def test_uses_tell_of_loans_and_what_is_late(books):
    (secret,) = [row for row in rows(books, "T3b") if row["level"] == "机密"]
    assert {key: value(cell) for key, cell in secret.items() if value(cell)} == {
        "level": "机密", "lent": 1, "late": 1, "missing": 1,
    }  # fmt: skip
    assert [line.number for line in lines_of(books, secret["late"])] == [LOAN]


def test_a_year_in_which_nothing_happened_has_no_rows(books):
    assert rows(books, "T3", 2024) == []
    assert rows(books, "T4") == []


def test_the_cut_off_day_is_a_parameter(books):
    assert span_of(books, 2026) == ("2026-01-01", "2026-12-31")
    do(
        books,
        "parameters",
        "set",
        code="year_end",
        value="11-24",
        origin="州局通知",
        effective_from="2026-01-01",
    )
    assert span_of(books, 2026) == ("2025-11-25", "2026-11-24")
    secret = next(row for row in rows(books, "T3") if row["level"] == "机密")
    assert (value(secret["received"]), value(secret["transferred"])) == (4, 0)


@pytest.mark.parametrize("wrong", ["12", "13-01", "02-30", "1231", "年底"])
def test_a_cut_off_day_is_a_day(books, wrong):
    with pytest.raises(Refused, match="年度截止日"):
        do(books, "parameters", "set", code="year_end", value=wrong, origin="州局通知")
