"""Rules of repairing devices (第47条, 第48条, 条例第27条（七）, 保密法第41条, F14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.availability import is_in
from secretdesk.domain.rules.clearance import may_be_given
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.rules.corrections import is_new
from secretdesk.domain.rules.devices import disks_of
from secretdesk.domain.terms import (
    COMPUTERS,
    NAME_SEPARATOR,
    NOT_NAMED,
    REPAIR_WAYS,
    STORAGE_WAYS,
    Level,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

OWN, ON_SITE, SENT_OUT = REPAIR_WAYS
NO_STORAGE, SEALED, WATCHED = STORAGE_WAYS
LAW = "第47条、条例第27条（七）"


def device_of(act: Act) -> Row | None:
    """The device that is repaired."""
    device = act.value("device")
    return act.books.get("devices", device) if isinstance(device, int) else None


def fill_in_repair(act: Act) -> dict[str, Any]:
    """Level and keeper of the device."""
    device = device_of(act)
    return {} if device is None else {"level": device["level"], "keeper": device["keeper"]}


def back_by(act: Act) -> dict[str, Any]:
    """When it should be back; who keeps the sealed storage meanwhile."""
    values: dict[str, Any] = {}
    if not act.value("due"):
        days = int(act.books.parameter("repair_days", act.day))
        values["due"] = (date.fromisoformat(act.day) + timedelta(days=days)).isoformat()
    if act.value("storage") == SEALED:
        values["sealed_with"] = act.value("disk_keeper")
    if act.values.get("briefed_by") and not act.values.get("briefed_on"):
        values["briefed_on"] = act.day
    return values


def storage_is_back(_act: Act) -> dict[str, Any]:
    """The sealed storage is in its device again: nobody keeps it any more."""
    return {"sealed_with": None}


def not_under_repair(act: Act) -> Iterable[Reason]:
    """A device has one sheet at a time."""
    device = device_of(act)
    if device is None:
        return
    for status in ("requested", "approved", "repairing"):
        for other in act.books.rows("repairs", device=device.entry, status=status):
            text = f"{device.number} 已有维修单 {other.number}，还没有办完，请在那一张上办。"
            yield bad_value("device", text, "F14")


def repair_is_approved(act: Act) -> Iterable[Reason]:
    """F14: keeper, department and 保密办 sign before anybody opens the device."""
    if not act.value("approved_by"):
        text = "请先请保密办负责人在维修审批表上签批，再填“批准人”。"
        yield Reason("approval_missing", text, "approved_by", "第48条、F14")


def started_after_approval(act: Act) -> Iterable[Reason]:
    """Nothing is opened before the approval."""
    if act.row is not None and act.row.status == "requested":
        text = "请先请保密办负责人在维修审批表上签批，再办“批准”；批准以后才能动手。"
        yield Reason("approval_missing", text, "", "第48条、F14")


def way_is_told(act: Act) -> Iterable[Reason]:
    """How it is repaired and what becomes of its storage is settled before anybody begins."""
    yield from (missing(act.register.field(key)) for key in ("way", "storage") if not act.value(key))


def device_is_in(act: Act) -> Iterable[Reason]:
    """Only what stands in its place is taken to repair."""
    device = device_of(act)
    if device is not None:
        yield from is_in(act, device, "entry")


def plan_keeps_storage(act: Act) -> Iterable[Reason]:
    """第47条: nobody approves that a device goes out with its storage in it."""
    device, storage = device_of(act), act.value("storage")
    if device is None or not storage or not _is_secret(act):
        return
    disks = disks_of(device)
    has_storage = bool(disks) or device["kind"] in COMPUTERS
    if act.value("way") == SENT_OUT and has_storage and storage != SEALED:
        text = "送出维修前必须拆下硬盘封存，请选“拆除封存”，填写序列号、封条号和保管人；拆不下的请上门维修。"
        yield Reason("storage_left", text, "storage", LAW)
    elif storage == NO_STORAGE and disks:
        text = f"台账上有硬盘 {NAME_SEPARATOR.join(disks)}，不能选“无存储”；请选“拆除封存”或“现场监督”。"
        yield Reason("storage_left", text, "storage", LAW)


def storage_stays(act: Act) -> Iterable[Reason]:
    """第47条: sent out only with the storage removed and sealed: serial, seal, keeper."""
    yield from plan_keeps_storage(act)
    device = device_of(act)
    if device is not None and _is_secret(act) and act.value("storage") == SEALED:
        keys = ("disk_serial", "seal_number", "disk_keeper")
        yield from (missing(act.register.field(key)) for key in keys if not act.value(key))
        yield from _all_out(act, disks_of(device))


def _all_out(act: Act, disks: list[str]) -> Iterable[Reason]:
    removed = [
        one.strip() for one in str(act.value("disk_serial") or "").split(NAME_SEPARATOR) if one.strip()
    ]
    left = [one for one in disks if one not in removed]
    if removed and left and act.value("way") == SENT_OUT:
        text = f"还有硬盘 {NAME_SEPARATOR.join(left)} 没有拆下封存，请全部拆下后再送出。"
        yield Reason("storage_left", text, "disk_serial", LAW)
    elif removed and disks and set(removed) - set(disks):
        text = f"台账上的硬盘是 {NAME_SEPARATOR.join(disks)}，请核对序列号，或先更正台账。"
        yield bad_value("disk_serial", text, "F12、F14")


def disk_keeper_may_have_it(act: Act) -> Iterable[Reason]:
    """The sealed storage is kept by somebody who may handle its level (第17条)."""
    if act.value("storage") == SEALED:
        yield from may_be_given(act, "disk_keeper", act.value("level"))


def others_are_watched(act: Act) -> Iterable[Reason]:
    """条例第27条（七）: whoever is no own technician works under somebody's eyes; 绝密 under two."""
    if not _is_secret(act):
        return
    way, top = act.value("way"), act.value("level") == Level.TOP_SECRET
    key = "escorts" if way == SENT_OUT else "supervisors"
    people = set(act.value(key) or [])
    label = act.register.field(key).label
    if top and len(people) < 2:
        yield Reason("two_persons", f"绝密设备维修须两人在场，“{label}”请写两个人。", key, "条例第29条、F14")
    elif (way != OWN or act.value("storage") == WATCHED) and not people:
        text = f"维修须有人全程监督或押运，请填写“{label}”。"
        yield Reason("unsupervised", text, key, LAW)


