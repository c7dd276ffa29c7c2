"""The notice of an issuer matched against the books, line by line: what is to go back, what does, and why not the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.moves import AWAY
from secretdesk.domain.rules.availability import level_of_copy
from secretdesk.domain.rules.by_count import left_of
from secretdesk.domain.rules.destruction_values import things_after
from secretdesk.domain.rules.receipt_values import doc_key
from secretdesk.domain.terms import NOT_OURS, ONLY_SO_MANY, WHY_SHORT, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Act, Row

LINE = "return_lines"
TOLD = 3  # numbers of copies in one reason


@dataclass(frozen=True)
class Reckoned:
    """One line of F08 after the act: the entry it has (None for a new one), its values, what the books hold of it."""

    row: Row | None
    values: dict[str, Any]
    copies: tuple[Row, ...]  # all that the line means, wherever they are
    going: tuple[Row, ...]  # those of them in this return


def match(act: Act, line: dict[str, Any]) -> tuple[Row | None, list[Row]]:
    """The paper that a line means and its copies: by 文号 (of this issuer first), then by 份号."""
    number = line.get("doc_number") or ""
    found = act.books.rows("documents", doc_key=doc_key(number)) or act.books.rows("documents", number=number)
    living = [row for row in found if row.status != "void"]
    papers = [row for row in living if row["issuer"] == act.value("issuer")] or living
    if not papers:
        return None, []
    copies = act.books.rows("copies", document=[row.entry for row in papers])
    wanted = line.get("copy_numbers")
    kept = [copy for copy in copies if copy.status != "void"]
    return papers[0], [copy for copy in kept if not wanted or copy["copy_number"] in wanted]


def listed(act: Act) -> list[Row]:
    """The lines that stand in the return."""
    return (
        act.books.rows(LINE, **{"return": act.row.entry, "status": "listed"}) if act.row is not None else []
    )


def reckon(act: Act) -> list[Reckoned]:
    """Every line as it stands after the act; what goes back without having been asked for has lines of its own."""
    left = {(thing.register, thing.entry): thing for thing in things_after(act)}
    lines: list[tuple[Row | None, dict[str, Any]]] = [(row, dict(row.values)) for row in listed(act)]
    lines += [(None, dict(line)) for line in act.values.get("lines") or []]
    free: dict[
        int, int
    ] = {}  # of each paper kept by count, what the lines before this one leave in the cabinet
    found = [_reckon_line(act, row, line, left, free) for row, line in lines]
    unasked: dict[tuple[str, int], list[Row]] = {}
    for thing in left.values():
        own = thing.register == "copies" and thing["document"]
        unasked.setdefault(("documents", own) if own else (thing.register, thing.entry), []).append(thing)
    for (register, entry), things in unasked.items():
        paper = act.books.get(register, entry)
        number = (paper["doc_number"] if register == "documents" and paper else None) or things[0].number
        values = {
            "doc_number": number,
            "document": entry if register == "documents" else None,
            "mark": (paper["mark"] or paper["level"]) if paper else None,
            "name": things[0]["model"],
            "numbers": _numbers(things),
            "count": len(things),
            "given": len(things),
            "short": 0,
        }
        found.append(Reckoned(None, values, tuple(things), tuple(things)))
    return found


def _reckon_line(
    act: Act,
    row: Row | None,
    line: dict[str, Any],
    left: dict[tuple[str, int], Row],
    free: dict[int, int],
) -> Reckoned:
    paper, copies = match(act, line)
    going = tuple(copy for copy in copies if left.pop((copy.register, copy.entry), None) is not None)
    count = line.get("count") or len(line.get("copy_numbers") or ()) or len(copies) or 1
    given = len(going)
    if paper is not None and paper["by_count"]:
        in_cabinet = free.setdefault(paper.entry, left_of(act.books, paper))
        given = line["given"] if row is not None else max(0, min(count, in_cabinet))
        free[paper.entry] -= given if row is None else 0  # what stands in the return is taken already
    short = max(0, count - given)
    why = _why(act, paper, copies, {one.entry for one in going}, count) if short else None
    told = {
        "document": paper.entry if paper else None,
        "mark": paper["mark"] if paper else None,
        "numbers": _numbers(going),
        "count": count,
        "given": given,
        "short": short,
        "why": why,
    }
    return Reckoned(row, {**line, **told}, tuple(copies), going)


def _numbers(things: Iterable[Row]) -> list[str] | None:
    return [thing["copy_number"] for thing in things if thing["copy_number"]] or None


def _why(act: Act, paper: Row | None, copies: list[Row], going: set[int], count: int) -> str:
    """差额及原因 (F08): what became of those that do not go back."""
    if paper is None:
        return NOT_OURS
    kinds: dict[str, list[str]] = {}
    for copy in copies:
        if copy.entry not in going:
            kept = act.row is not None and copy["return"] == act.row.entry and copy.status == "to_return"
            kind = "in_cabinet" if kept else "out" if copy.status in AWAY else copy.status
            kinds.setdefault(kind, []).append(copy.number)
    told = [
        f"{WHY_SHORT.get(kind, '')}{len(numbers)}（{'、'.join(numbers[:TOLD])}）"
        for kind, numbers in kinds.items()
    ]
    known = len(copies) if not paper["by_count"] else paper["count"] or 0
    return "；".join([*told, *([ONLY_SO_MANY.format(count=known)] if count > known else [])])


def take_what_is_in(act: Act) -> dict[str, Any]:
    """What the notice asks for and lies in the cabinet goes into the return, as many as it asks."""
    named = list(act.values.get("copies") or [])
    for line in act.values.get("lines") or []:
        _, copies = match(act, line)
        wanted = line.get("count") or len(copies)
        inside = [copy.entry for copy in copies if copy.status == "in_cabinet" and copy.entry not in named]
        named += inside[:wanted]
    return {"copies": named} if named else {}


def count_return(act: Act) -> dict[str, Any]:
    """应退, 实退, 差额 and the highest level of what goes back."""
    lines = reckon(act)
    levels = [level_of_copy(act, thing) for thing in things_after(act)]
    top = max((level for level in levels if level), key=lambda one: one.rank, default=None)
    return {
        "due_count": sum(one.values["count"] for one in lines),
        "given_count": sum(one.values["given"] for one in lines),
        "short_count": sum(one.values["short"] for one in lines),
        "level": str(top) if isinstance(top, Level) else None,
    }
