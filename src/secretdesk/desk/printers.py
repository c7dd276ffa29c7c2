"""Paper leaves the PC: only by a printer that is registered and of enough level, booked before it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.desk.printing import booking, is_fresh, marked
from secretdesk.domain.review import Command
from secretdesk.domain.rules.devices import against_printing
from secretdesk.domain.terms import OUTPUT_KINDS, PRINT_WAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.desk.sheets import Printed
    from secretdesk.domain.review import Row


Booked = tuple[tuple[str, "Receipt"], ...]  # the registers in which a print was booked


@dataclass(frozen=True)
class Printer:
    """A printer of this PC, the device that it is registered as, and what speaks against it."""

    name: str
    device: Row | None
    against: str = ""

    @property
    def is_allowed(self) -> bool:
        """Whether the print may go there."""
        return not self.against


def printers(desk: Desk, names: Iterable[str], level: str | None) -> list[Printer]:
    """These printers of the PC, those first that may print what is of *level* (第39条, 第46条).

    Raises:
        StoreError: while reading.
    """
    found = []
    for name in names:
        rows = desk.rows("devices", where={"printer_name": name})
        living = [row for row in rows if row.status == "in_use"] or rows
        device = living[0] if living else None
        found.append(Printer(name, device, against_printing(name, device, level)))
    return sorted(found, key=lambda one: not one.is_allowed)


def book(
    desk: Desk,
    printed: Printed,
    printer: Printer,
    pages: Sequence[int],
    copies: int,
    name: str,
    *,
    to_sign: bool = True,
) -> Booked:
    """Book a print that shows the ledger as it stands, before it is sent; *pages* (from 1) go on paper.

    ``name`` is what a blank form is called. Not ``to_sign``: a copy for somebody else.

    Raises:
        ValueError: the ledger has moved on; it must be drawn anew.
        Refused: the person may not.
        StoreError: nothing is booked then.
    """
    if printed.told and not is_fresh(desk, printed):
        raise ValueError(printed.seq)
    number = printer.device.number if printer.device is not None else printer.name
    values: dict[str, Any] = {
        "kind": OUTPUT_KINDS[0], "name": printed.told.get("title") or name, "copies": copies,
        "pages": len(pages), "device": number, **marked(desk, printed.mark),
    }  # fmt: skip
    kept = {key: value for key, value in values.items() if value is not None}
    acts = [Command("", "outputs", "record", values=kept)]
    if printed.told:
        more = {"printer": number, "copies": copies}
        acts.insert(
            0, booking(desk, printed, PRINT_WAYS[0], only=frozenset(pages if to_sign else ()), **more)
        )
    registers = [one.register for one in acts]
    return tuple(zip(registers, desk.perform_all(acts), strict=True))


def withdraw(desk: Desk, booked: Booked, reason: str) -> None:
    """It did not come out: what was booked of it is void, and what it had replaced is in force again.

    Raises:
        Refused, StoreError: it stands as booked.
    """
    told = {"reason": reason}
    desk.perform_all(Command("", register, "void", one.entry, told) for register, one in reversed(booked))
