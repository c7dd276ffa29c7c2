"""The yearly tables of what was destroyed and given back (T4, T5; 第28条)."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from secretdesk.desk.figures import Figure

if TYPE_CHECKING:
    from secretdesk.desk.figures import Period, Rows


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
                Figure(len(copies) + sum(line["count"] or 0 for line in lines), "copies", of),
                Figure(sum(row["pages"] or 0 for row in [*copies, *lines]), "copies", of),
                f"{kg:g}" if kg else "",
                period.count("media", **of),
                period.count("devices", **of),
                "、".join(people[one] for one in batch["supervisors"] or [] if one in people),
                batch["receipt_number"] or "",
            )
        )
    return found


def _is_number(text: str | None) -> bool:
    try:
        float(text or "")
    except ValueError:
        return False
    return True


def returns(period: Period) -> Rows:
    """T5: issuer by issuer."""
    desk = period.desk
    sums: dict[int, Counter[str]] = defaultdict(Counter)
    entries: dict[int, list[int]] = defaultdict(list)
    where = {"status": "returned", "handed_on": period.days}
    for one in desk.rows("returns", where=where, ascending=True):
        entries[one["issuer"]].append(one.entry)
        for key in ("due_count", "given_count", "short_count"):
            sums[one["issuer"]][key] += one[key] or 0
    names = desk.names("correspondents", sums)
    return [
        (names.get(issuer, ""), *(Figure(counted[k], "returns", {"entry": entries[issuer]})
                                  for k in ("due_count", "given_count", "short_count")))
        for issuer, counted in sums.items()
    ]  # fmt: skip
