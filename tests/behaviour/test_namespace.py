"""`make test` runs the whole suite where there is no network; shown from the inside."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROBE = """
import errno, json, os, socket
with open("/proc/net/dev") as devices:
    names = [line.split(":")[0].strip() for line in devices if ":" in line]
outside = socket.socket()
outside.settimeout(2)
try:
    outside.connect(("198.51.100.1", 80))  # a network for documentation (RFC 5737)
    met = "connected"
except OSError as error:
    met = errno.errorcode.get(error.errno, type(error).__name__)
print(json.dumps({"devices": names, "met": met, "told": os.environ.get("SECRETDESK_NETWORK"), "user": os.geteuid()}))
"""


def probed(*before):
    done = subprocess.run([*before, sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    *said, told = done.stdout.splitlines()
    return said, json.loads(told)


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")


def test_inside_there_is_only_a_dead_loopback():
    said, told = probed(sys.executable, ROOT / "tools/without_network.py")
    if told["told"] != "none":
        assert said[0].startswith("WITH this machine's network")
        pytest.skip("unshare is not permitted here, and the tool said so")
    assert said[0].startswith("Without a network: unshare")
    assert (told["devices"], told["met"], told["user"]) == (["lo"], "ENETUNREACH", os.geteuid())


@pytest.mark.skipif(os.environ.get("SECRETDESK_NETWORK") != "none", reason="run by hand, not by `make test`")
def test_this_very_run_has_no_network():
    _, told = probed()
    assert (told["devices"], told["met"]) == (["lo"], "ENETUNREACH")


def test_a_machine_that_forbids_it_is_told_of(tmp_path):
    """Planted: without ``unshare`` the command runs with whatever network there is, and the line says so."""
    done = subprocess.run(
        [sys.executable, ROOT / "tools/without_network.py", sys.executable, "-c", "print('ran')"],
        env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    said, ran = done.stdout.splitlines()
    assert said.startswith("WITH this machine's network")
    assert ran == "ran"


def test_make_test_goes_through_it():
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").split("\ntest:")[1].split("\n\n")[0]
    assert "tools/without_network.py $(BIN)/python -m pytest" in recipe
