"""Rules of what happened against the rules: what was done about it, and when it is over (第82条)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import LEDGER
from secretdesk.domain.terms import THING_STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable

ABOUT = {
    "copy": "copies",
    "medium": "media",
    "device": "devices",
}  # field → the register of the thing it names


def measures_so_far(act: Act) -> dict[str, Any]:
    """A further measure stands below the earlier ones, each with its day."""
    told, before = act.values.get("measures"), act.row["measures"] if act.row else None
    if not told:
        return {}
    line = f"{act.day} {told}"
    return {"measures": f"{before}\n{line}" if before else line}


def measures_were_taken(act: Act) -> Iterable[Reason]:
    """Nothing is closed before something was done about it."""
    if act.row is not None and not act.row["measures"]:
        text = f"{act.row.number} 还没有登记处理措施，请先办“采取措施”。"
        yield Reason("wrong_state", text, "entry", "第82条")


def copy_is_accounted_for(act: Act) -> Iterable[Reason]:
    """What is still missing is no closed matter; it is asked, since a leak case may go on elsewhere."""
    for key, register in ABOUT.items() if act.row is not None else ():
        thing = act.books.get(register, act.row[key]) if act.row is not None and act.row[key] else None
        if thing is not None and thing.status in {"missing", "leak_case"}:
            told = THING_STATUSES[register][thing.status]
            text = f"{thing.number} 现为“{told}”；已另行立案的请确认，否则等找回后再办结。"
            yield Reason("still_missing", text, "entry", LEDGER, Weight.ASK)
