"""What a batch does to what it holds (第28条（八）, F10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.children import entered
from secretdesk.domain.effects.moves import let_go, move_back, move_on, move_out, named_things, out_with
from secretdesk.domain.effects.undo import undo
from secretdesk.domain.review import Act, Change, Row
from secretdesk.domain.rules.destruction_values import listed_lines, typed_lines
from secretdesk.domain.terms import BOX

if TYPE_CHECKING:
    from collections.abc import Iterable

MATTER = "destructions"
HELD = ("to_destroy", "handed_over")


def put_in(act: Act) -> Iterable[Change]:
    """What is listed waits for its destruction, in the box that was named."""
    box = {"box": act.values["box"]} if act.values.get("box") else {}
    for thing in named_things(act):
        out = move_out(thing, "to_destroy", None, MATTER, _batch(act))
        out.set |= box if thing.register == "copies" else {}
        yield out
    before = len(act.books.rows("destruction_lines", destruction=act.row.entry)) if act.row is not None else 0
    for n, line in enumerate(typed_lines(act), start=before + 1):
        paper = act.books.get("documents", line.get("document") or 0)
        level = {"level": paper["level"]} if paper is not None else {}
        yield entered(act, "destruction_lines", "destruction", n, {**line, **level}, "listed")


def take_out(act: Act) -> Iterable[Change]:
    """What is taken out of the list lies in its place again; one that is missing is missing still."""
    for thing in named_things(act):
        yield _put_back(thing)
    gone = set(act.values.get("removed_lines") or [])
    for line in listed_lines(act):
        if line.entry in gone:
            yield Change(line.register, "leave", line, "removed")


def seal_boxes(act: Act) -> Iterable[Change]:
    """One line for each box and its seal (F10 封装箱数、封条号)."""
    before = len(act.books.rows("destruction_boxes", destruction=_batch(act)))  # void ones keep their number
    for n, line in enumerate(act.values.get("boxes") or [], start=before + 1):
        yield entered(act, "destruction_boxes", "destruction", n, line, "sealed", BOX)


def break_seals(act: Act) -> Iterable[Change]:
    """The seals of a batch that is opened again are void; it is sealed anew with others."""
    for box in act.books.rows("destruction_boxes", destruction=_batch(act), status="sealed"):
        yield Change(box.register, "void", box, "void", {"reason": act.values.get("reason", "")})


def give_to_site(act: Act) -> Iterable[Change]:
    """What the site takes stays on the account until its receipt; what it refuses goes back to its place."""
    refused = {(row.register, row.entry) for row in named_things(act)}
    for thing in _members(act):
        back = (thing.register, thing.entry) in refused
        yield _put_back(thing) if back else move_on(thing, "handed_over")


def destroy(act: Act) -> Iterable[Change]:
    """The site's receipt ends it: terminal; one that is missing meanwhile is not destroyed with them."""
    for thing in _members(act):
        yield move_on(thing, "destroyed") if thing.status in HELD else let_go(thing, MATTER)
    for line in listed_lines(act):
        yield Change(line.register, "end", line, "destroyed")


def undo_batch(act: Act) -> Iterable[Change]:
    """The inverse of a draft that holds what it was drafted with; an emptied one has nothing to put back."""
    if _members(act) or listed_lines(act):
        yield from undo(act)


def _put_back(thing: Row) -> Change:
    """A copy goes back to the cabinet; a medium or device is scrapped still and waits for another batch."""
    if thing.status not in HELD:
        return let_go(thing, MATTER)
    if thing.register == "copies":
        return move_back(thing)
    gone = let_go(thing, MATTER)
    gone.status = "to_destroy"
    return gone


def _members(act: Act) -> list[Row]:
    return out_with(act, act.row) if act.row is not None else []


def _batch(act: Act) -> Any:
    return act.main if act.row is None else act.row.entry
