"""Names of files that every system can keep: FAT and Windows are the narrowest."""

from __future__ import annotations

UNNAMEABLE = frozenset('/\\:*?"<>|')
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{one}{n}" for one in ("COM", "LPT") for n in range(10))}
LONGEST = 80  # characters: folder, name and ending together stay below 255 UTF-16 units and 255 bytes


def safe_name(text: str) -> str:
    """*text* as the name of a file or folder, its ending left to the caller; never empty."""
    clean = "".join("-" if char in UNNAMEABLE or ord(char) < 32 else char for char in text)
    clean = clean.strip().rstrip(".")[:LONGEST].rstrip(". ")
    if clean.partition(".")[0].upper() in RESERVED:
        clean = f"-{clean}"
    return clean or "-"
