"""Codes on paper: whoever mistypes one is told so, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretdesk.domain.anchors import ALPHABET, ENTRY, LABEL, PAGE, SEAL, TAG, Code, MistypedCode, cut, read

CODES = st.one_of(
    st.builds(Code, st.just(PAGE), st.integers(0, 2**30 - 1), st.integers(0, 2**15 - 1), st.integers(0, 2**30 - 1)),
    st.builds(Code, st.just(LABEL), st.integers(0, 2**30 - 1), st.integers(0, 2**15 - 1)),
)  # fmt: skip


@given(CODES)
def test_what_is_printed_is_what_is_read(code):
    assert read(code.scanned) == code
    assert read(code.scanned.lower()) == code
    if code.kind == PAGE:
        assert len(code.text) == 19
        assert read(code.text) == read(code.text.replace("-", " ")) == code
        assert read(" " + code.text.replace("-", "").lower() + "\n") == code


@given(CODES, st.integers(0, 15), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found(code, place, other):
    text = code.scanned[2:]
    place %= len(text)
    if text[place] != other:
        with pytest.raises(MistypedCode):
            read(code.kind + text[:place] + other + text[place + 1 :])


@given(CODES, st.integers(0, 15), st.integers(0, 15))
def test_two_swapped_characters_are_found(code, one, two):
    text = list(code.scanned[2:])
    one, two = one % len(text), two % len(text)
    if text[one] != text[two]:
        text[one], text[two] = text[two], text[one]
        with pytest.raises(MistypedCode):
            read(code.kind + "".join(text))


def test_letters_that_look_alike_are_read_as_one():
    code = Code(PAGE, 1 << 5, 0b00001_00000_00001, 0)  # ones and zeros
    typed = code.text.replace("0", "o").replace("1", "l")
    assert read(typed) == code
    assert read(typed.replace("l", "I")) == code
    assert read("".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in code.text)) == code  # full width


@pytest.mark.parametrize(
    "text", ["", "12-3", "密收〔2026〕0012号", "关于保密检查的通知", "SD", "ABCDEFGHJK", "X" * 17]
)
def test_what_is_no_code_is_none(text):
    assert read(text) is None


def test_the_tags_have_the_bits_that_the_code_has_room_for():
    assert cut(b"\xff" * 32, TAG) == 2**15 - 1
    assert cut(b"\xff" * 32, SEAL) == 2**30 - 1
    assert Code(PAGE, 2**30 - 1, cut(b"\xff" * 32, TAG), cut(b"\xff" * 32, SEAL)).text.startswith("ZZZZ")
    with pytest.raises(ValueError, match=str(2 ** (5 * ENTRY))):
        _ = Code(PAGE, 2 ** (5 * ENTRY), 0).text
