"""What stands outside the ledger, per person: drafts of open forms, and preferences of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from secretdesk.store.database import Connection


def save_draft(db: Connection, person: str, form: tuple[str, str, int], saved_at: str, content: str) -> None:
    """Keep a form's draft; *form* is register, action, entry (0 for a new one). Inside a transaction."""
    row = (person, *form, saved_at, content)
    db.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?)", row)


def draft(db: Connection, person: str, form: tuple[str, str, int]) -> str | None:
    """A form's draft, or None."""
    found = db.execute(
        "SELECT content FROM drafts WHERE person = ? AND register = ? AND action = ? AND entry = ?",
        (person, *form),
    ).fetchone()
    return found[0] if found else None


def drop_draft(db: Connection, person: str, form: tuple[str, str, int]) -> None:
    """Forget a form's draft. Inside a transaction."""
    db.execute(
        "DELETE FROM drafts WHERE person = ? AND register = ? AND action = ? AND entry = ?", (person, *form)
    )


def drafts(db: Connection, person: str) -> list[tuple[str, str, int, str, str]]:
    """Every draft of a person, latest first: register, action, entry, saved_at, content."""
    query = (
        "SELECT register, action, entry, saved_at, content FROM drafts "
        "WHERE person = ? ORDER BY saved_at DESC"
    )
    return list(db.execute(query, (person,)))


def save_preference(db: Connection, person: str, key: str, content: str) -> None:
    """Keep a preference. Inside a transaction."""
    db.execute("INSERT OR REPLACE INTO preferences VALUES (?, ?, ?)", (person, key, content))


def preference(db: Connection, person: str, key: str) -> str | None:
    """A preference, or None."""
    query = "SELECT content FROM preferences WHERE person = ? AND key = ?"
    found = db.execute(query, (person, key)).fetchone()
    return found[0] if found else None
