"""A process that has jobs done and is killed, and the vault that they are done in (tests/store/kills.py)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from secretdesk.desk import keys
from secretdesk.desk.opening import new_vault
from secretdesk.domain.terms import Level
from tests.conftest import CHEAP, PASSPHRASE, Clock
from tests.desk.test_receipt import receive
from tests.store.killing import ME, OTHER, OTHERS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def killer():
    """Has a job done by a process and kills it: ``killer(job, seconds, *given)``."""
    helper = subprocess.Popen(
        [sys.executable, "-m", "tests.store.kills"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )

    def ask(job, after, *given):
        helper.stdin.write(json.dumps({"do": job, "after": after, "given": given}).encode() + b"\n")
        helper.stdin.flush()
        return json.loads(helper.stdout.readline())

    yield ask
    helper.stdin.close()
    helper.wait(timeout=30)
    helper.stdout.close()


@pytest.fixture(scope="module")
def to_kill(tmp_path_factory):
    """A vault to make copies of."""
    folder = tmp_path_factory.mktemp("template") / "vault"
    desk = new_vault(folder, ME, PASSPHRASE, Level.HIGHLY_SECRET, clock=Clock(), cost=CHEAP)
    receive(desk)
    keys.add(desk, OTHER, "auditor", OTHERS, cost=CHEAP)
    desk.close()
    return folder
