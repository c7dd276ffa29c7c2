"""An entry told in HTML: its sheet as on paper, what belongs to it, its history; every reference a link."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from secretdesk.desk import sheets
from secretdesk.domain.fields import Kind
from secretdesk.ui.arrange import grid_of
from secretdesk.ui.colours import colours
from secretdesk.ui.entry_custody import custody_html
from secretdesk.ui.entry_family import children_html, family_html, named_html, status
from secretdesk.ui.entry_history import history_html
from secretdesk.ui.entry_html import line, points, rule, soft, value_html
from secretdesk.ui.entry_knowledge import knowledge_html
from secretdesk.ui.entry_paper import paper_html
from secretdesk.ui.pages import names_for

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.fields import Field
    from secretdesk.domain.review import Row

TOLD_APART = {"reason", "term"}  # by the history, and by the mark
ROOM = 34  # half-width characters across the sheet


def entry_html(desk: Desk, register: Register, row: Row) -> str:
    """The panel of an entry."""
    parts = [
        _sheet(desk, register, row),
        *custody_html(desk, register, row),
        *knowledge_html(desk, register, row),
        *paper_html(desk, register, row),
        *children_html(desk, register, row),
        *family_html(desk, register, row),
        *named_html(desk, register, row),
        history_html(desk, register, row),
    ]
    return f"<div style='line-height:150%'>{rule().join(part for part in parts if part)}</div>"


def _sheet(desk: Desk, register: Register, row: Row) -> str:
    """Heading, then the boxes of the form in their order; empty ones are left out."""
    fields = [f for f in _in_order(desk, register) if row[f.key] is not None and f.key not in TOLD_APART]
    fields = [f for f in fields if row[f.key] != row.number and (f.key != "level" or not row["mark"])]
    names = names_for(desk, [f for f in fields if f.kind in {Kind.REFERENCE, Kind.REFERENCES}], [row])
    told = {f.key: value_html(f, row[f.key], names) for f in fields}
    title, name = told.pop("title", ""), told.pop(register.name_field, "")
    strike = f"color:{colours().red};text-decoration:line-through;" if row.status == "void" else ""
    head = f"<p style='margin:0 0 4px 0;font-size:{points() + 4}pt;{strike}'><b>{name or escape(row.number)}</b></p>"
    head += f"<p style='margin:0 0 8px 0;{strike}'><b>{title}</b></p>" if title else ""
    number = f"{soft('编号')} {escape(row.number)}　" if name else ""
    head += line(f"{number}{soft('状态')} {escape(status(register, row))}")
    return head + _boxes([f for f in fields if f.key in told], told)


def _in_order(desk: Desk, register: Register) -> list[Field]:
    """The fields as the paper has them, the others behind."""
    main = register.action(register.main_action) if register.main_action else None
    grid = grid_of(register, main, sheets.forms_of(desk)) if main is not None else []
    placed = [field for row in grid for field, _ in row]
    return [*placed, *(f for f in register.fields if f not in placed and not f.unseen)]


def _boxes(fields: list[Field], told: dict[str, str]) -> str:
    """The boxes of the sheet: two short ones side by side, a long one alone."""
    rows: list[list[Field]] = []
    room = 0
    for field in fields:
        takes = ROOM if field.long or field.width > ROOM // 2 else ROOM // 2
        if takes > room:
            rows.append([])
            room = ROOM
        rows[-1].append(field)
        room -= takes
    edge = f"border:1px solid {colours().line};padding:3px 6px"
    html = "".join(
        "<tr>"
        + "".join(
            f"<td style='{edge}' width='{100 // len(row)}%' colspan='{2 // len(row)}'>"
            f"<span style='font-size:{max(points() - 1, 9)}pt'>{soft(f.label)}</span><br>{told[f.key]}</td>"
            for f in row
        )
        + "</tr>"
        for row in rows
    )
    frame = f"border-collapse:collapse;border:1px solid {colours().line}"
    return (
        f"<table width='100%' cellspacing='0' style='{frame};margin-top:4px'>{html}</table>" if rows else ""
    )
