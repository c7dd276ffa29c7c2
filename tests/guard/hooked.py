"""Run in a process of its own: what Python itself refuses once the hooks stand. The kernel's filter is left out."""

import ctypes
import importlib
import os
import socket as early
import sys

from secretdesk.guard import hooks, names

IMPORTS = sorted(
    names.MODULES | {"PySide6.QtNetwork", "PySide6.QtQml", "http.client", "email.message", "xmlrpc.client"}
)


def how(way):
    """Which error a way ends in; "let through" where it ends in none or another library's own."""
    try:
        way()
    except (hooks.RefusedImport, hooks.RefusedCall):
        return "refused"
    except BaseException as error:  # noqa: BLE001
        return type(error).__name__
    return "let through"


def main():
    libc = ctypes.CDLL(None)
    if "hooked" in sys.argv:
        hooks.close()
    told = {f"import {name}": how(lambda name=name: importlib.import_module(name)) for name in IMPORTS}
    ways = {
        "__import__": lambda: __import__("socket"),
        "statement": lambda: exec("import socket"),  # noqa: S102
        "a socket made of a module that was kept": lambda: early.socket(early.AF_INET),
        "gethostbyname": lambda: early.gethostbyname("localhost"),
        "system": lambda: os.system("true"),
        "popen": lambda: os.popen("true").close(),
        "posix_spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
        "spawn": lambda: os.spawnv(os.P_WAIT, "/bin/true", ["true"]),
        "fork": lambda: os.fork() or os._exit(0),
        "ctypes function": lambda: libc.socket(2, 1, 0),
        "ctypes syscall": lambda: libc.syscall(39),
        "ctypes library": lambda: ctypes.CDLL("libssl.so.3"),
        "ctypes QtNetwork": lambda: ctypes.CDLL("libQt6Network.so.6"),
    }
    told |= {name: how(way) for name, way in ways.items()}
    sys.meta_path[:] = [one for one in sys.meta_path if not isinstance(one, hooks.Doorkeeper)]
    for name in ("socket", "_socket", "subprocess"):
        sys.modules.pop(name, None)
        told[f"import {name} past the import hook"] = how(lambda name=name: __import__(name))
    import json as needed  # what is harmless still comes
    import zipfile  # noqa: F401

    told["exec"] = how(lambda: os.execv("/bin/true", ["true"])) if "hooked" in sys.argv else "-"
    print(needed.dumps(told))


if __name__ == "__main__":
    main()
