"""The recovery code on two sheets."""

import random
import re

import pytest

from secretdesk.store import recovery
from secretdesk.store.errors import WrongPassphrase
from secretdesk.store.recovery import HalfMistyped, join, split

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HALF = re.compile(rf"[AB][{ALPHABET}]{{3}}(-[{ALPHABET}]{{4}}){{9}}")


def which_is_wrong(first: str, second: str) -> tuple[str, str]:
    with pytest.raises(HalfMistyped) as told:
        join(first, second)
    assert "{" not in told.value.text
    return told.value.which, told.value.detail


def test_the_halves_are_printed_in_groups_and_join_to_the_passphrase() -> None:
    for _ in range(200):
        half_a, half_b, passphrase = split()
        assert HALF.fullmatch(half_a)
        assert HALF.fullmatch(half_b)
        assert (half_a[0], half_b[0]) == ("A", "B")
        assert re.fullmatch(f"[{ALPHABET}]{{32}}", passphrase)
        assert join(half_a, half_b) == join(half_b, half_a) == passphrase


@pytest.mark.parametrize("seed", range(50))
def test_any_way_of_typing_is_read(seed: int) -> None:
    chance = random.Random(seed)
    half_a, half_b, passphrase = split()

    def typed(half: str) -> str:
        looks = {"0": "0OoＯ", "1": "1IiLlｌ", "-": ["-", " ", "", "—", "－", "\u3000", " - ", "\n"]}
        letters = (chance.choice(looks[mark]) if mark in looks else mark for mark in half)
        return "  " + "".join(chance.choice([mark, mark.lower()]) for mark in letters) + " "

    pair = [typed(half_a), typed(half_b)]
    chance.shuffle(pair)
    assert join(*pair) == passphrase


def test_every_wrong_character_is_told_with_its_half() -> None:
    half_a, half_b, _ = split()
    for index, mark in enumerate(half_a):
        for other in ALPHABET.replace(mark, "") if mark != "-" else ():
            wrong = half_a[:index] + other + half_a[index + 1 :]
            which, detail = which_is_wrong(wrong, half_b)
            assert detail == "half" or (index, other, detail) == (0, "B", "half_twice")
            assert which == "A" or index == 0


def test_swapped_missing_and_doubled_characters_are_told() -> None:
    half_a, half_b, _ = split()
    plain = half_b.replace("-", "")
    for index in range(1, len(plain) - 1):
        swapped = plain[:index] + plain[index + 1] + plain[index] + plain[index + 2 :]
        for wrong in (
            plain[:index] + plain[index + 1 :],
            plain[:index] + plain[index] + plain[index:],
            swapped,
        ):
            if wrong != plain:
                assert which_is_wrong(half_a, wrong) == ("B", "half")


@pytest.mark.parametrize(
    "nonsense", ["", "-", "A", "完全不对", "U" * 40, "A" * 40, "A" * 4000, "\ud800", "²" * 40]
)
def test_nonsense_is_told(nonsense: str) -> None:
    half_a, half_b, _ = split()
    assert which_is_wrong(half_a, nonsense) in {("B", "half"), ("A", "half")}
    assert which_is_wrong(nonsense, half_b) == ("A", "half")


def test_the_same_half_twice_and_halves_of_two_printings_are_told() -> None:
    first, second = split(), split()
    while first.half_a[1:4] == second.half_a[1:4]:
        second = split()
    assert which_is_wrong(first.half_a, first.half_a) == ("A", "half_twice")
    assert which_is_wrong(first.half_b, second.half_b) == ("B", "half_twice")
    assert which_is_wrong(first.half_a, second.half_b) == ("B", "half_pair")


def test_a_mistyped_half_is_a_kind_of_wrong_passphrase() -> None:
    assert issubclass(HalfMistyped, WrongPassphrase)
    assert HalfMistyped("A").exit_code == 3


def test_either_half_alone_is_the_same_whatever_the_secret(monkeypatch) -> None:
    """With the same mask, half A does not change with the secret; and B runs through all values as A does."""
    mask = 0x1234567890ABCDEF1234567890ABCDEF12345678

    def made(secret: int, mask: int) -> recovery.Halves:
        draws = iter([secret, mask, 7])
        monkeypatch.setattr(recovery.secrets, "randbits", lambda _bits: next(draws))
        return split()

    assert {made(secret, mask).half_a for secret in (0, 1, 2**159, 2**160 - 1)} == {made(5, mask).half_a}
    assert made(mask, 0).half_b == made(0, mask).half_b == made(mask ^ 9, 9).half_b


def test_no_two_codes_are_alike() -> None:
    assert len({split().passphrase for _ in range(100)}) == 100
