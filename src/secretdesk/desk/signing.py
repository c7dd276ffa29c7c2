"""Who is to sign on a printed page: boxes, foot, columns for a hand, with the names beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.signing import Signing, names_in, place_of
from secretdesk.domain.terms import CLERK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from secretdesk.output.form import Form
    from secretdesk.output.layout import PrintedRow

Named = list[tuple[str, tuple[str, ...]]]


def places_to_sign(
    form: Form, rows: Sequence[PrintedRow], owner: PrintedRow | None, clerk: str, *, last: bool
) -> list[Signing]:
    """The places of a page of the form, those of its end on its last page alone."""

    def in_boxes(path: str) -> tuple[str, ...]:
        if path == CLERK:
            return (clerk,)
        cells = owner.cells if owner is not None and path in form.box_paths else ()
        return names_in(cells[form.box_paths.index(path)].text) if cells else ()

    def in_rows(path: str) -> tuple[str, ...]:
        if path == CLERK:
            return (clerk,)
        at = form.paths.index(path) if path in form.paths else None
        told = [
            name for row in rows if not row.void and at is not None for name in names_in(row.cells[at].text)
        ]
        return tuple(dict.fromkeys(told))

    boxes = [
        cell
        for row in (*form.boxes, *(form.end if last else ()))
        for cell in row
        if cell.is_signed and not cell.day
    ]
    found: Named = [(box.label, in_boxes(box.by)) for box in form.foot if not box.day]
    found += _shared([(cell.label, cell.by) for cell in boxes], in_boxes)
    found += [
        (place.label, in_rows(place.by))
        for column in form.columns
        for place in column.places
        if not place.day
    ]
    places: dict[str, dict[str, None]] = {}
    for label, names in found:
        if place := place_of(label):
            places.setdefault(place, {}).update(dict.fromkeys(names))
    return [Signing(place, tuple(names)) for place, names in places.items()]


def _shared(boxes: list[tuple[str, str]], named: Callable[[str], tuple[str, ...]]) -> Named:
    """Boxes that the same cell names (清点人甲, 清点人乙) have its names in turn, the last one the rest."""
    found: Named = []
    ways = [by for _, by in boxes]
    for n, (label, by) in enumerate(boxes):
        names, before = named(by) if by else (), ways[:n].count(by)
        final = by not in ways[n + 1 :]
        if by == CLERK:  # one person in several parts
            before, final = 0, True
        found.append((label, names[before:] if final else names[before : before + 1]))
    return found
