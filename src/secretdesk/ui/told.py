"""What a form says of itself: the keys that do something in it, and what its act would take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.desk.last_step import last_step
from secretdesk.domain.declaration import UNDO
from secretdesk.ui.editors import LongEditor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.domain.review import Row


def keys(focus: QWidget | None, does: str, action: Action, *, is_series: bool) -> str:
    """The line under a form, *does* being the word on its button: in a text of several lines Enter begins another."""
    saves = "Ctrl+Enter" if isinstance(focus, LongEditor) and not focus.is_alone else "Enter"
    same = "　Ctrl+R 同上件" if action.creates else ""
    following = "下一件" if is_series else ""
    return f"{saves} {does}{following}　Esc 离开，草稿保留{same}　F1 帮助"


def step_undone(desk: Desk, register: Register, action: Action, rows: Sequence[Row]) -> str:
    """撤销上一步 says which step that is."""
    if action.key != UNDO or len(rows) != 1:
        return ""
    step = last_step(desk, register, rows[0])
    return f"上一步：{step.on} {step.label}{f'（随 {step.by}）' if step.by else ''}。" if step else ""
