"""A task outlives the window that started it: nothing that closes takes a running thread with it."""

from __future__ import annotations

import threading

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from secretdesk.ui.work import start, wait_for_all


def gone(widget):
    widget.deleteLater()
    QApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)


def test_the_end_is_told_when_the_thread_has_ended(qtbot):
    parent, told = QWidget(), []

    def done(result):
        told.append((result, work.isFinished()))
        gone(parent)  # as a dialog does that closes with its task

    work = start(parent, "正在排版……", lambda _work: "made", done, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("made", True)]


def test_a_window_that_goes_leaves_its_task_running(qtbot):
    parent, told, go_on = QWidget(), [], threading.Event()
    start(parent, "正在排版……", lambda _work: go_on.wait(20), told.append, told.append)
    gone(parent)
    go_on.set()
    qtbot.waitUntil(lambda: told == [True])


def test_the_program_waits_for_what_still_runs(qapp):  # noqa: ARG001  (a fixture for its effect)
    parent, stopped = QWidget(), []

    def task(work):
        while work.tell(0, 0):
            threading.Event().wait(0.005)
        stopped.append(True)

    start(parent, "正在导出……", task, print, print)
    gone(parent)
    wait_for_all()
    assert stopped == [True]


def test_a_failure_comes_as_it_was(qtbot):
    parent, told = QWidget(), []

    def fails(_work):
        raise OSError(28, "no space")

    start(parent, "正在导出……", fails, print, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], OSError)
