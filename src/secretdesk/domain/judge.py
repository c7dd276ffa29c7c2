"""From a command to a plan: what is meant, whether it may be, and which lines it makes. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from secretdesk.domain.declaration import EXPUNGE
from secretdesk.domain.effects.moves import moved_by, time_of
from secretdesk.domain.fields import Kind
from secretdesk.domain.happened import as_happened
from secretdesk.domain.kept import is_kept
from secretdesk.domain.law import EFFECTIVE_FROM
from secretdesk.domain.periods import parse_moment
from secretdesk.domain.review import Act, Books, Change, Command, Reason, Refused, Row, Weight
from secretdesk.domain.rules import availability, common, corrections
from secretdesk.domain.typed import typed_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.domain.declaration import Action, Register

LEAP_DAYS = 31


@dataclass(frozen=True)
class Standing:
    """What the desk knows besides the command: the clock, the last line, who may what, the PC's level."""

    now: datetime
    last_at: str  # recorded moment of the last line, "" for an empty ledger
    roles: frozenset[str]
    level: str
    groups: frozenset[str] | None = None  # of registers that this vault keeps; None: all


@dataclass(frozen=True)
class Plan:
    """The lines to write, the entry's own first; warnings to record and tell; questions consented to."""

    act: Act
    changes: tuple[Change, ...]
    warnings: tuple[Reason, ...]
    confirmed: tuple[Reason, ...] = ()


def judge(command: Command, registers: Mapping[str, Register], books: Books, standing: Standing) -> Plan:
    """Understand a command and decide.

    Raises:
        Refused: with every reason found, in the order of the form.
    """
    register = registers.get(command.register)
    action = register.action(command.action) if register else None
    if register is None or action is None or (action.hidden and not command.inner):
        what = f"{command.register}.{command.action}"
        raise Refused([common.bad_value("action", common.UNKNOWN_ACTION.format(what=what))])
    if not is_kept(registers, register, standing.groups):
        raise Refused([common.not_kept_here(register.label, register.group)])
    reasons = list(_permitted(action, standing)) + list(_clock(command, register, standing))
    row, found = _entry(command, register, action, books)
    reasons += found
    values, enrolled, found = typed_values(command, register, action, registers, books, standing.now)
    reasons += found
    on, found = _on(command, register, action, values, row, books, standing)
    reasons += found
    act = Act(command, register, action, row, values, on, standing.now, books, level=standing.level)
    if row is None and not action.creates:
        raise Refused(reasons)
    for compute in action.computes:
        act = act.with_values(**compute(act))
    marked = {r.field for r in reasons}  # a value that could not be read is not missing besides
    more = _missing(act) + [reason for rule in (*corrections.DATES, *action.rules) for reason in rule(act)]
    reasons += (r for r in more if not (r.code == "missing" and r.field in marked))
    if command.number and action.creates:
        reasons += _carried(command.number, register, books)
    if command.imported:
        reasons = as_happened(reasons, action)
    reasons = _unless_refused(list(dict.fromkeys(reasons)), command)
    main = _main_change(act)
    act = replace(act, main=main, warned=tuple(r.code for r in reasons))
    changes = [main, *enrolled]
    told = replace(act, warned=()) if command.imported else act  # years later nobody is queried
    for effect in action.effects:
        changes += effect(told)
    moved = moved_by(changes)
    if early := list(availability.nothing_before_its_time(act, moved)):
        raise Refused(early)
    for change in moved:
        change.set["moved_on"] = time_of(act)
    warnings = tuple(r for r in reasons if r.weight is Weight.WARN)
    return Plan(act, tuple(changes), warnings, tuple(r for r in reasons if r.weight is Weight.ASK))


def _permitted(action: Action, standing: Standing) -> list[Reason]:
    if action.role in standing.roles or (action.role == "custodian" and "supervisor" in standing.roles):
        return []
    return [common.not_permitted(action.role, action.label)]


def _clock(command: Command, register: Register, standing: Standing) -> list[Reason]:
    if not standing.last_at or (register.key, command.action) == ("clock", "correct"):
        return []
    last = datetime.fromisoformat(standing.last_at)
    if standing.now < last:
        return [common.clock_backwards(standing.last_at)]
    days = (standing.now - last).days
    return [common.clock_leap(days)] if days > LEAP_DAYS else []


