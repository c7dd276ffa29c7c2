"""What the unlock page needs of the rooms below, loaded when it is first needed: the password box comes first."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from secretdesk.desk.desk import Desk

AFTER = 300  # ms: the window is painted first


def keys_of(folder: Path) -> tuple[list[tuple[str, str]], str]:
    """(id, name) of every key to the vault there, and what is wrong with it."""
    from secretdesk.store.errors import StoreError
    from secretdesk.store.keyfile import read_keyring

    try:
        return [(slot.id, slot.name) for slot in read_keyring(folder).slots], ""
    except StoreError as error:
        return [], error.text


def joined(half: str, other: str) -> tuple[str, str]:
    """The passphrase of two halves, and what is wrong with them."""
    from secretdesk.store.errors import StoreError
    from secretdesk.store.recovery import join

    try:
        return join(half, other), ""
    except StoreError as error:
        return "", error.text


def opened_vault(folder: Path, name: str | None, passphrase: str, tell: Callable[[int, int], bool]) -> object:
    """Open the vault and make the backup of the day; in a thread."""
    warming = threading.Thread(target=warm_up, daemon=True)
    warming.start()  # beside the stretching of the key, which needs a core of its own and no interpreter
    from secretdesk.desk.opening import open_vault

    try:
        desk = open_vault(folder, name, passphrase, progress=tell)
    finally:
        warming.join()
    _back_up(desk)
    return desk


def _back_up(desk: Desk) -> None:
    """Once a day; where the disk will not have it the clerk is told and works on."""
    from secretdesk.desk.backups import daily
    from secretdesk.store.errors import StoreError

    if "custodian" not in desk.roles and "supervisor" not in desk.roles:
        return
    try:
        daily(desk)
    except StoreError as error:
        desk.trouble = error.text


def warm_soon() -> None:
    """Begin with it while a person still types the passphrase, once the window stands."""
    thread = threading.Thread(target=warm_up, daemon=True, name="warming")
    QTimer.singleShot(AFTER, thread.start)


def warm_up() -> None:
    """Load what the first tab, the first form and the first entry need, so that none of them waits for it."""
    from secretdesk.desk.sheets import shipped_forms
    from secretdesk.store.search import initials
    from secretdesk.ui import workplace  # noqa: F401

    shipped_forms()
    initials("西")
