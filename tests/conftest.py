"""Tests run without a screen and never see this computer's own journal, settings or keychain."""

import gc
import os
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANGUAGE"] = "en"
os.environ.pop("TRUSTJOURNAL_JOURNAL", None)
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

_WAIT_MS = 30_000

# From here on garbage is collected between tests alone: on a worker it would delete widgets, as
# ui.collector tells.
gc.disable()

# The same examples every time, so that a change is judged by what it changes; and many others
# with `--hypothesis-profile=wide`.
settings.register_profile(
    "here",
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "wide", settings.get_profile("here"), max_examples=1500, derandomize=False, print_blob=True
)
settings.load_profile("here")


def pytest_collection_finish() -> None:
    """Look no more at what stays until the end: thousands of tests, and every module."""
    _collect_all()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """Collect garbage, here and nowhere else."""
    gc.disable()
    yield
    if nextitem is None or nextitem.path != item.path:
        _collect_all()
    else:
        gc.collect(1)


def _collect_all() -> None:
    """Collect all garbage; what is not is looked at no more.

    Looking through all of it again and again took a third of the time of all tests.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Wait half a minute instead of five seconds: some machines are slow now and then.

    What came true while the window was half way through showing it is shown whole before the test
    looks: a widget put into a layout that is on the screen is shown a turn later.
    """
    for name in ("waitSignal", "waitSignals", "waitActive", "waitExposed"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=_WAIT_MS))
    wait = qtbot.waitUntil

    def wait_until(callback: Callable[[], bool | None], *, timeout: int = _WAIT_MS) -> None:
        wait(callback, timeout=timeout)
        QApplication.processEvents()

    qtbot.waitUntil = wait_until
    return qtbot


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point every folder of this computer's user into the test's own."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    return home
