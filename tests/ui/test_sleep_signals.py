"""What a real message bus says of sleep and of a locked screen is heard."""

import shutil
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trustjournal.ui.sleep_signals import SleepSignals

if sys.platform != "linux" or shutil.which("dbus-daemon") is None:
    pytest.skip("no message bus on this computer", allow_module_level=True)

from PySide6.QtDBus import QDBusConnection, QDBusMessage

LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1", "Manager", "PrepareForSleep")
SAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "", "ActiveChanged")


@pytest.fixture
def address(tmp_path: Path) -> Generator[str]:
    """The address of a message bus of the test's own."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=tmp_path,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait(10)
    daemon.stdout.close()


@pytest.mark.parametrize("told", [LOGIN, SAVER])
def test_what_the_bus_says_is_heard_when_it_begins(
    qtbot: QtBot, qapp: QApplication, address: str, told: tuple[str, str, str, str]
) -> None:
    service, path, part, signal = told
    hearing = QDBusConnection.connectToBus(address, "hearing")
    speaking = QDBusConnection.connectToBus(address, "speaking")
    assert speaking.registerService(service)
    signals = SleepSignals()
    signals.hear(hearing, hearing)
    heard: list[int] = []
    signals.leaving.connect(lambda: heard.append(1))

    def say(*, begins: bool) -> None:
        interface = f"{service}.{part}" if part else service
        message: Any = QDBusMessage.createSignal(path, interface, signal)
        message.setArguments([begins])
        assert speaking.send(message)

    say(begins=False)
    say(begins=True)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [1]
    QDBusConnection.disconnectFromBus("hearing")
    QDBusConnection.disconnectFromBus("speaking")
    QCoreApplication.processEvents()


def test_a_computer_without_a_bus_says_nothing(qapp: QApplication) -> None:
    nowhere = QDBusConnection("no such bus")
    SleepSignals().hear(nowhere, nowhere)
