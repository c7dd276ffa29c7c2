"""Making and opening vaults."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

from secretdesk.assets import holidays
from secretdesk.desk import keys, unfinished
from secretdesk.desk.desk import Clock, Desk, wall_clock
from secretdesk.domain.kept import kept
from secretdesk.domain.law import EFFECTIVE_FROM, PARAMETERS
from secretdesk.domain.review import Command, inner
from secretdesk.domain.terms import DEFAULT_UNIT, ROLES, Level
from secretdesk.domain.terms_classification import COLLEGE_AUTHORITY
from secretdesk.domain.terms_law import ALL_GROUPS
from secretdesk.domain.working_days import HOLIDAYS_CODE
from secretdesk.registers import BY_KEY
from secretdesk.store import build, vault
from secretdesk.store.errors import DiskTrouble, Occupied
from secretdesk.store.files import sync_folder, why
from secretdesk.store.keyfile import holds_vault
from secretdesk.store.unlock import unlock

if TYPE_CHECKING:
    from pathlib import Path

    from secretdesk.store.slots import Cost

Progress = Callable[[int, int], bool]


def new_vault(
    folder: Path,
    person: str,
    passphrase: str,
    level: Level,
    *,
    clock: Clock = wall_clock,
    unit: str = DEFAULT_UNIT,
    groups: str = ALL_GROUPS,
    cost: Cost | None = None,
) -> Desk:
    """Make a vault and open it. The person holds both roles until a supervisor is added.

    *groups* names the groups of registers that it keeps (参数 groups), all of them by default.
    It is made beside the folder and renamed, so that a half-made vault never stands there.

    Raises:
        Occupied: where the folder holds anything ("vault": a vault).
        DiskTrouble: where it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Occupied("vault" if holds_vault(folder) else "")
    place = folder.absolute()
    making = place.with_name(f".{place.name}.making")
    try:
        shutil.rmtree(making, ignore_errors=True)
        _make(making, person, passphrase, level, clock, {"unit_name": unit, "groups": groups}, cost)
        if place.exists():
            place.rmdir()
        making.rename(place)
        sync_folder(place.parent)
    except OSError as error:
        raise DiskTrouble("target", path=folder, reason=why(error)) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return open_vault(folder, person, passphrase, clock=clock)


def _make(
    folder: Path,
    person: str,
    passphrase: str,
    level: Level,
    clock: Clock,
    given: dict[str, str],
    cost: Cost | None,
) -> None:
    """The files, the tables and the first lines; closed again."""
    made = vault.create(folder, secrets.token_hex(8), person, passphrase, cost)
    try:
        build.rebuild(made.db, BY_KEY, list(BY_KEY.values()))
        _found(Desk(made, clock), {**given, "vault_level": str(level)})
    finally:
        made.close()


def _found(desk: Desk, told: dict[str, str]) -> None:
    """The first lines: who opened the books, the law's numbers as dated data, the authority of 第13条."""
    slot = desk.vault.slot
    given = {"slot_id": slot.id, "fingerprint": slot.fingerprint, "generation": desk.vault.ring.generation}
    commands = [inner("slots", "found", values={"name": slot.name, "role": ROLES["custodian"], **given})]
    for known in PARAMETERS:
        value = told.get(known.code, known.value)
        values = {
            "code": known.code,
            "value": value,
            "origin": known.origin,
            "effective_from": EFFECTIVE_FROM,
        }
        commands.append(Command("", "parameters", "set", values=values))
    for year, days in holidays().items():
        values = {"code": HOLIDAYS_CODE + year, "value": days, "effective_from": EFFECTIVE_FROM}
        commands.append(Command("", "parameters", "set", values=values))
    if "authorities" in kept(BY_KEY, told.get("groups", ALL_GROUPS)):
        commands.append(inner("authorities", "take_over", values=COLLEGE_AUTHORITY))
    desk.perform_all(commands)


def open_vault(
    folder: Path,
    person: str | None,
    passphrase: str,
    *,
    clock: Clock = wall_clock,
    progress: Progress | None = None,
) -> Desk:
    """Unlock a vault and sit down at the desk.

    Raises:
        StoreError: of the kind that the trouble is (six kinds, six exit codes).
    """
    opened = unlock(folder, person, passphrase, BY_KEY, clock(), progress)
    try:
        desk = Desk(opened, clock)
        desk.settled = keys.settle(desk)
        desk.sit_down()
        unfinished.settle(desk)
    except BaseException:
        opened.close()
        raise
    return desk
