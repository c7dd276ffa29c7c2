"""The rows of a table as the window needs them: pages read by key, kept for a while, exact at any place.

No Qt here. A page is fetched with the key of the row before it, so it costs the same in row 10 and in row
1,000,000. Which key stands before which page is known where one has scrolled; for a jump it comes from the
ruler (:mod:`secretdesk.ui.behind`). A page whose key isn't known yet is blank rather than guessed.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from secretdesk.desk.history import amended
from secretdesk.desk.whereabouts import gathered
from secretdesk.domain.fields import Field, Kind, show_value
from secretdesk.store.errors import StoreError
from secretdesk.store.rows import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row

SIZE = 128  # rows of a page: three screens
KEPT = 24  # pages
WALK = 8  # pages that are read on the way rather than waited for

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Ask:
    """What a table shows: a search text, a filter, an order ("" for the order of entry), newest first."""

    text: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)
    order: str = ""
    ascending: bool = False

    @property
    def is_plain(self) -> bool:
        """Everything, newest first: nothing leaves it, and what is new stands on top."""
        return not (self.text or self.where or self.order or self.ascending)


@dataclass(frozen=True)
class Page:
    """Some rows, what their references are called, and what corrected cells said before."""

    rows: Sequence[Row]
    names: Mapping[tuple[str, int], str]
    former: Mapping[tuple[int, str], str]
    told: Mapping[tuple[int, str], str]  # what no row keeps: gathered from other entries


class Pages:
    """The rows of one register that an :class:`Ask` gives, by their place in the table."""

    def __init__(self, desk: Desk, register: Register, shown: Sequence[Field], ask: Ask) -> None:
        self.desk, self.register, self.ask = desk, register, ask
        self._cache: OrderedDict[int, Page] = OrderedDict()
        self.show(shown)
        self.trouble: StoreError | None = None  # the disk's, met while reading; nothing more is read then
        self.held = False  # a worker has the database: blank rather than two threads in it
        self.head = SIZE  # rows of page 0: it takes up what comes in on top
        self._starts: dict[int, Key | None] = {0: None}
        self.total, self.is_counted = self._first_total()

    def show(self, shown: Sequence[Field]) -> None:
        """Which columns: their references are called by name."""
        self.shown = shown
        self.references = [f for f in shown if f.kind in {Kind.REFERENCE, Kind.REFERENCES}]
        self._cache.clear()

    def count(self) -> int:
        """How many rows the ask gives now."""
        return self.desk.count(self.register.key, text=self.ask.text, where=self.ask.where)

    def _first_total(self) -> tuple[int, bool]:
        """How many rows there are, and whether that is known: counting a million takes a moment."""
        found = len(self._read(0).rows)
        return found, found < self.head

    def page_of(self, index: int) -> int:
        """In which page a row stands."""
        return 0 if index < self.head else 1 + (index - self.head) // SIZE

    def first_of(self, page: int) -> int:
        """The first row of a page."""
        return 0 if page == 0 else self.head + (page - 1) * SIZE

    @property
    def last(self) -> int:
        """The last page."""
        return self.page_of(max(self.total - 1, 0))

    def row(self, index: int) -> Row | None:
        """The row in this place; None outside the table and where its page isn't known yet."""
        if not 0 <= index < self.total:
            return None
        number = self.page_of(index)
        page = self.page(number)
        place = index - self.first_of(number)
        return page.rows[place] if page and place < len(page.rows) else None

    def page(self, number: int) -> Page | None:
        """A page, read if need be; None where its key isn't known and the way there is long."""
        if number in self._cache:
            self._cache.move_to_end(number)
            return self._cache[number]
        if self.held or self.trouble:
            return None
        try:
            return self._walk(number)
        except StoreError as error:  # in the midst of painting: told once the window can
            self.trouble = error
            return None

    def _walk(self, number: int) -> Page | None:
        """Read the page, and those on the way to it from the nearest one whose key is known."""
        known = number
        while known not in self._starts:
            known -= 1
            if number - known > WALK:
                return None
        for step in range(known, number + 1):
            if step not in self._starts:
                return None
            page = self._read(step)
        return page

    def _read(self, number: int) -> Page:
        limit = self.head if number == 0 else SIZE
        ask = self.ask
        rows = self.desk.rows(
            self.register.key, text=ask.text, where=ask.where, order=ask.order, ascending=ask.ascending,
            after=self._starts[number], limit=limit,
        )  # fmt: skip
        if len(rows) == limit:
            self._starts.setdefault(number + 1, self.key_of(rows[-1]))
        former = former_texts(self.desk, self.register, self.shown, rows)
        told = gathered(self.desk, self.register, [f.key for f in self.shown], rows)
        page = Page(rows, names_for(self.desk, self.references, rows), former, told)
        self._cache[number] = page
        while len(self._cache) > KEPT:
            self._cache.popitem(last=False)
        return page

    def key_of(self, row: Row) -> Key:
        """By which the rows after this one are asked for."""
        order = self.ask.order
        if not order:
            return (row.entry,)
        special = {"number": row.number, "status": row.status, "on": row.on}
        return (special.get(order, row[order]), row.entry)

    def text(self, index: int, field: Field) -> str:
        """What a cell shows."""
        row = self.row(index)
        if row is None:
            return ""
        page = self._cache[self.page_of(index)]
        if row[field.key] is None:
            return page.told.get((row.entry, field.key), "")
        return shown(field, row[field.key], page.names)

    def former(self, index: int, field: Field) -> str:
        """What a corrected cell said before; "" where it was never corrected."""
        row = self.row(index)
        return self._cache[self.page_of(index)].former.get((row.entry, field.key), "") if row else ""

    # --- when something has changed ---

    def measured(self, keys: Mapping[int, Key]) -> None:
        """What was measured behind: page → key of the row before it."""
        self._starts = {0: None, **keys}
        self._cache.clear()
        self.is_counted = True

    def renew(self) -> tuple[int, bool]:
        """Read anew after an act: how many rows more there are, and whether known places still hold.

        What came in on top of everything moves all places by as much; in a filter or another order only
        measuring can tell.
        """
        self.trouble = None
        before, self.total = self.total, self.count()
        more, self.is_counted = self.total - before, True
        self._cache.clear()
        if more == 0:
            return 0, True
        if self.ask.is_plain and more > 0 and self.head + more <= 2 * SIZE and before >= self.head:
            self.head += more
            return more, True
        self.head, self._starts = SIZE, {0: None}
        return more, self.ask.is_plain and more > 0

    def place_of(self, entry: int) -> int | None:
        """Where an entry stands among all that match, however far away; None where the ask doesn't give it.

        For the order of entry and no search text: two counts and at most a page of keys.
        """
        ask = self.ask
        if ask.text or ask.order:
            return None
        matching = self.desk.rows(self.register.key, where={**ask.where, "entry": entry}, limit=1)
        if not matching or "entry" in ask.where:
            return 0 if matching else None
        span = Span(None, entry - 1) if ask.ascending else Span(entry + 1)
        place = self.desk.count(self.register.key, where={**ask.where, "entry": span})
        number = self.page_of(place)
        if number not in self._starts:
            before = self.desk.rows(
                self.register.key, where=ask.where, ascending=not ask.ascending, after=(entry,),
                limit=place - self.first_of(number) + 1,
            )  # fmt: skip
            self._starts[number] = (before[-1].entry,)
        return place

    def find(self, entry: int, near: int) -> int | None:
        """Where an entry stands now, looked for around its former place."""
        around = self.page_of(max(near, 0))
        for number in (around, around - 1, around + 1):
            page = self.page(number) if 0 <= number <= self.last else None
            for place, row in enumerate(page.rows if page else ()):
                if row.entry == entry:
                    return self.first_of(number) + place
        return None


