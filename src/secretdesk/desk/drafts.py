"""What stands in an open dialog, per person: outside the ledger, and saying so (design section 1)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.domain.marks import parse_mark
from secretdesk.domain.terms import Level
from secretdesk.store import outside
from secretdesk.store.database import reading, transaction

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk


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
    fields = desk.registers[register].by_key
    mark = parse_mark(str(content.get("mark") or content.get("level") or ""))
    if mark and mark.level.rank > Level(desk.level).rank:
        content = {k: v for k, v in content.items() if k not in fields or not fields[k].secret}
    text, at = json.dumps(content, ensure_ascii=False), desk.clock().isoformat(timespec="seconds")
    with transaction(desk.vault.db):
        outside.save_draft(desk.vault.db, desk.person, (register, action, entry), at, text)


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
