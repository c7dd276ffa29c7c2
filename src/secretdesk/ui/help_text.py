"""The help page of a register, made from its declaration: what it is, what is done, every field."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from secretdesk.desk.sheets import shipped_forms
from secretdesk.domain.fields import Kind
from secretdesk.domain.terms import ROLES, Level
from secretdesk.registers import BY_KEY
from secretdesk.ui.colours import colours
from secretdesk.ui.offered import keys_of, listed

if TYPE_CHECKING:
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.domain.fields import Field

KINDS = {
    Kind.TEXT: "文字",
    Kind.DATE: "日期",
    Kind.MOMENT: "日期和时间",
    Kind.INTEGER: "数字",
    Kind.BOOLEAN: "是或否",
    Kind.CHOICE: "选一项",
    Kind.LEVEL: "选一项",
    Kind.REFERENCE: "从登记簿里选",
    Kind.REFERENCES: "从登记簿里选几个",
    Kind.NUMBERS: "一串号码",
    Kind.LINES: "逐行填写",
}
PRINTING = "。怎样打印，见 <a href='printing'>打印和签字</a>。"
EVERYONE = "reader"
ROLE_WORDS = {**ROLES, "keys": ROLES["supervisor"]}


def field_anchor(key: str) -> str:
    """Where a field stands on its register's page."""
    return f"field-{key}"


def action_anchor(key: str) -> str:
    """Where an action stands on its register's page."""
    return f"action-{key}"


def register_html(register: Register) -> str:
    """The page; the paper forms are those that are shipped."""
    parts = [f"<h1>{escape(register.label)}</h1>", _p(_about(register))]
    if register.empty:
        parts.append(_p(escape(f"怎样开始：{register.empty}")))
    shown = listed(register)
    if shown:
        keys = keys_of(register)
        parts.append("<h2>能办的事</h2>")
        parts += [_action(register, action, keys.get(action.key, "")) for action in shown]
    parts.append(f"<h2>状态</h2>{_p(_statuses(register))}")
    parts.append("<h2>各栏</h2>")
    parts += [_field(field) for field in register.fields if not (field.unseen or field.retired)]
    forms = shipped_forms()
    some = [forms[key] for key in register.forms if key in forms]
    if some:
        told = "、".join(escape(f"{form.code} {form.title}") for form in some)
        parts.append(f"<h2>印的表</h2>{_p(told + PRINTING)}")
    return "".join(parts)


def _p(html: str) -> str:
    return f"<p>{html}</p>"


def _soft(text: str) -> str:
    return f"<span style='color:{colours().soft}'>{escape(text)}</span>"


def _about(register: Register) -> str:
    told = [f"在左边“{register.group}”一组。依据：{register.article}。"]
    if register.parent:
        told.append(f"随“{BY_KEY[register.parent].label}”一起登记，号码接在后面。")
    if register.patterns:
        first = "、".join(p.format(year=2026, n=1) for p in register.patterns.values())
        told.append(f"编号如 {first}，{'每年从 1 起，' if register.yearly else ''}不断号，作废的号保留。")
    return escape("".join(told))


def _action(register: Register, action: Action, key: str) -> str:
    head = f"<a name='{action_anchor(action.key)}'></a><b>{escape(action.label)}</b>"
    head += f"　{_soft(key)}" if key else ""
    told = []
    if not action.creates:
        told.append(_from_to(register, action))
    elif action.to:
        told.append("登记新的一条。")
    if action.many:
        told.append("可以选中几条一起办。")
    needs = [k for k in action.asks if k in action.needs]
    others = [k for k in action.asks if k not in action.needs]
    told.append(f"必填：{_labels(register, needs)}。" if needs else "")
    told.append(f"可填：{_labels(register, others)}。" if others else "")
    if action.role not in {"custodian", EVERYONE}:
        told.append(f"由{ROLE_WORDS.get(action.role, action.role)}办理。")
    told.append(f"依据：{action.article}。" if action.article else "")
    return _p(f"{head}<br>{escape(''.join(told))}")


def _from_to(register: Register, action: Action) -> str:
    names = {s.key: s.label for s in register.statuses}
    if not action.sources:
        source = "先选中一条。"
    elif len(action.sources) > 4:
        source = "先选中在账的一条。"
    else:
        source = f"先选中“{'”“'.join(names[s] for s in action.sources)}”的一条。"
    return source + (f"办后为“{names[action.to]}”。" if action.to else "")


def _labels(register: Register, keys: list[str]) -> str:
    return "、".join(register.field(key).label for key in keys)


def _statuses(register: Register) -> str:
    told = "、".join(s.label + ("（终结）" if s.terminal else "") for s in register.statuses)
    return escape(f"{told}。")


def _field(field: Field) -> str:
    kind = KINDS[field.kind]
    if field.kind in {Kind.REFERENCE, Kind.REFERENCES, Kind.LINES}:
        kind = f"{kind}（{BY_KEY[field.refers_to].label}）"
    told = [kind, "必填" if field.required else "", "程序填写" if field.computed else ""]
    head = f"<a name='{field_anchor(field.key)}'></a><b>{escape(field.label)}</b>"
    head += f"　{_soft('，'.join(t for t in told if t))}"
    choices = field.choices if field.kind is Kind.CHOICE else tuple(Level) if field.kind is Kind.LEVEL else ()
    lines = [head, escape(field.help)] if field.help else [head]
    if choices and not field.computed:
        lines.append(escape(f"可选：{'、'.join(choices)}。"))
    return _p("<br>".join(lines))
