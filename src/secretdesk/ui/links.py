"""Where the links of the texts lead: ``go:documents/12``, ``list:copies/document/12``, ``unpack:7``,
``destroy:9``, ``draft:documents/receive/0``, ``print:know_list/12``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.desk import sheets
from secretdesk.ui.series import header_for
from secretdesk.ui.ways import list_by

if TYPE_CHECKING:
    from secretdesk.ui.workplace import Workplace


def follow(work: Workplace, link: str) -> None:
    """Go there, or open the form that it names."""
    kind, _, rest = link.partition(":")
    parts = rest.split("/")
    if kind == "go":
        work.go(parts[0], int(parts[1]))
    elif kind == "list":
        list_by(work, parts[0], parts[1], int(parts[2]))
    elif kind == "unpack":
        unpack(work, int(rest))
    elif kind == "destroy":
        draft_destruction(work, int(rest))
    elif kind == "print":
        work.go(sheets.forms_of(work.desk)[parts[0]].of, int(parts[1]))
        work.output(prints=True, form=parts[0])
    elif kind == "draft":
        rows = work.desk.find(parts[0], int(parts[2])) if parts[2] != "0" else []
        work.go(parts[0], rows[0].entry if rows else 0)
        work.act(parts[1], rows)


def unpack(work: Workplace, arrival: int) -> None:
    """The series of receipts of one arrival."""
    rows = work.desk.find("arrivals", arrival)
    page = work.go("documents")
    action = page.register.action("receive") if page is not None else None
    if rows and page is not None and action is not None:
        begun = {"arrival": [rows[0].number, rows[0].entry]}
        work.act(action.key, header=header_for(work.desk, page.register, action, begun))


def draft_destruction(work: Workplace, copying: int) -> None:
    """What was copied and has been collected goes into a new destruction batch."""
    free = work.desk.rows("copies", where={"copying": copying, "status": "in_cabinet"}, ascending=True)
    if work.go("destructions") is not None and free:
        work.act("draft", header={"copies": "、".join(copy.number for copy in free)})
