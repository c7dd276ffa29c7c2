"""Every kind of field, given any value of any type: a stored form that is stored again as itself, or BadValue."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import strategies as st

from secretdesk.domain.fields import BadValue, Field, Kind, parse_value, show_value
from tests.campaigns import campaign
from tests.fuzz.wild import HOSTILE, LONG, run, values

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=8)))
FIELDS = [Field("f", "栏", kind, choices=("甲", "甲乙", "丙")) for kind in Kind]
FIELDS += [Field("f", "栏", long=True), Field("f", "栏", Kind.MOMENT, clock=True)]


def value_holds(field, raw):
    """Stored, stored again, shown."""
    try:
        stored = parse_value(field, raw, NOW)
    except BadValue as bad:
        assert str(bad).endswith("。"), str(bad)
        return
    assert parse_value(field, stored, NOW) == stored or field.clock or stored is None
    assert isinstance(show_value(field, stored), str)


FOUND = [
    *HOSTILE,
    *LONG,
    10**5000,
    float("nan"),
    [[]],
    [None],
    [{}],
    {"a": 10**5000},
    ["、"],
    ["1", "1", "1 - 3"],
]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.kind)
def test_found(field):
    for raw in FOUND:
        value_holds(field, raw)


@campaign("Fuzz values", 1000, 50_000)
def test_values(tries):
    run(tries, value_holds, st.sampled_from(FIELDS), values)
