"""Which fonts set a text, glyph by glyph, and how wide each character is.

A style is a chain of fonts: the face of office paper where this PC has it (GB/T 9704-2012), then the bundled
ones. What the first lacks comes from the next; what all lack comes from any font of the PC that goes
beyond U+FFFF (SimSun-ExtB, the GB 18030 fonts); what none has is framed.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from secretdesk.assets import font_file
from secretdesk.domain.terms import FAR_FACES, OFFICE_FACES
from secretdesk.output import framed, system_fonts
from secretdesk.output.truetype import FontError, TrueType, read_font

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SERIF, SANS = "NotoSerifSC-Regular.ttf", "NotoSansSC-Regular.ttf"


class Style(StrEnum):
    """What a text is set in."""

    BODY = "body"  # cells
    HEADING = "heading"  # labels and marks
    TITLE = "title"
    NOTE = "note"  # who signs, and the small print


BUNDLED = {
    Style.BODY: (SERIF, SANS),
    Style.HEADING: (SANS, SERIF),
    Style.TITLE: (SERIF, SANS),
    Style.NOTE: (SERIF, SANS),
}
_looked_in: list[tuple[Path, ...]] = []  # instead of the folders of the system


def look_in(*places: Path) -> None:
    """Take the system's fonts from these folders alone; none: only what is bundled (as all tests do)."""
    _looked_in[:] = [places]
    for kept in (installed, chain, widths, spare):
        kept.cache_clear()


@cache
def installed() -> tuple[system_fonts.Face, ...]:
    """The faces of this PC that may be embedded, looked up when the first print is drawn."""
    return tuple(system_fonts.faces(_looked_in[0] if _looked_in else system_fonts.folders()))


@cache
def open_font(name: str) -> TrueType:
    """A bundled font, read once.

    Raises:
        FontError: it is damaged. FileNotFoundError: it is not shipped.
    """
    return read_font(font_file(name))


@cache
def chain(style: Style) -> tuple[TrueType, ...]:
    """The fonts of a style, in the order in which they are asked for a glyph."""
    own = _office(style)
    return (*([own] if own else []), *(open_font(name) for name in BUNDLED[style]))


def is_office(style: Style) -> bool:
    """Whether this PC has the face that office paper asks for."""
    return len(chain(style)) > len(BUNDLED[style])


def _office(style: Style) -> TrueType | None:
    by_name = {name: face for face in reversed(installed()) for name in face.names}
    for name in OFFICE_FACES[style]:
        face = by_name.get(system_fonts.folded(name))
        font = _opened(face) if face is not None else None
        if font is not None:
            return font
    return None


@cache
def _opened(face: system_fonts.Face) -> TrueType | None:
    try:
        return read_font(face.path, face.index)
    except (FontError, OSError):
        return None  # damaged, or of a kind that cannot be embedded: the next one serves


@cache
def spare(char: str) -> TrueType | None:
    """A font of this PC for a character that no chain has; one that is bundled has what is in plane 0."""
    for face in installed():
        far = face.far or not face.names.isdisjoint(map(system_fonts.folded, FAR_FACES))
        font = _opened(face) if far else None
        if font is not None and char in font.cmap:
            return font
    return None


def font_of(style: Style, char: str) -> tuple[TrueType, int] | None:
    """The font that draws *char*, and its glyph there; None where no font at hand has it."""
    for wanted in (char, drawn(char)):
        font = next((f for f in chain(style) if wanted in f.cmap), None) or spare(wanted)
        if font:
            return font, font.cmap[wanted]
    return None


def drawn(char: str) -> str:
    """The character whose glyph is drawn for *char*: for any kind of blank a font may lack, the space."""
    return " " if char.isspace() else char


class Widths(dict[str, int]):
    """Advance widths in 1/1000 em by character, worked out when first asked for."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.style = style

    def __missing__(self, char: str) -> int:
        """The width of a character that was not met before."""
        found = font_of(self.style, char)
        last = chain(self.style)[-1]
        width = (
            found[0].per_mille(found[0].advance(found[1])) if found else last.per_mille(framed.advance(last))
        )
        self[char] = width
        return width

    def of(self, text: str) -> int:
        """The width of a text on one line, in 1/1000 em."""
        return sum(map(self.__getitem__, text))


@cache
def widths(style: Style) -> Widths:
    """The widths of a style."""
    return Widths(style)


def missing_glyphs(texts: Iterable[str], style: Style = Style.BODY) -> set[str]:
    """The characters of *texts* that no font at hand has: they print framed, and a warning names them."""
    used = set().union(*texts)
    return {c for c in used if font_of(style, c) is None}
