"""Pages under each other, drawn when they come into sight: what is printed, and what was scanned."""

from __future__ import annotations

from collections import OrderedDict
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from secretdesk.ui.colours import colours

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from secretdesk.output.pages import Pages, Picture

GAP = 10  # px around each page
KEPT = 6  # pages that stay drawn
LEAST, MOST, STEP = 0.25, 4.0, 1.25
FIT = 0.0  # the zoom that fills the width
TURNS = {
    Qt.Key.Key_PageDown: 1, Qt.Key.Key_Space: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Backspace: -1,
}  # fmt: skip


def image_of(picture: Picture) -> QImage:
    """A drawn page as Qt shows it."""
    made = QImage(
        picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    )  # fmt: skip
    return made.copy()  # the bytes need not outlive it


class PageView(QAbstractScrollArea):
    """Space and PgDn turn the page, Home and End go to the ends, + and - zoom, W fits the width."""

    turned = Signal(int)  # the page in sight, from 0
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages: Pages | None = None
        self.zoom, self.page = FIT, 0
        self._sizes: list[tuple[float, float]] = []
        self._tops: list[int] = [0]
        self._drawn: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("各页")
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_pages(self, pages: Pages) -> None:
        """Show these, the first on top; they are closed with the view."""
        self.clear()
        self.pages = pages
        self._sizes = [pages.size(n) for n in range(len(pages))]
        self.setMinimumSize(self.fontMetrics().height() * 14, self.fontMetrics().height() * 12)
        self._lay_out()
        self.go(0)

    def clear(self) -> None:
        """Nothing stays in memory."""
        if self.pages is not None:
            self.pages.close()
        self.pages, self._sizes, self._tops, self.page = None, [], [0], 0
        self._drawn.clear()
        self.viewport().update()

    # --- where one is ---

    def go(self, page: int) -> None:
        """To the top of a page."""
        if 0 <= page < len(self._sizes):
            self.verticalScrollBar().setValue(self._tops[page])
            self._at(page)

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        found = sum(1 for top in self._tops[1:-1] if top <= middle)
        self._at(found)
        self.viewport().update()

    def _at(self, page: int) -> None:
        if page != self.page:
            self.page = page
            self.turned.emit(page)

    def set_zoom(self, zoom: float) -> None:
        """1.0 is the size of the paper, FIT fills the width."""
        place = self.page
        self.zoom = zoom if zoom == FIT else min(max(zoom, LEAST), MOST)
        self._lay_out()
        self.go(place)
        self.zoomed.emit(self.shown_zoom)

    def step_zoom(self, by: int) -> None:
        """Nearer or farther."""
        self.set_zoom(self.shown_zoom * STEP**by)

    @property
    def shown_zoom(self) -> float:
        """The zoom in sight."""
        if self.zoom != FIT or not self._sizes:
            return self.zoom or 1.0
        widest = max(width for width, _ in self._sizes) * self.logicalDpiX() / 72
        return min(max((self.viewport().width() - 2 * GAP) / widest, LEAST), MOST)

    @property
    def scale(self) -> float:
        """Pixels of the screen to the point."""
        return self.shown_zoom * self.logicalDpiX() / 72

    # --- drawing ---

    def _lay_out(self) -> None:
        scale = self.scale
        heights = [round(high * scale) + GAP for _, high in self._sizes]
        self._tops = list(accumulate(heights, initial=0))
        widest = round(max((wide for wide, _ in self._sizes), default=0) * scale) + 2 * GAP
        room, down, across = self.viewport().size(), self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(self._tops[-1] + GAP - room.height(), 0))
        down.setPageStep(room.height())
        down.setSingleStep(max(room.height() // 10, 1))
        across.setRange(0, max(widest - room.width(), 0))
        across.setPageStep(room.width())
        across.setSingleStep(max(room.width() // 10, 1))
        self.viewport().update()

    def _place(self, page: int) -> QRect:
        wide, high = (round(length * self.scale) for length in self._sizes[page])
        left = max((self.viewport().width() - wide) // 2, GAP) - self.horizontalScrollBar().value()
        return QRect(left, self._tops[page] + GAP - self.verticalScrollBar().value(), wide, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pages in sight and no other."""
        painter, room = QPainter(self.viewport()), self.viewport().rect()
        painter.fillRect(room, QColor(colours().line))
        first = max(sum(1 for top in self._tops if top <= self.verticalScrollBar().value()) - 1, 0)
        for page in range(first, len(self._sizes)):
            place = self._place(page)
            if place.top() > room.bottom():
                break
            painter.drawImage(place.topLeft(), self._image(page))

    def _image(self, page: int) -> QImage:
        ratio = self.devicePixelRatioF()
        key = (page, self.scale * ratio)
        found = self._drawn.pop(key, None)
        if found is None and self.pages is not None:
            found = image_of(self.pages.draw(page, key[1]))
            found.setDevicePixelRatio(ratio)
        made = found if found is not None else QImage()
        self._drawn[key] = made
        while len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)
        return made

    # --- keys ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The width may be fitted anew."""
        super().resizeEvent(event)
        place = self.page
        self._lay_out()
        if self.zoom == FIT:
            self.go(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn and zoom."""
        key = Qt.Key(event.key())
        if key in TURNS:
            self.go(min(max(self.page + TURNS[key], 0), len(self._sizes) - 1))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.go(0 if key == Qt.Key.Key_Home else len(self._sizes) - 1)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.step_zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.step_zoom(-1)
        elif key == Qt.Key.Key_W:
            self.set_zoom(FIT)
        else:
            super().keyPressEvent(event)
