"""The yearly tables of what was destroyed and given back (T4, T5; 第28条)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from secretdesk.desk.figures import Figure
from secretdesk.domain.terms import DISC, DISK, WHY_SHORT, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from secretdesk.desk.figures import Period, Rows
    from secretdesk.domain.review import Row

# Why a copy was not given back, as the lines of a return say (F08).
KEPT_BACK = ("in_cabinet", "archived", "sealed_personal")
NOT_FOUND = ("missing", "leak_case", "written_off")


def destructions(period: Period) -> Rows:
    """T4: batch by batch."""
    desk = period.desk
    found: Rows = []
    where = {"status": "destroyed", "destroyed_on": period.days}
    for batch in desk.rows("destructions", where=where, ascending=True):
        of = {"destruction": batch.entry, "status": "destroyed"}
        copies = desk.rows("copies", where=of)
        lines = desk.rows("destruction_lines", where=of)
        people = desk.names("people", batch["supervisors"] or [])
        kg = sum(float(line["kg"]) for line in lines if _is_number(line["kg"]))
        found.append(
            (
                batch.number,
                batch["destroyed_on"],
                batch["site"] or batch["destroyed_at"] or "",
                Figure(len(copies), "copies", of),
                _sum(copies, "pages", of),
                _sum(lines, "count", of),
                _sum(lines, "pages", of),
                f"{kg:g}" if kg else "",
                period.count("media", **of),
                period.count("media", **of, kind=DISC),
                period.count("media", **of, kind=DISK),
                period.count("devices", **of),
                _by_level([*copies, *(line for line in lines if line["count"])]),
                "、".join(people[one] for one in batch["supervisors"] or [] if one in people),
                batch["receipt_number"] or "",
            )
        )
    return found


def _sum(rows: Sequence[Row], key: str, of: dict[str, Any]) -> Figure:
    """What a number of these rows adds up to; it leads to them."""
    return Figure(sum(row[key] or 0 for row in rows), rows[0].register if rows else "", of)


def _by_level(rows: Sequence[Row]) -> str:
    """机密3 秘密5: copies and what was destroyed by count, highest first."""
    counted: Counter[str] = Counter()
    for row in rows:
        counted[str(row["level"] or Level.UNCLASSIFIED)] += row["count"] if row.register != "copies" else 1
    return " ".join(f"{level}{counted[level]}" for level in map(str, Level) if counted[level])


def _is_number(text: str | None) -> bool:
    try:
        float(text or "")
    except ValueError:
        return False
    return True


def returns(period: Period) -> Rows:
    """T5: issuer by issuer; of what is short, what was kept and what is not to be found (F08)."""
    desk = period.desk
    sums: dict[int, Counter[str]] = defaultdict(Counter)
    entries: dict[int, list[int]] = defaultdict(list)
    where = {"status": "returned", "handed_on": period.days}
    for one in desk.rows("returns", where=where, ascending=True):
        entries[one["issuer"]].append(one.entry)
        for key in ("due_count", "given_count", "short_count"):
            sums[one["issuer"]][key] += one[key] or 0
    names = desk.names("correspondents", sums)
    found: Rows = []
    for issuer, counted in sums.items():
        own = desk.rows("return_lines", where={"return": entries[issuer], "status": "returned"})
        found.append((
            names.get(issuer, ""),
            *(Figure(counted[k], "returns", {"entry": entries[issuer]})
              for k in ("due_count", "given_count", "short_count")),
            *(_told(own, reasons) for reasons in (KEPT_BACK, NOT_FOUND)),
        ))  # fmt: skip
    return found


def _told(lines: Iterable[Row], reasons: Sequence[str]) -> Figure:
    """How many copies the lines' own words say were short for these reasons."""
    words = "|".join(re.escape(WHY_SHORT[reason].strip()) for reason in reasons)
    pattern = re.compile(rf"(?:{words}) (\d+)（")
    counted = {line.entry: sum(map(int, pattern.findall(line["why"] or ""))) for line in lines}
    those_lines = [entry for entry, count in counted.items() if count]
    return Figure(sum(counted.values()), "return_lines", {"entry": those_lines})
