"""The secret that proves printed pages and labels: made with the vault, kept when its key changes."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Final

from secretdesk.store.errors import Damaged

if TYPE_CHECKING:
    from secretdesk.store.database import Connection

KEY: Final = "anchor_secret"  # in `meta`


def seal(db: Connection, *parts: str | int) -> bytes:
    """A keyed digest (HMAC-SHA256) of these parts, each told from its neighbour. Raises Damaged("secret")."""
    text = "\x1f".join(str(part) for part in parts)
    return hmac.new(_secret(db), text.encode(), hashlib.sha256).digest()


def _secret(db: Connection) -> bytes:
    found = db.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    try:
        return bytes.fromhex(found[0])
    except (TypeError, ValueError):
        raise Damaged("secret") from None
