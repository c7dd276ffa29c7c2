"""What is sent out in the demo, and the receipts that come back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from secretdesk.domain.terms import CHANNELS, WRAPPINGS, Level

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

RECENT = 60  # copies of the last receipts stay in
USUAL_DAYS = 9  # until a receipt is back


def dispatches_of(stage: Stage) -> None:
    """Receipts come, one in a while comes back undelivered, and now and then something is sent."""
    sent, words = stage.sent, stage.data["words"]
    stage.now += timedelta(minutes=11)
    for one in stage.desk.rows("dispatches", where={"status": "sent"}, ascending=True):
        days = (stage.now.date() - date.fromisoformat(one["sent_on"])).days
        if days > USUAL_DAYS and sent.random() < 0.2:
            stage.do("dispatches", "confirm", one.entry, receipt_number=f"{words['receipt']}{one.entry}")
        elif days > USUAL_DAYS and sent.random() < 0.01:
            out = stage.desk.rows("copies", where={"dispatch": one.entry})
            counted = {"pages": sum(copy["pages"] for copy in out)} if all(c["pages"] for c in out) else {}
            stage.do("dispatches", "come_back", one.entry, reason=words["undelivered"], **counted)
    stage.flush()
    if sent.random() < 0.06:
        _send(stage)
    stage.flush()


def _send(stage: Stage) -> None:
    """One copy to an office that works on the same matter."""
    sent, data = stage.sent, stage.data
    free = stage.desk.rows("copies", where={"status": "in_cabinet"}, limit=RECENT + 80)[RECENT:]
    documents = {copy["document"]: None for copy in free}
    wanted = stage.desk.rows("documents", where={"entry": list(documents), "must_return": True})
    free = [copy for copy in free if copy["document"] not in {one.entry for one in wanted}]
    if not free:
        return
    copy = sent.choice(free)
    by_hand = copy["level"] == Level.TOP_SECRET
    stage.do(
        "dispatches",
        "send",
        receiver=sent.choice(data["issuers"])["name"],
        copies=[copy.entry],
        channel=CHANNELS[3] if by_hand else sent.choice(CHANNELS[:2]),
        wrapping=WRAPPINGS[1],
        envelope=f"{stage.now:%m%d}-1",
        courier_number=f"J{sent.randrange(100000):05d}",
        handled_by=data["clerk"],
        second_person=data["supervisor"] if by_hand else None,
        taken_by=sent.choice(data["couriers"]),
        approved_by=data["supervisor"],
    )
