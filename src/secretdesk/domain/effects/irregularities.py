"""What was done against the rules is booked in 违规事项 by the act that shows it (design section 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.domain.review import Act, Row

NAMED = {"documents": "document", "copies": "copy", "media": "medium", "devices": "device"}


def recorded(act: Act, what: tuple[str, str, str], about: Mapping[str, Any], **told: Any) -> Change:
    """One entry: *what* is its kind, article and description, filled from *told*; *about* whom and what."""
    kind, article, text = what
    given = {"happened_on": act.day, "kind": kind, "article": article, "description": text.format(**told)}
    known = {key: value for key, value in about.items() if value is not None}
    return Change("irregularities", "record", status="open", set=given | known, series="irregularities")


def named(row: Row) -> dict[str, Any]:
    """The fields of an irregularity that name this paper or thing; none for what is neither."""
    own = NAMED.get(row.register)
    of = {"document": row["document"]} if row.register == "copies" else {}
    return of | ({own: row.entry} if own else {})
