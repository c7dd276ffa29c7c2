"""What somebody may still open: rooms whose list names them, the vault itself (第36条; 条例第53条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.terms import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Books, Row

LIVING = ("proposed", "confirmed")
LAW = "第36条、条例第53条"


def sites_open_to(books: Books, person: int) -> list[Row]:
    """The sites in use on whose list of those who may enter a person stands."""
    found = (site for status in LIVING for site in books.rows("sites", status=status))
    return [site for site in found if person in (site["allowed"] or [])]


def live_slots(books: Books, person: Row) -> list[Row]:
    """The keys of this vault that open for somebody of that name."""
    return books.rows("slots", name=person["name"], status="live")


def in_hand(books: Books, person: Row) -> list[Row]:
    """All that is between a person and zero (F17): what the registers say is theirs, and keys of the vault."""
    return [*books.held_by(person.entry), *live_slots(books, person)]


def leaver(act: Act) -> Row | None:
    """Who goes: the entry itself, or whom it names."""
    if act.register.key == "people":
        return act.row
    person = act.value("person")
    return act.books.get("people", person) if isinstance(person, int) else None


def slot_is_removed(act: Act) -> Iterable[Reason]:
    """条例第53条: who leaves opens this vault no more."""
    person = leaver(act)
    slots = live_slots(act.books, person) if person is not None else []
    if person is not None and slots:
        text = (f"{person['name']}还有本库的钥匙 {'、'.join(one.number for one in slots)}；请保密办主任先办“移除钥匙”"
                "（移交给新保密员的先给他添加），再办这一步。")  # fmt: skip
        yield Reason("slot_left", text, "entry", "条例第53条")


def access_is_revoked(act: Act) -> Iterable[Reason]:
    """The tick that access was taken away is true of this vault at least."""
    if act.values.get("access_on"):
        for reason in slot_is_removed(act):
            yield Reason(reason.code, reason.text, "access_on", reason.origin)


def doors_are_closed(act: Act) -> Iterable[Reason]:
    """Told: from which lists the act takes them, so that the doors follow; and which shifts lack them now."""
    person = leaver(act)
    if person is None:
        return
    if found := sites_open_to(act.books, person.entry):
        names = "、".join(site["name"] for site in found)
        text = f"已从{names}的允许进入名单里去掉{person['name']}；门禁卡、指纹、门锁权限请同时撤销。"
        yield Reason("off_the_lists", text, "", LAW, Weight.WARN)
    planned = [
        one
        for one in act.books.rows("shift_lines", status="planned")
        if person.entry in (one["on_duty"] or [])
    ]
    if planned:
        text = f"{person['name']}还排在 {planned[0].number} 等 {len(planned)} 班里；请在“值班”换人。"
        yield Reason("still_on_duty", text, "", "第31条", Weight.WARN)


def lists_above(act: Act) -> Iterable[Reason]:
    """第19条, 第36条: who is cleared for less is told of the rooms where more lies."""
    level = act.value("highest_level")
    if act.row is None or not level:
        return
    above = [
        s
        for s in sites_open_to(act.books, act.row.entry)
        if Level(s["highest_level"]).rank > Level(level).rank
    ]
    if above:
        names = "、".join(site["name"] for site in above)
        text = f"{names}的最高密级高于{level}，名单上还有{act.row['name']}；请在“要害部门部位”办“变更”去掉。"
        yield Reason("list_above", text, "highest_level", "第19条、第36条", Weight.WARN)
