"""``keys.json`` and its twin ``keys.bak`` in the vault's folder.

Both hold the same bytes, written one after the other, so that a kill leaves the old ring or the new one. The
valid file of the higher generation wins; the other is mended only after a successful unlock
(design section 3; peers R5, R6, R18).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from secretdesk.store.errors import Damaged, NewerVersion, NotAVault
from secretdesk.store.files import as_disk_trouble, replace_file, replace_in_steps, telling_disk_trouble
from secretdesk.store.keyformat import FORMAT, MOST_BYTES, as_bytes, as_keyring, sound_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from secretdesk.store.keys import Keyring

KEY_FILES: Final = ("keys.json", "keys.bak")
DATABASE: Final = "registers.db"


def holds_vault(folder: Path) -> bool:
    """Whether a vault, or what is left of one, stands there."""
    with telling_disk_trouble():
        return any((folder / name).exists() for name in (DATABASE, *KEY_FILES))


def read_keyring(folder: Path) -> Keyring:
    """Read the ring of the vault in ``folder``; writes nothing and mends nothing.

    Cheap, so that a wrong folder is told before anything is made in it; read again once the lock is held.
    Raises NotAVault (plain, "missing"), Damaged("keys", "no_database"), NewerVersion, DiskTrouble.
    """
    with telling_disk_trouble():
        if not folder.is_dir():
            raise NotAVault("missing", path=folder)
        has_database = (folder / DATABASE).exists()
    contents, trouble = _read_twins(folder)
    rings: dict[str, Keyring] = {}
    newer = 0
    for name, data in contents.items():
        document = sound_document(data)
        if document is not None and document["format"] > FORMAT:
            newer = max(newer, document["generation"])
        elif document is not None and (ring := as_keyring(document)) is not None:
            rings[name] = ring
    best = max(rings.values(), key=lambda ring: ring.generation, default=None)  # of equals keys.json
    if newer > (best.generation if best else 0):
        raise NewerVersion
    if best is None and trouble is not None:
        raise as_disk_trouble(trouble) from trouble
    if best is None:
        raise Damaged("keys") if contents or has_database else NotAVault
    if not has_database:
        raise Damaged("no_database")
    return replace(best, mend=tuple(name for name in KEY_FILES if rings.get(name) != best))


def write_keyring(folder: Path, keyring: Keyring) -> Keyring:
    """Write both files as the next generation; gives the ring as it then stands. Raises DiskTrouble."""
    written = next_generation(keyring)
    with telling_disk_trouble():
        for _ in write_in_steps(folder, written):
            pass
    return written


def rewrite_keyring(folder: Path, keyring: Keyring) -> Keyring:
    """Write ``keyring`` over a later one that failed: one of the files may hold it. Raises DiskTrouble."""
    return write_keyring(folder, next_generation(keyring))


def next_generation(keyring: Keyring) -> Keyring:
    """The ring as :func:`write_keyring` writes it."""
    return replace(keyring, generation=keyring.generation + 1, mend=())


def write_in_steps(folder: Path, keyring: Keyring) -> Iterator[str]:
    """Write both files as given, pausing after each step with its name, as a kill would. Raises OSError."""
    data = as_bytes(keyring)
    for name in KEY_FILES:
        for step in replace_in_steps(folder / name, data):
            yield f"{name} {step}"


def mend_twins(folder: Path, keyring: Keyring) -> Keyring:
    """Write the twins that :func:`read_keyring` found wanting; only after a successful unlock.

    Raises DiskTrouble.
    """
    for name in keyring.mend:
        replace_file(folder / name, as_bytes(keyring))
    return replace(keyring, mend=())


def _read_twins(folder: Path) -> tuple[dict[str, bytes], OSError | None]:
    """What the files hold, and the trouble with one that is there and cannot be read: its twin may do."""
    contents: dict[str, bytes] = {}
    trouble: OSError | None = None
    for name in KEY_FILES:
        try:
            with (folder / name).open("rb") as stream:
                contents[name] = stream.read(MOST_BYTES + 1)
        except FileNotFoundError:
            continue
        except OSError as error:
            trouble = error
    return contents, trouble
