"""Linux: the kernel refuses this process, its threads and its children every socket but AF_UNIX (seccomp).

By the family that is asked for and not by a list of calls: a socket that cannot be made can't be used. No
other program may be started either: nothing of ours does, and what others would start is a helper we don't
want (dbus-launch, lpr). Set once, before Qt; it cannot be taken back. The numbers are those of
``asm/unistd_64.h`` of x86, ``asm-generic/unistd.h`` of the two others, and ``linux/audit.h``.
"""

from __future__ import annotations

import os
import struct
import sys
from dataclasses import dataclass
from typing import Final

AF_UNIX: Final = 1
EPERM, EAFNOSUPPORT = 1, 97
X32: Final = 0x40000000  # the bit of the x32 calls, which come with x86-64's own architecture
ALLOW, REFUSE = 0x7FFF0000, 0x00050000  # SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO | errno
LOAD, EQUAL, AT_LEAST, RETURN = (
    0x20,
    0x15,
    0x35,
    0x06,
)  # BPF_LD|W|ABS, BPF_JMP|JEQ|K, BPF_JMP|JGE|K, BPF_RET|K
NUMBER, ARCH, FIRST = 0, 4, 16  # in struct seccomp_data; the low half of the first argument (little-endian)
PR_SET_NO_NEW_PRIVS, SET_MODE_FILTER, TSYNC = 38, 1, 1

Step = tuple[int, int, int, int]


@dataclass(frozen=True)
class Machine:
    """AUDIT_ARCH and the numbers of its calls."""

    arch: int
    socket: int
    socketpair: int
    execve: int
    execveat: int
    seccomp: int
    io_uring_setup: int = 425
    x32: bool = False


MACHINES: Final = {
    "x86_64": Machine(0xC000003E, 41, 53, 59, 322, 317, x32=True),
    "aarch64": Machine(0xC00000B7, 198, 199, 221, 281, 277),
    "loongarch64": Machine(0xC0000102, 198, 199, 221, 281, 277),
}


def program(machine: Machine) -> list[Step]:
    """The filter as (code, skip if so, skip if not, number); other architectures are refused whole."""
    steps: list[Step] = [(LOAD, 0, 0, ARCH), (EQUAL, 1, 0, machine.arch), (RETURN, 0, 0, REFUSE | EPERM)]
    steps.append((LOAD, 0, 0, NUMBER))
    if machine.x32:
        steps += [(AT_LEAST, 0, 1, X32), (RETURN, 0, 0, REFUSE | EPERM)]
    for number in (machine.io_uring_setup, machine.execve, machine.execveat):
        steps += [(EQUAL, 0, 1, number), (RETURN, 0, 0, REFUSE | EPERM)]
    steps += [
        (EQUAL, 2, 0, machine.socket),
        (EQUAL, 1, 0, machine.socketpair),
        (RETURN, 0, 0, ALLOW),
        (LOAD, 0, 0, FIRST),
        (EQUAL, 0, 1, AF_UNIX),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE | EAFNOSUPPORT),
    ]
    return steps


def silence() -> str:
    """Set the filter for every thread; "" once it stands, else ``elsewhere``, ``machine``, ``errno N``."""
    if sys.platform != "linux":
        return "elsewhere"
    machine = MACHINES.get(os.uname().machine)
    if machine is None or sys.maxsize < 2**32 or sys.byteorder != "little":
        return "machine"
    import ctypes

    steps = program(machine)
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    head = ctypes.create_string_buffer(struct.pack("HP", len(steps), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    word = ctypes.c_ulong
    if libc.prctl(PR_SET_NO_NEW_PRIVS, word(1), word(0), word(0), word(0)):
        return f"errno {ctypes.get_errno()}"
    libc.syscall.restype = ctypes.c_long
    failed = libc.syscall(ctypes.c_long(machine.seccomp), word(SET_MODE_FILTER), word(TSYNC), head)
    if failed:  # -1, or the thread that would not follow
        return f"errno {ctypes.get_errno()}" if failed < 0 else "thread"
    return ""
