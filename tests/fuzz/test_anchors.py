"""Anchors and codes of labels: none, mistyped, or one that prints as it was read."""

import pytest
from hypothesis import strategies as st

from secretdesk.domain.anchors import ALPHABET, LABEL, PAGE, Code, MistypedCode, read
from tests.campaigns import campaign
from tests.fuzz.wild import run, texts

FOUND = ["7F3K-Q2MX-RV0D-8TNA", "SD" + "0" * 16, "SL0000000000", "ſd", "ﷺ" * 16]
codes = st.builds(
    Code, st.just(PAGE), st.integers(0, 2**30 - 1), st.integers(0, 2**15 - 1), st.integers(0, 2**30 - 1)
)
labels = st.builds(Code, st.just(LABEL), st.integers(0, 2**30 - 1), st.integers(0, 2**15 - 1))


def code_holds(text):
    """Read, printed, read again."""
    try:
        code = read(text)
    except MistypedCode:
        return
    if code is not None:
        assert read(code.scanned) == code


def issued_holds(code, place, wrong):
    """What was issued is read; one wrong character is told."""
    assert read(code.scanned) == code
    assert code.kind == LABEL or read(code.text.lower()) == code
    at = 2 + place % (len(code.scanned) - 2)
    if code.scanned[at] != wrong:
        with pytest.raises(MistypedCode):
            read(code.scanned[:at] + wrong + code.scanned[at + 1 :])


@pytest.mark.parametrize("text", FOUND)
def test_found(text):
    code_holds(text)


@campaign("Fuzz anchors", 500, 50_000)
def test_anchors(tries):
    run(tries, code_holds, texts | st.text(ALPHABET + "ILOU- ", min_size=9, max_size=20))
    run(tries // 5, issued_holds, codes | labels, st.integers(0, 100), st.sampled_from(ALPHABET))
