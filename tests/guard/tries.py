"""Run in a process of its own: tries every way to a socket that it knows, before or after the kernel's filter."""

import ctypes
import errno
import json
import os
import socket
import sys
import threading

from secretdesk.guard import kernel

FAMILIES = ("AF_UNIX", "AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_VSOCK")
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long


def raw(number, *args):
    """The name of the error that a raw call meets, or what it gave."""
    given = libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, args))
    if given >= 0:
        os.close(given)
        return "made"
    return errno.errorcode[ctypes.get_errno()]


def made(way):
    try:
        way()
    except OSError as error:
        return errno.errorcode[error.errno]
    return "made"


def pair(domain):
    both = (ctypes.c_int * 2)()
    if libc.socketpair(domain, socket.SOCK_STREAM, 0, both):
        return errno.errorcode[ctypes.get_errno()]
    return "made"


def tries(machine):
    told = {}
    for name in FAMILIES:
        family = getattr(socket, name)
        kind = (
            socket.SOCK_STREAM if name in {"AF_UNIX", "AF_INET", "AF_INET6", "AF_VSOCK"} else socket.SOCK_RAW
        )
        told[name] = made(lambda family=family, kind=kind: socket.socket(family, kind).close())
        told[f"raw {name}"] = raw(machine.socket, int(family), int(kind), 0)
    # the kernel takes the low half of the register alone: what stands in the high half changes nothing
    told["raw high"] = raw(machine.socket, (1 << 32) + socket.AF_INET, socket.SOCK_STREAM, 0)
    told["pair AF_UNIX"], told["pair AF_INET"] = pair(socket.AF_UNIX), pair(socket.AF_INET)
    ring = ctypes.create_string_buffer(256)
    told["io_uring"] = raw(machine.io_uring_setup, 1, ctypes.addressof(ring))
    told["x32"] = raw(kernel.X32 | machine.socket, socket.AF_INET, socket.SOCK_STREAM, 0)
    told["program"] = made(lambda: os.execv("/nowhere", ["nowhere"]))
    child = os.fork()  # a child cannot leave the filter behind
    if not child:
        os._exit(made(lambda: socket.socket(socket.AF_INET).close()) == "made")
    told["child"] = "made" if os.waitpid(child, 0)[1] else "refused"
    return told


def main():
    machine = kernel.MACHINES[os.uname().machine]
    begun, go, heard = threading.Event(), threading.Event(), []

    def before():
        begun.set()
        go.wait()
        heard.append(tries(machine))

    older = threading.Thread(target=before)
    older.start()
    begun.wait()
    why = kernel.silence() if "silent" in sys.argv else "left out"
    here = tries(machine)
    go.set()
    older.join()
    print(json.dumps({"why": why, "here": here, "older thread": heard[0]}))


if __name__ == "__main__":
    main()
