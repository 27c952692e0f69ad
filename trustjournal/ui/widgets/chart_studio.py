"""The one thread on which charts are drawn and saved, in the order they were asked for."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from importlib import import_module
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class ChartStudio(QObject):
    """Runs work away from the window and brings its result back to the window thread."""

    _returned = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="charts")
        self._returned.connect(self._run_here, Qt.ConnectionType.QueuedConnection)

    def work(self, task: Callable[[], T], deliver: Callable[[T], object]) -> None:
        """Run `task`; `deliver` gets its result, unless the widget it belongs to is gone."""
        self._thread.submit(self._work, task, deliver)

    def _work(self, task: Callable[[], Any], deliver: Callable[[Any], object]) -> None:
        try:
            answer = partial(_deliver, deliver, task())
        except BaseException as error:  # a bug: it surfaces on the window thread
            answer = partial(_raise, error)
        self._returned.emit(answer)

    def _run_here(self, answer: Callable[[], None]) -> None:
        answer()


@cache
def studio() -> ChartStudio:
    """Return the program's only studio, made when the first chart is shown."""
    return ChartStudio()


def warm_up() -> None:
    """Import what the first chart will need, so that it comes at once; for a quiet moment."""
    studio().work(partial(import_module, "trustjournal.charts.depth_chart"), _ignore)


def _ignore(_module: object) -> None:
    """Nobody waits for it."""


def _deliver(deliver: Callable[[Any], object], result: Any) -> None:
    owner = getattr(deliver, "__self__", None)
    if not isinstance(owner, QObject) or shiboken6.isValid(owner):
        deliver(result)


def _raise(error: BaseException) -> None:
    raise error