def names_for(desk: Desk, fields: Sequence[Field], rows: Sequence[Row]) -> dict[tuple[str, int], str]:
    """What the entries are called that these rows name in these fields: one statement a register."""
    wanted: dict[str, set[int]] = {}
    for one in fields:
        for row in rows:
            value = row[one.key]
            if value is not None:
                wanted.setdefault(one.refers_to, set()).update(value if isinstance(value, list) else [value])
    return {
        (register, entry): name
        for register, entries in wanted.items()
        for entry, name in desk.names(register, entries).items()
    }


def former_texts(
    desk: Desk, register: Register, fields: Sequence[Field], rows: Sequence[Row]
) -> dict[tuple[int, str], str]:
    """(entry, key) → what the cell said before its last correction."""
    if register.action("amend") is None:
        return {}
    known = {f.key: f for f in fields}
    found: dict[tuple[int, str], str] = {}
    for entry, changes in amended(desk, register, [row.entry for row in rows]).items():
        for key, values in changes.items():
            if key in known and values:
                field, value = known[key], values[-1]
                some = value if isinstance(value, list) else [value]
                refers = field.kind in {Kind.REFERENCE, Kind.REFERENCES}
                named = desk.names(field.refers_to, some) if refers else {}
                names = {(field.refers_to, one): name for one, name in named.items()}
                found[entry, key] = shown(field, value, names)
    return found


def shown(field: Field, value: Any, names: Mapping[tuple[str, int], str]) -> str:
    """A stored value as the clerk reads it."""
    if field.kind is Kind.REFERENCE:
        return names.get((field.refers_to, value), "")
    if field.kind is Kind.REFERENCES:
        return "、".join(names.get((field.refers_to, one), "") for one in value)
    return show_value(field, value)
