"""Are Qt's system libraries there? Names the missing Debian packages, and installs them when run as root.

Standard library only: it runs before the environment exists.
"""

import ctypes
import os
import shutil
import subprocess
import sys

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
PROGRAMS = {"pdftotext": "poppler-utils", "qpdf": "qpdf"}  # the tests look into printed pages with them
TRIALS = {"Xvfb": "xvfb", "xdotool": "xdotool", "strip": "binutils"}  # the bundle is cut and tried with them


def missing() -> list[str]:
    """The Debian packages of what cannot be loaded or found."""
    found = []
    for library, package in PACKAGES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            found.append(package)
    wanted = PROGRAMS if "--test" in sys.argv else TRIALS if "--bundle" in sys.argv else {}
    return found + [package for program, package in wanted.items() if not shutil.which(program)]


def main() -> int:
    """0 where all is there (now)."""
    packages = missing() if sys.platform.startswith("linux") else []
    if not packages:
        return 0
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    print("Missing system libraries (系统缺少这些库):", " ".join(packages), flush=True)
    if os.geteuid() or not shutil.which("apt-get"):
        print("Install them and run make again (请安装后重试):\n    sudo", " ".join(command))
        return 1
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False, stdout=subprocess.DEVNULL)
    subprocess.run(command, env=quiet, check=True, stdout=subprocess.DEVNULL)
    return 0


if __name__ == "__main__":
    sys.exit(main())
