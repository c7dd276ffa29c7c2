"""The printers of this PC, and pages sent to one: through CUPS's socket file or Windows, never over a network.

Qt's CUPS plugin asks localhost by IP where it knows of no socket file: it is told of one before it is loaded,
and where there is none it is not loaded at all.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from secretdesk.output.pages import open_pages
from secretdesk.ui.page_view import image_of

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping, Sequence

SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock")
DOTS = 300  # to the inch: a page of A4 takes 35 MB while it is drawn
DUPLEX = ("单面", "双面，长边翻", "双面，短边翻")
NO_PRINTING = "本机没有打印服务（CUPS），不能直接打印；请“保存 PDF”。"
NO_PRINTERS = "本机没有装打印机，不能直接打印；请“保存 PDF”。"


class NotSent(Exception):
    """The printer did not take it."""


def only_the_socket(environment: MutableMapping[str, str]) -> None:
    """Name CUPS's socket file, there or not; before Qt prints for the first time."""
    if sys.platform == "linux":
        environment["CUPS_SERVER"] = socket_file() or SOCKETS[0]


def socket_file() -> str:
    """CUPS's socket file; "" where there is none."""
    return next((one for one in SOCKETS if Path(one).is_socket()), "")


def printer_names() -> list[str]:
    """What this PC can print on."""
    if sys.platform == "linux" and not socket_file():
        return []
    from PySide6.QtPrintSupport import QPrinterInfo

    return list(QPrinterInfo.availablePrinterNames())


def no_printer() -> str:
    """Why there is none to choose from."""
    return NO_PRINTING if sys.platform == "linux" and not socket_file() else NO_PRINTERS


def send(
    data: bytes,
    printer: str,
    pages: Sequence[int],
    *,
    copies: int,
    duplex: int,
    name: str,
    tell: Callable[[int, int], None],
) -> None:
    """Print *pages* (from 1) of a PDF; ``name`` is what the queue shows, a number and never a title.

    ``tell(done, total)`` may raise: nothing is sent then.

    Raises:
        NotSent: the printer is gone, or did not take it.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    found = QPrinterInfo.printerInfo(printer)
    if found.isNull():
        raise NotSent(printer)
    out = QPrinter(found, QPrinter.PrinterMode.HighResolution)
    out.setDocName(name)
    out.setFullPage(True)
    out.setCopyCount(copies)
    modes = QPrinter.DuplexMode
    out.setDuplex((modes.DuplexNone, modes.DuplexLongSide, modes.DuplexShortSide)[duplex])
    drawn, painter = open_pages(data), QPainter()
    begun = True
    try:
        for done, number in enumerate(pages):
            tell(done, len(pages))
            out.setPageLayout(_layout(*drawn.size(number - 1)))
            begun = begun and (out.newPage() if done else painter.begin(out))
            if begun:
                sheet = out.pageLayout().fullRectPixels(out.resolution())
                image = image_of(drawn.draw(number - 1, DOTS / 72))
                painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), image)
    except BaseException:
        out.abort()
        painter.end()
        raise
    finally:
        drawn.close()
    if not (begun and painter.end()) or out.printerState() is QPrinter.PrinterState.Error:
        raise NotSent(printer)


def _layout(wide: float, high: float) -> QPageLayout:
    lying = wide > high
    size = QPageSize(
        QRectF(0, 0, min(wide, high), max(wide, high)).size(),
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    return QPageLayout(size, way, QMarginsF(0, 0, 0, 0))
