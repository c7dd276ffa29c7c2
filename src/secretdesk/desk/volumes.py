"""On which volume a path lies, and whether it is a fixed disk of this PC."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FAR = ("nfs", "cifs", "smb", "9p", "fuse.sshfs", "davfs", "ceph", "afs")
DRIVE_FIXED, DRIVE_RAM = 3, 6


@dataclass(frozen=True)
class Volume:
    """Where files are: a name for the book, whether it stays in the PC, the id by which `media` knows it."""

    name: str
    fixed: bool
    id: str = ""  # of the file system (1A2B-3C4D); "" where none can be read


Volumes = Callable[[Path], Volume]


def find_volume(path: Path) -> Volume:
    """The volume of a path that need not exist yet. What cannot be told to be fixed counts as removable."""
    place = path.resolve()
    while not place.exists() and place != place.parent:
        place = place.parent
    return _on_windows(place) if sys.platform == "win32" else _on_linux(place)


def _on_linux(place: Path) -> Volume:
    device = place.stat().st_dev
    major, minor = os.major(device), os.minor(device)
    kind, source = _mounted(f"{major}:{minor}")
    if kind.startswith(FAR):
        return Volume(source or kind, fixed=False)
    block = Path(f"/sys/dev/block/{major}:{minor}")
    if not block.exists():  # overlay, tmpfs, btrfs: memory or parts of a fixed disk
        return Volume(source or kind or f"{major}:{minor}", fixed=kind != "" and not kind.startswith("fuse"))
    real = block.resolve()
    disks = (real, real.parent)
    removable = any(_says(disk / "removable") == "1" for disk in disks) or "/usb" in str(real)
    return Volume(source or real.name, fixed=not removable, id=_linked_id(real.name))


def plugged_in() -> list[Volume]:
    """The removable volumes that are in this PC now and have an id that can be read."""
    places = _drives() if sys.platform == "win32" else _mount_points()
    found: dict[str, Volume] = {}
    for place in places:
        try:
            volume = find_volume(place)
        except OSError:  # taken out while we look
            continue
        if not volume.fixed and volume.id:
            found[volume.id] = volume
    return list(found.values())


def _drives() -> list[Path]:
    drives: int = ctypes.windll.kernel32.GetLogicalDrives()  # type: ignore[attr-defined,unused-ignore]
    return [Path(f"{chr(65 + n)}:\\") for n in range(26) if drives >> n & 1]


def _mount_points() -> list[Path]:
    """Where block devices are mounted, from /proc, where a space is written in octal."""
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    split = [line.partition(" - ")[::2] for line in lines]
    places = [left.split()[4] for left, right in split if right.split()[1].startswith("/dev/")]
    return [Path(re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), place)) for place in places]


def _linked_id(device: str) -> str:
    """The id of the file system on a block device, as udev links it."""
    links = Path("/dev/disk/by-uuid")
    try:
        return next((link.name for link in links.iterdir() if link.resolve().name == device), "")
    except OSError:
        return ""


def _mounted(device: str) -> tuple[str, str]:
    """(file system, source) of a mounted device, from /proc; empty where it is not listed."""
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return "", ""
    for line in lines:
        left, _, right = line.partition(" - ")
        if left.split()[2] == device:
            kind, source, *_ = right.split()
            return kind, source
    return "", ""


def _says(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _on_windows(place: Path) -> Volume:
    root = place.anchor or "\\"
    kind = ctypes.windll.kernel32.GetDriveTypeW(root)  # type: ignore[attr-defined,unused-ignore]
    return Volume(root, fixed=kind in {DRIVE_FIXED, DRIVE_RAM}, id=_serial_on_windows(root))


def _serial_on_windows(root: str) -> str:
    """The serial number of a volume as `vol` shows it; "" where it cannot be read."""
    serial = ctypes.c_uint32(0)
    told = ctypes.windll.kernel32.GetVolumeInformationW(  # type: ignore[attr-defined,unused-ignore]
        root, None, 0, ctypes.byref(serial), None, None, None, 0
    )
    return f"{serial.value >> 16:04X}-{serial.value & 0xFFFF:04X}" if told else ""
