"""The fonts of one PDF: gives each character a code when it is first drawn, and embeds what was used.

Each font goes in once, as a composite font with two-byte codes (PDF 32000-1, 9.7) and our own map to
Unicode. reportlab would write a font per 256 characters and a wrong map above U+FFFF. Codes are given
in the order of use, so the same pages give the same bytes.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from secretdesk.output.fonts import Style, chain, drawn
from secretdesk.output.subset import Missing, frame_advance, subset_font

if TYPE_CHECKING:
    from secretdesk.output.truetype import TrueType
    from reportlab.pdfbase.pdfdoc import PDFDocument

SYMBOLIC = 4
CHUNK = 100  # entries of a bfchar block, by the specification


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
        fonts = {f.path: f for style in Style for f in chain(style)}
        self._used = {path: Used(font, f"F{n}") for n, (path, font) in enumerate(fonts.items(), 1)}
        self._chains = {style: [self._used[f.path] for f in chain(style)] for style in Style}

    def show(self, style: Style, size: float, text: str) -> str:
        """The operators that draw *text* at the current place of a text object; *size* in points.

        The text goes in as codes alone, so nothing in it is ever an operator or markup.
        """
        first = self._chains[style][0]
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
        fonts = self._chains[style]
        for used in fonts:
            if char in used or char in used.font.cmap:
                return used, used[char]
        blank = drawn(char)
        for used in fonts:
            if blank in used.font.cmap:
                return used, used.enter(char, used.font.cmap[blank])
        return fonts[-1], fonts[-1].enter(char, Missing(char))

    def addObjects(self, doc: PDFDocument) -> None:  # reportlab's name for it
        """Write the fonts into the document (called by reportlab when the last page is done)."""
        for used in self._used.values():
            if used.glyphs:
                _embed(doc, used)


def _embed(doc: Any, used: Used) -> None:
    """The five objects of a composite font: font, descendant, descriptor, file, map to Unicode."""
    from reportlab.pdfbase import pdfdoc

    font, name = used.font, used.name
    chars = "".join(used)
    digest = hashlib.sha256(chars.encode("utf-8", "surrogatepass")).digest()
    prefix = "".join(chr(65 + byte % 26) for byte in digest[:6])

    def put(suffix: str, **entries: Any) -> Any:
        return doc.Reference(pdfdoc.PDFDictionary(entries), f"{name}{suffix}")

    def stream(suffix: str, content: bytes, **entries: Any) -> Any:
        made = pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), content, [pdfdoc.PDFZCompress])
        return doc.Reference(made, f"{name}{suffix}")

    def pdf_name(text: str) -> Any:
        return pdfdoc.PDFName(text)

    data = subset_font(font, used.glyphs)
    base = pdf_name(f"{prefix}+{font.name}")
    descriptor = put(
        "Descriptor",
        Type=pdf_name("FontDescriptor"),
        FontName=base,
        Flags=SYMBOLIC,
        FontBBox=pdfdoc.PDFArray([font.per_mille(v) for v in font.box]),
        ItalicAngle=0,
        Ascent=font.per_mille(font.ascent),
        Descent=font.per_mille(font.descent),
        CapHeight=font.per_mille(font.cap_height),
        StemV=80,
        FontFile2=stream("File", data, Length1=len(data)),
    )
    descendant = put(
        "Descendant",
        Type=pdf_name("Font"),
        Subtype=pdf_name("CIDFontType2"),
        BaseFont=base,
        CIDSystemInfo=pdfdoc.PDFDictionary(
            {
                "Registry": pdfdoc.PDFString("Adobe"),
                "Ordering": pdfdoc.PDFString("Identity"),
                "Supplement": 0,
            }
        ),
        FontDescriptor=descriptor,
        CIDToGIDMap=pdf_name("Identity"),
        DW=1000,
        W=pdfdoc.PDFArray(_widths(used)),
    )
    whole = put(
        "",
        Type=pdf_name("Font"),
        Subtype=pdf_name("Type0"),
        BaseFont=base,
        Encoding=pdf_name("Identity-H"),
        DescendantFonts=pdfdoc.PDFArray([descendant]),
        ToUnicode=stream("Unicode", unicode_map(used).encode("ascii")),
    )
    doc.idToObject["BasicFonts"].dict[name] = whole


def _widths(used: Used) -> list[Any]:
    """The W array: ``first [width …]``; 1000 is the default and left out."""
    from reportlab.pdfbase.pdfdoc import PDFArray

    font, runs, last = used.font, list[tuple[int, list[int]]](), -1
    for code, glyph in enumerate(used.glyphs, 1):
        wide = frame_advance(font) if isinstance(glyph, Missing) else font.advance(glyph)
        if font.per_mille(wide) == 1000:
            continue
        if code != last + 1:
            runs.append((code, []))
        runs[-1][1].append(font.per_mille(wide))
        last = code
    return [item for first, found in runs for item in (first, PDFArray(found))]


def unicode_map(codes: dict[str, str]) -> str:
    """The ToUnicode CMap: code → UTF-16BE, a pair of surrogates above U+FFFF (PDF 32000-1, 9.10.3)."""
    lines = [f"<{code}> <{_utf16(char)}>" for char, code in codes.items()]
    blocks = [lines[n : n + CHUNK] for n in range(0, len(lines), CHUNK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{body}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def _utf16(char: str) -> str:
    return "FFFD" if 0xD800 <= ord(char) <= 0xDFFF else char.encode("utf-16-be").hex().upper()
