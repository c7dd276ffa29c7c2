"""What a pattern of shifts means, where nobody or one alone stands (第31条)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretdesk.domain.rules.roster import (
    Shift,
    gaps_of_day,
    holes,
    overlaps,
    pattern_of,
    shifts_of,
    without_rest,
)


@pytest.mark.parametrize(
    ("text", "parts", "gaps"),
    [
        ("08:00-20:00/20:00-08:00", [(480, 720), (1200, 720)], []),
        ("8-20、20-8", [(480, 720), (1200, 720)], []),
        ("08：00－20：00／20：00－08：00", [(480, 720), (1200, 720)], []),
        ("08:00-08:00", [(480, 1440)], []),
        ("00:00-24:00", [(0, 1440)], []),
        ("08:00-12:00/14:00-08:00", [(480, 240), (840, 1080)], ["12:00-14:00"]),
        ("08:00-18:00", [(480, 600)], ["00:00-08:00", "18:00-24:00"]),
    ],
)
def test_patterns_and_their_gaps(text, parts, gaps):
    assert pattern_of(text) == parts
    assert gaps_of_day(parts) == gaps
    assert not overlaps(parts)


@pytest.mark.parametrize("text", ["", "白班", "25:00-08:00", "08:00", "8-20/夜班", "08:70-20:00x"])
def test_what_is_no_pattern(text):
    assert pattern_of(text) is None


def test_more_than_a_day_overlaps():
    assert overlaps(pattern_of("08:00-20:00/18:00-08:00"))


@given(st.integers(4, 9), st.integers(1, 10), st.integers(0, 20))
def test_in_turn_everybody_rests_and_stands_equally(people, days, done):
    names = list(range(people))
    last = f"2026-06-{days:02d}"
    found = shifts_of(pattern_of("8-20/20-8"), "2026-06-01", last, names, 2, done)
    assert len(found) == 2 * days
    assert without_rest(found) == holes(found, 2) == []
    stood = [sum(one in shift.people for shift in found) for one in names]
    assert max(stood) - min(stood) <= 1


def test_three_in_turn_of_two_do_not_rest():
    found = shifts_of(pattern_of("8-20/20-8"), "2026-06-01", "2026-06-01", [1, 2, 3], 2)
    assert [one.people for one in found] == [(1, 2), (3, 1)]
    assert without_rest(found) == [(found[1], 1)]


def test_holes():
    one = Shift("2026-06-01T08:00", "2026-06-01T20:00", (1,))
    late = Shift("2026-06-01T22:00", "2026-06-02T08:00", (2, 3))
    empty = Shift("2026-06-02T08:00", "2026-06-02T20:00", ())
    found = holes([late, empty, one], 2)
    assert [(hole.begins, count) for hole, count in found] == [
        ("2026-06-01T08:00", 1), ("2026-06-01T20:00", 0), ("2026-06-02T08:00", 0),
    ]  # fmt: skip
