"""Commands that only read: describe, rows, history, due, verify, unlock-test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk import guard
from secretdesk.cli import shown, words
from secretdesk.cli.session import Told, opened, say
from secretdesk.cli.typed import FIRST_YEAR, LAST_YEAR
from secretdesk.desk import checks, history
from secretdesk.desk import due as waiting
from secretdesk.desk.whereabouts import gathered
from secretdesk.domain.fields import BadValue, Kind, parse_value
from secretdesk.domain.periods import parse_date, parse_moment
from secretdesk.domain.terms_guard import guard_told
from secretdesk.guard import proof
from secretdesk.registers import BY_KEY, REGISTERS, VIEWS
from secretdesk.registers.inspector_view import PAPER_ONLY

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from datetime import date

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row


def declared(key: str) -> Register:
    """The register of that key."""
    if key in PAPER_ONLY:
        raise Told(words.ON_PAPER_ONLY.format(label=VIEWS[key].label), 1)
    if key not in BY_KEY:
        raise Told(words.NO_REGISTER.format(register=key, known="、".join(BY_KEY)), 2)
    return BY_KEY[key]


def describe(args: argparse.Namespace) -> int:
    """Registers, fields, actions, statuses, forms as JSON, from the declarations."""
    wanted = [declared(args.register)] if args.register else REGISTERS
    shown.line([shown.register(one) for one in wanted])
    return 0


def rows(args: argparse.Namespace) -> int:
    """JSON lines, newest first."""
    register = declared(args.register)
    if args.limit is not None and args.limit < 0:
        raise Told(words.NO_LIMIT, 2)
    with opened(args) as desk:
        where = parse_where(desk, register, args.where or [])
        if args.as_of:
            found: Any = _as_of(desk, register, args, where)
        else:
            found = desk.rows(register.key, text=args.search or "", where=where, limit=args.limit)
        told: dict[int, dict[str, str]] = {}
        for (entry, key), text in (
            {} if args.as_of else gathered(desk, register, register.by_key, found)
        ).items():
            told.setdefault(entry, {})[key] = text
        for row in found:
            shown.line(shown.row(register, row) | told.get(row.entry, {}))
    return 0


def _as_of(desk: Desk, register: Register, args: argparse.Namespace, where: Mapping[str, Any]) -> list[Row]:
    found = [
        row
        for row in history.as_of(desk, register.key, parse_when(desk, args.as_of))
        if all(_matches(row, key, wanted) for key, wanted in where.items())
        and checks.contains(desk, row, args.search or "")
    ]
    return found[::-1][: args.limit]


def _matches(row: Row, key: str, wanted: Any) -> bool:
    base = {
        "number": row.number,
        "status": row.status,
        "on": row.on,
        "year": int(row.on[:4]),
        "entry": row.entry,
    }
    have = base[key] if key in base else row[key]
    return have in wanted if isinstance(wanted, list) else have == wanted


def parse_when(desk: Desk, text: str) -> int | str:
    """A line number or a recorded moment."""
    if text.isdecimal() and len(text) < 8:
        return int(text)
    moment = parse_moment(text, desk.clock())
    if moment is None:
        raise Told(words.BAD_MOMENT.format(text=text), 2)
    return moment


def parse_where(desk: Desk, register: Register, given: list[str]) -> dict[str, Any]:
    """KEY=VALUE filters in stored form; a reference by id, number or name."""
    where: dict[str, Any] = {}
    for one in given:
        key, equals, text = one.partition("=")
        if not equals:
            raise Told(words.BAD_WHERE, 2)
        where[key] = _wanted(desk, register, key, text)
    return where


def _wanted(desk: Desk, register: Register, key: str, text: str) -> Any:
    if key == "status":
        return next((s.key for s in register.statuses if text in {s.key, s.label}), text)
    if key in {"number", "on", "series"}:
        return text
    if key in {"year", "seq", "n", "entry"}:
        digits = text.removeprefix("e")
        return int(digits) if digits.isdecimal() and len(digits) < 19 else -1
    field = register.by_key.get(key)
    if field is None or field.kind is Kind.LINES:
        raise Told(words.NO_FIELD.format(register=register.label, key=key), 2)
    if field.kind is Kind.REFERENCE:
        return [row.entry for row in desk.find(field.refers_to, text)]
    try:
        return parse_value(field, text, desk.clock())
    except BadValue as error:
        raise Told(str(error), 2) from error


def one_entry(desk: Desk, register: Register, text: str) -> Row:
    """The entry that an id, number or name means."""
    found = desk.find(register.key, text)
    if not found:
        raise Told(words.NOT_FOUND.format(register=register.label, text=text))
    if len(found) > 1:
        raise Told(words.AMBIGUOUS.format(text=text, numbers="、".join(r.number for r in found[:5])))
    return found[0]


def history_of(args: argparse.Namespace) -> int:
    """Every line of an entry, oldest first."""
    register = declared(args.register)
    with opened(args) as desk:
        row = one_entry(desk, register, args.entry)
        for step in history.history(desk, register.key, row.entry):
            shown.line(shown.step(register, step))
    return 0


def due(args: argparse.Namespace) -> int:
    """What is overdue or due."""
    with opened(args) as desk:
        on: date | None = parse_date(args.on, desk.clock().date()) if args.on else None
        if args.on and (on is None or not FIRST_YEAR <= on.year <= LAST_YEAR):
            raise Told(words.BAD_DATE.format(text=args.on), 2)
        for one in waiting.due(desk, on):
            shown.line(
                {
                    "what": one.what,
                    "label": one.label,
                    "state": one.state,
                    "due": one.when or None,
                    "register": one.register,
                    "entry": shown.entry_id(one.row.entry),
                    "number": one.row.number,
                }
            )
    return 0


def verify(args: argparse.Namespace) -> int:
    """Pages (at the unlock), chain, fold against tables, witness, blobs, balance."""
    with opened(args) as desk:
        found = list(checks.verify(desk))
        for finding in found:
            shown.line({"check": finding.check, "place": finding.place, "text": finding.text})
        if found:
            raise Told(words.FOUND_WRONG.format(count=len(found)))
        seq, head = desk.head()
        shown.line({"ok": True, "lines": seq, "head": head})
        say(words.VERIFIED.format(lines=seq, head=head[:16]))
        state = guard.state()
        for told in guard_told(begun=state.begun, kernel=state.kernel, missing=state.missing):
            say(told)
    return 0


def silence(_args: argparse.Namespace) -> int:
    """Tries every way out, here and now; told line by line, and in one sentence."""
    tried = list(proof.proofs())
    for what, refused in tried:
        shown.line({"tried": what, "refused": refused})
        named = words.TRIED.get(what) or words.TRIED_IMPORT.format(name=what.removeprefix("import "))
        say((words.REFUSED_HERE if refused else words.NOT_REFUSED).format(what=named))
    if not all(refused for _, refused in tried):
        raise Told(words.NOT_SILENT)
    say(words.SILENT_HERE.format(count=len(tried)))
    return 0


def unlock_test(args: argparse.Namespace) -> int:
    """Opens, checks, closes; the exit code says how it went."""
    with opened(args) as desk:
        seq, _ = desk.head()
        shown.line({"ok": True, "person": desk.person, "level": desk.level, "lines": seq})
        say(words.UNLOCKED.format(person=desk.person, level=desk.level, lines=seq))
    return 0
