"""Who deletes what nobody holds any more, and on which thread."""

import gc
import sys
import threading
from collections.abc import Generator
from types import FrameType

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from trustjournal.ui.collector import MOST, Collector


@pytest.fixture
def collector(qtbot: QtBot) -> Generator[Collector]:
    gc.enable()
    gc.collect()
    made = Collector(every_ms=20)
    yield made
    made.stop()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


class Loop:
    """Something only the collector can delete."""

    gone_on: list[threading.Thread]

    def __init__(self, gone_on: list[threading.Thread]) -> None:
        self.gone_on = gone_on
        self.myself = self

    def __del__(self) -> None:
        self.gone_on.append(threading.current_thread())


def test_cycles_are_never_collected_on_a_worker(qtbot: QtBot, collector: Collector) -> None:
    gone_on: list[threading.Thread] = []

    def allocate() -> None:
        for _ in range(2_000):
            Loop(gone_on)
        kept = [[number] for number in range(200_000)]
        assert kept

    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert gone_on == []
    qtbot.waitUntil(lambda: len(gone_on) == 2_000)
    assert set(gone_on) == {threading.main_thread()}


def test_what_comes_in_bulk_is_looked_through_once_the_owner_is_away(
    qtbot: QtBot, collector: Collector, window: QWidget
) -> None:
    gone_on: list[threading.Thread] = []
    Loop(gone_on)
    kept = [[number] for number in range(2 * MOST)]
    qtbot.waitUntil(lambda: gc.get_count()[0] < len(kept))
    assert gone_on == []
    Loop(gone_on)
    small = [[number] for number in range(1000)]
    qtbot.waitUntil(lambda: len(gone_on) == 1)
    assert len(small) == 1000
    window.hide()
    qtbot.waitUntil(lambda: len(gone_on) == 2)
    assert len(kept) == 2 * MOST


def test_once_stopped_python_collects_again(collector: Collector) -> None:
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()


def test_a_list_of_all_objects_is_never_held_between_two_steps_of_python(
    collector: Collector,
) -> None:
    # It would hold a tuple that another thread is just making, which then raises SystemError:
    # 127 times in six seconds of a thread that did nothing else.
    steps: list[object] = []

    def note(_frame: FrameType, event: str, called: object) -> None:
        if event == "c_call":
            steps.append(called)

    young = [[number] for number in range(2 * MOST)]
    sys.setprofile(note)
    collector.collect()
    sys.setprofile(None)
    assert gc.freeze in steps
    assert gc.get_objects not in steps
    assert young
