"""Who may open the vault: a line *begun*, the key files, a line *done* (design section 3)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from secretdesk.desk.history import entry_as_of, history
from secretdesk.domain.review import Refused, Row, inner
from secretdesk.domain.rules.slots import (
    last_supervisor,
    name_taken,
    no_such_slot,
    not_to_change,
    not_yours,
    past_until,
)
from secretdesk.domain.terms import RECOVERY_NAME, RECOVERY_ROLE, ROLES
from secretdesk.store import keyfile, keys, recovery
from secretdesk.store.rekey import rekey
from secretdesk.store.slots import RECOVERY, Cost

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.store.keys import Keyring as Ring

CLOCK = {"clock_backwards", "clock_leap"}


def live(desk: Desk) -> list[Row]:
    """The slots that the ledger holds as live, oldest first."""
    return [s for s in desk.rows("slots", ascending=True) if s.status not in {"removed", "void"}]


def add(
    desk: Desk, name: str, role: str, passphrase: str, *, until: str = "", cost: Cost | None = None
) -> Row:
    """Give a person a key. ``role`` is one of custodian, supervisor, auditor; ``until`` the last day
    (2026-12-31) on which it opens, for a substitute (临时代管).

    Raises:
        Refused: where the person at the desk may not, the name is taken, or that day has passed.
    """
    if until and until < desk.clock().date().isoformat():
        raise Refused([past_until()])
    return _add(desk, name, ROLES[role], passphrase, secrets.token_hex(8), cost, until)


def add_recovery(desk: Desk, *, cost: Cost | None = None) -> recovery.Halves:
    """A recovery key, printed in two halves for two safes; an earlier one is removed first."""
    _take_back(desk)
    for old in live(desk):
        if old["slot_id"] == RECOVERY or old["name"] == RECOVERY_NAME:
            remove(desk, old["name"])
    halves = recovery.split()
    _add(desk, RECOVERY_NAME, RECOVERY_ROLE, halves.passphrase, RECOVERY, cost)
    return halves


def _add(
    desk: Desk, name: str, role: str, passphrase: str, slot_id: str, cost: Cost | None, until: str = ""
) -> Row:
    _take_back(desk)
    if any(s["name"] == name for s in live(desk)):
        raise Refused([name_taken(name)])
    vault = desk.vault
    ring = vault.ring
    if any(slot.id == slot_id for slot in ring.slots):  # left by an addition that was not ended
        ring = keys.drop_slot(ring, slot_id)
    ring = keys.add_slot(ring, slot_id, name, passphrase, vault.key, cost=cost)
    fingerprint = ring.slots[-1].fingerprint
    values = {
        "name": name,
        "role": role,
        "slot_id": slot_id,
        "fingerprint": fingerprint,
        "generation": vault.ring.generation + 1,
    } | ({"until": until} if until else {})
    begun = desk.perform(inner("slots", "add", values=values))
    _write(desk, ring)
    desk.perform(inner("slots", "done", begun.entry))
    desk.sit_down()
    return desk.rows("slots", where={"entry": begun.entry})[0]


def change(desk: Desk, passphrase: str, *, name: str | None = None, cost: Cost | None = None) -> None:
    """A new passphrase for the person at the desk; whoever came in by the recovery key names the person.

    Raises:
        Refused: for another person's key, or for the recovery key itself (make a new one instead).
    """
    _take_back(desk)
    vault = desk.vault
    wanted = next((s for s in live(desk) if s["name"] == (name or desk.person)), None)
    if wanted is None:
        raise Refused([no_such_slot(name or desk.person)])
    own = wanted["slot_id"] == vault.slot.id
    if wanted["slot_id"] == RECOVERY or not (own or vault.slot.id == RECOVERY):
        raise Refused([not_to_change(wanted["name"])])
    slot_id = wanted["slot_id"]
    ring = keys.change_passphrase(vault.ring, slot_id, passphrase, vault.key, cost=cost)
    fresh = next(s for s in ring.slots if s.id == slot_id)
    values = {"fingerprint": fresh.fingerprint, "generation": vault.ring.generation + 1}
    desk.perform(inner("slots", "change", wanted.entry, values))
    _write(desk, ring)
    if own:
        vault.slot = fresh
    desk.perform(inner("slots", "done", wanted.entry))


def remove(desk: Desk, name: str) -> None:
    """Take a person's key away: a new database key, sealed to those who stay.

    Older backups still open with the old passphrase: the caller says so.

    Raises:
        Refused: where it is one's own, or the last that can do the supervisor's acts.
    """
    _take_back(desk)
    gone = next((s for s in live(desk) if s["name"] == name), None)
    if gone is None:
        raise Refused([no_such_slot(name)])
    if gone["slot_id"] == desk.vault.slot.id:
        raise Refused([not_yours()])
    if _is_last(desk, gone):
        raise Refused([last_supervisor()])
    desk.perform(inner("slots", "remove", gone.entry))
    staying = {s["fingerprint"] for s in live(desk) if s.entry != gone.entry}
    try:
        rekey(desk.vault, staying | {desk.vault.slot.fingerprint})
    finally:
        desk.sit_down()
        settle(desk)  # "gone", or "abandon" where it failed and the slot is still there
        desk.sit_down()


def _write(desk: Desk, ring: Ring) -> None:
    """Write the key files; where that fails they stand as before and the change is ended in the ledger.

    Where not even that can be written nobody knows which of them holds: the change stays begun and the next
    unlock ends it.
    """
    vault = desk.vault
    try:
        vault.ring = keyfile.write_keyring(vault.folder, ring)
    except BaseException:
        _take_back(desk)
        raise


def _take_back(desk: Desk) -> None:
    """End in the key files and in the ledger what was begun at this desk and not ended."""
    if all(slot.status == "live" for slot in live(desk)):
        return
    desk.vault.ring = keyfile.rewrite_keyring(desk.vault.folder, desk.vault.ring)
    settle(desk)
    desk.sit_down()


def _is_last(desk: Desk, gone: Row) -> bool:
    working = [s for s in live(desk) if s.entry != gone.entry and s["slot_id"] != RECOVERY]
    return not any(s["role"] in {ROLES["custodian"], ROLES["supervisor"]} for s in working)


def _slot(desk: Desk, slot_id: str) -> Row:
    return next(s for s in live(desk) if s["slot_id"] == slot_id)


def settle(desk: Desk) -> str:
    """End a change that was interrupted, by what the key files hold; "" where there was none.

    Where the PC's clock stands wrong no line can be written: the change stays begun, the slot usable, and a
    later unlock ends it.
    """
    told = desk.vault.settled
    held = {slot.id: slot.fingerprint for slot in desk.vault.ring.slots}
    for row in live(desk):
        action = _ending(row, held.get(row["slot_id"]))
        if not action:
            continue
        values = _before(desk, row) if (action, row.status) == ("abandon", "changing") else {}
        try:
            desk.perform(inner("slots", action, row.entry, values))
        except Refused as refused:
            if {reason.code for reason in refused.reasons} - CLOCK:
                raise
            continue
        told = "undone" if action == "abandon" or (action, row.status) == ("gone", "adding") else "done"
    return told


def _ending(row: Row, there: str | None) -> str:
    """The action that ends what was begun; *there* is the fingerprint in the key files."""
    if row.status == "removing":
        return "abandon" if there else "gone"
    if row.status in {"adding", "changing"}:
        return (
            "done" if there == row["fingerprint"] else {"adding": "gone", "changing": "abandon"}[row.status]
        )
    return ""


def _before(desk: Desk, row: Row) -> dict[str, str]:
    """The fingerprint that stood before the change that was begun."""
    steps = history(desk, "slots", row.entry)
    before = entry_as_of(desk, "slots", row.entry, steps[-2].seq) if len(steps) > 1 else None
    return {"fingerprint": before["fingerprint"]} if before else {}
