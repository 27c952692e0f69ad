"""What bringing in any file shares: it is dropped or chosen, worked on, and can be stopped."""

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
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.screen_room import screen_room

_SIZE = QSize(980, 720)


class FileDialog(QDialog):
    """A heading over one pane at a time, of which the first is where a file is dropped.

    A dialog of this kind says in `take` what to do with a file, in `stop_work` how to stop that,
    and in `refuse` where to say what went wrong.
    """

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
        """Say what went wrong, where the owner was before."""
        raise NotImplementedError

    def wait(self, what: str) -> None:
        """Show that something is going on."""
        self.work_pane.work(what)
        self.stack.setCurrentWidget(self.work_pane)

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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) and self.stack.currentWidget() is not self.work_pane:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.take(path)


def _dropped(event: QDropEvent) -> Path | None:
    local = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return local[0] if len(local) == 1 and local[0].is_file() else None
