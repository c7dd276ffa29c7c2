"""Files around an import: the workbook to fill in, the rejected rows to be mended, where a book came from."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, Any

from secretdesk.desk.import_ways import Way, way_into
from secretdesk.desk.printing import marked
from secretdesk.desk.release import release
from secretdesk.desk.volumes import Volumes, find_volume
from secretdesk.domain.fields import Kind
from secretdesk.domain.marks import parse_mark
from secretdesk.domain.rules.old_books import (
    OTHER_MEDIUM,
    PLACE_LABELS,
    REASON_LABEL,
    TEMPLATE_TITLE,
    THIS_PC,
)
from secretdesk.domain.rules.old_cells import Unread
from secretdesk.domain.terms import NO, OUTPUT_KINDS, YES, Level
from secretdesk.store.errors import DiskTrouble
from secretdesk.store.files import why

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.desk.import_acts import Outcome, RowDone
    from secretdesk.desk.import_choices import Choices
    from secretdesk.desk.import_tables import Table
    from secretdesk.domain.declaration import Register

AS_TEXT = frozenset({Kind.NUMBERS, Kind.TEXT, Kind.REFERENCE, Kind.REFERENCES})


def template(registers: Mapping[str, Register], key: str) -> tuple[Way, bytes]:
    """A workbook to fill in for a register, with the help of each field beside its header.

    Raises:
        Refused: where nothing can be imported into it.
    """
    from secretdesk.output.template import Blank, write_template

    way = way_into(registers, key)
    columns = []
    for target, field in way.targets.items():
        if target == "year":
            continue
        choices = tuple(map(str, Level)) if field.kind is Kind.LEVEL else field.choices
        choices = (YES, NO) if field.kind is Kind.BOOLEAN else choices
        needed, text = target in way.needed, field.kind in AS_TEXT or target == "number"
        columns.append(Blank(field.label, field.help, field.width, needed, choices, text))
    return way, write_template(TEMPLATE_TITLE.format(register=way.register.label), columns)


def save_template(registers: Mapping[str, Register], key: str, target: Path) -> Way:
    """Write the template; it holds nothing of a vault, so it is no output.

    Raises:
        Refused: as :func:`template`.
        DiskTrouble: where it cannot be written.
    """
    way, data = template(registers, key)
    try:
        target.write_bytes(data)
    except OSError as error:
        raise DiskTrouble("target", path=target, reason=why(error)) from error
    return way


def save_mapping(target: Path, tables: Sequence[Table], choices: Choices) -> None:
    """How the columns were understood, as ``--mapping`` reads it; of the books it holds nothing.

    Raises:
        DiskTrouble: where it cannot be written.
    """
    columns = {label: table.columns.get(n, "") for table in tables for n, label in table.labels.items()}
    told = replace(choices, columns=columns | choices.columns).as_dict()
    try:
        target.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise DiskTrouble("target", path=target, reason=why(error)) from error


def save_rejected(desk: Desk, target: Path, tables: Sequence[Table], outcome: Outcome) -> Receipt:
    """The rows that were not booked as xlsx, as they stood and with the reason, to be mended and fed again.

    Raises:
        Refused, StoreError: as `release`.
    """
    from secretdesk.output.workbook import Column, write_workbook

    by_name = {table.name: table for table in tables}
    labels = list(dict.fromkeys(label for one in tables if one.header for label in one.labels.values()))
    columns = [Column(label, 16) for label in (*labels, *PLACE_LABELS, REASON_LABEL)]

    def cells() -> Iterator[list[Any]]:
        for done in outcome.rejected:
            table = by_name[done.sheet]
            own = _cells(desk, table, done)
            place = [table.year or None, done.sheet, done.row.number]
            yield [*(own.get(label) for label in labels), *place, "；".join(r.text for r in done.reasons)]

    file = io.BytesIO()
    name = f"{outcome.way.register.label} {OUTPUT_KINDS[5]}"
    write_workbook(file, name, columns, cells())
    return release(
        desk, target, file.getvalue(), kind=OUTPUT_KINDS[5], name=name, **marked(desk, outcome.mark)
    )


def _cells(desk: Desk, table: Table, done: RowDone) -> dict[str, Any]:
    """The cells of a row by label, without what must not be typed at this level (第44条)."""
    keys = table.columns
    shown = {table.labels[n]: _cell(value) for n, value in done.row.cells.items() if n in table.labels}
    own = {key: shown.get(table.labels[n]) for n, key in keys.items()}
    mark = parse_mark(str(own.get("mark") or own.get("level") or ""))
    if mark is not None and mark.level.rank > Level(desk.level).rank:
        for n, key in keys.items():
            if table.way.targets[key].secret:
                shown.pop(table.labels[n], None)
    return shown


def _cell(value: object) -> object:
    if isinstance(value, Unread):
        return value.text
    return value.isoformat() if isinstance(value, (time, date)) and not hasattr(value, "hour") else value


def source_of(desk: Desk, path: Path, volumes: Volumes = find_volume) -> dict[str, Any]:
    """Where a file lies, as `inputs` tells it: a registered medium, another one, or this PC."""
    volume = volumes(path)
    if volume.fixed:
        return {"source": THIS_PC}
    found = desk.rows("media", where={"volume_id": volume.id}, limit=1) if volume.id else []
    if found:
        return {"source": found[0].number, "medium": found[0].entry}
    return {"source": OTHER_MEDIUM.format(name=volume.name)}
