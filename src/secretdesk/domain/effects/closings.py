"""What the end of the day writes: a line for each thing that stays out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.children import entered
from secretdesk.domain.rules.closings import due_of, things_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Act, Change


def list_what_stays_out(act: Act) -> Iterable[Change]:
    """Who has it, until when, why it stays out."""
    out = {thing.number: thing for thing in things_out(act.books)}
    for n, line in enumerate(act.values.get("kept_out") or [], start=1):
        thing = out[line["thing"]]
        known = {"holder": thing["holder"], "due": due_of(act.books, thing) or None}
        told = {"thing": line["thing"], "why": line["why"], **known}
        yield entered(act, "closing_lines", "closing", n, told, "kept_out")
