"""libsodium straight into bytearrays, so that secrets leave no copies behind (peers R11).

PyNaCl's own functions take and give ``bytes``, which nobody can clear, and leave further copies in freed
buffers (measured: the database key stayed in the heap after everything was dropped). So its C library is
called here with buffers of ours; wiping those leaves nothing. A passphrase is a Python string and stays.
"""

from __future__ import annotations

from typing import Final

from nacl._sodium import ffi, lib
from nacl.bindings import sodium_init

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
PUBLIC_BYTES: Final = 32
SEALED_BYTES: Final = KEY_BYTES + 48  # an ephemeral public key and a tag
_NONCE_BYTES: Final = 24
BOXED_BYTES: Final = _NONCE_BYTES + KEY_BYTES + 16

sodium_init()


def random_secret(length: int) -> bytearray:
    """``length`` random bytes."""
    secret = hold(bytearray(length))
    lib.randombytes(ffi.from_buffer(secret), length)
    return secret


def wipe(secret: bytearray) -> None:
    """Overwrite ``secret`` with zeros where it lies, keeping its length; a second time does no harm."""
    lib.sodium_memzero(ffi.from_buffer(secret), len(secret))


def hold(secret: bytearray) -> bytearray:
    """Keep ``secret`` out of swap and dumps, where the system lets us; it goes on where it doesn't.

    Its page is never let go: another secret may lie on it.
    """
    lib.sodium_mlock(ffi.from_buffer(secret), len(secret))
    return secret


def stretch(passphrase: str, salt: bytes, ops: int, mem: int) -> bytearray:
    """Argon2id v1.3 of ``passphrase`` in UTF-8: 32 bytes, after ``ops`` passes over ``mem`` bytes.

    Raises MemoryError.
    """
    words, stretched = bytearray(passphrase, "utf-8", "surrogatepass"), bytearray(KEY_BYTES)
    salt_buffer, kind = ffi.from_buffer(salt), lib.crypto_pwhash_alg_argon2id13()
    failed = lib.crypto_pwhash(
        ffi.from_buffer(stretched), KEY_BYTES, ffi.from_buffer(words), len(words), salt_buffer, ops, mem, kind
    )
    wipe(words)
    if failed:
        raise MemoryError
    return stretched


def new_pair() -> tuple[bytes, bytearray]:
    """An X25519 key pair: public, private."""
    public, private = bytearray(PUBLIC_BYTES), bytearray(KEY_BYTES)
    lib.crypto_box_keypair(ffi.from_buffer(public), ffi.from_buffer(private))
    return bytes(public), private


def box(secret: bytearray, key: bytearray) -> bytes:
    """A SecretBox (XSalsa20-Poly1305): a random nonce and the 32-byte ``secret`` under ``key``."""
    boxed, nonce = bytearray(KEY_BYTES + 16), bytes(random_secret(_NONCE_BYTES))
    lib.crypto_secretbox_easy(
        ffi.from_buffer(boxed), ffi.from_buffer(secret), len(secret), nonce, ffi.from_buffer(key)
    )
    return nonce + bytes(boxed)


def unbox(boxed: bytes, key: bytearray) -> bytearray | None:
    """What :func:`box` put in, or None if ``key`` is not the one or a bit differs."""
    secret, inside = bytearray(KEY_BYTES), boxed[_NONCE_BYTES:]
    failed = lib.crypto_secretbox_open_easy(
        ffi.from_buffer(secret), inside, len(inside), boxed[:_NONCE_BYTES], ffi.from_buffer(key)
    )
    return None if failed else hold(secret)


def seal(secret: bytearray, public: bytes) -> bytes:
    """A SealedBox: the 32-byte ``secret`` for whoever holds the private half of ``public``.

    Raises ValueError if ``public`` is a point that no key pair has.
    """
    sealed = bytearray(SEALED_BYTES)
    if lib.crypto_box_seal(ffi.from_buffer(sealed), ffi.from_buffer(secret), len(secret), public):
        raise ValueError("not a public key")
    return bytes(sealed)


def unseal(sealed: bytes, public: bytes, private: bytearray) -> bytearray | None:
    """What :func:`seal` put in, or None if the pair is not the one or a bit differs."""
    secret = bytearray(KEY_BYTES)
    failed = lib.crypto_box_seal_open(
        ffi.from_buffer(secret), sealed, len(sealed), public, ffi.from_buffer(private)
    )
    return None if failed else hold(secret)
