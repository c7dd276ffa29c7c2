"""The desk: perform a command, read the books. One open vault, one person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from secretdesk.domain.declaration import EXPUNGE
from secretdesk.domain.judge import Plan, Standing, judge
from secretdesk.domain.kept import groups_of, kept
from secretdesk.domain.review import Refused
from secretdesk.domain.rules import common
from secretdesk.domain.terms import ROLES
from secretdesk.registers import BY_KEY
from secretdesk.store import apply, blobs, erase, ledger, rows
from secretdesk.store.books import SqlBooks
from secretdesk.store.database import reading, savepoint, transaction
from secretdesk.store.errors import StoreError, WrongPassphrase
from secretdesk.store.rows import Query

if TYPE_CHECKING:
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Command, Reason, Row
    from secretdesk.store.blobs import Blob
    from secretdesk.store.vault import Vault

Clock = Callable[[], datetime]
Listener = Callable[[frozenset[str]], None]
ROLE_OF = {label: key for key, label in ROLES.items()}


def wall_clock() -> datetime:
    """Local wall time with its offset."""
    return datetime.now().astimezone()


class _Rehearsed(Exception):
    """Ends a transaction that was to leave nothing behind."""


@dataclass(frozen=True)
class Made:
    """An entry that an act made besides its own."""

    register: str
    entry: int
    number: str


@dataclass(frozen=True)
class Receipt:
    """The answer to an act that is on the disk. ``seq`` is the entry's last line, for ``seen``.

    ``warnings`` are what the rules told, then (weight `ask`) what was asked and consented to.
    """

    entry: int
    number: str
    seq: int
    created: tuple[Made, ...]
    warnings: tuple[Reason, ...]
    changed: frozenset[str]


class Desk:
    """Functions over an open vault. Reads are plain SELECTs; writes go through :meth:`perform` alone."""

    def __init__(
        self, vault: Vault, clock: Clock = wall_clock, registers: Mapping[str, Register] = BY_KEY
    ) -> None:
        """Raises WrongPassphrase: "not_live" where the ledger does not hold the slot that was opened,
        "expired" where it held good until a day that has passed (临时代管).
        """
        self.vault = vault
        self.clock = clock
        self.registers = registers
        self.listeners: list[Listener] = []
        self.person = vault.slot.name
        self.trouble = ""  # what went wrong beside the unlock, for the person to know
        self.settled = ""  # how this unlock ended a half-done change of keys, if it did
        self.sit_down()

    # --- who ---

    def sit_down(self) -> None:
        """Read anew who sits at the desk: after an unlock, and after keys were changed."""
        self.books = SqlBooks(self.vault.db, self.registers)
        with reading():
            self.roles = self._roles()

    def _roles(self) -> frozenset[str]:
        """The roles that the ledger gives to the slot; until there is a supervisor, the founder is it too."""
        slots = self.books.rows("slots")
        if not slots:
            return frozenset({"custodian", "supervisor", "keys", "reader"})
        live = [s for s in slots if s.status in {"live", "changing", "removing", "adding"}]
        own = next((s for s in live if s["slot_id"] == self.vault.slot.id), None)
        if own is None or (own["fingerprint"] != self.vault.slot.fingerprint and own.status != "changing"):
            self.vault.close()
            raise WrongPassphrase("not_live", person=self.person)
        if own["until"] and own["until"] < self.clock().date().isoformat():
            self.vault.close()
            raise WrongPassphrase("expired", person=self.person, until=own["until"])
        role = ROLE_OF.get(own["role"], "keys")  # the recovery key opens the way to keys, to no daily work
        found = {role, "reader"} | ({"keys"} if role == "supervisor" else set())
        if role == "custodian" and all(ROLE_OF.get(s["role"]) != "supervisor" for s in live):
            found |= {"supervisor", "keys"}
        return frozenset(found)

    @property
    def level(self) -> str:
        """密级 of the vault and so of this PC."""
        return self.books.parameter("vault_level", "9999-12-31")

    @property
    def groups(self) -> str:
        """The groups of registers that this vault keeps, as the parameter names them."""
        return self.books.parameter("groups", self.clock().date().isoformat())

    @property
    def shown(self) -> dict[str, Register]:
        """The registers that are written in this vault, and those that hold entries all the same."""
        own = kept(self.registers, self.groups)
        return {key: one for key, one in self.registers.items() if key in own or self.count(key, limit=1)}

    # --- write ---

    def perform(self, command: Command) -> Receipt:
        """Do one act: judge, write lines and rows in one transaction, on the disk when this returns.

        Raises:
            Refused: with reasons; nothing has changed.
            StoreError: the disk's or the file's trouble; nothing has changed.
        """
        return self.perform_all([command])[0]

    def perform_all(self, commands: Iterable[Command], kept: Iterable[Blob] = ()) -> list[Receipt]:
        """Several acts, with the files that they name, all or none. Each sees what the earlier ones did."""
        with self.together() as do:
            receipts = do(commands)
            for blob in kept:
                blobs.put(self.vault.db, blob)
        return receipts

    @contextmanager
    def together(self, *, keep: bool = True) -> Iterator[Callable[[Iterable[Command]], list[Receipt]]]:
        """One transaction of any number of acts; the callable does some, all or none, and answers each.

        What it refuses (Refused) leaves what was done before as it is. An error that leaves the block undoes
        everything; so does its end where ``keep`` is False: then it was a rehearsal, by the very same code.

        Raises:
            StoreError: the disk's or the file's trouble; nothing has changed.
        """
        last: apply.Done | None = None
        changed: set[str] = set()
        erased = False

        def do(commands: Iterable[Command]) -> list[Receipt]:
            nonlocal last, erased
            with savepoint(self.vault.db):
                done = [self._act(command) for command in commands]
            receipts = [self._receipt(*one) for one in done]
            changed.update(*(receipt.changed for receipt in receipts))
            erased |= any(plan.act.action.key == EXPUNGE for _, plans in done for plan in plans)
            last = done[-1][0] if done else last
            return receipts

        try:
            with suppress(_Rehearsed), transaction(self.vault.db):
                yield do
                if not keep:
                    raise _Rehearsed
        finally:
            self.books = SqlBooks(self.vault.db, self.registers)
        if last is None or not keep:
            return
        self.vault.acknowledge(last.seq, last.hash)
        if erased:
            self._end_erasure()
        for listener in self.listeners:
            listener(frozenset(changed))

    def foresee(self, command: Command) -> Sequence[Reason]:
        """What the rules would say, without doing it (reasons at the fields of an open form)."""
        try:
            with reading():
                plans = self._plans(command)
        except Refused as refused:
            return refused.reasons
        return list(dict.fromkeys(reason for plan in plans for reason in plan.warnings))

    def _judge(self, command: Command) -> Plan:
        _, _, last_at = ledger.last(self.vault.db)
        standing = Standing(self.clock(), last_at, self.roles, self.level, groups_of(self.groups))
        return judge(command, self.registers, self.books, standing)

    def _plans(self, command: Command) -> list[Plan]:
        """A plan for each entry that the command names; several only where the action takes several."""
        if not isinstance(command.entry, (list, tuple)):
            return [self._judge(command)]
        register = self.registers.get(command.register)
        action = register.action(command.action) if register else None
        if len(command.entry) != 1 and action is not None and not action.many:
            raise Refused([common.one_at_a_time(action.label)])
        plans: dict[int, Plan] = {}
        refused: list[Reason] = []
        for entry in command.entry or [None]:
            try:
                plan = self._judge(replace(command, entry=entry, together=len(command.entry) > 1))
            except Refused as error:
                refused += error.reasons
            else:
                plans.setdefault(plan.act.row.entry if plan.act.row else 0, plan)
        if refused:
            raise Refused(list(dict.fromkeys(refused)))
        return list(plans.values())

    def _act(self, command: Command) -> tuple[apply.Done, list[Plan]]:
        self.books = SqlBooks(self.vault.db, self.registers)
        plans = self._plans(command)
        written = apply.write(self.vault.db, self.registers, self.books, plans, command.actor or self.person)
        for change in plans[0].changes if command.action == EXPUNGE else ():
            row = change.row
            if change.action == EXPUNGE and row is not None:
                seq = next(one.row.seq for one in written.lines if one.row.entry == row.entry)
                erase.erase(self.vault.db, self.registers, row, seq)
        return written, plans

    def _end_erasure(self) -> None:
        """Empty the WAL; where that is not possible now, the act stands and the next unlock does it."""
        with suppress(StoreError), reading():
            erase.settle(self.vault.db, self.vault.folder)

    def _receipt(self, done: apply.Done, plans: list[Plan]) -> Receipt:
        first = done.lines[0].row
        own = next(w.row for w in reversed(done.lines) if w.row.entry == first.entry)
        created = tuple(Made(w.row.register, w.row.entry, w.row.number) for w in done.lines[1:] if w.new)
        told = [r for plan in plans for r in plan.warnings] + [r for plan in plans for r in plan.confirmed]
        warnings = tuple(dict.fromkeys(told))
        changed = frozenset(w.row.register for w in done.lines)
        return Receipt(own.entry, own.number, own.seq, created, warnings, changed)

    # --- read ---

    def rows(
        self,
        register: str,
        *,
        text: str = "",
        where: Mapping[str, Any] | None = None,
        order: str = "",
        ascending: bool = False,
        after: tuple[Any, ...] | None = None,
        limit: int | None = None,
    ) -> list[Row]:
        """The rows asked for, newest first unless told otherwise."""
        query = Query(
            self.registers[register], text.strip(), dict(where or {}), order, ascending, after, limit
        )
        with reading():
            return list(rows.whole(self.vault.db, query))

    def page(
        self,
        register: str,
        columns: Sequence[str],
        *,
        text: str = "",
        where: Mapping[str, Any] | None = None,
        order: str = "",
        ascending: bool = False,
        after: tuple[Any, ...] | None = None,
        limit: int = 200,
    ) -> list[tuple[Any, ...]]:
        """A table page: (entry, seq, status, *columns), references by name, values as stored."""
        query = Query(
            self.registers[register], text.strip(), dict(where or {}), order, ascending, after, limit
        )
        with reading():
            return rows.table_page(self.vault.db, self.registers, query, columns)

    def count(
        self,
        register: str,
        *,
        text: str = "",
        where: Mapping[str, Any] | None = None,
        limit: int | None = None,
    ) -> int:
        """How many there are; with a limit it counts no further."""
        query = Query(self.registers[register], text.strip(), dict(where or {}), limit=limit)
        with reading():
            return rows.count(self.vault.db, query)

    def find(self, register: str, text: str | int) -> list[Row]:
        """The entries that an id, a number, a name or a number's tail may mean."""
        with reading():
            return self.books.find(register, text)

    def names(self, register: str, entries: Iterable[int]) -> dict[int, str]:
        """What these entries are called."""
        with reading():
            return rows.names(self.vault.db, self.registers[register], sorted(set(entries)))

    def head(self) -> tuple[int, str]:
        """(seq, hash in hex) of the last line."""
        with reading():
            seq, hashed, _ = ledger.last(self.vault.db)
        return seq, hashed.hex()

    def close(self) -> None:
        """Lock: close the database and forget the key."""
        self.vault.close()