def site_is_named(act: Act) -> Iterable[Reason]:
    """第48条, 保密法第41条: outsiders are of a unit that the 州局 named, have a licence and signed."""
    if act.value("way") == OWN or not _is_secret(act):
        return
    yield from (missing(act.register.field(key)) for key in ("firm", "repairers") if not act.value(key))
    firm, named = act.value("firm"), act.books.parameter("repair_sites", act.day)
    sites = [] if named == NOT_NAMED else [one.strip() for one in named.split(NAME_SEPARATOR)]
    if firm and sites and firm not in sites:
        text = (
            f"“{firm}”不在指定的维修单位之列（{named}），请送指定单位；新指定的先在参数 repair_sites 里加上。"
        )
        yield Reason("undeclared_site", text, "firm", "第48条")
    elif firm and not sites:
        text = f"参数 repair_sites 里还没有指定的维修单位；请核对州委机要和保密局的文件，“{firm}”确属指定的请确认。"
        yield Reason("undeclared_site", text, "firm", "第48条", Weight.ASK)
    if not act.value("agreement"):
        text = "请先与维修单位、维修人员签订保密协议，再勾“保密协议”。"
        yield Reason("no_pledge", text, "agreement", "条例第27条（七）、F14")
    until = act.value("licence_until")
    if until and until < act.day:
        text = f"维修单位的保密资质 {until} 已到期，请换有资质的单位，或核对证书。"
        yield Reason("licence_expired", text, "licence_until", "保密法第41条")


def corrected_as_done(act: Act) -> Iterable[Reason]:
    """A correction of whom the work was given to keeps to the rules of the day on which it began."""
    if act.row is None or not act.row["started_on"]:
        return
    if is_new(act, "firm", "licence", "licence_until", "repairers"):
        yield from site_is_named(replace(act, on=act.row["started_on"]))


def device_is_not_missing(act: Act) -> Iterable[Reason]:
    """第74条: one that was reported missing at the repairer's is found first; nothing comes back of which nobody knows."""
    device = device_of(act)
    if device is not None and device.status in {"missing", "leak_case"}:
        text = f"{device.number} 已报失；找到了请先到“信息设备”里办“找回”，再回来办“返回”。"
        yield Reason("wrong_state", text, "entry", "第74条")


def back_as_it_went(act: Act) -> Iterable[Reason]:
    """F14 返回检查: seal whole, serials the same, nothing added; what differs is booked as an irregularity."""
    if act.row is None:
        return
    sealed = act.row["storage"] == SEALED
    wanted = ("seal_intact", "serial_back") if sealed else ()
    if act.row["way"] != OWN and _is_secret(act):
        wanted = (*wanted, "added_parts")
    yield from (missing(act.register.field(key)) for key in wanted if act.values.get(key) is None)
    told = differences(act)
    if told:
        text = f"返回检查有异常：{'；'.join(told)}。请停用并查明，确认后照实登记并记入违规事项。"
        yield Reason("repair_differs", text, "serial_back" if sealed else "added_parts", LAW, Weight.ASK)


def differences(act: Act) -> list[str]:
    """What is not as it was when the device comes back."""
    found = []
    if act.row is not None and act.values.get("seal_intact") is False:
        found.append(f"封条 {act.row['seal_number'] or ''} 不完好")
    back = act.values.get("serial_back")
    if act.row is not None and back is not None and act.row["disk_serial"] and back != act.row["disk_serial"]:
        found.append(f"封存的硬盘是 {act.row['disk_serial']}，返回的是 {back}")
    if act.values.get("added_parts") is True:
        found.append("设备里有新增部件")
    return found


def _is_secret(act: Act) -> bool:
    level = act.value("level")
    return bool(level) and Level(level).is_state_secret
