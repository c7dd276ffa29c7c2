"""Rules of movable media (F13, 第44条, 第46条, 第48条): what may be stored, and where one may be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.moves import chosen
from secretdesk.domain.review import Act, Reason
from secretdesk.domain.terms import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

ORIGIN = "第46条、第48条"


def may_store(medium: Row, level: str | None) -> bool:
    """Whether a medium may hold what is of *level*: in use, and of that level or above (第46条)."""
    return medium.status == "in_use" and _rank(level) <= _rank(medium["level"])


def holds_no_more(act: Act) -> Iterable[Reason]:
    """第46条: a medium bears the highest level of what was ever stored on it."""
    level, content = act.value("level"), act.value("content_level")
    if level and content and Level(content).rank > Level(level).rank:
        text = f"存过{content}内容的介质应定为{content}；请改密级，已登记的办“升密”。"
        yield Reason("medium_level", text, "content_level", ORIGIN)


def output_fits_medium(act: Act) -> Iterable[Reason]:
    """F31, 第46条: what is burnt or copied onto a medium is of its level or below."""
    level = act.value("level")
    for medium in chosen(act, "medium"):
        if not may_store(medium, level):
            text = f"{medium.number}（{medium['level']}）不能存{level or ''}内容；请换密级足够、在用的登记介质，或先办“升密”。"
            yield Reason("medium_level", text, "medium", ORIGIN)


def used_on_its_like(act: Act) -> Iterable[Reason]:
    """第44条: no medium goes between classified and unclassified devices, nor between levels."""
    level = act.value("level")
    wanted = act.value("used_on") or []
    if not level:
        return
    secret = Level(level).is_state_secret
    for device in _devices(act, wanted):
        other = Level(device["level"] or Level.UNCLASSIFIED)
        if other.is_state_secret != secret:
            text = (
                f"{device.number} 是{'涉密' if other.is_state_secret else '非密'}设备，"
                f"{level}介质不得在上面使用；请换同类设备，交换内容走刻录光盘并登记。"
            )
            yield Reason("cross_use", text, "used_on", "第44条")
        elif secret and other.rank != Level(level).rank:
            text = (
                f"{device.number} 是{other}设备，{level}介质不得在上面使用；请换{level}设备，或先办“升密”。"
            )
            yield Reason("medium_level", text, "used_on", ORIGIN)


def _devices(act: Act, wanted: list[object]) -> list[Row]:
    if "used_on" in act.values:
        return chosen(act, "used_on")
    found = (act.books.get("devices", one) for one in wanted if isinstance(one, int))
    return [one for one in found if one is not None]


def _rank(level: str | None) -> int:
    return Level(level or Level.UNCLASSIFIED).rank
