"""The window's beginning: one application, its language, its look, its calm under bugs."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from secretdesk.ui.absent import no_launch, only_files
from secretdesk.ui.capture import keep_unseen
from secretdesk.ui.chinese import choose_input_method, speak_chinese
from secretdesk.ui.fonts import load_fonts
from secretdesk.ui.icons import window_icon
from secretdesk.ui.opening import warm_soon
from secretdesk.ui.press import only_the_socket
from secretdesk.ui.settings import no_history, read_settings
from secretdesk.ui.style import wear
from secretdesk.ui.tidy import Tidy
from secretdesk.ui.trouble import watch_for_bugs
from secretdesk.ui.window import Window

if TYPE_CHECKING:
    from pathlib import Path

SWITCH = 0.0005  # s: a thread that reads behind lets the window paint this soon


def make_application(arguments: list[str]) -> QApplication:
    """The application, dressed and speaking Chinese; before any window."""
    choose_input_method(os.environ)
    only_files(os.environ)
    no_launch(os.environ)
    only_the_socket(os.environ)
    sys.setswitchinterval(SWITCH)
    QCoreApplication.setApplicationName("secretdesk")
    no_history()
    application = QApplication(arguments)
    application.setApplicationDisplayName("保密工作台")
    application.setStyle("Fusion")
    application.setWindowIcon(window_icon())
    speak_chinese(application)
    load_fonts()
    keep_unseen(application)
    settings = read_settings()
    wear(application, settings.look, settings.points)
    return application


def run(vault: Path | None) -> int:
    """Show the window and work until it is closed; gives the exit code."""
    application = make_application(sys.argv[:1])
    unwatch = watch_for_bugs(application)
    tidy = Tidy(application)
    window = Window(vault)
    window.show()
    window.activateWindow()
    warm_soon()
    try:
        return application.exec()
    finally:
        unwatch()
        tidy.end()
