"""The boxes of sheets and lists: whatever is typed, nothing is lost, leaves a page or meets the code at its foot."""

import io

import pytest

from secretdesk.output import box_pages
from secretdesk.output.book import draw_book
from secretdesk.output.boxes import height_of
from secretdesk.output.form import Form
from secretdesk.output.layout import Cell, PrintedRow
from secretdesk.output.paper import MM
from secretdesk.output.sheet import measure
from tests.output import sample
from tests.output.pdf import pages_by_pdfium, text_boxes

BOXED = sorted(key for key, form in sample.forms().items() if form.boxes or form.end)
FIRST = 0x9F00  # a character of its own for each value; no label has these


def filled(form: Form, length: int) -> PrintedRow:
    return PrintedRow(1, 1, tuple(Cell(chr(FIRST + n) * length) for n in range(len(form.box_paths))))


def drawn(form, entry, **more):
    target = io.BytesIO()
    rows = [PrintedRow(n, n, tuple(Cell("甲") for _ in form.paths)) for n in (2, 3)]
    boxes = []

    def foot(_number, _rows, cells):
        boxes.append(cells)
        return [], None

    head = sample.head()
    object.__setattr__(head, "foot", foot)
    pages = draw_book(target, form, [] if form.is_sheet else rows, head, entry=entry, **more)
    return target.getvalue(), pages, boxes


@pytest.mark.parametrize("length", [12, 90, 700])
@pytest.mark.parametrize("key", BOXED)
def test_nothing_is_lost_and_nothing_leaves_the_page(key, length):
    form = sample.forms()[key]
    data, pages, _ = drawn(form, filled(form, length))
    texts = pages_by_pdfium(data)
    around = box_pages.place(form, filled(form, length), measure(form)).around
    times = len(pages) if around else 1
    written = "".join(texts)
    for n in range(len(form.box_paths)):
        assert written.count(chr(FIRST + n)) in {length, length * times}, form.box_paths[n]
    at = measure(form)
    for number in range(len(pages)):
        below = text_boxes(data, number, 0, at.table_bottom)
        values = {chr(FIRST + n) for n in range(len(form.box_paths))}
        assert not [text for *_, text in below if values & set(text)], "in the foot"
        for left, _, right, _, _ in text_boxes(data, number, 0, at.height):
            assert left > at.left - 1
            assert right < at.width - form.paper.right * MM + 1
    assert [row for page in pages for row, _ in page.rows if row != 1] == ([] if form.is_sheet else [2, 3])


@pytest.mark.parametrize("key", BOXED)
def test_a_shipped_form_fits_on_one_page(key):
    """Blank, and with the short values of every day."""
    form = sample.forms()[key]
    for entry in (None, filled(form, 4)):
        at = measure(form)
        placed = box_pages.place(form, entry, at)
        if form.is_sheet:
            assert len(placed.ahead) == 1
            assert height_of(placed.ahead[0]) <= at.table_top - at.table_bottom
        else:
            assert not placed.ahead
            assert len(placed.end) == 1


@pytest.mark.parametrize("length", [90, 700])
@pytest.mark.parametrize("key", BOXED)
def test_one_signs_in_a_box_where_it_stands_and_once(key, length):
    form = sample.forms()[key]
    entry = filled(form, length)
    _, _, boxes = drawn(form, entry)
    around = box_pages.cells_of(box_pages.place(form, entry, measure(form)).around)
    for cell in (cell for row in (*form.boxes, *form.end) for cell in row if cell.is_signed):
        wanted = sum(one is cell for row in (*form.boxes, *form.end) for one in row)
        assert sum(one is cell for page in boxes for one in page) in {wanted, wanted * len(boxes)}
        assert (cell in around) == all(cell in page for page in boxes) or len(boxes) == 1
    assert {cell for page in boxes for cell in page} == {
        cell for row in (*form.boxes, *form.end) for cell in row
    }


def test_what_is_too_tall_for_a_page_goes_on_overleaf_and_says_so():
    form = sample.forms()["screening_sheet"]
    cells = tuple(Cell(chr(FIRST) * 10_000 if path == "history" else "短") for path in form.box_paths)
    assert "history" in form.box_paths
    data, pages, _ = drawn(form, PrintedRow(1, 1, cells))
    texts = pages_by_pdfium(data)
    assert len(pages) > 2
    assert "".join(texts).count(chr(FIRST)) == 10_000
    assert "（续）" not in texts[0]
    assert "（续）" in texts[2]
