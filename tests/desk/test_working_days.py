"""Working days by each year's notice of holidays (国务院办公厅): what a term of ten working days is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretdesk import assets
from secretdesk.domain.law import known
from secretdesk.domain.working_days import WorkingDays, days_off
from tests.desk.test_receipt import do
from tests.registers.test_things import refused

D = date.fromisoformat


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-11-23", "2026-11-23", 0),
        ("2026-11-23", "2026-11-20", 0),
        ("2026-11-20", "2026-11-22", 0),
        ("2026-11-20", "2026-11-23", 1),
        ("2026-11-16", "2026-11-23", 5),
        ("2026-09-30", "2026-10-08", 1),  # the holiday of October
        ("2026-10-08", "2026-10-11", 2),  # 10 October, a Saturday, is worked
    ],
)
def test_days_between(desk, first, last, days):
    assert WorkingDays(desk.books, "2026-11-23").between(D(first), D(last)) == days


def test_a_term_ends_after_the_holidays(desk):
    worked = WorkingDays(desk.books, "2026-11-23")
    assert worked.after(D("2026-09-28"), 10) == D("2026-10-17") - timedelta(days=1)
    assert worked.after(D("2026-09-28"), 0) == D("2026-09-28")


def test_a_new_notice_is_a_new_row(desk):
    worked = WorkingDays(desk.books, "2026-11-23")
    assert worked.is_working(D("2027-01-01"))  # a Friday of a year that the books do not know
    do(
        desk,
        "parameters",
        "set",
        code="holidays.2027",
        value="１．１-1.3、2.5－2.12 班1.4",
        effective_from="2026-11-01",
    )
    worked = WorkingDays(desk.books, "2026-11-23")
    assert not worked.is_working(D("2027-01-01"))
    assert not worked.is_working(D("2027-02-12"))
    assert worked.is_working(D("2027-02-15"))


@pytest.mark.parametrize("value", ["", "13.1", "2.30", "1.3-1.1", "春节", "1.1-", "班", "1/1"])
def test_what_is_no_notice(desk, value):
    assert known("holidays.2027").accepts(value) is False
    if value:
        assert ("bad_value", "refuse", "value") in refused(
            desk, "parameters", "set", code="holidays.2027", value=value
        )


def test_shipped_years_are_sound():
    for year, text in assets.holidays().items():
        found = days_off(int(year), text)
        assert all(day.weekday() >= 5 for day, works in found.items() if works)
        assert sum(not works for works in found.values()) >= 20


@given(st.dates(D("2025-01-01"), D("2027-06-30")), st.integers(1, 60))
def test_a_term_has_as_many_days_as_it_says(day, days):
    class Books:
        def parameter(self, code, _on):
            return assets.holidays().get(code.removeprefix("holidays."), "")

    worked = WorkingDays(Books(), "2026-11-23")
    assert worked.between(day, worked.after(day, days)) == days
    assert worked.is_working(worked.after(day, days))
