"""The demo brings virus signatures in every month, and at the end takes over a part of the old book."""

from __future__ import annotations

import hashlib
import io
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.desk import imports
from secretdesk.desk.import_choices import Choices
from secretdesk.desk.imports import OldFile
from secretdesk.domain.terms import INPUT_KINDS

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

ROWS = 16


def inputs_of(stage: Stage) -> None:
    """On the first working days of a month, what keeps the PC safe."""
    told = stage.data["inputs"]
    if stage.now.day > 3 or stage.now.weekday() > 4 or stage.counters.get("signatures") == stage.now.month:
        return
    stage.counters["signatures"] = stage.now.month
    stage.do(
        "inputs", "record", kind=INPUT_KINDS[2], name=told["name"], source=told["source"], virus_checked=True,
        virus_checked_by=told["checked"], purpose=told["purpose"],
    )  # fmt: skip


def take_over_the_old_book(stage: Stage) -> None:
    """A ledger of the years before, as it lay in a workbook; two of its rows cannot be read."""
    from secretdesk.output.old_book import open_book
    from secretdesk.output.workbook import Column, write_workbook

    told = stage.data["inputs"]
    first = date(stage.now.year - 4, 1, 8)
    rows = [_row(stage, told, first + timedelta(days=40 * n), n) for n in range(ROWS)]
    rows[5][1] = told["nonsense"]
    rows[9][5] = told["nonsense"]
    file = io.BytesIO()
    write_workbook(file, told["sheet"], [Column(label) for label in told["labels"]], [*rows, told["sum"]])
    data = file.getvalue()
    old = OldFile(told["file"], hashlib.sha256(data).hexdigest(), open_book(data, told["file"]))
    choices = Choices("documents")
    source = {"source": told["old_pc"], "virus_checked": True, "virus_checked_by": told["checked"]}
    imports.run(stage.desk, old, imports.look(stage.desk, old, choices), choices, source, keep=True)


def _row(stage: Stage, told: dict[str, Any], day: date, n: int) -> list[Any]:
    issuer = stage.data["issuers"][n % len(stage.data["issuers"])]
    mark = told["marks"][n % len(told["marks"])]
    fate = told["fates"][n % len(told["fates"])].format(year=day.year + 1)
    number = f"{issuer['word']}〔{day.year}〕{stage.brought.randrange(1, 90)}号"
    issued = day - timedelta(days=stage.brought.randrange(2, 12))
    shown = f"{day.year}.{day.month}.{day.day}"
    return [
        n + 1, shown, issuer["name"], number, told["titles"][n % len(told["titles"])], mark, f"{n + 31:06d}",
        stage.brought.randrange(4, 30), f"{issued:%Y%m%d}", fate,
    ]  # fmt: skip
