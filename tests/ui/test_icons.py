"""Every icon is drawn, in the ink of the theme, sharp at any scale; none is left over, none is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton

import secretdesk.ui
from secretdesk import assets
from secretdesk.ui.colours import colours
from secretdesk.ui.icons import mark_with, renew_icons, window_icon
from secretdesk.ui.menus import ICONS
from secretdesk.ui.style import wear

FILES = {f.stem for f in (assets.folder("resources") / "icons").glob("*.svg")}
DRAWN = FILES - {"secretdesk"} - {f for f in FILES if f.endswith(("-light", "-dark"))}


def inks(button):
    image = button.icon().pixmap(32, 32).toImage()
    spots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {QColor(s.red(), s.green(), s.blue()).name() for s in spots if s.alpha() == 255}


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("name", sorted(DRAWN))
def test_an_icon_has_the_ink_of_the_theme(qtbot, name):
    button = QPushButton()
    qtbot.addWidget(button)
    mark_with(button, name)
    assert QColor(colours().ink).name() in inks(button)


def test_another_theme_draws_them_anew(dressed, hands):
    hands.work.tabs.go("documents")
    button = hands.work.page.print_button
    light = inks(button)
    wear(dressed, "dark", 10)
    try:
        renew_icons(hands.window)
        assert QColor(colours().ink).name() in inks(button)
        assert inks(button) != light
    finally:
        wear(dressed, "light", 10)


def test_no_icon_is_left_over_and_none_is_missing():
    source = "".join(f.read_text(encoding="utf-8") for f in Path(secretdesk.ui.__file__).parent.glob("*.py"))
    used = set(re.findall(r'mark_with\([^,]+, "(\w+)"\)', source)) | set(ICONS.values()) | {"back", "forward"}
    assert used <= DRAWN
    assert used == DRAWN, f"not used: {DRAWN - used}"
    assert not window_icon().isNull()
