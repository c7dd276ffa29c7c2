"""The yearly table of sites: visitors, checks, what was found and mended, days of exam-vault duty (T8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.desk.figures import Figure, those
from secretdesk.domain.terms_sites import SITE_PROBLEM

if TYPE_CHECKING:
    from secretdesk.desk.figures import Period, Rows

FOUND = [SITE_PROBLEM, "mended"]
STOOD = ["planned", "done", "signed"]


def sites(period: Period) -> Rows:
    """T8: one line a site that was one in the year (第29条, 第33条, 第36条)."""
    found: Rows = []
    for site in period.rows("sites", period.last):
        closed = site.status == "closed" and (site["closed_on"] or "") < period.first
        if site.status == "void" or closed:
            continue
        checks = {"site": site.entry, "checked_on": period.days}
        row = (
            period.count("visits", site=site.entry, entered_at=period.days),
            period.count("site_checks", **checks),
            period.count("site_checks", **checks, status=FOUND),
            period.count("site_checks", site=site.entry, mended_on=period.days),
            _duty(period, site.entry),
        )
        found.append((site["name"], site["confirm_number"] or "", *row))
    return found


def _duty(period: Period, site: int) -> Figure:
    """Days on which somebody stood a shift that is over; the lines behind it are the shifts."""
    where = {"site": site, "begins_at": period.days, "status": STOOD}
    today = period.desk.clock().strftime("%Y-%m-%dT%H:%M")
    over = [
        row
        for row in period.desk.rows("shift_lines", where=where)
        if row["ends_at"] <= today and row["on_duty"]
    ]
    days = {row["begins_at"][:10] for row in over}
    return Figure(len(days), "shift_lines", those("shift_lines", (row.entry for row in over)).where)
