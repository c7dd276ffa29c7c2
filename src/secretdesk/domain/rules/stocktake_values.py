"""What a stocktake expects, and what each thing that is counted turns out to be (F33)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.moves import chosen
from secretdesk.domain.rules.availability import obtained
from secretdesk.domain.terms import (
    AGREES,
    BOOKED_AS,
    BOOKED_AT,
    MISPLACED,
    NOT_IN_BOOKS,
    STOCK_OUTCOMES,
    STOCK_TOLD,
    SURPLUS,
    TERMINAL_STATUSES,
    THING_STATUSES,
)

if TYPE_CHECKING:
    from secretdesk.domain.review import Act, Books, Row

COUNTED = {"copies": "copy", "media": "medium"}  # register of things → the field of a line that names one
PRESENT = ("in_cabinet", "in_use", "archived", "sealed_personal", "to_return", "to_destroy")
LINE = "stocktake_lines"
LOST = ("explained", "explained_media")
BACK = ("put_back", "put_back_media")
WRONG = "wrong_numbers"


def expected(act: Act) -> list[Row]:
    """What the books say was in the place, or in the person's hands, on the day of the act.

    What came there later (obtained, or moved in) could not be counted on that day.
    """
    today = act.now.date().isoformat()
    found = [
        row
        for register in COUNTED
        if (scope := scope_of(register, act.value("place"), act.value("person")))
        for row in act.books.rows(register, **scope)
    ]
    return found if act.day >= today else [row for row in found if _was_here(act, row)]


def _was_here(act: Act, thing: Row) -> bool:
    return obtained(act.books, thing) <= act.day and (thing["moved_on"] or "")[:10] <= act.day


def scope_of(register: str, place: int | None, person: int | None) -> dict[str, Any]:
    """What the books are asked for the things of a register that are in a place or in a person's hands."""
    if isinstance(place, int):
        return {"place": place, "status": list(PRESENT)}
    if not isinstance(person, int):
        return {}
    ended = {*TERMINAL_STATUSES[register], "missing", "leak_case"}
    return {"holder": person, "status": [key for key in THING_STATUSES[register] if key not in ended]}


def still_missing(books: Books, stocktake: Row) -> int:
    """How many of what is there by the books now have not been counted; ids alone, counted by SQLite."""
    left = 0
    for register, key in COUNTED.items():
        scope = scope_of(register, stocktake["place"], stocktake["person"])
        there = books.tally(register, "entry", **scope) if scope else {}
        left += len(there.keys() - books.tally(LINE, key, stocktake=stocktake.entry, status="counted").keys())
    return left


def belongs(act: Act, thing: Row) -> bool:
    """Whether the books have the thing where it was counted."""
    if act.value("place") is not None:
        return thing["place"] == act.value("place") and thing.status in PRESENT
    return thing["holder"] == act.value("person") and thing.status not in TERMINAL_STATUSES[thing.register]


def state_of(act: Act, thing: Row) -> tuple[str, str | None]:
    """一致, 错位 or 多, and how the books have it where that differs."""
    if belongs(act, thing):
        return AGREES, None
    told = THING_STATUSES[thing.register][thing.status]
    if thing.status in PRESENT and thing["holder"] is None:
        place = act.books.get("places", thing["place"]) if thing["place"] else None
        return MISPLACED, BOOKED_AT.format(place=place["name"] if place else "")
    person = act.books.get("people", thing["holder"]) if thing["holder"] else None
    return SURPLUS, BOOKED_AS.format(status=told, who=person["name"] if person else "")


def counted_now(act: Act) -> list[dict[str, Any]]:
    """The lines that the act counts, in the order of counting."""
    lines = []
    for thing in chosen(act, *COUNTED):
        state, booked = state_of(act, thing)
        lines.append({COUNTED[thing.register]: thing.entry, "state": state, "booked": booked})
    strange = [text.strip() for text in (act.values.get("strange") or "").replace("，", "、").split("、")]
    lines += [{"typed": text, "state": SURPLUS, "booked": NOT_IN_BOOKS} for text in strange if text]
    return lines


