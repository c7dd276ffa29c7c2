"""The filter: interpreted for every machine it is written for, and tried in this one's kernel."""

import json
import os
import re
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from secretdesk.guard import kernel
from secretdesk.guard.kernel import MACHINES, program
from tests.guard import child

ALLOW, NO_FAMILY, NO_CALL = kernel.ALLOW, kernel.REFUSE | kernel.EAFNOSUPPORT, kernel.REFUSE | kernel.EPERM
FAMILIES = {"AF_UNSPEC": 0, "AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10, "AF_NETLINK": 16, "AF_PACKET": 17,
            "AF_ALG": 38, "AF_VSOCK": 40, "AF_XDP": 44}  # fmt: skip
# From the headers of Linux: asm/unistd_64.h of x86, asm-generic/unistd.h of the two others; linux/audit.h.
HEADERS = {
    "x86_64": {"arch": 62 | 0xC0000000, "socket": 41, "socketpair": 53, "execve": 59, "execveat": 322,
               "seccomp": 317, "io_uring_setup": 425, "harmless": [0, 1, 2, 9, 42, 44, 49, 56, 57, 202, 231, 435]},
    "aarch64": {"arch": 183 | 0xC0000000, "socket": 198, "socketpair": 199, "execve": 221, "execveat": 281,
                "seccomp": 277, "io_uring_setup": 425, "harmless": [56, 63, 64, 93, 200, 203, 220, 222, 435]},
    "loongarch64": {"arch": 258 | 0xC0000000, "socket": 198, "socketpair": 199, "execve": 221, "execveat": 281,
                    "seccomp": 277, "io_uring_setup": 425, "harmless": [56, 63, 64, 93, 200, 203, 220, 222, 435]},
}  # fmt: skip
OTHER = {"i386": 3 | 0x40000000, "arm": 40 | 0x40000000, "riscv64": 243 | 0xC0000000, "big": 183 | 0x80000000}


def verdict(steps, arch, number, first=0):
    """What the kernel's machine would answer: the four instructions that the filter uses."""
    data = {kernel.ARCH: arch, kernel.NUMBER: number & 0xFFFFFFFF, kernel.FIRST: first & 0xFFFFFFFF}
    at, held = 0, 0
    while True:
        code, yes, no, value = steps[at]
        at += 1
        if code == kernel.LOAD:
            held = data[value]
        elif code == kernel.RETURN:
            return value
        elif code in {kernel.EQUAL, kernel.AT_LEAST}:
            at += yes if (held == value if code == kernel.EQUAL else held >= value) else no
        else:
            raise AssertionError(f"an instruction that nobody expects: {code}")


@pytest.mark.parametrize("name", MACHINES)
def test_the_filter_of_every_machine(name):
    machine, told = MACHINES[name], HEADERS[name]
    assert {key: getattr(machine, key) for key in told if key != "harmless"} == {
        key: value for key, value in told.items() if key != "harmless"
    }
    steps = program(machine)
    assert all(
        0 <= jump <= len(steps) - at - 2 for at, one in enumerate(steps) for jump in one[1:3] if any(one[1:3])
    )
    for call, family in product(("socket", "socketpair"), FAMILIES.items()):
        expected = ALLOW if family[0] == "AF_UNIX" else NO_FAMILY
        assert verdict(steps, told["arch"], told[call], family[1]) == expected, (call, family)
        assert verdict(steps, told["arch"], told[call], family[1] | 7 << 32) == expected
    for call in ("io_uring_setup", "execve", "execveat"):
        assert verdict(steps, told["arch"], told[call]) == NO_CALL
    for number in told["harmless"]:
        assert verdict(steps, told["arch"], number, 2) == ALLOW, number


@pytest.mark.parametrize(("name", "other"), list(product(MACHINES, OTHER.values())))
def test_another_architecture_is_refused_whole(name, other):
    steps = program(MACHINES[name])
    assert {verdict(steps, other, number, 1) for number in range(500)} == {NO_CALL}


def test_x32_is_refused_whole():
    steps = program(MACHINES["x86_64"])
    for number in (0, 41, 53, 512, 545, 0x3FFFFFFF):
        assert verdict(steps, MACHINES["x86_64"].arch, kernel.X32 | number, 1) == NO_CALL


