"""Which fonts set a text, glyph by glyph, and how wide each character is.

A style is a chain of fonts: what the first lacks comes from the next, what all lack is framed. Today the
chains hold the bundled fonts alone; the system's own faces will stand before them.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from secretdesk.assets import font_file
from secretdesk.output import framed
from secretdesk.output.truetype import TrueType, read_font

if TYPE_CHECKING:
    from collections.abc import Iterable

SERIF, SANS = "NotoSerifSC-Regular.ttf", "NotoSansSC-Regular.ttf"


class Style(StrEnum):
    """What a text is set in: the face of the cells, or that of headings and marks."""

    BODY = "body"
    HEADING = "heading"


CHAINS = {Style.BODY: (SERIF, SANS), Style.HEADING: (SANS, SERIF)}


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
    return tuple(open_font(name) for name in CHAINS[style])


def drawn(char: str) -> str:
    """The character whose glyph is drawn for *char*: for any kind of blank a font may lack, the space."""
    return " " if char.isspace() else char


class Widths(dict[str, int]):
    """Advance widths in 1/1000 em by character, worked out when first asked for."""

    def __init__(self, fonts: tuple[TrueType, ...]) -> None:
        super().__init__()
        self.fonts = fonts

    def __missing__(self, char: str) -> int:
        """The width of a character that was not met before."""
        last = self.fonts[-1]
        width = last.per_mille(framed.advance(last))
        for wanted in (char, drawn(char)):
            font = next((f for f in self.fonts if wanted in f.cmap), None)
            if font:
                width = font.per_mille(font.advance(font.cmap[wanted]))
                break
        self[char] = width
        return width

    def of(self, text: str) -> int:
        """The width of a text on one line, in 1/1000 em."""
        return sum(map(self.__getitem__, text))


@cache
def widths(style: Style) -> Widths:
    """The widths of a style."""
    return Widths(chain(style))


def missing_glyphs(texts: Iterable[str], style: Style = Style.BODY) -> set[str]:
    """The characters of *texts* that no font at hand has: they print framed, and a warning names them."""
    fonts = chain(style)
    used = set().union(*texts)
    return {c for c in used if not any(drawn(c) in f.cmap or c in f.cmap for f in fonts)}
