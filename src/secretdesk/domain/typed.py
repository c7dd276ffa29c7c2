"""What was typed, as stored values: parsed, its references found, new names enrolled in passing. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from secretdesk.domain.declaration import AMEND, ENROL
from secretdesk.domain.fields import BadValue, Field, Kind, parse_value
from secretdesk.domain.periods import parse_moment
from secretdesk.domain.review import Books, Change, Command, Reason
from secretdesk.domain.rules import common

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.domain.declaration import Action, Register


def typed_values(
    command: Command,
    register: Register,
    action: Action,
    registers: Mapping[str, Register],
    books: Books,
    now: datetime,
) -> tuple[dict[str, Any], list[Change], list[Reason]]:
    """The values by field, the names to enrol with the act, and what speaks against any of them."""
    values: dict[str, Any] = {}
    reasons: list[Reason] = []
    enrolled: dict[tuple[str, str], Change] = {}
    lines = {field.key for field in register.fields if field.kind is Kind.LINES}
    for key, raw in sorted(command.values.items(), key=lambda one: one[0] in lines):  # lines know their day
        field = register.by_key.get(key)
        if field is None or key not in action.asks:
            reasons.append(common.bad_value(key, common.UNKNOWN_FIELD.format(key=key, action=action.label)))
            continue
        try:
            value = parse_value(field, raw, now)
            if field.kind is Kind.LINES and value:
                child, day = registers[field.refers_to], _day_of(command, action, values, now)
                value = [_child(child, line, day) for line in value]
                for line in value:
                    _refer_in_line(child, line, key, registers, books, enrolled, reasons)
        except BadValue as error:
            reasons.append(common.bad_value(key, str(error)))
            continue
        if value is None and not action.creates and action.key != AMEND:
            continue  # an empty field tells nothing; only a correction empties what stands
        if field.kind is Kind.REFERENCE and value is not None:
            value = _refer(field, value, registers, books, enrolled, reasons)
        elif field.kind is Kind.REFERENCES and value is not None:
            books.rows(field.refers_to, entry=[v for v in value if isinstance(v, int)])  # read all at once
            value = [_refer(field, v, registers, books, enrolled, reasons) for v in value]
        values[key] = value
    return values, list(enrolled.values()), reasons


def _day_of(command: Command, action: Action, values: Mapping[str, Any], now: datetime) -> datetime:
    """The day on which the lines of a form lie: a time alone (0910) is meant on it."""
    on = parse_moment(command.on, now) if command.on else values.get(action.on_field)
    return datetime.combine(date.fromisoformat(on[:10]), now.timetz()) if on else now


def _refer_in_line(
    child: Register,
    line: dict[str, Any],
    key: str,
    registers: Mapping[str, Register],
    books: Books,
    enrolled: dict[tuple[str, str], Change],
    reasons: list[Reason],
) -> None:
    """What a typed line names, as an entry; what is not found is marked at the field of the lines."""
    found: list[Reason] = []
    for name, value in line.items():
        field = child.by_key[name]
        if field.kind is Kind.REFERENCE and value is not None:
            line[name] = _refer(field, value, registers, books, enrolled, found)
    reasons += [replace(reason, field=key) for reason in found]


def _child(child: Register, line: dict[str, Any], now: datetime) -> dict[str, Any]:
    """The values of one typed line of a child register, its references still as text."""
    parsed = {}
    for key, raw in line.items():
        field = child.by_key.get(key)
        if field is None or field.computed:
            raise BadValue("unknown", Field(key, key))
        parsed[key] = parse_value(field, raw, now)
    for field in child.fields:
        if field.required and parsed.get(field.key) is None:
            raise BadValue("missing", field)
    return parsed


def _refer(
    field: Field,
    raw: str | int,
    registers: Mapping[str, Register],
    books: Books,
    enrolled: dict[tuple[str, str], Change],
    reasons: list[Reason],
) -> Any:
    target = registers[field.refers_to]
    found = books.find(target.key, raw)
    living = [r for r in found if r.status not in {"void", "retired", "removed"}]
    if len(living) == 1:
        return living[0].entry
    if len(living) > 1:
        reasons.append(common.ambiguous(field, raw, living))
    elif found:
        status = target.status(found[0].status)
        reasons.append(common.not_in_use(field, found[0], status.label if status else ""))
    elif target.enrols and isinstance(raw, str) and not _looks_like_an_id(target, raw):
        reasons.append(common.enrol_offer(field, raw, target.label))
        action = target.action(ENROL)
        name = {target.name_field: raw}
        new = Change(target.key, ENROL, status=action.to if action else None, set=name, series=target.key)
        return enrolled.setdefault((target.key, raw), new)
    else:
        reasons.append(common.unknown_reference(field, raw, target.label))
    return None


def _looks_like_an_id(target: Register, text: str) -> bool:
    """e12 and 单009 are misread numbers, no names to enrol."""
    starts = {pattern.partition("{")[0] for pattern in target.patterns.values()} | {"e"}
    return any(text.startswith(s) and text.removeprefix(s).isdigit() for s in starts)
