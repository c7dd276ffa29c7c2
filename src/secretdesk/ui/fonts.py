"""The fonts that the program brings: the same look, and every character, on every PC."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from secretdesk import assets

FAMILY = "Noto Sans SC"


def load_fonts() -> None:
    """Make the bundled font known; where it is missing the system's Chinese font serves."""
    path = assets.font_file("NotoSansSC-Regular.ttf")
    if path.exists():
        QFontDatabase.addApplicationFont(str(path))
