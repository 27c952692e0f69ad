"""Notices that the owner is away: nothing touched for a while, the computer asleep or locked."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

from trustjournal.settings import Settings
from trustjournal.ui.sleep_signals import SleepSignals
from trustjournal.ui.turns import in_next_turn

LOOK_MS = 10_000
GAP = timedelta(seconds=60)
"""A clock that has gone on for so long between two looks means that the computer was asleep."""

_TOUCHES = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress),
        *(QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TabletMove),
    }
)

_LOCK = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
"""The key of the command, as `window_commands` has it."""


class LockKeeper(QObject):
    """Fires `due` once it is time to lock, as the settings want it; lives with an open journal.

    On every system sleep is noticed by the gap in the clock, after it; where the system tells of
    it before, as Linux does, the journal is locked by the time the computer sleeps.
    """

    due = Signal()

    def __init__(self, clock: Callable[[], datetime], settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._settings = settings
        self._touched_at = self._looked_at = clock()
        # Only what comes to the window that has the focus: to look at every event of the program
        # in Python would slow down the painting of tables.
        application: Any = QGuiApplication.instance()
        application.focusWindowChanged.connect(self._follow)
        self._follow(QGuiApplication.focusWindow())
        self._looks = QTimer(self, interval=LOOK_MS)
        self._looks.timeout.connect(self.look)
        self._looks.start()
        self.signals = SleepSignals(self)
        self.signals.leaving.connect(self._lock_asleep)
        self.signals.listen()

    def look(self) -> None:
        """Lock where nothing was touched for long, or the computer has slept meanwhile."""
        now = self._clock()
        slept = now - self._looked_at > GAP
        self._looked_at = now
        self._touched_at = min(self._touched_at, now)  # the clock may have been set back
        minutes = self._settings.lock_minutes
        idle = minutes > 0 and now - self._touched_at >= timedelta(minutes=minutes)
        if idle or (slept and self._settings.lock_asleep):
            self.due.emit()

    def _lock_asleep(self) -> None:
        if self._settings.lock_asleep:
            self.due.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched_at = self._clock()
        # A dialog keeps the keys of the window behind it from their commands.
        wanted = isinstance(event, QKeyEvent) and _is_lock(event)
        if wanted and QApplication.activeModalWidget() is not None:
            in_next_turn(self, self.due.emit)
            return True
        return False

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            self._touched_at = self._clock()
            window.installEventFilter(self)  # once, however often it is said


def _is_lock(event: QKeyEvent) -> bool:
    return event.type() is QEvent.Type.KeyPress and event.keyCombination() == _LOCK
