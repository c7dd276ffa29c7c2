"""Workbooks as no office program writes them (peers.md R22): one function a kind, each (dice, canary) → (name, bytes).

``LIGHT`` are small and many; ``HEAVY`` are large, take (dice, canary, MB unpacked), and are made as a stream so that
a process which makes and reads them shows what the reading needs. The canary is a file that nothing may open.
"""

import io
import struct
import zipfile
from functools import cache

from tests.desk import old_workbooks

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORKBOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="收文" sheetId="1" r:id="rId1"/></sheets></workbook>'
LINKED = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
HEADER = "".join(
    f'<c t="inlineStr"><is><t>{label}</t></is></c>'
    for label in ("收文日期", "来文单位", "发文字号", "文件标题", "密级", "份号", "页数")
)
NAMES = (
    "旧账.xlsx",
    "旧账.xlsm",
    "旧账.csv",
    "旧账.txt",
    "旧账.xls",
    "旧账.ods",
    "旧账",
    "..xlsx",
    "2023年.XLSX",
)
PARTS = (
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
)
NUMBERS = (
    "-1", "0", "0.5", "1e308", "1e400", "nan", "inf", "-inf", "2958465.9999999", "2958466", "60", "59.99999999",
    "-693593", "-1e9", "9" * 30, "9" * 5000, "²", "٣", "0x10", "1_000", " 7 ", "1.5.6", "2023-02-30",
    "9999-12-31T23:59:59.999999Z", "0001-01-01", "2023-05-06T07:08+25:00", "TRUE", "#REF!", "=1+1", "@SUM(A1)", "",
)  # fmt: skip
ENCODINGS = ("utf-8", "UTF-16", "gb18030", "gbk", "idna", "hex", "rot13", "undefined", "nothing", "utf-7", "cp037",
             "punycode", "unicode_escape", "mbcs", "x" * 300)  # fmt: skip


@cache
def good():
    return [make()[1] for make in old_workbooks.ALL]


def sheet(rows, before="", after=""):
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData><row>{HEADER}</row>{rows}</sheetData>{after}</worksheet>'


def styles(formats="", cells=""):
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs><xf numFmtId="0"/>{cells}</cellXfs></styleSheet>'


def strings(items):
    return f'<sst xmlns="{MAIN}">{items}</sst>'


