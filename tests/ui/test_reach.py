"""Every control of every window has a name, and Tab comes to it in the order of the eye and leaves it again."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTextBrowser,
    QWidget,
)  # fmt: skip

from tests.ui.every_window import before_a_vault_is_open, of_an_open_vault

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QTextBrowser, QAbstractItemView)
SLACK = 12  # px within which two controls stand in one row
MOST = 200  # controls of a window


def controls(top):
    """What a person can use: in sight, enabled, not a part of another control."""
    found = [w for w in top.findChildren(QWidget) if isinstance(w, CONTROLS) and w.window() is top]
    return [
        w
        for w in found
        if w.isVisible() and w.isEnabled() and not is_part(w) and not w.visibleRegion().isNull()
    ]


def is_part(widget):
    """The clear button of a line, the list of a combo box, suggestions under a field."""
    parent = widget.parentWidget()
    inner = isinstance(parent, (QLineEdit, QComboBox, QAbstractItemView)) or parent.inherits(
        "QComboBoxPrivateContainer"
    )
    menu_bar = parent.inherits("QMenuBar") or parent.inherits("QMenu")
    suggestions = isinstance(widget, QListView) and widget.focusPolicy() == Qt.FocusPolicy.NoFocus
    return inner or menu_bar or suggestions or widget.objectName().startswith("qt_")


def name_of(widget):
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    buddies = [one.text() for one in widget.window().findChildren(QLabel) if one.buddy() is widget]
    return widget.accessibleName() or "".join(c for c in text if c.isalnum()) or "".join(buddies)


def tab_chain(top):
    """The controls that Tab comes to, from the first one on, until it comes round."""
    start = QApplication.focusWidget() or top
    seen = [start]
    for _ in range(MOST):
        QTest.keyClick(QApplication.focusWidget() or top, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is seen[-1]:
            continue  # from link to link of a text
        if now is None or now in seen:
            break
        seen.append(now)
    return seen


def out_of_order(chain):
    """Pairs of neighbours where the eye would go back: up, and not to the right."""
    spots = [(w, w.mapToGlobal(QPoint(0, 0))) for w in chain]
    wrong = []
    for (one, a), (two, b) in itertools.pairwise(spots):
        if b.y() < a.y() - SLACK and b.x() <= a.x() + SLACK:
            wrong.append((name_of(one), name_of(two)))
    return wrong


def look_over(name, top):
    found = controls(top)
    assert found, name
    for one in found:
        assert name_of(one), f"{name}: a {type(one).__name__} without a name"
    wanted = [w for w in found if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    unreached = [w for w in found if not w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert not [name_of(w) for w in unreached if not clicked_only(w)], f"{name}: Tab never comes to these"
    chain = tab_chain(top)
    missed = [name_of(w) for w in wanted if w not in chain and w.focusProxy() not in chain]
    assert not missed, f"{name}: Tab does not come to {missed} but to {[name_of(w) for w in chain]}"
    spots = [w.mapToGlobal(QPoint(0, 0)) for w in chain]
    top_row = min(spot.y() for spot in spots) + SLACK
    first = min((n for n, spot in enumerate(spots) if spot.y() <= top_row), key=lambda n: spots[n].x())
    wrong = out_of_order(chain[first:] + chain[:first])
    assert len(wrong) == 0, (
        f"{name}: {wrong} in {[(name_of(w), w.mapToGlobal(QPoint(0, 0)).toTuple()) for w in chain]}"
    )


def clicked_only(widget):
    """Cells of the empty line at the end of the envelopes: the line above leads to its first one."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent is not None and widget.focusPolicy() == Qt.FocusPolicy.ClickFocus


def test_every_control_before_a_vault_is_open(window, qtbot):
    for name, top in before_a_vault_is_open(window, qtbot):
        look_over(name, top)


def test_every_control_of_an_open_vault(hands, qtbot):
    for name, top in of_an_open_vault(hands, qtbot):
        look_over(name, top)


class Flashes(QObject):
    """Notes what comes up as a window of its own and is none: a button shown before it has a parent."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, (QDialog, QMainWindow, QMenu, QFrame)):
            self.seen.append(f"{type(watched).__name__} {name_of(watched)}")
        return False


def test_nothing_flashes_up_as_a_window_of_its_own(hands, qtbot):
    spy = Flashes()
    QApplication.instance().installEventFilter(spy)
    try:
        for _ in of_an_open_vault(hands, qtbot):
            QApplication.processEvents()
    finally:
        QApplication.instance().removeEventFilter(spy)
    assert spy.seen == []
