"""What stands between a form and its act: which reasons still ask, and what was consented to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from secretdesk.domain.review import Reason

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
