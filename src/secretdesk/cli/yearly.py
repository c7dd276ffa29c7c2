"""The command `year`: the yearly tables, closing a year, and its figures against the signed paper (条例第56条)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from secretdesk.cli import shown, words
from secretdesk.cli.session import Told, opened, say
from secretdesk.desk import year_close, year_closed
from secretdesk.desk.year import figures

if TYPE_CHECKING:
    import argparse

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Row


def year(args: argparse.Namespace) -> int:
    """The yearly tables, one JSON line each."""
    with opened(args) as desk:
        if args.close:
            shown.line(
                shown.receipt(year_close.close(desk, args.year, note=args.note, signed_by=args.signed_by))
            )
            return 0
        closing = year_closed.closing_of(desk, args.year)
        if args.check:
            return _check_year(desk, closing, args.check)
        found = figures(desk, args.year)
        told = year_closed.as_closed(desk, found, closing) if closing is not None else found
        for table in told.tables:
            rows = [
                {
                    key: cell if isinstance(cell, str) else cell.value
                    for key, cell in zip(table.declared.keys, row, strict=True)
                }
                for row in table.rows
            ]
            shown.line(
                {
                    "table": table.declared.key,
                    "title": table.declared.title,
                    "first": found.first,
                    "last": found.last,
                    "columns": [{"key": key, "label": label} for key, label in table.declared.columns],
                    "rows": rows,
                }
                | ({"closed": closing.number} if closing is not None else {})
            )
        for one in year_close.adjustments(desk, args.year + (closing is not None)):
            shown.line({"adjustment" if one.year < args.year else "changed_since": asdict(one)})
        for row in year_close.differences(desk, found):
            shown.line({"difference": row.number, "status": row.status})
    return 0


def _check_year(desk: Desk, closing: Row | None, value: str) -> int:
    """Whether the figures that are kept of a closed year are those that were signed under that check value."""
    if closing is None:
        raise Told(words.YEAR_NOT_CLOSED)
    kept, signed = year_closed.is_as_closed(desk, closing), year_closed.is_signed_as(desk, closing, value)
    shown.line({"closed": closing.number, "as_closed": kept, "as_signed": signed})
    if not kept or not signed:
        raise Told(
            (words.YEAR_TAMPERED if not kept else words.YEAR_NOT_AS_SIGNED).format(number=closing.number)
        )
    say(words.YEAR_AS_SIGNED.format(number=closing.number))
    return 0
