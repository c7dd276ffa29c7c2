"""Runs a command in a network namespace of its own, where there is but a dead loopback; says so in one line.

As the same user where the system lets (``unshare --map-current-user``), so that the tests find the rights
that they would find outside; as root without a user namespace. Where it may not be done the command runs all
the same.
"""

import os
import shutil
import subprocess
import sys

TOLD = "SECRETDESK_NETWORK"  # for the test that looks whether it is so


def ways() -> list[list[str]]:
    """What may work here, the best first."""
    plain = [["unshare", "--net"]] if not os.geteuid() else []
    return [*plain, ["unshare", "--net", "--map-current-user"], ["unshare", "--net", "--map-root-user"]]


def main(command: list[str]) -> None:
    """Become the command."""
    for way in ways() if shutil.which("unshare") else []:
        tried = subprocess.run([*way, "true"], capture_output=True, check=False)
        if not tried.returncode:
            print(f"Without a network: {' '.join(way)} (以下在没有网络的环境中运行)", flush=True)
            os.environ[TOLD] = "none"
            os.execvp(way[0], [*way, *command])
    print("WITH this machine's network: unshare is not permitted here (以下在有网络的环境中运行)", flush=True)
    os.environ.pop(TOLD, None)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
