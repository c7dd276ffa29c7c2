"""slots VAULT list|add|change|remove|recovery."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from secretdesk.cli import shown, words
from secretdesk.cli.session import Told, opened, passphrase, say
from secretdesk.cli.writing import strong
from secretdesk.desk import keys
from secretdesk.domain.periods import parse_date
from secretdesk.domain.terms import ROLES
from secretdesk.registers import BY_KEY

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk


def slots(args: argparse.Namespace) -> int:
    """Who may open the vault."""
    with opened(args) as desk:
        return {"list": _list, "add": _add, "change": _change, "remove": _remove, "recovery": _recovery}[
            args.do
        ](desk, args)


def _list(desk: Desk, _args: argparse.Namespace) -> int:
    for row in desk.rows("slots", ascending=True):
        shown.line(shown.row(BY_KEY["slots"], row))
    return 0


def _named(args: argparse.Namespace) -> str:
    if not args.name:
        raise Told(words.USAGE.format(detail="--name"), 2)
    return str(args.name)


def _fresh(args: argparse.Namespace, person: str) -> str:
    """The new passphrase: from --new-passphrase-file, else asked for twice."""
    return strong(
        passphrase(args, file=args.new_passphrase_file, twice=True)
        if args.new_passphrase_file
        else _ask(args),
        person,
    )


def _ask(args: argparse.Namespace) -> str:
    asked = argparse.Namespace(**{**vars(args), "passphrase_file": None})
    return passphrase(asked, twice=True)


def _add(desk: Desk, args: argparse.Namespace) -> int:
    name = _named(args)
    until = parse_date(args.until, desk.clock().date()) if args.until else None
    if args.until and until is None:
        raise Told(words.USAGE.format(detail="--until 2026-12-31"), 2)
    keys.add(desk, name, args.role, _fresh(args, name), until=until.isoformat() if until else "")
    say(words.SLOT_ADDED.format(name=name, role=ROLES[args.role]))
    return 0


def _change(desk: Desk, args: argparse.Namespace) -> int:
    name = args.name or desk.person
    keys.change(desk, _fresh(args, name), name=name)
    say(words.SLOT_CHANGED.format(name=name))
    return 0


def _remove(desk: Desk, args: argparse.Namespace) -> int:
    name = _named(args)
    keys.remove(desk, name)
    say(words.SLOT_REMOVED.format(name=name))
    return 0


def _recovery(desk: Desk, _args: argparse.Namespace) -> int:
    halves = keys.add_recovery(desk)
    say(words.RECOVERY.format(a=halves.half_a, b=halves.half_b))
    return 0
