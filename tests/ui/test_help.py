"""The handbook and the register pages: whole, linked, found; F1 goes to the place; the sheet of keys is true."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

import secretdesk.ui
from secretdesk.domain.law import PARAMETERS
from secretdesk.registers import REGISTERS
from secretdesk.ui import dialogs, help_keys, help_pages
from secretdesk.ui.help_paper import save_keys_to
from secretdesk.ui.help_text import action_anchor, field_anchor
from secretdesk.ui.help_window import HelpWindow
from secretdesk.ui.panels import PANELS
from tests.ui.conftest import begin_round, receive
from tests.ui.every_window import begin

Key = Qt.Key
PAGES = help_pages.pages()
CHAPTERS = [p for p in PAGES.values() if p.markdown]
# What the boxes handle themselves, as the sheet calls it; modifiers and movement need no line of their own.
HANDLED = {
    "Return": "Enter", "Enter": "Enter", "Escape": "Esc", "Down": "↓", "Up": "Ctrl+↑", "Delete": "Delete",
    "Backspace": "Backspace", "Tab": "Tab", "Backtab": "Shift+Tab", "Copy": "Ctrl+C", "Paste": "Ctrl+V", "Space": "空格",
    "Plus": "+", "Equal": "+", "Minus": "-", "W": "W",
}  # fmt: skip
NO_KEY = {
    "Control",
    "Shift",
    "Alt",
    "Meta",
    "CapsLock",
    "NumLock",
    "AltGr",
    "Left",
    "Right",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "unknown",
}


def filled(page):
    document = QTextDocument()
    help_pages.fill(page, document)
    return document


def the_help():
    return next(
        (w for w in QApplication.topLevelWidgets() if isinstance(w, HelpWindow) and w.isVisible()), None
    )


@pytest.fixture(autouse=True)
def _closed(dressed):  # noqa: ARG001  (a fixture for its effect)
    yield
    if the_help() is not None:
        the_help().close()


@pytest.mark.parametrize("register", REGISTERS, ids=lambda r: r.key)
def test_a_register_page_names_and_anchors_every_field_action_and_status(register):
    document = filled(PAGES[help_pages.page_of(register.key)])
    text = document.toPlainText()
    for field in (f for f in register.fields if not f.unseen):
        assert help_pages.block_of(document, field_anchor(field.key)) >= 0, field.key
        assert field.help in text
    for action in (a for a in register.actions if not a.hidden):
        assert help_pages.block_of(document, action_anchor(action.key)) >= 0, action.key
    assert all(s.label in text for s in register.statuses)


@pytest.mark.parametrize("page", PAGES.values(), ids=lambda p: p.key)
def test_every_page_loads_and_its_links_lead_somewhere(page):
    document = filled(page)
    assert document.toPlainText().startswith(page.title)
    assert len(document.toPlainText()) > 60
    for link in help_pages.links_of(document):
        key, _, anchor = link.partition("#")
        assert (key or page.key) in PAGES, link
        assert not anchor or help_pages.block_of(filled(PAGES[key or page.key]), anchor) >= 0, link


def test_places_that_the_program_points_to_are_there():
    source = "".join(f.read_text(encoding="utf-8") for f in Path(secretdesk.ui.__file__).parent.glob("*.py"))
    places = re.findall(r'(?:place=|help_key\(.+?, |open_help\()"([^"]+)"', source)
    assert {"opening", "first-day", "keys", "printing"} <= set(places)
    for place in [*places, "morning", "exporting"]:
        key, _, anchor = place.partition("#")
        assert not anchor or help_pages.block_of(filled(PAGES[key]), anchor) >= 0, place


def test_the_chapter_of_parameters_names_each():
    text = filled(PAGES["parameters"]).toPlainText()
    assert all(p.code in text for p in PARAMETERS)


def test_search_finds_a_word_in_a_chapter_and_in_a_register_field():
    found = help_pages.search("两个保险柜")
    assert {line.page.key for line in found} >= {"first-day", "keys"}
    found = help_pages.search("机要交寄号")
    assert [(line.page.key, line.heading) for line in found][-1] == ("register-documents", "各栏")
    assert help_pages.search("ESC") == help_pages.search("esc") != []
    assert help_pages.search("没有的词语") == help_pages.search("  ") == []


def test_f1_in_a_dialog_opens_at_the_field_and_the_dialog_stays(hands, qtbot):
    hands.work.tabs.go("documents")
    hands.work.act("receive")
    dialog = hands.dialog
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    dialog.area.go_to("mark")
    hands.press(Key.Key_F1)
    shown = the_help()
    assert shown.text.page == "register-documents"
    assert shown.text.marked == help_pages.block_of(shown.text.document(), field_anchor("mark"))
    assert shown.text.document().findBlockByNumber(shown.text.marked).text().startswith("密级和期限")
    assert shown.focusWidget() is shown.text
    assert not shown.isModal() and dialog.isVisible()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
    hands.press(Key.Key_Escape)
    assert the_help() is None and hands.dialog is dialog


def test_f1_goes_where_one_is(hands, window, qtbot):
    hands.work.help()
    assert the_help().text.page == "morning"
    hands.work.tabs.go("queries")
    hands.work.help()
    assert the_help().text.page == "register-queries"
    window.lock()
    assert the_help() is None
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.unlock.passphrase.setFocus()
    hands.press(Key.Key_F1)
    qtbot.waitUntil(lambda: the_help() is not None)
    assert the_help().text.page == "opening"


def test_the_help_is_walked_by_keys(hands, qtbot):
    hands.work.help(place="first-day")
    shown = the_help()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
    hands.control(Key.Key_F)
    assert shown.search.hasFocus()
    shown.search.setText("恢复码（两半）")
    hands.press(Key.Key_Return)
    assert shown.found.hasFocus() and shown.text.page == "keys"
    assert "恢复码（两半）" in shown.text.document().findBlockByNumber(shown.text.marked).text()
    hands.press(Key.Key_Return)
    assert shown.text.hasFocus()
    hands.alt(Key.Key_Left)
    assert shown.text.page == "first-day"
    hands.alt(Key.Key_Right)
    assert shown.text.page == "keys"
    shown.search.setFocus()
    hands.press(Key.Key_Escape)
    assert shown.isVisible() and shown.left.currentWidget() is shown.contents
    hands.press(Key.Key_Escape)
    assert the_help() is None


def test_every_control_of_the_help_has_a_name_and_tab_goes_round(hands, qtbot):
    hands.work.keys_help()
    shown = the_help()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
    controls = [
        w for w in shown.findChildren(QWidget)
        if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]  # fmt: skip
    assert all(w.accessibleName() or (isinstance(w, QPushButton) and w.text()) for w in controls)
    seen = set()
    for _ in range(3 * len(controls)):
        seen.add(shown.focusWidget())
        hands.press(Key.Key_Tab)
    assert seen >= {shown.search, shown.contents, shown.text, shown.save_button}
    hands.control(Key.Key_L)
    qtbot.waitUntil(lambda: hands.window.work is None)
    assert the_help() is None


def chords(widget):
    """Every shortcut and mnemonic in a widget, as Qt writes them."""
    found = {a.shortcut() for w in (widget, *widget.findChildren(QWidget)) for a in w.actions()}
    found |= {s.key() for s in widget.findChildren(QShortcut)}
    found |= {b.shortcut() for b in widget.findChildren(QPushButton)}
    return {k.toString(QKeySequence.SequenceFormat.PortableText) for k in found} - {""}


def test_the_sheet_of_keys_is_what_the_code_does(hands, qtbot):
    desk, work = hands.work.desk, hands.work
    listed = {k for _, rows in help_keys.KEYS for row in rows for k in row.keys}
    live = {f"Alt+{m}" for a in hands.window.menuBar().actions() for m in re.findall(r"&(\w)", a.text())}
    live |= chords(hands.window)
    receive(desk, 1)
    for register in REGISTERS:
        work.tabs.go(register.key)
        live |= chords(hands.window)
    work.tabs.go("documents")
    work.act("receive")
    live |= chords(hands.dialog)
    hands.dialog.reject()
    qtbot.waitUntil(lambda: work.dialog is None)
    dialogs.output(work, prints=True)
    live |= chords(hands.dialog)
    hands.dialog.reject()
    qtbot.waitUntil(lambda: work.dialog is None)
    begin(desk)
    begin_round(desk, 2)
    for register, action in PANELS:
        work.tabs.go(register)
        work.page.view.choose(0)
        qtbot.waitUntil(lambda: not work.page.model.rowCount() or work.page.view.current() is not None)
        work.act(action)
        live |= chords(hands.dialog)
        hands.dialog.reject()
        qtbot.waitUntil(lambda: work.dialog is None)
    work.keys_help()
    live |= chords(the_help())
    source = "".join(f.read_text(encoding="utf-8") for f in Path(secretdesk.ui.__file__).parent.glob("*.py"))
    handled = set(re.findall(r"Key\.Key_(\w+)", source)) | set(re.findall(r"StandardKey\.(\w+)", source))
    strange = handled - NO_KEY - HANDLED.keys()
    assert not strange, f"keys that tests/ui/test_help.py doesn't know: {strange}"
    told = {HANDLED[k] for k in handled - NO_KEY}
    assert live - listed == set(), "not on the sheet: add them to ui/help_keys.py"
    checked = {
        k for k in listed if re.match(r"(Ctrl|Alt)\+([!-/:-~]|F\d)|F\d", k)
    }  # digits go by the register
    assert checked - live - told == set(), "on the sheet, not in the code"
    assert told <= listed


def test_the_sheet_of_keys_is_one_page_and_booked(hands, tmp_path):
    target = tmp_path / "keys.pdf"
    save_keys_to(hands.work, hands.window, target)
    pdf = pypdfium2.PdfDocument(target.read_bytes())
    assert len(pdf) == 1
    text = pdf[0].get_textpage().get_text_range().replace("\r\n", "")
    assert all(row.told in text for _, rows in help_keys.KEYS for row in rows)
    booked = hands.work.desk.rows("outputs")
    assert [(r["level"], r["path"], r["pages"]) for r in booked] == [("非密", str(target), 1)]
