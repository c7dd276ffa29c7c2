"""Rules of files that leave the vault (第44条, 第46条)."""

from __future__ import annotations

from secretdesk.domain.review import Reason
from secretdesk.domain.rules.common import bad_value


def medium_unknown(volume: str) -> Reason:
    """A removable volume must be a registered medium of enough level."""
    return Reason(
        "undeclared_medium",
        f"“{volume}”是可移动介质，不在已登记的涉密介质之列，不能写入；请改存本机固定磁盘。",
        "path",
        "第44条、第46条",
    )


def inside_the_vault() -> Reason:
    """Nothing is released into the vault's own folder."""
    return bad_value("path", "不能写进保密库自己的文件夹，请另选一个文件夹。", "第46条")
