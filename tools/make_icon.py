"""The icon of the Windows programs from the drawing of the window's: python tools/make_icon.py

Run when resources/icons/secretdesk.svg changes; what it writes is kept in the tree.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QIcon

ROOT = Path(__file__).resolve().parent.parent
DRAWING = ROOT / "resources/icons/secretdesk.svg"
TARGET = ROOT / "tools/bundle/secretdesk.ico"
SIZES = (256, 64, 48, 32, 24, 16)


def drawn(size: int) -> Image.Image:
    """The drawing at one size in pixels, as Qt draws it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QIcon(str(DRAWING)).pixmap(size, size).toImage().save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data())).convert("RGBA").resize((size, size))


def main() -> int:
    """Write the icon in every size that Windows shows."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    pictures = [drawn(size) for size in SIZES]
    pictures[0].save(TARGET, sizes=[(size, size) for size in SIZES], append_images=pictures[1:])
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