TABLES = {
    "x86_64": "asm/unistd_64.h",
    "aarch64": "asm-generic/unistd.h",
    "loongarch64": "asm-generic/unistd.h",
}


@pytest.mark.parametrize("name", MACHINES)
def test_the_numbers_are_those_of_the_headers(name):
    """Where Linux's own headers lie on the machine that runs the tests."""
    places = (Path("/usr/include"), Path(f"/usr/include/{name}-linux-gnu"))
    found = [one / TABLES[name] for one in places if (one / TABLES[name]).exists()]
    if not found:
        pytest.skip("no headers of Linux here")
    numbers = dict(re.findall(r"#define __NR_(\w+)\s+(\d+)", found[0].read_text()))
    for call in ("socket", "socketpair", "execve", "execveat", "seccomp", "io_uring_setup"):
        assert int(numbers[call]) == getattr(MACHINES[name], call), call


def test_a_filter_with_a_hole_is_seen():
    """Planted: the table above notices the step that asks for the family when it is left out."""
    steps = program(MACHINES["x86_64"])
    at = steps.index((kernel.EQUAL, 0, 1, kernel.AF_UNIX))
    steps[at] = (kernel.EQUAL, 0, 0, kernel.AF_UNIX)
    assert verdict(steps, MACHINES["x86_64"].arch, 41, 2) == ALLOW


HERE = sys.platform == "linux" and os.uname().machine in MACHINES
on_linux = pytest.mark.skipif(not HERE, reason="the filter is written for Linux on three machines")


@on_linux
def test_no_thread_and_no_child_gets_a_socket():
    told = child("tests.guard.tries", "silent")
    assert told["why"] == ""
    for place in ("here", "older thread"):
        tried = told[place]
        assert [name for name, how in tried.items() if how == "made"] == [
            "AF_UNIX",
            "raw AF_UNIX",
            "pair AF_UNIX",
        ], place
        assert {
            tried[f"raw {family}"] for family in FAMILIES if f"raw {family}" in tried and family != "AF_UNIX"
        } == {"EAFNOSUPPORT"}
        assert (tried["io_uring"], tried["program"], tried["x32"]) == ("EPERM", "EPERM", "EPERM")
        assert tried["child"] == "refused"


@on_linux
def test_without_the_filter_the_same_tries_succeed():
    """Planted: the filter is left out, and the test program sees sockets being made."""
    told = child("tests.guard.tries", "open")
    for place in ("here", "older thread"):
        tried = told[place]
        for way in ("AF_INET", "raw AF_INET", "raw high", "AF_NETLINK", "raw AF_NETLINK", "child"):
            assert tried[way] == "made", way
        assert tried["program"] == "ENOENT"
        assert tried["x32"] != "EPERM"


@on_linux
@pytest.mark.parametrize(
    ("planted", "why"),
    [
        ("kernel.MACHINES.clear()", "machine"),
        ("sys.platform = 'win32'", "elsewhere"),
        # a kernel that has no such call
        (
            "kernel.MACHINES[os.uname().machine] = __import__('dataclasses').replace(kernel.MACHINES[os.uname().machine], seccomp=9999)",
            "errno 38",
        ),
    ],
)
def test_where_there_is_no_filter_the_program_says_so_and_runs(tmp_path, planted, why):
    """Unknown machine, other system, a kernel without seccomp: it runs, and ``verify`` tells."""
    passphrase, vault = tmp_path / "p", tmp_path / "vault"
    passphrase.write_text("bundle lantern 1926 mulberry\n")
    code = (
        "import os, sys\nfrom secretdesk.guard import kernel\nsaid = sys.platform\n"
        f"{planted}\nwhy = kernel.silence()\nsys.platform = said\nassert why == {why!r}, why\n"
        "kernel.silence = lambda: why\n"
        "from secretdesk.__main__ import main\n"
    )
    ends = ["--passphrase-file", str(passphrase)]
    for args in (
        ["new", str(vault), "--person", "岩温", "--level", "机密", *ends],
        ["verify", str(vault), *ends],
    ):
        done = subprocess.run(
            [sys.executable, "-c", f"{code}sys.argv[1:] = {args!r}\nsys.exit(main())"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert "系统内核没有替本程序关上网络" in done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["ok"] is True
