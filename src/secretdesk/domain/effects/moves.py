"""Copies go out to a person and come back to their place (第28条（一）（六）).

Every matter that takes a copy out of the cabinet (a loan, a round) moves it with these. Who has it out stands in
``holder``, by which matter in a field of the copy that is named in ``MATTERS``; its ``place`` stays and is where it
goes back to. `void` of the matter writes the inverse by itself (:mod:`secretdesk.domain.effects.undo`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Change

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Act, Row

# register of the matter → the copy's field that names it, the matter's status when its last copy is back
MATTERS = {"loans": ("loan", "returned")}
AWAY = ("on_loan", "circulating", "carried_out")  # out with somebody who is named


def chosen(act: Act, *keys: str) -> list[Row]:
    """The copies that these fields of the act name, each once."""
    wanted: dict[int, None] = {}
    for key in keys:
        value = act.values.get(key)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, int):
                wanted[one] = None
    return [row for one in wanted if (row := act.books.get("copies", one)) is not None]


def out_with(act: Act, matter: Row) -> list[Row]:
    """The copies that are out with this matter, those reported missing from there included."""
    return act.books.rows("copies", **{MATTERS[matter.register][0]: matter.entry})


def move_out(copy: Row, status: str, holder: Any, register: str, matter: Any) -> Change:
    """A copy goes out to a person; holder and matter are an entry, or the Change that makes it."""
    return Change("copies", "move_out", copy, status, {"holder": holder, MATTERS[register][0]: matter})


def move_back(copy: Row) -> Change:
    """A copy goes back to its place, and is in nobody's hand."""
    held = tuple(key for key in ("holder", *_fields()) if copy[key] is not None)
    return Change("copies", "move_back", copy, "in_cabinet", clear=held)


def in_nobodys_hand(act: Act) -> dict[str, None]:
    """A copy that is found or reinstated stands in the cabinet: whoever had it last has it no more."""
    return {} if act.row is None else {k: None for k in ("holder", *_fields()) if act.row[k] is not None}


def end_matter(act: Act) -> Iterable[Change]:
    """The matter that a found copy was out with is done, where that was the last one out."""
    for register, (key, status) in MATTERS.items():
        matter = act.books.get(register, act.row[key]) if act.row is not None and act.row[key] else None
        if (
            act.row is not None
            and matter is not None
            and [act.row.entry] == [c.entry for c in out_with(act, matter)]
        ):
            yield Change(register, "settle", matter, status)


def _fields() -> tuple[str, ...]:
    return tuple(key for key, _ in MATTERS.values())
