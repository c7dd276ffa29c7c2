"""An inspection of a site is one of its checks (第33条): its line, and the day of the next one.

What it found is followed in 检查问题, with its deadline and its second look; and the line says so.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from secretdesk.domain.effects.children import entered
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules import inspection_values as values
from secretdesk.domain.terms_sites import FOUND_BY_INSPECTION

if TYPE_CHECKING:
    from collections.abc import Iterable


def check_of_site(act: Act) -> Iterable[Change]:
    """Written as the inspection ends."""
    site = act.books.get("sites", act.value("site") or 0)
    if site is None or act.row is None or site.status not in {"proposed", "confirmed"}:
        return
    found = len(list(values.living(act, values.FINDINGS)))
    told = {"checked_on": act.day, "checked_by": act.value("inspectors"),
            "findings": FOUND_BY_INSPECTION.format(number=act.row.number, count=found)}  # fmt: skip
    n = len(act.books.rows("site_checks", site=site.entry)) + 1
    line = entered(act, "site_checks", "site", n, told, "good")
    line.set["site"] = site.entry
    yield line
    days = int(act.books.parameter("site_check_days", act.day))
    due = (date.fromisoformat(act.day) + timedelta(days=days)).isoformat()
    yield Change("sites", "check", site, None, {**told, "next_on": due})
