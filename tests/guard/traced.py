"""Run in a process of its own: an ordinary process tries to attach to its child, and to read its memory."""

import ctypes
import errno
import json
import os
import signal
import sys

from secretdesk.guard import process

ATTACH, DETACH = 16, 17
libc = ctypes.CDLL(None, use_errno=True)


def be_ordinary():
    """Without the rights of root, whom nothing here keeps out."""
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)
    if libc.capset(head, (ctypes.c_uint32 * 6)()):
        raise OSError(ctypes.get_errno(), "capset")
    libc.prctl(process.NOT_DUMPABLE, 1, 0, 0, 0)


def target(ready):
    missing = process.harden() if "hardened" in sys.argv else ("left out",)
    with open("/proc/self/limits") as limits:
        core = next(line.split()[4:6] for line in limits if line.startswith("Max core"))
    # what we and our libraries read of ourselves
    own = [
        len(os.listdir("/proc/self/fd")) > 2,
        bool(os.readlink("/proc/self/exe")),
        os.path.exists("/proc/self/mountinfo"),
    ]
    with open("/proc/self/mountinfo") as mounts:
        own.append(bool(mounts.read()))
    told = {
        "missing": missing,
        "core": core,
        "dumpable": libc.prctl(3, 0, 0, 0, 0),
        "own": own,
        "umask": os.umask(0),
    }
    os.write(ready, json.dumps(told).encode())
    signal.pause()


def main():
    be_ordinary()
    read, ready = os.pipe()
    victim = os.fork()
    if not victim:
        target(ready)
        os._exit(0)
    told = json.loads(os.read(read, 65536))
    attached = libc.ptrace(ATTACH, victim, None, None)
    told["attach"] = errno.errorcode[ctypes.get_errno()] if attached else "attached"
    if not attached:
        os.waitpid(victim, 0)
        libc.ptrace(DETACH, victim, None, None)
    try:
        os.close(os.open(f"/proc/{victim}/mem", os.O_RDONLY))
        told["memory"] = "opened"
    except OSError as error:
        told["memory"] = errno.errorcode[error.errno]
    os.kill(victim, signal.SIGKILL)
    os.waitpid(victim, 0)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
