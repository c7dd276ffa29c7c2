"""The fonts of one PDF: gives each character a code when it is first drawn, and embeds what was used.

Each font goes in once, as a composite font with two-byte codes (PDF 32000-1, 9.7) and our own map to
Unicode. reportlab would write a font per 256 characters and a wrong map above U+FFFF. Codes are given
in the order of use, so the same pages give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.output.fonts import Style, chain, font_of
from secretdesk.output.framed import Missing
from secretdesk.output.pdf_font import embed

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

    from secretdesk.output.truetype import TrueType


class Used(dict[str, str]):
    """What a document uses of one font: character → code, four hexadecimal digits."""

    def __init__(self, font: TrueType, name: str) -> None:
        super().__init__()
        self.font, self.name = font, name
        self.glyphs: list[int | Missing] = []

    def __missing__(self, char: str) -> str:
        """The code of a character that was not drawn before.

        Raises:
            KeyError: the font lacks it.
        """
        return self.enter(char, self.font.cmap[char])

    def enter(self, char: str, glyph: int | Missing) -> str:
        """Give *char* the next code, and that code its glyph."""
        self.glyphs.append(glyph)
        code = self[char] = f"{len(self.glyphs):04X}"
        return code


class Ink:
    """The fonts of one document. ``show`` while drawing; reportlab calls ``addObjects`` when it saves."""

    def __init__(self) -> None:
        self._used: dict[TrueType, Used] = {}
        self._first = {style: self._of(chain(style)[0]) for style in Style}

    def show(self, style: Style, size: float, text: str) -> str:
        """The operators that draw *text* at the current place of a text object; *size* in points.

        The text goes in as codes alone, so nothing in it is ever an operator or markup.
        """
        first = self._first[style]
        try:
            return f"/{first.name} {size:g} Tf <{''.join(map(first.__getitem__, text))}> Tj"
        except KeyError:
            return self._show_mixed(style, size, text)

    def _show_mixed(self, style: Style, size: float, text: str) -> str:
        runs: list[tuple[Used, list[str]]] = []
        for char in text:
            used, code = self._code(style, char)
            if not runs or runs[-1][0] is not used:
                runs.append((used, []))
            runs[-1][1].append(code)
        return " ".join(f"/{used.name} {size:g} Tf <{''.join(codes)}> Tj" for used, codes in runs)

    def _code(self, style: Style, char: str) -> tuple[Used, str]:
        found = font_of(style, char)
        font, glyph = found or (chain(style)[-1], Missing(char))
        used = self._of(font)
        return used, used[char] if char in used else used.enter(char, glyph)

    def _of(self, font: TrueType) -> Used:
        """What the document uses of a font; a font that no chain begins with comes in when it is needed."""
        if font not in self._used:
            self._used[font] = Used(font, f"F{len(self._used) + 1}")
        return self._used[font]

    def addObjects(self, doc: PDFDocument) -> None:  # reportlab's name for it
        """Write the fonts into the document (called by reportlab when the last page is done)."""
        for used in self._used.values():
            if used.glyphs:
                embed(doc, used)
