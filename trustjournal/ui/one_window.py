"""One window for each journal and owner: a second start raises the first and ends.

The windows find each other through a file and a local socket in a folder of the owner's own; no
other computer, and nobody else on this one, can reach them. The command line asks nobody.
"""

import json
import os
import tempfile
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtWidgets import QWidget

from trustjournal.paths import make_private_folder

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

    from trustjournal.ui.starting import Starting

_PATIENCE_MS: Final = 5_000
_PAUSE_MS: Final = 50
_LISTEN_AFTER_MS: Final = 200  # the first paint comes first; who asks before then asks again
_ACTIVATION: Final = "XDG_ACTIVATION_TOKEN"  # with it Wayland lets another window come up
_LONGEST: Final = 100  # bytes of a socket's path, which systems limit to 104 or 108
_MOST: Final = 65_536


class OneWindow(QObject):
    """Holds the right to show a journal, and hears of starts that wanted to show it as well.

    `asked` carries the journal that a second start was asked to open. `listening` fires once such a
    start is heard.
    """

    asked = Signal(object)  # Path
    listening = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None
        self._journal: Path | None = None

    def claim(self, journal: Path, patience_ms: int = _PATIENCE_MS) -> bool:
        """Return whether to open a window on `journal`; False where another came up instead.

        The right of a window that was killed is taken over. Where the other does not answer, or
        this computer has no private folder for it, the journal is shown twice, which is safe.
        """
        if not self._take(journal):
            waited = QDeadlineTimer(patience_ms)
            if _raise_other(journal, waited):
                return False
            # Its process is gone and another one has its number, or it is stuck.
            place = _place_of(journal, ".lock")
            if place is not None and QLockFile(str(place)).removeStaleLockFile():
                self._take(journal)
        QTimer.singleShot(_LISTEN_AFTER_MS, self._listen)
        return True

    def follow(self, journal: Path) -> None:
        """Go on to another journal that the window shows now."""
        if _name_of(journal) != _name_of(self._journal):
            self.release()
            if self._take(journal):
                self._listen()

    def release(self) -> None:
        """Let another window show the journal."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
        if self._lock is not None:
            self._lock.unlock()
        self._lock, self._server, self._journal = None, None, None

    def _take(self, journal: Path) -> bool:
        place = _place_of(journal, ".lock")
        lock = QLockFile(str(place)) if place is not None else None
        if lock is not None:
            lock.setStaleLockTime(0)  # however old it is: only a process that ended has lost it
            if not lock.tryLock(0):
                if lock.error() is QLockFile.LockError.LockFailedError:
                    return False
                lock = None
        self._lock, self._journal = lock, journal
        return True

    def _listen(self) -> None:
        # Imported here: it is not needed before the window is painted.
        from PySide6.QtNetwork import QLocalServer

        place = self._journal and _place_of(self._journal, "")
        if self._server is not None or self._lock is None or place is None:
            return
        QLocalServer.removeServer(str(place))  # of a window that was killed, or nobody had the lock
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)
        self._server.listen(str(place))
        self.listening.emit()

    def _meet(self) -> None:
        caller = self._server.nextPendingConnection() if self._server is not None else None
        if caller is not None:
            caller.setReadBufferSize(_MOST)
            caller.disconnected.connect(caller.deleteLater)
            caller.readyRead.connect(self._hear)
            if caller.canReadLine():
                self._answer(caller)

    def _hear(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        caller = self.sender()
        if isinstance(caller, QLocalSocket) and caller.canReadLine():
            self._answer(caller)

    def _answer(self, caller: "QLocalSocket") -> None:
        try:
            said = json.loads(bytes(caller.readLine().data()))
            journal, activation = Path(said["journal"]), str(said["activation"])
        except (ValueError, TypeError, KeyError):
            caller.abort()
            return
        caller.write(b"here\n")
        caller.flush()
        caller.disconnectFromServer()
        if activation:
            os.environ[_ACTIVATION] = activation
        self.asked.emit(journal)


def attend(one_window: OneWindow, starting: "Starting") -> None:
    """Let the window come up when a second start asks for it, whichever journal it shows."""
    one_window.asked.connect(partial(_come_up, starting))
    starting.settled.connect(partial(_follow, one_window, starting))


def _come_up(starting: "Starting", journal: Path) -> None:
    bring_up(starting.window)
    if _name_of(journal) != _name_of(starting.path):
        starting.open(journal)


def _follow(one_window: OneWindow, starting: "Starting") -> None:
    one_window.follow(starting.path)


def bring_up(window: QWidget) -> None:
    """Bring a window before all others, out of the row of the minimised ones too."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _raise_other(journal: Path, waited: QDeadlineTimer) -> bool:
    """Ask the other window to come up with `journal`, and tell whether it answered."""
    from PySide6.QtNetwork import QLocalSocket

    place = _place_of(journal, "")
    if place is None:
        return False
    said = {"journal": str(journal.absolute()), "activation": os.environ.get(_ACTIVATION, "")}
    while True:
        other = QLocalSocket()
        other.connectToServer(str(place))
        if other.waitForConnected(_left(waited)):
            other.write(json.dumps(said).encode() + b"\n")
            return other.waitForReadyRead(_left(waited))
        if waited.hasExpired():
            return False
        QThread.msleep(_PAUSE_MS)  # it may have begun a moment ago, and listens soon


def _left(waited: QDeadlineTimer) -> int:
    return max(1, waited.remainingTime())


def _place_of(journal: Path, ending: str) -> Path | None:
    """Return the file of this owner by which windows on a journal find each other.

    None where no folder is the owner's alone.
    """
    folder = _private_folder()
    if folder is None:
        return None
    place = folder / f"{_name_of(journal)}{ending}"
    return place if os.name == "nt" or len(os.fsencode(place)) <= _LONGEST else None


def _name_of(journal: Path | None) -> str:
    """Return a name that says nothing of the journal, the same whatever leads to its file."""
    if journal is None:
        return ""
    whose = f"{Path.home()}\0{os.path.realpath(journal)}"
    return sha256(os.fsencode(whose)).hexdigest()[:24]


def _private_folder() -> Path | None:
    """Return this session's folder for it, where it is the owner's alone."""
    if os.name == "nt":
        folder = Path(tempfile.gettempdir()) / "trustjournal"
    else:
        parent = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
        folder = Path(parent) / f"trustjournal-{os.getuid()}"
    try:
        make_private_folder(folder)
        found = folder.lstat()
    except OSError:
        return None
    if os.name == "nt":
        return folder
    is_ours = folder.is_dir() and not folder.is_symlink() and found.st_uid == os.getuid()
    return folder if is_ours and not found.st_mode & 0o077 else None
