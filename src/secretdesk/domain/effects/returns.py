"""What a return does to what it holds, and to the lines of its list (第28条（一）, F08)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.children import entered
from secretdesk.domain.effects.moves import let_go, move_back, move_on, move_out, named_things, out_with
from secretdesk.domain.effects.undo import undo
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.return_values import LINE, listed, reckon

if TYPE_CHECKING:
    from collections.abc import Iterable

MATTER = "returns"


def put_in(act: Act) -> Iterable[Change]:
    """What is listed waits to be handed in."""
    for thing in named_things(act):
        yield move_out(thing, "to_return", None, MATTER, _return(act))
    yield from keep_lines(act)


def take_out(act: Act) -> Iterable[Change]:
    """What is taken out lies in its place again; one that is missing is missing still."""
    for thing in named_things(act):
        yield move_back(thing) if thing.status == "to_return" else let_go(thing, MATTER)
    yield from keep_lines(act)


def hand_in(act: Act) -> Iterable[Change]:
    """The issuer has it back: terminal."""
    for thing in out_with(act, act.row) if act.row is not None else []:
        yield move_on(thing, "returned")
    for one in reckon(act):
        if one.row is not None:
            yield _kept(one.row, one.values, "end", "returned")


def keep_lines(act: Act) -> Iterable[Change]:
    """New lines are written, standing ones follow what goes back."""
    before = len(act.books.rows(LINE, **{"return": act.row.entry})) if act.row is not None else 0
    for one in reckon(act):
        if one.row is not None:
            change = _kept(one.row, one.values, "reckon", None)
            if change.set or change.clear:
                yield change
            continue
        before += 1
        yield entered(act, LINE, "return", before, one.values, "listed")


def undo_return(act: Act) -> Iterable[Change]:
    """The inverse of a draft that holds what it was drafted with; of an emptied one the lines alone."""
    if act.row is not None and out_with(act, act.row):
        yield from undo(act)
        return
    for line in listed(act):
        yield Change(LINE, "void", line, "void", {"reason": act.values.get("reason", "")})


def _kept(row: Any, values: dict[str, Any], action: str, status: str | None) -> Change:
    keys = ("document", "mark", "numbers", "given", "short", "why")
    changed = {key: values[key] for key in keys if values.get(key) != row[key]}
    gone = tuple(key for key, value in changed.items() if value is None)
    return Change(LINE, action, row, status, {k: v for k, v in changed.items() if v is not None}, gone)


def _return(act: Act) -> Any:
    return act.main if act.row is None else act.row.entry
