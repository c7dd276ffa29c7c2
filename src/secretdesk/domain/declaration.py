"""A register is one frozen declaration: fields, statuses, actions. Behaviour is named functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.terms import VOID_LABEL

if TYPE_CHECKING:
    from secretdesk.domain.review import Act, Change, Reason

Compute = Callable[["Act"], dict[str, Any]]
Rule = Callable[["Act"], Iterable["Reason"]]
Effect = Callable[["Act"], Iterable["Change"]]
Series = Callable[["Act"], str]

# The actions that the engine itself knows, in whichever register they stand.
ENROL, AMEND, UNDO, EXPUNGE = "enrol", "amend", "undo", "expunge"


@dataclass(frozen=True)
class Status:
    """One status of an entry. A ``terminal`` one is left by `reinstate` alone."""

    key: str
    label: str
    terminal: bool = False


@dataclass(frozen=True)
class Action:
    """One thing that a person does to an entry (or that makes one, where ``creates``).

    ``asks`` are the keys of the fields that may be typed, in the order of the paper; ``needs`` those
    that must be; ``on_field`` is the field that tells when it happened.
    """

    key: str
    label: str
    creates: bool = False
    sources: tuple[str, ...] = ()  # statuses it starts from; empty: any that is not terminal
    to: str | None = None  # status it ends in; None: as it was
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    on_field: str = ""  # the field that tells when it happened, where the form asks for it
    free_past: bool = False  # may lie beyond the 补登 lag without asking
    computes: tuple[Compute, ...] = ()  # values that follow from the typed ones, kept in the line
    rules: tuple[Rule, ...] = ()
    effects: tuple[Effect, ...] = ()
    role: str = "custodian"
    many: bool = False  # takes several entries at once (a batch)
    forms: tuple[str, ...] = ()
    from_terminal: bool = False  # the few that may leave a terminal status
    hidden: bool = False  # written by the program, not offered in menus
    article: str = ""  # what demands it


@dataclass(frozen=True, eq=False)
class Register:
    """A register of the college. Its keys are permanent."""

    key: str
    label: str
    group: str
    fields: tuple[Field, ...]
    statuses: tuple[Status, ...]
    actions: tuple[Action, ...]
    patterns: dict[str, str] = field(default_factory=dict)  # series → pattern of issued numbers
    series: Series | None = None  # which series a new entry runs in; None: the only one
    yearly: bool = True  # numbers start anew each year of `on`
    parent: str = ""
    parent_field: str = ""
    name_field: str = ""  # by which a reference may name an entry
    lookup: tuple[str, ...] = ()  # further fields by which it may be found (份号, 文号)
    order: tuple[tuple[str, ...], ...] = ()  # dates of acts that follow each other
    holders: tuple[str, ...] = ()  # fields that name the person in whose hands an entry is, or whose charge
    enrols: bool = False  # an unknown name may be enrolled in the same act, with `name_field` alone
    forms: tuple[str, ...] = ()
    main_action: str = ""
    article: str = ""
    empty: str = ""  # what to do when the table is empty
    level_field: str = ""  # the field that tells an entry's level, for marks on paper

    def field(self, key: str) -> Field:
        """The field of that key (KeyError where there is none)."""
        return self.by_key[key]

    @cached_property
    def by_key(self) -> dict[str, Field]:
        """Fields by key."""
        return {f.key: f for f in self.fields}

    def action(self, key: str) -> Action | None:
        """The action of that key, or None."""
        return next((a for a in self.actions if a.key == key), None)

    def status(self, key: str) -> Status | None:
        """The status of that key, or None."""
        return next((s for s in self.statuses if s.key == key), None)

    @cached_property
    def terminal(self) -> frozenset[str]:
        """Keys of the statuses that nothing leaves but `reinstate`."""
        return frozenset(s.key for s in self.statuses if s.terminal)


VOID = Status("void", VOID_LABEL, terminal=True)


def check(registers: tuple[Register, ...]) -> list[str]:
    """What is unsound in the declarations, each as one line with its place; empty where all is well."""
    keys = {r.key for r in registers}
    found = [f"register {k} declared twice" for k in keys if [r.key for r in registers].count(k) > 1]
    for register in registers:
        found += [f"{register.key}: {text}" for text in _check_register(register, keys)]
    return found


def _check_register(register: Register, keys: set[str]) -> Iterable[str]:
    fields, statuses = [f.key for f in register.fields], {s.key for s in register.statuses}
    reserved = {"entry", "number", "status", "seq", "on", "series", "year", "n"}
    yield from (f"field {k} twice or reserved" for k in fields if fields.count(k) > 1 or k in reserved)
    for item in register.fields:
        if item.kind in {Kind.REFERENCE, Kind.REFERENCES, Kind.LINES} and item.refers_to not in keys:
            yield f"field {item.key} refers to no register: {item.refers_to!r}"
        if item.kind is Kind.CHOICE and not item.choices:
            yield f"field {item.key} has no choices"
    for action in register.actions:
        unknown = (set(action.asks) | set(action.needs) | {action.on_field or fields[0]}) - set(fields)
        if unknown:
            yield f"action {action.key} asks unknown fields {sorted(unknown)}"
        if unasked := sorted(set(action.needs) - set(action.asks)):
            yield f"action {action.key} needs what it does not ask: {unasked}"
        wrong = ({action.to} if action.to else set()) | set(action.sources)
        if wrong - statuses:
            yield f"action {action.key} names unknown statuses {sorted(wrong - statuses)}"
        if action.creates and not action.to:
            yield f"action {action.key} creates and ends in no status"
    if register.parent and register.parent not in keys:
        yield f"parent {register.parent!r} is no register"
    if register.name_field and register.name_field not in fields:
        yield f"name field {register.name_field!r} is no field"
    if unordered := sorted({key for chain in register.order for key in chain} - set(fields)):
        yield f"order of {unordered}, which are no fields"
    for key in set(register.holders) & set(fields):
        if register.field(key).refers_to != "people":
            yield f"holder {key!r} is no person"
    if absent := sorted(set(register.holders) - set(fields)):
        yield f"holders {absent} are no fields"
    if register.main_action and register.action(register.main_action) is None:
        yield f"main action {register.main_action!r} is no action"
