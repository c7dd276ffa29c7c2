"""The pages of a print for the panel: who signed them, and the scans that are kept of them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from secretdesk.ui.entry_family import status
from secretdesk.ui.entry_html import anchor, line, section, soft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row

MOST = 60


def paper_html(desk: Desk, register: Register, row: Row) -> Iterator[str]:
    """Of a print its pages; nothing of anything else."""
    if register.key != "prints":
        return
    found = desk.rows("print_pages", where={"print": row.entry}, ascending=True, limit=MOST + 1)
    lines = [_page(desk, page) for page in found[:MOST]]
    if len(found) > MOST:
        lines.append(line(soft(f"…… 共 {row['page_count']} 页")))
    yield section("各页", lines)


def _page(desk: Desk, page: Row) -> str:
    told = [status(desk.registers["print_pages"], page)]
    told += [str(page[key]) for key in ("signed_on", "signed_by") if page[key]]
    where = "".join(
        f"{name}{page[key]}" for key, name in (("paper_page", "纸簿页 "), ("paper_line", " 行 ")) if page[key]
    )
    text = f"第 {page['serial']} 页 {soft(escape(' · '.join([*told, where] if where else told)))}"
    text += f"　{anchor(f'paper:{page.entry}', '看' if page.status != 'unsigned' else '签回')}"
    if page["scan"]:
        text += f"　{anchor(f'scan:{page.entry}', '扫描件')}"
    return line(text)
