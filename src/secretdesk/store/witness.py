"""The file ``witness``: how far the ledger had come when the program last said so (design section 3).

After each commit the last line's number and hash are written here, outside the database. So a ledger that
ends earlier (a cut WAL, an older file put back) is told at the next unlock. There is no fsync: a killed
program loses nothing, after a power loss the witness may lag, and since it follows the commit it is never
ahead.

Two records of 128 bytes are written in turn, each with a checksum of its own, so that a torn write leaves the
other: ``1 <number, 19 digits> <hash, 64 hex> <sum, 40 hex>``, a newline. The higher sound one counts.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from secretdesk.store.files import replace_file, telling_disk_trouble

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

WITNESS_FILE: Final = "witness"
_RECORD: Final = 128
_FORM: Final = re.compile(rb"(1 ([0-9]{19}) ([0-9a-f]{64})) ([0-9a-f]{40})\n")


@dataclass(frozen=True)
class Witnessed:
    """The last acknowledged line: its number and its hash in 64 lower-case hex digits."""

    seq: int
    head: str


def read_witness(folder: Path) -> Witnessed | None:
    """What the file says; None where it is missing or neither record is sound. Raises DiskTrouble."""
    with telling_disk_trouble():
        try:
            with (folder / WITNESS_FILE).open("rb") as stream:
                data = stream.read(2 * _RECORD)
        except FileNotFoundError:
            return None
    return max(filter(None, _records(data)), key=lambda found: found.seq, default=None)


class Witness:
    """The file held open for writing; two small system calls a commit.

    Raises DiskTrouble when it is made and from :meth:`note`.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / WITNESS_FILE
        with telling_disk_trouble():
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._handle = os.open(self._path, flags, 0o600)
            first, second = _records(os.read(self._handle, 2 * _RECORD))
        # The record to write next is the one that may be lost: never the last sound one.
        self._second_next = first is not None and (second is None or first.seq > second.seq)

    def note(self, seq: int, head: str) -> None:
        """Write that line ``seq`` with hash ``head`` is on the disk; only after its commit.

        The act stands whatever happens here: the caller treats DiskTrouble as a witness that lags.
        """
        with telling_disk_trouble():
            os.lseek(self._handle, _RECORD if self._second_next else 0, os.SEEK_SET)
            os.write(self._handle, _record(seq, head))
        self._second_next = not self._second_next

    def close(self) -> None:
        """Let go of the file; a second call does nothing."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def restart_witness(folder: Path, seq: int, head: str) -> None:
    """Begin the file anew, durably: for a new vault, and for one restored, where the number may go back.

    No :class:`Witness` of this folder may be open. Raises DiskTrouble.
    """
    replace_file(folder / WITNESS_FILE, _record(seq, head))


def _record(seq: int, head: str) -> bytes:
    body = f"1 {seq:019d} {head}".encode()
    record = body + b" " + _sum(body) + b"\n"
    if not _FORM.fullmatch(record):
        raise ValueError("a line has a number from 0 and a hash of 64 lower-case hex digits")
    return record


def _records(data: bytes) -> tuple[Witnessed | None, Witnessed | None]:
    return _parse(data[:_RECORD]), _parse(data[_RECORD : 2 * _RECORD])


def _parse(record: bytes) -> Witnessed | None:
    found = _FORM.fullmatch(record)
    if not found or _sum(found[1]) != found[4]:
        return None
    return Witnessed(int(found[2]), found[3].decode())


def _sum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest()[:40].encode()
