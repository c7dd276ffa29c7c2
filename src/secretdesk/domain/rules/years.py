"""Rules of closing a year (条例第56条): it is over, it is closed once, what does not agree is explained and signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Reason
from secretdesk.domain.rules.common import missing

if TYPE_CHECKING:
    from collections.abc import Iterable

LAW = "条例第56条"


def year_is_over(act: Act) -> Iterable[Reason]:
    """Not before its last day."""
    last = act.values.get("last")
    if last and act.day < last:
        text = f"{act.values.get('year')} 年度到 {last} 才截止，请过了这一天再年结。"
        yield Reason("wrong_state", text, "of_year", LAW)


def closed_once(act: Act) -> Iterable[Reason]:
    """A closed year stays closed; what is found later is an adjustment of the next."""
    found = act.books.rows("years", of_year=act.values.get("of_year"), status="closed")
    if found:
        text = f"{act.values.get('year')} 年度已由 {found[0].number} 年结；以后的更正列入下一年的“以前年度调整”。"
        yield Reason("wrong_state", text, "of_year", LAW)


def differences_are_explained(act: Act) -> Iterable[Reason]:
    """Copies that are missing or were corrected: closed only with a signed 差异说明."""
    if not act.values.get("differences"):
        return
    for key in ("difference_note", "note_signed_by"):
        if not act.values.get(key):
            yield missing(act.register.field(key))
