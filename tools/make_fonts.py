"""Makes resources/fonts/*.ttf from the OpenType (CFF) fonts in the wheel of pylopdf-fonts-zh-cn.

Usage: python tools/make_fonts.py WHEEL [TARGET]     (needs fontTools; see resources/fonts/README.md)

Why at all: reportlab and our own embedding want glyf outlines, and Qt's freetype draws them as well.
The same wheel and the same fontTools give the same bytes: nothing here reads a clock.
"""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

WHEEL_SHA256 = "e2661ef3790cbe0f0f6aa5338b6859b7cd288ee75bc88cd4239c62cd025d4fb3"
FONTS = ("NotoSansSC-Regular", "NotoSerifSC-Regular")
TOLERANCE = 1.0  # of the quadratic curves, in thousandths of an em: 0.004 mm at 10.5 pt
EPOCH = 3786825600  # 2024-01-01 in the font's own seconds since 1904: fixed, so that the bytes are

BOX, BALLOT, BALLOT_CHECKED, CHECK = 0x25A1, 0x2610, 0x2611, 0x2713


def main(wheel: Path, target: Path) -> None:
    """Convert both fonts of *wheel* into *target*."""
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != WHEEL_SHA256:
        sys.exit(f"{wheel}: not the wheel that resources/fonts/README.md names")
    with zipfile.ZipFile(wheel) as archive:
        for name in FONTS:
            data = archive.read(f"pylopdf_fonts_zh_cn/{name}.otf")
            font = TTFont(io.BytesIO(data), recalcTimestamp=False)
            slim(font)
            to_glyf(font)
            add_ballot_boxes(font)
            font["head"].created = font["head"].modified = EPOCH
            path = target / f"{name}.ttf"
            font.save(path)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            print(f"{path}: {path.stat().st_size:,} bytes, {len(font.getBestCmap())} characters, {digest}")


def slim(font: TTFont) -> None:
    """Drop what horizontal setting of plain text never asks for: vertical metrics, alternates, signatures."""
    options = subset.Options()
    options.layout_features = ["kern"]
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "DSIG"]
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)


def to_glyf(font: TTFont) -> None:
    """Replace the cubic outlines of the CFF table by quadratic ones of a glyf table."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    drawn = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
        drawn[name] = pen.glyph()
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, drawn
    font["maxp"] = maxp = newTable("maxp")
    maxp.tableVersion, maxp.numGlyphs = 0x00010000, len(order)
    maxp.maxZones, maxp.maxTwilightPoints, maxp.maxStorage, maxp.maxFunctionDefs = 1, 0, 0, 0
    maxp.maxInstructionDefs, maxp.maxStackElements, maxp.maxSizeOfInstructions = 0, 0, 0
    maxp.maxComponentElements = maxp.maxComponentDepth = maxp.maxPoints = maxp.maxContours = 0
    maxp.maxCompositePoints = maxp.maxCompositeContours = 0
    post = font["post"]
    post.formatType, post.extraNames, post.mapping, post.glyphOrder = 3.0, [], {}, order
    for name, glyph in drawn.items():
        glyph.recalcBounds(glyf)
        width, _ = font["hmtx"][name]
        font["hmtx"][name] = (width, getattr(glyph, "xMin", 0))


def add_ballot_boxes(font: TTFont) -> None:
    """Give the font the boxes of a form, which Noto SC lacks: its white square, bare and with its check."""
    cmap, glyphs = font.getBestCmap(), font.getGlyphSet()
    width, side = font["hmtx"][cmap[BOX]]
    pen = TTGlyphPen(None)
    for code, transform in ((BOX, (1, 0, 0, 1, 0, 0)), (CHECK, (0.8, 0, 0, 0.8, 230, 90))):
        record = DecomposingRecordingPen(glyphs)
        glyphs[cmap[code]].draw(record)
        record.replay(TransformPen(pen, transform))
    name = "ballot_checked"
    font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = (width, side)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({BALLOT: cmap[BOX], BALLOT_CHECKED: name})


if __name__ == "__main__":
    if len(sys.argv) not in {2, 3}:
        sys.exit(__doc__)
    here = Path(__file__).parents[1] / "resources" / "fonts"
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else here)
