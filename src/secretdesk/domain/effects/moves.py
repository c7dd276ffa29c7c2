"""Things go out to a person and come back to their place (第28条（一）（六）).

A thing is a copy, a medium, a device. Every matter that takes one away (a loan, a round, a batch) moves it
with these. Who has it stands in ``holder``, by which matter in the thing's field that ``MATTERS`` names; its
``place`` stays and is where it goes back to. `void` of the matter writes the inverse by itself
(:mod:`secretdesk.domain.effects.undo`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.declaration import AMEND, EXPUNGE, UNDO
from secretdesk.domain.fields import Kind
from secretdesk.domain.review import Change

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Act, Books, Row

# register of things → the status of one that is where it belongs
HOME = {"copies": "in_cabinet", "media": "in_use", "devices": "in_use"}
# register of the matter → the things that it takes; copies alone where none is told
TAKES = {
    "loans": tuple(HOME),
    "carryings": tuple(HOME),
    "repairs": ("devices",),
    "destructions": tuple(HOME),
    "returns": tuple(HOME),
}
# register of the matter → the thing's field that names it, the matter's status when its last thing is back
MATTERS: dict[str, tuple[str, str | None]] = {
    "loans": ("loan", "returned"),
    "dispatches": ("dispatch", "came_back"),
    "carryings": ("carrying", "returned"),
    "repairs": ("repair", None),  # ends by the checks on coming back alone
    "circulations": ("circulation", None),  # goes on from reader to reader
    "destructions": ("destruction", None),  # ends by its own acts alone
    "returns": ("return", None),
}
CARRIED = ("holder", "box")  # what a thing has only while it is out with a matter
NO_MOVES = (AMEND, "void", UNDO, EXPUNGE)
AWAY = ("on_loan", "circulating", "carried_out")  # out with somebody who is named


def chosen(act: Act, *keys: str) -> list[Row]:
    """The things that these fields of the act name, each once."""
    wanted: dict[tuple[str, int], None] = {}
    for key in keys:
        value = act.values.get(key)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, int):
                wanted[act.register.field(key).refers_to, one] = None
    return [row for one in wanted if (row := act.books.get(*one)) is not None]


def field_of(act: Act, thing: Row, keys: Iterable[str]) -> str:
    """Which of these fields names the thing; the first of its kind where it was not typed."""
    kinds = [key for key in keys if key in act.register.by_key]
    own = [key for key in kinds if act.register.field(key).refers_to == thing.register]
    for key in own:
        value = act.values.get(key)
        if value == thing.entry or (isinstance(value, list) and thing.entry in value):
            return key
    return (own or kinds)[0]


def out_with(act: Act, matter: Row) -> list[Row]:
    """The things that are out with this matter, those reported missing from there included."""
    key = MATTERS[matter.register][0]
    takes = TAKES.get(matter.register, ("copies",))
    return [row for register in takes for row in act.books.rows(register, **{key: matter.entry})]


def matter_of(books: Books, thing: Row) -> Row | None:
    """The matter that has the thing now; None where it is in its place."""
    for register, (key, _) in MATTERS.items():
        if thing[key] is not None:
            return books.get(register, thing[key])
    return None


def move_out(thing: Row, status: str, holder: Any, register: str, matter: Any) -> Change:
    """A thing goes out; holder (None: nobody's hand) and matter are an entry, or the Change that makes it."""
    held = {} if holder is None else {"holder": holder}
    gone = ("holder",) if holder is None and thing["holder"] is not None else ()
    return Change(thing.register, "move_out", thing, status, {**held, MATTERS[register][0]: matter}, gone)


def move_on(thing: Row, status: str) -> Change:
    """A thing goes a step further with the matter that has it (approved, handed over, destroyed)."""
    return Change(thing.register, "move_on", thing, status)


def move_back(thing: Row) -> Change:
    """A thing goes back to its place, and is in nobody's hand."""
    held = tuple(key for key in (*CARRIED, *_fields()) if thing[key] is not None)
    return Change(thing.register, "move_back", thing, HOME[thing.register], clear=held)


def moved_by(changes: Iterable[Change]) -> list[Change]:
    """Those that move a thing: out, on, back, or as its own register has it (archived, lost, found).

    A correction is none, and neither is what takes a move back: that puts back ``moved_on`` as it was.
    """
    return [
        one
        for one in changes
        if one.register in HOME
        and one.row is not None
        and one.status is not None
        and one.action not in NO_MOVES
        and (one.action.startswith("move_") or one.status != one.row.status)
    ]


def time_of(act: Act) -> str:
    """When it happened: to the minute where the act told that, else the day."""
    key = act.action.on_field
    timed = act.command.on or (key and act.register.by_key[key].kind is Kind.MOMENT)
    return act.on if timed else act.day


def let_go(thing: Row, register: str) -> Change:
    """A thing leaves the matter and stays as it is (one that is missing is not put back by that)."""
    held = tuple(key for key in (MATTERS[register][0], "box") if thing[key] is not None)
    return Change(thing.register, "move_on", thing, clear=held)


def named_things(act: Act) -> list[Row]:
    """The things that the act itself names: of every list that it asks."""
    asked = (act.register.field(key) for key in act.action.asks)
    return chosen(act, *(f.key for f in asked if f.kind is Kind.REFERENCES and f.refers_to in HOME))


def in_nobodys_hand(act: Act) -> dict[str, None]:
    """One that is found or reinstated stands in its place: whoever had it last has it no more."""
    return {} if act.row is None else {k: None for k in (*CARRIED, *_fields()) if act.row[k] is not None}


def end_matter(act: Act) -> Iterable[Change]:
    """The matter that a found thing was out with is done, where that was the last one out."""
    for register, (key, status) in MATTERS.items():
        matter = act.books.get(register, act.row[key]) if act.row is not None and act.row[key] else None
        if matter is None or status is None or act.row is None:
            continue
        if [act.row.entry] == _entries(out_with(act, matter)):
            yield Change(register, "settle", matter, status)


def _entries(rows: list[Row]) -> list[int]:
    return [row.entry for row in rows]


def _fields() -> tuple[str, ...]:
    return tuple(key for key, _ in MATTERS.values())
