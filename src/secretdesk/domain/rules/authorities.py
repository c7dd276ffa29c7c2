"""Who may classify, and up to which level (第13条, 第15条; 保密法第17条, 条例第14条, 第16条)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.rules.common import LEDGER, bad_value, missing
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_classification import DESIGNATED, GRANT, HEADS, STATUTORY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Act, Books, Reason, Row

LAW = "第13条、条例第16条"


def is_grant(_act: Act) -> dict[str, Any]:
    """An authority of the college, not of a person."""
    return {"kind": GRANT}


def ends_then(act: Act) -> dict[str, Any]:
    """What is ended is in force until that day, or until the earlier one it had."""
    until = act.row["until"] if act.row is not None else None
    return {"until": min(until or act.day, act.day)}


def grants(books: Books) -> list[Row]:
    """The authorities of the college that were ever entered, the one that ends last behind."""
    found = [one for one in books.rows("authorities", kind=GRANT) if one.status != "void"]
    return sorted(found, key=lambda one: one["until"] or "9999")


def in_force(row: Row, day: str) -> bool:
    """Whether an authority or an appointment holds on that day."""
    return (row["from_on"] or "") <= day <= (row["until"] or "9999")


def grant_for(books: Books, level: str, day: str) -> Row | None:
    """The authority under which the college may classify at that level on that day."""
    wide = (
        one
        for one in grants(books)
        if in_force(one, day) and Level(one["highest_level"]).rank >= Level(level).rank
    )
    return next(wide, None)


def officer(books: Books, person: int, day: str) -> Row | None:
    """The appointment by which somebody is 定密责任人 on that day."""
    found = books.rows("authorities", person=person)
    return next((one for one in found if one.status != "void" and in_force(one, day)), None)


def span_is_sound(act: Act) -> Iterable[Reason]:
    """An authority does not end before it begins; one of no state secret is none."""
    first, last, level = act.value("from_on"), act.value("until"), act.value("highest_level")
    if first and last and last < first:
        yield bad_value("until", f"截止日期（{last}）早于起始日期（{first}），请照授权书核对。", LAW)
    if level and not Level(level).is_state_secret:
        yield bad_value("highest_level", "定密权限只能是绝密、机密或秘密，请照授权书核对。", LAW)


def appointment_is_sound(act: Act) -> Iterable[Reason]:
    """主要负责人 are 定密责任人 by law; anybody else by a document that names them (条例第14条)."""
    kind, office = act.value("kind"), act.value("office")
    if kind == GRANT:
        yield bad_value("kind", f"登记{GRANT}请用“登记授权”；这里登记人。", "条例第14条")
    if kind == STATUTORY and office not in HEADS:
        text = f"法定定密责任人是主要负责人（{'、'.join(HEADS)}）；别的人请选“{DESIGNATED}”，凭指定文件登记。"
        yield bad_value("office", text, "第15条、条例第14条")
    if kind == DESIGNATED:
        for key in ("doc_number", "granted_by", "highest_level"):
            if not act.value(key):
                yield missing(act.register.field(key))


def one_appointment(act: Act) -> Iterable[Reason]:
    """Somebody is 定密责任人 once at a time."""
    person = act.value("person")
    if not isinstance(person, int) or "person" not in act.values:
        return
    standing = officer(act.books, person, act.value("from_on") or act.day)
    if standing is not None and (act.row is None or standing.entry != act.row.entry):
        text = f"{standing.number} 已登记其为{standing['kind']}；有变化的请先办“终止”，再重新登记。"
        yield bad_value("person", text, LEDGER)
