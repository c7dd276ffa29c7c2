"""Killed anywhere: nothing acknowledged is lost, the next unlock just works, no lock is left (peers R1, R8)."""

import random
import sys

import pytest

from tests.campaigns import campaign
from tests.conftest import PASSPHRASE
from tests.store.killing import RENEWED, acknowledged_are_there, anew, nothing_is_left, opened, opened_by

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL")


@campaign("R1 acts, killed anywhere", 8, 1000, "kills")
def test_no_acknowledged_act_is_lost(killer, to_kill, tmp_path, record_property, kills):
    """R1: not one line, and no vault that does not open."""
    dice, total = random.Random(kills), 0
    for n in range(kills):
        if n % RENEWED == 0:
            folder = anew(to_kill, tmp_path)
        answer = killer("acts", dice.uniform(0, 0.2), str(folder), n)
        assert answer["ready"]
        assert answer["killed"]
        desk, _ = opened_by(folder, PASSPHRASE)
        acknowledged_are_there(desk, answer["said"])
        desk.close()
        total += len(answer["said"])
    nothing_is_left(folder)
    assert total > kills
    record_property("figure", f"{total} acknowledged acts, 0 lost")


@campaign("R8 a killed holder", 3, 100, "kills")
def test_a_killed_holder_leaves_no_lock_behind(killer, to_kill, tmp_path, kills):
    """R8: nobody has to clean up."""
    folder = anew(to_kill, tmp_path)
    for _ in range(kills):
        assert killer("acts", 0, str(folder), 0)["killed"]
        opened(folder).close()
