"""Starts the real program in a process of its own and tells when it shows what.

`python -m tests.watched_start JOURNAL` prints one JSON line for each stage: `painted` (the frame),
`usable` (Today's rows) and, with --chart, `drawn` (the depth chart of a person), then ends. Each
line holds the clock's seconds, which of the slow libraries were loaded, and of how many of our
modules the source was read. With --empty it shows an empty window instead, the floor of the
benchmark.
"""

import json
import linecache
import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

SLOW = (
    *("sqlalchemy", "sqlcipher3", "numpy", "matplotlib", "alembic"),
    *("sqlalchemy.dialects.postgresql", "trustjournal.transfer.exporting"),
)
_PATIENCE_MS = 30_000


class Painted(QObject):
    """Calls `then` after the first paint of `widget` for which `ready` says yes."""

    def __init__(
        self,
        widget: QWidget,
        then: Callable[[], object],
        ready: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(widget)
        self._widget, self._then, self._ready = widget, then, ready
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() is QEvent.Type.Paint and self._ready():
            self._widget.removeEventFilter(self)
            # Asked before the program asks for anything, so that it runs before all else.
            QTimer.singleShot(0, self._then)
        return False


def tell(stage: str) -> None:
    """Print one stage."""
    loaded = [name for name in SLOW if name in sys.modules]
    read = sum("trustjournal" in name for name in linecache.cache)
    told = {"stage": stage, "at": time.time(), "loaded": loaded, "read": read}
    print(json.dumps(told), flush=True)


def leave() -> None:
    """End the program as its owner would."""
    for window in QApplication.topLevelWidgets():
        window.close()
    QApplication.quit()


class Watch(QObject):
    """Tells of the stages of a start."""

    def __init__(self, starting: Any, *, chart: bool) -> None:
        super().__init__()
        self._starting, self._chart = starting, chart
        Painted(starting.window.shell, lambda: tell("painted"))
        starting.settled.connect(self._settled)
        QTimer.singleShot(_PATIENCE_MS, lambda: QApplication.exit(1))

    def _settled(self) -> None:
        deck = self._starting.window.slots["today"].page.deck.list
        Painted(deck.viewport(), self._usable, lambda: deck.model().rowCount() > 0)

    def _usable(self) -> None:
        tell("usable")
        if self._chart:
            from trustjournal.store import queries

            self._starting.session.read(queries.customers, self._open_person)
        else:
            leave()

    def _open_person(self, customers: list[Any]) -> None:
        window = self._starting.window
        window.desk.show("person", customers[0].id)
        tell("asked")
        self._looking = QTimer(self, interval=5)
        self._looking.timeout.connect(self._look)
        self._looking.start()

    def _look(self) -> None:
        """Wait for the page, which is imported first."""
        from trustjournal.ui.widgets.depth_card import DepthCard

        page = self._starting.window.slots["person"].page
        if page is not None:
            self._looking.stop()
            (card,) = page.findChildren(DepthCard)
            card.canvas.drawn.connect(self._drawn)

    def _drawn(self) -> None:
        tell("drawn")
        leave()


def start(journal: str, *, chart: bool) -> int:
    """Start through the command line, as the owner does; return 1 where a stage never came."""
    from trustjournal import app, cli

    really, watches = app.start, list[Watch]()

    def watched(*words: Any) -> Any:
        starting = really(*words)
        watches.append(Watch(starting, chart=chart))
        return starting

    app.start = watched
    return cli.main(["--journal", journal])


def show_empty() -> None:
    """Show a window with nothing in it."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    inside = QWidget()
    window.setCentralWidget(inside)
    window.resize(1280, 860)
    Painted(inside, lambda: (tell("painted"), application.quit()))
    window.show()
    application.exec()


if __name__ == "__main__":
    if "--empty" in sys.argv:
        show_empty()
    else:
        sys.exit(start(sys.argv[1], chart="--chart" in sys.argv))
