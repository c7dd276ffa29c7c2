"""The list of parts of a bundle (CycloneDX): every Python package, every library, and what is inside the libraries.

The same bundle gives the same bytes: no random serial number, no clock but the one it is given.
"""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from bundle.archives import modules
from bundle.libraries import read
from bundle.sums import checksum
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

LICENCES = {  # where the package itself says nothing that can be read by a machine
    "cffi": "MIT", "olefile": "BSD-2-Clause", "pyside6-essentials": "LGPL-3.0-only", "shiboken6": "LGPL-3.0-only",
    "pypdfium2": "BSD-3-Clause OR Apache-2.0", "reportlab": "BSD-3-Clause", "segno": "BSD-3-Clause", "sqlcipher3": "Zlib",
    "defusedxml": "PSF-2.0", "pynacl": "Apache-2.0",
}  # fmt: skip
INSIDE = (  # library, what is in it, its licence, how its version is written there, or the version itself
    ("*sqlcipher3/_sqlite3.*", "SQLCipher", "BSD-3-Clause", rb"\0(4\.\d+\.\d+)\0"),
    ("*sqlcipher3/_sqlite3.*", "SQLite", "blessing", rb"(?<![\d.])(3\.[4-9]\d\.\d+)\0"),
    ("*sqlcipher3/_sqlite3.*", "OpenSSL libcrypto", "Apache-2.0", rb"OpenSSL (\d+\.\d+\.\d+) \d"),
    ("*/_rust.*", "OpenSSL libcrypto", "Apache-2.0", rb"OpenSSL (\d+\.\d+\.\d+) \d"),
    ("*/libcrypto*", "OpenSSL libcrypto", "Apache-2.0", rb"OpenSSL (\d+\.\d+\.\d+) \d"),
    ("*/_sodium.*", "libsodium", "ISC", f"as in PyNaCl {metadata.version('pynacl')}"),
    ("*qt6core.*", "Qt", "LGPL-3.0-only", rb"Qt (6\.\d+\.\d+)"),
    ("*icuuc*", "ICU", "Unicode-3.0", rb"\0(\d\d\.\d)\0"),
    ("*pdfium.*", "PDFium", "BSD-3-Clause", f"as in pypdfium2 {metadata.version('pypdfium2')}"),
    ("*/libpython3*", "Python", "PSF-2.0", platform.python_version()),
    ("*/python3[0-9]*.dll", "Python", "PSF-2.0", platform.python_version()),
)
SYSTEM = "_internal/lib[!p]*"  # libraries of the system lie there; Python's own is no package of it
TOP = {"pyside6-essentials": "PySide6", "pillow": "PIL", "pynacl": "nacl", "msoffcrypto-tool": "msoffcrypto",
       "et-xmlfile": "et_xmlfile", "cffi": "_cffi_backend", "charset-normalizer": "charset_normalizer"}  # fmt: skip


