"""The small set of icons: thin lines in the ink of the theme, drawn sharp at any scale."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from secretdesk import assets
from secretdesk.ui.colours import colours

NAME = "icon_name"
SCALE = 4  # drawn four times as large, for screens up to 400 %


def mark_with(control: QAbstractButton | QAction, name: str) -> None:
    """Give a button or a menu entry an icon of ``resources/icons``, in the ink of the theme."""
    theme = colours()
    control.setProperty(NAME, name)
    control.setIcon(_icon(name, theme.ink, theme.soft))


def renew_icons(window: QWidget) -> None:
    """Another theme: the same icons in its ink."""
    found: list[QAbstractButton | QAction] = [*window.findChildren(QAbstractButton)]
    for control in (*found, *window.findChildren(QAction)):
        if control.property(NAME):
            mark_with(control, control.property(NAME))


@cache
def _icon(name: str, ink: str, soft: str) -> QIcon:
    made = QIcon(_drawn(name, ink))
    made.addPixmap(_drawn(name, soft), QIcon.Mode.Disabled)
    return made


def _drawn(name: str, colour: str) -> QPixmap:
    text = (assets.folder("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    for side in ("width", "height"):
        text = text.replace(f'{side}="16"', f'{side}="{16 * SCALE}"', 1)
    drawn = QPixmap()
    drawn.loadFromData(text.replace("#000", colour).encode())
    drawn.setDevicePixelRatio(SCALE)
    return drawn


def window_icon() -> QIcon:
    """The program's own."""
    return QIcon(str(assets.folder("resources") / "icons" / "secretdesk.svg"))
