"""The desktop's own lock, and sleep: heard on a real bus of our own, where there is a bus daemon."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QWidget

from secretdesk.ui.absent import NO_BUS, SESSION, SYSTEM, Absent, no_launch, only_files


@pytest.fixture(scope="module")
def address():
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("no dbus-daemon here")
    running = subprocess.Popen(
        [daemon, "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True
    )
    yield running.stdout.readline().strip()
    running.terminate()
    running.wait()


@pytest.mark.parametrize(("service", "interface", "signal", "slot"), [*SYSTEM, *SESSION])
def test_every_signal_of_a_lock_is_heard(address, qtbot, service, interface, signal, slot):
    bus = QDBusConnection.connectToBus(address, f"test-{interface}-{signal}")
    assert bus.isConnected()
    assert bus.registerService(service)
    window = QWidget()
    qtbot.addWidget(window)
    absent = Absent(window)
    absent.listen(bus, ((service, interface, signal, slot),))
    heard = []
    absent.gone.connect(lambda: heard.append(True))

    for words in ([False], [True]) if slot.endswith("(bool)") else ([],):
        message = QDBusMessage.createSignal("/any/path", interface, signal)
        message.setArguments(words)
        assert bus.send(message)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [True]
    bus.unregisterService(service)


def test_a_lock_of_the_desktop_locks_the_vault(hands):
    assert hands.window.work is not None
    hands.window.absent.gone.emit()
    assert hands.window.work is None


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("unix:path=/run/user/1000/bus", "unix:path=/run/user/1000/bus"),
        ("tcp:host=10.0.0.1,port=1", None),
        ("unix:path=/x;tcp:host=10.0.0.1,port=1", None),
        ("autolaunch:", None),
    ],
)
def test_a_bus_that_is_no_file_is_left_out(given, left):
    environment = {"DBUS_SESSION_BUS_ADDRESS": given, "HOME": os.sep}
    only_files(environment)
    assert environment.get("DBUS_SESSION_BUS_ADDRESS") == left


def test_no_bus_is_started_where_none_is_named(tmp_path):
    """libdbus would run dbus-launch: the walk under strace saw it try."""
    told = "DBUS_SESSION_BUS_ADDRESS"
    environment = {"XDG_RUNTIME_DIR": str(tmp_path)}
    no_launch(environment)
    assert environment[told] == NO_BUS
    no_launch(named := {told: "unix:path=/run/user/1000/bus"})
    assert named[told] == "unix:path=/run/user/1000/bus"
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind(str(tmp_path / "bus"))
        no_launch(found := {"XDG_RUNTIME_DIR": str(tmp_path)})
    assert found[told] == f"unix:path={tmp_path / 'bus'}"
