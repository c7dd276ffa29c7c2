"""What stands in an open dialog, per person: outside the ledger, and saying so (design section 1)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.domain.marks import parse_mark
from secretdesk.domain.terms import Level
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
    declared = desk.registers[register]
    mark = parse_mark(str(content.get("mark") or content.get("level") or ""))
    if mark and mark.level.rank > Level(desk.level).rank:
        content = {
            k: v for k, v in content.items() if k not in declared.by_key or not declared.by_key[k].secret
        }
    text = json.dumps(content, ensure_ascii=False)
    row = (desk.person, register, action, entry, desk.clock().isoformat(timespec="seconds"), text)
    with transaction(desk.vault.db):
        desk.vault.db.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?)", row)


def load(desk: Desk, register: str, action: str, entry: int = 0) -> dict[str, Any] | None:
    """The draft of this form, or None."""
    with reading():
        found = desk.vault.db.execute(
            "SELECT content FROM drafts WHERE person = ? AND register = ? AND action = ? AND entry = ?",
            (desk.person, register, action, entry),
        ).fetchone()
    return json.loads(found[0]) if found else None


def drop(desk: Desk, register: str, action: str, entry: int = 0) -> None:
    """Forget a draft: it was saved as an act, or thrown away."""
    with transaction(desk.vault.db):
        desk.vault.db.execute(
            "DELETE FROM drafts WHERE person = ? AND register = ? AND action = ? AND entry = ?",
            (desk.person, register, action, entry),
        )


def all_drafts(desk: Desk) -> list[Draft]:
    """Every draft of this person, latest first."""
    with reading():
        found = desk.vault.db.execute(
            "SELECT register, action, entry, saved_at, content FROM drafts WHERE person = ? "
            "ORDER BY saved_at DESC",
            (desk.person,),
        ).fetchall()
    return [Draft(r, a, e, at, json.loads(text)) for r, a, e, at, text in found]


def prefer(desk: Desk, key: str, value: Any) -> None:
    """Keep a preference of this person (columns, filters, sizes)."""
    with transaction(desk.vault.db):
        desk.vault.db.execute(
            "INSERT OR REPLACE INTO preferences VALUES (?, ?, ?)",
            (desk.person, key, json.dumps(value, ensure_ascii=False)),
        )


def preference(desk: Desk, key: str, default: Any = None) -> Any:
    """A preference of this person, or the default."""
    with reading():
        found = desk.vault.db.execute(
            "SELECT content FROM preferences WHERE person = ? AND key = ?", (desk.person, key)
        ).fetchone()
    return json.loads(found[0]) if found else default
