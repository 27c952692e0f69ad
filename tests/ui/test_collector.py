"""Who deletes what nobody holds any more, and on which thread."""

import gc
import threading
from collections.abc import Generator

import pytest
from pytestqt.qtbot import QtBot

from trustjournal.ui.collector import Collector


@pytest.fixture
def collector(qtbot: QtBot) -> Generator[Collector]:
    gc.enable()
    made = Collector()
    yield made
    made.stop()


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


def test_once_stopped_python_collects_again(collector: Collector) -> None:
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
