"""The measures of a printed book (A4, GB/T 9704-2012 where it applies; domain 2.5, registers)."""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4  # points
RED = "0.76 0.09 0.09"
GREY = "0.95 0.95 0.95"

TITLE, MARK, HEAD, LABEL, FOOT, NOTE = 18, 16, 10.5, 10.5, 10.5, 7.5  # sizes in points: 小二, 三号, 五号, …
SIZES = (10.5, 9, 7.5, 6.5)  # of a cell: 五号, 小五, 六号, 小六; a text that grows too tall takes the next
LEADING = 1.18  # line pitch over size
ABOVE, BESIDE = 0.55 * MM, 1.2 * MM  # between text and grid
GRID, OUTER = 0.5, 1.0  # strokes in points
ROW = 10  # mm: a row at least, and a place to sign
LEAST_ROW = ROW * MM
FOOT_ROOM = 24 * MM  # below the table: signatures, notes, page number
SIGNATURE = 10 * MM  # the height of the boxes that are signed
CODE = 17 * MM  # the side of the QR code
LABEL_ROOM = 21  # mm: the grey part of a box, with its label
MARK_ROOM = 36  # mm beside the title for the level mark
COUNT_ROOM = 24  # mm behind the middle of the page number
CODE_ROOM = 82  # mm kept free at the right of the foot for code and small lines
TABLE_TOP = 20 * MM  # from the top margin to the table: mark and title, then the head line


@dataclass(frozen=True)
class Paper:
    """A page: size and margins in mm. The binding edge is on the left."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def room(self) -> float:
        """The width of the type area, in mm."""
        return self.width - self.left - self.right


PAPERS = {
    "A4 official": Paper(210, 297, left=28, right=26, top=37, bottom=35),  # GB/T 9704-2012, 5.2: 156 × 225
    "A4 landscape": Paper(297, 210, left=28, right=14, top=14, bottom=11),
    "A4 portrait": Paper(210, 297, left=28, right=16, top=20, bottom=16),
}
