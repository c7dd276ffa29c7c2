"""Nothing is clipped, in any window, at the smallest and the largest text, wide and narrow, light and dark alike."""

from __future__ import annotations

from contextlib import suppress

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea

from secretdesk.ui.style import wear
from tests.ui.every_window import before_a_vault_is_open, of_an_open_vault

NARROW = (911, 512)  # a screen of 1366 × 768 at 150 %


def texts(top):
    """The labels and buttons in sight. Not every widget: Qt doesn't bear its inner ones being held from here."""
    found = [*top.findChildren(QLabel), *top.findChildren(QPushButton)]
    return [one for one in found if one.isVisible() and one.window() is top]


def clipped(top):
    """The labels and buttons in sight whose text has less room than it takes."""
    found = []
    for one in texts(top):
        if not one.text() or one.property("elides"):
            continue
        if isinstance(one, QLabel) and one.wordWrap():
            room = one.contentsRect()
            needed = QFontMetrics(one.font()).boundingRect(
                0, 0, room.width(), 10_000, int(Qt.TextFlag.TextWordWrap), one.text()
            )
            if needed.height() > room.height() + 2 or needed.width() > room.width() + 2:
                found.append((one.text(), "wrapped", needed.height(), room.height()))
        elif one.sizeHint().width() > one.width() + 1 or one.sizeHint().height() > one.height() + 1:
            found.append((one.text(), one.sizeHint().width(), one.width()))
    return found


def beyond(top):
    """Controls that stick out of the window, where no scroll bar leads to them."""
    found = []
    for one in texts(top):
        if not scrolls(one):
            spot = one.mapTo(top, one.rect().bottomRight())
            if spot.x() > top.width() or spot.y() > top.height():
                found.append((one.text(), spot.toTuple(), (top.width(), top.height())))
    return found


def wrong_at_rest(qtbot, top):
    """What is wrong once the layout has come to rest: on a slow machine advice arrives in its midst."""
    with suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: not clipped(top) + beyond(top), timeout=2000)
    return clipped(top) + beyond(top)


def scrolls(widget):
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent is not None


@pytest.mark.parametrize(
    ("points", "size"), [(9, None), (16, None), (10, NARROW)], ids=["9pt", "16pt", "narrow"]
)
def test_no_text_is_clipped(hands, qtbot, points, size):
    application = QApplication.instance()
    window = hands.window
    window.wear(points=points)
    window.resize(*(size or (1366, 730)))
    qtbot.waitUntil(lambda: window.statusBar().height() >= window.who.sizeHint().height())
    wrong = {}
    try:
        if size is not None:
            qtbot.waitUntil(lambda: window.width() <= size[0] and window.height() <= size[1])
        for name, top in of_an_open_vault(hands, qtbot):
            if found := wrong_at_rest(qtbot, top):
                wrong[name] = found
        hands.window.lock()
        for name, top in before_a_vault_is_open(window, qtbot):
            if found := wrong_at_rest(qtbot, top):
                wrong[name] = found
    finally:
        wear(application, "light", 10)
    assert wrong == {}


def test_what_is_clipped_would_be_seen(window):
    button = window.unlock.findChild(QPushButton)
    button.setFixedWidth(20)
    note = window.unlock.findChild(QLabel)
    note.setText("很长的一句话" * 9)
    note.setFixedSize(60, 10)
    assert {found[0] for found in clipped(window)} >= {button.text(), note.text()}
    button.setFixedSize(button.sizeHint())
    button.setParent(window)
    button.move(window.width() - 5, 5)
    button.show()
    assert beyond(window)
