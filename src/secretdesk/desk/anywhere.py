"""Find anywhere: a number, a 份号, a label, a person, a title, a register, an action; one field for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from secretdesk.store.search import initials, plain

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.domain.review import Row

EACH, MOST = 6, 60  # of a register, of all


@dataclass(frozen=True)
class Found:
    """Where one may go: a register, an action of it (``action``), or an entry of it (``row``)."""

    register: Register
    action: Action | None = None
    row: Row | None = None

    @property
    def text(self) -> str:
        """What it is called."""
        if self.row is None:
            return self.action.label if self.action else self.register.label
        return told(self.register, self.row)

    @property
    def remark(self) -> str:
        """What stands beside it."""
        if self.row is None:
            return self.register.label if self.action else self.register.group
        status = self.register.status(self.row.status)
        return f"{self.register.label} · {status.label if status else self.row.status}"


def told(register: Register, row: Row) -> str:
    """An entry in a line: its number, and its name or title."""
    name = str(row[register.name_field] or "") if register.name_field else ""
    searched = [f.key for f in register.fields if f.search and f.key != register.name_field]
    keys = [k for k in ("title", "copy_number") if k in searched] or searched[:1]
    words = [name, *(row[k] for k in keys if not name and isinstance(row[k], str))]
    return "　".join([row.number, *(str(w) for w in words if w)])


def anywhere(desk: Desk, text: str) -> list[Found]:
    """What the text may mean, the surest first: exact values, registers and actions, then what holds it."""
    text = text.strip()
    if not text:
        return []
    exact, holding = _exact(desk, text), _holding(desk, text)
    surely = [one for one in exact if one.row is not None and _says(one.row, text)]
    named = [one for one in holding if _is_named(one, text)]
    found: dict[tuple[str, str, int], Found] = {}
    for one in (*surely, *exact, *_called(desk, text), *named, *holding):
        key = (one.register.key, one.action.key if one.action else "", one.row.entry if one.row else 0)
        found.setdefault(key, one)
    return list(found.values())[:MOST]


def _exact(desk: Desk, text: str) -> list[Found]:
    """By number, name, 份号, or a number's tail."""
    return [
        Found(register, row=row)
        for register in desk.shown.values()
        for row in desk.find(register.key, text)[:EACH]
    ]


def _says(row: Row, text: str) -> bool:
    """Whether the very text stands in the entry; a tail like 12 does not."""
    return row.number == text or text in row.values.values()


def _called(desk: Desk, text: str) -> list[Found]:
    """Registers, then actions, whose label holds the text, or begins with it in initials of pinyin."""
    shown = list(desk.shown.values())
    found = [Found(register) for register in shown if _is_called(register.label, text)]
    for register in shown:
        actions = (a for a in register.actions if a.creates and not a.hidden)
        found += [Found(register, action=a) for a in actions if _is_called(a.label, text)]
    return found


def _is_called(name: str, text: str) -> bool:
    return text in name or (text.isascii() and text.isalpha() and initials(name).startswith(plain(text)))


def _is_named(one: Found, text: str) -> bool:
    name = str(one.row[one.register.name_field] or "") if one.row and one.register.name_field else ""
    return bool(name) and _is_called(name, text)


def _holding(desk: Desk, text: str) -> list[Found]:
    return [
        Found(register, row=row)
        for register in sorted(desk.shown.values(), key=lambda r: bool(r.parent))
        for row in desk.rows(register.key, text=text, limit=EACH)
    ]
