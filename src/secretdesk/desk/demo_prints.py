"""Books printed for signature in the demo: the loans each quarter, signed soon after; the last one waits."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from secretdesk.desk.printing import booking
from secretdesk.desk.sheets import print_form
from secretdesk.domain.terms import PRINT_WAYS, ROLES

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

SIGNING = ("custodian", "supervisor")
QUARTER, BACK, LAST = 91, 3, 6  # days


def prints_of(stage: Stage, day: int) -> None:
    """The loans of the year, each quarter; whatever is old enough comes back signed."""
    is_last = (stage.end - stage.now).days == LAST
    if day % QUARTER == QUARTER - 1 or is_last:
        form = "closing_book" if is_last else "loan_book"
        _print(stage, form)
    old = (stage.now - timedelta(days=BACK)).strftime("%Y-%m-%dT%H:%M")
    for one in stage.desk.rows("prints", where={"status": "unsigned"}):
        if one["printed_on"] <= old and one["form"] != "closing_book":
            page = str(20 + day // QUARTER)
            people = (stage.desk.person, stage.data["supervisor"])
            signed = [{"box": ROLES[role], "who": who} for role, who in zip(SIGNING, people, strict=True)]
            stage.do("prints", "sign", one.entry, paper_page=page, paper_line="1", signatures=signed)
    stage.flush()


def _print(stage: Stage, form: str) -> None:
    stage.flush()
    printed = print_form(stage.desk, form, year=stage.now.year)
    stage.desk.perform(booking(stage.desk, printed, PRINT_WAYS[0], copies=1))
