"""The rows of the lists that no register keeps (F33, F09)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from secretdesk.desk.department_year import department_year
from secretdesk.desk.due import MANY, Due, piles
from secretdesk.desk.knowledge import knowledge_rows
from secretdesk.domain.review import Row
from secretdesk.domain.rules.destruction_values import grams, in_kg
from secretdesk.domain.rules.stocktake_values import COUNTED, LINE, scope_of, still_missing
from secretdesk.domain.terms import (
    ABSENT,
    DUE_STATES,
    THING_STATUSES,
    TICKS,
    TOTAL,
    Level,
)
from secretdesk.domain.terms_due import REST, SIMPLY_WAITS
from secretdesk.registers.department_year import DEPARTMENT_YEAR
from secretdesk.registers.knowledge import KNOWLEDGE
from secretdesk.registers.lists import BATCH_SUMS, OPEN_ITEMS, TALLY

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretdesk.desk.desk import Desk

SUMS = ("documents", "copies", "pages")
MOST = 10_000  # of one kind of open thing; a list that long tells all there is to tell
SOME = 500  # entries asked for in one statement


def tally_rows(desk: Desk, stocktake: int) -> list[Row]:
    """What should be there, with what was counted: a row each, to be ticked by hand or ticked already.

    Of one that counts blindly only what was counted; of a finished one what it had when it was finished.
    """
    owner = next(iter(desk.rows("stocktakes", where={"entry": stocktake})), None)
    if owner is None:
        return []
    lines = [
        line
        for line in desk.rows(LINE, where={"stocktake": stocktake}, ascending=True)
        if line.status != "void"
    ]
    counted = {
        (register, line[key]): line for register, key in COUNTED.items() for line in lines if line[key]
    }
    things = {(row.register, row.entry): row for row in _named(desk, counted)}
    if owner.status == "open" and not owner["blind"]:
        things |= {(row.register, row.entry): row for row in _expected(desk, owner)}
    ordered = sorted(things, key=lambda one: (one[0], things[one].number, one[1]))
    now = owner.status == "open"  # what becomes of a thing later is no part of a finished count
    rows = [_tallied(stocktake, things[one], counted.get(one), now=now) for one in ordered]
    rows += [_strange(stocktake, line) for line in lines if not any(line[key] for key in COUNTED.values())]
    for n, row in enumerate(rows, start=1):
        row.values["serial"] = n
    return rows


def as_it_stands(desk: Desk, owner: Row) -> Row:
    """An open count with 应有 and 缺 of this moment, as the rows below them are; what was counted stays."""
    if owner.register != "stocktakes" or owner.status != "open" or owner["blind"]:
        return owner
    missing = still_missing(desk.books, owner)
    told = {"missing": missing, "expected": (owner["agreed"] or 0) + missing}
    return replace(owner, values=owner.values | told)


def _named(desk: Desk, counted: dict[tuple[str, int], Row]) -> list[Row]:
    found: list[Row] = []
    for register in COUNTED:
        entries = sorted(entry for one, entry in counted if one == register)
        for start in range(0, len(entries), SOME):
            found += desk.rows(register, where={"entry": entries[start : start + SOME]})
    return found


def _expected(desk: Desk, owner: Row) -> list[Row]:
    scopes = ((register, scope_of(register, owner["place"], owner["person"])) for register in COUNTED)
    return [row for register, scope in scopes for row in desk.rows(register, where=scope)]


def _tallied(stocktake: int, thing: Row, line: Row | None, *, now: bool) -> Row:
    state = line["state"] if line is not None else None
    seen = line is not None and state != ABSENT
    told = [str(line[key]) for key in ("booked", "outcome") if line[key]] if line is not None else []
    values: dict[str, Any] = {
        "stocktake": stocktake,
        "thing": thing.number,
        "kind": thing["carrier_type"] or thing["kind"],
        "document": thing["document"],
        "model": thing["model"],
        "mark": thing["mark"] or thing["level"],
        "detail": thing["serial"] if thing.register == "media" else thing["copy_number"],
        "pages": thing["pages"],
        "booked": THING_STATUSES[thing.register][thing.status] if now else None,
        "tick": TICKS[seen],
        "outcome": " ".join([state, *told]) if state else None,
    }
    return Row(TALLY.key, thing.entry, thing.number, "listed", thing.seq, thing.on, values)


def _strange(stocktake: int, line: Row) -> Row:
    """What lay there and stands in no book."""
    outcome = " ".join(str(line[key]) for key in ("state", "booked", "outcome") if line[key])
    values = {"stocktake": stocktake, "thing": line["typed"], "tick": TICKS[True], "outcome": outcome}
    return Row(TALLY.key, line.entry, line.number, "listed", line.seq, line.on, values)


def batch_sums(desk: Desk, batch: int) -> list[Row]:
    """件, 份, 页, 公斤 of a batch by kind and level, and in all."""
    owner = next(iter(desk.rows("destructions", where={"entry": batch})), None)
    if owner is None:
        return []
    sums: dict[tuple[str, Level], dict[str, Any]] = {}

    def add(kind: str | None, level: str | None, document: object, **more: int | None) -> None:
        key = (kind or "", Level(level) if level else Level.UNCLASSIFIED)
        one = sums.setdefault(key, {"documents": set(), "copies": 0, "pages": 0, "kg": 0})
        one["documents"].add(document)
        for name, count in more.items():
            one[name] += count or 0

    for register in ("copies", "media", "devices"):
        for row in desk.rows(register, where={"destruction": batch}, ascending=True):
            document = row["document"] or (register, row.entry)
            kind = row["carrier_type"] or row["kind"]
            add(kind, row["level"], document, copies=1, pages=row["pages"])
    listed = {"destruction": batch, "status": ["listed", "destroyed"]}
    lines = desk.rows("destruction_lines", where=listed, ascending=True)
    for line in lines:
        levels = [r["level"] for r in desk.rows("documents", where={"entry": line["document"]})]
        level = line["level"] or next(iter(levels), None)
        add(line["kind"], level, line.entry, copies=line["count"], pages=line["pages"], kg=grams(line["kg"]))
    rows, kinds = [], list(dict.fromkeys(kind for kind, _ in sums))
    for kind, level in sorted(sums, key=lambda one: (kinds.index(one[0]), -one[1].rank)):
        one = sums[kind, level]
        told = {**one, "documents": len(one["documents"]), "kg": in_kg(one["kg"]) if one["kg"] else None}
        rows.append(_sum(owner, kind, level, told))
    weight = sum(one["kg"] for one in sums.values())
    whole: dict[str, Any] = {key: sum(row[key] for row in rows) for key in SUMS}
    return (
        [*rows, _sum(owner, TOTAL, None, {**whole, "kg": in_kg(weight) if weight else None})] if rows else []
    )


def _sum(owner: Row, kind: str, level: Level | None, told: dict[str, Any]) -> Row:
    values = {"destruction": owner.entry, "kind": kind, "level": str(level) if level else None, **told}
    return Row(BATCH_SUMS.key, owner.entry, owner.number, "listed", owner.seq, owner.on, values)


GATHERED: dict[str, Callable[[Desk, int], list[Row]]] = {
    KNOWLEDGE.key: knowledge_rows,
    TALLY.key: tally_rows,
    BATCH_SUMS.key: batch_sums,
    DEPARTMENT_YEAR.key: department_year,
}


def open_items(desk: Desk, few: int = MOST) -> list[Row]:
    """What is not settled, the most urgent first: a successor goes on with it (F15, 岗位交接).

    Of one kind and state *few* are listed; the rest is one line that tells how many there are.
    """
    rows: list[Row] = []
    for pile in piles(desk, limit=few + 1):
        told = pile.first if pile.total == few + 1 else pile.first[:few]
        rows += [_open_item(desk, one, {"due": one.when or None}) for one in told]
        if pile.total > len(told):
            rest = f"{MANY}+" if pile.total >= MANY else str(pile.total - len(told))
            rows.append(_open_item(desk, pile.first[-1], {"about": REST.format(rest=rest), "level": None}))
    for n, row in enumerate(rows, start=1):
        row.values["serial"] = n
    return rows


def _open_item(desk: Desk, one: Due, more: dict[str, Any]) -> Row:
    row = one.row
    state, book = DUE_STATES.get(one.state, SIMPLY_WAITS), desk.registers[one.register].label
    values = {
        "what": one.label, "state": state, "book": book, "about": row.number, "level": row["level"],
        "short_title": _short_title(row),
    } | more  # fmt: skip
    if "about" in more:
        values["short_title"] = None
    return Row(OPEN_ITEMS.key, row.entry, row.number, "listed", row.seq, row.on, values)


def _short_title(row: Row) -> str | None:
    """The 代称, where it is more than the number."""
    short = row["short_title"]
    return None if short == row.number else short
