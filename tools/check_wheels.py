"""For which systems are the pinned packages published as wheels, and does the lock hold their hashes?

python tools/check_wheels.py          which packages the kept table knows, against the lock; needs no network
python tools/check_wheels.py --ask    asks the registry by plain `pip download` and writes the table anew
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
TABLE = ROOT / "docs/wheels.toml"
PYTHON = "3.11"
SYSTEMS = {  # what the clerk has → the kinds of wheel that run there
    "windows-x64": ["win_amd64"],
    "windows-arm64": ["win_arm64"],
    "linux-x64": [f"manylinux_2_{minor}_x86_64" for minor in (28, 27, 26, 24, 17, 12, 5)]
    + ["manylinux2014_x86_64"],
    "linux-arm64": [f"manylinux_2_{minor}_aarch64" for minor in (28, 27, 26, 24, 17)]
    + ["manylinux2014_aarch64"],
    "linux-arm64-glibc239": ["manylinux_2_39_aarch64", "manylinux_2_34_aarch64", "manylinux_2_31_aarch64"],
    "linux-loongarch64": [f"manylinux_2_{minor}_loongarch64" for minor in (38, 36, 28)],
}
MUST = ("windows-x64", "linux-x64")  # every package; the others where they exist


def pins(lock: str) -> dict[str, tuple[str, set[str]]]:
    """Package → its version and the hashes that the lock allows."""
    parts = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)
    found = {}
    for part in parts:
        if match := re.match(r"([a-z0-9-]+)==([^\s;]+)", part):
            found[match[1]] = (match[2], set(re.findall(r"sha256:([0-9a-f]{64})", part)))
    return found


def wrong(lock: str, table: dict[str, dict[str, str]]) -> list[str]:
    """What lock and table disagree about: a package or version unknown to it, a wheel missing or not pinned."""
    findings = []
    pinned = pins(lock)
    for name, (version, hashes) in pinned.items():
        told = table.get(name)
        if told is None or told["version"] != version:
            findings.append(f"{name} {version}: its wheels were not looked at; run `make wheels`")
            continue
        findings += [f"{name}: no wheel for {system}" for system in MUST if not told.get(system)]
        findings += [
            f"{name}: the wheel for {system} is not pinned in the lock"
            for system in SYSTEMS
            if told.get(system) and told[system] not in hashes
        ]
    return findings + [f"{name} is in the table and not in the lock" for name in table.keys() - pinned]


def ask(name: str, version: str, kinds: list[str]) -> str:
    """The SHA-256 of the wheel that pip would take on such a system, "" where there is none."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-q",
            "--no-deps",
            "--only-binary=:all:",
            "-d",
            folder,
        ]
        command += ["--python-version", PYTHON, "--implementation", "cp"]
        for kind in kinds:
            command += ["--platform", kind]
        subprocess.run([*command, f"{name}=={version}"], capture_output=True, check=False)
        return next((sha256(file.read_bytes()).hexdigest() for file in Path(folder).glob("*.whl")), "")


def written(table: dict[str, dict[str, str]]) -> str:
    """The table as TOML."""
    lines = [
        "# Made by `make wheels`: for each pinned package, the SHA-256 of the wheel that pip takes on that system."
    ]
    lines += ["# An empty one: none is published, and the package would have to be compiled there."]
    for name, told in sorted(table.items()):
        lines += ["", f"[{name}]", *(f'{key} = "{value}"' for key, value in told.items())]
    return "\n".join(lines) + "\n"


def main() -> int:
    """0 when every package has its wheels."""
    lock = LOCK.read_text(encoding="utf-8")
    if "--ask" in sys.argv:
        table = {}
        for name, (version, _hashes) in pins(lock).items():
            found = {system: ask(name, version, kinds) for system, kinds in SYSTEMS.items()}
            table[name] = {"version": version, **found}
            print(
                f"{name:20} {version:10}",
                *(f"{system if one else '-':18}" for system, one in found.items()),
                flush=True,
            )
        if not any(table[name]["linux-x64"] for name in table):
            print("the registry cannot be reached; the kept table stays", file=sys.stderr)
            return 1
        TABLE.write_text(written(table), encoding="utf-8", newline="\n")
    findings = wrong(lock, tomllib.loads(TABLE.read_text(encoding="utf-8")))
    print("\n".join(findings) or "every pinned package has its wheels, and the lock holds their hashes")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
