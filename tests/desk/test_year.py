"""The year's tables add up, and every figure leads to the lines that it counts (domain section 5)."""

import pytest

from secretdesk.desk import bulk, checks, year_close, year_closed
from secretdesk.desk.figures import Figure, lines_of
from secretdesk.desk.sheets import print_form
from secretdesk.desk.year import figures, span_of
from secretdesk.desk.year_print import year_rows
from secretdesk.domain.review import Refused, inner
from secretdesk.domain.terms import TERMINAL_COPY_STATUSES
from secretdesk.registers.year_tables import YEAR_TABLES
from tests.desk.test_receipt import do, receive
from tests.output.pdf import pages_by_pdfium
from tests.registers.test_loans import FIRST, LOAN, lend


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
                counted_otherwise = (found.declared.key, key) in {
                    ("T4", "pages"),
                    ("T4", "counted"),
                    ("T4", "counted_pages"),
                    ("T5", "due"),
                    ("T5", "given"),
                    ("T5", "short"),
                    ("T5", "kept"),
                    ("T5", "missing"),
                } or found.declared.key == "T3n"  # sums of numbers, tried in test_year_tables.py
                if (found.declared.key, key) == ("T3s", "copies"):
                    assert sum(line["count"] for line in lines_of(books, cell)) == cell.value
                elif isinstance(cell, Figure) and not counted_otherwise:
                    assert len(lines_of(books, cell)) == abs(cell.value), (found.declared.key, key)


def test_totals_add_up_and_lead_to_all_their_lines(books):
    checked = 0
    for found in figures(books, 2026).tables:
        if found.shown is found.rows:
            continue
        *parts, total = found.shown
        for place, (key, _) in enumerate(found.declared.columns):
            if isinstance(total[place], Figure):
                assert total[place].value == sum(row[place].value for row in parts), key
                each = {line.entry for row in parts for line in lines_of(books, row[place])}
                assert {line.entry for line in lines_of(books, total[place])} == each, key
                checked += 1
    assert checked > 20


def test_receipts_by_month_and_source_are_all_receipts(books):
    do(books, "correspondents", "amend", "省教育厅", tier="省", reason="补")
    receive(books, mark="内部", count=3, doc_number="3号", copy_numbers=None)
    months = rows(books, "T3m")
    assert [row["month"] for row in months] == [f"2026-{n:02d}" for n in range(1, 13)]
    assert sum(value(row["papers"]) for row in months) == books.count("documents") == 3
    november = months[10]
    assert (value(november["high"]), value(november["ordinary"]), value(november["internal"])) == (1, 1, 1)
    (source,) = rows(books, "T3s")
    assert [value(cell) for cell in source.values()] == ["省", 3, 2, 8]


def test_what_is_out_at_the_end_of_the_year_is_told_by_where(books):
    lend(books, copies="密收〔2026〕0002-1", due="2026-12-01")
    missing, lent, late = rows(books, "T3o")[::-1][1], rows(books, "T3o")[0], rows(books, "T3o")[-1]
    assert (lent["where"], value(lent["copies"]), value(lent["ordinary"])) == ("借出", 1, 1)
    assert (missing["where"], value(missing["copies"])) == ("下落不明", 1)
    assert (late["where"], value(late["copies"])) == ("其中逾期：借阅", 1)


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
    assert span_of(books, 2025) == ("2025-01-01", "2025-12-31")
    assert span_of(books, 2026) == ("2026-01-01", "2026-11-24"), (
        "the days after the old cut-off are counted once"
    )
    assert span_of(books, 2027) == ("2026-11-25", "2027-11-24")
    secret = next(row for row in rows(books, "T3") if row["level"] == "机密")
    assert (value(secret["received"]), value(secret["transferred"])) == (4, 0)


def test_a_year_begins_when_the_closed_one_before_it_ended(books, clock):
    the_year_ends(books, clock)
    year_close.close(books, 2026, **NOTE)
    told = {"code": "year_end", "value": "11-24", "origin": "州局通知", "effective_from": "2026-01-01"}
    do(books, "parameters", "set", **told)
    assert span_of(books, 2026) == ("2026-01-01", "2026-12-31")
    assert span_of(books, 2027) == ("2027-01-01", "2027-11-24")
    assert year_close.adjustments(books, 2027) == []


@pytest.mark.parametrize("wrong", ["12", "13-01", "02-30", "1231", "年底"])
def test_a_cut_off_day_is_a_day(books, wrong):
    with pytest.raises(Refused, match="年度截止日"):
        do(books, "parameters", "set", code="year_end", value=wrong, origin="州局通知")


# --- on paper ---


