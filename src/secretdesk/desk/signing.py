"""Who is to sign on a printed page: boxes, foot, columns for a hand, with the names beside them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from secretdesk.domain.signing import Signing, names_in, place_of
from secretdesk.domain.terms import CLERK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from secretdesk.output.form import Form, HeadCell, Place
    from secretdesk.output.layout import PrintedRow

Named = list[tuple[str, tuple[str, ...]]]


def places_to_sign(
    form: Form,
    rows: Sequence[PrintedRow],
    owner: PrintedRow | None,
    clerk: str,
    boxes: Sequence[HeadCell],
) -> list[Signing]:
    """The places of a page that has these *boxes*; none of a column where no row is to be signed."""

    def in_boxes(path: str) -> tuple[str, ...]:
        if path == CLERK:
            return (clerk,)
        cells = owner.cells if owner is not None and path in form.box_paths else ()
        return names_in(cells[form.box_paths.index(path)].text) if cells else ()

    def in_rows(places: Sequence[Place]) -> Named:
        told: Named = [(place.label, ()) for place in places]
        for row in rows:
            if not row.void:
                some = _shared([(place.label, place.by) for place in places], partial(in_row, row))
                told = [
                    (label, (*names, *more)) for (label, names), (_, more) in zip(told, some, strict=True)
                ]
        return [
            (label, (clerk,) if place.by == CLERK else names)
            for place, (label, names) in zip(places, told, strict=True)
        ]

    def in_row(row: PrintedRow, path: str) -> tuple[str, ...]:
        return names_in(row.cells[form.paths.index(path)].text) if path in form.paths else ()

    signed = [cell for cell in boxes if cell.is_signed and not cell.day]
    found: Named = [(box.label, in_boxes(box.by)) for box in form.foot if not box.day]
    found += _shared([(cell.label, cell.by) for cell in signed], in_boxes)
    for column in form.columns if rows or form.open else ():
        found += in_rows([place for place in column.places if not place.day])
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
