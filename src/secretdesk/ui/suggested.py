"""What a field suggests: entries of a register, what was written before, secrecy marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.desk import offers
from secretdesk.desk.offers import MOST, Offer
from secretdesk.desk.volumes import plugged_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretdesk.desk.desk import Desk
    from secretdesk.desk.volumes import Volume
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.fields import Field
    from secretdesk.domain.review import Row

GONE = {"void", "retired", "removed"}
ALSO = {("envelopes", "sender"): "correspondents"}  # texts that name what a register knows


def called(register: Register, row: Row) -> Offer:
    """An entry without a name as it is offered: its number and title."""
    told = next((row[f.key] for f in register.fields if f.required and f.search and row[f.key]), "")
    title = row["title"] if "title" in register.by_key else told
    return Offer(row.number, str(title or ""), row.entry)


class Used:
    """How much each value of a field is in use, counted anew after every act."""

    def __init__(self, desk: Desk, register: Register, key: str) -> None:
        self.desk, self.register, self.key = desk, register, key
        self._head = -1
        self._found: dict[Any, float] = {}

    def __call__(self) -> dict[Any, float]:
        """Value → weight, as :func:`offers.by_use`."""
        head = self.desk.head()[0]
        if head != self._head:
            self._head, self._found = head, offers.by_use(self.desk, self.register, self.key)
        return self._found


def of_register(desk: Desk, register: Register, used: Used | None = None) -> Callable[[str], list[Offer]]:
    """Suggests entries: by a number's tail, any characters, initials of pinyin; names by their use, else the newest."""

    def suggest(text: str) -> list[Offer]:
        if register.name_field:
            return offers.names(desk, register, text, used() if used else {})
        exact = desk.find(register.key, text) if text.isdigit() else []
        found = desk.rows(register.key, text=text, limit=MOST * 2)
        living = [r for r in (*exact, *found) if r.status not in GONE]
        return list(dict.fromkeys(called(register, row) for row in living))[:MOST]

    return suggest


def of_past(desk: Desk, register: Register, field: Field) -> Callable[[str], list[Offer]]:
    """Suggests what was written in this field before; for a sender also the correspondents."""
    used = Used(desk, register, field.key)
    known = desk.registers.get(ALSO.get((register.key, field.key), ""))

    def suggest(text: str) -> list[Offer]:
        found = offers.texts(desk, register, field.key, text, used())
        more = offers.names(desk, known, text, {}) if known is not None and text else []
        every = dict.fromkeys([*(o.text for o in found), *(o.text for o in more)])
        return [Offer(one) for one in every][:MOST]

    return suggest


def of_plugged(desk: Desk, plugged: Callable[[], list[Volume]] = plugged_in) -> Callable[[str], list[Offer]]:
    """Suggests the ids of the removable volumes that are in the PC now, and says which are registered already."""

    def suggest(text: str) -> list[Offer]:
        found = []
        for volume in plugged():
            known = desk.rows("media", where={"volume_id": volume.id, "status": "in_use"}, limit=1)
            told = f"已登记为 {known[0].number}" if known else f"现在插着：{volume.name}"
            found.append(Offer(volume.id, told))
        return [one for one in found if text.upper() in one.text.upper()]

    return suggest


def of_marks(desk: Desk, register: Register, field: Field) -> Callable[[str], list[Offer]]:
    """Suggests secrecy marks in their prescribed form."""
    used = Used(desk, register, field.key)

    def suggest(text: str) -> list[Offer]:
        weights = used()
        return offers.marks(desk, text, sorted(weights, key=lambda mark: -weights[mark]))

    return suggest
