"""What stands between a form and its act: which reasons still ask, and what was consented to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from secretdesk.domain.review import Weight

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from secretdesk.domain.review import Reason

CONFIRMED = "已确认"
CONFIRM = "按 Alt+Y 确认"

Agreed = frozenset[tuple[str, str, str]]  # code, field, text: consent is to this sentence, not to its kind


def key_of(reason: Reason) -> tuple[str, str, str]:
    """What one consents to."""
    return (reason.code, reason.field, reason.text)


def refusals(reasons: Iterable[Reason]) -> list[Reason]:
    """The reasons that nothing but another value removes."""
    return [r for r in reasons if r.weight is Weight.REFUSE]


def questions(reasons: Iterable[Reason], agreed: Agreed) -> list[Reason]:
    """The reasons that wait for a word."""
    return [r for r in reasons if r.weight is Weight.ASK and key_of(r) not in agreed]


def confirmed(reasons: Sequence[Reason], agreed: Agreed) -> frozenset[str]:
    """The codes to send: those all of whose questions were answered."""
    asked = {r.code for r in reasons if r.weight is Weight.ASK}
    return frozenset(asked - {r.code for r in questions(reasons, agreed)})


def still(agreed: Agreed, reasons: Iterable[Reason]) -> Agreed:
    """The consents whose question still stands."""
    return agreed & frozenset(key_of(r) for r in reasons)


def placed(
    reasons: Iterable[Reason], keys: Container[str], on_field: str
) -> tuple[list[Reason], list[Reason]]:
    """(those that stand at a field, those that concern the form as a whole). "on" is the action's day."""
    at_fields, general = [], []
    for one in reasons:
        key = on_field if one.field == "on" else one.field
        if key in keys:
            at_fields.append(one if key == one.field else replace(one, field=key))
        else:
            general.append(one)
    return at_fields, general


def sentences(reasons: Iterable[Reason], agreed: Agreed) -> str:
    """The reasons that concern the form as a whole, one a line; warnings are told after the act."""
    lines = []
    for one in reasons:
        if one.weight is Weight.ASK:
            lines.append(f"{one.text}{_origin(one)} {CONFIRMED if key_of(one) in agreed else CONFIRM}")
        elif one.weight is Weight.REFUSE:
            lines.append(f"{one.text}{_origin(one)}")
    return "\n".join(lines)


def told_of(reason: Reason, agreed: Agreed) -> tuple[str, str]:
    """A reason as its note at the field reads, and the note's kind."""
    origin = _origin(reason)
    if reason.weight is Weight.ASK:
        consented = key_of(reason) in agreed
        return f"{reason.text}{origin} {CONFIRMED if consented else CONFIRM}", "true" if consented else "ask"
    return f"{reason.text}{origin}", "refuse" if reason.weight is Weight.REFUSE else "true"


def _origin(reason: Reason) -> str:
    return f"〔{reason.origin}〕" if reason.origin else ""
