"""Locks a file with a passphrase in the formats that office programs open (docs/decisions/014).

xlsx: the agile encryption of [MS-OFFCRYPTO], AES-256, by msoffcrypto. PDF: the standard security handler of
ISO 32000-2, revision 6, AES-256, on reportlab's own way in for encryption; reportlab itself has RC4 alone.
It protects what is lost on the way. It is no state-certified cipher and lowers no level.
"""

from __future__ import annotations

import hashlib
import io
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

LONGEST = 127  # bytes of a passphrase that a PDF counts (ISO 32000-2, 7.6.4.3.3)
ALL_ALLOWED = -4  # /P: whoever opens it may print and copy
PDF_VERSION = (2, 0)


def lock_xlsx(data: bytes, passphrase: str) -> bytes:
    """The workbook, encrypted."""
    from msoffcrypto.format.ooxml import OOXMLFile

    target = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(passphrase, target)
    return target.getvalue()


class PdfLock:
    """What a reportlab document calls as its ``encrypt``; a new one for each document.

    The names are reportlab's. Every string and stream is encrypted under one random key of 256 bits.
    """

    def __init__(self, passphrase: str) -> None:
        self._word = passphrase.encode()[:LONGEST]  # as it is typed: few readers normalize it
        self._key = os.urandom(32)

    def prepare(self, _document: PDFDocument) -> None:
        """Nothing hangs on the document."""

    def register(self, _number: int, _version: int) -> None:
        """Nor on the object."""

    def encode(self, data: str | bytes) -> bytes:
        """A string or a stream: a random vector, then AES-256 in CBC mode, padded."""
        raw = data.encode("latin-1") if isinstance(data, str) else data
        start, short = os.urandom(16), 16 - len(raw) % 16
        return start + _cbc(self._key, start, raw + bytes([short]) * short)

    def info(self) -> Any:
        """The encryption dictionary (7.6.4.4.7 to 7.6.4.4.9)."""
        user = self._entry(self._word, b"")
        owner = self._entry(os.urandom(24), user[0])  # nobody knows it: nobody has more rights
        told = ALL_ALLOWED.to_bytes(4, "little", signed=True) + b"\xff" * 4 + b"Tadb" + os.urandom(4)
        return _dictionary(user, owner, _ecb(self._key, told))

    def _entry(self, word: bytes, user: bytes) -> tuple[bytes, bytes]:
        """What proves a passphrase, and the file's key under it."""
        check, wrap = os.urandom(8), os.urandom(8)
        proof = stretched(word, check, user) + check + wrap
        return proof, _cbc(stretched(word, wrap, user), bytes(16), self._key)


def stretched(word: bytes, salt: bytes, user: bytes) -> bytes:
    """Algorithm 2.B of ISO 32000-2: 32 bytes, after 64 rounds and more."""
    key = hashlib.sha256(word + salt + user).digest()
    count = 0
    while True:
        mixed = _cbc(key[:16], key[16:32], (word + key + user) * 64)
        kind = (hashlib.sha256, hashlib.sha384, hashlib.sha512)[sum(mixed[:16]) % 3]
        key = kind(mixed).digest()
        count += 1
        if count >= 64 and mixed[-1] <= count - 32:
            return key[:32]


def _dictionary(user: tuple[bytes, bytes], owner: tuple[bytes, bytes], perms: bytes) -> Any:
    from reportlab.pdfbase.pdfdoc import DummyDoc, PDFDictionary, PDFName

    class InClear(PDFDictionary):
        """It stands in the file as an object of its own, and is not encrypted itself."""

        __RefOnly__ = 1

        def format(self, document: Any, IND: bytes = b"\n ") -> bytes:  # noqa: N803 - reportlab's name
            """As of a document that encrypts nothing."""
            del document
            return PDFDictionary.format(self, DummyDoc(), IND)

    def written(value: bytes) -> str:
        return f"<{value.hex()}>"

    crypt = PDFDictionary({"CFM": PDFName("AESV3"), "AuthEvent": PDFName("DocOpen"), "Length": 32})
    return InClear({
        "Filter": PDFName("Standard"), "V": 5, "R": 6, "Length": 256, "P": ALL_ALLOWED,
        "U": written(user[0]), "UE": written(user[1]), "O": written(owner[0]), "OE": written(owner[1]),
        "Perms": written(perms), "CF": PDFDictionary({"StdCF": crypt}),
        "StmF": PDFName("StdCF"), "StrF": PDFName("StdCF"),
    })  # fmt: skip


def _cbc(key: bytes, start: bytes, data: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    cipher = Cipher(AES(key), CBC(start)).encryptor()
    return cipher.update(data) + cipher.finalize()


def _ecb(key: bytes, data: bytes) -> bytes:
    """One block, as the format wants it."""
    return _cbc(key, bytes(16), data)
