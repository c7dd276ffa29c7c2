"""The faces of office paper come from the PC where it has them, glyph by glyph, and are embedded."""

import io

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from secretdesk import assets
from secretdesk.assets import font_file
from secretdesk.output import fonts, system_fonts
from secretdesk.output.book import draw_book
from secretdesk.output.fonts import SANS, SERIF, Style, font_of, missing_glyphs, widths
from secretdesk.output.forms import load_forms
from secretdesk.registers import BY_KEY, VIEWS
from tests.output import sample
from tests.output.pdf import fonts_by_poppler, needs_poppler, pages_by_pdfium, pages_by_poppler, squeezed


@pytest.fixture(autouse=True)
def bundled_again():
    yield
    fonts.look_in()


def made(path, family, characters, *, wide=900, forbidden=False, far=False, cff=False):
    """A font of squares under that name."""
    builder = FontBuilder(1000, isTTF=not cff)
    names = [f"g{ord(c):X}" for c in characters]
    order = [".notdef", *names]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(c): n for c, n in zip(characters, names, strict=True)})
    glyphs = {}
    for name in order:
        pen = T2CharStringPen(wide, None) if cff else TTGlyphPen(None)
        pen.moveTo((100, 0))
        for point in ((100, 700), (800, 700), (800, 0)):
            pen.lineTo(point)
        pen.closePath()
        glyphs[name] = pen.getCharString() if cff else pen.glyph()
    if cff:
        builder.setupCFF(family.encode("ascii", "ignore").decode() or "x", {}, glyphs, {})
    else:
        builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(order, (wide, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(fsType=2 if forbidden else 8, ulUnicodeRange2=1 << 25 if far else 0)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def drawn_by(char, style=Style.BODY):
    found = font_of(style, char)
    return found and found[0].path.name


def test_a_face_is_found_by_its_name_and_what_it_lacks_comes_glyph_by_glyph(tmp_path):
    made(tmp_path / "deep" / "er" / "a.ttf", "FangSong", "保密")
    made(tmp_path / "b.TTF", "黑体", "保")
    fonts.look_in(tmp_path)
    assert [drawn_by(c) for c in "保密工䶮㛃𬭊"] == ["a.ttf", "a.ttf", SERIF, SERIF, SERIF, SERIF]
    assert [drawn_by(c, Style.HEADING) for c in "保密"] == ["b.TTF", SANS]
    assert drawn_by("保", Style.TITLE) == drawn_by("保", Style.NOTE) == SERIF
    assert (widths(Style.BODY)["保"], widths(Style.BODY)["工"]) == (900, 1000)
    fonts.look_in()
    assert drawn_by("保") == SERIF and widths(Style.BODY)["保"] == 1000


@pytest.mark.parametrize(
    ("style", "names"),
    [
        (Style.BODY, ["仿宋", "FangSong_GB2312", "CESI_FS_GB18030", "FZFangSong-Z02", "方正仿宋_GBK"]),
        (Style.HEADING, ["SimHei", "黑体", "CESI_HT_GB2312", "FZHei-B01S"]),
        (Style.TITLE, ["FZXiaoBiaoSong-B05S", "方正小标宋简体", "CESI_XBS_GB18030", "FZXBSJW--GB1-0"]),
        (Style.NOTE, ["楷体", "KaiTi", "STKaiti", "CESI楷体-GB18030"]),
    ],
)
def test_the_names_of_windows_uos_and_kylin_are_known(tmp_path, style, names):
    for n, name in enumerate(names):
        made(tmp_path / str(n) / "x.ttf", name, "保")
        fonts.look_in(tmp_path / str(n))
        assert fonts.is_office(style), name
        assert sum(fonts.is_office(one) for one in Style) == 1, name


def test_a_collection_is_read_and_what_cannot_be_embedded_is_left_alone(tmp_path):
    one, two = (made(tmp_path / "parts" / f"{n}.ttf", n, "保") for n in ("Other", "KaiTi"))
    both = TTCollection()
    both.fonts = [TTFont(one), TTFont(two)]
    (tmp_path / "c").mkdir()
    both.save(tmp_path / "c" / "both.ttc")
    made(tmp_path / "c" / "locked.ttf", "FangSong", "保", forbidden=True)
    made(tmp_path / "c" / "outlines.otf", "SimHei", "保", cff=True)
    (tmp_path / "c" / "broken.ttf").write_bytes(font_file(SERIF).read_bytes()[:300])
    (tmp_path / "c" / "empty.ttc").write_bytes(b"ttcf")
    fonts.look_in(tmp_path / "c", tmp_path / "none")
    assert [(face.path.name, face.index) for face in fonts.installed()] == [("both.ttc", 0), ("both.ttc", 1)]
    assert [style for style in Style if fonts.is_office(style)] == [Style.NOTE]
    assert font_of(Style.NOTE, "保")[0] is fonts.chain(Style.NOTE)[0]


@pytest.mark.parametrize(("family", "far"), [("SimSun-ExtB", False), ("Some GB 18030 Font", True)])
def test_a_character_of_extension_b_comes_from_any_font_that_has_it(tmp_path, family, far):
    made(tmp_path / "ext.ttf", family, "𠮷", far=far)
    assert missing_glyphs(["𠮷保"]) == {"𠮷"}
    fonts.look_in(tmp_path)
    assert missing_glyphs(["𠮷保\U00030000"]) == {"\U00030000"}
    assert drawn_by("𠮷") == "ext.ttf" and widths(Style.HEADING)["𠮷"] == 900


@needs_poppler
def test_they_are_embedded_and_searched(tmp_path):
    made(tmp_path / "fonts" / "simfang.ttf", "FangSong", "秘密甲乙丙丁0123456789-")
    made(tmp_path / "fonts" / "方正小标宋.ttf", "方正小标宋简体", "收文登记簿")
    made(tmp_path / "fonts" / "ext.ttf", "SimSun-ExtB", "𠮷")
    fonts.look_in(tmp_path / "fonts")
    data = io.BytesIO()
    title = "甲𠮷乙䶮丙𬭊丁Abc"
    draw_book(data, sample.forms()["receipt_book"], [sample.row(1, title=title)], sample.head())
    names = [line[0].partition("+")[2] for line in fonts_by_poppler(data.getvalue(), tmp_path)]
    assert sorted(names) == sorted(["simfang", "Font", "ext", "NotoSerifSC-Regular", "NotoSansSC-Regular"])
    for read in (pages_by_pdfium, pages_by_poppler):
        (text,) = read(data.getvalue())
        assert title in text and squeezed("密件收文登记簿") in text
    again = io.BytesIO()
    draw_book(again, sample.forms()["receipt_book"], [sample.row(1, title=title)], sample.head())
    assert again.getvalue() == data.getvalue()


def test_folders_of_this_system_are_looked_through_without_a_process(monkeypatch):
    for module, name in (("subprocess", "Popen"), ("os", "system"), ("os", "posix_spawn"), ("os", "fork")):
        monkeypatch.setattr(f"{module}.{name}", lambda *_a, **_k: pytest.fail("a process"), raising=False)
    assert all(place.is_absolute() for place in system_fonts.folders())
    found = system_fonts.faces(system_fonts.folders())
    assert all(face.names and face.path.exists() for face in found)


def test_nothing_is_looked_up_before_a_print_is_drawn(tmp_path):
    fonts.look_in(tmp_path)
    load_forms(assets.form_files(), BY_KEY | VIEWS)
    assert fonts.installed.cache_info().currsize == 0
    assert missing_glyphs(["保"]) == set()
    assert fonts.installed.cache_info().currsize == 1
