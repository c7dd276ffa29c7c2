"""Repairs and carryings of the demo: a machine breaks now and then, somebody takes a stick to town."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.terms import REGIONS, REPAIR_OUTCOMES, REPAIR_WAYS, STORAGE_WAYS, Level

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

LATE, AWAY = 10, 3  # days before the end: a repair that is not back, somebody who is still out
RECENT = 80  # copies of the last receipts stay in


def repairs_of(stage: Stage) -> None:
    """A machine breaks now and then; it is repaired here, or sent out without its disk."""
    words, boss, gear = stage.data["words"], stage.data["supervisor"], stage.gear
    left = (stage.end.date() - stage.now.date()).days
    for one in stage.desk.rows("repairs", where={"status": "repairing"}):
        if one["due"] <= stage.now.date().isoformat() and gear.random() < 0.4 and left > LATE:
            given = {"seal_intact": True, "serial_back": one["disk_serial"]} if one["disk_serial"] else {}
            stage.do("repairs", "finish", one.entry, outcome=REPAIR_OUTCOMES[0], work=words["repaired"],
                     added_parts=False, checked_by=stage.data["clerk"], **given)  # fmt: skip
    stage.flush()
    if left != LATE and (stage.now.weekday() > 4 or gear.random() > 0.012):
        return
    broken = [one for one in stage.desk.rows("devices", where={"status": "in_use"}) if one["disks"]]
    if not broken:
        return
    device, out = gear.choice(broken), gear.random() < 0.5
    stage.do("repairs", "request", device=device.entry, fault=gear.choice(words["faults"]))
    stage.flush()
    sheet = stage.desk.rows("repairs", limit=1)[0]
    stage.do("repairs", "approve", sheet.entry, approved_by=boss, department_head=stage.data["heads"][0])
    due = (stage.now + timedelta(days=gear.randint(4, 8))).date().isoformat()
    keeper = stage.data["heads"][0]
    told: dict[str, Any] = {
        "way": REPAIR_WAYS[2] if out else REPAIR_WAYS[0],
        "storage": STORAGE_WAYS[1] if out else STORAGE_WAYS[2],
        "due": due,
        "repair_place": words["room"],
        "supervisors": [stage.data["heads"][1]],
        "briefed_by": stage.data["clerk"],
    }
    if out:
        told |= {
            "disk_serial": device["disks"], "seal_number": f"F{sheet.entry}", "disk_keeper": keeper,
            "firm": words["repair_firm"], "repairers": words["repairer"], "agreement": True,
            "escorts": [keeper], "disk_place": stage.data["places"][-1], "repair_place": words["repair_firm"],
        }  # fmt: skip
    stage.do("repairs", "start", sheet.entry, **told)
    stage.flush()


def transfers_of(stage: Stage) -> None:
    """Once in a while a copy goes for good to an office that has taken the matter over."""
    gear = stage.gear
    if stage.now.weekday() > 4 or gear.random() > 0.01:
        return
    free = stage.desk.rows("copies", where={"status": "in_cabinet"}, limit=RECENT + 60)[RECENT:]
    wanted = stage.desk.rows(
        "documents", where={"entry": list({one["document"] for one in free}), "must_return": True}
    )
    free = [one for one in free if one["document"] not in {paper.entry for paper in wanted}]
    if free:
        words, to = stage.data["words"], gear.choice(stage.data["issuers"])["name"]
        stage.do("copies", "transfer", gear.choice(free).entry, approved_by=stage.data["supervisor"],
                 transferred_to=to, reason=words["taken_over"],
                 receipt_number=f"{words['receipt']}{stage.now:%m%d}")  # fmt: skip
    stage.flush()


def carryings_of(stage: Stage) -> None:
    """Somebody takes the laptop or a stick to the province now and then, and brings it back."""
    words, boss, gear = stage.data["words"], stage.data["supervisor"], stage.gear
    left = (stage.end.date() - stage.now.date()).days
    for one in stage.desk.rows("carryings", where={"status": "out"}):
        if one["due"] <= stage.now.date().isoformat() and gear.random() < 0.7 and left > AWAY:
            stage.do("carryings", "bring_back", one.entry, intact=True, received_by=stage.data["clerk"])
    stage.flush()
    if left != AWAY and (stage.now.weekday() > 4 or gear.random() > 0.03):
        return
    free = [
        (register, one.entry)
        for register in ("devices", "media")
        for one in stage.desk.rows(register, where={"status": "in_use", "level": str(Level.ORDINARY_SECRET)})
    ]
    if not free:
        return
    register, thing = gear.choice(free)
    carriers = gear.sample(stage.data["heads"][:4], 2)
    back = (stage.now + timedelta(days=gear.randint(1, 4))).date().isoformat()
    stage.do("carryings", "approve", carriers=carriers, purpose=gear.choice(words["errands"]), due=back,
             region=REGIONS[1], destination=gear.choice(words["destinations"]), transport=words["by_car"],
             measures=words["carry_measures"], approved_by=boss, department_head=carriers[0],
             briefed_by=stage.data["clerk"], **{register: [thing]})  # fmt: skip
    stage.flush()
    sheet = stage.desk.rows("carryings", limit=1)[0]
    stage.do("carryings", "take_out", sheet.entry, checked_by=stage.data["clerk"])
    stage.flush()
