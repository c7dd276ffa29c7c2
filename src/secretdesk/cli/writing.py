"""Commands that write: new, demo, perform, rebuild."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from secretdesk.cli import shown, words
from secretdesk.cli.session import Told, opened, passphrase, say
from secretdesk.desk import checks
from secretdesk.desk.opening import new_vault
from secretdesk.domain.kept import groups_of
from secretdesk.domain.review import Command, Reason, Refused
from secretdesk.domain.terms import PASSPHRASE_SENTENCES, Level
from secretdesk.domain.terms_law import VALUE_KINDS
from secretdesk.store.passphrase import judge as weaknesses

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from secretdesk.desk.desk import Desk

KEYS = {"register", "action", "entry", "values", "on", "seen", "confirm", "number"}


def strong(text: str, person: str) -> str:
    """A passphrase that is good enough, or what is wrong with it."""
    found = weaknesses(text, [person])
    if found:
        raise Told(words.WEAK.format(why="".join(PASSPHRASE_SENTENCES[code] for code in found)))
    return text


def new(args: argparse.Namespace) -> int:
    """A vault in an empty folder; the person holds both roles until a supervisor is added."""
    text = strong(passphrase(args, twice=True), args.person)
    if groups_of(args.groups) is None:
        raise Told(words.USAGE.format(detail=f"--groups：{VALUE_KINDS['groups']}"), 2)
    new_vault(Path(args.vault), args.person, text, Level(args.level), groups=args.groups).close()
    say(words.MADE.format(folder=args.vault, level=args.level, person=args.person))
    return 0


def demo(args: argparse.Namespace) -> int:
    """A vault full of invented data."""
    from secretdesk.desk.demo import make_demo

    text = passphrase(args, twice=True)
    make_demo(Path(args.vault), args.person or "", text).close()
    say(words.DEMO_MADE.format(folder=args.vault))
    return 0


def perform(args: argparse.Namespace) -> int:
    """JSON lines in, one command each; JSON lines out, each once it is on the disk."""
    with opened(args) as desk, _source(args.file) as lines:
        if args.atomic:
            return _together(desk, lines, args.backdate)
        refused = 0
        for number, text in enumerate(lines, start=1):
            if text.strip():
                refused += _one(desk, number, text, args.backdate)
        return 1 if refused else 0


def _source(path: str | None) -> IO[str]:
    if not path or path == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
        return sys.stdin
    try:
        return Path(path).open(encoding="utf-8-sig", errors="surrogateescape")
    except OSError as error:
        raise Told(words.NO_FILE.format(path=path), 2) from error


def _one(desk: Desk, number: int, text: str, backdate: bool) -> int:
    try:
        command = read_command(number, text, backdate=backdate)
        shown.line(shown.receipt(desk.perform(command)))
    except Refused as error:
        shown.line(shown.refusal(error))
        return 1
    return 0


def _together(desk: Desk, lines: Iterable[str], backdate: bool) -> int:
    """All or none: every receipt, or the reasons of the first refused and an empty answer for the others."""
    texts = [(number, text) for number, text in enumerate(lines, start=1) if text.strip()]
    reached: list[int] = []

    def commands() -> Iterator[Command]:
        for number, text in texts:
            reached.append(number)
            yield read_command(number, text, backdate=backdate)

    try:
        answers = [shown.receipt(receipt) for receipt in desk.perform_all(commands())]
    except Refused as error:
        nothing: dict[str, object] = {"ok": False, "reasons": []}
        answers = [shown.refusal(error) if number == reached[-1] else nothing for number, _ in texts]
    for answer in answers:
        shown.line(answer)
    return 0 if all(answer["ok"] for answer in answers) else 1


def read_command(number: int, text: str, *, backdate: bool = False) -> Command:
    """One line of JSON as a command.

    Raises:
        Refused: with ``bad_value`` where it is none.
    """
    try:
        data = json.loads(text.removeprefix("\ufeff"))
        json.dumps(data, ensure_ascii=False).encode()  # bytes that are no UTF-8, half a surrogate pair
    except (ValueError, RecursionError) as error:
        raise Refused([_bad(number, words.NOT_JSON)]) from error
    if not isinstance(data, dict):
        raise Refused([_bad(number, words.NOT_JSON)])
    strange = sorted(set(data) - KEYS)
    if strange or not isinstance(data.get("register"), str) or not isinstance(data.get("action"), str):
        why = words.STRANGE_KEYS.format(keys="、".join(strange)) if strange else words.NO_ACTION
        raise Refused([_bad(number, why)])
    values, confirm, entry, seen = (data.get(key) for key in ("values", "confirm", "entry", "seen"))
    confirm = [confirm] if isinstance(confirm, str) else confirm or []
    kinds_fit = isinstance(values or {}, dict) and isinstance(confirm, list)
    seen_fits = seen is None or (isinstance(seen, int) and not isinstance(seen, bool))
    if not kinds_fit or not seen_fits or not isinstance(entry, (str, int, list, type(None))):
        raise Refused([_bad(number, words.WRONG_KINDS)])
    return Command(
        "",
        data["register"],
        data["action"],
        _entry(entry),
        values or {},
        on=str(data["on"]) if data.get("on") else None,
        seen=seen,
        confirm=frozenset(map(str, confirm)) | ({"late_entry"} if backdate else set()),
        number=str(data["number"]) if data.get("number") else None,
    )


def _entry(entry: Any) -> Any:
    return tuple(str(one) for one in entry) if isinstance(entry, list) else entry


def _bad(number: int, why: str) -> Reason:
    return Reason("bad_value", words.BAD_LINE.format(line=number, why=why), "", "JSON")


def rebuild(args: argparse.Namespace) -> int:
    """Make every register table anew out of the ledger."""
    with opened(args) as desk:
        say(words.REBUILT.format(count=checks.rebuild(desk)))
    return 0
