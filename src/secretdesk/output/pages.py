"""Pages as pictures: of the very bytes of a PDF, or of a scanned image, for the screen and the printer.

pypdfium2 is not made for several threads: they take turns, page by page.
"""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from secretdesk.output.pdfium import quiet_pdfium
from secretdesk.output.pictures import quiet_pictures

if TYPE_CHECKING:
    from collections.abc import Iterable

POINT = 72  # to the inch
IMAGES = ("PNG", "JPEG", "TIFF")
_TURN = threading.RLock()  # a worker prints while the window shows
MOST_PIXELS = 120_000_000  # A3 at 600 dpi is 70 million; more is a bomb or no sheet


@dataclass(frozen=True)
class Picture:
    """A page drawn: rows of *stride* bytes, four a pixel (blue, green, red, unused)."""

    width: int
    height: int
    stride: int
    data: bytes


class Pages(Protocol):
    """Pages that can be drawn one at a time."""

    @property
    def kind(self) -> str:
        """pdf, png, jpeg or tiff."""

    def __len__(self) -> int:
        """How many."""

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page (from 0) in points."""

    def draw(self, number: int, scale: float) -> Picture:
        """A page, *scale* pixels to the point."""

    def close(self) -> None:
        """Forget them."""


class Unreadable(ValueError):
    """Neither a PDF nor an image of a kind that is kept."""


def open_pages(data: bytes) -> Pages:
    """The pages of a PDF or an image, by its content.

    Raises:
        Unreadable: it is neither, or damaged.
    """
    return PdfPages(data) if data.startswith(b"%PDF") else ImagePages(data)


def kind_of(data: bytes) -> str:
    """pdf, png, jpeg or tiff: what the content really is, opened to its end.

    Raises:
        Unreadable: it is none of them, or damaged.
    """
    pages = open_pages(data)
    try:
        if not len(pages):
            raise Unreadable
        if isinstance(pages, ImagePages):
            pages.draw(0, 0.1)
        return pages.kind
    finally:
        pages.close()


class PdfPages:
    """The pages of a PDF."""

    kind = "pdf"

    def __init__(self, data: bytes) -> None:
        pypdfium2 = quiet_pdfium()

        try:
            with _TURN:
                self._pdf: Any = pypdfium2.PdfDocument(data)
                self._count = len(self._pdf)
        except pypdfium2.PdfiumError as error:
            raise Unreadable from error

    def __len__(self) -> int:
        """How many."""
        return self._count

    def size(self, number: int) -> tuple[float, float]:
        """Points."""
        with _TURN:
            width, height = self._pdf.get_page_size(number)
        return float(width), float(height)

    def draw(self, number: int, scale: float) -> Picture:
        """A page; nothing of it is kept."""
        with _TURN:
            page = self._pdf[number]
            try:
                bitmap = page.render(scale=scale, prefer_bgrx=True, rev_byteorder=False)
                try:
                    return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
                finally:
                    bitmap.close()
            finally:
                page.close()

    def close(self) -> None:
        """Forget it."""
        with _TURN:
            self._pdf.close()


class ImagePages:
    """The pages of an image; a TIFF may have several."""

    def __init__(self, data: bytes) -> None:
        pillow = quiet_pictures()
        try:
            self._image: Any = pillow.open(io.BytesIO(data), formats=IMAGES)
            self._count = int(getattr(self._image, "n_frames", 1))
        except (OSError, ValueError, SyntaxError, pillow.DecompressionBombError) as error:
            raise Unreadable from error
        self.kind = str(self._image.format).lower()

    def __len__(self) -> int:
        """How many."""
        return self._count

    def size(self, number: int) -> tuple[float, float]:
        """Points, by the resolution that the file tells (150 dots to the inch where it tells none)."""
        self._image.seek(number)
        wide, high = self._image.info.get("dpi") or (0, 0)
        across, down = (float(dots) if float(dots) >= POINT else 150 for dots in (wide, high))
        return self._image.width * POINT / across, self._image.height * POINT / down

    def draw(self, number: int, scale: float) -> Picture:
        """A page.

        Raises:
            Unreadable: its data is damaged, or there is too much of it.
        """
        wide, high = self.size(number)
        if self._image.width * self._image.height > MOST_PIXELS:
            raise Unreadable
        try:
            shown = self._image.convert("RGB").resize(
                (max(round(wide * scale), 1), max(round(high * scale), 1)), reducing_gap=2.0
            )
        except (OSError, ValueError, SyntaxError) as error:
            raise Unreadable from error
        return Picture(shown.width, shown.height, shown.width * 4, shown.tobytes("raw", "BGRX"))

    def close(self) -> None:
        """Forget it."""
        self._image.close()


def join_pdfs(parts: Iterable[bytes]) -> bytes:
    """The pages of several PDFs, one behind the other."""
    pypdfium2 = quiet_pdfium()

    target = io.BytesIO()
    with _TURN:
        whole: Any = pypdfium2.PdfDocument.new()
        for part in parts:
            one: Any = pypdfium2.PdfDocument(part)
            whole.import_pages(one)
            one.close()
        whole.save(target)
        whole.close()
    return target.getvalue()
