"""The shipped fonts cover what a Chinese office writes, and a missing character is never a silent box.

``standard_characters.txt`` is the 通用规范汉字表 in its order, from the field kTGH of the Unicode Han
Database 15.0 (Debian's unicode-data 15.0.0-1).
"""

import hashlib
import io
import re
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from secretdesk.assets import folder, font_file
from secretdesk.output.fonts import SANS, SERIF, Style, missing_glyphs, open_font, widths
from secretdesk.output.framed import Missing
from secretdesk.output.pdf_font import unicode_map
from secretdesk.output.subset import subset_font
from secretdesk.output.truetype import FontError, read_font

STANDARD = Path(__file__).with_name("standard_characters.txt").read_text(encoding="utf-8").replace("\n", "")
BOTH = pytest.mark.parametrize("name", [SERIF, SANS])


def test_the_standard_table_is_whole():
    assert len(STANDARD) == len(set(STANDARD)) == 8105
    assert (STANDARD[0], STANDARD[3500], STANDARD[6500]) == ("一", "乂", "亍")  # its three levels
    assert {"䶮", "㛃", "𬭊"} <= set(STANDARD)


@BOTH
def test_fonts_cover_the_standard_table_and_the_old_character_sets(name):
    font = open_font(name)
    two_bytes = [bytes([a, b]) for a in range(0x81, 0xFF) for b in range(0x40, 0xFF)]
    gb2312 = {c for pair in two_bytes for c in pair.decode("gb2312", "ignore") if c != "\x7f"}
    gbk = {c for pair in two_bytes for c in pair.decode("gbk", "ignore") if "一" <= c <= "鿿"}
    signs = "★☆〔〕【】《》“”‘’—…·、。，；：？！（）①②③④⑤⑥⑦⑧⑨⑩☐☑✓√×□■○●※→℃％￥"
    full_width = {chr(c) for c in range(0xFF01, 0xFF5F)}
    latin = {chr(c) for c in (*range(0x20, 0x7F), *range(0xC0, 0xD7), *range(0xE0, 0xF7))}
    wanted = set(STANDARD) | gb2312 | gbk | set(signs) | full_width | latin
    assert wanted - set(font.cmap) == set()
    drawn = [c for c in wanted - set(" \u3000") if font.places[font.cmap[c]] == font.places[font.cmap[c] + 1]]
    assert drawn == []


@BOTH
def test_readme_names_these_very_files(name):
    readme = (folder("resources") / "fonts" / "README.md").read_text(encoding="utf-8")
    digest = hashlib.sha256(font_file(name).read_bytes()).hexdigest()
    assert re.search(rf"`{name}`.*`{digest}`", readme)
    assert font_file(name).stat().st_size < 15_000_000
    assert "SIL OPEN FONT LICENSE" in (folder("resources") / "fonts" / "OFL.txt").read_text(encoding="utf-8")


@BOTH
def test_reader_agrees_with_fonttools(name):
    ours, theirs = open_font(name), TTFont(font_file(name))
    numbers = theirs.getReverseGlyphMap()
    assert ours.cmap == {chr(code): numbers[glyph] for code, glyph in theirs.getBestCmap().items()}
    for char in STANDARD[::40] + "a0〔 ":
        glyph = theirs.getBestCmap()[ord(char)]
        assert (ours.advance(ours.cmap[char]), ours.bearings[numbers[glyph]]) == theirs["hmtx"][glyph]


def small_font(characters: str, *, wide: bool) -> bytes:
    """A font of squares with a cmap of format 4, or 12 as well; the glyphs are not in the order of the codes."""
    builder = FontBuilder(1000, isTTF=True)
    names = [f"g{ord(c):X}" for c in characters]
    builder.setupGlyphOrder([".notdef", *names])
    builder.setupCharacterMap(
        {ord(c): n for c, n in zip(characters, names[::-1], strict=True) if wide or c <= "\uffff"}
    )
    glyphs = {}
    for count, name in enumerate([".notdef", *names]):
        pen = TTGlyphPen(None)
        pen.moveTo((0, 0))
        for point in ((0, 500 + count), (500, 500), (500, 0)):
            pen.lineTo(point)
        pen.closePath()
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({n: (600 + i, 0) for i, n in enumerate([".notdef", *names])})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2()
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


