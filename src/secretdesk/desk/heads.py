"""What the ledger tells of its own past: prints and backups keep the head that it had then.

Whoever rewrites lines and counts the whole chain anew has to change these too; and then the signed paper or
the backup itself says otherwise (design section 5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.store import ledger
from secretdesk.store.database import reading
from secretdesk.store.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.desk.desk import Desk


def stands(desk: Desk, seq: int, head: str) -> bool:
    """Whether line *seq* still has the hash *head* (hex)."""
    with reading():
        found = ledger.lines(desk.vault.db, "WHERE seq = ?", (seq,))
        return next((line.hash.hex() for line in found), "") == head


def parted(told: object) -> tuple[int, str]:
    """Line number and hash of ``"12 0f3a…"``, as prints keep them; (0, "") where it is not so."""
    seq, _, head = str(told).partition(" ")
    return (int(seq), head) if seq.isdecimal() and len(seq) < 19 else (0, "")


def findings(desk: Desk) -> Iterator[Finding]:
    """The prints and backups whose head the ledger does not have any more."""
    for register, told in (("prints", "head"), ("backups", "lines")):
        label = desk.registers[register].label
        for row in desk.rows(register, ascending=True):
            if not row["head"]:
                continue
            seq, head = parted(row["head"]) if told == "head" else (int(row[told] or 0), str(row["head"]))
            if not stands(desk, seq, head):
                yield Finding("head", f"{label} {row.number}")
