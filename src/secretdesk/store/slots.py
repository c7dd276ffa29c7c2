"""One person's slot: a key pair under a passphrase, and the database key sealed to its public half.

The private half lies in a SecretBox (XSalsa20-Poly1305) under Argon2id of the passphrase; the database key
lies in a SealedBox (X25519) to the public half. So whoever holds the database key can seal another one to
everybody without knowing their passphrases: a supervisor removes a slot and changes the key alone
(design section 3; peers R15, R18).
"""

from __future__ import annotations

import functools
import hashlib
import time
import unicodedata
from dataclasses import dataclass, field, replace
from typing import Final

from secretdesk.store import sodium
from secretdesk.store.errors import Damaged, WrongPassphrase

RECOVERY: Final = "recovery"  # the id of the slot whose passphrase is printed in two halves

_MEMORY: Final = 128 * 1024 * 1024
_SECONDS: Final = 0.5
_LEAST_OPS, _MOST_TUNED_OPS = 3, 12


@dataclass(frozen=True)
class Cost:
    """What a guess costs: ``ops`` passes of Argon2id over ``mem`` bytes."""

    ops: int
    mem: int

    @property
    def is_sane(self) -> bool:
        """False for what only damage or malice would ask for: at most 512 MiB and 32 passes."""
        return 1 <= self.ops <= 32 and 8192 <= self.mem <= 512 * 1024 * 1024


@dataclass(frozen=True)
class Slot:
    """A slot as it stands in the key file; nothing in it is secret without the passphrase."""

    id: str
    name: str
    cost: Cost
    salt: bytes
    public: bytes
    private: bytes = field(repr=False)
    sealed: bytes = field(repr=False)
    next: bytes | None = field(default=None, repr=False)

    @property
    def fingerprint(self) -> str:
        """32 hex digits of SHA-256 over id and public key: by it the ledger knows a slot.

        It is a new one whenever the passphrase changes, since the pair is new then.
        """
        return hashlib.sha256(self.id.encode() + b"\0" + self.public).hexdigest()[:32]


@functools.cache
def usual_cost() -> Cost:
    """128 MiB and as many passes as take about half a second on this machine, at least 3 (measured once)."""
    begun = time.perf_counter()
    _stretch("measure", bytes(sodium.SALT_BYTES), Cost(_LEAST_OPS, _MEMORY))
    passes = round(_LEAST_OPS * _SECONDS / (time.perf_counter() - begun))
    return Cost(min(max(passes, _LEAST_OPS), _MOST_TUNED_OPS), _MEMORY)


def new_slot(
    slot_id: str, name: str, passphrase: str, database_key: bytearray, cost: Cost | None = None
) -> Slot:
    """Make a slot with a fresh key pair; takes about 0.5 s at the usual ``cost``.

    The passphrase is taken in NFKC, so that a full-width letter of an input method is the same letter.
    """
    cost = cost or usual_cost()
    salt = bytes(sodium.random_secret(sodium.SALT_BYTES))
    public, private = sodium.new_pair()
    stretched = _stretch(passphrase, salt, cost)
    boxed = sodium.box(private, stretched)
    sodium.wipe(private)
    sodium.wipe(stretched)
    return Slot(slot_id, name, cost, salt, public, boxed, _seal(database_key, public))


def with_next(slot: Slot, database_key: bytearray | None) -> Slot:
    """The slot with the coming database key sealed beside the present one, or without it (None)."""
    return replace(slot, next=None if database_key is None else _seal(database_key, slot.public))


def unseal(slot: Slot, passphrase: str) -> tuple[bytearray, bytearray | None]:
    """Open ``slot``: the database key and, while a change is under way, the coming one.

    Raises WrongPassphrase; Damaged("keys") when the passphrase is right and the rest does not fit together.
    """
    stretched = _stretch(passphrase, slot.salt, slot.cost)
    private = sodium.unbox(slot.private, stretched)
    sodium.wipe(stretched)
    if private is None:
        raise WrongPassphrase
    key = sodium.unseal(slot.sealed, slot.public, private)
    coming = None if slot.next is None else sodium.unseal(slot.next, slot.public, private)
    sodium.wipe(private)
    if key is None or (slot.next is not None and coming is None):
        raise Damaged("keys")
    return key, coming


def _seal(database_key: bytearray, public: bytes) -> bytes:
    if len(database_key) != sodium.KEY_BYTES:
        raise ValueError("a database key has 32 bytes")
    return sodium.seal(database_key, public)


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytearray:
    return sodium.stretch(unicodedata.normalize("NFKC", passphrase), salt, cost.ops, cost.mem)
