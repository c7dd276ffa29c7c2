"""The bytes of a key file: a ring of slots as canonical JSON with a sum over itself.

UTF-8, keys sorted, no spaces, one closing newline:
``{"format":1,"generation":n,"slots":[{"id","kdf":{"alg":"argon2id","mem","ops","salt"},"name","next",
"private","public","sealed"}],"sum":…,"vault":…}``; bytes as lower-case hex; ``next`` null or as ``sealed``.
``sum`` is SHA-256 over the same form without ``sum``. Canonical form, ``format``, ``generation`` and ``sum``
hold for every later format too, so that damage is never taken for a newer version.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from secretdesk.store.keys import Keyring
from secretdesk.store.slots import Cost, Slot
from secretdesk.store.sodium import BOXED_BYTES, PUBLIC_BYTES, SALT_BYTES, SEALED_BYTES

FORMAT: Final = 1
MOST_BYTES: Final = 1024 * 1024
_MOST_SLOTS, _MOST_LETTERS = 200, 200


def as_bytes(keyring: Keyring) -> bytes:
    """The bytes of a key file; ``mend`` is no part of it."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "generation": keyring.generation,
        "slots": [_slot_document(slot) for slot in keyring.slots],
        "vault": keyring.vault,
    }
    return _canonical({**document, "sum": _sum(document)})


def sound_document(data: bytes) -> dict[str, Any] | None:
    """The document in ``data``, of this or a later format; None if a single byte is not as it was written."""
    if len(data) > MOST_BYTES:
        return None
    try:
        document = json.loads(data)
        if not isinstance(document, dict) or _canonical(document) != data:
            return None
        if document.get("sum") != _sum({key: value for key, value in document.items() if key != "sum"}):
            return None
    except (ValueError, RecursionError):  # a decoding error is a ValueError too
        return None
    heads = (document.get("format"), document.get("generation"))
    return document if all(type(head) is int and head >= 1 for head in heads) else None


def as_keyring(document: dict[str, Any]) -> Keyring | None:
    """The ring in a sound document of this format, or None where it holds what this program never wrote.

    A good sum proves no origin: anyone can compute it. So lengths and costs are checked all the same.
    """
    try:
        slots = tuple(_slot(slot) for slot in document["slots"])
        ring = Keyring(document["vault"], document["generation"], slots)
        sound = len(slots) <= _MOST_SLOTS and len({slot.id for slot in slots}) == len(slots)
        return ring if sound and type(ring.vault) is str and as_bytes(ring) == _canonical(document) else None
    except (KeyError, TypeError, ValueError):
        return None


def _canonical(document: dict[str, Any]) -> bytes:
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode() + b"\n"


def _sum(document: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical(document)).hexdigest()


def _slot_document(slot: Slot) -> dict[str, Any]:
    return {
        "id": slot.id,
        "kdf": {"alg": "argon2id", "mem": slot.cost.mem, "ops": slot.cost.ops, "salt": slot.salt.hex()},
        "name": slot.name,
        "next": None if slot.next is None else slot.next.hex(),
        "private": slot.private.hex(),
        "public": slot.public.hex(),
        "sealed": slot.sealed.hex(),
    }


def _slot(document: dict[str, Any]) -> Slot:
    """Raises KeyError, TypeError or ValueError where the document is not a slot's."""
    kdf, coming = document["kdf"], document["next"]
    cost = Cost(_whole(kdf["ops"]), _whole(kdf["mem"]))
    if not cost.is_sane:
        raise ValueError("a damaged or hostile cost")
    return Slot(
        id=_name(document["id"]),
        name=_name(document["name"]),
        cost=cost,
        salt=_bytes(kdf["salt"], SALT_BYTES),
        public=_bytes(document["public"], PUBLIC_BYTES),
        private=_bytes(document["private"], BOXED_BYTES),
        sealed=_bytes(document["sealed"], SEALED_BYTES),
        next=None if coming is None else _bytes(coming, SEALED_BYTES),
    )


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError("a whole number is written as one")
    return value


def _name(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _MOST_LETTERS:
        raise ValueError("a damaged name")
    return value


def _bytes(text: object, length: int) -> bytes:
    if not isinstance(text, str) or len(text) != 2 * length:
        raise ValueError("a damaged field")
    return bytes.fromhex(text)
