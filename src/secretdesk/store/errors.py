"""What the world can do to a vault: six kinds, each with its exit code and its next step.

The sentences that a person reads stand in :mod:`secretdesk.domain.terms`; here is only which one.
"""

from __future__ import annotations

from secretdesk.domain.terms import STORE_SENTENCES


class StoreError(Exception):
    """The world's fault, not the program's and not the clerk's.

    ``detail`` chooses the sentence among those of the kind; ``facts`` fill it. Never record content.
    """

    kind = "disk"
    exit_code = 8

    def __init__(self, detail: str = "", **facts: object) -> None:
        self.detail = detail
        self.facts = facts
        super().__init__(self.text)

    @property
    def text(self) -> str:
        """One Chinese sentence and the next step."""
        key = f"{self.kind}.{self.detail}" if self.detail else self.kind
        return STORE_SENTENCES.get(key, STORE_SENTENCES[self.kind]).format(**self.facts)


class WrongPassphrase(StoreError):
    """The key files are sound and no slot of this person opens."""

    kind, exit_code = "wrong_passphrase", 3


class PersonNotNamed(WrongPassphrase):
    """Several people have slots and nobody was named: nothing was tried; a matter of usage."""

    exit_code = 2


class Damaged(StoreError):
    """A file of the vault is not what was written."""

    kind, exit_code = "damaged", 4


class InUse(StoreError):
    """Another process holds the vault's lock."""

    kind, exit_code = "in_use", 5


class NewerVersion(StoreError):
    """The vault was written by a later program."""

    kind, exit_code = "newer_version", 6


class NotAVault(StoreError):
    """The folder holds no vault."""

    kind, exit_code = "not_a_vault", 7


class Occupied(StoreError):
    """A new vault is refused: the folder holds one ("vault"), or something else, already."""

    kind, exit_code = "occupied", 1


class DiskTrouble(StoreError):
    """The disk is full, read-only, gone or failing."""

    kind, exit_code = "disk", 8
