"""Help that follows from the declarations: a page per register, and the sheet of keys."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from secretdesk.domain.terms import ROLES
from secretdesk.ui.colours import colours
from secretdesk.ui.offered import keys_of, listed
from secretdesk.ui.panel import LinkedText
from secretdesk.ui.parts import button

if TYPE_CHECKING:
    from secretdesk.domain.declaration import Action, Register

KEYS = (
    ("Ctrl+N", "本登记簿的主要事项（登记收文、签收……）"),
    ("Enter", "登记并继续下一件；在信封一栏里到下一行，空行上保存"),
    ("Ctrl+Enter", "在多行文字里保存"),
    ("Esc", "离开；没写完的留作草稿"),
    ("Alt+Y", "确认橙色提示的一件事"),
    ("Alt+M", "展开、收起其余各项"),
    ("Alt+Z", "丢开取回的草稿，从头填"),
    ("↓", "在单位、人员、存放处等栏里列出可选的"),
    ("1 2 3… 或拼音首字母", "在下拉栏里直接选"),
    ("F2", "更正"),
    ("Ctrl+Delete", "作废"),
    ("Ctrl+1 … 9", "“办理”菜单里的其他事项"),
    ("Ctrl+F", "查找；Enter 到表里，Esc 清除"),
    ("Ctrl+PgUp / Ctrl+PgDn", "上一个、下一个登记簿"),
    ("F4", "显示、隐藏右侧栏"),
    ("F5", "重新读取"),
    ("Ctrl+P / Ctrl+E", "打印或保存 PDF / 导出表格"),
    ("Ctrl+L", "锁定"),
    ("Ctrl+= / Ctrl+-", "字大一点、小一点"),
    ("F1", "帮助"),
)


def register_html(register: Register) -> str:
    """What the register is, its actions, its fields."""
    parts = [f"<h2>{escape(register.label)}</h2>", f"<p>{escape(register.article)}</p>"]
    keys = keys_of(register)
    parts.append("<h3>能办的事</h3>")
    parts += [_action(register, a, keys.get(a.key, "")) for a in listed(register)]
    statuses = "、".join(s.label + ("（终结）" if s.terminal else "") for s in register.statuses)
    parts.append(f"<h3>状态</h3><p>{escape(statuses)}</p><h3>各栏</h3>")
    for field in (f for f in register.fields if not f.unseen):
        own = "　（程序填写）" if field.computed else ""
        parts.append(
            f"<p><a name='{field.key}'></a><b>{escape(field.label)}</b>{own}<br>{escape(field.help)}</p>"
        )
    return "".join(parts)


def _action(register: Register, action: Action, key: str) -> str:
    needs = "、".join(register.field(k).label for k in action.needs)
    told = [f"必填：{needs}。" if needs else "", f"依据：{action.article}。" if action.article else ""]
    role = f"由{ROLES[action.role]}办理。" if action.role in ROLES and action.role != "custodian" else ""
    return f"<p><b>{escape(action.label)}</b>　{key}<br>{escape(''.join((*told, role)))}</p>"


def keys_html() -> str:
    """The sheet of keys."""
    rows = "".join(f"<tr><td><b>{escape(k)}</b>　　</td><td>{escape(what)}</td></tr>" for k, what in KEYS)
    return f"<h2>快捷键</h2><table cellpadding='4'>{rows}</table>"


class HelpWindow(QDialog):
    """Stands beside the work; Esc closes it."""

    def __init__(self, title: str, html: str, anchor: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = LinkedText()
        self.text.setAccessibleName(title)
        self.text.setHtml(f"<div style='line-height:140%;color:{colours().ink}'>{html}</div>")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.addWidget(self.text)
        layout.addWidget(button("关闭", self.close), 0, Qt.AlignmentFlag.AlignRight)
        width = self.fontMetrics().horizontalAdvance("口") * 38
        self.resize(width, width)
        if anchor:
            self.text.scrollToAnchor(anchor)
