"""Rules of files that leave the vault (第44条, 第46条, 第48条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Reason
from secretdesk.domain.rules.common import bad_value
from secretdesk.domain.terms import DISC, MEDIUM_STATUSES, OUT_OF_BOOKS, PASSPHRASE_SENTENCES, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

ORIGIN = "第44条、第46条"


def medium_unknown(volume: str, volume_id: str = "") -> Reason:
    """A removable volume must be a registered medium of enough level."""
    named = f"（卷标识 {volume_id}）" if volume_id else ""
    unread = "；是登记过而读不出卷标识的，用“写到介质上”或“备份到……”，写介质编号，由第二人核对"
    then = "；是涉密介质的先到“移动介质”登记这个卷标识" if volume_id else unread
    return Reason(
        "undeclared_medium",
        f"“{volume}”{named}是可移动介质，不在在用的登记介质之列，不能写入；请改存本机固定磁盘{then}。",
        "path" if volume_id else "medium",
        ORIGIN,
    )


def paper_alone(name: str) -> Reason:
    """What an inspector is shown goes onto paper: one page tells of every register (条例第58条; domain 4)."""
    text = f"“{name}”只打印在纸上，不写入移动介质、光盘；请直接打印，或存到本机打印后清除。"
    return Reason("paper_only", text, "path", "条例第58条、第44条")


def not_to_be_shown() -> Reason:
    """The inspector's view is made by who keeps the books or audits them."""
    text = "迎检分类情况表由保密员、保密办主任或审计员打印；请他们解锁后办理。"
    return Reason("not_permitted", text, "form", "条例第58条、第7条（七）")


def number_unknown(number: str) -> Reason:
    """The number that was typed must be that of a registered medium."""
    text = f"“移动介质”里没有 {number}；请核对介质上贴的编号。"
    return Reason("undeclared_medium", text, "medium", ORIGIN)


def medium_away(medium: Row) -> Reason:
    """A medium that is lent out, waits for destruction or is missing takes nothing."""
    status = MEDIUM_STATUSES.get(medium.status, medium.status)
    text = f"{medium.number} 现在是“{status}”，不能写入；请换在用的登记介质，已交回的先登记交回。"
    return Reason("medium_state", text, "path", ORIGIN)


def medium_fits(
    medium: Row, pc: str, level: str | None, devices: Iterable[Row] = (), *, burnt: bool = False
) -> Iterable[Reason]:
    """第44条, 第46条: what is plugged into this PC is of its kind, and of at least the level of the file.

    ``devices`` are those that it is used in. A disc that is *burnt* once and never comes back into this PC may
    be of another kind: that is how what is not secret leaves a classified one.
    """
    own, wanted, here = Level(medium["level"]), Level(level or Level.UNCLASSIFIED), Level(pc)
    if own.is_state_secret != here.is_state_secret and not burnt:
        text = f"本机为{pc}级，{medium.number} 是{own}介质，不得交叉使用；请换登记在册的同类介质。"
        yield Reason("cross_use", text, "path", "第44条")
    elif wanted.rank > own.rank:
        text = f"要写出的内容为{wanted}，{medium.number} 是{own}介质；请换{wanted}介质，或先办“升密”。"
        yield Reason("medium_level", text, "path", "第46条、第48条")
    for device in devices:
        other = Level(device["level"] or Level.UNCLASSIFIED)
        if other.is_state_secret != here.is_state_secret:
            kind = "涉密" if other.is_state_secret else "非密"
            text = (
                f"{medium.number} 在{kind}设备 {device.number} 上使用过，不得再插到本机；"
                "请换只在同类设备上用的登记介质。"
            )
            yield Reason("cross_use", text, "path", "第44条")


def volume_unread(volume: str) -> Reason:
    """Where no id can be read, the number on the medium and a second person stand in."""
    text = f"读不出“{volume}”的卷标识；请写上介质上贴的编号，并由第二人当面核对、写上姓名。"
    return Reason("unread_volume", text, "medium", "第46条")


def another_medium(number: str, plugged: Row) -> Reason:
    """The number that was typed is not that of what is plugged in."""
    text = f"插着的是 {plugged.number}，不是 {number}；请换上 {number}，或改写编号。"
    return Reason("other_medium", text, "medium", "第46条")


def not_on_medium(number: str, volume: str) -> Reason:
    """A folder of this PC is not on the medium."""
    text = f"“{volume}”是本机固定磁盘，不是 {number}；请选 {number} 上的文件夹，或不写介质编号。"
    return Reason("other_medium", text, "medium", "第46条")


def second_person(name: str, person: Row | None, actor: str) -> Iterable[Reason]:
    """Whoever confirms a medium is another person, of this college, at work."""
    if person is None:
        text = f"“人员”里没有“{name}”；请写在册人员的姓名，或先登记。"
    elif person.status in OUT_OF_BOOKS or person["name"] == actor:
        text = f"介质编号应由另一人核对，{person['name']}不行；请换一位在岗的人。"
    else:
        return
    yield Reason("second_person", text, "confirmed_by", "第46条")


def weak_passphrase(codes: Iterable[str]) -> Reason:
    """A passphrase that anybody can guess protects nothing."""
    why = "".join(PASSPHRASE_SENTENCES[code] for code in codes)
    return Reason("weak_passphrase", f"文件口令太弱：{why}", "passphrase", "第46条")


def strange_passphrase() -> Reason:
    """What some readers change before they try it (RFC 4013) opens a file in one program and not in another."""
    text = "文件口令里有全角或特殊字符，有的软件打不开；请改用半角字母、数字和常用汉字，首尾不留空格。"
    return Reason("strange_passphrase", text, "passphrase", "第46条")


def not_a_disc(medium: Row) -> Reason:
    """Only a disc is burnt."""
    text = f"{medium.number} 是{medium['kind']}，不是{DISC}；请写要刻录的光盘的编号，U盘、移动硬盘直接写入。"
    return Reason("not_a_disc", text, "medium", "第39条")


def burnt_elsewhere(volume: str) -> Reason:
    """What is to be burnt waits on this PC."""
    text = f"刻录前先存到本机固定磁盘，“{volume}”不是；请另选文件夹。"
    return Reason("stage_on_disk", text, "path", ORIGIN)


def inside_the_vault() -> Reason:
    """Nothing is released into the vault's own folder."""
    return bad_value("path", "不能写进保密库自己的文件夹，请另选一个文件夹。", "第46条")
