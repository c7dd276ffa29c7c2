"""What printing and signing write besides the print's own line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.effects.children import entered
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules.prints import pages_of

if TYPE_CHECKING:
    from collections.abc import Iterable


def list_pages(act: Act) -> Iterable[Change]:
    """A line for each page, directly behind the print's own: its anchor names it by that number."""
    for n, page in enumerate(act.values.get("pages") or [], start=1):
        status = "unsigned" if page.get("boxes") else "done"
        yield entered(act, "print_pages", "print", n, page, status)


def replace_former(act: Act) -> Iterable[Change]:
    """A reprint of the same thing makes the former one 作废; what was signed of it stays signed.

    A copy that nobody signs (for an inspector) takes the place of none that waits for signatures.
    """
    if act.values.get("of_entry") is None and act.values.get("of_year") is None:
        return
    same = {key: act.values.get(key) for key in ("form", "of_entry", "of_year", "of_day")}
    waits = any(page.get("boxes") for page in act.values.get("pages") or [])
    states = ["unsigned", "done"] if waits else ["done"]
    for former in act.books.rows("prints", **same, status=states):
        yield Change("prints", "replace", former, "replaced", {"to_sign": 0})
        for page in pages_of(act.books, former.entry):
            if page.status in {"unsigned", "done"}:
                yield Change("print_pages", "replace", page, "replaced")


def mark_signed(act: Act) -> Iterable[Change]:
    """The pages that came back; each signature that was told apart."""
    if act.row is None:
        return
    told = {key: act.values.get(key) for key in ("signed_on", "signed_by", "paper_page", "paper_line")}
    kept = {key: value for key, value in told.items() if value is not None}
    back = set(act.values.get("signed_pages") or [])
    for page in pages_of(act.books, act.row.entry):
        if page.entry in back:
            yield Change("print_pages", "sign", page, "signed", kept)
    before = len(act.books.rows("print_signatures", print=act.row.entry))
    for n, line in enumerate(act.values.get("signatures") or [], start=before + 1):
        yield entered(act, "print_signatures", "print", n, line, "signed")


def keep_scan(act: Act) -> Iterable[Change]:
    """The page names the scan that was kept of it."""
    page = act.books.get("print_pages", act.values.get("scan_of") or 0)
    if page is not None:
        told = {key: act.values[key] for key in ("scan", "scan_name") if act.values.get(key)}
        yield Change("print_pages", "attach", page, None, told)