def begin(act: Act) -> dict[str, Any]:
    """应有 is known from the beginning, unless the count is a blind one."""
    zero = dict.fromkeys(("counted", "agreed", "surplus", "misplaced"), 0)
    if act.value("blind"):
        return zero
    count = len(expected(act))
    return {**zero, "expected": count, "missing": count}


def tally(act: Act) -> dict[str, Any]:
    """实有, 多, 错位 go on from what was counted before; 应有, 缺 are told anew unless the count is a blind one."""
    if act.row is None:
        return {}
    lines = counted_now(act)
    keys = {"agreed": AGREES, "surplus": SURPLUS, "misplaced": MISPLACED}
    sums = {
        key: (act.row[key] or 0) + sum(one["state"] == word for one in lines) for key, word in keys.items()
    }
    found = {"counted": (act.row["counted"] or 0) + len(lines), **sums}
    if not act.row["blind"]:
        agreed = sum(one["state"] == AGREES for one in lines)  # in the scope, and not among the lines yet
        found["missing"] = max(0, still_missing(act.books, act.row) - agreed)
        found["expected"] = sums["agreed"] + found["missing"]
    return found


def all_lines(act: Act) -> list[Row]:
    """Every line of the stocktake, those undone too: they keep their numbers."""
    return act.books.rows(LINE, stocktake=act.row.entry) if act.row is not None else []


def lines_of(act: Act) -> list[Row]:
    """What was counted."""
    return [line for line in all_lines(act) if line.status != "void"]


def missing(act: Act) -> list[Row]:
    """What should be there and was not counted."""
    seen = {(register, row[key]) for row in lines_of(act) for register, key in COUNTED.items() if row[key]}
    return [thing for thing in expected(act) if (thing.register, thing.entry) not in seen]


def found_elsewhere(act: Act) -> list[tuple[Row, Row]]:
    """The misplaced things that the books still have elsewhere, each with its line."""
    pairs = []
    for line in lines_of(act):
        if line["state"] == MISPLACED:
            thing = thing_of(act, line)
            if thing is not None and not belongs(act, thing) and thing.status in PRESENT:
                pairs.append((line, thing))
    return pairs


def surplus(act: Act) -> list[Row]:
    """The lines of what should not be there."""
    return [line for line in lines_of(act) if line["state"] == SURPLUS]


def name_of(act: Act, line: Row) -> str:
    """The number of what a line counts, as typed where the books know none."""
    thing = thing_of(act, line)
    return thing.number if thing is not None else str(line["typed"] or "")


def thing_of(act: Act, line: Row) -> Row | None:
    """What a line counts; None for what the books don't know."""
    for register, key in COUNTED.items():
        if line[key]:
            return act.books.get(register, line[key])
    return None


def misnumbered(act: Act) -> list[Row]:
    """What was counted, but bears another 份号 than the books say."""
    return chosen(act, WRONG)


def settle(act: Act) -> dict[str, Any]:
    """The numbers at the end, and each difference in words."""
    lost, elsewhere, more = missing(act), found_elsewhere(act), surplus(act)
    explained = {(row.register, row.entry) for row in chosen(act, *LOST)}
    put_back = {(row.register, row.entry) for row in chosen(act, *BACK)}
    told: dict[str, list[str]] = {}
    for thing in lost:
        known = (thing.register, thing.entry) in explained
        told.setdefault("explained" if known else "missing", []).append(thing.number)
    for _, thing in elsewhere:
        stays = (thing.register, thing.entry) in put_back or act.value("place") is None
        told.setdefault("put_back" if stays else "moved", []).append(thing.number)
    for line in more:
        told.setdefault("surplus", []).append(f"{name_of(act, line)}（{line['booked']}）")
    for thing in (wrong := misnumbered(act)):
        told.setdefault("misnumbered", []).append(thing.number)
    words = [
        STOCK_TOLD[key].format(numbers="、".join(found), outcome=STOCK_OUTCOMES[key])
        for key, found in told.items()
    ]
    return {
        "expected": (act.row["agreed"] or 0 if act.row is not None else 0) + len(lost),
        "missing": len(lost),
        "misplaced": len(elsewhere),
        "misnumbered": len(wrong),
        "differences": "；".join(words) or STOCK_TOLD["none"],
    }
