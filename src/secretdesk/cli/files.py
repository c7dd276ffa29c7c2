"""Commands that make files: print and export. Both go through `desk.release`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from secretdesk.cli import shown, words
from secretdesk.cli.reading import declared, one_entry
from secretdesk.cli.session import Told, opened, passphrase, say
from secretdesk.desk import backups, bulk, papers, printing, sheets
from secretdesk.desk import export as workbooks
from secretdesk.desk import labels as label_sheets
from secretdesk.desk.desk import wall_clock
from secretdesk.desk.printing import marked
from secretdesk.desk.release import release
from secretdesk.domain.periods import parse_date
from secretdesk.domain.terms import OUTPUT_KINDS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from secretdesk.desk.bulk import Piece
    from secretdesk.desk.desk import Desk, Receipt


def print_form(args: argparse.Namespace) -> int:
    """A form as PDF, booked in `outputs`."""
    with opened(args) as desk:
        forms = sheets.forms_of(desk)
        form = forms.get(args.form) or next((f for f in forms.values() if f.code == args.form), None)
        if form is None:
            raise Told(words.NO_FORM.format(form=args.form, known="、".join(forms)), 2)
        named = one_entry(desk, declared(form.of), args.entry) if args.entry else None
        if form.wants_entry and not named and not args.blank:
            raise Told(words.WHOSE_LIST.format(title=form.title, of=declared(form.of).label), 2)
        entry = named.entry if named else None
        day = parse_date(args.on, desk.clock().date()) if args.on else None
        if args.on and (day is None or form.members is None or not form.members.day):
            raise Told(
                words.BAD_DATE.format(text=args.on)
                if day is None
                else words.NO_DAYS.format(title=form.title),
                2,
            )
        printed = sheets.print_form(
            desk, form.key, year=args.year, text=args.search or "", entry=entry, blank=args.blank,
            day=day.isoformat() if day else "",
        )  # fmt: skip
        if named and not printed.rows and not form.wants_entry:
            others = "、".join(declared(form.register).forms)
            raise Told(words.NOT_IN_FORM.format(number=named.number, title=form.title, others=others))
        _tell(args.output, printing.save(desk, Path(args.output), printed))
        say(
            words.FORM_USED.format(
                pages=printed.pages, code=form.code, title=form.title, version=form.version,
                digest=form.digest[:8],
            )
        )  # fmt: skip
        if printed.missing:
            shown_chars = "、".join(f"{c}（U+{ord(c):04X}）" for c in sorted(printed.missing))
            say(words.MISSING_GLYPHS.format(chars=shown_chars))
    return 0


def pack(args: argparse.Namespace) -> int:
    """Many forms at once into a folder, booked in `outputs`."""
    with opened(args) as desk:
        year, day = args.year or desk.clock().year, desk.clock().date().isoformat()
        packs: dict[str, Callable[[], list[Piece]]] = {
            "books": lambda: bulk.books_of(desk, year),
            "inspection": lambda: bulk.inspection(desk, year, args.seed),
            "inspector": lambda: bulk.inspector(desk, year, args.seed),
            "tables": lambda: bulk.tables_of(desk, year),
            "day": lambda: bulk.day_pack(desk, day),
            "todo": lambda: [bulk.Piece(bulk.TODAY_LIST, to_sign=False)],
        }
        of = day if args.what in {"day", "todo"} else year
        _save_pack(
            desk, packs[args.what](), Path(args.to), f"{words.PACKS[args.what]} {of}", one_file=args.one_file
        )
    return 0


def handover_pack(args: argparse.Namespace) -> int:
    """What a successor takes over: the witness's list, what is open, keys and envelopes, all books."""
    with opened(args) as desk:
        pieces = bulk.handover_pack(desk)
        if pieces[0].form != bulk.HANDOVER_LIST:
            say(words.NO_HANDOVER)
        _save_pack(desk, pieces, Path(args.to), "", one_file=False)
    return 0


def _save_pack(desk: Desk, pieces: list[Piece], folder: Path, name: str, *, one_file: bool) -> None:
    if one_file:
        target = folder / f"{name}.pdf"
        receipt = bulk.save_together(desk, pieces, target)
        made = [(target, receipt)] if receipt else []
    else:
        made = bulk.save_each(desk, pieces, folder)
    for path, one in made:
        shown.line(shown.receipt(one) | {"path": str(path)})
    say(words.PACKED.format(count=len(made), folder=folder) if made else words.NOTHING_TO_PACK)


