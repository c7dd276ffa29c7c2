"""What is out at the end of the day, and the act that takes each thing back (日清)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Command
from secretdesk.domain.rules.by_count import is_of_count
from secretdesk.domain.rules.closings import due_of, taken_by, things_out, who_has
from secretdesk.store.database import reading

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Row

TAKES_BACK = {
    "loans": "take_back",
    "circulations": "take_back",
    "carryings": "bring_back",
    "repairs": "finish",
}
BACK = {"copies": "back", "media": "back_media", "devices": "back_devices"}


@dataclass(frozen=True)
class Out:
    """One thing that is out: by which matter, in whose hands, until when ("" where nothing was set).

    Of what is kept by count the thing is the loan or the reading that has it.
    """

    thing: Row
    matter: Row | None
    holder: str
    due: str


def whats_out(desk: Desk) -> list[Out]:
    """Everything that is out with somebody, the earliest due first; what has no date is due today."""
    with reading():
        things = things_out(desk.books)
        matters = [taken_by(desk.books, thing) for thing in things]
        dues = [due_of(desk.books, thing) for thing in things]
        holders = [who_has(desk.books, thing) for thing in things]
    found = [Out(*one) for one in zip(things, matters, holders, dues, strict=True)]
    return sorted(found, key=lambda one: (one.due, one.thing.entry))


def back_command(desk: Desk, out: Out) -> Command | None:
    """The act that takes it back as it went out, its pages counted; None where nothing takes it back."""
    if out.matter is None:
        return None
    action = desk.registers[out.matter.register].action(TAKES_BACK.get(out.matter.register, ""))
    if action is None:
        return None
    values: dict[str, Any] = {"reader": out.thing["holder"]}
    if not is_of_count(out.thing):
        values |= {BACK[out.thing.register]: [out.thing.number], "pages": out.thing["pages"]}
    asked = {key: value for key, value in values.items() if key in action.asks and value is not None}
    return Command("", out.matter.register, action.key, out.matter.entry, asked)
