"""Changes of keys that are killed: old or new, and it opens for whoever the ledger holds as live (peers R2)."""

import random
import sys

import pytest

from secretdesk.desk import checks, keys
from secretdesk.desk.opening import open_vault
from secretdesk.domain.terms import RECOVERY_NAME
from secretdesk.store.errors import WrongPassphrase
from tests.campaigns import campaign
from tests.conftest import CHEAP, PASSPHRASE, Clock
from tests.store.killing import (
    ME,
    OTHER,
    OTHERS,
    RENEWED,
    WELL_ON,
    WORDS,
    acknowledged_are_there,
    all_is_settled,
    anew,
    nothing_is_left,
    opened,
    opened_by,
    opens_for,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL")
MANY = 12  # keys that are taken away in one go


def live(desk):
    return {s["name"] for s in desk.rows("slots") if s.status == "live"}


def settled(folder, *passphrases):
    """Who has a key, and the passphrase that opens it, after an unlock by itself ended what was begun."""
    desk, word = opened_by(folder, *passphrases)
    assert list(checks.verify(desk)) == []
    all_is_settled(desk)
    there = live(desk)
    desk.close()
    assert ME in there
    nothing_is_left(folder)
    return there, word


@campaign("R2 passphrase changed, killed", 4, 100, "kills")
def test_one_passphrase_opens_after_a_killed_change(killer, to_kill, tmp_path, kills):
    """R2: the old or the new one, never both, never none; what was acknowledged counts."""
    dice, total = random.Random(kills), 0
    for n in range(kills):
        if n % RENEWED == 0:
            folder = anew(to_kill, tmp_path)
        answer = killer("change", dice.uniform(0, 0.15), str(folder))
        assert answer["killed"]
        there, word = settled(folder, *WORDS.values())
        assert OTHER in there
        (other,) = {*WORDS.values()} - {word}
        opens_for(folder, ME, other, live=False)
        changes = len(answer["said"])
        assert word in {WORDS[changes % 2 == 1], WORDS[changes % 2 == 0]}
        if word != PASSPHRASE:  # what the next child begins with
            desk, _ = opened_by(folder, word)
            keys.change(desk, PASSPHRASE, cost=CHEAP)
            desk.close()
        total += changes
    assert total


@campaign("R2 key added, killed", 4, 100, "kills")
def test_a_key_is_there_or_not_after_a_killed_addition(killer, to_kill, tmp_path, kills):
    """R2: each key that was acknowledged opens, and so does each that the ledger holds."""
    dice, total = random.Random(kills), 0
    for n in range(kills):
        if n % RENEWED == 0:
            folder, before = anew(to_kill, tmp_path), {ME, OTHER}
        answer = killer("add", dice.uniform(0, 0.15), str(folder), n)
        assert answer["killed"]
        there, _ = settled(folder, PASSPHRASE)
        told = {name for name, _ in answer["said"]}
        assert told <= there - before
        assert len(there - before - told) <= 1
        for i in range(len(told) + 2):
            opens_for(folder, f"{n}-{i}", f"{OTHERS} {n}-{i}", live=f"{n}-{i}" in there)
        before = there
        total += len(told)
    assert total


@pytest.fixture(scope="module")
def of_many(to_kill, tmp_path_factory):
    """The vault with keys of many people."""
    folder = anew(to_kill, tmp_path_factory.mktemp("many"))
    desk = opened(folder)
    for n in range(MANY - 1):
        keys.add(desk, f"某{n}", "auditor", f"{OTHERS} {n}", cost=CHEAP)
    desk.close()
    return folder


@campaign("R2 key taken away, killed", 4, 100, "kills")
def test_a_key_opens_or_not_after_a_killed_removal(killer, of_many, tmp_path, kills):
    """R2: a new database key or the old one; whoever was acknowledged as gone opens nothing."""
    dice, total, landed = random.Random(kills), 0, 0
    for n in range(kills):
        folder = anew(of_many, tmp_path)
        answer = killer("remove", dice.uniform(0, 0.5) if n else WELL_ON, str(folder))
        there, _ = settled(folder, PASSPHRASE)
        gone = [name for name, _ in answer["said"]]
        assert not {*gone} & there
        assert MANY + 1 - len(gone) - 1 <= len(there) <= MANY + 1 - len(gone)
        for i in range(0, MANY - 1, 4):
            opens_for(folder, f"某{i}", f"{OTHERS} {i}", live=f"某{i}" in there)
        total += len(gone)
        landed += answer["killed"]
    assert total
    assert landed >= kills - 1


@campaign("R2 recovery key made, killed", 4, 100, "kills")
def test_a_recovery_key_opens_after_a_killed_renewal(killer, to_kill, tmp_path, kills):
    """R2: the last acknowledged one opens until another takes its place; no earlier one ever does."""
    dice, total, opening = random.Random(kills), 0, 0
    for n in range(kills):
        if n % RENEWED == 0:
            folder = anew(to_kill, tmp_path)
        answer = killer("recover", dice.uniform(0, 0.4) if n else WELL_ON, str(folder))
        assert answer["killed"]
        there, _ = settled(folder, PASSPHRASE)
        halves = [one for one, _ in answer["said"]]
        opening += bool(halves) and RECOVERY_NAME in there and opens(folder, halves[-1])
        for earlier in halves[:-1]:
            assert not opens(folder, earlier)
        total += len(answer["said"])
    assert total
    assert opening


def opens(folder, passphrase):
    try:
        open_vault(folder, RECOVERY_NAME, passphrase, clock=Clock()).close()
    except WrongPassphrase:
        (folder / "attempts.json").unlink(missing_ok=True)
        return False
    return True


@campaign("R2 keys changed in turn, killed", 4, 100, "kills")
def test_keys_changed_and_killed_at_random(killer, to_kill, tmp_path, kills):
    """R2: added, changed and taken away in any order."""
    dice, total = random.Random(kills), 0
    for n in range(kills):
        if n % RENEWED == 0:
            folder = anew(to_kill, tmp_path)
        answer = killer("changes", dice.uniform(0, 0.4), str(folder), n)
        assert answer["ready"]
        assert answer["killed"]
        desk, _ = opened_by(folder, *WORDS.values())
        acknowledged_are_there(desk, answer["said"])
        desk.close()
        there, word = settled(folder, *WORDS.values())
        opens_for(folder, OTHER, OTHERS, OTHER in there)
        if word != PASSPHRASE:
            again, _ = opened_by(folder, word)
            keys.change(again, PASSPHRASE, cost=CHEAP)
            again.close()
        total += len([one for one in answer["said"] if isinstance(one[0], str)])
    assert total


@pytest.mark.parametrize("what", ["add", "change", "remove"])
@campaign("R2 {what} of a key, at each step", [[3, 8]], range(1, 60), "steps")
def test_a_change_of_keys_killed_at_each_step(killer, to_kill, tmp_path, what, steps):
    """R2: not at random but after every step that it writes."""
    for step in steps:
        folder = anew(to_kill, tmp_path)
        answer = killer("one_change", None, str(folder), what, step)
        assert answer["ready"]
        if answer["said"]:  # it has fewer steps
            assert not answer["killed"]
            break
        assert answer["killed"]
        there, _ = settled(folder, *WORDS.values())
        opens_for(folder, OTHER, OTHERS, OTHER in there)
    else:
        assert len(steps) == 2
