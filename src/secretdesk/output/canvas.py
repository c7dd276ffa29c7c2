"""Opens reportlab, closed to the network and to settings that lie about on the PC."""

from __future__ import annotations

import os
import sys
import zlib
from functools import cache
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any, BinaryIO

from secretdesk.output.locking import PDF_VERSION, PdfLock

if TYPE_CHECKING:
    from datetime import datetime

    from reportlab.pdfgen.canvas import Canvas

    from secretdesk.output.embed import Ink

# Modules that reportlab would run for their settings; with the second one at hand it leaves
# ~/.reportlab_settings alone as well.
SETTINGS = ("reportlab.local_rl_settings", "reportlab_settings")
# The canvas begins with a font; ours come later, and Helvetica must not get in, which is never embedded.
NO_FONT = "secretdesk-none"


@cache
def closed_reportlab() -> ModuleType:
    """Import reportlab's canvas so that nothing on the PC can open its URL reader or change its output.

    Its reader of images and fonts follows URLs if ``trustedHosts`` is set, by an RL_ variable or a
    settings file (CVE-2020-28463). We never hand it a name to open; this shuts the door as well.
    """
    for name in [n for n in os.environ if n.startswith("RL_")]:
        del os.environ[name]
    for name in SETTINGS:
        sys.modules[name] = ModuleType(name)
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfgen import canvas

    closed: Any = rl_config
    closed.trustedHosts, closed.trustedSchemes = [], []
    closed.useA85 = 0  # streams as bytes: a quarter smaller, and a quarter of the time
    none: Any = SimpleNamespace(
        fontName=NO_FONT, face=SimpleNamespace(name=NO_FONT), _dynamicFont=1, _multiByte=0
    )
    pdfmetrics.registerFont(none)
    return canvas


def open_canvas(
    target: BinaryIO,
    size: tuple[float, float],
    ink: Ink,
    *,
    title: str,
    at: datetime,
    passphrase: str = "",
) -> Canvas:
    """A canvas of *size* (width, height in points) that writes its PDF to *target* when saved.

    The date in the file is *at*, never this moment: the same input gives the same bytes, unless it is locked
    with a *passphrase*.
    """
    stamp = at.strftime("D:%Y%m%d%H%M%S")
    canvas: Canvas = closed_reportlab().Canvas(
        target, pagesize=size, pageCompression=1, invariant=1, initialFontName=NO_FONT, lang="zh-CN"
    )
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("secretdesk")
    canvas.setDateFormatter(lambda *_: stamp)
    inside: Any = canvas
    inside._doc.delayedFonts.append(ink)  # noqa: SLF001 - the only way in for a font of one's own
    if passphrase:
        inside._doc.encrypt = PdfLock(passphrase)  # noqa: SLF001 - its setter takes reportlab's ciphers alone
        inside._doc._pdfVersion = PDF_VERSION  # noqa: SLF001
    return canvas


def close_page(canvas: Canvas) -> None:
    """Close the page and compress it now: reportlab would keep the operators of all pages until it saves."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream

    canvas.showPage()
    inside: Any = canvas
    page = inside._doc.Pages.pages[-1]  # noqa: SLF001
    packed = zlib.compress(page.stream.encode("ascii"))
    page.Contents = PDFStream(PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")])}), packed)
    page.stream = ""
