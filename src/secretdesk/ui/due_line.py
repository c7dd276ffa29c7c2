"""A line of what waits, with the link that leads to it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from secretdesk.ui.colours import colours
from secretdesk.ui.entry_html import link

if TYPE_CHECKING:
    from secretdesk.desk.due import Due
    from secretdesk.domain.review import Row

LINE = "<p style='margin:0 0 6px 0'>"


def one_due(one: Due, told: str = "") -> str:
    """A line of what waits, with its link; *told* is what it is, where no heading says so."""
    red = colours().red if one.state == "overdue" else colours().soft
    when = f"<span style='color:{red}'>{one.when.replace('T', ' ')}</span>　" if one.when else ""
    shown = _of_print(one.row) or one.row["short_title"] or one.row["description"] or one.row["name"] or ""
    words = [told, "" if shown == one.row.number else escape(str(shown))]
    after = "".join(f"　{word}" for word in words if word)
    return f"{LINE}{when}{link(one.register, one.row.entry, one.row.number)}{after}</p>"


def _of_print(row: Row) -> str:
    """What was printed: the form and what it is of; for anything else nothing."""
    return f"{row['title']}　{row['about'] or ''}" if row.register == "prints" else ""
