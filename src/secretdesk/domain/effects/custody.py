"""Effects on copies and on the documents they are copies of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.children import entered
from secretdesk.domain.effects.irregularities import named, recorded
from secretdesk.domain.effects.receipt import close_arrival
from secretdesk.domain.review import Act, Change
from secretdesk.domain.terms import EXPUNGED, IRREGULARITY_OF_ACTION

if TYPE_CHECKING:
    from collections.abc import Iterable


def book_violation(act: Act) -> Iterable[Change]:
    """An act that is itself an irregularity opens one: missing, reinstated, expunged."""
    if act.row is None:
        return
    what = IRREGULARITY_OF_ACTION[f"{act.register.key}.{act.action.key}"]
    yield recorded(act, what, named(act.row), number=act.row.number)


def mark_backups(act: Act) -> Iterable[Change]:
    """The backups that still hold what is erased are listed until they are replaced (第44条)."""
    for one in act.books.rows("backups", status="kept"):
        if act.row is not None and (one["lines"] or 0) >= act.row.entry and not one["holds_expunged"]:
            yield Change("backups", "note", one, None, {"holds_expunged": True})


def book_lost_pages(act: Act) -> Iterable[Change]:
    """A copy that came back with fewer pages than recorded is an irregularity (domain 4, 页数核对)."""
    if act.row is None or "pages_differ" not in act.warned or act.values["pages"] > act.row["pages"]:
        return
    told = {"number": act.row.number, "pages": act.values["pages"], "recorded": act.row["pages"]}
    yield recorded(act, IRREGULARITY_OF_ACTION["copies.found"], named(act.row), **told)


def lessen_document(act: Act) -> Iterable[Change]:
    """A copy booked by mistake is no longer counted on its document; one that we made never was."""
    if act.row is None or act.row["document"] is None or act.row["made_from"] is not None:
        return
    document = act.books.get("documents", act.row["document"])
    if document is None:
        return
    numbers = [n for n in document["copy_numbers"] or [] if n != act.row["copy_number"]]
    count = max((document["count"] or 1) - 1, 0)
    yield Change(
        "documents",
        "amend",
        document,
        set={"count": count, **({"copy_numbers": numbers} if numbers else {})},
        clear=() if numbers or not document["copy_numbers"] else ("copy_numbers",),
    )


def count_again(act: Act) -> Iterable[Change]:
    """A copy that was void and is reinstated is counted on its document again."""
    if act.row is None or act.row.status != "void" or act.row["document"] is None:
        return
    if act.row["made_from"] is not None:
        return
    document = act.books.get("documents", act.row["document"])
    if document is None:
        return
    number, numbers = act.row["copy_number"], list(document["copy_numbers"] or [])
    if numbers and number:
        numbers.append(number)
    count = (document["count"] or 0) + 1
    yield Change(
        "documents", "amend", document, set={"count": count, **({"copy_numbers": numbers} if numbers else {})}
    )


def change_document_number(act: Act) -> Iterable[Change]:
    """A corrected 份号 is corrected on the document's list as well."""
    if act.row is None or "copy_number" not in act.values or act.row["document"] is None:
        return
    old, new = act.row["copy_number"], act.values["copy_number"]
    document = act.books.get("documents", act.row["document"])
    numbers = (document["copy_numbers"] or []) if document else []
    if document is not None and old in numbers and new and new != old:
        changed = [new if n == old else n for n in numbers]
        yield Change("documents", "amend", document, set={"copy_numbers": changed})


def expunged_values(act: Act) -> dict[str, object]:
    """What stays of an expunged entry: everything that is not content; texts show that they were erased."""
    if act.row is None:
        return {}
    kept: dict[str, object] = {}
    for field in act.register.fields:
        value = act.row[field.key]
        if value is None or field.key == "reason":
            continue
        kept[field.key] = (EXPUNGED if field.kind == "text" else None) if field.sensitive else value
    return kept


def send_envelope_back(act: Act) -> Iterable[Change]:
    """错投退回 or 亲启转交: one envelope leaves unopened."""
    if act.row is None:
        return
    status = {"send_back": "sent_back", "hand_over": "handed_unopened"}[act.action.key]
    for envelope in act.books.rows("envelopes", arrival=act.row.entry, status="to_open"):
        if envelope["serial"] == act.values.get("envelope"):
            yield Change("envelopes", "settle", envelope, status, {"remark": act.values.get("reason") or ""})
            yield from close_arrival(act, act.row.entry, envelope)


def list_envelopes(act: Act) -> Iterable[Change]:
    """One line for each envelope signed for (F01 column 11: 机要号, 封装)."""
    for n, line in enumerate(act.values.get("envelopes") or [], start=1):
        intact = line.get("intact")
        told = {**line, "intact": True if intact is None else intact}
        yield entered(act, "envelopes", "arrival", n, told, "to_open")
