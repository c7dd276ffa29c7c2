"""The ways through the books: to a tab, to an entry there, to a list, or by one field to anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.ui import dialogs
from secretdesk.ui.anywhere import AnywhereDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretdesk.desk.anywhere import Found
    from secretdesk.ui.register_page import RegisterPage
    from secretdesk.ui.workplace import Workplace


def go(work: Workplace, key: str, entry: int = 0) -> RegisterPage | None:
    """To a tab, and to an entry there."""
    return _walk(work, key, lambda page: page.go_to(entry) if entry else None)


def list_by(work: Workplace, key: str, field: str, entry: int) -> RegisterPage | None:
    """To the entries of a register that name this one in a field."""
    register = work.desk.registers[key]
    named = register.field(field)
    told = work.desk.names(named.refers_to, [entry]).get(entry, "")
    return _walk(work, key, lambda page: page.filter_by({field: entry}, f"{named.label} {told}"))


def filtered(work: Workplace, key: str, where: dict[str, Any], told: str) -> RegisterPage | None:
    """To the entries of a register that a filter finds."""
    return _walk(work, key, lambda page: page.filter_by(where, told))


def _walk(work: Workplace, key: str, there: Callable[[RegisterPage], None]) -> RegisterPage | None:
    """One step of the trail, though it may take a tab and an entry."""
    before = work.page
    work.tabs.go(key)
    page = work.page
    if page is None:
        return None
    if page is before:
        work.trail.leave()
    there(page)
    if page is before:
        work.trail.arrive()
    else:
        work.trail.leave()
    return page


def find_anywhere(work: Workplace) -> None:
    """Ctrl+K."""
    if work.dialog is None:
        dialog = AnywhereDialog(work.desk, work)
        dialog.chosen.connect(lambda found: _go_found(work, found))
        dialog.coded.connect(lambda typed: dialogs.show_paper(work, typed))
        dialog.open()


def _go_found(work: Workplace, found: Found) -> None:
    page = go(work, found.register.key, found.row.entry if found.row else 0)
    if page is not None and found.action is not None:
        work.act(found.action.key)
