"""A closed year years later: shown as it was closed, held against the signed paper, whatever the books say by then."""

import json
from dataclasses import replace

import pytest

from secretdesk.desk import checks, year_close, year_closed
from secretdesk.desk.figures import Figure, lines_of
from secretdesk.desk.year import figures
from secretdesk.desk.year_print import year_rows
from secretdesk.registers.year_tables import YEAR_TABLES
from tests.desk.test_receipt import do, receive
from tests.desk.test_year import NOTE, the_year_ends, value
from tests.desk.test_year import books as of_the_year  # noqa: F401


@pytest.fixture
def closed(of_the_year, clock):  # noqa: F811
    the_year_ends(of_the_year, clock)
    year_close.close(of_the_year, 2026, **NOTE)
    return of_the_year


def closing(desk):
    return year_closed.closing_of(desk, 2026)


def later(desk):
    """What is found only after the closing."""
    receive(desk, doc_number="9号", copy_numbers="000901", received_on="2026-12-30", confirm=("late_entry",))


def secret(desk):
    """The row of 机密 papers in the balance, as a closed year shows it."""
    found = year_closed.as_closed(desk, figures(desk, 2026), closing(desk))
    table = next(one for one in found.tables if one.declared.key == "T3")
    return next(dict(zip(table.declared.keys, row, strict=True)) for row in table.rows if row[0] == "机密")


def test_its_figures_stay_and_lead_to_their_lines_and_tell_what_is_another_now(closed):
    assert {k: (c.value, c.now) for k, c in secret(closed).items() if isinstance(c, Figure) and c.value} == {
        "received": (4, None), "transferred": (-1, None), "after": (3, None),
    }  # fmt: skip
    later(closed)
    assert {k: (c.value, c.now) for k, c in secret(closed).items() if isinstance(c, Figure) and c.value} == {
        "received": (4, 5), "transferred": (-1, None), "after": (3, 4),
    }  # fmt: skip
    assert [one.number for one in lines_of(closed, secret(closed)["transferred"])] == ["密收〔2026〕0001-3"]
    found = year_closed.as_closed(closed, figures(closed, 2026), closing(closed))
    total = next(one for one in found.tables if one.declared.key == "T3").shown[-1]
    assert (total[-1].value, total[-1].now) == (4, 5)


def test_it_is_what_was_signed_years_later(closed, clock):
    signed = closing(closed)["digest"][: year_closed.SHORT]
    later(closed)
    clock.forward(days=39)
    assert year_closed.is_as_closed(closed, closing(closed))
    assert year_closed.is_signed_as(closed, closing(closed), signed.upper() + " ")
    other = ("0" if signed[0] != "0" else "1") + signed[1:]
    assert not year_closed.is_signed_as(closed, closing(closed), other)
    assert not year_closed.is_signed_as(closed, closing(closed), signed[:4]), "too short to prove anything"
    assert list(checks.verify(closed)) == []


@pytest.mark.parametrize("harm", ["figures", "gone", "head"])
def test_what_was_tampered_with_is_found(closed, harm):
    signed, was = closing(closed)["digest"], closing(closed)
    db = closed.vault.db
    if harm == "figures":
        (line,) = closed.rows("year_lines", where={"table": "T3"})
        figures_then = line["figures"].replace("4", "3", 1)
        db.execute("UPDATE r_year_lines SET figures = ? WHERE entry = ?", (figures_then, line.entry))
    elif harm == "gone":
        db.execute("DELETE FROM r_year_lines WHERE \"table\" = 'T7'")
    else:
        seq = was["head"].split()[0]
        db.execute("UPDATE r_years SET head = ? WHERE entry = ?", (f"{seq} {'0' * 64}", was.entry))
    assert not year_closed.is_as_closed(closed, closing(closed))
    assert year_closed.is_signed_as(closed, closing(closed), signed) is (harm == "head")
    assert ("year", f"2026 {was.number}") in {(one.check, one.place) for one in checks.verify(closed)}


def test_a_table_that_has_got_columns_since_is_read_by_those_it_had(closed, monkeypatch):
    (line,) = closed.rows("year_lines", where={"table": "T6"})
    declared = next(one for one in YEAR_TABLES if one.key == "T6")
    of_then = replace(
        line, values={**line.values, "columns": None, "figures": json.dumps([["一般", 1, 2, 3, 4, 5, 6]])}
    )
    (cells,) = year_closed.thawed(declared, of_then)
    told = dict(zip(declared.keys, cells, strict=True))
    assert (told["before"].value, told["now"].value, told["cooling"].value) == (1, 4, 6)
    assert told["adjusted"] == told["screened"] == "", (
        "it was not counted then, and is not told to be nothing"
    )
    monkeypatch.setattr(year_close, "lines_of_closing", lambda *_: [of_then])
    columns = {one.column for one in year_close.adjustments(closed, 2027)}
    assert {"年初", "年末"} <= columns
    assert not columns & {"上岗审查", "调入本等级"}


def test_a_batch_that_is_corrected_is_one_row_that_changed(closed):
    declared = next(one for one in YEAR_TABLES if one.key == "T4")
    assert declared.names == ("batch", "destroyed_on", "site")
    now = (
        "销〔2026〕01号",
        "2026-11-20",
        "厂",
        *map(Figure, (3, 30, 0, 0)),
        "1",
        *map(Figure, (0, 0, 0, 0)),
        "机密3",
        "甲",
        "凭1",
    )
    then = [value(cell) for cell in now]
    then[3], then[-1] = 2, "凭2"
    (line,) = closed.rows("year_lines", where={"table": "T4"})
    kept = replace(line, values={**line.values, "figures": json.dumps([then])})
    found = year_close._compared(2026, year_close.Table(declared, [now]), kept)
    assert [(one.column, one.frozen, one.now) for one in found] == [
        ("逐份的份数", "2", "3"),
        ("凭证号", "凭2", "凭1"),
    ]


def test_every_table_of_a_closed_year_prints_as_it_was(closed):
    before = {one.key: [row.values for row in year_rows(closed, one.view, 2026)] for one in YEAR_TABLES}
    later(closed)
    do(closed, "people", "clear", "玉罕", category="一般", pledged_on="2026-12-01", confirm=("late_entry",))
    assert {
        one.key: [row.values for row in year_rows(closed, one.view, 2026)] for one in YEAR_TABLES
    } == before
