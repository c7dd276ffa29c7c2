"""Which actions are offered for an entry, and under which keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.ui.scan_editor import is_begun_by_scanning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.domain.review import Row

FIXED = {"amend": "F2", "void": "Ctrl+Delete", "undo": "Ctrl+Z"}


def listed(register: Register) -> list[Action]:
    """The actions that a person may be offered, the main one first."""
    some = [a for a in register.actions if not a.hidden]
    return sorted(some, key=lambda a: (a.key != register.main_action, not a.creates))


def keys_of(register: Register) -> dict[str, str]:
    """Action → its key: Ctrl+N, F2, Ctrl+Delete, Ctrl+Z, the others Ctrl+1 to 9 in order."""
    keys: dict[str, str] = {}
    digits = iter("123456789")
    for action in listed(register):
        if action.key == register.main_action:
            keys[action.key] = "Ctrl+N"
        elif action.key in FIXED:
            keys[action.key] = FIXED[action.key]
        elif digit := next(digits, ""):
            keys[action.key] = f"Ctrl+{digit}"
    return keys


def permitted(desk: Desk, action: Action) -> bool:
    """Whether the person's role does this at all."""
    return action.role in desk.roles or (action.role == "custodian" and "supervisor" in desk.roles)


def fits(desk: Desk, register: Register, action: Action, rows: Sequence[Row]) -> bool:
    """Whether it can be chosen for these entries; what the rules say to it stands in the dialog."""
    if not permitted(desk, action):
        return False
    if action.creates:
        return True
    if not rows and is_begun_by_scanning(register, action):
        return True
    if not rows or (len(rows) > 1 and not action.many):
        return False
    if any(row.status in register.terminal for row in rows) and not action.from_terminal:
        return False
    return not action.sources or all(row.status in action.sources for row in rows)
