"""The sheet of keys on paper: one page of PDF, let out like every other file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from secretdesk.desk.release import release
from secretdesk.domain.terms import OUTPUT_KINDS, Level
from secretdesk.ui.ask_where import ask_target
from secretdesk.ui.help_keys import KEYS, TITLE
from secretdesk.ui.trouble import tell, tell_error

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from secretdesk.ui.workplace import Workplace

NAME = "保密工作台快捷键"


def keys_pdf(at: datetime) -> bytes:
    """The sheet as one page of A4."""
    from secretdesk.output.keysheet import draw_keysheet

    groups = [(group, [(row.shown, row.told) for row in rows]) for group, rows in KEYS]
    return draw_keysheet(NAME, groups, f"保密工作台　{at:%Y-%m-%d} 打印　不含登记内容", at)


def save_keys(work: Workplace, parent: QWidget) -> None:
    """Ask where to, over *parent*; nothing is asked while a worker has the desk."""
    if work.held:
        return
    target = str(Path.home() / f"{TITLE}.pdf")
    ask_target(parent, "快捷键表存到", target, lambda file: save_keys_to(work, parent, Path(file)))


def save_keys_to(work: Workplace, parent: QWidget, target: Path) -> None:
    """Make the sheet, let it out and say so."""
    told: dict[str, Any] = {"level": str(Level.UNCLASSIFIED), "pages": 1}
    try:
        receipt = release(
            work.desk, target, keys_pdf(work.desk.clock()), kind=OUTPUT_KINDS[1], name=NAME, **told
        )
    except Exception as error:  # noqa: BLE001  (an expected failure is told, a bug is raised on)
        tell_error(parent, "没有存下", error)
        return
    tell(parent, "已存下", f"已存到 {target}，登记为 {receipt.number}。用完清除后，在“输出登记”里登记清除。")
