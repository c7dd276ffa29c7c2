"""The list of what was released, as `sha256sum -c` reads it; what else it tells stands behind #."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from secretdesk.domain.terms import MANIFEST_HOW, MANIFEST_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAME = MANIFEST_NAME


def write_manifest(files: Mapping[str, bytes], told: Iterable[tuple[str, str]]) -> bytes:
    """The list of *files*; *told* are label and text of each line above it."""
    lines = [f"# {label}：{text}" for label, text in told]
    lines += [f"# {line}" for line in MANIFEST_HOW]
    lines += [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in files.items()]
    return "".join(line.replace("\n", " ") + "\n" for line in lines).encode()


def read_manifest(data: bytes) -> dict[str, str]:
    """Name → SHA-256 of each file listed.

    Raises:
        ValueError: it is no such list.
    """
    found = {}
    for line in data.decode().splitlines():
        if line.startswith("#"):
            continue
        digest, mark, name = line.partition("  ")
        if not mark or len(digest) != 64 or not name or "/" in name or "\\" in name:
            raise ValueError(line)
        found[name] = digest
    if not found:
        raise ValueError(data)
    return found
