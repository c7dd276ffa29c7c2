"""The memory of a process that has locked its vault, searched from outside (peers R11)."""

import json
import os
import subprocess
import sys

import pytest

from tests.guard import ROOT
from tests.guard.memory import hits
from tests.guard.opens_and_locks import MASK

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
WORDS, TITLE = "lantern 7 mulberry 1926", "金丝雀标题第九号之绝不外露"


def masked(text):
    return bytes(byte ^ MASK for byte in text.encode())


def searched(tmp_path, *args):
    """What is found while the vault is open, and after it was locked."""
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    command = [
        sys.executable,
        "-m",
        "tests.guard.opens_and_locks",
        str(tmp_path / "vault"),
        masked(TITLE).hex(),
    ]
    with subprocess.Popen(
        [*command, *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, text=True
    ) as run:

        def go_on(line=""):
            run.stdin.write(f"{line}\n")
            run.stdin.flush()

        go_on(masked(WORDS).hex())
        keys = [
            bytes(byte ^ MASK for byte in bytes.fromhex(one))
            for one in json.loads(run.stdout.readline())["keys"]
        ]
        needles = {}
        for name, key in zip(("first", "present"), keys, strict=True):
            assert len(key) == 32
            needles |= {f"{name} key": key, f"{name} key as hex": key.hex().encode()}
            needles |= {
                f"half of the {name} key": key[:16],
                f"half of the {name} hex": key.hex()[32:].encode(),
            }
        needles |= {"passphrase": WORDS.encode(), "title": TITLE.encode()}
        needles |= {
            "title in UTF-16": TITLE.encode("utf-16-le"),
            "words in UTF-16": WORDS.encode("utf-16-le"),
        }
        opened = hits(run.pid, needles)
        go_on()
        run.stdout.readline()
        locked = hits(run.pid, needles)
        go_on()
    assert run.returncode == 0
    return opened, locked


def of_keys(found):
    return {name: count for name, count in found.items() if count and ("key" in name or "hex" in name)}


def test_no_byte_of_a_key_is_left_after_the_lock(tmp_path):
    """Of the present key and of the one before a change of keys; what is left of words is told, not promised."""
    opened, locked = searched(tmp_path)
    assert of_keys(opened) == {
        "present key": 1,
        "half of the present key": 1,
    }  # where it must be, and nowhere else
    assert of_keys(locked) == {}
    told = {name: locked[name] for name in ("title", "title in UTF-16", "passphrase")}
    print(f"left after the lock: {told}")


def test_a_key_in_an_ordinary_statement_is_seen(tmp_path):
    """Planted: the statement as one would write it without care leaves the key behind."""
    _, locked = searched(tmp_path, "planted")
    assert locked["present key as hex"] > 0
