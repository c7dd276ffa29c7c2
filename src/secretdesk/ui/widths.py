"""How wide the columns of a table are: numbers whole, long texts take what room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.numbers import child_number, issue
from secretdesk.registers import BY_KEY
from secretdesk.ui.cells import PAD
from secretdesk.ui.columns import NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFontMetrics

    from secretdesk.domain.declaration import Register

SAMPLES = {Kind.DATE: "2026-12-28", Kind.MOMENT: "2026-12-28 09:30"}
MARK = "绝密★30年"


def natural_width(metrics: QFontMetrics, register: Register, field: Field) -> int:
    """What a column takes to show what it usually holds."""
    sample = MARK if field.key == "mark" else SAMPLES.get(field.kind, "0" * field.width)
    if field is NUMBER:
        top = BY_KEY[register.parent] if register.parent else register
        patterns = [issue(p, 2026, 8888) for p in top.patterns.values()] or [sample]
        sample = max(patterns, key=metrics.horizontalAdvance)
        sample = child_number(sample, 88) if register.parent else sample
    elif field.kind is Kind.REFERENCE and not BY_KEY[field.refers_to].name_field:
        return natural_width(metrics, BY_KEY[field.refers_to], NUMBER)
    room = 4 * PAD if field.key == "mark" or field.kind is Kind.LEVEL else 2 * PAD + 2
    return max(
        metrics.horizontalAdvance(sample) + room,
        metrics.horizontalAdvance(field.label) * 11 // 10 + 2 * PAD + 4,
    )


def shrinks(field: Field) -> bool:
    """Whether a column may show the beginning of its text only: never one by which an entry is known."""
    if field.kind is Kind.REFERENCE:
        return bool(BY_KEY[field.refers_to].name_field) and field.width >= 16
    known_by = field is NUMBER or (field.kind is Kind.TEXT and field.index)
    return field.kind in {Kind.TEXT, Kind.NUMBERS, Kind.REFERENCES} and field.width >= 16 and not known_by


def fitted(columns: Sequence[Field], natural: Sequence[int], room: int) -> list[int]:
    """Widths that fill the room: long texts give up to two fifths and take what is over."""
    widths = list(natural)
    flexible = [n for n, f in enumerate(columns) if shrinks(f)]
    over = room - sum(widths)
    if over > 0:
        takers = flexible or [len(widths) - 1]
        longest = max(columns[n].width for n in takers)
        takers = [n for n in takers if columns[n].width * 2 >= longest]
        for n in takers:
            widths[n] += over // len(takers)
        widths[takers[-1]] += over - over // len(takers) * len(takers)
    elif over < 0 and flexible:
        spare = {n: widths[n] * 2 // 5 for n in flexible}
        share = min(1.0, -over / max(sum(spare.values()), 1))
        for n in flexible:
            widths[n] -= round(spare[n] * share)
    return widths
