"""The files of a release: workbook, PDF, a CSV per table, label, and the list of their checksums (F31)."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.desk.anchors import label_code
from secretdesk.desk.labels import sheets_of
from secretdesk.desk.plans import rows_of
from secretdesk.desk.sheets import print_form
from secretdesk.domain.file_names import safe_name
from secretdesk.domain.terms import (
    COUNTS_VERSION,
    LABEL_FILE,
    LABEL_TEXT,
    LEDGER_HEAD,
    MANIFEST_TOLD,
    NO_MEDIUM,
    WHOLE_VERSION,
)
from secretdesk.output.manifest import NAME as MANIFEST
from secretdesk.output.manifest import write_manifest

if TYPE_CHECKING:
    from datetime import datetime

    from secretdesk.desk.desk import Desk
    from secretdesk.desk.plans import Plan, Progress
    from secretdesk.desk.sheets import Printed
    from secretdesk.domain.review import Row

HEAD = 16  # of the ledger's hash, in hexadecimal digits


@dataclass(frozen=True)
class Bundle:
    """What goes into one folder; the list of checksums comes last. ``printed`` is the book inside, if any."""

    folder: str
    plan: Plan
    files: dict[str, bytes]
    head: str
    pages: int
    printed: Printed | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the list, which stands for all."""
        return hashlib.sha256(self.files[MANIFEST]).hexdigest()


def make_bundle(
    desk: Desk,
    plan: Plan,
    medium: Row | None = None,
    *,
    second: str = "",
    passphrase: str = "",
    progress: Progress | None = None,
) -> Bundle:
    """The files of a plan, for that *medium*. With a *passphrase* workbook and PDF are locked, and there is
    no CSV, which cannot be.

    Raises:
        StoreError: while reading.
        whatever *progress* raises.
    """
    from secretdesk.output.csv_table import csv_bytes
    from secretdesk.output.locking import lock_xlsx
    from secretdesk.output.workbook import write_sheets

    now, name = desk.clock(), safe_name(plan.title)
    seq, hashed = desk.head()
    head = LEDGER_HEAD.format(seq=seq, head=hashed[:HEAD])
    target = io.BytesIO()
    tell = (lambda done: progress(done, plan.lines)) if progress else None
    write_sheets(target, plan.title, plan.sheets, tell)
    book = target.getvalue()
    pdf, pages, printed = _paper(desk, plan, head, passphrase, progress)
    files = {f"{name}.xlsx": lock_xlsx(book, passphrase) if passphrase else book, f"{name}.pdf": pdf}
    if not passphrase:
        for sheet in plan.sheets:
            files[f"{safe_name(sheet.title)}.csv"] = csv_bytes(sheet.columns, rows_of(sheet))
    if medium is not None:
        files |= _label(desk, plan, medium, now)
    files[MANIFEST] = write_manifest(files, _told(desk, plan, medium, head, now, second))
    return Bundle(f"{name} {now:%Y%m%d-%H%M%S}", plan, files, head, pages, printed)


def _paper(
    desk: Desk, plan: Plan, head: str, passphrase: str, progress: Progress | None
) -> tuple[bytes, int, Printed | None]:
    """The book of a register as it is printed, else the tables."""
    from secretdesk.output.tables import Told, draw_tables

    if plan.form:
        made = print_form(desk, plan.form, year=plan.year, passphrase=passphrase, progress=progress)
        return made.pdf, made.pages, made
    now = desk.clock()
    about = "　".join(one for one in (plan.closing, head) if one)
    by = "" if plan.counts_only else desk.person
    told = Told(plan.title, plan.mark, _unit(desk), about, now, by)
    data, pages = draw_tables(plan.sheets, told, passphrase)
    return data, pages, None


def _label(desk: Desk, plan: Plan, medium: Row, now: datetime) -> dict[str, bytes]:
    """What is stuck on the medium: number, level, what is on it, the day; no title of a paper, no name."""
    from secretdesk.output.labels import Label, draw_labels

    lines = (str(medium["kind"]), plan.title, f"{now:%Y-%m-%d}")
    level = str(medium["level"])
    label = Label(label_code(desk, medium.entry).scanned, medium.number, level, lines)
    data, _ = draw_labels([label], sheets_of(desk)["roll"], title=medium.number, at=now)
    text = "\r\n".join((level, medium.number, *lines, "")).encode("utf-8-sig")
    return {LABEL_TEXT: text, LABEL_FILE: data}


def _told(
    desk: Desk, plan: Plan, medium: Row | None, head: str, now: datetime, second: str
) -> list[tuple[str, str]]:
    """What the list says of the whole. The version of counts names nobody."""
    found: dict[str, Any] = {
        "title": plan.title,
        "mark": plan.mark,
        "counts": COUNTS_VERSION if plan.counts_only else WHOLE_VERSION,
        "unit": _unit(desk),
        "at": f"{now:%Y-%m-%d %H:%M}",
        "by": "" if plan.counts_only else desk.person,
        "closing": plan.closing,
        "head": head,
        "medium": f"{medium.number}　{medium['level']}" if medium is not None else NO_MEDIUM,
        "second": "" if plan.counts_only else second,
    }
    return [(MANIFEST_TOLD[key], text) for key, text in found.items() if text]


def _unit(desk: Desk) -> str:
    return desk.books.parameter("unit_name", desk.clock().date().isoformat())
