"""What bringing in any file shares: it is dropped or chosen, worked on, and can be stopped."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from trustjournal.errors import Cancelled, TrustJournalError
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.dialogs.choose_file import ask_file
from trustjournal.ui.dialogs.import_panes import DropZone, WorkPane
from trustjournal.ui.dialogs.step import Step
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.screen_room import screen_room

_SIZE = QSize(980, 720)


class FileDialog(QDialog):
    """A heading over one pane at a time, of which the first is where a file is dropped.

    A dialog of this kind says in `take` what to do with a file, and in `stop_work` how to stop it.
    What comes after the first pane is a `Step`. It takes one file at a time, or `several` files and
    folders.
    """

    several = False

    def __init__(
        self,
        title: str,
        drop_zone: DropZone,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.navigator = navigator
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setWindowTitle(title)
        self.drop_zone = drop_zone
        self.work_pane = WorkPane()
        self.stack = QStackedWidget()
        self._before: QWidget = drop_zone
        self._stop: Event | None = None
        self.add_pane(self.drop_zone)
        self.add_pane(self.work_pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(title, TypeRole.HEADING))
        column.addWidget(self.stack, 1)
        room = screen_room(self).size() - QSize(32, 64)
        self.resize((_SIZE * theme.look.scale).boundedTo(room))

    def add_pane(self, pane: QWidget) -> None:
        """Add what comes after the file was read."""
        self.stack.addWidget(pane)

    def take(self, path: Path) -> None:
        """Look into a file."""
        raise NotImplementedError

    def stop_work(self) -> None:
        """Stop what goes on, and show what was there before."""
        raise NotImplementedError

    def refuse(self, sentence: str) -> None:
        """Say what went wrong, where the owner is or was before."""
        if self.stack.currentWidget() is self.work_pane:
            self.come_back()
        shown = self.stack.currentWidget()
        if isinstance(shown, DropZone | Step):
            shown.say(sentence)

    def wait(self, what: str) -> None:
        """Show that something is going on, and know where to come back to."""
        shown = self.stack.currentWidget()
        if shown is not None and shown is not self.work_pane:
            self._before = shown
        self.work_pane.work(what)
        self.stack.setCurrentWidget(self.work_pane)
        # Not to its button: an Enter pressed too early, or twice, would stop what goes on.
        self.work_pane.setFocus()

    def show_step(self, step: Step) -> None:
        """Show a step, from which Enter goes on."""
        self.stack.setCurrentWidget(step)
        step.begin()

    def come_back(self) -> None:
        """Show what was there before something went on."""
        if isinstance(self._before, Step):
            self.show_step(self._before)
        else:
            self.stack.setCurrentWidget(self._before)

    def choose(self, title: str, files: str) -> None:
        """Let the owner choose a file; `files` says of which kinds, as Qt writes them."""
        ask_file(self, title, f"{files};;{_('All files (*)')}", self.take)

    def begin_import(self) -> Event:
        """Show that everything is being written; the event is set once that is to stop."""
        self._stop = Event()
        self.wait(_("Importing …"))
        return self._stop

    def refused(self, error: TrustJournalError) -> None:
        """Hear that something went wrong, unless the owner stopped it."""
        if not isinstance(error, Cancelled):
            self.refuse(str(error))

    def cancel(self) -> None:
        """Stop whatever goes on; nothing of it is kept."""
        if self._stop is not None:
            self._stop.set()
        self.stop_work()

    def reject(self) -> None:
        if self.stack.currentWidget() is self.work_pane:
            self.cancel()
        else:
            super().reject()

    def takes(self, paths: Sequence[Path]) -> bool:
        """Return whether these may be dropped here."""
        if self.several:
            return bool(paths) and all(path.exists() for path in paths)
        return len(paths) == 1 and paths[0].is_file()

    def take_all(self, paths: Sequence[Path]) -> None:
        """Look into what was dropped."""
        self.take(paths[0])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.stack.currentWidget() is not self.work_pane and self.takes(_dropped(event)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take_all(_dropped(event))


def _dropped(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
