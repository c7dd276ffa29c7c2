"""What stands in an open dialog, per person: outside the ledger, and saying so (design section 1)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.domain.fields import Kind
from secretdesk.domain.marks import parse_mark
from secretdesk.domain.terms import NAME_SEPARATOR, Level
from secretdesk.store import outside
from secretdesk.store.database import reading, transaction

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk


PAPERS = ("document", "copies", "copy")  # fields of a matter that name what it is about


@dataclass(frozen=True)
class Draft:
    """An unfinished form: the texts of its fields as typed. ``entry`` 0 for a new one."""

    register: str
    action: str
    entry: int
    saved_at: str
    content: dict[str, Any]


def save(desk: Desk, register: str, action: str, entry: int, content: dict[str, Any]) -> None:
    """Keep a draft; what `level_above_vault` refuses is never kept."""
    level = _level_of(desk, register, entry, content)
    if level is not None and level.rank > Level(desk.level).rank:
        content = _without_secrets(desk, register, content)
    text, at = json.dumps(content, ensure_ascii=False), desk.clock().isoformat(timespec="seconds")
    with transaction(desk.vault.db):
        outside.save_draft(desk.vault.db, desk.person, (register, action, entry), at, text)


def _level_of(desk: Desk, register: str, entry: int, content: dict[str, Any]) -> Level | None:
    """The level of what is typed: its own mark, else that of its entry, else of the papers that it names."""
    mark = parse_mark(str(content.get("mark") or content.get("level") or ""))
    if mark:
        return mark.level
    declared = desk.registers[register]
    rows = desk.find(register, entry) if entry else []
    for key in PAPERS if not rows else ():
        names_papers = key in declared.by_key and declared.field(key).refers_to  # a text in some registers
        value = content.get(key) if names_papers else None
        named = [value[1]] if isinstance(value, list) else str(value or "").split(NAME_SEPARATOR)
        rows += [row for one in named if one for row in desk.find(declared.field(key).refers_to, one)]
    levels = [Level(row["level"]) for row in rows if row["level"]]
    return max(levels, key=lambda one: one.rank, default=None)


def _without_secrets(desk: Desk, register: str, content: dict[str, Any]) -> dict[str, Any]:
    """What is left without record content, in the lines of a child register too."""
    fields = desk.registers[register].by_key
    kept = {key: value for key, value in content.items() if key not in fields or not fields[key].secret}
    for key, value in kept.items():
        if key in fields and fields[key].kind is Kind.LINES and isinstance(value, list):
            kept[key] = [_without_secrets(desk, fields[key].refers_to, line) for line in value]
    return kept


def load(desk: Desk, register: str, action: str, entry: int = 0) -> dict[str, Any] | None:
    """The draft of this form, or None."""
    with reading():
        text = outside.draft(desk.vault.db, desk.person, (register, action, entry))
    return json.loads(text) if text else None


def drop(desk: Desk, register: str, action: str, entry: int = 0) -> None:
    """Forget a draft: it was saved as an act, or thrown away."""
    with transaction(desk.vault.db):
        outside.drop_draft(desk.vault.db, desk.person, (register, action, entry))


def all_drafts(desk: Desk) -> list[Draft]:
    """Every draft of this person, latest first."""
    with reading():
        found = outside.drafts(desk.vault.db, desk.person)
    return [Draft(r, a, e, at, json.loads(text)) for r, a, e, at, text in found]


def prefer(desk: Desk, key: str, value: Any) -> None:
    """Keep a preference of this person (columns, filters, sizes)."""
    with transaction(desk.vault.db):
        outside.save_preference(desk.vault.db, desk.person, key, json.dumps(value, ensure_ascii=False))


def preference(desk: Desk, key: str, default: Any = None) -> Any:
    """A preference of this person, or the default."""
    with reading():
        text = outside.preference(desk.vault.db, desk.person, key)
    return json.loads(text) if text else default
