"""Marks: whatever stands on a paper is read or is none; what was read is printed and read again as the same."""

import pytest
from hypothesis import strategies as st

from secretdesk.domain.marks import highest, parse_mark
from tests.campaigns import campaign
from tests.fuzz.wild import run, texts

FOUND = [
    "²机密",
    "机密★" + "9" * 5000 + "年",
    "机密★十十年",
    "秘密★0年",
    "机密★2026年2月30日",
    "内部★",
    "工作秘密X\u0385",
    "非密级级",
    "机密★((公布前))",
    "内部级资料甲",
    "机密0001/1/1",
    "机密" + "(" * 30_000 + "x" + ")" * 30_000,
    "内部" + "资料" * 30_000,
]


def mark_holds(text):
    """Read, printed, read again."""
    mark = parse_mark(text)
    if mark is None:
        return
    again = parse_mark(mark.text)
    assert again is not None, mark
    assert (again.level, again.term) == (mark.level, mark.term), (mark, again)
    assert again.text == mark.text
    assert highest([mark, again]) is not None
    if mark.term:
        assert mark.text.endswith(mark.term.text)


@pytest.mark.parametrize("text", FOUND, ids=range(len(FOUND)))
def test_found(text):
    mark_holds(text)


@campaign("Fuzz marks", 500, 50_000)
def test_marks(tries):
    marked = st.tuples(
        st.sampled_from(["", "密级：", "★", "("]),
        st.sampled_from(["绝密", "机密", "秘密", "工作秘密", "内部", "非密"]),
        texts,
    )
    run(tries, mark_holds, texts | marked.map("".join))
