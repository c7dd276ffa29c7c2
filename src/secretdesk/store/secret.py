"""The secret that proves printed pages and labels: made with the vault, kept when its key changes."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from secretdesk.store.database import Connection


def seal(db: Connection, *parts: str | int) -> bytes:
    """A keyed digest (HMAC-SHA256) of these parts, each told from its neighbour."""
    (secret,) = db.execute("SELECT value FROM meta WHERE key = 'anchor_secret'").fetchone()
    text = "\x1f".join(str(part) for part in parts)
    return hmac.new(bytes.fromhex(secret), text.encode(), hashlib.sha256).digest()
