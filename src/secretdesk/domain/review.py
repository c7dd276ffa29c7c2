"""A command, what the rules answer to it, and the changes that it makes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from secretdesk.domain.declaration import Action, Register

OWN_NUMBER = "\0number"  # stands for the entry's own number until it is issued


class Weight(StrEnum):
    """How much a reason weighs (design section 1)."""

    REFUSE = "refuse"
    ASK = "ask"  # goes through with its code in `confirm`
    WARN = "warn"  # recorded and told


@dataclass(frozen=True)
class Reason:
    """Why an act is refused, asks or warns. The code is permanent; the text one sentence with the way out."""

    code: str
    text: str
    field: str = ""
    origin: str = ""
    weight: Weight = Weight.REFUSE

    def as_dict(self) -> dict[str, str]:
        """As the command line answers it."""
        return {
            "code": self.code,
            "weight": str(self.weight),
            "field": self.field,
            "origin": self.origin,
            "text": self.text,
        }


class Refused(Exception):
    """The act was not done; nothing has changed. Carries every reason, warnings included."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("；".join(r.text for r in reasons))


@dataclass(frozen=True)
class Command:
    """What somebody wants done. Plain data.

    ``entry`` is an id, a number or a name (None for a new one); ``on`` when it happened (local ISO date or
    date and time; None for now); ``seen`` the seq of the entry's last line as the person saw it;
    ``confirm`` the codes of the `ask` reasons that the person consents to.
    """

    actor: str
    register: str
    action: str
    entry: str | int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    on: str | None = None
    seen: int | None = None
    confirm: frozenset[str] = frozenset()
    number: str | None = None  # carried over from an imported book
    inner: bool = False  # the program's own: may name a hidden action
    together: bool = False  # one of several entries that are done in one act
    imported: str = ""  # history taken over from an old book: sheet and row; it is booked as it was


def inner(
    register: str, action: str, entry: str | int | None = None, values: Mapping[str, Any] | None = None
) -> Command:
    """A command of the program itself, such as the begun and done of a change of keys."""
    return Command("", register, action, entry, values or {}, inner=True)


@dataclass(frozen=True)
class Row:
    """An entry as its lines have made it. ``seq`` is its last line, ``entry`` its first."""

    register: str
    entry: int
    number: str
    status: str
    seq: int
    on: str
    values: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        """The value of a field; None where it has none."""
        return self.values.get(key)


@dataclass(eq=False)
class Change:
    """One line to be: what one entry becomes. A new entry has ``row`` None.

    Another Change may stand as a value: it is replaced by that entry's id when the lines are written.
    """

    register: str
    action: str
    row: Row | None = None
    status: str | None = None  # None: as it was
    set: dict[str, Any] = field(default_factory=dict)
    clear: tuple[str, ...] = ()
    series: str | None = None  # for a new entry: which series issues its number
    number: str | None = None  # given by the effect (a child) or carried over


@dataclass(frozen=True)
class Touched:
    """An entry that an act wrote a line for: as it stands, as it was before, and what came after."""

    row: Row
    before: Row | None  # None where the act made it
    keys: tuple[str, ...]  # fields that the act's lines set or cleared
    later: tuple[str, ...]  # actions of the lines after the act's, without what was undone
    action: str = ""  # what the act did to it
    act_of: str = ""  # the number of the entry whose act it was
    acts: int = 1  # how many acts wrote these lines

    @property
    def is_undone(self) -> bool:
        """True where the act made it and it is void already."""
        return self.before is None and self.row.status == "void"


@dataclass(frozen=True)
class Stay:
    """One stay of a thing: *since* and *until* as it happened ("" for still); who and where by entry.

    ``reading`` is the reading that tells the times of a stay with a reader; 0 of any other.
    """

    since: str
    until: str
    status: str
    holder: int | None
    place: int | None
    matter: tuple[str, int] | None
    reading: int = 0


class Books(Protocol):
    """A read-only view of the registers for rules and effects; no SQL."""

    def get(self, register: str, entry: int) -> Row | None:
        """The entry of that id."""

    def find(self, register: str, text: str | int) -> list[Row]:
        """The entries that an id, a number, a name, a 份号 or a number's tail may mean."""

    def rows(self, register: str, **equals: Any) -> list[Row]:
        """The entries whose fields (or ``status``) equal these, oldest first."""

    def parameter(self, code: str, on: str) -> str:
        """The value of a parameter in force on that day."""

    def held_by(self, person: int) -> list[Row]:
        """Every living thing that the registers say is in this person's hands or charge."""

    def tally(self, register: str, key: str, **equals: Any) -> dict[Any, int]:
        """How many such entries there are of each value of a field; entries without one are left out."""

    def touched(self, row: Row, *, last: bool = False) -> list[Touched]:
        """What the act wrote that made this entry (or the ``last`` one done to it, corrections aside).

        This entry comes first. One that another entry's act wrote on is touched alone.
        """

    def written(self, first: int, until: int) -> Iterable[Touched]:
        """Every entry that a run of lines wrote on: as it is, as it was before them, and what came after."""

    def stays(self, row: Row) -> list[Stay]:
        """Where a thing was by its own lines, oldest first; what was undone never happened."""

    def referrers(self, row: Row) -> list[Row]:
        """Some living entries that name this one (at most five)."""


@dataclass(frozen=True)
class Act:
    """A command after it was understood: what rules judge and effects extend."""

    command: Command
    register: Register
    action: Action
    row: Row | None  # the entry before the act; None for a new one
    values: dict[str, Any]  # typed values in stored form, references resolved to ids
    on: str  # date or date and time
    now: datetime
    books: Books
    level: str  # 密级 of the vault, and so of this PC
    main: Change | None = None  # the entry's own line, for effects to refer to
    actor_entry: int | None = None
    warned: tuple[str, ...] = ()  # codes of the warnings the rules gave

    @property
    def day(self) -> str:
        """The day on which it happened, 2026-11-23."""
        return self.on[:10]

    def value(self, key: str) -> Any:
        """The value of a field as it will stand after the act (typed, else as it was)."""
        if key in self.values:
            return self.values[key]
        return self.row[key] if self.row else None

    def with_values(self, **more: Any) -> Act:
        """The same act with some values replaced."""
        return replace(self, values={**self.values, **more})