def printed_texts(desk, key, year=2026):
    return "".join(pages_by_pdfium(print_form(desk, key, year=year).pdf))


@pytest.mark.parametrize("table_of", YEAR_TABLES, ids=lambda one: one.key)
def test_every_table_prints_what_it_counts(books, table_of):
    text = printed_texts(books, table_of.view)
    found = table(books, table_of.key)
    wanted = [one for cells in found.shown for one in cells] if found.rows else ["本期无"]
    for cell in wanted:
        assert str(value(cell)) in text
    assert "★" not in text
    assert "制表人" in text


def test_a_closed_year_prints_what_it_was_closed_with(books, clock):
    the_year_ends(books, clock)
    year_close.close(books, 2026, **NOTE)
    before = [row.values for row in year_rows(books, "year_t3", 2026)]
    receive(books, doc_number="9号", copy_numbers="000901", received_on="2026-12-30", confirm=("late_entry",))
    assert [row.values for row in year_rows(books, "year_t3", 2026)] == before
    now = table(books, "T3")
    assert [tuple(value(c) for c in cells) for cells in now.shown] != [tuple(v.values()) for v in before]
    (closing,) = books.rows("years")
    assert closing.number in printed_texts(books, "year_t3")
    assert closing["digest"][:12] in printed_texts(books, "year_t7")
    assert "未年结" in printed_texts(books, "year_t3", 2027)
    assert {row.entry for row in year_rows(books, "year_t3", 2026)} == {
        one.entry for one in books.rows("year_lines", where={"table": "T3"})
    }


# --- closing ---


def the_year_ends(desk, clock):
    clock.forward(days=30)
    do(desk, "departments", "enrol", name="学生处")
    clock.forward(days=10)


NOTE = {"note": "0001-2 下落不明，正在查找", "signed_by": "李主任"}


def test_a_year_is_closed_once_after_its_last_day_with_its_differences_explained(books, clock):
    assert [row.number for row in year_close.differences(books, figures(books, 2026))] == [
        "密收〔2026〕0001-2"
    ]
    with pytest.raises(Refused, match="12-31 才截止"):
        year_close.close(books, 2026, **NOTE)
    the_year_ends(books, clock)
    with pytest.raises(Refused, match="差异说明"):
        year_close.close(books, 2026)
    done = year_close.close(books, 2026, **NOTE)
    (closing,) = books.rows("years")
    assert (closing.number, closing["of_year"], closing["before"], closing["after"]) == (
        done.number,
        2026,
        0,
        4,
    )
    assert len(books.rows("year_lines")) == len(figures(books, 2026).tables)
    assert year_closed.is_as_closed(books, year_closed.closing_of(books, 2026))
    with pytest.raises(Refused, match="已由"):
        year_close.close(books, 2026, **NOTE)
    assert list(checks.verify(books)) == []


def test_what_happens_later_leaves_a_closed_year_as_it_was(books, clock):
    the_year_ends(books, clock)
    year_close.close(books, 2026, **NOTE)
    do(books, "copies", "found", "密收〔2026〕0001-2", place="一室-1柜-1层", pages=12, reason="夹在卷里")
    do(books, "copies", "archive", FIRST)
    do(books, "people", "leave", "玉罕", confirm=("no_departure",), leave_reason="调离", approved_by="李建国")
    assert year_close.adjustments(books, 2027) == []
    assert year_closed.is_as_closed(books, year_closed.closing_of(books, 2026))


def test_what_is_found_later_of_a_closed_year_is_an_adjustment_of_the_next(books, clock):
    the_year_ends(books, clock)
    year_close.close(books, 2026, **NOTE)
    receive(books, doc_number="9号", copy_numbers="000901", received_on="2026-12-30", confirm=("late_entry",))
    (received, after) = [a for a in year_close.adjustments(books, 2027) if a.column in {"收文", "年末"}]
    assert (received.table, received.row, received.frozen, received.now) == ("T3", "机密　纸质文件", "4", "5")
    assert (after.frozen, after.now) == ("3", "4")
    text = printed_texts(books, "year_t0", 2027)
    assert "涉密载体收发存" in text
    assert "机密　纸质文件" in text.replace("机密纸质文件", "机密　纸质文件")
    assert "year_t0" in {piece.form for piece in bulk.tables_of(books, 2027)}
    assert "year_t0" not in {piece.form for piece in bulk.tables_of(books, 2026)}
    assert year_close.adjustments(books, 2026) == []


def test_closing_is_the_supervisor_s(books):
    close = inner("years", "close", values={})
    assert books.registers["years"].action("close").role == "supervisor"
    assert "missing" in {reason.code for reason in books.foresee(close)}
