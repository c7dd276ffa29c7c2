"""The places to sign of a printed page as its line keeps them, each with whom the page names there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secretdesk.domain.terms import BESIDE, BETWEEN_NAMES, BETWEEN_PLACES, NAME_MARKS, PLACE_OF, SIGN_HERE

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Signing:
    """A place to sign, and the persons named beside it."""

    place: str
    names: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As the page's line keeps it."""
        return self.place + (PLACE_OF + BETWEEN_NAMES.join(self.names) if self.names else "")

    @property
    def signers(self) -> tuple[str, ...]:
        """Who has signed once the sheet is back: who is named, else whose place it is."""
        return self.names or (self.place,)


def place_of(label: str) -> str:
    """A label of a form as the name of a place: on one line, and without the word that says to sign there."""
    text = re.sub(SIGN_HERE, "", label.replace("\n", ""))
    return text.replace(BETWEEN_PLACES, BESIDE).replace(PLACE_OF, "").strip()


def names_in(text: str) -> tuple[str, ...]:
    """The persons that a cell names, each once."""
    for mark in NAME_MARKS:
        text = text.replace(mark, BETWEEN_PLACES)
    return tuple(dict.fromkeys(one.strip() for one in text.split(BETWEEN_PLACES) if one.strip()))


def joined(places: Iterable[Signing]) -> str:
    """All places of a page, as its line keeps them."""
    return BETWEEN_PLACES.join(one.text for one in places)


def parted(text: str | None) -> list[Signing]:
    """The places that a page's line keeps."""
    found = []
    for one in (text or "").split(BETWEEN_PLACES):
        place, _, names = one.partition(PLACE_OF)
        if place:
            found.append(Signing(place, names_in(names)))
    return found