def _entry(
    command: Command, register: Register, action: Action, books: Books
) -> tuple[Row | None, list[Reason]]:
    if action.creates:
        return None, [common.entry_not_wanted(action.label)] if command.entry not in (None, "") else []
    if command.entry in (None, ""):
        return None, [common.entry_missing(action.label)]
    found = books.find(register.key, command.entry)
    if len(found) > 1:  # a name taken out of use and given anew means the one in use
        found = [one for one in found if one.status not in {"void", "retired", "removed"}] or found
    if len(found) != 1:
        return None, [
            common.no_entry(command.entry, register.label)
            if not found
            else replace(common.ambiguous(register.fields[0], command.entry, found), field="entry")
        ]
    row = found[0]
    status = register.status(row.status)
    label = status.label if status else row.status
    if row.status in register.terminal and not action.from_terminal:
        way_out = any(a.from_terminal and row.status in a.sources for a in register.actions)
        return row, [common.terminal(row, label, way_out=way_out)]
    if action.sources and row.status not in action.sources:
        names = [s.label for s in register.statuses if s.key in action.sources]
        return row, [common.wrong_state(row, action.label, label, names)]
    if command.seen is not None and command.seen != row.seq:
        return row, [common.stale(row)]
    return row, []


def _on(
    command: Command,
    register: Register,
    action: Action,
    values: dict[str, Any],
    row: Row | None,
    books: Books,
    standing: Standing,
) -> tuple[str, list[Reason]]:
    """When it happened, and what speaks against that."""
    minute, key = standing.now.strftime("%Y-%m-%dT%H:%M"), action.on_field
    typed = values.get(key) if key else None
    on = parse_moment(command.on, standing.now) if command.on else typed or minute
    if on is None:
        return minute, [common.bad_value("on", common.BAD_ON)]
    if typed and typed[:10] != on[:10]:
        return on, [common.bad_value("on", common.TWO_DATES.format(on=on[:10], typed=typed[:10]))]
    if typed and len(typed) > len(on):
        on = typed
    if on == minute[:10] and not command.on:
        on = minute
    if key and typed is None and key not in command.values:
        values[key] = on if register.by_key[key].kind is Kind.MOMENT else on[:10]
    marked = "on" if command.on or not key else key
    return on, _untimely(on, marked, action, row, books, standing)


def _untimely(
    on: str, key: str, action: Action, row: Row | None, books: Books, standing: Standing
) -> list[Reason]:
    now = standing.now
    today = now.date().isoformat()
    if on[:10] > today or (len(on) > 10 and on > now.strftime("%Y-%m-%dT%H:%M")):
        return [common.future_date(key)]
    if on[:10] < EFFECTIVE_FROM:
        return [common.bad_value(key, common.BEFORE_ALL.format(first=EFFECTIVE_FROM))]
    if row is not None and on[:10] < row.on[:10] <= today:  # one of a wrong future can still be corrected
        return [common.too_early(key, row)]
    days = (now.date() - date.fromisoformat(on[:10])).days
    lag = int(books.parameter("late_entry_days", on[:10]))
    return [common.late_entry(days, lag, key)] if days > lag and not action.free_past else []


def _unless_refused(reasons: list[Reason], command: Command) -> list[Reason]:
    """The reasons again, where none refuses and every question was consented to.

    Raises:
        Refused: with what refuses, what is still asked, and the warnings.
    """
    answered = [r for r in reasons if r.weight is Weight.ASK and r.code in command.confirm]
    if all(r.weight is Weight.WARN or r in answered for r in reasons):
        return reasons
    raise Refused([r for r in reasons if r not in answered])


def _carried(number: str, register: Register, books: Books) -> list[Reason]:
    """A number carried over from an imported book is unique among the living."""
    found = [row for row in books.rows(register.key, number=number) if row.status != "void"]
    return [common.number_taken(found[0])] if found else []


def _missing(act: Act) -> list[Reason]:
    """What the action demands and was neither typed nor computed (what stood before does not count)."""
    needed = set(act.action.needs)
    empty = (f for f in act.register.fields if f.key in needed and act.values.get(f.key) in (None, "", []))
    return [common.missing(field) for field in empty]


def _main_change(act: Act) -> Change:
    register, action = act.register, act.action
    lines = {f.key for f in register.fields if f.kind is Kind.LINES}
    kept = {k: v for k, v in act.values.items() if k not in {*lines, "status"}}
    if act.row is None:
        series = register.series(act) if register.series else register.key
        return Change(
            register.key,
            action.key,
            status=act.values.get("status") or action.to,
            set={k: v for k, v in kept.items() if v is not None},
            series=series,
            number=act.command.number,
        )
    before = act.row
    restates = action.key == EXPUNGE  # the lines before it are erased: it tells all that stays
    return Change(
        register.key,
        action.key,
        before,
        act.values.get("status") or action.to,  # computed: of an undoing, of a print with nothing to sign
        {k: v for k, v in kept.items() if v is not None and (restates or v != before[k])},
        tuple(k for k, v in kept.items() if v is None and before[k] is not None),
    )
