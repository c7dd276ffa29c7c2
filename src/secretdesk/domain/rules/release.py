"""Rules of files that leave the vault (第44条, 第46条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Reason
from secretdesk.domain.rules.common import bad_value
from secretdesk.domain.terms import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row


def medium_unknown(volume: str, volume_id: str = "") -> Reason:
    """A removable volume must be a registered medium of enough level."""
    named = f"（卷标识 {volume_id}）" if volume_id else ""
    then = "；是涉密介质的先到“移动介质”登记这个卷标识" if volume_id else ""
    return Reason(
        "undeclared_medium",
        f"“{volume}”{named}是可移动介质，不在在用的登记介质之列，不能写入；请改存本机固定磁盘{then}。",
        "path",
        "第44条、第46条",
    )


def medium_fits(medium: Row, pc: str, level: str | None) -> Iterable[Reason]:
    """第44条, 第46条: what is plugged into this PC is of its kind, and of at least the level of the file."""
    own, wanted = Level(medium["level"]), Level(level or Level.UNCLASSIFIED)
    if own.is_state_secret != Level(pc).is_state_secret:
        text = f"本机为{pc}级，{medium.number} 是{own}介质，不得交叉使用；请换登记在册的同类介质。"
        yield Reason("cross_use", text, "path", "第44条")
    elif wanted.rank > own.rank:
        text = f"要写出的内容为{wanted}，{medium.number} 是{own}介质；请换{wanted}介质，或先办“升密”。"
        yield Reason("medium_level", text, "path", "第46条、第48条")


def inside_the_vault() -> Reason:
    """Nothing is released into the vault's own folder."""
    return bad_value("path", "不能写进保密库自己的文件夹，请另选一个文件夹。", "第46条")
