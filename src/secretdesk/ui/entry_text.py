"""An entry told in HTML: its sheet, its copies, its history; every reference a link."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from secretdesk.desk.history import history
from secretdesk.domain.fields import Field, Kind
from secretdesk.ui.cells import is_tag, level_of
from secretdesk.ui.colours import colours
from secretdesk.ui.pages import names_for, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.desk.history import Step
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row

MOST = 60  # children told
TOLD_APART = {"reason", "term"}  # by the history, and by the mark
Names = "Mapping[tuple[str, int], str]"


def entry_html(desk: Desk, register: Register, row: Row) -> str:
    """The panel of an entry."""
    parts = [_sheet(desk, register, row)]
    parts += [
        _children(desk, child, row) for child in desk.registers.values() if child.parent == register.key
    ]
    parts.append(_history(desk, register, row))
    return f"<div style='line-height:150%'>{_rule().join(part for part in parts if part)}</div>"


def link(register: str, entry: int, text: str) -> str:
    """One click away."""
    theme = colours()
    return f"<a href='go:{register}/{entry}' style='color:{theme.accent};text-decoration:none'>{escape(text)}</a>"


def _rule() -> str:
    cell = f"<td bgcolor='{colours().line}' style='font-size:1px;line-height:1px'>&nbsp;</td>"
    return f"<table width='100%' cellspacing='0' cellpadding='0' style='margin:6px 0 8px 0'><tr>{cell}</tr></table>"


def _soft(text: str) -> str:
    return f"<span style='color:{colours().soft}'>{escape(text)}</span>"


def _heading(text: str) -> str:
    return f"<p style='margin:2px 0 4px 0'>{_soft(text)}</p>"


def _line(html: str) -> str:
    return f"<p style='margin:0 0 5px 0'>{html}</p>"


def _value(field: Field, value: Any, names: Mapping[tuple[str, int], str]) -> str:
    if field.kind is Kind.REFERENCE:
        return link(field.refers_to, value, names.get((field.refers_to, value), ""))
    text = shown(field, value, names)
    if is_tag(field) and level_of(text):
        ground, ink = colours().tags[level_of(text)]
        return f"<span style='background-color:{ground};color:{ink}'>&nbsp;{escape(text)}&nbsp;</span>"
    return escape(text).replace("\n", "<br>")


def _sheet(desk: Desk, register: Register, row: Row) -> str:
    fields = [
        f for f in register.fields if row[f.key] is not None and f.key not in TOLD_APART and not f.unseen
    ]
    fields = [f for f in fields if f.key != "level" or not row["mark"]]
    names = names_for(desk, [f for f in fields if f.kind in {Kind.REFERENCE, Kind.REFERENCES}], [row])
    told = {f.key: _value(f, row[f.key], names) for f in fields if row[f.key] != row.number}
    title = told.pop("title", "")
    strike = "text-decoration:line-through;" if row.status == "void" else ""
    name = told.pop(register.name_field, "")
    head = f"<p style='margin:0 0 4px 0;font-size:{points() + 4}pt;{strike}'><b>{name or escape(row.number)}</b></p>"
    head += f"<p style='margin:0 0 8px 0;{strike}'><b>{title}</b></p>" if title else ""
    status = register.status(row.status)
    lines = [f"{_soft('编号')} {escape(row.number)}"] if name else []
    lines.append(f"{_soft('状态')} {escape(status.label if status else row.status)}")
    lines += [f"{_soft(register.field(key).label)} {text}" for key, text in told.items()]
    return head + "".join(map(_line, lines))


def points() -> int:
    """The size of text in use."""
    from PySide6.QtWidgets import QApplication

    return QApplication.font().pointSize()


def _children(desk: Desk, child: Register, row: Row) -> str:
    found = desk.rows(child.key, where={child.parent_field: row.entry}, ascending=True, limit=MOST + 1)
    if not found:
        return ""
    own = next((f for f in child.fields if f.kind is Kind.TEXT and f.required), None) or next(
        (f for f in child.fields if f.kind is Kind.TEXT and not f.computed), child.fields[0]
    )
    others = [
        f for f in child.fields if f.kind is Kind.REFERENCE and f.column and f.key != child.parent_field
    ]
    names = names_for(desk, others, found)
    lines = []
    for one in found[:MOST]:
        status = child.status(one.status)
        told = [status.label if status else one.status]
        told += [shown(f, one[f.key], names) for f in others if one[f.key] is not None]
        tail = "-" + one.number.rpartition("-")[2]
        lines.append(
            _line(
                f"<b>{link(child.key, one.entry, tail)}</b> {escape(str(one[own.key] or ''))} "
                f"{_soft(' · '.join(told))}"
            )
        )
    more = [_line(link(child.key, -row.entry, "全部列出……"))] if len(found) > MOST else []
    return _heading(child.label) + "".join(lines + more)


def _history(desk: Desk, register: Register, row: Row) -> str:
    steps = history(desk, register.key, row.entry)
    named = [f for f in register.fields if f.kind in {Kind.REFERENCE, Kind.REFERENCES}]
    values = [_row_of(row, step, place) for step in steps for place in (1, 2)]
    names = names_for(desk, named, values)
    lines = [_step(register, step, names, first=number == 0) for number, step in enumerate(steps)]
    return _heading("经过") + "".join(reversed(lines))


def _row_of(row: Row, step: Step, place: int) -> Row:
    from dataclasses import replace

    return replace(
        row, values={change[0]: change[place] for change in step.changes if change[place] is not None}
    )


def _step(register: Register, step: Step, names: Mapping[tuple[str, int], str], *, first: bool) -> str:
    action = register.action(step.action)
    told = f"{_soft(step.at[:16].replace('T', ' '))} {_soft(step.actor)} {escape(action.label if action else step.action)}"
    if step.on[:10] != step.at[:10]:
        told += _soft(f"（{step.on[:10]} 的事）")
    if step.expunged:
        told += " 〔已涂销〕"
    reason = next((str(after) for key, _, after in step.changes if key == "reason" and after), "")
    seen = (one for one in step.changes if one[0] != "reason" and not _unseen(register, one[0]))
    changes = [] if first else [_change(register, one, names) for one in seen]
    changes += [f"{_soft('理由')} {escape(reason)}"] if reason else []
    return _line(told) + "".join(f"<p style='margin:0 0 5px 14px'>{one}</p>" for one in changes)


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
    return f"{_soft(field.label)} {struck}{new}"
