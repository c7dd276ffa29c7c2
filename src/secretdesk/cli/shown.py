"""Entries and steps as JSON, in the permanent form of design section 7."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from secretdesk.domain.fields import Kind
from secretdesk.domain.terms import EXPUNGED

if TYPE_CHECKING:
    from secretdesk.desk.desk import Receipt
    from secretdesk.desk.history import Step
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.domain.review import Refused, Row


def line(value: object) -> None:
    """One JSON line on stdout, flushed: what was said is on the disk."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def entry_id(entry: int) -> str:
    """How an entry is named outside: e12 is the entry whose first line is the twelfth."""
    return f"e{entry}"


def value(register: Register, key: str, stored: Any) -> Any:
    """A stored value as JSON: references as entry ids."""
    field = register.by_key.get(key)
    if field is not None and isinstance(stored, int) and field.kind is Kind.REFERENCE:
        return entry_id(stored)
    if field is not None and isinstance(stored, list) and field.kind is Kind.REFERENCES:
        return [entry_id(one) for one in stored]
    return stored


def row(register: Register, found: Row) -> dict[str, Any]:
    """One object a row: entry, number, status, seq and the field keys."""
    shown: dict[str, Any] = {
        "entry": entry_id(found.entry),
        "number": found.number,
        "status": found.status,
        "seq": found.seq,
        "on": found.on,
    }
    for field in register.fields:
        if field.kind is not Kind.LINES:
            shown[field.key] = value(register, field.key, found[field.key])
    return shown


def step(register: Register, found: Step) -> dict[str, Any]:
    """One line of an entry's history."""
    action = register.action(found.action)
    return {
        "seq": found.seq,
        "act": found.act,
        "at": found.at,
        "on": found.on,
        "actor": found.actor,
        "action": found.action,
        "label": action.label if action else found.action,
        "status": found.status,
        "number": found.number,
        "changes": [
            {"field": key, "from": value(register, key, old), "to": value(register, key, new)}
            for key, old, new in found.changes
        ],
        "warned": list(found.warned),
        "confirmed": list(found.confirmed),
        **({"expunged": EXPUNGED} if found.expunged else {}),
        **({"imported": found.imported} if found.imported else {}),
    }


def receipt(done: Receipt) -> dict[str, Any]:
    """The answer to an act that is on the disk."""
    return {
        "ok": True,
        "entry": entry_id(done.entry),
        "number": done.number,
        "seq": done.seq,
        "created": [
            {"register": m.register, "entry": entry_id(m.entry), "number": m.number} for m in done.created
        ],
        "warnings": [r.as_dict() for r in done.warnings],
    }


def refusal(error: Refused) -> dict[str, Any]:
    """The answer to an act that was not done."""
    return {"ok": False, "reasons": [r.as_dict() for r in error.reasons]}


def register(declared: Register) -> dict[str, Any]:
    """A declaration as `describe` prints it."""
    return {
        "key": declared.key,
        "label": declared.label,
        "group": declared.group,
        "parent": declared.parent or None,
        "fields": [
            {
                "key": f.key,
                "label": f.label,
                "kind": str(f.kind),
                "required": f.required,
                "choices": list(f.choices),
                "refers_to": f.refers_to or None,
            }
            for f in declared.fields
        ],
        "statuses": [{"key": s.key, "label": s.label, "terminal": s.terminal} for s in declared.statuses],
        "actions": [action(declared, a) for a in declared.actions if not a.hidden],
        "forms": list(declared.forms),
    }


def action(declared: Register, found: Action) -> dict[str, Any]:
    """One action: from which statuses to which, what it asks."""
    open_ones = [s.key for s in declared.statuses if not s.terminal]
    sources = [] if found.creates else list(found.sources) or open_ones
    return {
        "key": found.key,
        "label": found.label,
        "from": sources,
        "to": found.to,
        "asks": list(found.asks),
        "needs": list(found.needs),
        "forms": list(found.forms),
    }