def labels(args: argparse.Namespace) -> int:
    """Labels as PDF, booked in `outputs`."""
    register = declared(args.register)
    if register.key not in label_sheets.LABELLED:
        known = "、".join(declared(key).label for key in label_sheets.LABELLED)
        raise Told(words.NO_LABELS.format(register=register.label, known=known), 2)
    with opened(args) as desk:
        found = desk.rows(register.key, text=args.search or "", ascending=True)
        wanted = [one_entry(desk, register, text) for text in args.entry or ()] or (
            found if args.search else []
        )
        if not wanted:
            raise Told(words.LABELS_OF_WHAT, 2)
        sheet, known_sheets = "roll" if args.roll else args.sheet, label_sheets.sheets_of(desk)
        if (wrong := label_sheets.wrong_sheets(desk)) is not None:
            raise Told(str(wrong), 2)
        if sheet not in known_sheets:
            raise Told(words.NO_SHEET.format(sheet=sheet, known="、".join(known_sheets)), 2)
        printed = label_sheets.print_labels(
            desk,
            register.key,
            [row.entry for row in wanted],
            sheet=sheet,
            start=max(args.start, 1),
            bars="128" if args.code128 else "qr",
        )
        _tell(args.output, label_sheets.save_labels(desk, Path(args.output), register.key, printed))
        say(words.PAGES.format(pages=printed.pages))
    return 0


def check_paper(args: argparse.Namespace) -> int:
    """Whether a page is ours, and what has changed since it was printed; 1 where anything is wrong."""
    with opened(args) as desk:
        paper = papers.check(desk, args.anchor)
        told: dict[str, object] = {"state": paper.state, "genuine": paper.is_genuine, "text": paper.text}
        if paper.print is not None and paper.page is not None:
            told |= {
                "print": paper.print.number,
                "page": paper.page["serial"],
                "pages": paper.print["page_count"],
                "form": paper.print["form"],
                "status": paper.page.status,
                "printed_on": paper.print["printed_on"],
                "printed_by": paper.print["printed_by"],
                "unchanged": paper.is_unchanged,
            }
        shown.line(told)
        for line in paper.lines:
            shown.line(asdict(line) | {"entry": shown.entry_id(line.entry)})
        say(paper.text)
        return 0 if paper.state == "genuine" and paper.is_unchanged else 1


def export(args: argparse.Namespace) -> int:
    """One register and year as xlsx, booked in `outputs`."""
    register = declared(args.register)
    with opened(args) as desk:
        made = workbooks.export_register(desk, register.key, args.year)
        receipt = release(
            desk,
            Path(args.output),
            made.data,
            kind=OUTPUT_KINDS[2],
            name=register.label,
            **marked(desk, made.mark),
        )
        _tell(args.output, receipt)
    return 0


def backup(args: argparse.Namespace) -> int:
    """A whole copy, opened again and checked before it counts; booked in `backups` and `outputs`."""
    with opened(args) as desk:
        number, second = args.medium or "", args.confirmed_by or ""
        made, booked = backups.back_up(desk, Path(args.to), number=number, second=second)
        shown.line(shown.receipt(booked) | {"path": str(made.folder), "lines": made.lines, "head": made.head})
        say(words.BACKED_UP.format(path=made.folder, lines=made.lines, number=booked.number))
    return 0


def restore(args: argparse.Namespace) -> int:
    """A backup in the place of the vault; what stood there is kept aside."""
    done = backups.restore(
        Path(args.backup), Path(args.vault), args.person, passphrase(args), clock=wall_clock
    )
    shown.line({"ok": True, "lines": done.backup.lines, "head": done.backup.head, "lost": done.lost})
    say(words.RESTORED.format(at=done.backup.made_at, lines=done.backup.lines))
    if done.lost:
        say(words.LOST_LINES.format(count=done.lost))
    return 0


def _tell(path: str, receipt: Receipt) -> None:
    shown.line(shown.receipt(receipt) | {"path": path})
    say(words.SAVED.format(path=path, number=receipt.number))
