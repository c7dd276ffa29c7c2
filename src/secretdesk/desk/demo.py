"""A vault full of believable invented data: two years of a college's receipts, ending yesterday.

Everything invented stands in ``resources/demo.toml``. The same day gives the same books (salts and keys
excepted).
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk import assets
from secretdesk.desk.demo_receipts import receipts_of
from secretdesk.desk.desk import Clock, Desk, wall_clock
from secretdesk.desk.opening import new_vault
from secretdesk.domain.review import Command
from secretdesk.domain.terms import Level

if TYPE_CHECKING:
    from pathlib import Path

    from secretdesk.store.slots import Cost

YEARS = 2
SEED = 20211201


@dataclass
class Stage:
    """The desk of the demo with its own clock, its dice and its words."""

    desk: Desk
    data: dict[str, Any]
    now: datetime
    end: datetime
    dice: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311
    pending: list[Command] = field(default_factory=list)
    counters: dict[str, int] = field(default_factory=dict)

    def do(self, register: str, action: str, entry: Any = None, **values: Any) -> None:
        """Line up an act; the day's acts go to the disk together."""
        consent = frozenset({"unknown_reference", "duplicate_document", "late_entry", "clock_leap"})
        self.pending.append(Command("", register, action, entry, values, confirm=consent))

    def flush(self) -> None:
        """Write what is lined up."""
        self.desk.perform_all(self.pending)
        self.pending.clear()

    def pick(self, key: str) -> Any:
        """One of the words of that key."""
        return self.dice.choice(self.data[key])


def make_demo(
    folder: Path, person: str, passphrase: str, *, clock: Clock = wall_clock, cost: Cost | None = None
) -> Desk:
    """Make the demo vault, at 机密 level; its last act was yesterday.

    Raises:
        StoreError: as :func:`secretdesk.desk.opening.new_vault`.
    """
    with (assets.folder("resources") / "demo.toml").open("rb") as file:
        data = tomllib.load(file)
    end = datetime.combine(clock().date() - timedelta(days=1), time(17, 0), tzinfo=clock().tzinfo)
    start = end.replace(hour=8, minute=30) - timedelta(days=365 * YEARS)
    stage: list[Stage] = []

    def staged() -> datetime:
        return stage[0].now if stage else start

    desk = new_vault(
        folder,
        person or data["clerk"],
        passphrase,
        Level.HIGHLY_SECRET,
        clock=staged,
        unit=data["unit"],
        cost=cost,
    )
    stage.append(Stage(desk, data, start, end))
    _furnish(stage[0])
    _live(stage[0])
    desk.clock = clock
    return desk


def _furnish(stage: Stage) -> None:
    """Departments, people, cabinets and correspondents, prepared before the first courier."""
    for name in stage.data["departments"]:
        stage.do("departments", "enrol", name=name, phone=f"0691-21{stage.dice.randrange(10000):04d}")
    stage.flush()
    for n, name in enumerate(stage.data["heads"]):
        stage.do("people", "enrol", name=name, department=stage.data["departments"][n])
    for issuer in stage.data["issuers"]:
        stage.do("correspondents", "enrol", name=issuer["name"], tier=issuer["tier"])
    stage.flush()
    for name in stage.data["places"]:
        stage.do("places", "enrol", name=name, responsible=stage.data["heads"][0])
    stage.flush()


def _live(stage: Stage) -> None:
    """Two or three couriers a week; what goes wrong goes wrong now and then."""
    while stage.now.date() <= stage.end.date():
        if stage.now.weekday() < 5 and stage.dice.random() < 0.45:
            receipts_of(stage)
            stage.flush()
        stage.now = stage.now.replace(hour=8, minute=30) + timedelta(days=1)
    stage.now = stage.end
