"""Where the links of the texts lead: ``go:documents/12``, ``list:copies/document/12``, ``unpack:7``,
``destroy:9``, ``draft:documents/receive/0``, ``had:people/3``, ``print:know_list/12``, ``paper:33`` and ``scan:33`` of a
printed page.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from secretdesk.desk import attachments, papers, sheets
from secretdesk.domain.review import Refused
from secretdesk.output.pages import Unreadable
from secretdesk.store.errors import StoreError
from secretdesk.ui import dialogs
from secretdesk.ui.ask_where import ask_target
from secretdesk.ui.had_dialog import HadDialog
from secretdesk.ui.preview import Preview
from secretdesk.ui.series import header_for
from secretdesk.ui.trouble import sentence, tell
from secretdesk.ui.ways import list_by

if TYPE_CHECKING:
    from secretdesk.domain.review import Row
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
    elif kind == "backup":
        dialogs.back_up(work)
    elif kind == "print":
        work.go(sheets.forms_of(work.desk)[parts[0]].of, int(parts[1]))
        dialogs.output(work, prints=True, form=parts[0])
    elif kind in {"paper", "scan"}:
        (show_page if kind == "paper" else show_scan)(work, int(rest))
    elif kind == "had":
        show_had(work, parts[0], int(parts[1]))
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


def show_had(work: Workplace, key: str, entry: int) -> None:
    """Who had it on a day, or what a person had."""
    for row in work.desk.rows(key, where={"entry": entry}):
        if work.dialog is None:
            dialog = HadDialog(work.desk, work.desk.registers[key], row, work)
            dialog.went.connect(work.go_link)
            work.open_dialog(dialog)


def show_page(work: Workplace, entry: int) -> None:
    """What a printed page proves, and its signature."""
    for page in work.desk.rows("print_pages", where={"entry": entry}):
        if code := papers.code_of(work.desk, page):
            dialogs.show_paper(work, code)


def show_scan(work: Workplace, entry: int) -> None:
    """The scan that is kept of a page; it can be saved again."""
    page = work.desk.rows("print_pages", where={"entry": entry})[0]
    kept = attachments.scan_of(work.desk, page)
    if kept is None:
        tell(work.window(), "扫描件", "这一页的扫描件已涂销。")
        return
    if work.dialog is not None:
        return
    name = Path(str(page["scan_name"] or page.number)).name
    acts = [("另存…", partial(save_scan, work, page, name))]
    try:
        work.open_dialog(Preview(f"扫描件　{name}", kept.data, work, acts))
    except Unreadable:
        tell(work.window(), "扫描件", "扫描件打不开，请运行核对；坏了的从备份取回，或凭原纸重新扫描。")


def save_scan(work: Workplace, page: Row, name: str) -> None:
    """Where to, and out."""

    def save(target: str) -> None:
        try:
            receipt = attachments.save_scan(work.desk, page, Path(target))
        except (Refused, StoreError) as error:
            tell(work.window(), "没有存下", sentence(error))
            return
        if receipt is not None:
            work.said.emit(f"已存到 {target}，登记为 {receipt.number}。")

    ask_target(work.dialog or work, "另存扫描件", str(Path.home() / name), save)
