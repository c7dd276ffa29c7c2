"""Writes a font as a composite font into the PDF, with a map to Unicode that is right (PDF 32000-1, 9.7)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from secretdesk.output import framed
from secretdesk.output.framed import Missing
from secretdesk.output.subset import subset_font

if TYPE_CHECKING:
    from secretdesk.output.embed import Used

SYMBOLIC = 4
CHUNK = 100  # entries of a bfchar block, by the specification


def embed(doc: Any, used: Used) -> None:
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
        wide = framed.advance(font) if isinstance(glyph, Missing) else font.advance(glyph)
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
