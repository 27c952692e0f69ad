"""Keeps an eye on the folder into which the owner drops files, for the settings and the banner.

A folder may be on a drive that does not answer. It is looked at, and its files are moved, on a
thread of its own: neither the window nor the journal waits for it. For the same reason the system
is not asked to tell of changes: that too would have to reach the folder from the window's thread,
and drives elsewhere tell nothing.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from trustjournal.errors import TrustJournalError
from trustjournal.settings import Settings
from trustjournal.transfer.watched import Sighting, Stamp, look, put_back, set_aside
from trustjournal.ui.session import JournalSession
from trustjournal.ui.worker import worker_of_program

LOOK_MS = 30_000
SETTLE_MS = 2000
"""After so long, a file that has not changed is taken for whole."""


class WatchedFolder(QObject):
    """Looks into the folder that the settings name: every now and then, and on coming back to it.

    `waiting` are the files that wait there and `fault` says why it cannot be looked into; `changed`
    fires when either is another. `wanted` fires when the owner wants to look through them, `moved`
    with where files were and where they are now, and `refused` with a sentence.
    """

    changed = Signal()
    wanted = Signal()
    moved = Signal(object, object)  # tuple[Path, ...], tuple[Path, ...]
    refused = Signal(str)

    def __init__(
        self,
        settings: Settings,
        parent: QObject,
        *,
        every_ms: int = LOOK_MS,
        settle_ms: int = SETTLE_MS,
    ) -> None:
        super().__init__(parent)
        self.waiting: tuple[Path, ...] = ()
        self.fault = ""
        self._settings = settings
        self._stamps: Mapping[Path, Stamp] = {}
        self._is_looking = self._looks_again = False
        self._worker = worker_of_program("watched folder")
        self._clock = QTimer(self, interval=every_ms)
        self._settling = QTimer(self, interval=settle_ms, singleShot=True)
        for timer in (self._clock, self._settling):
            timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._come_back)
        self._clock.start()
        self.look()

    @property
    def folder(self) -> str:
        """The folder that is watched, "" for none."""
        return self._settings.watched_folder

    def watch(self, folder: str) -> None:
        """Watch another folder from now on, or none; what waits in the old one stays there."""
        self._settings.watched_folder = folder
        self._settings.save()
        self._stamps = {}
        self._show((), "")
        self.look()

    def look(self) -> None:
        """Look what waits; while a look is still on its way, once more when it is back."""
        self._looks_again = self._is_looking
        if self.folder and not self._is_looking:
            self._is_looking = True
            work = partial(look, Path(self.folder), self._stamps)
            saw, failed = partial(self._saw, self.folder), partial(self._failed, self.folder)
            self._worker.submit(work, saw, failed)

    def set_aside(self, *paths: Path) -> None:
        """Move files that were brought in or are left out to those that are done with."""
        self._leave(paths)
        self._move(set_aside, paths)

    def put_back(self, *paths: Path) -> None:
        """Move files that were done with to where they waited."""
        self._move(put_back, paths)

    def _come_back(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    def _saw(self, folder: str, sighting: Sighting) -> None:
        self._is_looking = False
        if self._looks_again or folder != self.folder:
            self.look()
        if folder != self.folder:
            return
        self._stamps = sighting.stamps
        if sighting.growing:
            self._settling.start()
        self._show(sighting.waiting, "")

    def _failed(self, folder: str, error: TrustJournalError) -> None:
        self._is_looking = False
        if self._looks_again or folder != self.folder:
            self.look()
        if folder == self.folder:
            self._show((), str(error))

    def _show(self, waiting: tuple[Path, ...], fault: str) -> None:
        if (waiting, fault) != (self.waiting, self.fault):
            self.waiting, self.fault = waiting, fault
            self.changed.emit()

    def _leave(self, paths: tuple[Path, ...]) -> None:
        self._show(tuple(one for one in self.waiting if one not in paths), self.fault)

    def _move(self, move: Callable[[Path], Path], paths: tuple[Path, ...]) -> None:
        def move_all() -> tuple[Path, ...]:
            return tuple(map(move, paths))

        self._worker.submit(move_all, partial(self._moved, paths), self._refuse)

    def _moved(self, paths: tuple[Path, ...], places: tuple[Path, ...]) -> None:
        self._leave(paths)
        self.moved.emit(paths, places)
        self.look()

    def _refuse(self, error: TrustJournalError) -> None:
        self.refused.emit(str(error))
        self.look()


def watched_folder(session: JournalSession, settings: Settings) -> WatchedFolder:
    """Return the one that everything over an open journal shares."""
    return session.findChild(WatchedFolder) or WatchedFolder(settings, session)