def pinned(lock: Path) -> list[str]:
    """The packages that a lock names."""
    return re.findall(r"^([a-z0-9-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)


def write(bundle: Path, lock: Path, version: str, moment: int) -> Path:
    """Write ``sbom.json`` into the bundle.

    Args:
        moment: the time it bears, seconds since 1970.
    """
    there = {name.split(".")[0] for name in modules(bundle)}
    packages = [_package(name) for name in pinned(lock) if TOP.get(name, name) in there]
    parts = [*packages, _bootloader(), *_libraries(bundle)]
    content = sha256(
        "\n".join(f"{one.name} {one.version} {one.hashes}" for one in parts).encode()
    ).hexdigest()
    bom = Bom(components=parts, serial_number=uuid5(NAMESPACE_URL, f"secretdesk {version} {content}"))
    bom.metadata.timestamp = datetime.fromtimestamp(moment, UTC)
    bom.metadata.tools.components.clear()
    bom.metadata.component = Component(
        name="secretdesk", version=version, type=ComponentType.APPLICATION, bom_ref="secretdesk", licenses=_licence("MIT"),
        properties=[Property(name="system", value=f"{sys.platform} {platform.machine()}")],
    )  # fmt: skip
    bom.register_dependency(bom.metadata.component, parts)
    target = bundle / "sbom.json"
    target.write_text(JsonV1Dot6(bom).output_as_string(indent=1) + "\n", encoding="utf-8", newline="\n")
    return target


def _package(name: str) -> Component:
    told = metadata.metadata(name)
    licence = LICENCES.get(name) or told.get("License-Expression") or told.get("License") or "NOASSERTION"
    return Component(
        name=name, version=told["Version"], bom_ref=name, purl=PackageURL("pypi", None, name, told["Version"]),
        licenses=_licence(licence), hashes=[_hash(record(name))], type=ComponentType.LIBRARY,
        properties=[Property(name="hash of", value="the lines of the wheel's RECORD that bear a SHA-256, sorted")],
    )  # fmt: skip


def record(name: str) -> str:
    """One SHA-256 over all files of a wheel as it names them: the same wherever that wheel was installed."""
    text = metadata.distribution(name).read_text("RECORD") or ""
    made_here = (".pyc", "/INSTALLER", "/REQUESTED", "/direct_url.json")
    lines = [line for line in text.splitlines() if ",sha256=" in line]
    kept = sorted(
        line for line in lines if not line.split(",")[0].endswith(made_here) and not line.startswith("../")
    )
    return sha256("\n".join(kept).encode()).hexdigest()


def _bootloader() -> Component:
    version = metadata.version("pyinstaller")
    return Component(
        name="pyinstaller", version=version, bom_ref="pyinstaller", purl=PackageURL("pypi", None, "pyinstaller", version),
        licenses=_licence("GPL-2.0-or-later WITH Bootloader-exception"), type=ComponentType.LIBRARY,
        hashes=[_hash(record("pyinstaller"))], description="its bootloader starts the program",
    )  # fmt: skip


def _libraries(bundle: Path) -> list[Component]:
    files = [file for file in sorted(bundle.rglob("*")) if file.is_file() and read(file)]
    owners = _owners([file.name for file in files if fnmatchcase(file.parent.name + "/" + file.name, SYSTEM)])
    found = []
    for file in files:
        path = file.relative_to(bundle).as_posix()
        inside = [_inside(file, path, *one[1:]) for one in INSIDE if fnmatchcase("/" + path.lower(), one[0])]
        told = (
            [Property(name="package of the system", value=owners[file.name])] if file.name in owners else []
        )
        found.append(
            Component(
                name=path, type=ComponentType.FILE, bom_ref=f"file:{path}", hashes=[_hash(checksum(file))],
                components=inside, properties=told,
            )
        )  # fmt: skip
    return found


def _inside(file: Path, path: str, name: str, licence: str, pattern: bytes | str) -> Component:
    if isinstance(pattern, str):
        version = pattern
    else:
        versions = re.findall(pattern, file.read_bytes())
        version = versions[-1].decode() if versions else None
    return Component(
        name=name, version=version, type=ComponentType.LIBRARY,
        bom_ref=f"{name}@{path}", licenses=_licence(licence),
    )  # fmt: skip


def _owners(names: list[str]) -> dict[str, str]:
    """Library → the package of the building system that it came from, where the system can tell."""
    tool = shutil.which("dpkg-query")
    if not tool or not names:
        return {}
    told = subprocess.run(
        [tool, "-S", *(f"*/{name}" for name in names)], capture_output=True, text=True, check=False
    )
    pairs = [line.split(": ") for line in told.stdout.splitlines() if ": " in line]
    owners = {
        Path(file).name: owner.split(",")[0]
        for owner, file in sorted(pairs, reverse=True)
        if "-linux-gnu/" in file
    }
    shown = [tool, "-W", "-f", "${Package}:${Architecture} ${Version}\n", *sorted(set(owners.values()))]
    lines = subprocess.run(shown, capture_output=True, text=True, check=False).stdout.splitlines()
    versions = {line.split(":")[0]: line for line in lines}
    return {
        name: versions[owner.split(":")[0]]
        for name, owner in owners.items()
        if owner.split(":")[0] in versions
    }


def _hash(digest: str) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=digest)


def _licence(text: str) -> list:  # type: ignore[type-arg]
    return [LicenseFactory().make_from_string(text)]
