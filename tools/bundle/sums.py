"""The list of files with their SHA-256, in the form that ``sha256sum -c`` reads, and the archive that crosses the gap."""

from __future__ import annotations

import tarfile
from hashlib import sha256
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from pathlib import Path

LIST = "文件清单.sha256"
PARTS = "sbom.json"
PROGRAMS = ("secretdesk", "secretdesk.exe", "secretdeskw.exe")


def checksum(file: Path) -> str:
    """Its SHA-256 in hexadecimal."""
    with file.open("rb") as stream:
        found = sha256()
        while block := stream.read(1 << 20):
            found.update(block)
    return found.hexdigest()


def write_list(bundle: Path) -> Path:
    """List every file but the list itself, in the order of the names."""
    target = bundle / LIST
    files = sorted(
        file.relative_to(bundle).as_posix() for file in bundle.rglob("*") if file.is_file() and file != target
    )
    target.write_text(
        "".join(f"{checksum(bundle / name)}  {name}\n" for name in files), encoding="utf-8", newline="\n"
    )
    return target


def wrong(bundle: Path) -> list[str]:
    """What the list and the folder disagree about, as ``sha256sum -c`` would, and files that the list lacks."""
    lines = (bundle / LIST).read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    there = {file.relative_to(bundle).as_posix() for file in bundle.rglob("*") if file.is_file()} - {LIST}
    changed = {name for name in there & listed.keys() if checksum(bundle / name) != listed[name]}
    return sorted(changed | (there ^ listed.keys()))


def pack(bundle: Path, target: Path, moment: int) -> Path:
    """One file of the whole folder, the same bytes whenever and wherever it is made: .tar.xz keeps modes, .zip for Windows.

    Args:
        moment: the time stamp of every file, seconds since 1970.
    """
    files = sorted(file for file in bundle.rglob("*") if file.is_file())
    if target.suffix == ".zip":
        with ZipFile(target, "w", ZIP_DEFLATED) as packed:
            for file in files:
                entry = ZipInfo(f"{bundle.name}/{file.relative_to(bundle).as_posix()}", (1980, 1, 1, 0, 0, 0))
                entry.compress_type = ZIP_DEFLATED
                packed.writestr(entry, file.read_bytes())
        return target
    with tarfile.open(target, "w:xz", format=tarfile.PAX_FORMAT, preset=1) as packed:
        for file in files:
            entry = packed.gettarinfo(file, f"{bundle.name}/{file.relative_to(bundle).as_posix()}")
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = ""
            entry.mtime = moment
            entry.mode = 0o755 if file.name in PROGRAMS or ".so" in file.name else 0o644
            with file.open("rb") as stream:
                packed.addfile(entry, stream)
    return target
