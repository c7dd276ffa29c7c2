"""What a person still has in their hands or charge (第25条, 第28条（六）, F15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.terms import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

LISTED = 20  # numbers in one sentence


def holdings_left(act: Act) -> Iterable[Reason]:
    """Who leaves has handed everything in, whether ever cleared or not (第25条, 第28条（六）)."""
    held = act.books.held_by(act.row.entry) if act.row else []
    if act.row and held:
        yield Reason(
            "holdings_left",
            f"{act.row['name']}名下还有 {len(held)} 件没有交清：{numbers_of(held)}；请先收回、清退或移交他人，清零后再办“{act.action.label}”。",
            "entry",
            "第25条、第28条（六）",
        )


def holdings_told(act: Act) -> Iterable[Reason]:
    """Who may not handle secrets for a time keeps none meanwhile: told, since suspending cannot wait (第21条)."""
    if act.row is not None:
        yield from told_of(act, act.row)


def told_of(act: Act, person: Row) -> Iterable[Reason]:
    """The same of a person who is suspended by something else than an act of their own."""
    held = act.books.held_by(person.entry)
    if held:
        yield Reason(
            "holdings_left",
            f"{person['name']}手里还有 {len(held)} 件：{numbers_of(held)}；暂停期间不得保管，请立即收回或移交他人。",
            "entry",
            "第21条、第25条",
            Weight.WARN,
        )


def holdings_above(act: Act) -> Iterable[Reason]:
    """第19条, 第20条: who is cleared for less keeps nothing above that; told, for the clearance is decided already."""
    level = act.value("highest_level")
    if act.row is None or not level:
        return
    held = [
        row
        for row in act.books.held_by(act.row.entry)
        if row["level"]
        and Level(row["level"]).is_state_secret
        and Level(row["level"]).rank > Level(level).rank
    ]
    if held:
        text = (
            f"{act.row['name']}手里和名下还有高于{level}的 {len(held)} 件：{numbers_of(held)}；"
            "请立即收回，或办“换责任人”“移交”。"
        )
        yield Reason("holdings_left", text, "highest_level", "第19条、第20条", Weight.WARN)


def overdue_held(act: Act, key: str) -> Iterable[Reason]:
    """Whoever has not brought back what was due, lent or read overnight, is asked for it first (第28条（四）（六）).

    The field may name several.
    """
    named = act.value(key)
    for person in named if isinstance(named, list) else [named]:
        if isinstance(person, int):
            yield from _overdue(act, key, person)


def _overdue(act: Act, key: str, person: int) -> Iterable[Reason]:
    held = [
        *act.books.rows("loans", borrower=person, status="out"),
        *act.books.rows("readings", reader=person, status="out"),
    ]
    late = [one.number for one in held if one["due"] and one["due"] < act.day]
    if late:
        row = act.books.get("people", person)
        text = (
            f"{row['name'] if row else ''}还有逾期未还的：{'、'.join(late[:5])}；请先收回，确需再给的请确认。"
        )
        yield Reason("overdue_held", text, key, "第28条（四）（六）", Weight.ASK)


def numbers_of(held: list[Row]) -> str:
    """Their numbers, for a sentence."""
    more = f" 等 {len(held)} 件" if len(held) > LISTED else ""
    return "、".join(row.number for row in held[:LISTED]) + more
