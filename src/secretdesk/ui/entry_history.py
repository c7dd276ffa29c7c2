"""The history of an entry told: who did what, when, what changed from what to what, and why."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

from secretdesk.desk.history import history
from secretdesk.domain.fields import Kind
from secretdesk.ui.colours import colours
from secretdesk.ui.entry_html import line, section, soft
from secretdesk.ui.pages import names_for, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.desk.history import Step
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row


def history_html(desk: Desk, register: Register, row: Row) -> str:
    """Every line, the latest first."""
    steps = history(desk, register.key, row.entry)
    named = [f for f in register.fields if f.kind in {Kind.REFERENCE, Kind.REFERENCES}]
    names = names_for(desk, named, [_row_of(row, step, place) for step in steps for place in (1, 2)])
    lines = [_step(register, step, names, first=number == 0) for number, step in enumerate(steps)]
    return section("经过", reversed(lines))


def _row_of(row: Row, step: Step, place: int) -> Row:
    """The values before (1) or after (2) a step, as a row whose references can be named."""
    changed = {change[0]: change[place] for change in step.changes if change[place] is not None}
    return replace(row, values=changed)


def _step(register: Register, step: Step, names: Mapping[tuple[str, int], str], *, first: bool) -> str:
    action = register.action(step.action)
    who = f"{soft(step.at[:16].replace('T', ' '))} {soft(step.actor)}"
    told = f"{who} {escape(action.label if action else step.action)}"
    if step.on[:10] != step.at[:10]:
        told += soft(f"（{step.on[:10]} 的事）")
    if step.imported:
        sheet, _, row = step.imported.rpartition("!")
        told += soft(f"（旧账“{escape(sheet)}”第 {row} 行导入）")
    if step.expunged:
        told += " 〔已涂销〕"
    reason = next((str(after) for key, _, after in step.changes if key == "reason" and after), "")
    seen = (one for one in step.changes if one[0] != "reason" and not _unseen(register, one[0]))
    changes = [] if first else [_change(register, one, names) for one in seen]
    changes += [f"{soft('理由')} {escape(reason)}"] if reason else []
    return line(told) + "".join(line(one, 14) for one in changes)


def _unseen(register: Register, key: str) -> bool:
    return key in register.by_key and register.by_key[key].unseen


def _change(register: Register, change: Sequence[Any], names: Mapping[tuple[str, int], str]) -> str:
    """页数 ~~12~~ → 13, the former value struck through in red as on paper."""
    key, before, after = change
    field = register.by_key.get(key)
    if field is None:
        return escape(str(key))
    old = escape(shown(field, before, names)) if before is not None else ""
    new = escape(shown(field, after, names)) if after is not None else "（空）"
    struck = f"<s style='color:{colours().red}'>{old}</s> → " if old else ""
    return f"{soft(field.label)} {struck}{new}"
