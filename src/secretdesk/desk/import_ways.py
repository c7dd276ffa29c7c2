"""How each register is taken over from an old book: by which acts, into which of their fields."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from secretdesk import assets
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.review import Refused
from secretdesk.domain.rules.old_books import BESIDES, unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.domain.declaration import Action, Register

# What followed, where the old book tells of it in the same row.
FOLLOW = {
    "documents": ("declassify",),
    "people": ("clear", "leave"),
    "loans": ("take_back",),
    "dispatches": ("confirm",),
    "queries": ("answer", "close"),
    "irregularities": ("close",),
}
COPIES = "copies"
# A column of days alone tells how the copies went; by which action.
FATE_DAYS = {"destroyed_on": "was_destroyed", "returned_on": "was_returned", "archived_on": "archive"}
FATES = ("fate", "fate_on", *FATE_DAYS)
LEFT_OUT = {("documents", "level")}  # the mark tells it
NOT_TAKEN = frozenset({"parameters", "clock", "closings", "stocktakes"})  # of these books themselves


@dataclass(frozen=True)
class Way:
    """The creating act, what may follow it, and every column that a row can fill (key → field).

    Copies are not made by an import of their own (``action`` None): it tells how those that are there left.
    """

    register: Register
    action: Action | None
    follow: tuple[Action, ...]
    targets: Mapping[str, Field]

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns without which no row makes sense."""
        fixed = {"number", "fate"} if self.action is None else set(self.action.needs)
        if self.register.key == "documents":
            fixed |= {"title", "mark"}
        return tuple(key for key in self.targets if key in fixed)

    def taker(self, key: str) -> Action | None:
        """Which of the acts the column of that key is for; None for what stands beside the fields."""
        return next((one for one in self.acts if key in one.asks), None)

    @property
    def acts(self) -> tuple[Action, ...]:
        """All of them, in order."""
        return self.follow if self.action is None else (self.action, *self.follow)


def importable(registers: Mapping[str, Register]) -> list[Register]:
    """The registers that an old book can be taken over into."""
    return [
        one
        for one in registers.values()
        if one.key == COPIES or (one.key not in NOT_TAKEN and not one.parent and _creating(one) is not None)
    ]


def way_into(registers: Mapping[str, Register], key: str, action: str = "") -> Way:
    """The way into a register, by its main action unless told otherwise.

    Raises:
        Refused: where nothing can be imported into it.
    """
    register = registers.get(key) or next((one for one in registers.values() if one.label == key), None)
    made = _creating(register, action) if register is not None and register.key not in NOT_TAKEN else None
    if register is not None and register.key == COPIES:
        targets = {key: _beside(key) for key in ("copy_numbers", *FATES, "year")}
        return Way(register, None, (), {"number": replace(_beside("of"), key="number"), **targets})
    if register is None or made is None:
        known = "、".join(one.key for one in importable(registers))
        raise Refused([unreadable("no_register", register=key, known=known)])
    follow = tuple(a for a in map(register.action, FOLLOW.get(register.key, ())) if a is not None)
    targets = {"number": _beside("number")}
    for act in (made, *follow):
        for asked in act.asks:
            field = register.field(asked)
            if field.kind is not Kind.LINES and asked != "reason" and (register.key, asked) not in LEFT_OUT:
                targets.setdefault(asked, field)
    targets |= {key: _beside(key) for key in (*_besides(register, made), "year")}
    return Way(register, made, follow, targets)


def _beside(key: str) -> Field:
    """A column that is no field of the register."""
    kinds = dict.fromkeys(("on", "fate_on", *FATE_DAYS), Kind.DATE) | {"copy_numbers": Kind.NUMBERS}
    label, told = BESIDES[key]
    return Field(key, label, kinds.get(key, Kind.TEXT), help=told)


def _creating(register: Register, action: str = "") -> Action | None:
    free = [a for a in register.actions if a.creates and not a.hidden and a.role == "custodian"]
    return next((a for a in free if a.key == (action or register.main_action)), None)


def _besides(register: Register, action: Action) -> tuple[str, ...]:
    if register.key == "documents":
        return ("term", *FATES)
    return () if action.on_field else ("on",)


@cache
def words() -> dict[str, Any]:
    """What the columns of old books are called, and which rows of theirs are no entries."""
    with (assets.folder("resources") / "old_labels.toml").open("rb") as file:
        return tomllib.load(file)
