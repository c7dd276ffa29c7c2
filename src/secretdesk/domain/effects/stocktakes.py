"""What counting and finishing a stocktake write (F33): a line each, and what becomes of every difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.children import entered
from secretdesk.domain.effects.irregularities import named, recorded
from secretdesk.domain.effects.moves import chosen
from secretdesk.domain.effects.undo import undo
from secretdesk.domain.review import Act, Change, Row
from secretdesk.domain.rules import stocktake_values as values
from secretdesk.domain.terms import ABSENT, IRREGULARITY_OF_ACTION, STOCK_OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable


def count(act: Act) -> Iterable[Change]:
    """One line for each thing that was counted."""
    if act.row is None:
        return
    for n, line in enumerate(values.counted_now(act), start=len(values.all_lines(act)) + 1):
        yield _line(act, n, line)


def finish(act: Act) -> Iterable[Change]:
    """Missing: reported, or explained and booked; misplaced: booked where it lies; surplus: booked."""
    if act.row is None:
        return
    explained = {(row.register, row.entry) for row in chosen(act, *values.LOST)}
    put_back = {(row.register, row.entry) for row in chosen(act, *values.BACK)}
    reason = STOCK_OUTCOMES["reason"].format(number=act.row.number)
    for n, thing in enumerate(values.missing(act), start=len(values.all_lines(act)) + 1):
        known = (thing.register, thing.entry) in explained
        outcome = STOCK_OUTCOMES["explained" if known else "missing"]
        yield _line(
            act, n, {values.COUNTED[thing.register]: thing.entry, "state": ABSENT, "outcome": outcome}
        )
        if not known:
            lost = {"missing_since": act.day, "reason": reason}
            yield Change(thing.register, "report_missing", thing, "missing", lost)
        told = f"{act.values.get('reason') or ''}" if known else ""
        yield _irregularity(
            act, "stocktakes.finish" if known else "copies.report_missing", thing.number, thing, told
        )
    wrong = {thing.entry for thing in values.misnumbered(act)}
    elsewhere = values.found_elsewhere(act)
    for line, thing in elsewhere:
        stays = (thing.register, thing.entry) in put_back or act.value("place") is None
        more = [STOCK_OUTCOMES["misnumbered"]] if line["copy"] in wrong else []
        yield _settled(line, "；".join([STOCK_OUTCOMES["put_back" if stays else "moved"], *more]))
        if not stays:
            action = "relocate" if thing.register == "copies" else "amend"
            yield Change(thing.register, action, thing, None, {"place": act.value("place"), "reason": reason})
    more_than_booked = values.surplus(act)
    settled = {line.entry for line in (*(one for one, _ in elsewhere), *more_than_booked)}
    for line in values.lines_of(act):
        if line["copy"] in wrong and line.entry not in settled:
            yield _settled(line, STOCK_OUTCOMES["misnumbered"])
    for line in more_than_booked:
        yield _settled(line, STOCK_OUTCOMES["surplus"])
        name, found = values.name_of(act, line), values.thing_of(act, line)
        yield _irregularity(act, "stocktakes.finish", name, found, line["booked"])


def undo_stocktake(act: Act) -> Iterable[Change]:
    """Of one that is not finished the lines alone; else the inverse of everything."""
    if act.row is None or act.row.status != "open":
        yield from undo(act)
        return
    for line in values.lines_of(act):
        yield Change(line.register, "void", line, "void", {"reason": act.values.get("reason", "")})


def _line(act: Act, n: int, line: dict[str, Any]) -> Change:
    return entered(act, values.LINE, "stocktake", n, line, "counted")


def _settled(line: Row, outcome: str) -> Change:
    return Change(line.register, "settle", line, None, {"outcome": outcome})


def _irregularity(act: Act, key: str, number: str, thing: Row | None, told: str) -> Change:
    about = named(thing) if thing is not None else {}
    return recorded(act, IRREGULARITY_OF_ACTION[key], about, number=number, told=told)
