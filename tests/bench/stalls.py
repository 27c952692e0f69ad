"""How long the window is deaf: `python -m tests.bench.stalls JOURNAL`.

A watchdog ticks on the window thread every two milliseconds while each page is opened twice, the
first time with its imports; the longest wait between two ticks is the stall. The second visit
follows a new touchpoint, so that everything is read and drawn again.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.screens import deliver_deleted, wait_until
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.records import Touchpoint
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.store.schema import presence
from trustjournal.ui import theme
from trustjournal.ui.pages.catalogue import keys
from trustjournal.ui.session import JournalSession
from trustjournal.ui.starting import Starting
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.chart_studio import studio

_TICK_MS = 2
_GOAL_MS = 50


class Watchdog(QObject):
    """Notes the longest time between two of its ticks."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = perf_counter()
        self.longest = 0.0

    def watch(self, deed: Callable[[], object]) -> float:
        """Return the longest stall, in milliseconds, while `deed` runs the event loop."""
        self.longest, self._last = 0.0, perf_counter()
        self._timer.start()
        deed()
        self._tick()
        self._timer.stop()
        return self.longest

    def _tick(self) -> None:
        now = perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


def main() -> None:
    """Print the longest stall of every page."""
    app = QApplication(sys.argv[:1])
    theme.apply(app, Scheme.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            os.environ[name] = folder
        starting = Starting(Settings(), Path(sys.argv[1]))
        starting.window.show()
        wait_until(lambda: starting.session is not None and starting.window.desk is not None)
        for name, stall in measured(starting):
            over = "   over the goal" if stall > _GOAL_MS else ""
            print(f"  {name:<28}{stall:>8.1f} ms{over}", flush=True)
        starting.window.close()
        starting.window.deleteLater()
        deliver_deleted()


def measured(starting: Starting) -> Iterator[tuple[str, float]]:
    """Yield what was done and the longest stall meanwhile."""
    session, window = starting.session, starting.window
    assert session is not None
    assert window.desk is not None
    desk, watchdog = window.desk, Watchdog()
    settle(session)
    person = busiest(session)
    for visit in ("first", "again"):
        for key in keys():
            go = partial(desk.show, key, person if key == "person" else None)
            yield f"{key}, {visit}", watchdog.watch(partial(done, go, session))
        log = partial(session.commit, touch(session, person))
        yield f"a touchpoint, {visit}", watchdog.watch(partial(done, log, session))


def done(deed: Callable[[], object], session: JournalSession) -> None:
    """Do something and let everything arrive that follows from it."""
    deed()
    settle(session)


def settle(session: JournalSession) -> None:
    """Wait until neither the journal nor the charts have anything to do."""
    for _round in range(4):
        read: list[object] = []
        session.read(queries.preferences, read.append)
        wait_until(partial(bool, read))
        drawn: list[object] = []
        studio().submit(lambda: True, drawn.append, drawn.append)
        wait_until(partial(bool, drawn))


def busiest(session: JournalSession) -> UUID:
    """Return whom the owner saw most often."""
    from sqlalchemy import func, select

    who = presence.c.customer_id
    query = select(who).group_by(who).order_by(func.count().desc()).limit(1)
    with session.engine.connect() as connection:
        return connection.execute(query).scalar_one()


def touch(session: JournalSession, customer_id: UUID) -> Changeset:
    """Return one more touchpoint."""
    made = Touchpoint(
        **identity(),
        happened_at=session.now(),
        zone="UTC",
        customer_ids=(customer_id,),
        feeling=1,
        note="one more",
    )
    return Changeset("Log", (Change.create(made),))


if __name__ == "__main__":
    main()
