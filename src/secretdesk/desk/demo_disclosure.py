"""What the demo's departments make public: items one by one, monthly sheets, one published unasked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.terms_disclosure import CHANNEL_KEYS, SELF_CHECK

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

REPORTING, HANDED_IN, LATE = 6, 4, 9  # departments; the day of the month, and that of the late one
SILENT = 40  # so many days before the end one department stops handing in


def furnish_reviewers(stage: Stage) -> None:
    """第50条: each department that publishes names who takes the first look; it reports from then on."""
    words, month = stage.data["disclosures"], stage.now.date().isoformat()[:7]
    for name, reviewer in zip(stage.data["departments"], words["reviewers"], strict=False):
        stage.do("departments", "amend", name, reviewer=reviewer, reason=words["named"])
        stage.do("disclosure_months", "expect", department=name, month=month)
    stage.flush()


def lives_of_disclosures(stage: Stage, day: int) -> None:
    """Items on their days with all their steps; the sheets of the month a few days into the next."""
    for item in stage.data["disclosures"]["items"]:
        for step in item["steps"]:
            if day == item["day"] + step.get("after", 0):
                _takes(stage, item, step)
                stage.flush()
    if stage.now.day in (HANDED_IN, LATE):
        _months(stage)


def _takes(stage: Stage, item: dict[str, Any], step: dict[str, Any]) -> None:
    told = {key: value for key, value in step.items() if key not in {"do", "after", "in_days"}}
    if "in_days" in step:
        told["planned_on"] = (stage.now.date() + timedelta(days=step["in_days"])).isoformat()
    if step["do"] == "submit":
        told = dict.fromkeys(SELF_CHECK, False) | told
    if step["do"] in {"submit", "book_unreviewed"}:
        exposed = {"exposed_on": stage.now.date().isoformat()} if step["do"] == "book_unreviewed" else {}
        stage.do(
            "disclosures", step["do"], department=item["department"], title=item["title"], **exposed, **told
        )
        return
    found = stage.desk.rows("disclosures", text=item["title"], limit=1)
    if found:
        stage.do("disclosures", step["do"], found[0].entry, **told)


def _months(stage: Stage) -> None:
    """Most hand in counts, some 本期无; one is late every time, and silent of late."""
    waits = stage.desk.rows("disclosure_months", where={"status": "awaited"}, ascending=True)
    names = stage.desk.names("departments", [row["department"] for row in waits])
    for row in waits:
        place = stage.data["departments"].index(names[row["department"]])
        is_last = place == REPORTING - 1
        if is_last != (stage.now.day == LATE) or row["month"] >= stage.now.date().isoformat()[:7]:
            continue
        if is_last and (stage.end - stage.now).days < SILENT:
            continue
        reviewer = stage.data["disclosures"]["reviewers"][place]
        lines = stage.desk.rows("disclosures", where={"department": row["department"]})
        held = [
            one for one in lines if str(one["decided_on"] or one["sent_on"] or "").startswith(row["month"])
        ]
        count = (int(row["month"][5:]) * (place + 2)) % 7
        if held:
            counts: dict[str, Any] = {"head_by": stage.data["heads"][place]}
        elif count == 0:
            counts = {"nothing": True}
        else:
            edited, refused = int(count > 3), int(count > 5)
            counts = {
                "submitted": count,
                "allowed": count - edited - refused,
                "edited": edited,
                "refused": refused,
            }
            counts |= {CHANNEL_KEYS[0]: count - count // 2, CHANNEL_KEYS[2]: count // 2}
            counts["head_by"] = stage.data["heads"][place]
        stage.do("disclosure_months", "report", row.entry, reporter=reviewer, **counts)
    stage.flush()
