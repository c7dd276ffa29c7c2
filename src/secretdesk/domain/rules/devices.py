"""Rules of devices (F12, 第37条, 第39条, 第43条 to 第48条): who keeps one, what it may be used for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.moves import MATTERS, chosen
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.clearance import may_be_given, may_handle
from secretdesk.domain.rules.common import LEDGER, bad_value
from secretdesk.domain.rules.corrections import is_new
from secretdesk.domain.rules.whereabouts import first_moved
from secretdesk.domain.terms import COMPUTERS, COPIERS, NAME_SEPARATOR, PRINTERS, UNCLASSIFIED_USE, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row


def keeper_of_department(act: Act) -> dict[str, Any]:
    """第43条: what has no keeper of its own is in the charge of the one whom its department named."""
    department = act.values.get("department")
    row = act.books.get("departments", department) if isinstance(department, int) else None
    if act.value("keeper") is not None or row is None or row["device_keeper"] is None:
        return {}
    return {"keeper": row["device_keeper"]}


def day_of_reminder(act: Act) -> dict[str, Any]:
    """Whoever reminded the keeper of their duty did so on the day itself where no other is told."""
    reminded = act.values.get("briefed_by") and not act.values.get("briefed_on")
    return {"briefed_on": act.day} if reminded else {}


def disks_after(act: Act) -> dict[str, Any]:
    """The disks in the device once one was taken out and another put in."""
    return disks_without(act, act.row)


def disks_without(act: Act, device: Row | None) -> dict[str, Any]:
    """The disks of a device without the one that the act takes out, with the one that it puts in."""
    added, removed = act.values.get("added_disk"), act.values.get("removed_disk")
    if not added and not removed:
        return {}
    kept = [one for one in disks_of(device) if one != removed]
    return {"disks": NAME_SEPARATOR.join([*kept, added] if added else kept)}


def disks_of(device: Row | None) -> list[str]:
    """The serial numbers of the disks in a device."""
    told = device["disks"] if device is not None else None
    return [one.strip() for one in str(told or "").split(NAME_SEPARATOR) if one.strip()]


def keeper_may_have_it(act: Act) -> Iterable[Reason]:
    """第17条, 第25条: who keeps what holds state secrets is cleared for its level."""
    yield from may_be_given(act, "keeper", act.value("level"))


def keeper_may_have_more(act: Act) -> Iterable[Reason]:
    """The same where a device is raised: who may not keep it then hands it on first."""
    if act.row is not None and act.values.get("level") not in {None, act.row["level"]}:
        for reason in may_handle(act, "keeper", act.value("level")):
            if reason.weight is Weight.REFUSE:
                yield replace(reason, field="level")


def keeper_changes(act: Act) -> Iterable[Reason]:
    """A change of keeper names somebody else."""
    if act.row is not None and act.values.get("keeper") == act.row["keeper"]:
        yield bad_value("keeper", f"{act.row.number} 的责任人本来就是他，请核对。", LEDGER)


def level_fits_use(act: Act) -> Iterable[Reason]:
    """第44条: a classified device has a level of state secrets, an unclassified one none."""
    level, use = act.value("level"), act.value("use")
    if not level or not use:
        return
    if use == UNCLASSIFIED_USE and Level(level).is_state_secret:
        text = f"{use}不得存储、处理国家秘密，不能定为{level}；请改用途，涉密设备不得转作非密使用。"
        yield Reason("cross_use", text, "use", "第44条、第48条")
    elif use != UNCLASSIFIED_USE and not Level(level).is_state_secret:
        yield bad_value("level", f"{use}应定绝密、机密或秘密；不涉密的请选“{UNCLASSIFIED_USE}”。", "第46条")


def level_goes_up(act: Act) -> Iterable[Reason]:
    """第46条, 第48条: what has held secrets is never used at a lower level."""
    before, level = act.row["level"] if act.row else None, act.values.get("level")
    if not act.row or not before or not level or Level(level).rank >= Level(before).rank:
        return
    text = f"{act.row.number} 现为{before}，存储过的密级不能降低使用；不再用的请办报废、送销毁。"
    yield Reason("level_only_up", text, "level", "第46条、第48条")


def level_is_higher(act: Act) -> Iterable[Reason]:
    """Raising a level raises it."""
    yield from level_goes_up(act)
    if act.row is not None and act.values.get("level") == act.row["level"]:
        text = f"{act.row.number} 已是{act.row['level']}，请填更高的密级。"
        yield Reason("level_only_up", text, "level", "第46条、第48条")


def serial_is_new(act: Act) -> Iterable[Reason]:
    """A serial number stands once among the living of a register (F12, F13: unique)."""
    for key in ("serial", "volume_id"):
        given = act.values.get(key)
        if not given or (act.row is not None and given == act.row[key]):
            continue
        same = [one for one in act.books.rows(act.register.key, **{key: given}) if one.status != "void"]
        if same:
            label = act.register.field(key).label
            yield bad_value(key, f"{label} {given} 已登记为 {same[0].number}，请核对铭牌。", "F12、F13")


def wireless_is_out(act: Act) -> Iterable[Reason]:
    """第44条: a computer of state secrets has no wireless module; one found in it is told and removed."""
    level = act.value("level")
    if act.value("kind") not in COMPUTERS or not level or not Level(level).is_state_secret:
        return
    if act.values.get("wireless_removed") is False:
        text = "涉密计算机须先拆除无线网卡、蓝牙等模块再使用；确需先登记的请确认，并尽快拆除后更正。"
        yield Reason("wireless_left", text, "wireless_removed", "第44条、第45条", Weight.ASK)


def designated_is_copier(act: Act) -> Iterable[Reason]:
    """第28条（五）: what is designated for copying or printing can do it."""
    kind = act.value("kind")
    if act.value("designated") and kind and kind not in COPIERS:
        text = f"{kind}不是复印、打印设备，请清空“指定复印打印”，或核对设备名称。"
        yield bad_value("designated", text, "第28条（五）、第39条")


def disks_change_by_change(act: Act) -> Iterable[Reason]:
    """第46条, 第48条: once disks have been changed, a correction could make one vanish that should be a medium."""
    if act.row is None or not (act.row["change"] or act.row["changed_on"]) or "disks" not in act.values:
        return
    if set(disks_of(act.row)) != {
        one.strip() for one in str(act.values["disks"] or "").split(NAME_SEPARATOR)
    } - {""}:
        text = f"{act.row.number} 办过变更，硬盘不能直接更正；请用“变更”写明装入和拆下的硬盘，那次写错了的请先撤销。"
        yield bad_value("disks", text, "第46条、第48条")


def disk_is_in_it(act: Act) -> Iterable[Reason]:
    """The disk that is taken out is one of those that the book lists."""
    yield from _taken_from(act, act.row)


def replaced_is_told(act: Act) -> Iterable[Reason]:
    """The same of a disk that was replaced in a repair."""
    device = act.row["device"] if act.row is not None else None
    yield from _taken_from(act, act.books.get("devices", device) if device else None)


def _taken_from(act: Act, device: Row | None) -> Iterable[Reason]:
    removed, disks = act.values.get("removed_disk"), disks_of(device)
    if device is not None and removed and removed not in disks:
        has = f"登记的是 {NAME_SEPARATOR.join(disks)}" if disks else "没有登记硬盘"
        yield bad_value("removed_disk", f"{device.number} {has}，请核对序列号，或先更正台账。", "F12")
    if removed and not act.value("disk_place"):
        text = "拆下的硬盘按原密级作移动介质管理，请填写存放在哪里。"
        yield Reason("missing", text, "disk_place", "第46条、第48条")


def in_no_batch(act: Act) -> Iterable[Reason]:
    """What a destruction batch has taken up is taken out of the batch first."""
    if act.row is not None and any(act.row[key] for key, _ in MATTERS.values()):
        text = f"{act.row.number} 已列入批次，请先从批次里“移出”。"
        yield Reason("wrong_state", text, "entry", "第48条")


def may_copy(device: Row, level: str | None) -> bool:
    """Whether a device may copy, print or scan what is of *level*: designated, in use, of enough level.

    第28条（五） (the designated device), 第39条, 第46条. Without a level: anything that is no state secret.
    """
    own = Level(device["level"] or Level.UNCLASSIFIED)
    wanted = Level(level or Level.UNCLASSIFIED)
    enough = own.rank >= wanted.rank or not (own.is_state_secret or wanted.is_state_secret)
    return bool(device["designated"]) and device.status == "in_use" and enough


def against_printing(name: str, device: Row | None, level: str | None) -> str:
    """Why nothing of *level* is printed on a printer of this PC; "" where it may be (第39条, 第46条).

    Without a level: anything that is no state secret.
    """
    if device is None:
        return f"“{name}”没有登记；请在“信息设备”里登记，并在“打印机名”写 {name}。"
    if device["kind"] not in PRINTERS:
        return f"{device.number} 登记的是{device['kind']}，不是打印机；请核对“打印机名”。"
    if device.status != "in_use":
        return f"{device.number} 现在不在用，请换一台。"
    own, wanted = Level(device["level"] or Level.UNCLASSIFIED), Level(level or Level.UNCLASSIFIED)
    if own.rank < wanted.rank and (own.is_state_secret or wanted.is_state_secret):
        return f"{device.number} 是{own}设备，不能打印{wanted}内容；请换密级足够的。"
    return ""


def device_is_declared(act: Act, key: str, level: str | None) -> Iterable[Reason]:
    """`undeclared_device`: the device that field *key* names may not copy or print what is of *level*."""
    for device in chosen(act, key):
        if not may_copy(device, level):
            kind, own = device["kind"] or "", device["level"] or ""
            text = (
                f"{device.number}（{kind}，{own}）不能复印、打印{level or '这一件'}；"
                "请在登记为指定设备、密级足够、在用的设备上办理。"
            )
            yield Reason("undeclared_device", text, key, "第28条（五）、第39条")


def used_before_it_went(act: Act) -> Iterable[Reason]:
    """账本规则: a corrected day of coming into use is no later than the first move of the thing."""
    if act.row is None or not is_new(act, "used_from") or not act.value("used_from"):
        return
    moved = first_moved(act.books, act.row)
    if moved and moved[:10] < act.value("used_from"):
        text = f"{act.row.number} 在 {moved[:10]} 已有变动登记，启用日期不会更晚，请核对。"
        yield bad_value("used_from", text, LEDGER)
