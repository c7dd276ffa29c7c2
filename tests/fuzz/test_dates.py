"""Days, moments and times of the day, typed in any way; what was read is read again as the same."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import strategies as st

from secretdesk.domain.periods import parse_clock, parse_date, parse_moment
from secretdesk.domain.working_days import days_off
from tests.campaigns import campaign
from tests.fuzz.wild import run, texts

FOUND = ["0229", "今天", "0001-01-01", "9999-12-31", "2026-02-30"]
TODAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
HERE = timezone(timedelta(hours=8))


def day_holds(text, today):
    """A day, a moment, a time: none, or one that is read again as itself."""
    now = datetime(today.year, today.month, today.day, 9, 30, tzinfo=HERE)
    day = parse_date(text, today)
    assert day is None or parse_date(day.isoformat(), today) == day
    for read in (parse_moment, parse_clock):
        moment = read(text, now)
        assert moment is None or read(moment, now) in {moment, None if read is parse_clock else moment}
        assert moment is None or datetime.fromisoformat(moment)


def holidays_hold(text, year):
    """A notice of holidays: the days of its own year, or none."""
    found = days_off(year, text)
    assert found is None or (found and {day.year for day in found} == {year})


@pytest.mark.parametrize("text", FOUND)
@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2028, 2, 29), date(1900, 1, 1)])
def test_found(text, today):
    day_holds(text, today)


@campaign("Fuzz dates", 500, 50_000)
def test_dates(tries):
    part = st.integers(-1, 32).map(str) | st.sampled_from(["2026", "9999", "0000", "26", "２０２６"])
    dated = st.lists(part, min_size=1, max_size=4).flatmap(
        lambda parts: st.sampled_from("-./年 :T").map(lambda by: by.join(parts))
    )
    run(tries, day_holds, texts | dated, TODAYS)


@campaign("Fuzz holidays", 300, 20_000)
def test_holidays(tries):
    words = st.lists(
        st.sampled_from(["1.1", "1.1-1.3", "12.31-1.2", "2.30", "班", "0.0", "99.99", "2.15-2.23"]) | texts,
        max_size=6,
    )
    run(tries, holidays_hold, texts | words.map(" ".join), st.integers(1, 9999))
