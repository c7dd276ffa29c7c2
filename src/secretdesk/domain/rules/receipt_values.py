"""What follows from a receipt's typed values: level and 解密日, 份数, and what goes without saying.

Computed by the act and kept in its line (条例第19条, 第28条（一）, F01, F34).
"""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from secretdesk.domain.effects.receipt import next_envelope
from secretdesk.domain.marks import Mark, parse_mark
from secretdesk.domain.periods import Term
from secretdesk.domain.review import OWN_NUMBER, Act, Row
from secretdesk.domain.terms import (
    NO_COPY_NUMBER,
    NO_DOC_NUMBER,
    PAPER,
    SEALED_REASON,
    SEALED_TITLE,
    SOURCE_OF_ACTION,
    Level,
)

LIMIT_CODE = {
    Level.TOP_SECRET: "max_term_top_secret",
    Level.HIGHLY_SECRET: "max_term_highly_secret",
    Level.ORDINARY_SECRET: "max_term_ordinary_secret",
}


def read_mark(act: Act) -> dict[str, Any]:
    """Level, term and 解密日 from the mark as typed; the mark itself stays verbatim (domain 2.3)."""
    if act.action.key == "amend" and not {"mark", "level", "issued_on"} & set(act.values):
        return {}
    text = act.value("mark") or act.value("level")
    mark = parse_mark(str(text)) if text else None
    if mark is None:
        return {}
    values: dict[str, Any] = {"mark": str(text), "term": mark.term.text if mark.term else None}
    if not act.values.get("level"):
        values["level"] = str(mark.level)
    ends = declassify_on(act, mark)
    values["declassify_on"] = ends.isoformat() if ends else None
    return values


def declassify_on(act: Act, mark: Mark) -> date | None:
    """The 解密日, counted from the day of issue; without a term the legal limit holds (条例第19条)."""
    term = mark.term
    if term is None and mark.level.is_state_secret:
        term = Term(years=int(act.books.parameter(LIMIT_CODE[mark.level], act.day)))
    start = act.value("issued_on") or (act.value("received_on") if term and term.until else None)
    return term.end(date.fromisoformat(start)) if term and start else None


def count_copies(act: Act) -> dict[str, Any]:
    """份数 from the 份号, 无份号 with its reason, and whether single copies are kept (F34: by count)."""
    numbers = act.values.get("copy_numbers")
    values: dict[str, Any] = {}
    if numbers == [NO_COPY_NUMBER]:
        numbers = None
        values["copy_numbers"] = None
        if not act.values.get("no_copy_number_reason"):
            values["no_copy_number_reason"] = NO_COPY_NUMBER
    if numbers and act.values.get("count") is None:
        values["count"] = len(numbers)
    elif not numbers and act.values.get("count") is None and values.get("no_copy_number_reason"):
        values["count"] = 1
    if act.values.get("sealed_personal") and not numbers:  # nobody can look inside
        values["no_copy_number_reason"] = act.values.get("no_copy_number_reason") or SEALED_REASON
        values["count"] = act.values.get("count") or 1
    if act.action.key == "take_stock" and not numbers and act.values.get("count"):
        values["no_copy_number_reason"] = act.values.get("no_copy_number_reason") or NO_COPY_NUMBER
    secret = level_of(act)
    reason = values.get("no_copy_number_reason") or act.values.get("no_copy_number_reason")
    if not numbers and not reason and secret and not secret.is_state_secret:
        values["by_count"] = True
    return values


def fill_in(act: Act) -> dict[str, Any]:
    """What goes without saying: carrier, source, 代称, the title of an unopened envelope, the envelope's data."""
    values: dict[str, Any] = {"source": SOURCE_OF_ACTION[act.action.key]}
    if not act.values.get("carrier_type"):
        values["carrier_type"] = PAPER[0]
    if not act.values.get("short_title"):
        values["short_title"] = OWN_NUMBER
    if act.values.get("sealed_personal") and not act.values.get("title"):
        values["title"] = SEALED_TITLE
    arrival = act.values.get("arrival")
    envelope = next_envelope(act, arrival) if arrival is not None else None
    if envelope is not None:
        if not act.values.get("courier_number") and envelope["courier_number"]:
            values["courier_number"] = envelope["courier_number"]
        if act.values.get("wrapping_intact") is None:
            values["wrapping_intact"] = envelope["intact"]
    return values


def know_the_number(act: Act) -> dict[str, Any]:
    """The 文号 in one spelling, by which the same document is known, and the first receipt of it."""
    number = act.value("doc_number")
    if "doc_number" not in act.values:
        return {}
    values: dict[str, Any] = {"doc_key": doc_key(number) if number and number != NO_DOC_NUMBER else None}
    earlier = same_document(act.with_values(**values))
    if earlier and act.row is None:
        values["same_as"] = earlier[0].entry
    return values


def doc_key(number: str) -> str:
    """Brackets, widths and spaces of a 文号 are indifferent: 云教密[2026]8 号 is 云教密〔2026〕8号."""
    return "".join(unicodedata.normalize("NFKC", number).translate(BRACKETS).split())


BRACKETS = str.maketrans(dict.fromkeys("[【(〖", "〔") | dict.fromkeys("]】)〗", "〕"))


def level_of(act: Act) -> Level | None:
    """The level as it will stand after the act; None while it is unknown."""
    word = act.value("level")
    return Level(word) if word else None


def same_document(act: Act) -> list[Row]:
    """Living receipts of the same issuer and 文号, oldest first."""
    issuer, key = act.value("issuer"), act.value("doc_key")
    if not isinstance(issuer, int) or not key:
        return []
    own = act.row.entry if act.row else None
    found = act.books.rows("documents", doc_key=key)  # few; an issuer has thousands
    return [r for r in found if r["issuer"] == issuer and r.status != "void" and r.entry != own]
