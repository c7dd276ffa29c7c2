"""份号: a list is understood or not; what was understood is shown, and understood again as the same copies."""

import pytest
from hypothesis import strategies as st

from secretdesk.domain.fields import LONGEST_NUMBER
from secretdesk.domain.numbers import LIMIT, names_too_many, parse_numbers, show_numbers
from tests.campaigns import campaign
from tests.fuzz.wild import run, texts

FOUND = [
    "-#1-11",
    ["、"],
    ["1、2"],
    ["9" * 19, "9" * 18 + "8"],
    "1 - 3",
    "-1、-2",
    "１２ ～ １４",
    "1" + "-" * 100_000,
    " " * 100_000 + "-1",
    "A-1-A-3",
]


def list_holds(typed):
    """Understood, shown, understood again."""
    numbers = parse_numbers(typed)
    assert names_too_many(typed) in {True, False}
    if numbers is None:
        return
    assert len(numbers) <= LIMIT
    if all(len(number) <= LONGEST_NUMBER for number in numbers):  # as a field holds them
        assert parse_numbers(show_numbers(numbers)) == numbers


@pytest.mark.parametrize("typed", FOUND, ids=range(len(FOUND)))
def test_found(typed):
    list_holds(typed)


@campaign("Fuzz copy numbers", 500, 50_000)
def test_numbers(tries):
    run(tries, list_holds, texts | st.lists(texts, max_size=4))
