"""What belongs to an entry: its copies, its family, and what else in the books names it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from secretdesk.domain.fields import Kind
from secretdesk.ui.entry_html import anchor, line, link, section, soft
from secretdesk.ui.pages import names_for, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.fields import Field
    from secretdesk.domain.review import Row

MOST, FEW = 60, 5  # children told; of what names it


def children_html(desk: Desk, register: Register, row: Row) -> Iterator[str]:
    """A document's copies, an arrival's envelopes: number, what it is known by, where it is."""
    for child in desk.registers.values():
        if child.parent == register.key and child.key != "print_pages":  # told page by page
            where = {child.parent_field: row.entry}
            found = desk.rows(child.key, where=where, ascending=True, limit=MOST + 1)
            more = (
                [line(anchor(f"list:{child.key}/{child.parent_field}/{row.entry}", "全部列出……"))]
                if len(found) > MOST
                else []
            )
            yield section(child.label, [*_told(desk, child, found[:MOST]), *more])


def _told(desk: Desk, child: Register, found: list[Row]) -> list[str]:
    own = next((f for f in child.fields if f.kind is Kind.TEXT and f.required), None) or next(
        (f for f in child.fields if f.kind is Kind.TEXT and not f.computed), child.fields[0]
    )
    others = [
        f for f in child.fields if f.kind is Kind.REFERENCE and f.column and f.key != child.parent_field
    ]
    names = names_for(desk, others, found)
    lines = []
    for one in found:
        told = [status(child, one), *(shown(f, one[f.key], names) for f in others if one[f.key] is not None)]
        head = f"<b>{link(child.key, one.entry, '-' + one.number.rpartition('-')[2])}</b>"
        lines.append(line(f"{head} {escape(str(one[own.key] or ''))} {soft(' · '.join(told))}"))
    return lines


def status(register: Register, row: Row) -> str:
    """What its status is called."""
    known = register.status(row.status)
    return known.label if known else row.status


def family_html(desk: Desk, register: Register, row: Row) -> Iterator[str]:
    """Those of the same register that it stems from, or that stem from the same (同文)."""
    for field in register.fields:
        if field.kind is Kind.REFERENCE and field.refers_to == register.key and field.index:
            root = row[field.key] or row.entry
            stem = desk.rows(register.key, where={field.key: root}, ascending=True, limit=MOST)
            if stem:
                whole = [*desk.find(register.key, root), *stem]
                yield section(field.label, [_member(register, one, row) for one in whole])


def _member(register: Register, one: Row, row: Row) -> str:
    here = one.entry == row.entry
    number = f"<b>{escape(one.number)}</b>" if here else link(register.key, one.entry, one.number)
    return line(f"{number} {soft(f'{one.on[:10]} · {status(register, one)}' + ('（本件）' if here else ''))}")


def named_html(desk: Desk, register: Register, row: Row) -> Iterator[str]:
    """What else names this entry: a few lines of each register, and a way to all of them."""
    for other in desk.registers.values():
        for field in other.fields:
            if _names(field, register, other):
                found = desk.rows(other.key, where={field.key: row.entry}, limit=FEW + 1)
                lines = [_naming(other, one) for one in found[:FEW]]
                if len(found) > FEW:
                    lines.append(line(anchor(f"list:{other.key}/{field.key}/{row.entry}", "全部列出……")))
                yield section(f"{other.label}（{field.label}）", lines)


def _names(field: Field, register: Register, other: Register) -> bool:
    refers = field.kind is Kind.REFERENCE and field.refers_to == register.key and field.index
    return refers and other.key != register.key and field.key != other.parent_field


def _naming(other: Register, one: Row) -> str:
    return line(f"{link(other.key, one.entry, one.number)} {soft(f'{one.on[:10]} · {status(other, one)}')}")
