"""What stands in a form without having been typed: the custom of its correspondent, what its envelope says.

It follows correspondent and arrival, and never touches what a hand has typed or emptied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.desk.usual import CUSTOMS, usual_values
from secretdesk.domain.terms import NO, YES
from secretdesk.ui import series

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.ui.form_area import FormArea

SOFT = ("channel", "place")  # carried on in a series, until a custom says otherwise


class Given:
    """The given values of one open form. ``laid`` are those that stand there untouched."""

    def __init__(self, desk: Desk, register: Register, action: Action, area: FormArea) -> None:
        self.desk, self.register, self.area = desk, register, area
        self.by = CUSTOMS.get(register.key, ("", ()))[0] if action.creates else ""
        self.laid: dict[str, Any] = {}
        self.touched: set[str] = set()
        self.custom: frozenset[str] = frozenset()
        self.carried: dict[str, Any] = {}
        self.laying = False
        self._for: tuple[Any, Any] = (None, None)

    def start(self, header: Mapping[str, Any]) -> None:
        """A new entry that begins with *header*."""
        self.carried = {k: v for k, v in header.items() if k in SOFT and k in self.area.boxes}
        self.laid = {k: self.area.boxes[k].editor.get() for k in self.carried}
        self.touched, self._for = set(), (None, None)
        self.follow()

    def resume(self) -> None:
        """A draft came back: what agrees with the custom may follow it, everything else was typed."""
        self.carried, self.laid, self._for = {}, {}, self._meant()
        boxes, found = self.area.boxes, self._found()
        for key, value in found.items():
            if boxes[key].editor.get() == _as_shown(value):
                self.laid[key] = boxes[key].editor.get()
        known = self._for[0] is not None
        self.touched = {
            k for k, b in boxes.items() if k not in self.laid and ((known and k in found) or not b.is_empty)
        }
        self.area.fill_by_custom({}, self.laid)

    def typed(self, key: str) -> None:
        """A hand was in this field."""
        if not self.laying:
            self.touched.add(key)
            self.laid.pop(key, None)

    def follow(self) -> None:
        """Fill what goes without saying for the correspondent and the envelope as they stand now."""
        if not self.by or self._meant() == self._for:
            return
        self._for = self._meant()
        found = self._found()
        boxes = self.area.boxes
        new = {}
        for key in [k for k in boxes if k in found or k in self.laid]:
            if key not in self.touched and (key in self.laid or boxes[key].is_empty):
                new[key] = found.get(key, "")
        self.laying = True
        self.area.fill_by_custom(new, [k for k in new if new[k] != "" and k in self.custom])
        self.laying = False
        self.laid = {k: boxes[k].editor.get() for k, v in new.items() if v != ""}

    def _meant(self) -> tuple[Any, Any]:
        found = []
        for key in (self.by, "arrival"):
            box = self.area.boxes.get(key)
            row = series.entry_meant(self.desk, self.register, key, box.editor.get()) if box else None
            found.append(row.entry if row else None)
        return found[0], found[1]

    def _found(self) -> dict[str, Any]:
        issuer, arrival = self._for
        boxes = self.area.boxes
        usual = usual_values(self.desk, self.register, issuer, boxes) if issuer else {}
        self.custom = frozenset(usual)
        values = {**self.carried, **usual}
        if arrival is not None:
            values |= {k: v for k, v in self.carried.items() if k == "channel"}  # one courier, one way
            values |= series.told_by_envelope(self.desk, arrival)
        return {k: v for k, v in values.items() if k in boxes}


def _as_shown(value: Any) -> Any:
    """A value as the editor tells it back."""
    return value if not isinstance(value, bool) else YES if value else NO
