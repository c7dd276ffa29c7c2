"""Devices and media of the demo: furnished at the start, then changed, raised, scrapped, lost and found."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.terms import COUNT_WAYS, HANDOVER_KINDS, ITEM_CATEGORIES, UNCLASSIFIED_USE, Level
from secretdesk.domain.terms_devices import ASSESSMENTS

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage

LEAVES, SUBSTITUTED, DRAFTED = 300, 560, 728  # days from the beginning; LEAVES as in demo_people
RENEW_SYSTEM, NEW_DISK, RAISE, SCRAP, LOSE, FIND = 120, 260, 330, 420, 500, 503  # days from the beginning


def furnish_things(stage: Stage) -> None:
    """The machines of the 机要室 and of a few departments, and what is plugged into them."""
    data, day = stage.data, stage.now.date().isoformat()
    keepers = {name: data["heads"][n] for n, name in enumerate(data["departments"][:3])}
    for name, keeper in keepers.items():
        stage.do("departments", "amend", name, device_keeper=keeper, reason=data["words"]["keeper"])
    stage.flush()
    for device in data["devices"]:
        given: dict[str, Any] = {"used_from": day, "labelled": True, "briefed_by": data["clerk"], **device}
        if device["use"] != UNCLASSIFIED_USE:
            given["wireless_removed"] = True
        stage.do("devices", "enrol", **given)
    stage.flush()
    for medium in data["media"]:
        stage.do("media", "enrol", used_from=day, briefed_by=data["clerk"], **medium)
    first = data["media"][0] | {"serial": data["words"]["leaver_stick"], "keeper": data["words"]["leaver"]}
    own = {key: first[key] for key in ("kind", "model", "serial", "keeper", "place")}
    stage.do("media", "enrol", used_from=day, level=str(Level.ORDINARY_SECRET), **own)
    stage.flush()


def handovers_of(stage: Stage, day: int) -> None:
    """Who leaves hands over the day before; a substitute for two weeks; a list that waits to be signed."""
    data, words = stage.data, stage.data["words"]
    heads = data["heads"]
    if day == LEAVES - 1:
        stage.do("handovers", "draft", kind=HANDOVER_KINDS[0], giver=words["leaver"])
        stage.flush()
        sheet, whole = _last(stage), COUNT_WAYS[0]
        stage.do("handovers", "add", sheet, category=ITEM_CATEGORIES[0], item=words["key"], item_count=1)
        stage.do("handovers", "sign", sheet, receiver=heads[1], witness=heads[0], count_way=whole)
    elif day == SUBSTITUTED:
        until = (stage.now + timedelta(days=14)).date().isoformat()
        stage.do("handovers", "draft", kind=HANDOVER_KINDS[2], giver=heads[1], receiver=heads[2], until=until,
                 from_on=_today(stage), matters=words["matters"])  # fmt: skip
        stage.flush()
        stage.do("handovers", "sign", _last(stage), witness=heads[0], count_way=COUNT_WAYS[1], sampled=10,
                 briefed_by=data["clerk"])  # fmt: skip
    elif day == SUBSTITUTED + 14:
        stage.do("handovers", "end", _last(stage))
    elif day == DRAFTED:
        stage.do("handovers", "draft", kind=HANDOVER_KINDS[1], giver=heads[0], receiver=heads[1])
    stage.flush()


def _last(stage: Stage) -> int:
    return stage.desk.rows("handovers", limit=1)[0].entry


def lives_of_things(stage: Stage, day: int) -> None:
    """What becomes of them on the day so many days after the beginning."""
    words, boss = stage.data["words"], stage.data["supervisor"]
    first, spare = stage.data["devices"][0]["serial"], stage.data["media"][-1]["serial"]
    stage.now += timedelta(minutes=5)
    if day == RENEW_SYSTEM:
        stage.do("devices", "change", first, change=words["reinstalled"], os_installed_on=_today(stage),
                 approved_by=boss)  # fmt: skip
        stage.do("devices", "assess", first, assessment=ASSESSMENTS[0], assessed_by=words["assessor"],
                 assessed=words["assessed"])  # fmt: skip
    elif day == NEW_DISK:
        stage.do("devices", "change", first, change=words["new_disk"], approved_by=boss,
                 removed_disk=stage.data["devices"][0]["disks"], added_disk=words["disk_serial"],
                 disk_place=stage.data["places"][-1])  # fmt: skip
    elif day == RAISE:
        stage.do("media", "raise_level", stage.data["media"][1]["serial"], level=words["raised_level"],
                 used_on=[first], briefed_by=stage.data["clerk"], reason=words["raised"])  # fmt: skip
    elif day == SCRAP:
        stage.do(
            "media", "scrap", stage.data["devices"][0]["disks"], approved_by=boss, reason=words["scrapped"]
        )
    elif day == LOSE:
        stage.do("media", "report_missing", spare, last_seen=words["last_seen"], reason=words["missing"])
    elif day == FIND:
        stage.do("media", "found", spare, place=stage.data["places"][-1], reason=words["found"])
    stage.flush()


def _today(stage: Stage) -> str:
    return stage.now.date().isoformat()