@pytest.mark.parametrize("wide", [True, False])
def test_reader_knows_both_kinds_of_character_maps(tmp_path, wide):
    path = tmp_path / "small.ttf"
    path.write_bytes(small_font("ab一丁𠮷", wide=wide))
    theirs = TTFont(path)
    assert read_font(path).cmap == {chr(c): theirs.getGlyphID(g) for c, g in theirs.getBestCmap().items()}
    assert ("𠮷" in read_font(path).cmap) is wide


@pytest.mark.parametrize("size", [0, 10, 300, 20_000])
def test_a_damaged_font_is_named(tmp_path, size):
    path = tmp_path / "cut.ttf"
    path.write_bytes(font_file(SANS).read_bytes()[:size])
    with pytest.raises(FontError, match=re.escape(str(path))):
        read_font(path)


def test_subset_draws_the_same_outlines():
    font, whole = open_font(SERIF), TTFont(font_file(SERIF))
    chars = "保密〔2026〕号★䶮㛃𬭊☑"
    cut = TTFont(io.BytesIO(subset_font(font, [font.cmap[c] for c in chars])), checkChecksums=2)
    for number, char in enumerate(chars, 1):
        outlines = []
        for source, name in ((cut, cut.getGlyphName(number)), (whole, whole.getBestCmap()[ord(char)])):
            pen = DecomposingRecordingPen(source["glyf"])
            source["glyf"][name].draw(pen, source["glyf"])
            outlines.append((pen.value, source["hmtx"][name]))
        assert outlines[0] == outlines[1], char


def test_parts_of_composite_glyphs_come_along(tmp_path):
    path = tmp_path / "parts.ttf"
    path.write_bytes(small_font("abcdef", wide=True))
    font = TTFont(path)
    for name, parts in (("g61", ["g66", "g65"]), ("g65", ["g64"])):  # a part that has a part itself
        pen = TTGlyphPen(font["glyf"])
        for number, part in enumerate(parts):
            pen.addComponent(part, (0.5, 0, 0, 0.25, 100 * number, 50))
        font["glyf"][name] = pen.glyph()
    font.save(path)
    ours = read_font(path)
    number = font.getGlyphID("g61")
    cut = TTFont(io.BytesIO(subset_font(ours, [font.getGlyphID("g62"), number])))
    assert len(cut.getGlyphOrder()) == 6
    pens = []
    for one, name in ((cut, cut.getGlyphName(2)), (font, "g61")):
        pens.append(DecomposingRecordingPen(one.getGlyphSet()))
        one.getGlyphSet()[name].draw(pens[-1])
    assert pens[0].value == pens[1].value != []


def test_a_framed_character_is_put_together_from_digits():
    font = open_font(SANS)
    cut = TTFont(io.BytesIO(subset_font(font, [font.cmap["a"], Missing("𠮷"), Missing("\U0010fffd")])))
    for number, digits in ((2, "U+20BB7"), (3, "U+10FFFD")):
        glyph = cut["glyf"][cut.getGlyphName(number)]
        assert glyph.isComposite() and len(glyph.components) == 1 + len(digits)
        assert cut["hmtx"][cut.getGlyphName(number)][0] == 1000
        points, _, _ = glyph.getCoordinates(cut["glyf"])
        assert min(x for x, _ in points) >= 40 and max(x for x, _ in points) <= 960
        assert min(y for _, y in points) >= -80 and max(y for _, y in points) <= 840


def test_missing_glyphs_names_what_no_font_has():
    assert missing_glyphs(["保密𠮷䶮", "\t\n\u2002A", "𠮷\U00030000"]) == {"𠮷", "\U00030000"}
    assert missing_glyphs([STANDARD]) == set()
    assert missing_glyphs([]) == set()


def test_widths_come_from_the_font_that_draws():
    measure = widths(Style.BODY)
    assert measure["保"] == measure["𠮷"] == 1000
    figures = sum(open_font(SERIF).advance(open_font(SERIF).cmap[c]) for c in "2026")
    assert measure.of("〔2026〕") == 2000 + figures
    assert measure["\t"] == measure[" "]


def test_unicode_map_writes_pairs_of_surrogates_in_blocks_of_a_hundred():
    text = unicode_map({"䶮": "0001", "𬭊": "0002", "\ud800": "0003"})
    assert "<0001> <4DAE>" in text and "<0002> <D872DF4A>" in text and "<0003> <FFFD>" in text
    many = unicode_map({chr(0x4E00 + n): f"{n:04X}" for n in range(250)})
    assert re.findall(r"(\d+) beginbfchar", many) == ["100", "100", "50"]
