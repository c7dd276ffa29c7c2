"""The few pieces of HTML that entries are told in."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from secretdesk.domain.fields import Field, Kind
from secretdesk.ui.cells import is_tag, level_of
from secretdesk.ui.colours import colours
from secretdesk.ui.pages import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Names = "Mapping[tuple[str, int], str]"


def link(register: str, entry: int, text: str) -> str:
    """One click away."""
    return anchor(f"go:{register}/{entry}", text)


def anchor(target: str, text: str) -> str:
    """A link of the program's own."""
    style = f"color:{colours().accent};text-decoration:none"
    return f"<a href='{escape(target)}' style='{style}'>{escape(text)}</a>"


def rule() -> str:
    """A line across."""
    cell = f"<td bgcolor='{colours().line}' style='font-size:1px;line-height:1px'>&nbsp;</td>"
    return f"<table width='100%' cellspacing='0' cellpadding='0' style='margin:6px 0 8px 0'><tr>{cell}</tr></table>"


def soft(text: str) -> str:
    """A label."""
    return f"<span style='color:{colours().soft}'>{escape(text)}</span>"


def heading(text: str) -> str:
    """The name of a part."""
    return f"<p style='margin:2px 0 4px 0'>{soft(text)}</p>"


def line(html: str, indent: int = 0) -> str:
    """A paragraph."""
    return f"<p style='margin:0 0 5px {indent}px'>{html}</p>"


def section(name: str, lines: Iterable[str]) -> str:
    """A part with its name; nothing where there is nothing."""
    told = "".join(lines)
    return heading(name) + told if told else ""


def value_html(field: Field, value: Any, names: Mapping[tuple[str, int], str]) -> str:
    """A value: a reference as a link, a level as word and colour."""
    if field.kind is Kind.REFERENCE:
        return link(field.refers_to, value, names.get((field.refers_to, value), ""))
    if field.kind is Kind.REFERENCES:
        return "、".join(link(field.refers_to, one, names.get((field.refers_to, one), "")) for one in value)
    text = shown(field, value, names)
    if is_tag(field) and level_of(text):
        ground, ink = colours().tags[level_of(text)]
        return f"<span style='background-color:{ground};color:{ink}'>&nbsp;{escape(text)}&nbsp;</span>"
    return escape(text).replace("\n", "<br>")


def points() -> int:
    """The size of text in use."""
    return QApplication.font().pointSize()
