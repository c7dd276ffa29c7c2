"""The list of a handover (F15): what the giver holds, each thing as one line of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.rules.by_count import is_of_count, still_out
from secretdesk.domain.terms import (
    BY_COUNT_OUT,
    HANDOVER_CATEGORIES,
    IN_THE_CABINET,
    THING_STATUSES,
    TO_BE_RETURNED,
    Level,
)

if TYPE_CHECKING:
    from secretdesk.domain.review import Act, Books, Row

# register → the field of its entries that tells in whose charge they are: what a signature hands on.
# What a person holds otherwise (lent, carried out, read) comes back first: no hand to hand (第28条（四）).
CHARGE = {
    "devices": "keeper",
    "media": "keeper",
    "places": "responsible",
    "departments": "device_keeper",
    "repairs": "sealed_with",
    "sites": "responsible",
    "keys": "keeper",
}

GONE = ("missing", "leak_case", "lost")  # nobody can sign for it


def held(act: Act) -> list[Row]:
    """What the books say the giver holds or has charge of."""
    giver = act.value("giver")
    return act.books.held_by(giver) if isinstance(giver, int) else []


def all_lines(act: Act) -> list[Row]:
    """Every line of the handover, struck ones too."""
    return act.books.rows("handover_items", handover=act.row.entry) if act.row is not None else []


def lines_of(act: Act, status: str = "listed") -> list[Row]:
    """The lines of that status."""
    return [line for line in all_lines(act) if line.status == status]


def to_gather(act: Act) -> list[Row]:
    """What the giver holds and no line names yet; with ``again`` also what was struck."""
    passed = {"listed"} if act.values.get("again") else {"listed", "removed"}
    known = {(line["about"], line["thing"]) for line in all_lines(act) if line.status in passed}
    return [row for row in held(act) if (row.register, row.entry) not in known]


def missing_now(act: Act) -> list[Row]:
    """Lines whose thing was reported missing: nobody can sign for them."""
    found = []
    for line in lines_of(act):
        thing = act.books.get(line["about"], line["thing"]) if line["about"] and line["thing"] else None
        if thing is not None and thing.status in GONE:
            found.append(line)
    return found


def must_come_back(row: Row, giver: Any) -> bool:
    """Whether the giver holds it otherwise than in charge: then it comes back first."""
    key = CHARGE.get(row.register)
    if row.status in GONE:
        return False  # not handed on either, but nothing that could come back
    return row["holder"] == giver or key is None or row[key] != giver


def line_of(books: Books, row: Row, giver: Any) -> dict[str, Any]:
    """One held thing as a line: category, number, name, level, count, and whether it comes back first."""
    told: dict[str, Any] = {
        "about": row.register,
        "thing": row.entry,
        "category": HANDOVER_CATEGORIES.get(row.register, HANDOVER_CATEGORIES[""]),
        "item": row.number,
        "level": row["level"],
        "count": 1,
        "condition": THING_STATUSES.get(row.register, {}).get(row.status),
        "note": TO_BE_RETURNED if must_come_back(row, giver) else None,
    }
    if is_of_count(row):
        document = books.get("documents", row["document"] or 0)
        told |= {
            "name": (document["short_title"] or document.number) if document else None,
            "count": still_out(row),
            "condition": BY_COUNT_OUT[row.register],
        }
    elif row.register == "copies":
        document = books.get("documents", row["document"]) if row["document"] else None
        told |= {"name": document["short_title"] if document else None, "detail": row["copy_number"]}
    elif row.register in {"devices", "media"}:
        told |= {"name": f"{row['kind']} {row['model'] or ''}".strip(), "detail": row["serial"]}
    elif row.register == "keys":
        told |= {"name": f"{row['lock']} {row['kind']}", "detail": row["key_number"]}
    elif row.register == "places":
        told |= place_summary(books, row)
    else:
        told["name"] = row["name"] or row["disk_serial"]
        told["detail"] = row["seal_number"]
    return {key: value for key, value in told.items() if value is not None}


def place_summary(books: Books, place: Row) -> dict[str, Any]:
    """What lies in a cabinet, by level: the copies, and the papers that are kept by count (F15, F33)."""
    copies = books.tally("copies", "level", place=place.entry, status=list(IN_THE_CABINET))
    papers = books.tally("documents", "level", place=place.entry, by_count=True, status="registered")
    levels = [level for level in Level if copies.get(level) or papers.get(level)]
    parts = [f"{level} {copies[level]} 份" for level in levels if copies.get(level)]
    parts += [f"{level} {papers[level]} 件" for level in levels if papers.get(level)]
    return {
        "name": place["name"],
        "detail": "、".join(parts) or None,
        "count": sum(copies.values()) + sum(papers.values()),
        "level": str(levels[0]) if levels else None,
        "condition": None,
    }
