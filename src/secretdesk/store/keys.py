"""The ring of slots: who can open the vault, and how the database key is changed under them.

Functions over a frozen :class:`Keyring`; :mod:`secretdesk.store.keyfile` keeps it on the disk. A change of
the database key has three moments, each of which a kill may follow: every slot that stays holds the coming
key beside the present one (:func:`with_next_key`), the database is exchanged, the ring is settled on the key
that opens it (:func:`settle`). A slot that is to go is not given the coming key, and so it goes with the old
one (design section 3).
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from secretdesk.domain.terms import NAME_SEPARATOR
from secretdesk.store.errors import PersonNotNamed, WrongPassphrase
from secretdesk.store.slots import RECOVERY, Cost, Slot, new_slot, unseal, with_next
from secretdesk.store.sodium import KEY_BYTES, random_secret, wipe

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True)
class Keyring:
    """What a key file holds. ``mend`` names the twins that are older, damaged or missing."""

    vault: str
    generation: int
    slots: tuple[Slot, ...]
    mend: tuple[str, ...] = ()

    @property
    def changing(self) -> bool:
        """True while a coming database key stands beside the present one."""
        return any(slot.next is not None for slot in self.slots)


@dataclass(frozen=True)
class Opened:
    """An opened slot with the 32-byte database key, and the coming one while a change is under way."""

    slot: Slot
    key: bytearray = field(repr=False)
    next_key: bytearray | None = field(default=None, repr=False)

    def wipe(self) -> None:
        """Overwrite both keys; nothing can be opened with this any more."""
        wipe(self.key)
        if self.next_key is not None:
            wipe(self.next_key)


def new_keyring() -> Keyring:
    """An empty ring with a fresh random vault id of 32 hex digits; not yet written (generation 0)."""
    return Keyring(secrets.token_hex(16), 0, ())


def new_database_key() -> bytearray:
    """256 random bits."""
    return random_secret(KEY_BYTES)


def find_slot(keyring: Keyring, person: str | None) -> Slot:
    """The slot whose id or else whose name is ``person``; None means the only one, recovery not counted.

    Raises WrongPassphrase("person") or PersonNotNamed("choose").
    """
    if person is None:
        found = [slot for slot in keyring.slots if slot.id != RECOVERY]
    else:
        wanted = _plain(person)
        found = [slot for slot in keyring.slots if slot.id == person]
        found = found or [slot for slot in keyring.slots if _plain(slot.name) == wanted]
        if not found:
            raise WrongPassphrase("person", person=person)
    if len(found) == 1:
        return found[0]
    # Namesakes are told apart by what names them for certain.
    shown = [slot.id if person else slot.name for slot in found]
    raise PersonNotNamed("choose", people=NAME_SEPARATOR.join(shown))


def open_slot(keyring: Keyring, person: str | None, passphrase: str) -> Opened:
    """Open the slot of ``person`` (id or name); takes as long as its key stretching, about 0.5 s.

    Raises WrongPassphrase (plain, "person"), PersonNotNamed("choose"), Damaged("keys").
    """
    slot = find_slot(keyring, person)
    key, next_key = unseal(slot, passphrase)
    return Opened(slot, key, next_key)


def add_slot(
    keyring: Keyring, slot_id: str, name: str, passphrase: str, key: bytearray, *, cost: Cost | None = None
) -> Keyring:
    """The ring with one more slot, whose key pair is fresh.

    ``slot_id`` is the caller's and never used again for anyone else. Raises ValueError if it is taken.
    """
    _refuse_while_changing(keyring)
    if any(slot.id == slot_id for slot in keyring.slots):
        raise ValueError("this slot id is taken")
    return replace(keyring, slots=(*keyring.slots, new_slot(slot_id, name, passphrase, key, cost)))


def change_passphrase(
    keyring: Keyring, slot_id: str, passphrase: str, key: bytearray, *, cost: Cost | None = None
) -> Keyring:
    """The ring with a new passphrase, and a new key pair, for ``slot_id``.

    The pair is new (and so is the fingerprint, which the ledger must be told) because whoever has an old key
    file and the old passphrase has the old private key: it must not open a database key that comes later.
    Raises WrongPassphrase("person").
    """
    _refuse_while_changing(keyring)
    old = _by_id(keyring, slot_id)
    fresh = new_slot(old.id, old.name, passphrase, key, cost)
    return replace(keyring, slots=tuple(fresh if slot is old else slot for slot in keyring.slots))


def drop_slot(keyring: Keyring, slot_id: str) -> Keyring:
    """The ring without ``slot_id``, under the same database key: takes back an unfinished addition.

    Whoever once opened a slot may know the key; to remove a person use :func:`with_next_key`.
    Raises WrongPassphrase("person").
    """
    gone = _by_id(keyring, slot_id)
    return replace(keyring, slots=tuple(slot for slot in keyring.slots if slot is not gone))


def with_next_key(keyring: Keyring, next_key: bytearray, keep: Collection[str]) -> Keyring:
    """The ring with ``next_key`` beside the present key in every slot whose fingerprint is in ``keep``.

    ``keep`` comes from the ledger: a slot that somebody slipped into the key file is never given the new key.
    Raises ValueError if nobody would hold it.
    """
    slots = tuple(with_next(slot, next_key if slot.fingerprint in keep else None) for slot in keyring.slots)
    if all(slot.next is None for slot in slots):
        raise ValueError("nobody would hold the new key")
    return replace(keyring, slots=slots)


def settle(keyring: Keyring, *, use_next: bool) -> Keyring:
    """End a change: the coming key takes the place of the old and slots without it go, or it is forgotten."""
    if not use_next:
        return replace(keyring, slots=tuple(with_next(slot, None) for slot in keyring.slots))
    if not keyring.changing:
        raise ValueError("no change is under way")
    staying = ((slot, slot.next) for slot in keyring.slots)
    slots = tuple(replace(slot, sealed=coming, next=None) for slot, coming in staying if coming is not None)
    return replace(keyring, slots=slots)


def _by_id(keyring: Keyring, slot_id: str) -> Slot:
    for slot in keyring.slots:
        if slot.id == slot_id:
            return slot
    raise WrongPassphrase("person", person=slot_id)


def _refuse_while_changing(keyring: Keyring) -> None:
    if keyring.changing:
        raise ValueError("settle the change of key first")


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip()
