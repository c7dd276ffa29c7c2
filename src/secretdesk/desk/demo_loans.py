"""The loans of a day in the demo: what is due comes back or is asked for, and something is lent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.terms import HANDLING, LOAN_KINDS, Level

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage
    from secretdesk.domain.review import Row

RECENT = 40  # copies of the last receipts stay in: those are still corrected and entered anew


def loans_of(stage: Stage) -> None:
    """Take back what is due, remind of what is late, lend one thing now and then."""
    day = stage.now.date().isoformat()
    stage.now += timedelta(minutes=37)
    for loan in stage.desk.rows("loans", where={"status": "out"}, ascending=True):
        late = loan["due"] and loan["due"] < day
        if stage.lent.random() < (0.12 if late else 0.2):
            take_back(stage, loan)
        elif late and (loan["reminders"] or 0) < 2:
            words = stage.data["words"]
            stage.do(
                "loans", "remind", loan.entry, reminded_how=words["by_phone"], reminded_by=stage.data["clerk"]
            )
        elif loan["due"] == day and not loan["renewals"] and stage.lent.random() < 0.3:
            due = (stage.now + timedelta(days=1)).date().isoformat()
            signed = {"approved_by": stage.data["supervisor"], "approved_on": day}
            stage.do("loans", "renew", loan.entry, due=due, reason=stage.data["words"]["renewal"], **signed)
    stage.flush()
    if stage.lent.random() < 0.4:
        lend(stage)
    stage.flush()


def lend(stage: Stage) -> None:
    """One or two copies of a paper go to a head of department."""
    words, lent = stage.data["words"], stage.lent
    levels = [str(Level.HIGHLY_SECRET), str(Level.ORDINARY_SECRET), str(Level.ORDINARY_SECRET)]
    where = {"status": "in_cabinet", "level": lent.choice(levels)}
    free = stage.desk.rows("copies", where=where, limit=RECENT + 60)[RECENT:]
    if not free:
        return
    first = lent.choice(free)
    copies = [c.entry for c in free if c["document"] == first["document"]][: lent.randint(1, 2)]
    head = lent.choice(stage.readers)
    given: dict[str, Any] = {
        "kind": lent.choice(LOAN_KINDS), "copies": copies, "borrower": head,
        "purpose": lent.choice(words["purposes"]),
        "used_at": words["room"], "approved_by": stage.data["supervisor"], "briefed_by": stage.data["clerk"],
        "approved_on": stage.now.date().isoformat(),
    }  # fmt: skip
    if given["kind"] == HANDLING:
        given["due"] = (stage.now + timedelta(days=10)).date().isoformat()
    stage.do("loans", "lend", **given)


def take_back(stage: Stage, loan: Row) -> None:
    """It comes back whole; a page too few happens to others."""
    out = stage.desk.rows("copies", where={"loan": loan.entry})
    if any(copy.status != "on_loan" for copy in out):
        return
    given: dict[str, Any] = {"intact": True}
    if all(copy["pages"] for copy in out):
        given["pages"] = sum(copy["pages"] for copy in out)
    if loan["kind"] == HANDLING:
        given["outcome"] = stage.data["words"]["handled"]
    stage.do("loans", "take_back", loan.entry, **given)
