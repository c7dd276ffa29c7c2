"""Old workbooks with anything in any cell: read, laid out and rehearsed as an import, or refused; never booked by halves."""

import io
import random
import zipfile
from xml.sax.saxutils import escape

import openpyxl
import pytest
from hypothesis import strategies as st

from secretdesk.desk import import_files, imports
from secretdesk.desk.import_choices import Choices
from secretdesk.domain.review import Refused
from secretdesk.output.old_book import open_book
from tests.campaigns import campaign
from tests.desk import old_workbooks
from tests.fuzz.wild import HOSTILE, run, texts
from tests.output.test_old_book import packed, sheet

BOOKS = [(name, data, register) for name, data, register, _ in (make() for make in old_workbooks.ALL)]
STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>'
)
SOURCE = {"source": "本机"}
FOUND = {
    "the last moment that there is": '<row><c s="1"><v>2958465.999999</v></c></row>',
    "no number": '<row><c s="1"><v>nan</v></c><c s="1"><v>inf</v></c><c><v>nan</v></c><c><v>1e999</v></c></row>',
    "a moment elsewhere": '<row><c t="d"><v>2026-11-23T09:30:00+08:00</v></c></row>',
    "figures that are none": '<row r="²"><c s="²" t="s"><v>²</v></c></row>',
    "a row beyond reckoning": f'<row r="{"9" * 5000}"><c><v>1</v></c></row>',
    "a column beyond reckoning": '<cols><col min="-5" max="99999999999" hidden="1"/><col min="x" max="y" hidden="1"/></cols>',
    "merged across everything": '<row><c><v>1</v></c></row><mergeCells><mergeCell ref="A1:ZZZ9999999"/></mergeCells>',
}
cells = st.one_of(
    texts.map(lambda text: text.encode("utf-8", "replace").decode()).map(escape),
    st.floats().map(str),
    st.integers(-(10**20), 10**20).map(str),
)


def told(reasons):
    assert reasons
    assert all(reason.text.endswith(("。", "？")) for reason in reasons), reasons


def read_holds(data):
    """Every sheet, or one refusal."""
    try:
        book = open_book(data, "旧账.xlsx")
        for one in book.sheets:
            book.read(one)
    except Refused as refused:
        told(refused.reasons)


def import_holds(desk, folder, data, name, register, choices=None):
    """Rehearsed to the end or refused, and the books are as they were."""
    path = folder / name
    path.write_bytes(data)
    head = desk.head()
    try:
        choices = choices or Choices(register)
        file = imports.open_file(path)
        tables = imports.look(desk, file, choices)
        done = imports.run(
            desk, file, tables, choices, dict(SOURCE), keep=False, confirm=frozenset({"virus_unchecked"})
        )
        for row in (*done.rejected, *done.warned):
            told(row.reasons)
        import_files.save_mapping(folder / "mapping.json", tables, choices)
    except Refused as refused:
        told(refused.reasons)
    assert desk.head() == head


def by_hand(rows, kinds):
    """A sheet whose cells hold these texts, of these types."""
    made = "".join(
        "<row>"
        + "".join(
            f'<c t="{kind}" s="{n % 3}"><v>{text}</v></c>'
            for n, (text, kind) in enumerate(zip(row, kinds, strict=False))
        )
        + "</row>"
        for row in rows
    )
    return packed(sheet(made), **{"xl/styles.xml": STYLES})


def with_cell(data, n, value):
    """A workbook with one cell changed."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    filled = [
        cell
        for row in book.worksheets[0]
        for cell in row
        if cell.value is not None and type(cell).__name__ == "Cell"
    ]
    cell = filled[n % len(filled)]
    try:
        cell.value = value
    except (ValueError, openpyxl.utils.exceptions.IllegalCharacterError):
        cell.value = "x"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def in_a_part(data, changes):
    """A workbook with some bytes of one of its parts changed; its checksums are right again."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for number, part in enumerate(source.infolist()):
            content = bytearray(source.read(part))
            for which, at, byte in changes:
                if which % len(source.infolist()) == number and content:
                    content[at % len(content)] = byte
            made.writestr(part.filename, bytes(content))
    return target.getvalue()


@pytest.mark.parametrize("name", FOUND)
def test_found(desk, tmp_path, name):
    data = packed(sheet(FOUND[name]), **{"xl/styles.xml": STYLES})
    read_holds(data)
    import_holds(desk, tmp_path, data, "旧账.xlsx", "documents")


def test_every_hostile_text_in_every_column(desk, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(old_workbooks.HEAD)
    for text in HOSTILE:
        clean = "".join(c for c in text if c.isprintable() and not "\ud800" <= c <= "\udfff")[:32_000]
        for column in range(len(old_workbooks.HEAD)):
            row = list(old_workbooks.letter(1, "2021-03-05"))
            row[column] = clean
            book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    import_holds(desk, tmp_path, target.getvalue(), "旧账2021.xlsx", "documents")


@campaign("Fuzz workbooks read", 300, 20_000)
def test_workbooks_are_read(tries):
    kinds = st.lists(
        st.sampled_from(["n", "s", "str", "inlineStr", "b", "e", "d", "?"]), min_size=4, max_size=4
    )
    made = st.builds(by_hand, st.lists(st.lists(cells, min_size=4, max_size=4), max_size=4), kinds)
    edits = st.lists(
        st.tuples(st.integers(0, 20), st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=3
    )
    parts = st.builds(in_a_part, st.sampled_from(BOOKS).map(lambda one: one[1]), edits)
    run(tries, read_holds, made | parts | st.binary(max_size=300))


@campaign("Fuzz workbooks imported", 40, 2000)
def test_workbooks_are_imported(desk, tmp_path, tries):
    changed = st.tuples(
        st.sampled_from(BOOKS),
        st.integers(0, 10**6),
        texts | st.floats(allow_nan=False, allow_infinity=False) | st.dates(),
    )
    run(
        tries,
        lambda one: import_holds(desk, tmp_path, with_cell(one[0][1], one[1], one[2]), one[0][0], one[0][2]),
        changed,
    )


@campaign("Fuzz tables of text", 100, 10_000)
def test_tables_of_text(desk, tmp_path, tries):
    dice = random.Random(1)
    heads = [",".join(dice.sample(old_workbooks.HEAD, 7)) for _ in range(20)]
    rows = st.lists(st.lists(texts, min_size=1, max_size=8).map(",".join), max_size=5)
    made = st.builds(
        lambda head, body: "\n".join([head, *body]).encode("utf-8", "replace"), st.sampled_from(heads), rows
    )
    run(
        tries,
        lambda data: import_holds(desk, tmp_path, data, "x.csv", "documents"),
        made | st.binary(max_size=100),
    )
