"""What an input method composes is its own: nothing begins before it commits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLibraryInfo, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from secretdesk.ui import chinese
from secretdesk.ui.chinese import choose_input_method
from tests.ui.conftest import receive

Key = Qt.Key


@pytest.fixture
def form(hands, qtbot):
    receive(hands.work.desk, 1)
    hands.work.tabs.go("documents")
    hands.control(Key.Key_N)
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    return hands.dialog


def test_keys_that_an_input_method_lets_through_do_nothing(form, hands):
    form.area.boxes["issuer"].editor.put("新单位")
    form.area.go_to("title")
    hands.compose("guan yu")
    for key, modifier in (
        (Key.Key_Return, Qt.KeyboardModifier.NoModifier), (Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        (Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (Key.Key_Y, Qt.KeyboardModifier.AltModifier),
        (Key.Key_R, Qt.KeyboardModifier.ControlModifier), (Key.Key_L, Qt.KeyboardModifier.ControlModifier),
    ):  # fmt: skip
        hands.press(key, modifier)
    assert form.isVisible()
    assert not form.advice.tried
    assert not form.advice.agreed
    assert hands.window.work is not None
    assert form.area.boxes["title"].editor.get() == ""
    hands.write("关于")  # committed: keys are the form's again
    hands.press(Key.Key_Return)
    assert form.advice.tried


def test_reasons_completers_and_type_ahead_wait_for_the_commit(form, hands, qtbot):
    issuer, title = form.area.boxes["issuer"].widget, form.area.boxes["title"].widget
    form.area.go_to("issuer")
    hands.write("s")
    hands.compose("sheng")
    QTest.qWait(150)  # the list would have come by now
    assert not issuer.list_open
    hands.write("省教")
    qtbot.waitUntil(lambda: issuer.list_open or issuer.text() == "s省教")
    form.area.go_to("title")
    hands.write("关于")
    hands.compose("qing")
    asked = []
    form.desk.foresee = lambda command: asked.append(command) or []
    QTest.qWait(900)  # both timers have come round
    assert title.ahead == ""
    assert asked == []
    hands.write("清")
    qtbot.waitUntil(lambda: bool(asked))
    qtbot.waitUntil(lambda: title.ahead == "查的通知")


def test_tab_is_never_held_back(form, hands):
    form.area.go_to("title")
    hands.compose("guan")
    hands.press(Key.Key_Tab)
    assert form.area.field_in_focus() == "mark"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULE": "fcitx5"}, {"QT_IM_MODULE": "ibus"}),
        ({"XMODIFIERS": "@im=fcitx"}, {"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"}, {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"}),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus"}, {"QT_IM_MODULES": "wayland;ibus"}),
        ({"QT_IM_MODULES": "wayland;fcitx", "QT_IM_MODULE": "fcitx"},
         {"QT_IM_MODULES": "wayland;ibus", "QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULE": "ibus"}, {"QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULES": "wayland;ibus"}, {"QT_IM_MODULES": "wayland;ibus"}),
        ({}, {}),
    ],
)  # fmt: skip
def test_ibus_answers_where_fcitx_is_set(before, after):
    environment = dict(before)
    choose_input_method(environment)
    assert environment == after


def test_where_fcitx_has_its_module_it_is_left(tmp_path, monkeypatch):
    (tmp_path / "platforminputcontexts").mkdir()
    (tmp_path / "platforminputcontexts" / "libfcitx5platforminputcontextplugin.so").touch()
    monkeypatch.setattr(chinese.QLibraryInfo, "path", lambda _which: str(tmp_path))
    environment = {"QT_IM_MODULE": "fcitx"}
    choose_input_method(environment)
    assert environment == {"QT_IM_MODULE": "fcitx"}
    assert QLibraryInfo is chinese.QLibraryInfo
