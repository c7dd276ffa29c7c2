"""Build the frozen program, list it, scan it, try it: `make bundle`. With --twice: in two folders, compared byte by byte.

python tools/make_bundle.py [--twice] [--no-trial]
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from time import monotonic

from bundle.archives import modules
from scan_bundle import scan
from scan_packages import in_bundle

from bundle import sbom, sums

ROOT = Path(__file__).resolve().parent.parent
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
SOURCES = (
    "src",
    "forms",
    "resources",
    "tools",
    "build.spec",
    "pyproject.toml",
    "LICENSE",
    "requirements.lock",
)


def moment() -> int:
    """The time that the build bears: that of the last commit, so that who builds the same commit gets the same bytes."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    shown = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    told = subprocess.run(shown, capture_output=True, text=True, check=False).stdout.strip()
    return int(told) if told else 1


def build(source: Path, work: Path, target: Path) -> Path:
    """Freeze the sources in a folder; gives the finished bundle below the target."""
    shutil.rmtree(target, ignore_errors=True)
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(moment()),
        "PYTHONPATH": str(source / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYINSTALLER_CONFIG_DIR": str(work / "cache"),
    }
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"]
    command += ["--distpath", str(target), "--workpath", str(work), str(source / "build.spec")]
    subprocess.run(command, check=True, env=environment, cwd=source)
    bundle = target / "secretdesk"
    for link in [one for one in bundle.rglob("*") if one.is_symlink()]:
        raise SystemExit(f"a link, which a FAT medium cannot hold: {link}")
    shutil.copy(source / "LICENSE", bundle / "LICENSE.txt")
    for file in bundle.rglob("*"):
        if file.is_file():
            file.chmod(0o755 if file.name in sums.PROGRAMS or ".so" in file.name else 0o644)
    sbom.write(bundle, source / "requirements.lock", VERSION, moment())
    sums.write_list(bundle)
    return bundle


def different(first: Path, second: Path) -> list[str]:
    """The files that are not the same in both, modes too."""
    names = {
        one.relative_to(root).as_posix()
        for root in (first, second)
        for one in root.rglob("*")
        if one.is_file()
    }
    return sorted(name for name in names if not _same(first / name, second / name))


def _same(one: Path, other: Path) -> bool:
    if not (one.is_file() and other.is_file()) or one.stat().st_mode != other.stat().st_mode:
        return False
    return sums.checksum(one) == sums.checksum(other)


def twice(bundle: Path) -> list[str]:
    """Build once more, from a copy of the sources in another folder with a longer name, and compare."""
    with tempfile.TemporaryDirectory(prefix="另一处 built elsewhere ") as folder:
        copy = Path(folder) / "source"
        for name in SOURCES:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                copy.mkdir(exist_ok=True)
                shutil.copy2(ROOT / name, copy / name)
        return different(bundle, build(copy, Path(folder) / "work", Path(folder) / "dist"))


def main() -> int:
    """0 when everything holds; else what does not, by name."""
    began = monotonic()
    bundle = build(ROOT, ROOT / "build/bundle", ROOT / "dist")
    size = sum(file.stat().st_size for file in bundle.rglob("*") if file.is_file())
    print(f"built: {bundle}, {size / 1e6:.1f} MB, {monotonic() - began:.0f} s", flush=True)
    findings = [*scan(bundle), *in_bundle(modules(bundle))]
    print(
        "scan:",
        "nothing that could speak to a network" if not findings else "\n  ".join(["", *findings]),
        flush=True,
    )
    if "--twice" in sys.argv:
        uneven = twice(bundle)
        print(
            "two builds:",
            "byte for byte the same" if not uneven else "\n  ".join(["differ in", *uneven]),
            flush=True,
        )
        findings += uneven
    if "--no-trial" not in sys.argv and not findings:
        subprocess.run([sys.executable, str(ROOT / "tools/try_bundle.py"), str(bundle)], check=True)
    if findings:
        return 1
    kind = "zip" if sys.platform == "win32" else "tar.xz"
    packed = sums.pack(
        bundle, ROOT / f"dist/secretdesk-{VERSION}-{sys.platform}-{platform.machine()}.{kind}", moment()
    )
    told = f"{sums.checksum(packed)}  {packed.name}\n"
    packed.with_name(packed.name + ".sha256").write_text(told, encoding="utf-8", newline="\n")
    paper = [sys.executable, str(ROOT / "tools/dossier.py"), str(bundle), str(bundle / sums.LIST)]
    subprocess.run([*paper, str(ROOT / "dist/软件安装审批说明.pdf")], check=True)
    print(f"packed: {packed}, {packed.stat().st_size / 1e6:.1f} MB, sha256 {told[:64]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
