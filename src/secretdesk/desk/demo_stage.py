"""The stage of the demo: its desk, its clock, its dice, its words."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Command, Refused

if TYPE_CHECKING:
    from datetime import datetime

    from secretdesk.desk.desk import Desk

SEED = 20211201
CONSENT = frozenset(
    {
        "unknown_reference", "duplicate_document", "late_entry", "clock_leap", "not_cleared", "no_pledge",
        "level_above_clearance", "overdue_held", "pages_differ", "term_out_of_range",
        "undeclared_site", "absent_reader",
        "archive_first", "other_issuer", "return_short", "stock_differs",
        "other_department", "escort_not_allowed",
    }
)  # fmt: skip


@dataclass
class Stage:
    """The desk of the demo with its own clock, its dice and its words."""

    desk: Desk
    data: dict[str, Any]
    now: datetime
    end: datetime
    dice: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311
    rare: random.Random = field(default_factory=lambda: random.Random(SEED + 1))  # noqa: S311
    lent: random.Random = field(default_factory=lambda: random.Random(SEED + 2))  # noqa: S311
    sent: random.Random = field(default_factory=lambda: random.Random(SEED + 3))  # noqa: S311
    made: random.Random = field(default_factory=lambda: random.Random(SEED + 5))  # noqa: S311
    gear: random.Random = field(default_factory=lambda: random.Random(SEED + 40))  # noqa: S311
    copied: random.Random = field(default_factory=lambda: random.Random(SEED + 6))  # noqa: S311
    batches: random.Random = field(default_factory=lambda: random.Random(SEED + 4))  # noqa: S311
    read: random.Random = field(default_factory=lambda: random.Random(SEED + 60))  # noqa: S311
    brought: random.Random = field(default_factory=lambda: random.Random(SEED + 70))  # noqa: S311
    pending: list[Command] = field(default_factory=list)
    counters: dict[str, int] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)

    def do(self, register: str, action: str, entry: Any = None, **values: Any) -> None:
        """Line up an act; the day's acts go to the disk together."""
        self.pending.append(Command("", register, action, entry, values, confirm=CONSENT))

    def flush(self) -> None:
        """Write what is lined up. What the rules refuse on a day is left undone, as by a person."""
        try:
            self.desk.perform_all(self.pending)
        except Refused:
            for command in self.pending:
                with suppress(Refused):
                    self.desk.perform(command)
        self.pending.clear()

    @property
    def readers(self) -> list[str]:
        """The heads of departments who may be given a paper today: not suspended, not gone."""
        free = {row["name"] for row in self.desk.rows("people", where={"status": ["in_use", "cleared"]})}
        return [name for name in self.data["heads"] if name in free]

    def pick(self, key: str) -> Any:
        """One of the words of that key."""
        return self.dice.choice(self.data[key])
