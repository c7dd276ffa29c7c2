"""The folded part of a form in one line: ▸ 其余 14 项：机要通信、封装完好、存 一室-2柜-3层 …（按该单位惯例已填）."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.terms import YES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFontMetrics

    from secretdesk.ui.field_box import FieldBox

BY_CUSTOM = "（按该单位惯例已填）"
SAID = {"place": "存", "access_scope": "知悉范围"}


def told_of_rest(
    folded: Sequence[FieldBox], font: QFontMetrics, room: int, *, opened: bool, usual: bool
) -> tuple[str, str]:
    """(as the button shows it within *room* px, as a whole)."""
    head = f"{'▾ 收起' if opened else '▸ 其余'} {len(folded)} 项(&M)"
    if opened:
        return head, head.replace("(&M)", "")
    filled = "、".join(told for box in folded if (told := _told(box.field, box.editor.get())))
    if not filled:
        return head, head.replace("(&M)", "")
    after = BY_CUSTOM if usual else ""
    left = room - font.horizontalAdvance(head.replace("&", "") + "：" + after)
    shown = font.elidedText(filled, Qt.TextElideMode.ElideRight, max(left, font.horizontalAdvance("口") * 8))
    return f"{head}：{shown.replace('&', '&&')}{after}", f"{head.replace('(&M)', '')}：{filled}{after}"


def _told(field: Field, value: Any) -> str:
    text = str(value[0] if isinstance(value, list) and value else value or "").split("\n")[0]
    if not text:
        return ""
    if field.kind is Kind.BOOLEAN:
        return field.label if text == YES else f"{field.label}：{text}"
    if field.kind in {Kind.CHOICE, Kind.LEVEL}:
        return text
    return f"{SAID.get(field.key, field.label)} {text}"
