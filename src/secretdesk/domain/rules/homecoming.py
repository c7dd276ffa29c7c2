"""What comes back: it went out with this matter, it is there, and its pages are counted (第28条（二）（六）, 第74条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.moves import chosen, field_of, out_with
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import LEDGER, bad_value, missing
from secretdesk.domain.terms import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row


BACK = ("back", "back_media", "back_devices")  # the fields of a matter that name what comes back


def coming_back(act: Act) -> list[Row]:
    """The things that come back now: those named in ``back``, else all that are out with the matter."""
    return chosen(act, *BACK) or (out_with(act, act.row) if act.row is not None else [])


def is_all_back(act: Act) -> bool:
    """Whether nothing is out with the matter when the act is done."""
    if act.row is not None and act.row["count"] is not None and act.values.get("came_back") is not None:
        return bool(act.values["came_back"] >= act.row["count"])
    return act.row is not None and len(coming_back(act)) == len(out_with(act, act.row))


def pages_recorded(act: Act) -> int | None:
    """The pages of all copies that come back together; None where one of them was not counted at receipt."""
    pages = [thing["pages"] for thing in coming_back(act) if thing.register == "copies"]
    return sum(pages) if pages and None not in pages else None


def came_from_it(act: Act, key: str, status: str) -> Iterable[Reason]:
    """What field *key* names, or all that comes back, is out with this matter still and in that status."""
    if act.row is None:
        return
    out = {(thing.register, thing.entry) for thing in out_with(act, act.row)}
    keys = BACK if key in BACK else (key,)
    for thing in chosen(act, *keys):
        if (thing.register, thing.entry) not in out:
            yield bad_value(
                field_of(act, thing, keys), f"{thing.number} 不在 {act.row.number} 未还之列，请核对。", LEDGER
            )
    for thing in chosen(act, *keys) or coming_back(act):
        if (thing.register, thing.entry) in out and thing.status != status:
            text = f"{thing.number} 已报失，请先办理找回。"
            yield Reason("wrong_state", text, field_of(act, thing, keys), "第74条")


def pages_agree(act: Act) -> Iterable[Reason]:
    """页数核对: what comes back is counted; fewer pages is an irregularity (domain 4)."""
    if act.row is None:
        return
    recorded, found = pages_recorded(act), act.values.get("pages")
    if found is None:
        level = Level(act.row["level"]) if act.row["level"] else None
        if recorded and level is not None and level.rank >= Level.HIGHLY_SECRET.rank:
            yield missing(act.register.field("pages"))
    elif recorded is not None and found != recorded:
        then = "确实缺页的，确认后照实登记并记入违规事项" if found < recorded else "登记有误的另办更正"
        text = f"登记共 {recorded} 页，交回 {found} 页；请再数一遍，{then}。"
        yield Reason("pages_differ", text, "pages", "第28条（二）（六）", Weight.ASK)
