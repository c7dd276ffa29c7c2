"""Who knows of a paper, for the panel of its entry: the last of them, and the way to the whole list on paper."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from secretdesk.desk.knowledge import Known, who_knows
from secretdesk.ui.entry_html import anchor, line, link, section, soft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row

FORM = "know_list"
MOST, COPIES = 6, 60  # told here; of a paper in more copies only the list on paper tells all


def knowledge_html(desk: Desk, register: Register, row: Row) -> Iterator[str]:
    """Of a document, whoever came to know of it (条例第20条)."""
    if FORM not in register.forms or row.status == "void":
        return
    few = desk.count("copies", where={"document": row.entry}) <= COPIES
    known = who_knows(desk, row.entry) if few else []
    names = desk.names("people", [one.person for one in known if one.person is not None])
    lines = [_known(one, names) for one in known[::-1][:MOST]]
    if lines or not few:
        lines.append(line(anchor(f"print:{FORM}/{row.entry}", "知悉名册，打印……")))
    yield section(f"知悉（{len(known)} 人次）" if few else "知悉", lines)


def _known(one: Known, names: dict[int, str]) -> str:
    who = names.get(one.person, "") if one.person is not None else one.name
    when, entry = one.when[:16].replace("T", " "), link(one.register, one.entry, one.number)
    return line(f"{soft(when)} <b>{escape(who)}</b> {soft(one.how)}　{entry}")
