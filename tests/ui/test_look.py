"""Colours that can be read, Qt in Chinese, an input method that works, calm under a bug."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from secretdesk.domain.terms import Level
from secretdesk.ui.colours import DARK, LIGHT
from secretdesk.ui.settings import Settings, read_settings, settings_file, write_settings
from secretdesk.ui.trouble import place, sentence


def brightness(colour):
    parts = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(colour).getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read(theme):
    grounds = (theme.ground, theme.paper, theme.selection, theme.side)
    for ink in (theme.ink, theme.soft, theme.red, theme.amber):
        for ground in grounds:
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert all(contrast(theme.accent, ground) >= 4.5 for ground in (theme.ground, theme.paper))
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.ink, theme.line) >= 4.5
    assert set(theme.tags) == set(Level)
    assert all(contrast(*pair) >= 4.5 for pair in theme.tags.values())


@pytest.mark.usefixtures("dressed")
def test_settings_hold_no_more_than_folder_and_look():
    write_settings(Settings("/somewhere/库", "dark", 12))
    assert read_settings() == Settings("/somewhere/库", "dark", 12)
    settings_file().write_text('{"points": 99}')
    assert read_settings() == Settings()
    settings_file().write_text("junk")
    assert read_settings() == Settings()


def test_a_bug_tells_where_and_never_what():
    with pytest.raises(KeyError) as caught:
        {}["机密标题"]
    assert "机密标题" not in place(caught.value)
    assert "KeyError" in place(caught.value)
    assert sentence(caught.value) == ""
