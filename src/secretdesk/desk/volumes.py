"""On which volume a path lies, and whether it is a fixed disk of this PC."""

from __future__ import annotations

import ctypes
import os
import re
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FAR = ("nfs", "cifs", "smb", "9p", "fuse.sshfs", "davfs", "ceph", "afs")
DRIVE_FIXED, DRIVE_RAM = 3, 6
FAT, FAT_VOLUME_ID = ("vfat", "msdos"), 0x80047213  # _IOR('r', 0x13, __u32), linux/msdos_fs.h


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
    kind, source = _mounted(f"{os.major(device)}:{os.minor(device)}")
    if kind.startswith(FAR):
        return Volume(source or kind, fixed=False)
    number, block = _block(device)
    if not block.exists() and source.startswith("/dev/"):  # btrfs and its like have numbers of their own
        number, block = _block(_device_of(source))
    if not block.exists():  # overlay, tmpfs: memory or parts of a fixed disk
        return Volume(source or kind or number, fixed=kind != "" and not kind.startswith("fuse"))
    real = block.resolve()
    found = _told_by_udev(number) or _linked_id(real.name) or (_fat_id(place) if kind in FAT else "")
    return Volume(source or real.name, fixed=_stays(real), id=found)


def _block(device: int) -> tuple[str, Path]:
    number = f"{os.major(device)}:{os.minor(device)}"
    return number, Path(f"/sys/dev/block/{number}")


def _device_of(source: str) -> int:
    try:
        return Path(source).stat().st_rdev
    except OSError:
        return 0


def _stays(real: Path) -> bool:
    """Whether a block device is in the PC for good. What is mapped (LUKS, RAID) stays where all below it do.

    An image mounted as a loop may lie anywhere: it counts as removable. So does a card in its reader.
    """
    below = _below(real)
    if below:
        return all(_stays(one) for one in below)
    disk = real.parent if (real / "partition").exists() else real
    moves = real.name.startswith("loop") or "/usb" in str(real) or _says(disk / "device" / "type") == "SD"
    return not moves and _says(disk / "removable") != "1"


def _below(real: Path) -> list[Path]:
    try:
        return [one.resolve() for one in (real / "slaves").iterdir()]
    except OSError:
        return []


def plugged() -> list[tuple[Path, Volume]]:
    """The removable volumes that are in this PC now, each with the folder where it is reached."""
    found: dict[str, tuple[Path, Volume]] = {}
    for place in _drives() if sys.platform == "win32" else _mount_points():
        try:
            volume = find_volume(place) if place.is_dir() else None
        except OSError:  # taken out while we look
            continue
        if volume is not None and not volume.fixed:
            found.setdefault(volume.id or str(place), (place, volume))
    return list(found.values())


def plugged_in() -> list[Volume]:
    """Those of them that have an id which can be read."""
    return [volume for _, volume in plugged() if volume.id]


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


def _told_by_udev(number: str) -> str:
    """The id of the file system on the block device of that number, as udev keeps it."""
    try:
        lines = Path(f"/run/udev/data/b{number}").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return next((line.partition("=")[2] for line in lines if line.startswith("E:ID_FS_UUID=")), "")


def _fat_id(place: Path) -> str:
    """The volume id of a FAT file system, asked of the kernel; "" where it does not answer."""
    import fcntl

    try:
        handle = os.open(place, os.O_RDONLY)
        try:
            told: bytes = fcntl.ioctl(handle, FAT_VOLUME_ID, bytes(4))
        finally:
            os.close(handle)
    except OSError:
        return ""
    (number,) = struct.unpack("=I", told)
    return shown_serial(number)


def shown_serial(number: int) -> str:
    """The serial number of a volume as `vol` and udev show it: 1A2B-3C4D."""
    return f"{number >> 16:04X}-{number & 0xFFFF:04X}"


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
    return shown_serial(serial.value) if told else ""