def packed(parts, method=zipfile.ZIP_DEFLATED):
    """A zip of (name, text or bytes), in order; a name may come twice."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name)  # keeps ../ and the like as they are
            entry.compress_type = method
            archive.writestr(entry, content)
    return target.getvalue()


def book(rows="", *more, **parts):
    """A workbook by hand; *parts* replace or add by the last word of their name."""
    found = {
        "workbook": WORKBOOK,
        "rels": LINKED,
        "sharedStrings": strings(""),
        "styles": styles(),
        "sheet1": sheet(rows),
    }
    found |= parts
    return packed([*zip(PARTS, found.values(), strict=True), *more])


def odd(dice):
    return (
        dice.choice(NUMBERS)
        if dice.random() < 0.3
        else dice.choice(("1", "3", "2958465.9999999", "-693593", "1e308", "nan", "0.5"))
    )


# --- light ---


def garbage(dice, _canary):
    head = dice.choice(
        [b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"%PDF-1.7", b"\xef\xbb\xbf", b"\xff\xfe"]
    )
    return dice.choice(NAMES), head + dice.randbytes(dice.choice([0, 1, 17, 22, 400, 9000]))


def truncated(dice, _canary):
    data = dice.choice(good())
    return dice.choice(NAMES), data[: dice.randrange(len(data))]


def flipped(dice, _canary):
    data = bytearray(dice.choice(good()))
    for _ in range(dice.choice([1, 1, 3, 20])):
        place = dice.randrange(len(data))
        data[place] ^= 1 << dice.randrange(8)
    return "旧账.xlsx", bytes(data)


def directory_lies(dice, _canary):
    """Numbers of the zip itself: sizes, offsets, methods, flags, the end of the directory and its 64-bit twin."""
    data = bytearray(dice.choice(good()))
    for _ in range(dice.choice([1, 1, 2, 6])):
        kind = dice.choice([b"PK\x01\x02", b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"])
        places = [n for n in range(len(data)) if data[n : n + 4] == kind]
        if not places:
            continue
        place = dice.choice(places) + dice.randrange(4, 46)
        wide = dice.choice([1, 2, 4])
        value = dice.choice([0, 1, 12, 14, 93, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE, dice.getrandbits(32)]) & (
            (1 << 8 * wide) - 1
        )
        data[place : place + wide] = value.to_bytes(wide, "little")
    if dice.random() < 0.3:
        end = data.rfind(b"PK\x05\x06")
        big = dice.choice([0, 56, 1 << 62, (1 << 64) - 1])
        more = struct.pack(
            "<4sQ2H2L4Q", b"PK\x06\x06", big, 45, 45, 0, 0, big, big, big, dice.choice([0, big])
        )
        more += struct.pack("<4sLQL", b"PK\x06\x07", 0, dice.choice([end, big]), dice.choice([0, 1, 7]))
        data[end:end] = more
        data[-22:] = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return "旧账.xlsx", bytes(data)


def other_packing(dice, _canary):
    """Packed by what a bundle need not have, the packed bytes damaged."""
    method = dice.choice([zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED])
    data = bytearray(packed([(PARTS[0], WORKBOOK), (PARTS[1], LINKED), (PARTS[4], sheet(""))], method))
    for _ in range(dice.choice([0, 1, 9])):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return "旧账.xlsx", bytes(data)


def damaged_inside(dice, _canary):
    """Well packed, with odd bytes in the XML."""
    bits = [b"9" * 30, b"&#0;", b"<c/>", b'<row r="99999999999">', b' r="ZZZZ1"', b"nan", b"inf", b"1e400", b"-5", b"\xff",
            b"\xed\xa0\x80", b"]]>", b"<!--", b"<![CDATA[", b"&lt;", "²".encode(), b'"', b"/>", b"</row>", b' t="s"', b' t="d"']  # fmt: skip
    target = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(dice.choice(good())))
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = bytearray(source.read(name))
            for _ in range(dice.choice([0, 0, 1, 4]) if name.endswith((".xml", ".rels")) else 0):
                place = dice.randrange(len(content))
                content[place : place + dice.choice([0, 1, 20])] = dice.choice(bits)
            archive.writestr(name, bytes(content))
    return "旧账.xlsx", target.getvalue()


def renamed(dice, _canary):
    ods = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", "<office:document-content/>"),
    ]
    others = [
        packed(ods), packed([("word/document.xml", "<a/>")]), b"\xd0\xcf\x11\xe0" + dice.randbytes(600), b"%PDF-1.4\n",
        "收文日期\t标题\n".encode("utf-16"), "收文日期,标题\n2023.5.6,x\n".encode("gb18030"), b"<html><table/></html>",
        "標題".encode("big5") * 3, b"\x89PNG\r\n\x1a\n", packed([]), packed([("xl/workbook.bin", b"\0")]),
        dice.choice(good()),
    ]  # fmt: skip
    return dice.choice(NAMES), dice.choice(others)


def wrong_parts(dice, canary):
    """Content types, relations and targets that lead elsewhere."""
    target = dice.choice(
        ["sharedStrings.xml", "styles.xml", "workbook.xml", "../xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml",
         "worksheets/", f"file://{canary}", f"../../../../../..{canary}", str(canary), "http://192.0.2.1/worksheets/x",
         "worksheets\\sheet1.xml", "worksheets/../../[Content_Types].xml", "", "\u202eworksheets/sheet1.xml"]
    )  # fmt: skip
    mode = dice.choice(["", ' TargetMode="External"', ' TargetMode="x"'])
    rels = (
        f'<Relationships xmlns="{PACKAGE}">'
        + f'<Relationship Id="rId1" Target="{target}"{mode}/>' * dice.choice([1, 2])
        + "</Relationships>"
    )
    types = dice.choice(
        [
            "",
            "<Types/>",
            "<x",
            '<Types><Override PartName="/xl/workbook.xml" ContentType="image/png"/></Types>',
        ]
    )
    data = book("", ("[Content_Types].xml", types), rels=rels)
    if dice.random() < 0.3:
        data = book(
            "",
            **{
                dice.choice(["workbook", "rels", "sharedStrings", "styles", "sheet1"]): dice.choice(
                    ["", "<a/>", "\0", "[]", LINKED, WORKBOOK]
                )
            },
        )
    return dice.choice(NAMES), data


def traversal(dice, canary):
    """Names in the zip that lead out of it: nothing is ever unpacked."""
    names = [f"../../../..{canary}", str(canary), f"..\\..\\{canary.name}", f"xl/worksheets/../../..{canary}", "C:\\x", "xl/\0.xml",
             "/", "..", "xl/worksheets/sheet1.xml/", "CON", "xl/workbook.xml", "\u202e", "~/.ssh/id"]  # fmt: skip
    more = [(one, b"overwritten") for one in dice.sample(names, 4)]
    return "旧账.xlsx", book("<row><c><v>1</v></c></row>", *more)


def entities(dice, canary):
    declared = dice.choice(
        [f'<!ENTITY a SYSTEM "file://{canary}">', f'<!ENTITY a PUBLIC "x" "{canary}">', f'<!ENTITY % a SYSTEM "file://{canary}">%a;',
         "<!ENTITY a 'ha'>" + "".join(f"<!ENTITY {b} '{('&' + a + ';') * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
         '<!ENTITY a "1">', '<!ATTLIST c r CDATA "A1">', "<!ELEMENT c ANY>", ""]
    )  # fmt: skip
    kind = dice.choice(
        [
            f"<!DOCTYPE x [{declared}]>",
            f'<!DOCTYPE x SYSTEM "file://{canary}" [{declared}]>',
            f'<!DOCTYPE x PUBLIC "-//x" "{canary}">',
        ]
    )
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{canary}" parse="text"/>'
    style = f'<?xml-stylesheet type="text/xsl" href="file://{canary}"?>'
    rows = f"<row><c t='str'><v>{dice.choice(['&a;', '&i;', '1', include])}</v></c></row>"
    whole = {
        "workbook": WORKBOOK,
        "rels": LINKED,
        "sharedStrings": strings("<si><t>&a;</t></si>"),
        "styles": styles(),
        "sheet1": sheet(rows),
    }
    where = dice.choice(list(whole))
    text = dice.choice([kind, kind, style, ""]) + whole[where]
    if dice.random() < 0.3:
        text = ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")
    return "旧账.xlsx", book(rows, **{where: text})


def links(dice, canary):
    """What would fetch or run something if it were opened by a spreadsheet."""
    formula = dice.choice(
        [f"'file://{canary}'!A1", "[1]Sheet1!A1", "WEBSERVICE(&quot;http://192.0.2.1/&quot;)", "cmd|' /C calc'!A0", f"HYPERLINK(&quot;file://{canary}&quot;)",
         "RTD(&quot;x&quot;,,&quot;y&quot;)", f"IMAGE(&quot;{canary}&quot;)"]
    )  # fmt: skip
    outside = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" TargetMode="External" Target="file://{canary}"/></Relationships>'
    more = [("xl/externalLinks/externalLink1.xml", f'<externalLink r:id="rId1" xmlns:r="{RELS}"/>'),
            ("xl/externalLinks/_rels/externalLink1.xml.rels", outside), ("xl/connections.xml", "<connections/>"),
            ("xl/vbaProject.bin", dice.randbytes(50)), ("xl/queryTables/queryTable1.xml", "<x/>"),
            ("xl/worksheets/_rels/sheet1.xml.rels", outside)]  # fmt: skip
    value = dice.choice(["", "<v></v>", "<v>7</v>", "<v>#REF!</v>", "<v>=1+1</v>"])
    rows = f'<row><c t="{dice.choice(["n", "str", "e", "b"])}"><f t="{dice.choice(["array", "shared", "dataTable"])}" ref="A1:XFD1048576">{formula}</f>{value}</c></row>'
    return dice.choice(NAMES[:2]), book(rows, *more)


def formula_texts(dice, _canary):
    """Texts that look like formulas, in every field of an entry."""
    looks = [
        "=1+1",
        "=cmd|'/C calc'!A0",
        "+1",
        "-1+1",
        "@SUM(A1)",
        '=HYPERLINK("http://192.0.2.1")',
        "\t=1",
        "＝１＋１",
        "=" * 300,
    ]
    cells = "".join(
        f'<c t="inlineStr"><is><t xml:space="preserve">{dice.choice(looks).replace("&", "&amp;")}</t></is></c>'
        for _ in range(6)
    )
    return "2023年收文.xlsx", book(f'<row><c t="inlineStr"><is><t>2023.5.6</t></is></c>{cells}</row>')


def nested(dice, _canary):
    deep = dice.choice([30, 41, 500, 20_000, 100_000])
    name = dice.choice(["x", "c", "row", "si", "sheet", "xf", "t", "is"])
    text = f"<{name}>" * deep + f"</{name}>" * dice.choice([deep, 0, deep + 1])
    where = dice.choice(["sheet1", "sharedStrings", "styles", "workbook", "rels"])
    whole = {"sheet1": sheet(text), "sharedStrings": strings(text), "styles": styles(text)}.get(where, text)
    return "旧账.xlsx", book("", **{where: whole})


def encodings(dice, _canary):
    told = f'<?xml version="{dice.choice(["1.0", "1.1", "9"])}" encoding="{dice.choice(ENCODINGS)}" standalone="{dice.choice(["yes", "no"])}"?>'
    text = told + sheet("<row><c t='str'><v>文字</v></c></row>")
    data = text.encode(dice.choice(["utf-8", "utf-16", "utf-16-be", "gb18030", "utf-8-sig", "utf-32"]))
    return "旧账.xlsx", book("", sheet1=data)


def odd_numbers(dice, _canary):
    """Attributes and values that are no numbers, too large, or on the far side of the calendar."""
    cells = "".join(
        f'<c r="{dice.choice(["", "A1", "ZZZZ9", "XFD1", "ａ1", odd(dice)])}" s="{dice.choice(["0", "1", "2", odd(dice)])}" '
        f't="{dice.choice(["n", "s", "d", "b", "e", "str", "inlineStr", "x"])}"><v>{odd(dice)}</v></c>'
        for _ in range(9)
    )
    before = f'<cols><col min="{odd(dice)}" max="{odd(dice)}" hidden="1"/></cols>'
    after = f'<mergeCells><mergeCell ref="{dice.choice(["A1:A9", "A1:XFD1048576", "A0:A0", "B9:A1", "A1:A9999999", odd(dice)])}"/></mergeCells>'
    formats = f'<numFmt numFmtId="{odd(dice)}" formatCode="{dice.choice(["0000", "0" * 9000, "yyyy", "[", chr(34), odd(dice)])}"/>'
    more = f'<xf numFmtId="{odd(dice)}"/><xf numFmtId="14"/><xf numFmtId="0"/>'
    return "旧账.xlsx", book(
        "",
        sheet1=sheet(f'<row r="{odd(dice)}" hidden="{odd(dice)}">{cells}</row>', before, after),
        styles=styles(formats, more),
        sharedStrings=strings("<si><t>x</t><rPh><t>y</t></rPh></si>"),
    )


def entries(dice, _canary):
    """A book that reads well, its cells full of what breaks programs; what can be taken over is rehearsed."""
    bits = ["\u202e", "\u0000"[:0], "\U000e0001", "e" + "\u0301" * 50, "１２３", "²", "{year}", "%s", "</t>".replace("<", "&lt;"), "（" * 900, "9" * 400,
            "2023年2月30日", "机密★9999999999年", "绝密★长期", "000001-999999999999999999", "1-2-3", "E10", "nan", "第第第", "同上", "〃", "已销毁",
            "清退9999.9.9", "0" * 60, "1" * 32_000, "a,b;c、d" * 40, "\n" * 30, "'", "\u2028", "𠮷" * 60, "共999份", "十十十份"]  # fmt: skip
    rows = "".join(
        "<row>"
        + "".join(
            f'<c t="inlineStr"><is><t>{"".join(dice.choices(bits, k=dice.choice([1, 1, 2])))}</t></is></c>'
            for _ in range(7)
        )
        + "</row>"
        for _ in range(dice.choice([1, 3]))
    )
    return "2023年收文.xlsx", book(rows)


def twice(dice, _canary):
    """Parts, sheets and relations of the same name; sheets that nothing names."""
    names = "".join(
        f'<sheet name="{dice.choice(["", "收文", "x" * 5000, "&#x202e;", "../x"])}" r:id="rId{dice.randrange(3)}"/>'
        for _ in range(dice.choice([1, 3, 200]))
    )
    workbook = f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>{names}</sheets></workbook>'
    return "旧账.xlsx", packed(
        [
            (PARTS[0], workbook),
            (PARTS[0], WORKBOOK),
            (PARTS[1], LINKED),
            (PARTS[4], sheet("")),
            (PARTS[4], sheet("<row/>")),
        ]
    )


def tables(dice, _canary):
    bits = [
        "收文日期",
        "标题",
        ",",
        ";",
        "\t",
        "\n",
        "\r",
        '"',
        '""',
        "\0",
        "\u2028",
        "x" * 9000,
        "2023.5.6",
        "=1+1",
        "\ufeff",
        "\x1a",
        " " * 50,
    ]
    text = "".join(dice.choices(bits, k=dice.choice([0, 3, 40, 400])))
    return dice.choice(["旧账.csv", "旧账.txt"]), text.encode(
        dice.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
    )


LIGHT = (
    garbage, truncated, flipped, directory_lies, other_packing, damaged_inside, renamed, wrong_parts, traversal, entities, links,
    formula_texts, nested, encodings, odd_numbers, entries, twice, tables,
)  # fmt: skip


# --- heavy: what a file makes of the memory, as a stream ---


def streamed(where, head, piece, tail, mb, **parts):
    """A workbook whose part *where* holds ``piece(n)`` again and again, *mb* of it."""
    found = {
        "workbook": WORKBOOK,
        "rels": LINKED,
        "sharedStrings": strings(""),
        "styles": styles(),
        "sheet1": sheet(""),
    }
    found |= parts
    target, left, n = io.BytesIO(), mb << 20, 0
    step = max(1, (1 << 20) // len(piece(9)))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for key, name in zip(found, PARTS, strict=True):
            if key != where:
                archive.writestr(name, found[key])
                continue
            with archive.open(name, "w") as part:
                part.write(head.encode())
                while left > 0:
                    block = "".join(piece(i) for i in range(n, n + step)).encode()
                    n += step
                    part.write(block)
                    left -= len(block)
                part.write(tail.encode())
        # what does not pack stands beside it, or the ratio alone would tell: the limits within are to be seen
        beside = zipfile.ZipInfo("xl/media/image1.bin")
        archive.writestr(beside, (b"0123456789abcdef" * (mb << 12))[: mb << 12])
    return "旧账.xlsx", target.getvalue()


SHEET = (f'<worksheet xmlns="{MAIN}"><sheetData><row>{HEADER}</row>', "</sheetData></worksheet>")
STRINGS = (f'<sst xmlns="{MAIN}">', "</sst>")


def blank_rows(_dice, _canary, mb):
    return streamed("sheet1", SHEET[0], lambda n: f'<row r="{n + 2}" ht="15"/>', SHEET[1], mb)


def full_rows(_dice, _canary, mb):
    return streamed(
        "sheet1", SHEET[0], lambda n: "<row>" + f"<c><v>{n}.5</v></c>" * 30 + "</row>", SHEET[1], mb
    )


def wide_texts(_dice, _canary, mb):
    """One character beyond the first plane makes each of a text four bytes long in memory."""
    return streamed(
        "sheet1", SHEET[0], lambda n: f"<row><c t='str'><v>𠮷{n}{'a' * 32_000}</v></c></row>", SHEET[1], mb
    )


def small_strings(_dice, _canary, mb):
    return streamed("sharedStrings", STRINGS[0], lambda n: f"<si><t>{n:x}</t></si>", STRINGS[1], mb)


def no_strings(_dice, _canary, mb):
    return streamed("sharedStrings", STRINGS[0], lambda _: "<si/>", STRINGS[1], mb)


def wide_strings(_dice, _canary, mb):
    return streamed(
        "sharedStrings", STRINGS[0], lambda n: f"<si><t>𠮷{n}{'a' * 30_000}</t></si>", STRINGS[1], mb
    )


def many_formats(_dice, _canary, mb):
    return streamed(
        "styles",
        "<styleSheet><numFmts>",
        lambda n: f'<numFmt numFmtId="{n}" formatCode="0{n}"/>',
        "</numFmts></styleSheet>",
        mb,
    )


def many_styles(_dice, _canary, mb):
    return streamed(
        "styles", "<styleSheet><cellXfs>", lambda _: '<xf numFmtId="14"/>', "</cellXfs></styleSheet>", mb
    )


def many_names(_dice, _canary, mb):
    """A parser keeps every name that it has seen."""
    return streamed("sheet1", SHEET[0], lambda n: f'<a{n:x} b{n:x}=""/>', SHEET[1], mb // 3)


def many_spaces(_dice, _canary, mb):
    return streamed("sheet1", SHEET[0], lambda n: f'<c xmlns:p{n:x}="u{n:x}"/>', SHEET[1], mb // 3)


def one_tag(_dice, _canary, mb):
    return streamed("sheet1", SHEET[0] + "<c ", lambda n: f'b{n:x}="" ', "/>" + SHEET[1], mb // 8)


def many_sheets(_dice, _canary, mb):
    return streamed(
        "workbook",
        "<workbook><sheets>",
        lambda n: f'<sheet name="{n}{"x" * 90}" id="rId1"/>',
        "</sheets></workbook>",
        mb,
    )


def many_links(_dice, _canary, mb):
    return streamed(
        "rels",
        "<Relationships>",
        lambda n: f'<Relationship Id="r{n}" Target="worksheets/sheet1.xml"/>',
        "</Relationships>",
        mb,
    )


def merged_all(_dice, _canary, mb):
    """A row of texts merged over all that follow: each would be given them all."""
    first = "<row r='2'>" + "".join(f"<c t='str'><v>{n}</v></c>" for n in range(299)) + "</row>"
    letters = [chr(65 + n) if n < 26 else chr(64 + n // 26) + chr(65 + n % 26) for n in range(299)]
    spans = "".join(f'<mergeCell ref="{one}2:{one}1048576"/>' for one in letters)
    return streamed("sheet1", SHEET[0] + first, lambda n: f'<row r="{n + 3}"><c r="KN{n + 3}"><v>1</v></c></row>',
                    f"</sheetData><mergeCells>{spans * 9}</mergeCells></worksheet>", min(mb, 4))  # fmt: skip


def hidden_columns(_dice, _canary, _mb):
    return "旧账.xlsx", book("", sheet1=sheet("", '<cols><col min="-99999999" max="3" hidden="1"/></cols>'))


def text_table(_dice, _canary, mb):
    return "旧账.csv", b"\n".join(
        b"%d,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" % n for n in range((min(mb, 62) << 20) // 46)
    )


def one_line(_dice, _canary, mb):
    return "旧账.csv", b"," * (min(mb, 62) << 20)


def one_quoted(_dice, _canary, mb):
    return "旧账.csv", b'"\n",' * ((min(mb, 62) << 20) // 4)


HEAVY = (
    blank_rows, full_rows, wide_texts, small_strings, no_strings, wide_strings, many_formats, many_styles, many_names, many_spaces,
    one_tag, many_sheets, many_links, merged_all, hidden_columns, text_table, one_line, one_quoted,
)  # fmt: skip
