"""What was in the way of a write, said above the pages with the ways to go on.

Nothing typed is lost meanwhile: forms and lines keep their words until they are saved.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from sqlalchemy import Connection, Engine

from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _
from trustjournal.store.moving import follow, found_again
from trustjournal.store.transaction import Obstacle, WriteRefused, is_moved
from trustjournal.ui.copy_saving import CopySaving
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.shell import Shell
from trustjournal.ui.widgets.notices import Banner, announce

Way = tuple[str, Callable[[], object]]


class TroubleSaving(QObject):
    """Shows one banner until a write succeeds; `banner` or None.

    Whether the journal's file is still in its place is looked at whenever the window is turned to,
    not only when something is written.
    """

    def __init__(self, shell: Shell, session: JournalSession, navigator: Navigator) -> None:
        super().__init__(shell)
        self._shell = shell
        self._session = session
        self._navigator = navigator
        self._copying = CopySaving(shell, session, navigator)
        self._is_moved = False
        self.banner: Banner | None = None
        session.writing.obstructed.connect(self._explain)
        session.changed.connect(self._saved)
        shell.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowActivate and not self._is_moved:
            self._session.read(partial(_is_elsewhere, self._session.engine), self._look_for)
        return False

    def _explain(self, error: WriteRefused) -> None:
        if error.obstacle is Obstacle.MOVED:
            self._look_for(True)
        elif self._session.read_only:
            self._shell.notify(str(error))
        else:
            ways: list[Way] = [(_("Try again"), self._try_again)]
            if error.obstacle is not Obstacle.BUSY:
                ways.append((_("Save a copy elsewhere…"), self._copying.ask))
            self._show(str(error), ways)

    def _try_again(self) -> None:
        if not self._session.writing.retry():
            self._shell.notify(_("What you wrote is still there. Open it and save it once more."))

    def _look_for(self, moved: bool) -> None:
        if moved and not self._is_moved:
            self._is_moved = True
            self._session.run(_found_again, self._tell_moved, self._tell_lost)
        elif moved and self.banner is not None:
            announce(self.banner, self.banner.accessibleName())

    def _tell_moved(self, place: Path | None) -> None:
        path = self._session.path
        copy = (_("Save a copy…"), self._copying.ask)
        if place is not None:
            words = _("The journal file was moved while it was open. It is now {path}.")
            there = (_("Open it where it is now"), partial(self._open, place))
            self._show(words.format(path=place), [there, copy])
        elif path.exists():
            words = _(
                "The journal file was replaced by another one while it was open. What you see is "
                "the old one; a copy keeps it."
            )
            there = (_("Open what is there now"), partial(self._navigator.door.open, path))
            self._show(words, [copy, there])
        else:
            words = _(
                "The journal file was deleted while it was open. All of it is still here: save a "
                "copy before you close this window."
            )
            self._show(words, [copy])

    def _open(self, place: Path) -> None:
        """Open the file where it is now, with the drafts that the old place refused."""
        follow(self._session.engine, place)
        self._session.path = place
        self._navigator.door.open(place)

    def _tell_lost(self, error: TrustJournalError) -> None:
        self._show(
            " ".join((_("The journal file was moved or replaced."), str(error))),
            [(_("Save a copy…"), self._copying.ask)],
        )

    def _show(self, words: str, ways: list[Way]) -> None:
        self._clear()
        self.banner = Banner(words, Tone.CLAY)
        for text, run in ways:
            self.banner.add_button(text).clicked.connect(run)
        self._shell.show_banner(self.banner, first=True)
        announce(self.banner, words)

    def _saved(self, _touched: object) -> None:
        if not self._is_moved and not self._session.writing.is_obstructed:
            self._clear()

    def _clear(self) -> None:
        if self.banner is not None:
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None


def _is_elsewhere(engine: Engine, _connection: Connection) -> bool:
    return is_moved(engine)


def _found_again(engine: Engine, _job: Job) -> Path | None:
    return found_again(engine)
