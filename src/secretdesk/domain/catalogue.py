"""The sheet of an inspection: the items in force, those a kind of it asks, what the answers come to (F29)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from secretdesk.domain.terms_check_items import CHECK_ITEMS
from secretdesk.domain.terms_inspections import (
    DEDUCTED,
    FAIR,
    FROM_ABOVE,
    GOOD,
    NO,
    NOT_PRESENT,
    POOR,
    SCORED,
    SELF,
    SITES,
    SITES_KIND,
    VETO_ITEM,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Books, Row

WHOLE = 100  # points of the scored items together


@dataclass(frozen=True)
class Item:
    """One line of the sheet. ``present``: it counts only where there is such a thing; ``everywhere``: it is
    asked of departments too.
    """

    item: int
    heading: str
    item_kind: str
    text: str
    points: int
    everywhere: bool
    present: bool
    article: str


SHIPPED = tuple(Item(*one) for one in CHECK_ITEMS)


def catalogue(books: Books) -> tuple[Item, ...]:
    """The items in force, by number: the shipped ones, each replaced or dropped where the college says so."""
    found = {one.item: one for one in SHIPPED}
    for row in books.rows("check_items", status="in_force"):
        found.pop(row["item"], None)
        if not row["dropped"]:
            found[row["item"]] = Item(
                row["item"], row["heading"], row["item_kind"], row["text"], row["points"] or 0,
                bool(row["everywhere"]), bool(row["present"]), row["article"] or "",
            )  # fmt: skip
    return tuple(found[number] for number in sorted(found))


def asked_by(kind: str, items: Iterable[Item]) -> list[Item]:
    """What such an inspection asks unless its plan says otherwise."""
    if kind in {SELF, FROM_ABOVE}:
        return list(items)
    if kind == SITES_KIND:
        return [one for one in items if one.heading == SITES]
    return [one for one in items if one.everywhere]


@dataclass(frozen=True)
class Score:
    """Points got of those that could be got, and whether an item vetoed the whole."""

    got: int
    available: int
    vetoed: bool

    @property
    def text(self) -> str:
        """The rate to one decimal, half up; "" where nothing was asked."""
        if not self.available:
            return ""
        tenths = (self.got * 2000 + self.available) // (2 * self.available)
        return f"{tenths // 10}.{tenths % 10}%"

    def verdict(self, good: int, fair: int) -> str | None:
        """符合, 基本符合 or 不符合, by the rate before it is rounded; None where nothing was asked."""
        if self.vetoed:
            return POOR
        if not self.available:
            return None
        rate = self.got * WHOLE
        return GOOD if rate >= good * self.available else FAIR if rate >= fair * self.available else POOR


def got_of(line: Row) -> int:
    """The points that an answered line brings; of one that costs extra, below nothing."""
    if line["item_kind"] == DEDUCTED:
        return -(line["points"] or 0) if line["answer"] == NO else 0
    if line["item_kind"] != SCORED or line["answer"] == NOT_PRESENT:
        return 0
    if line["answer"] == NO:
        return line["got"] or 0
    return int(line["points"] or 0)


def score_of(lines: Iterable[Row]) -> Score:
    """What the answered lines come to; what does not apply, or was not answered, is not counted."""
    told = [line for line in lines if line["answer"]]
    available = sum(
        line["points"] or 0 for line in told if line["item_kind"] == SCORED and line["answer"] != NOT_PRESENT
    )
    vetoed = any(line["item_kind"] == VETO_ITEM and line["answer"] == NO for line in told)
    return Score(max(0, sum(got_of(line) for line in told)), available, vetoed)
