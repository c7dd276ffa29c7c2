"""The commands `import` and `template`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from secretdesk.cli import shown, words
from secretdesk.cli.session import Told, opened, say
from secretdesk.desk import import_files, imports
from secretdesk.desk.import_choices import Choices, read_choices
from secretdesk.domain.review import Refused
from secretdesk.registers import BY_KEY

if TYPE_CHECKING:
    import argparse

    from secretdesk.desk.import_acts import Outcome, RowDone
    from secretdesk.desk.import_tables import Table

CONSENT = frozenset({"clock_leap", "virus_unchecked"})  # told on stderr, and kept in the line

COLUMNS = frozenset({"file_needed", "file_no_header"})  # refused for what was taken for a header


def import_book(args: argparse.Namespace) -> int:
    """An old book into a register, or what would become of it; 1 where rows are rejected."""
    with opened(args) as desk:
        path = Path(args.book)
        choices = _choices(args)
        file = imports.open_file(path)
        tables = imports.look(desk, file, choices)
        if args.save_mapping:
            import_files.save_mapping(Path(args.save_mapping), tables, choices)
            known = "、".join(f"{key} {field.label}" for key, field in tables[0].way.targets.items())
            say(words.MAPPING_SAVED.format(path=args.save_mapping, known=known))
        source = import_files.source_of(desk, path)
        if args.source:
            source["source"] = args.source
        if args.virus_checked:
            source |= {"virus_checked": True, "virus_checked_by": args.virus_checked}
        else:
            say(words.NO_VIRUS_CHECK)
        confirm = CONSENT | ({"imported_before"} if args.again else frozenset())
        try:
            done = imports.run(desk, file, tables, choices, source, keep=not args.dry_run, confirm=confirm)
        except Refused as error:
            if COLUMNS & {reason.code for reason in error.reasons}:
                _tell_columns(tables)
            raise
        _tell(done, tables)
        if args.rejected and done.rejected and not args.dry_run:
            receipt = import_files.save_rejected(desk, Path(args.rejected), tables, done)
            say(words.SAVED.format(path=args.rejected, number=receipt.number))
    return 1 if done.rejected or not done.content else 0


def _choices(args: argparse.Namespace) -> Choices:
    choices = Choices()
    if args.mapping:
        try:
            text = Path(args.mapping).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise Told(words.NO_FILE.format(path=args.mapping), 2) from error
        choices = read_choices(text, args.mapping)
    choices.register = args.register
    return choices


def _tell_columns(tables: list[Table]) -> None:
    """How the sheets were understood."""
    for table in tables:
        columns = {label: table.columns.get(n, "") for n, label in table.labels.items()}
        told: dict[str, Any] = {
            "sheet": table.name,
            "header": table.header,
            "last": table.last,
            "year": table.year,
        }
        shown.line(told | {"skip": table.skip or not table.header, "columns": columns})


def _tell(done: Outcome, tables: list[Table]) -> None:
    _tell_columns(tables)
    for state, rows in (("warned", done.warned), ("rejected", done.rejected)):
        for one in rows:
            shown.line({"state": state, **_row(one)})
    for reason in done.notes.values():
        say(reason.text)
    counts = {
        "content": done.content, "imported": done.imported, "warned": len(done.warned),
        "rejected": len(done.rejected), "skipped": done.skipped,
    }  # fmt: skip
    booked = done.run is not None and not done.rehearsed
    number = done.run.number if booked and done.run else None
    shown.line(
        {
            "ok": not done.rejected and done.run is not None,
            "dry_run": done.rehearsed,
            "number": number,
            **counts,
        }
    )
    say(words.IMPORTED.format(register=done.way.register.label, **counts))
    if done.run is None:
        say(words.NOT_IMPORTED)
    else:
        say(words.IMPORTED_AS.format(number=number) if booked else words.REHEARSED)


def _row(one: RowDone) -> dict[str, Any]:
    reasons = [
        reason.as_dict() | {"column": label, "value": value}
        for reason, (label, value) in zip(one.reasons, one.cells, strict=True)
    ]
    return {"sheet": one.sheet, "row": one.row.number, "number": one.number or None, "reasons": reasons}


def template(args: argparse.Namespace) -> int:
    """A blank workbook to fill in for a register."""
    way = import_files.save_template(BY_KEY, args.register, Path(args.output))
    say(words.TEMPLATE_SAVED.format(path=args.output, register=way.register.label))
    return 0
