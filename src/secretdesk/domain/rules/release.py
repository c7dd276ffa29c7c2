"""Rules of files that leave the vault (第44条, 第46条)."""

from __future__ import annotations

from secretdesk.domain.review import Reason


def medium_unknown(volume: str) -> Reason:
    """A removable volume must be a registered medium of enough level."""
    return Reason(
        "undeclared_medium",
        f"“{volume}”是可移动介质，不在已登记的涉密介质之列，不能写入；请改存本机固定磁盘。",
        "path",
        "第44条、第46条",
    )
