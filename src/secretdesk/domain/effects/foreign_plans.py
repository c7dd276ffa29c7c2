"""The list of a plan, the verdicts on it, and what went wrong (第59条, 第60条, F25b)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.children import entered
from secretdesk.domain.effects.irregularities import recorded
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.foreign_plans import LINES, lines_of
from secretdesk.domain.terms_people import FINE, HANDED_OUT, NOT_FINE, UNAPPROVED

if TYPE_CHECKING:
    from collections.abc import Iterable


def make_lines(act: Act) -> Iterable[Change]:
    """A line for each person and each thing; void ones keep their numbers."""
    count = len(act.books.rows(LINES, event=act.row.entry)) if act.row is not None else 0
    for n, line in enumerate(act.values.get("lines") or [], start=count + 1):
        yield entered(act, LINES, "event", n, line, "listed")


def judge_lines(act: Act) -> Iterable[Change]:
    """What the department in charge struck out, and the rest (第59条（二）（三）)."""
    struck = act.values.get("struck") or []
    for row in lines_of(act):
        verdict = NOT_FINE if row.entry in struck else FINE
        yield Change(LINES, "judge", row, "judged", {"verdict": verdict, "judged_on": act.day})


def book_wrongs(act: Act) -> Iterable[Change]:
    """Held without an approved plan; handed out what nobody had looked at."""
    if act.row is None:
        return
    department = act.books.get("departments", act.row["department"] or 0)
    told = {
        "number": act.row.number,
        "department": department["name"] if department is not None else "",
        "activity": act.row["activity"],
        "more": act.values.get("aftermath") or "",
        "given": act.values.get("given_besides") or "",
    }
    if act.row.status in {"planned", "checked"}:
        yield recorded(act, UNAPPROVED, {"happened_on": act.row["from_on"]}, **told)
    if act.values.get("given_besides"):
        yield recorded(act, HANDED_OUT, {"happened_on": act.row["from_on"]}, **told)
