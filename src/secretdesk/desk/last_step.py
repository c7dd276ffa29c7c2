"""The last thing that was done to an entry: what 撤销上一步 takes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from secretdesk.store import ledger
from secretdesk.store.database import reading
from secretdesk.store.fold import standing

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row


@dataclass(frozen=True)
class Step:
    """``on`` is when it happened, ``by`` the number of another entry whose act it was ("" for its own)."""

    label: str
    on: str
    by: str


def last_step(desk: Desk, register: Register, row: Row) -> Step | None:
    """What was done to it last, corrections and what was undone aside.

    Raises:
        StoreError: while reading.
    """
    with reading():
        own = desk.books.touched(row, last=True)[0]
        lines = standing(ledger.lines_of(desk.vault.db, register.key, row.entry))
    action = register.action(own.action)
    line = next((one for one in reversed(lines) if one.action == own.action), None)
    if action is None or line is None:
        return None
    by = own.act_of if own.act_of != row.number else ""
    return Step(action.label, line.on[:16].replace("T", " "), by)
